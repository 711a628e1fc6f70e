"""Forms are data: `data/forms/*.toml` loaded into what tables, identities and the archive need."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

from parsers.resources import resource

CODES = ("2021", "2019")  # the forms with tables 二, 三 and 四, newest first
SHEETS = ("2014", "fujian-2016", "fujian-2011")  # the forms with one sheet of indicators

Table: TypeAlias = Mapping[str, Any]  # a table of a TOML file, before it becomes a dataclass


class Layout(StrEnum):
    """How a part is printed, which says how its cells are found."""

    BANDS = "bands"  # 二: bands one below the other, each with its own line of column labels
    MATRIX = "matrix"  # 三: one head, one labelled row a measure
    STRIP = "strip"  # 四: one line of figures under a head that names both row and column
    SHEET = "sheet"  # the older forms: one row an indicator, with its unit, and a column of figures a period


class Kind(StrEnum):
    """How a cell is read: a count, a signed change, or an amount of money."""

    COUNT = "count"
    CHANGE = "change"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Label:
    """A row, column, item or measure of a form: its public code, the words that print it, and what it counts."""

    code: str
    zh: str
    en: str
    variants: tuple[str, ...]  # further printed forms met in real reports
    unit: str  # 件, 项, 万元 …
    basis: str  # the rule that asks for it
    kind: Kind = Kind.COUNT
    group: str = ""  # code of the printed label above or before it, which ambiguous labels need: 3.其他


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that must hold: cells on the left add up to cells on the right (both by cell code).

    With `at_most` the left are parts of the right, and must add up to no more than that.
    """

    name: str  # applications.balance, applications.concluded, applications.total, disputes.total, figures.sum …
    scope: str  # the applicant, measure, proceeding or indicator it is evaluated for
    left: tuple[str, ...]
    right: tuple[str, ...]
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the form: its code, and the row and column (by their codes) that name it."""

    code: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a form. `cells` are its cell codes in the form's order: 三 by rows, 四 by proceedings."""

    name: str  # disclosure, applications, disputes
    zh: str
    en: str
    layout: Layout
    rows: tuple[Label, ...]  # items of 二, measures of 三, measures of 四
    columns: tuple[Label, ...]  # measures of 二, applicants of 三, proceedings of 四
    cells: tuple[str, ...]
    row_groups: tuple[Label, ...] = ()  # printed labels that carry no cells: （三）不予公开, 第二十条第（五）项
    column_groups: tuple[Label, ...] = ()  # 法人或其他组织, 行政诉讼
    slots: tuple[Slot, ...] = ()  # `cells` with their rows and columns, in the same order
    optional_columns: tuple[Label, ...] = ()  # columns that some reports add: 小计. Theirs are no cells of the form
    optional_slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    code: str
    zh: str
    en: str
    basis: str
    parts: tuple[Part, ...]
    identities: tuple[Identity, ...]
    optional_identities: tuple[Identity, ...] = ()  # sums of optional columns, evaluated where these are printed

    def part(self, name: str) -> Part:
        """The part of that name; KeyError where the form has none."""
        for part in self.parts:
            if part.name == name:
                return part
        raise KeyError(name)


@cache
def load(code: str) -> Form:
    """The form with this code. Raises KeyError for a code that is no form's.

    >>> form = load("2021")
    >>> len(form.identities), [len(part.cells) for part in form.parts]
    (42, [10, 175, 15])
    >>> form.parts[1].cells[:2]
    ('applications.natural_person.received', 'applications.business.received')
    >>> len(load("2019").identities)
    40
    >>> load("fujian-2016").parts[0].cells[:2]
    ('figures.published', 'figures.published.cumulative')
    """
    if code not in (*CODES, *SHEETS):
        raise KeyError(code)
    table = tomllib.loads(resource(f"forms/{code}.toml").read_text(encoding="utf-8"))
    parts = tuple(_part(part) for part in table["part"])
    identities, optional = (
        tuple(
            identity
            for part, raw in zip(parts, table["part"], strict=True)
            for rule in raw.get(key, ())
            for identity in _identities(rule, part)
        )
        for key in ("identity", "optional_identity")
    )
    return Form(table["code"], table["zh"], table["en"], table["basis"], parts, identities, optional)


def all_forms() -> tuple[Form, ...]:
    """Every form with tables 二, 三 and 四, newest first.

    >>> [form.code for form in all_forms()]
    ['2021', '2019']
    """
    return tuple(load(code) for code in CODES)


def all_sheets() -> tuple[Form, ...]:
    """Every form that is one sheet of indicators."""
    return tuple(load(code) for code in SHEETS)


def _part(table: Table) -> Part:
    rows, columns, optional = (_labels(table, key) for key in ("rows", "columns", "optional_columns"))
    slots = _slots(table, rows, columns)
    return Part(
        name=table["name"],
        zh=table["zh"],
        en=table["en"],
        layout=Layout(table["layout"]),
        rows=rows,
        columns=columns,
        cells=tuple(slot.code for slot in slots),
        row_groups=_labels(table, "row_groups"),
        column_groups=_labels(table, "column_groups"),
        slots=slots,
        optional_columns=optional,
        optional_slots=_slots(table, rows, optional),
    )


def _labels(part: Table, key: str) -> tuple[Label, ...]:
    return tuple(_label(table, part) for table in part.get(key, ()))


def _label(table: Table, part: Table) -> Label:
    return Label(
        code=table["code"],
        zh=table["zh"],
        en=table["en"],
        variants=tuple(table.get("variants", ())),
        unit=table.get("unit", part["unit"]),
        basis=table.get("basis", part["basis"]),
        kind=Kind(table.get("kind", "count")),
        group=table.get("group", ""),
    )


def _slots(table: Table, rows: Sequence[Label], columns: Sequence[Label]) -> tuple[Slot, ...]:
    """Every row crossed with the columns it has (`columns` of a row, else all), in the order the part declares."""
    has = {raw["code"]: raw.get("columns") for raw in table["rows"]}
    pairs = [
        (row.code, column.code) for row in rows for column in columns if column.code in (has[row.code] or column.code)
    ]
    if table["order"] == "columns":
        pairs = [(row.code, column.code) for column in columns for row in rows]
    return tuple(Slot(_code(table["cell"].format(row=row, column=column)), row, column) for row, column in pairs)


def _code(code: str) -> str:
    """A figure is the year's unless its code says otherwise: CODE, CODE.cumulative."""
    return code.removesuffix(".year")


def _identities(rule: Table, part: Part) -> tuple[Identity, ...]:
    """One identity for each column (its sides name rows) or each row (its sides name columns)."""
    if "of" in rule:
        return tuple(_of_sheet(rule, part, period.code) for period in part.columns)
    by_column = rule["for_each"] == "column"
    codes = {(slot.row, slot.column): slot.code for slot in (*part.slots, *part.optional_slots)}
    return tuple(
        Identity(
            name=rule["name"],
            scope=label.code,
            left=tuple(codes[(side, label.code) if by_column else (label.code, side)] for side in rule["left"]),
            right=tuple(codes[(side, label.code) if by_column else (label.code, side)] for side in rule["right"]),
        )
        for label in (part.columns if by_column else part.rows)
    )


def _of_sheet(rule: Table, part: Part, period: str) -> Identity:
    """An identity of a sheet in one column; its scope is the indicator that it is about."""
    codes = {(slot.row, slot.column): slot.code for slot in part.slots}
    left, right = (tuple(codes[code, period] for code in rule[side]) for side in ("left", "right"))
    return Identity(rule["name"], _code(f"{rule['of']}.{period}"), left, right, rule.get("at_most", False))

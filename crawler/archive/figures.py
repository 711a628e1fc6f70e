"""A report's figures as the archive holds them: wide rows for researchers, and the evidence behind each cell.

Wide, because 200 narrow rows a report would be 0.7 billion rows in all; the views unfold them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TypeAlias

from parsers.forms import Form, Part, load
from parsers.model import Cell, Figure, Place, Report, State

Row: TypeAlias = dict[str, str | int | float | None]

FEN = 1_000_000  # 分 in 万元
LETTERS = {
    State.NUMBER: "n",
    State.ZERO: "z",
    State.BLANK: "b",
    State.NOT_APPLICABLE: "a",
    State.TEXT: "t",
    State.MISSING: "m",
}
SUBJECTS = {"disclosure": "item", "applications": "applicant", "disputes": "proceeding"}


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows by table, without their report's id."""

    tables: dict[str, list[Row]]
    evidence: list[Row]


def figures_of(report: Report) -> Figures:
    """The rows of the tables of figures and of `evidence`; none for a table that is not there."""
    tables: dict[str, list[Row]] = {name: [] for name in SUBJECTS}
    evidence: list[Row] = []
    cells = {cell.code: cell for cell in report.cells}
    for form, part in _printed_parts(report, cells):
        own = [cells[code] for code in part.cells]
        tables[part.name] = list(_wide(part, own))
        evidence.append({"part": part.name, "form": form.code, **_evidence(own, report)})
    tables["figures"] = [_figure(report, at, figure) for at, figure in enumerate(report.figures)]
    return Figures(tables, evidence)


def reading_digest(report: Report) -> str:
    """Of what the report says: every cell as printed, and the text of its sections. Where a cell stands is not in it,
    nor is the page around the report, so a new design of the portal is no new version."""
    said = [
        [[cell.code, cell.raw, str(cell.state)] for cell in report.cells],
        [[section.heading, section.text] for section in report.sections],
    ]
    if report.figures:
        said.append([[figure.label, figure.period, figure.raw, str(figure.state)] for figure in report.figures])
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _printed_parts(report: Report, cells: dict[str, Cell]) -> Iterator[tuple[Form, Part]]:
    if not report.cells:
        return
    form = load(report.form)
    for part in form.parts:
        if any(cells[code].state is not State.MISSING for code in part.cells):
            yield form, part


def _wide(part: Part, cells: Iterable[Cell]) -> Iterator[Row]:
    rows: dict[str, Row] = {}
    for cell in cells:
        _, subject, measure = cell.code.split(".")
        row = rows.setdefault(subject, {SUBJECTS[part.name]: subject})
        if measure == "amount":  # also where the document does not have the cell, which then has no unit either
            row["amount_fen"], row["amount_unit"] = _fen(cell), cell.unit
        else:
            row[measure] = _count(cell)
    return iter(rows.values())


def _figure(report: Report, position: int, figure: Figure) -> Row:
    amount = isinstance(figure.value, Decimal)
    return {
        "position": position,
        "sheet": report.sheet,
        "indicator": figure.indicator,
        "label": figure.label,
        "period": figure.period,
        "value": float(figure.value) if isinstance(figure.value, Decimal) else figure.value,
        "amount_fen": _fen(figure) if amount else None,
        "unit": figure.unit,
        "raw": figure.raw,
        "unit_printed": figure.unit_printed,
        "state": str(figure.state),
        "place": _json(_place(figure.place)) if figure.place else None,
    }


def _count(cell: Cell) -> int | None:
    assert not isinstance(cell.value, Decimal), cell
    return cell.value


def _fen(cell: Cell | Figure) -> int | None:
    """An amount in whole 分; the parser lets none through that is not."""
    if cell.value is None:
        return None
    fen = Decimal(cell.value) * FEN
    if fen != fen.to_integral_value():
        raise ValueError(f"{cell.code}: {cell.raw!r} is no whole number of 分")
    return int(fen)


def _evidence(cells: list[Cell], report: Report) -> Row:
    suggested = {cell.code: cell.suggested for cell in cells if cell.suggested is not None}
    own = {cell.code for cell in cells}
    repaired = sorted({code for repair in report.repairs for code in repair.cells if code in own})
    return {
        "raws": _json([cell.raw for cell in cells]),
        "states": "".join(LETTERS[cell.state] for cell in cells),
        "numbers": _json([str(value) if isinstance(value := cell.value, Decimal) else value for cell in cells]),
        "places": _json([_place(cell.place) for cell in cells]),
        "suggested": _json(suggested),
        "repaired": _json(repaired),
    }


def _place(place: Place | None) -> list[int | float | None] | None:
    if place is None:
        return None
    if place.page is not None:
        return [place.page, *(place.box or ())]
    return [place.table, place.row, place.column]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""The stages of a reading and what passes between them.

Source ─media─▶ Document ─tables─▶ Cells ─identities─▶ Checks, Repairs ─report─▶ Report | Refusal

Every stage hands on a frozen dataclass named for it. A cell's code is its public name: `part.column.row` for the parts
`applications` and `disputes` (`applications.total.received`, `disputes.reconsideration.upheld`),
`disclosure.item.measure` for table 二. These names are listed in the forms (`data/forms/*.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class State(StrEnum):
    """What a cell of a form says; only `number` and `zero` carry a value."""

    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    TEXT = "text"
    MISSING = "missing"


class Verdict(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """How far a report (or one of its tables) can be trusted; the first that applies."""

    SUSPECT = "suspect"
    INCONSISTENT = "inconsistent"
    PARTIAL = "partial"
    UNPROVEN = "unproven"
    CONSISTENT = "consistent"


class Scope(StrEnum):
    """Whose numbers a report gives; reports of different scopes are never added together."""

    OWN_ORGAN = "own_organ"
    GOVERNMENT_AND_DEPARTMENTS = "government_and_departments"
    TERRITORY = "territory"
    SYSTEM = "system"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read, with what was said about them. `url` and `content_type` are claims, never trusted over content."""

    data: bytes
    url: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell of a table; `row` and `column` are where it begins, from 0.

    `page` (from 1) and `box` (left, top, right, bottom in points from the page's upper left corner) say where a PDF
    prints it; `address` is an XPath in markup, or a sheet and cell (`Sheet1!B7`).
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its spans opened: `rows[r][c]` is the cell that covers that place, or None where none does.

    `aligned` says whether a column number means the same in every row (true for markup with spans, false for
    tab-separated text, where merged cells have slipped together).
    """

    index: int  # the document's tables, counted from 1
    rows: tuple[tuple[GridCell | None, ...], ...]
    aligned: bool = True
    cut: bool = False  # larger than any form: rows or columns were left out, so what was read from it is in doubt


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """What a page or file prints, in its order, whatever its media type was.

    `titles` are candidates for the report's title, most trusted first, each with where it stood (`meta`, `heading`,
    `title`, `text`). `metas` are the page's meta elements by name. `blocks` hold paragraphs and tables in order.
    `prose` says which paragraphs belong to the article.
    """

    media_type: str
    titles: tuple[tuple[str, str], ...]
    metas: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    prose: tuple[str, ...] = ()  # the page's main text without navigation; empty where it was not asked for

    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))

    def paragraphs(self) -> Iterator[str]:
        return (block.text for block in self.blocks if isinstance(block, Paragraph))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: table from 1, row and column from 0; a PDF's page from 1 and box in points; an address."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the form: its code, what is printed, what that says, and where it stands.

    `value` is an int for counts, a Decimal in 万元 for amounts, None where the state carries no value. `unit` is given
    for amounts only: `wan_yuan` (as the form prints), `yuan` (the cell said 元; the value is converted), `unstated`
    (neither form nor cell prints a unit: no value). `suggested` is a value that the identities prove against the
    print; it never replaces it.
    """

    code: str
    raw: str
    state: State
    value: int | Decimal | None
    place: Place | None
    unit: str | None = None
    suggested: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a sheet: a printed row in one of its columns.

    `indicator` is None where the row belongs to no form. `value` is as in a Cell: amounts are in 万元, and `unit` is
    that of the value, `unit_printed` the sheet's own, which says how `raw` is to be read.
    """

    indicator: str | None
    label: str
    period: str  # year, cumulative
    value: int | Decimal | None
    unit: str
    raw: str
    state: State
    place: Place | None
    unit_printed: str = ""

    @property
    def code(self) -> str | None:
        """The public code: CODE of the year's figure, CODE.cumulative of the other."""
        suffix = "" if self.period == "year" else f".{self.period}"
        return self.indicator and f"{self.indicator}{suffix}"


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A row with figures that belongs to no row of the form; kept, never dropped."""

    table: int
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """An identity evaluated: both sides (None where unknown) and both verdicts."""

    identity: str
    scope: str
    left: int | None
    right: int | None
    lenient: Verdict
    strict: Verdict


@dataclass(frozen=True, slots=True)
class Repair:
    """Cells read otherwise than by position, because the identities leave exactly one reading."""

    cells: tuple[str, ...]
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Section:
    number: int  # 1 to 6 since 2019; 0 for what stands before the first heading
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a sentence: section, what is counted, value as printed, unit, and the clause that says it."""

    section: int
    subject: str
    value: Decimal
    unit: str
    approximate: bool
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one document says. Nothing in it comes from the clock, the network or the archive."""

    organ: str | None  # as printed; None where the document names none
    organ_source: str | None  # title, text or meta
    year: int | None
    scope: Scope
    scope_evidence: str | None
    period_from: date | None
    period_to: date | None
    form: str  # 2021, 2019, 2014, narrative
    title: str | None
    published_on: date | None  # what the page claims
    published_source: str | None  # meta or text
    cells: tuple[Cell, ...]  # every cell of the tables of the form, in the form's order
    unmapped: tuple[Unmapped, ...]
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    checks: tuple[Check, ...]  # every identity of the form
    repairs: tuple[Repair, ...]
    doubts: tuple[str, ...]  # why the report is suspect, one sentence each; empty otherwise
    status: Status
    part_status: tuple[tuple[str, Status], ...]  # disclosure, applications, disputes
    sheet: str | None = None  # the form of the sheet of indicators that it prints: 2014, fujian-2016 …
    figures: tuple[Figure, ...] = ()  # every indicator of that form in every column printed, then rows of no form


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document that gives no report, with the contract's code and one line that says why."""

    code: str
    message: str

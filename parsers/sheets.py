"""Document x sheet of indicators -> figures: every indicator of the form in every column printed, each with its place.

What is printed twice must say the same twice; an indicator that the sheet should have and has not makes it suspect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.forms import Form, Label, all_forms, all_sheets, load
from parsers.labels import key
from parsers.layouts.running import HEAD, MOST, read_running
from parsers.layouts.sheet import Entry, Sheet
from parsers.layouts.sheet_head import Band, Field, field_of
from parsers.model import Cell, Document, Figure, GridCell, State, Unmapped
from parsers.sheet_figures import figures_of, foreign_figures, missing_figure, once
from parsers.tables import unmapped_rows

HALF, FEWEST = 0.5, 3
MOST_ROWS = 200  # of a table that are looked through for a head; sheets have some sixty


@dataclass(frozen=True, slots=True)
class SheetReading:
    """The figures of a sheet, rows of no form, and why some are in doubt. `periods` are the columns printed."""

    figures: tuple[Figure, ...]
    unmapped: tuple[Unmapped, ...]
    doubts: tuple[str, ...]
    periods: tuple[str, ...]

    def counts(self) -> bool:
        """Whether the sheet says any number at all; an empty one is a template."""
        return any(figure.state in (State.NUMBER, State.ZERO) for figure in self.figures)

    def cells(self) -> dict[str, Cell]:
        """The figures of the form as its cells, for its identities."""
        return {
            f"figures.{code}": Cell(f"figures.{code}", figure.raw, figure.state, figure.value, figure.place)
            for figure in self.figures
            if (code := figure.code)
        }


def sheet_of(document: Document) -> Form | None:
    """The sheet that the document prints: the one of whose indicators it has most, and half at least; else None."""
    if not _may_print_a_sheet(document):
        return None
    shares = {form.code: _share(document, form) for form in all_sheets()}
    best = max(shares, key=lambda code: shares[code])
    return load(best) if shares[best] >= HALF else None


def _may_print_a_sheet(document: Document) -> bool:
    """A quick look, since few documents do: the words above its labels stand in a table or in running text."""
    heads = any(
        cell is not None and field_of(cell.text) is Field.LABEL
        for grid in document.grids()
        for row in grid.rows[:MOST_ROWS]
        for cell in row
    )
    return heads or HEAD.search("\n".join(document.paragraphs())[:MOST]) is not None or _labels_printed(document)


def _labels_printed(document: Document) -> bool:
    texts = {cell.text for grid in document.grids() for row in grid.rows[:MOST_ROWS] for cell in row if cell}
    return len({key(text) for text in texts if len(text) < 60} & _keys()) >= FEWEST


@cache
def _keys() -> frozenset[str]:
    """Labels that sheets print and the later forms do not."""
    later = {key(row.zh) for form in all_forms() for part in form.parts for row in (*part.rows, *part.columns)}
    return frozenset(key(row.zh) for form in all_sheets() for row in form.parts[0].rows) - later


def _share(document: Document, form: Form) -> float:
    """How many of the form's indicators the document prints, of all."""
    found = {entry.indicator.code for entry in _entries(document, form)[0] if entry.indicator}
    return len(found) / len(form.parts[0].rows)


def read_sheet(document: Document, form: Form) -> SheetReading:
    """The sheet that the document prints, in tables or, where there is none, in running text."""
    entries, used, doubts = _entries(document, form)
    periods = tuple(field for field in (Field.YEAR, Field.CUMULATIVE) if any(field in _periods(one) for one in entries))
    known = [figure for entry in entries if entry.indicator for figure in figures_of(entry, entry.indicator)]
    found, conflicts = once(known)
    expected = [(label, period) for label in form.parts[0].rows for period in periods]
    missing = [pair for pair in expected if (pair[0].code, str(pair[1])) not in found]
    figures = [found.get((label.code, str(period))) or missing_figure(label, str(period)) for label, period in expected]
    foreign = [entry for entry in entries if not entry.indicator]
    rest = [Unmapped(entry.table, entry.label, values) for entry, values in _beside(entries)]
    return SheetReading(
        figures=(*figures, *(figure for entry in foreign for figure in foreign_figures(entry))),
        unmapped=(*rest, *unmapped_rows(document.grids(), used)),
        doubts=tuple(dict.fromkeys((*doubts, *_doubts(entries), *conflicts, *_absent(missing, len(expected))))),
        periods=tuple(map(str, periods)),
    )


def _entries(document: Document, form: Form) -> tuple[list[Entry], dict[int, set[int]], list[str]]:
    """The rows of the sheet, the rows of tables that they took, and doubts."""
    entries, used, doubts = _in_grids(document, form)
    if not any(entry.indicator for entry in entries):
        entries, doubts = read_running("\n".join(document.paragraphs()), form.parts[0])
    return entries, used, doubts


def _in_grids(document: Document, form: Form) -> tuple[list[Entry], dict[int, set[int]], list[str]]:
    """The entries of all tables; a table may go on in the next one under the same head."""
    sheet = _reader(form.code)
    bands: tuple[Band, ...] = ()
    entries: list[Entry] = []
    used: dict[int, set[int]] = {}
    doubts: list[str] = []
    for grid in document.grids():
        rows = sheet.read(grid, _same_width(bands, grid.rows))
        bands = rows.bands or bands
        entries += rows.entries
        used[grid.index] = set(rows.used)
        if rows.entries and grid.cut:
            doubts.append(f"table {grid.index} is larger than any form and was cut")
    return entries, used, doubts


@cache
def _reader(code: str) -> Sheet:
    return Sheet(load(code).parts[0])


def _same_width(bands: tuple[Band, ...], rows: Sequence[Sequence[GridCell | None]]) -> tuple[Band, ...]:
    """The head before, if a grid can go on under it: it has as many columns."""
    width = bands[-1].first + len(bands[-1].fields) if bands else 0
    return bands if width == max(map(len, rows), default=0) else ()


def _periods(entry: Entry) -> list[Field]:
    return [period for period, _ in entry.cells]


def _beside(entries: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Rows of no form with all their figures, and figures of known rows under heads of no period."""
    for entry in entries:
        values = entry.extra if entry.indicator else entry.figures()
        if values:
            yield entry, values


def _doubts(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.doubt and entry.indicator:  # what a row of no form says is kept as it stands
            yield f"row {entry.label!r}: {entry.doubt}"


def _absent(missing: Sequence[tuple[Label, Field]], expected: int) -> Iterator[str]:
    if missing:
        shown = ", ".join(label.code for label, _ in missing[:3]) + (" …" if len(missing) > 3 else "")
        yield f"{len(missing)} of {expected} figures were not found: {shown}"

"""A sheet of indicators: one row an indicator with its unit, one column of figures a period. A grid -> its entries.

Columns are found by the words of the head, so the code of a row (01, 02 …) is never read as its figure. Where columns
mean nothing, as in tab-separated text, what stands behind the unit must be as much as the head names, or nothing is
read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.forms import Label, Part
from parsers.layouts.indicators import Indicators, is_unit, unit_in, unit_inside
from parsers.layouts.sheet_head import HEADLESS, Band, Field, head_at
from parsers.layouts.sheet_places import cells_under, counted_in, placed_in
from parsers.layouts.strips import is_figure, is_words, line
from parsers.model import Grid, GridCell
from parsers.numbers import read

TALLEST, WIDEST = 400, 24  # rows and columns; sheets have some seventy and six, and what is larger is none
FEWEST = 8  # so many figures that rise from row to row are the rows' numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """A printed row: its label, the indicator (None for a row of no form), its unit as printed, a cell a period.

    A period whose cell is None is not printed in this row. `extra` are figures under heads of no period. With a `doubt`
    the figures may stand under other heads than it seems.
    """

    table: int
    row: int
    label: str
    indicator: Label | None
    unit: str
    cells: tuple[tuple[Field, GridCell | None], ...]
    extra: tuple[str, ...] = ()
    doubt: str = ""

    def figures(self) -> tuple[str, ...]:
        return tuple(cell.text for _, cell in self.cells if cell and is_figure(cell.text)) + self.extra


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The entries of a grid, its rows that were read, and the head in force after it."""

    entries: tuple[Entry, ...]
    used: frozenset[int]
    bands: tuple[Band, ...]


class Sheet:
    """Reads a form that is printed as a sheet."""

    def __init__(self, part: Part) -> None:
        self._indicators = Indicators(part)

    def read(self, grid: Grid, bands: tuple[Band, ...] = ()) -> SheetRows:
        """The sheet in a grid. `bands` is the head of the grid before, which may go on in this one."""
        if len(grid.rows) > TALLEST or max(map(len, grid.rows), default=0) > WIDEST:
            return SheetRows((), frozenset(), ())
        entries: list[Entry] = []
        heads: set[int] = set()
        at, group = 0, ""
        while at < len(grid.rows):
            if head := head_at(grid, at):
                bands, end = head
                heads |= set(range(at, end))
                at = end
            end = next((row for row in range(at, len(grid.rows)) if head_at(grid, row)), len(grid.rows))
            for band in bands or (HEADLESS,):  # of two halves side by side the left one is first read to its end
                for row in range(at, end):
                    entry, group = self._entry(grid, row, band, group, last=band in bands[-1:])
                    entries += [entry] if entry else []
                    if not any(is_figure(cell.text) for cell in _within(grid, row, band, last=True)):
                        heads.add(row)  # a heading; what stands before the sheet's labels is its number
            at = end
        if not any(entry.indicator for entry in entries) or (not bands and _numbers_rows(entries)):
            return SheetRows((), frozenset(), bands)
        return SheetRows(tuple(entries), frozenset(heads | {entry.row for entry in entries}), bands)

    def _entry(self, grid: Grid, at: int, band: Band, group: str, *, last: bool) -> tuple[Entry | None, str]:
        """What a row prints in a band, None where it prints no figures' row; and the group in force after it."""
        cells = _within(grid, at, band, last=last)
        labels = list(_labels(grid, band, cells))
        if not labels:
            return None, group
        indicator = None
        for cell in labels:  # the last names the row; those before may be the groups that it belongs to
            indicator = self._indicators.match(cell.text, group)
            group = self._indicators.group(indicator, group) if indicator else group
        if labels[-1].row != at:  # nothing but a label from above: no row of its own
            indicator = None
        behind = cells[cells.index(labels[-1]) + 1 :]
        if indicator is None and not any(is_figure(cell.text) for cell in behind):
            return None, group
        unit = next((unit_in(cell.text) for cell in behind if is_unit(cell.text)), "")
        unit = unit or unit_inside(cell.text for cell in labels)
        placed = placed_in(grid, at, band, cells) if grid.aligned and band is not HEADLESS else None
        found, doubt = placed or counted_in(band, behind)
        taken = {id(cell) for _, cell in found if cell}
        codes = cells_under(grid, at, band, Field.CODE)
        rest = [cell for cell in behind if id(cell) not in taken | codes and is_figure(cell.text)]
        extra = tuple(cell.text for cell in rest) if placed or doubt or indicator is None else ()
        entry = Entry(grid.index, at, labels[-1].text, indicator, unit, found, extra, band.doubt or doubt)
        return entry, group


def _numbers_rows(entries: Sequence[Entry]) -> bool:
    """Whether the only column of figures, with no head above, counts the rows."""
    texts = [cell.text for entry in entries for _, cell in entry.cells if cell and is_figure(cell.text)]
    values = [value for text in texts if (value := read(text).value) is not None]
    return len(values) >= FEWEST and all(before < after for before, after in pairwise(values))


def _within(grid: Grid, at: int, band: Band, *, last: bool) -> list[GridCell]:
    """The cells of a row that belong to a band; to the last one also those beyond its head."""
    end = len(grid.rows[at]) if last or band is HEADLESS else band.first + len(band.fields)
    return [cell for cell in line(grid, at) if band.first <= cell.column < end]


def _labels(grid: Grid, band: Band, cells: Sequence[GridCell]) -> Iterator[GridCell]:
    """The words before the unit and the figures; where columns mean something, below the head of labels only."""
    columns = next((at for at, field in enumerate(band.fields) if field is not Field.LABEL), len(band.fields))
    for cell in cells:
        beyond = grid.aligned and band is not HEADLESS and cell.column >= band.first + columns
        if beyond or is_unit(cell.text) or is_figure(cell.text):
            return
        if is_words(cell.text):
            yield cell

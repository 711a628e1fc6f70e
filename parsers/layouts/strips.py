"""A strip: one printed row of figures, the form's cells that it fills, and every way to lay the one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from parsers.forms import Kind
from parsers.layouts.ways import Arrangement
from parsers.model import Grid, GridCell, State
from parsers.numbers import LONG, clean, read


@dataclass(frozen=True, slots=True)
class Strip:
    """`codes` are in the order printed, "" for a column of no form. With one arrangement the reading is certain.

    `loose` says that nothing but its place holds an arrangement, as where cells are missing at the end: it stands only
    if identities bear it out. `doubt` is what else speaks against the reading.
    """

    table: int
    label: str
    codes: tuple[str, ...]
    cells: tuple[GridCell, ...]
    arrangements: tuple[Arrangement, ...]
    loose: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures as the head prints it: its code and the grid columns that the head's cell covers."""

    code: str
    covers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The columns in the order printed. `positioned` says that figures stand right below their labels.

    `width` is how many columns of the grid the head covers: a cell beyond is one too many. `doubt` says what about the
    head contradicts itself.
    """

    columns: tuple[Column, ...]
    positioned: bool
    width: int = 0
    doubt: str = ""

    def codes(self) -> tuple[str, ...]:
        return tuple(column.code for column in self.columns)


def is_figure(text: str) -> bool:
    """Whether a cell says a number of any kind."""
    return len(text) <= LONG and _is_figure(text)


@lru_cache(maxsize=8192)
def _is_figure(text: str) -> bool:
    return any(read(text, kind).state in (State.NUMBER, State.ZERO) for kind in Kind)


def is_words(text: str) -> bool:
    """Whether a cell may be a label: something is printed, and it is neither a figure nor a mark for none."""
    return _is_words(text) if len(text) <= LONG else not is_blank(text)


@lru_cache(maxsize=8192)
def _is_words(text: str) -> bool:
    return not _is_figure(text) and read(text).state is State.TEXT


def is_blank(text: str) -> bool:
    return not clean(text)


Lines = tuple[Sequence[GridCell], ...]
_KEPT: list[tuple[Grid, Lines]] = []  # the tables asked about last: each is gone through six times
_MOST_KEPT = 4


def line(grid: Grid, number: int) -> Sequence[GridCell]:
    """The cells of a grid's row, each once, left to right."""
    for known, lines in _KEPT:
        if known is grid:
            return lines[number]
    lines = tuple(list({id(cell): cell for cell in row if cell is not None}.values()) for row in grid.rows)
    _KEPT.insert(0, (grid, lines))
    del _KEPT[_MOST_KEPT:]
    return lines[number]


def below(head: Head, grid: Grid, number: int, cells: Sequence[GridCell]) -> Arrangement | None:
    """The arrangement by position: each column takes what stands below it. None where a figure stands below no label.

    A column that covers several cells takes the one that is not blank.
    """
    row = grid.rows[number]
    index = {id(cell): place for place, cell in enumerate(cells)}
    taken: list[int] = []
    covered: set[int] = set()
    for column in head.columns:
        if len(column.covers) == 1 and (at := column.covers[0]) < len(row):  # as most do: no set to make
            place = index.get(id(row[at]), -1)
            if place < 0 or place in covered:
                return None
            covered.add(place)
            taken.append(place)
            continue
        there = {index.get(id(row[at]), -1) for at in column.covers if at < len(row) and row[at] is not None}
        if not there or -1 in there or not covered.isdisjoint(there):
            return None
        covered |= there
        printed = [place for place in there if not is_blank(cells[place].text)] if len(there) > 1 else there
        if len(printed) > 1:
            return None
        taken.append(min(printed or there))
    beyond = any(cell is not None for cell in row[head.width :])
    rest = (cell for place, cell in enumerate(cells) if place not in covered)
    if beyond or not all(is_blank(cell.text) for cell in rest):
        return None
    return tuple(taken)


def width_of(grid: Grid, rows: Sequence[int]) -> int:
    """How many of the grid's columns have a cell in these rows, blank ones too."""
    return max(at + 1 for row in rows for at, cell in enumerate(grid.rows[row]) if cell is not None)

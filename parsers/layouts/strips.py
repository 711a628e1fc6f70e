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
    return not is_figure(text) and read(text).state is State.TEXT


def is_blank(text: str) -> bool:
    return not clean(text)


def line(grid: Grid, number: int) -> list[GridCell]:
    """The cells of a grid's row, each once, left to right."""
    return list({id(cell): cell for cell in grid.rows[number] if cell is not None}.values())


def below(head: Head, grid: Grid, number: int, cells: Sequence[GridCell]) -> Arrangement | None:
    """The arrangement by position: each column takes what stands below it. None where a figure stands below no label.

    A column that covers several cells takes the one that is not blank.
    """
    index = {id(cell): place for place, cell in enumerate(cells)}
    taken: list[int] = []
    covered: set[int] = set()
    for column in head.columns:
        there = [
            cell for at in column.covers if at < len(grid.rows[number]) for cell in [grid.rows[number][at]] if cell
        ]
        places = list(dict.fromkeys(index.get(id(cell), -1) for cell in there))
        printed = [place for place in places if place >= 0 and not is_blank(cells[place].text)]
        if not places or -1 in places or len(printed) > 1 or covered & set(places):
            return None
        covered.update(places)
        taken.append(printed[0] if printed else places[0])
    beyond = sum(cell is not None for cell in grid.rows[number][head.width :])
    if beyond or any(place not in covered and not is_blank(cell.text) for place, cell in enumerate(cells)):
        return None
    return tuple(taken)


def width_of(grid: Grid, rows: Sequence[int]) -> int:
    """How many of the grid's columns have a cell in these rows, blank ones too."""
    return max(at + 1 for row in rows for at, cell in enumerate(grid.rows[row]) if cell is not None)

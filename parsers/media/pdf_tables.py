"""A page's cells and characters -> its tables, with every cell's text, place and spans; and what stands around them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.media.pdf_celltext import text_of
from parsers.media.pdf_finder import cells_of
from parsers.media.pdf_page import Box, Mark, Page

ACROSS = 0.35  # in sizes: how near to a table's end the middle of a character stands that is printed across it


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed cell: its text, the left and right end of it, the rows it takes, and where it stands."""

    text: str
    x0: float
    x1: float
    row: int
    rowspan: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of one that a page prints. `aligned` is false where columns are a guess."""

    top: float
    bottom: float
    rows: int
    cells: tuple[Printed, ...]
    aligned: bool = True

    def row(self, number: int) -> list[Printed]:
        """The cells that cover a row, left to right."""
        found = [cell for cell in self.cells if cell.row <= number < cell.row + cell.rowspan]
        return sorted(found, key=lambda cell: cell.x0)


def tables_of(page: Page) -> tuple[list[Table], list[Mark]]:
    """The ruled tables of a page and the characters that stand in none. What has one column is no table."""
    found = [_Lattice(cells) for cells in cells_of(page)]
    lattices = [lattice for lattice in found if lattice.columns > 1]
    outside: list[Mark] = []
    for mark in page.chars:
        x, y = (mark["x0"] + mark["x1"]) / 2, (mark["top"] + mark["bottom"]) / 2
        if not any(lattice.take(mark, x, y) for lattice in lattices):
            outside.append(mark)
    return [lattice.table(page) for lattice in lattices if lattice.printed], outside


class _Lattice:
    """The lines of a table and the characters between them."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self._cells = cells
        self._xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
        self._ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
        self.columns = len(self._xs) - 1
        self.printed = False
        self._chars: dict[Box, list[Mark]] = defaultdict(list)
        self._covering: dict[tuple[int, int], Box] = {}
        for cell in cells:
            for row in range(self._ys.index(cell[1]), self._ys.index(cell[3])):
                for column in range(self._xs.index(cell[0]), self._xs.index(cell[2])):
                    self._covering.setdefault((row, column), cell)

    def take(self, mark: Mark, x: float, y: float) -> bool:
        """Takes a character that stands between the lines."""
        for end in (self._ys[0], self._ys[-1]):  # a label cut by the page's end may be printed across the last line
            if abs(y - end) < ACROSS * mark["size"]:
                y = min(max(y, self._ys[0]), self._ys[-1] - 0.01)
        row, column = bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1
        cell = self._covering.get((row, column))
        if cell is None:
            return False
        self._chars[cell].append(mark)
        self.printed = True
        return True

    def table(self, page: Page) -> Table:
        cells = []
        for cell in sorted(self._cells, key=lambda cell: (cell[1], cell[0])):
            row, end = self._ys.index(cell[1]), self._ys.index(cell[3])
            text = text_of(self._chars[cell])
            cells.append(Printed(text, cell[0], cell[2], row, end - row, page.number, page.box(cell)))
        return Table(self._ys[0], self._ys[-1], len(self._ys) - 1, tuple(cells))

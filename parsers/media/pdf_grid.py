"""A joined table -> the Document's Grid: columns by the lines between them, each cell with page and box."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parsers.media.pdf_tables import Printed, Table
from parsers.model import Grid, GridCell

NEAR = 4.0  # points within which lines of two pages are one
MAX_ROWS, MAX_COLUMNS = 1000, 64  # no form comes near; the rest of a larger table is left out and the grid marked


def grid_of(table: Table, index: int) -> Grid:
    """The table as a grid; `index` is its number in the document."""
    lines = _columns([x for cell in table.cells for x in (cell.x0, cell.x1)])
    columns = min(len(lines) - 1, MAX_COLUMNS)
    rows = min(table.rows, MAX_ROWS)
    covered: dict[tuple[int, int], GridCell] = {}
    for cell in table.cells:
        placed = _placed(cell, lines)
        for row in range(placed.row, min(placed.row + placed.rowspan, rows)):
            for column in range(placed.column, min(placed.column + placed.colspan, columns)):
                covered.setdefault((row, column), placed)
    opened = tuple(tuple(covered.get((row, column)) for column in range(columns)) for row in range(rows))
    cut = table.rows > MAX_ROWS or len(lines) - 1 > MAX_COLUMNS
    return Grid(index, tuple(row for row in opened if any(row)), aligned=table.aligned, cut=cut)


def _columns(places: Sequence[float]) -> list[float]:
    """Where the lines between columns stand.

    >>> _columns([10, 12, 50, 90.5, 91])
    [10, 50, 90.5]
    """
    lines: list[float] = []
    last = float("-inf")
    for x in sorted(places):
        if x - last > NEAR:
            lines.append(x)
        last = x
    return lines


def _nearest(lines: Sequence[float], x: float) -> int:
    at = bisect_left(lines, x)
    return at - 1 if at == len(lines) or (at and x - lines[at - 1] < lines[at] - x) else at


def _placed(cell: Printed, lines: Sequence[float]) -> GridCell:
    begin, end = _nearest(lines, cell.x0), _nearest(lines, cell.x1)
    across = max(1, end - begin)
    return GridCell(cell.text, cell.row, begin, cell.rowspan, across, cell.page, cell.box)

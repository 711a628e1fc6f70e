"""The head of a table -> its columns in the order printed, by their labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parsers.layouts.strips import Column, Head, is_blank
from parsers.model import Grid, GridCell

Namer = Callable[[GridCell], str | None]  # a code, "" for a label that names a group, None for words of no form


def head_of(grid: Grid, rows: Sequence[int], name: Namer, order: Sequence[str]) -> Head | None:
    """The head that `rows` of the grid print; `order` is the form's own order of codes.

    None where the labels do not say in which order the columns stand. Where merged cells have slipped together, so
    that positions mean nothing, the form's order is taken if every row of the head keeps to it.
    """
    named = {
        id(cell): (cell, name(cell)) for row in rows for cell in grid.rows[row] if cell and not is_blank(cell.text)
    }
    coded = [(code, cell) for cell, code in named.values() if code]
    if not coded:
        return None
    columns = _by_position(grid, rows, named)
    if {column.code for column in columns} >= {code for code, _ in coded} and _apart(coded, grid):
        return Head(tuple(columns), positioned=grid.aligned)
    if not all(_keeps_order(row, coded, order) for row in rows):
        return None
    found = {code for code, _ in coded}
    return Head(tuple(Column(code, ()) for code in order if code in found), positioned=False)


def _by_position(grid: Grid, rows: Sequence[int], named: dict[int, tuple[GridCell, str | None]]) -> list[Column]:
    """For every column of the grid the lowest label that names one; words of no form make a column without a code."""
    columns: list[tuple[int, str]] = []  # the naming cell's id, its code
    found: list[Column] = []
    for at in range(max(len(grid.rows[row]) for row in rows)):
        cells = [grid.rows[row][at] for row in reversed(rows) if at < len(grid.rows[row])]
        entry = next((named[id(cell)] for cell in cells if id(cell) in named and named[id(cell)][1] != ""), None)
        if entry is None:
            continue
        cell, code = entry
        if columns and columns[-1][0] == id(cell):
            found[-1] = Column(found[-1].code, (*found[-1].covers, at))
        else:
            found.append(Column(code or "", (at,)))
            columns.append((id(cell), code or ""))
    first = next((place for place, column in enumerate(found) if column.code), 0)
    return found[first:]  # what stands before the first column of the form heads the labels


def _apart(coded: list[tuple[str, GridCell]], grid: Grid) -> bool:
    """Whether no two labels begin in one column; markup settles that by its spans, text does not."""
    starts = [cell.column for _, cell in coded]
    return grid.aligned or len(starts) == len(set(starts))


def _keeps_order(row: int, coded: list[tuple[str, GridCell]], order: Sequence[str]) -> bool:
    places = [order.index(code) for code, cell in coded if cell.row == row and code in order]
    return places == sorted(places)

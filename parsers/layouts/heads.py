"""The head of a table -> its columns in the order printed, by their labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from parsers.forms import Label
from parsers.layouts.strips import Column, Head, is_blank, width_of
from parsers.model import Grid, GridCell

Namer = Callable[[GridCell], Label | None]  # the label of a column or of a group of columns that a cell prints


@dataclass(frozen=True, slots=True)
class Named:
    """A cell of a head and the label that it prints; None for words of no form."""

    cell: GridCell
    label: Label | None


def head_of(grid: Grid, rows: Sequence[int], name: Namer, columns: Sequence[Label]) -> Head | None:
    """The head that `rows` of the grid print; `columns` are the form's, in its order.

    None where the labels do not say in which order the columns stand. Where merged cells have slipped together, so
    that positions mean nothing, the form's order is taken if every row of the head keeps to it.
    """
    order = [label.code for label in columns]
    cells = {id(cell): cell for row in rows for cell in grid.rows[row] if cell and not is_blank(cell.text)}
    named = {place: Named(cell, name(cell)) for place, cell in cells.items()}
    coded = [(entry.label.code, entry.cell) for entry in named.values() if entry.label and entry.label.code in order]
    if not coded:
        return None
    found = _by_position(grid, rows, named, order)
    if {column.code for column in found} >= {code for code, _ in coded} and _apart(coded, grid):
        doubt = _contradiction(found, named, columns) if grid.aligned else ""
        return Head(tuple(found), grid.aligned, width_of(grid, rows), doubt)
    if not all(_keeps_order(row, coded, order) for row in rows):
        return None
    printed = {code for code, _ in coded}
    return Head(tuple(Column(code, ()) for code in order if code in printed), positioned=False)


def _contradiction(found: Sequence[Column], named: Mapping[int, Named], columns: Sequence[Label]) -> str:
    """What speaks against a head: columns in another order than the form's, or outside of their own group's label.

    A group's label that spans columns says which ones belong to it; one that spans a single column says nothing.
    """
    groups = {label.code: label.group for label in columns}
    order = [label.code for label in columns]
    places = [order.index(column.code) for column in found if column.code]
    spans = [
        entry for entry in named.values() if entry.label and entry.label.code not in order and entry.cell.colspan > 1
    ]
    inner = {entry.label.code for entry in spans if entry.label} & set(groups.values())
    outer = {entry.label.group for entry in spans if entry.label}
    for entry in spans:
        covered = range(entry.cell.column, entry.cell.column + entry.cell.colspan)
        for column in found:
            inside = column.covers[0] in covered
            belongs = entry.label is not None and groups.get(column.code, "") == entry.label.code
            if column.code and entry.label and entry.label.code in inner - outer and inside != belongs:
                return f"{column.code} does not stand where the label of its group says"
    if places != sorted(places) and not inner - outer:
        return "the columns stand in another order than the form's"
    return ""


def _by_position(grid: Grid, rows: Sequence[int], named: Mapping[int, Named], order: Sequence[str]) -> list[Column]:
    """For every column of the grid the lowest label that names one; words of no form make a column without a code."""
    naming: list[int] = []  # ids of the naming cells
    found: list[Column] = []
    for at in range(max(len(grid.rows[row]) for row in rows)):
        stack = [grid.rows[row][at] for row in reversed(rows) if at < len(grid.rows[row])]
        entries = [named[id(cell)] for cell in stack if id(cell) in named]
        entry = next((entry for entry in entries if entry.label is None or entry.label.code in order), None)
        if entry is None:
            continue
        code = entry.label.code if entry.label else ""
        if naming and naming[-1] == id(entry.cell):
            found[-1] = Column(code, (*found[-1].covers, at))
        else:
            found.append(Column(code, (at,)))
            naming.append(id(entry.cell))
    first = next((place for place, column in enumerate(found) if column.code), 0)
    return found[first:]  # what stands before the first column of the form heads the labels


def _apart(coded: list[tuple[str, GridCell]], grid: Grid) -> bool:
    """Whether no two labels begin in one column; markup settles that by its spans, text does not."""
    starts = [cell.column for _, cell in coded]
    return grid.aligned or len(starts) == len(set(starts))


def _keeps_order(row: int, coded: list[tuple[str, GridCell]], order: Sequence[str]) -> bool:
    places = [order.index(code) for code, cell in coded if cell.row == row and code in order]
    return places == sorted(places)

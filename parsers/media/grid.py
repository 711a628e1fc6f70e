"""A `<table>` -> Grid: spans opened as browsers open them, bounded, every cell once with where it begins.

https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from parsers.media.markup import hidden, printed
from parsers.model import Grid, GridCell

MAX_ROWS, MAX_COLUMNS = 1000, 64  # no form comes near; the rest of a larger table is left out and the grid marked

LONGEST_PATH = 400  # an XPath of more, a hundred elements deep, is no help to find anything

Row = dict[int, GridCell]
Placed = tuple[_Element, str]  # an element and its XPath


def open_grid(table: _Element, index: int) -> Grid:
    """The grid of a table; what is hidden is no part of it."""
    rows: list[Row] = []
    cut = False
    base = table.getroottree().getpath(table)
    told = len(base) <= LONGEST_PATH
    for group in _row_groups(table, base if told else ""):
        first = len(rows)
        kept = group[: MAX_ROWS - first]
        cut |= len(kept) < len(group)
        rows.extend({} for _ in kept)
        for offset, (element, path) in enumerate(kept):
            cut |= _lay(element, path if told else None, rows, first + offset)
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    return Grid(index, tuple(tuple(row.get(column) for column in range(width)) for row in rows), cut=cut)


def _row_groups(table: _Element, path: str) -> Iterator[list[Placed]]:
    """Rows by thead, tbody and tfoot: no rowspan reaches out of its group. Rows outside of any make their own."""
    loose: list[Placed] = []
    counts: dict[str, int] = {}
    for child in table:
        tag = str(child.tag)
        counts[tag] = counts.get(tag, 0) + 1
        if hidden(child):
            continue
        if tag == "tr":
            loose.append((child, f"{path}/tr[{counts[tag]}]"))
        elif tag in ("thead", "tbody", "tfoot"):
            if loose:
                yield loose
                loose = []
            rows = enumerate((row for row in child if row.tag == "tr"), 1)
            yield [(row, f"{path}/{tag}[{counts[tag]}]/tr[{at}]") for at, row in rows if not hidden(row)]
    if loose:
        yield loose


def _lay(element: _Element, path: str | None, rows: list[Row], number: int) -> bool:
    """Lays one row's cells into the grid; True where something had to be left out."""
    column, row = 0, rows[number]
    data = heads = 0
    for cell in element:
        tag = cell.tag
        if tag == "td":
            data += 1
        elif tag == "th":
            heads += 1
        else:
            continue
        marked = bool(cell.keys())  # most cells have no attribute at all: nothing to ask them
        if marked and hidden(cell):
            continue
        while column in row:
            column += 1
        if column >= MAX_COLUMNS:
            return True
        down = _span(cell.get("rowspan"), len(rows) - number, zero=len(rows) - number) if marked else 1
        across = _span(cell.get("colspan"), MAX_COLUMNS - column, zero=1) if marked else 1
        address = f"{path}/{tag}[{data if tag == 'td' else heads}]" if path else None
        placed = GridCell(printed(cell), number, column, down, across, address=address)
        row[column] = placed
        if down > 1 or across > 1:
            _cover(rows, placed)
        column += across
    return False


def _cover(rows: list[Row], cell: GridCell) -> None:
    for below in range(cell.row, cell.row + cell.rowspan):
        for beside in range(cell.column, cell.column + cell.colspan):
            rows[below].setdefault(beside, cell)


def _span(value: str | None, most: int, zero: int) -> int:
    """A span as browsers take it: 1 where it is no number, `zero` for 0, never more than there is room for.

    >>> _span("2", 5, 1), _span("1000000000", 5, 1), _span("0", 5, 4), _span("-3", 5, 1), _span("zwei", 5, 1)
    (2, 5, 4, 1, 1)
    """
    if value is None:
        return 1
    digits = value.strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    number = int(digits[:9])
    return min(number, most) if number else min(zero, most)

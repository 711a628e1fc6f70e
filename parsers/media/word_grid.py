"""A Word table -> Grid: gridSpan, vMerge and the older hMerge opened, bounded, every cell once with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.media.package import local
from parsers.media.word_styles import child, switch, value
from parsers.media.word_text import Printer, flow
from parsers.model import Grid, GridCell

SPACES = re.compile(r"[ \t\f\v]*\n\s*")


@dataclass(slots=True)
class _Draft:
    """A cell whose span downwards is not known yet. `merging` says that cells below may belong to it."""

    text: str
    row: int
    column: int
    across: int
    merging: bool
    address: str
    down: int = 1

    def cell(self) -> GridCell:
        return GridCell(self.text, self.row, self.column, self.down, self.across, address=self.address)


Row = dict[int, _Draft]


def open_table(table: _Element, index: int, printer: Printer) -> Grid:
    """The grid of an innermost table; rows that are hidden or tracked as deleted are no part of it."""
    elements = [row for row in flow(table) if local(row) == "tr" and _shown(row)]
    rows: list[Row] = []
    cut = len(elements) > MAX_ROWS
    for element in elements[:MAX_ROWS]:
        rows.append({})
        cut |= _lay(element, rows, printer)
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    cells = {id(draft): draft.cell() for row in rows for draft in row.values()}
    opened = (tuple(cells[id(row[at])] if at in row else None for at in range(width)) for row in rows)
    return Grid(index, tuple(opened), cut=cut)


def _shown(row: _Element) -> bool:
    properties = child(row, "trPr")
    return not switch(child(properties, "hidden")) and child(properties, "del") is None


def _lay(element: _Element, rows: list[Row], printer: Printer) -> bool:
    """Lays one row's cells; True where something had to be left out."""
    row = rows[-1]
    column = _count(value(child(child(element, "trPr"), "gridBefore")), 0)
    before: _Draft | None = None
    for cell in (found for found in flow(element) if local(found) == "tc"):
        properties = child(cell, "tcPr")
        if child(properties, "cellDel") is not None:
            continue
        if column >= MAX_COLUMNS:
            return True
        across = min(_count(value(child(properties, "gridSpan")), 1) or 1, MAX_COLUMNS - column)
        draft = _draft(cell, properties, rows, column, across, printer)
        if _goes_on(properties, "hMerge") and before is not None:
            before.across += across
            draft = before
        for at in range(column, column + across):
            row[at] = draft
        column += across
        before = draft
    return False


def _draft(
    cell: _Element, properties: _Element | None, rows: list[Row], column: int, across: int, printer: Printer
) -> _Draft:
    """The cell, or the one above that it is merged into: what a cell merged away holds is not printed."""
    text = cell_text(cell, printer)
    if _goes_on(properties, "vMerge") and len(rows) > 1:
        above = rows[-2].get(column)
        if above is not None and above.merging and above.column == column:
            above.down = max(above.down, len(rows) - above.row)
            return above
    merging = child(properties, "vMerge") is not None
    return _Draft(text, len(rows) - 1, column, across, merging, cell.getroottree().getpath(cell))


def _goes_on(properties: _Element | None, merge: str) -> bool:
    element = child(properties, merge)
    return element is not None and value(element) != "restart"


def cell_text(cell: _Element, printer: Printer) -> str:
    """What a cell prints, one line a paragraph, so that figures of two lines never run together."""
    parts: list[str] = []
    for paragraph in _paragraphs(cell):
        line = printer.line(paragraph)
        parts += [line.text, "" if line.goes_on else "\n"]
        parts += [cell_text(box, printer) + "\n" for box in line.boxes]
    return SPACES.sub("\n", "".join(parts)).strip()


def _paragraphs(cell: _Element) -> list[_Element]:
    """The paragraphs of a cell; of tables in it too, which only text boxes in a cell hold here."""
    found: list[_Element] = []
    for element in flow(cell):
        found += [element] if local(element) == "p" else _paragraphs(element)
    return found


def _count(text: str | None, otherwise: int) -> int:
    """A count as Word takes it, never more than there is room for.

    >>> _count("3", 1), _count(None, 1), _count("1000000000", 1) == MAX_COLUMNS, _count("-2", 1)
    (3, 1, True, 1)
    """
    if text is None or not (text.isascii() and text.isdigit()):
        return otherwise
    return min(int(text[:9]), MAX_COLUMNS)

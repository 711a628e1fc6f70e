"""Tables drawn with boxes -> Grid: rows of divs, lists or spans that hold cells, and no table element anywhere.

Only what is regular enough is taken for a table: menus and lists of links have rows too. What is less so stays text,
one cell a line, where the labels of a form may still tell its rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.etree import _Element

from parsers.media.grid import LONGEST_PATH, MAX_COLUMNS, MAX_ROWS
from parsers.media.markup import hidden, printed
from parsers.model import Grid, GridCell

HOLDERS = frozenset(("div", "section", "article", "dl", "ul", "ol"))
FEWEST_ROWS, FEWEST_COLUMNS = 3, 3
LONGEST_CELL = 200
FIGURE = re.compile(r"[\d,.，．\s万元件条项]*")


def may_hold(element: _Element) -> bool:
    """Whether the element is worth a closer look: a holder of rows with several cells each. Asked of every element."""
    if element.tag not in HOLDERS or len(element) < FEWEST_ROWS:
        return False
    return len(element[0]) >= FEWEST_COLUMNS and len(element[1]) >= FEWEST_COLUMNS


def boxed_grid(element: _Element, index: int) -> Grid | None:
    """The grid that rows of boxes make, None where they make none. At least a third of its cells are figures."""
    rows = [row for row in element if isinstance(row.tag, str) and not hidden(row)]
    if len({row.tag for row in rows}) != 1 or len(rows) < FEWEST_ROWS or next(element.iter("table"), None) is not None:
        return None
    lines = [_cells(row) for row in rows[:MAX_ROWS]]
    width = max(map(len, lines))
    if min(map(len, lines)) == 0 or not FEWEST_COLUMNS <= width <= MAX_COLUMNS:
        return None
    texts = [[printed(cell) for cell in line] for line in lines]
    flat = [text for line in texts for text in line]
    figures = sum(FIGURE.fullmatch(text) is not None for text in flat)
    if 3 * figures < len(flat) or not any(map(str.isdigit, flat)) or max(map(len, flat)) > LONGEST_CELL:
        return None
    return _grid(element, index, lines, texts, aligned=min(map(len, lines)) == width, cut=len(rows) > MAX_ROWS)


def _cells(row: _Element) -> list[_Element]:
    """The cells of a row: elements of one tag with nothing between them; none where it is built otherwise."""
    cells = [cell for cell in row if isinstance(cell.tag, str) and not hidden(cell)]
    loose = [row.text, *(cell.tail for cell in row)]
    if len({cell.tag for cell in cells}) != 1 or any(text and text.strip() for text in loose):
        return []
    return cells


def _grid(
    element: _Element,
    index: int,
    lines: Sequence[Sequence[_Element]],
    texts: Sequence[Sequence[str]],
    *,
    aligned: bool,
    cut: bool,
) -> Grid:
    tree = element.getroottree()
    told = len(tree.getpath(element)) <= LONGEST_PATH
    rows = tuple(
        tuple(
            GridCell(text, number, column, address=tree.getpath(cell) if told else None)
            for column, (cell, text) in enumerate(zip(line, printed_, strict=True))
        )
        for number, (line, printed_) in enumerate(zip(lines, texts, strict=True))
    )
    return Grid(index, rows, aligned=aligned, cut=cut)

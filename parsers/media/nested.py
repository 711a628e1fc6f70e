"""Tables in tables: which are cells of the outer one, which make a layout, and which stand in a table of figures."""

from __future__ import annotations

from lxml.etree import _Element

LONGEST_BOX = 60  # the text of a table with one cell that only frames a cell's text
FEWEST_CELLS, LONGEST_CELL = 12, 200


def is_whole(table: _Element) -> bool:
    """Whether the table is one grid: it holds no other table, or only such as frame a cell's text."""
    return all(_frames(inner) for inner in table.iterdescendants("table"))


def _frames(table: _Element) -> bool:
    cells = list(table.iter("td", "th"))
    return len(cells) <= 1 and len("".join(table.itertext()).strip()) <= LONGEST_BOX


def holds_figures(table: _Element) -> bool:
    """Whether a table that holds others has figures of its own: many short cells, hardly any with a table in it.

    A layout table has few cells, and long ones.
    """
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    own = [cell for cell in cells if next(cell.iterdescendants("table"), None) is None]
    short = [cell for cell in own if len("".join(cell.itertext())) <= LONGEST_CELL]
    return len(cells) >= FEWEST_CELLS and len(short) * 10 >= len(cells) * 9

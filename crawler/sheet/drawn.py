"""One table of a sheet in box-drawing characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from crawler.drawing.phrases import Phrases
from crawler.drawing.ruled import Box, ruled
from crawler.sheet import words
from crawler.sheet.model import Figure, Label, Line, Mark, Table
from parsers.model import State, Status

STYLES = {
    Mark.SUSPECT: "yellow",
    Mark.SUGGESTED: "bold cyan",
    Mark.FAILING: "red",
    Mark.UNIT: "cyan",
    Mark.REPAIRED: "bold yellow",  # last: what must be seen first
}
STATUS_STYLES = {
    Status.CONSISTENT: "green",
    Status.UNPROVEN: "blue",
    Status.PARTIAL: "yellow",
    Status.INCONSISTENT: "red",
    Status.SUSPECT: "bold red",
}
NARROWEST, FEW, FEW_WIDTH = 4, 3, 14  # columns of figures: 总计 in one line; wider where there are few
LABEL_LEAST, LABEL_MOST = 20, 36


def drawn(table: Table, width: int) -> Iterator[Text]:
    """Its title, what its status says, and its lines with all their spans, no wider than `width` if that can be."""
    title = Text(table.zh, style="bold")
    yield title.append(f"  {words.standing(table, Phrases('en'))}", style=STATUS_STYLES[table.status])
    if not table.lines:
        return
    boxes = [[_box(cell, table) for cell in line] for line in table.lines]
    yield from ruled(boxes, _widths(table, width), _rules(table.lines))


def _box(cell: Label | Figure, table: Table) -> Box:
    if isinstance(cell, Label):
        align = "left" if cell.heads == "row" else "centre"
        return Box(cell.zh, cell.across, cell.down, align)
    style = "dim" if cell.state is State.ZERO else ""
    for mark in STYLES:
        style = STYLES[mark] if mark in cell.marks else style
    align = "right" if table.labels else "centre"
    return Box(f"{shown(cell)} " if table.labels else shown(cell), cell.across, cell.down, align, style)


def shown(figure: Figure) -> str:
    """The print with its signs: `5*`."""
    return figure.text + "".join(figure.signs)


def _rules(lines: Sequence[Line]) -> frozenset[int]:
    """Above and below every line of a head, and around what spans several lines."""
    found: set[int] = set()
    for row, line in enumerate(lines):
        if all(isinstance(cell, Label) for cell in line):
            found |= {row, row + 1}
        found |= {edge for cell in line if cell.down > 1 for edge in (row, row + cell.down)}
    return frozenset(found)


def _widths(table: Table, width: int) -> list[int]:
    """How wide each column is: figures as they need, outer labels narrow, the innermost label takes what is left."""
    columns = table.columns - table.labels
    least = FEW_WIDTH if columns <= FEW else NARROWEST
    longest = max(cell_len(shown(figure)) // figure.across for figure in table.figures())
    figures = [max(least, longest) + 1] * columns
    if not table.labels:
        return figures
    outer = [NARROWEST + 2 * level for level in range(table.labels - 1)]
    left = width - sum(figures) - sum(outer) - table.columns - 1
    return [*outer, min(max(left, LABEL_LEAST), LABEL_MOST), *figures]

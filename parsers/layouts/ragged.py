"""Rows of 二 with a cell too many: no sum covers that table, so only its shape can tell that figures were moved.

A surplus empty cell is a phantom column's where other rows have one too, and where no other has, a cell was printed
twice or slipped in. A figure beyond the head is out of place unless all rows have one there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.layouts.strips import Head, Strip, is_figure, line
from parsers.model import Grid

ALONE = 4  # of so many rows only one is longer than its head
FEWEST = 3  # rows that show what is usual in a table


@dataclass(frozen=True, slots=True)
class Laid:
    """A strip, the head it was laid under, and its row."""

    strip: Strip
    head: Head
    at: int


def with_doubts(grid: Grid, rows: Sequence[Laid]) -> list[Strip]:
    """The strips; those of rows that are longer than is usual in the grid are loose."""
    odd = _beyond_heads(grid, rows) if grid.aligned else _longest(grid, rows)
    return [replace(row.strip, loose=True) if row.at in odd else row.strip for row in rows]


def _beyond_heads(grid: Grid, rows: Sequence[Laid]) -> set[int]:
    beyond = {row.at: [cell for cell in grid.rows[row.at][row.head.width :] if cell is not None] for row in rows}
    longer = {at for at, cells in beyond.items() if cells}
    out = {at for at in longer if any(is_figure(cell.text) for cell in beyond[at])}
    usual = ALONE * len(longer) > len(rows)
    return out if usual and len(out) < max(len(rows), FEWEST) else set() if usual else longer


def _longest(grid: Grid, rows: Sequence[Laid]) -> set[int]:
    """In text rows of one table are of one length, whatever merged cells have done to their positions."""
    lengths = [len(line(grid, at)) for at in range(len(grid.rows))]
    most = max(lengths)
    spare = {row.at for row in rows if len(row.strip.cells) > len(row.strip.codes) and lengths[row.at] == most}
    return spare if lengths.count(most) == 1 else set()

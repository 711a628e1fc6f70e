"""The rows of a sheet -> paragraphs and tables.

One sheet may print a whole report: titles, sentences and three tables one below the other. A row with one text in it
that spans the sheet, or that stands on its own, is a paragraph; what stands between two of them is a table. All tables
of a sheet count their columns alike, so that one may go on below the head of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.model import Block, Grid, GridCell, Paragraph
from parsers.narrative import SPLIT

SENTENCE = 40  # characters: a label that is longer holds no full stop
Row = Sequence[GridCell]  # one entry a column, a merged cell in each place that it covers


def blocks_of(rows: Sequence[Row], tables: int, *, cut: bool) -> Iterator[Block]:
    """The blocks of a sheet; `tables` were counted before it, `cut` says that rows or columns were left out of it."""
    piece: list[Row] = []
    for row in [*rows, ()]:
        text = _paragraph(row, begun=bool(piece))
        if text is None and any(cell.text for cell in row):
            piece.append(row)
            continue
        if piece:
            tables += 1
            yield _grid(piece, tables, cut)
            piece = []
        yield from (Paragraph(line) for line in (text or "").splitlines() if line.strip())


def _paragraph(row: Row, *, begun: bool) -> str | None:
    """The text of a row that is no row of a table, else None. `begun`: rows of a table stand right above."""
    printed = list({id(cell): cell for cell in row if cell.text}.values())
    if len(printed) != 1 or printed[0].rowspan > 1:
        return None
    (cell,) = printed
    wide = cell.colspan > 1 and 2 * cell.colspan >= len(row)
    sentence = len(cell.text) > SENTENCE and "。" in cell.text
    return cell.text if wide or sentence or not begun or SPLIT.match(re.sub(r"\s", "", cell.text)) else None


def _grid(piece: Sequence[Row], index: int, cut: bool) -> Grid:
    """A table of its own: rows count from its first, spans end with it."""
    kept = piece[:MAX_ROWS]
    made: dict[int, GridCell] = {}
    rows = []
    for number, row in enumerate(kept):
        rows.append(tuple(made.setdefault(id(cell), _moved(cell, number, len(kept))) for cell in row[:MAX_COLUMNS]))
    return Grid(index, tuple(rows), cut=cut or len(piece) > MAX_ROWS)


def _moved(cell: GridCell, row: int, rows: int) -> GridCell:
    down, across = min(cell.rowspan, rows - row), min(cell.colspan, MAX_COLUMNS - cell.column)
    return GridCell(cell.text, row, cell.column, down, across, address=cell.address)

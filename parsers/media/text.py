"""Plain and tab-separated text -> Document."""

from __future__ import annotations

import re
from itertools import groupby

from parsers.media import MEDIA_TYPES
from parsers.media.decode import decode
from parsers.model import Block, Document, Grid, GridCell, Paragraph, Source

LABELLED = re.compile(r"^\s*(?:标题|题目|名称)\s*[:：]\s*(.+)$")
MAX_ROWS, MAX_COLUMNS = 1000, 64  # no form comes near; the rest of a larger table is left out and the grid marked
TITLE_LINES, LONGEST_TITLE = 6, 120


def read_text(source: Source) -> Document:
    """The document in a text file: consecutive lines with tabs are one table, every other line a paragraph."""
    lines = [line.rstrip("\r\n") for line in decode(source.data, source.content_type).splitlines()]
    blocks: list[Block] = []
    tables = 0
    for tabbed, group in groupby(
        (line for line in lines if line.strip() or "\t" in line), key=lambda line: "\t" in line
    ):
        if tabbed:
            tables += 1
            blocks.append(_grid(list(group), tables))
        else:
            blocks.extend(Paragraph(line.strip()) for line in group)
    return Document(MEDIA_TYPES["text"], _titles(blocks), (), tuple(blocks))


def _grid(lines: list[str], index: int) -> Grid:
    rows = []
    for number, line in enumerate(lines[:MAX_ROWS]):
        texts = line.split("\t")[:MAX_COLUMNS]
        rows.append(tuple(GridCell(text.strip(), number, column) for column, text in enumerate(texts)))
    cut = len(lines) > MAX_ROWS or any(line.count("\t") >= MAX_COLUMNS for line in lines)
    return Grid(index, tuple(rows), aligned=False, cut=cut)


def _titles(blocks: list[Block]) -> tuple[tuple[str, str], ...]:
    """The first lines, a line that calls itself the title before them."""
    first = [block.text for block in blocks[: TITLE_LINES * 2] if isinstance(block, Paragraph)][:TITLE_LINES]
    first = [text for text in first if len(text) <= LONGEST_TITLE]
    named = [match.group(1).strip() for line in first for match in [LABELLED.match(line)] if match]
    return tuple((text, "text") for text in [*named, *first])

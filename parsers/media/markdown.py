"""Markdown and other text with pipe tables -> Document. https://github.github.com/gfm/#tables-extension-

Where a line of dashes stands below the head, columns mean the same in every row. Text without one came out of a
converter that may have let merged cells slip together, so its columns are not trusted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from parsers.media import MEDIA_TYPES
from parsers.media.decode import decode
from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.model import Block, Document, Grid, GridCell, Paragraph, Source

DASHES = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$", re.M)
PIPED = re.compile(r"^[ \t]*\|.*\|[ \t]*$", re.M)
TWO_ROWS = re.compile(r"^[ \t]*\|.*\|[ \t]*\n[ \t]*\|.*\|[ \t]*$", re.M)
BARS = re.compile(r"(?<!\\)\|")
HEADING = re.compile(r"#{1,6}[ \t]+")
BREAK = re.compile(r"<br\s*/?>", re.I)
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")
TITLE_LINES, LONGEST_TITLE = 6, 120


def has_pipe_table(text: str) -> bool:
    r"""Whether text holds a table drawn with pipes.

    >>> has_pipe_table("a|b\n---|---\n1|2"), has_pipe_table("| a | b |\n| 1 | 2 |"), has_pipe_table("a | b")
    (True, True, False)
    """
    return DASHES.search(text) is not None or TWO_ROWS.search(text) is not None


def read_markdown(source: Source) -> Document:
    """The document in a text file with pipe tables; every line that is no row of one is a paragraph."""
    lines = decode(source.data, source.content_type).splitlines()
    blocks: list[Block] = []
    headings: list[str] = []
    tables = 0
    for piped, group in groupby(zip(_rows(lines), lines, strict=True), key=lambda pair: pair[0]):
        rows = [line for _, line in group]
        if piped:
            tables += 1
            blocks.append(_grid(rows, tables))
            continue
        for line in filter(str.strip, rows):
            heading = HEADING.match(line.strip())
            text = EMPHASIS.sub(r"\2", line.strip()[heading.end() :].rstrip("# \t") if heading else line.strip())
            headings += [text] if heading else []
            blocks.append(Paragraph(text))
    first = [block.text for block in blocks[: TITLE_LINES * 2] if isinstance(block, Paragraph)][:TITLE_LINES]
    titles = [(text, "heading") for text in headings[:TITLE_LINES]] + [(text, "text") for text in first]
    short = (pair for pair in titles if 0 < len(pair[0]) <= LONGEST_TITLE)
    return Document(MEDIA_TYPES["markdown"], tuple(dict.fromkeys(short)), (), tuple(blocks))


def _rows(lines: Sequence[str]) -> list[bool]:
    """Which lines are rows: what stands between pipes, and below and right above a line of dashes what has one."""
    found: list[bool] = []
    inside = False
    for at, line in enumerate(lines):
        dashes = DASHES.match(line) is not None
        inside = dashes or (inside and "|" in line)
        begins = "|" in line and at + 1 < len(lines) and DASHES.match(lines[at + 1]) is not None
        found.append(inside or begins or PIPED.match(line) is not None)
    return found


def _grid(lines: Sequence[str], index: int) -> Grid:
    rows = [_cells(line) for line in lines if not DASHES.match(line)]
    dashes = len(rows) < len(lines)
    width = max(map(len, rows), default=0)
    cut = len(rows) > MAX_ROWS or width > MAX_COLUMNS
    kept = [row[:MAX_COLUMNS] for row in rows[:MAX_ROWS]]
    # A row may leave out empty cells at its end. They stay open: a pipe that was lost leaves out a cell as well.
    laid = tuple(
        (
            *(GridCell(text, number, column) for column, text in enumerate(row)),
            *((None,) * (min(width, MAX_COLUMNS) - len(row)) if dashes else ()),
        )
        for number, row in enumerate(kept)
    )
    return Grid(index, laid, aligned=dashes, cut=cut)


def _cells(line: str) -> list[str]:
    r"""The cells of a row.

    >>> _cells(r"| **甲** | a\|b | 1<br>5 | |"), _cells("a|1")
    (['甲', 'a|b', '1\n5', ''], ['a', '1'])
    """
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    texts = (BREAK.sub("\n", cell.replace("\\|", "|")).strip() for cell in BARS.split(inner))
    return [EMPHASIS.sub(r"\2", text) for text in texts]

"""Tables -> text, as converters and clipboards leave them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.generator.tables import Table, opened

Style = Callable[[list[Table], random.Random], list[str]]


def tabs(tables: list[Table], chance: random.Random) -> list[str]:
    """Tabs between cells, merged ones as empty cells."""
    return ["\n".join("\t".join(text or "" for text in row) for row in opened(table)) for table in tables]


def lines(tables: list[Table], chance: random.Random) -> list[str]:
    """One cell a line; merged cells leave nothing."""
    gap = chance.choice(["\n", "\n\n"])
    pad = chance.choice(["", " "])
    return [gap.join(f"{pad}{cell.text}{pad}" for row in table for cell in row) for table in tables]


def broken_lines(tables: list[Table], chance: random.Random) -> list[str]:
    """One cell a paragraph, long labels over two lines."""

    def cell(text: str) -> str:
        return f"{text[:3]}\n{text[3:]}" if 4 < len(text) < 9 and text.isalpha() and chance.random() < 0.5 else text

    return ["\n\n".join(cell(one.text) for row in table for one in row) for table in tables]


def pipes(tables: list[Table], chance: random.Random) -> list[str]:
    """Pipes between cells, those that merged ones cover at the end of the row, one or two phantom ones behind."""
    out = []
    for table in tables:
        width = max(sum(cell.across for cell in row) for row in table) + chance.choice([0, 1, 2])
        rows = [" | ".join(cell.text for cell in row) + " " + "|" * (width - len(row) + 1) for row in table]
        out.append("\n".join(rows))
    return out


def piped_lines(tables: list[Table], chance: random.Random) -> list[str]:
    """One cell a line, each ended by a pipe, before or after the line's end."""
    end = chance.choice([" |\n", "\n|\n"])
    return ["".join(cell.text + end for row in table for cell in row) for table in tables]


def markdown(tables: list[Table], chance: random.Random) -> list[str]:
    """Pipe tables with a line of dashes, merged cells empty."""
    out = []
    for table in tables:
        rows = ["| " + " | ".join(text or "" for text in row) + " |" for row in opened(table)]
        dashes = "|" + "---|" * len(opened(table)[0])
        out.append("\n".join([rows[0], dashes, *rows[1:]]))
    return out


def run_together(tables: list[Table], chance: random.Random) -> list[str]:
    """No space between cells at all."""
    return ["".join(cell.text for row in table for cell in row) for table in tables]


STYLES: dict[str, Style] = {
    style.__name__: style for style in (tabs, lines, broken_lines, pipes, piped_lines, markdown, run_together)
}
NO_BLANKS = {"lines", "broken_lines", "piped_lines", "run_together"}  # a cell without print leaves no trace in these

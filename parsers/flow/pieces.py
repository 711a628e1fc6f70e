"""What stands between two labels -> its cells: figures, blanks and other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from parsers.layouts.strips import is_figure, is_words

FIGURES = re.compile(r"[\d.,]+(?:万元|元)?")
PROSE = re.compile(r"[。;!?]|[,:](?!\d)|\[…\]|\[\.\.\.\]")  # tables hold no sentences
LONGEST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell's text and where it stands; "" is a cell that pipes leave empty."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> bool:
        return bool(self.text) and not FIGURES.fullmatch(self.text) and is_words(self.text)


def pieces(text: str, start: int, end: int) -> tuple[list[Piece], bool]:
    """The cells in text[start:end], which follows a label, and whether the table goes on behind them.

    A pipe ends a cell; without pipes lines do, and spaces where a line is no figure by itself. The table ends before a
    sentence.

    >>> [piece.text for piece in pieces("| 0 | | 1 234 |", 0, 15)[0]]
    ['0', '', '1 234']
    >>> [piece.text for piece in pieces("0 5\\n7", 0, 5)[0]]
    ['0', '5', '7']
    >>> pieces("12。其中", 0, 5)
    ([Piece(text='12', start=0, end=2)], False)
    """
    found: list[Piece] = []
    for piece in _cells(text, start, end):
        if PROSE.search(piece.text) or (piece.words and len(piece.text) > LONGEST_WORDS):
            return found, False
        found.append(piece)
    return found, True


def _cells(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cells by pipes, then lines, then spaces. The first pipe ends the label's own cell; a last piece needs no pipe."""
    bars = [at for at in range(start, end) if text[at] == "|"]
    first = bars[0] if bars and not text[start : bars[0]].strip() else start - 1
    edges = [first, *(at for at in bars if at > first), end]
    for begin, until in pairwise(edges):
        inner = list(_lines(text, begin + 1, until))
        if not inner and until < end:
            inner = [Piece("", begin + 1, until)]
        yield from inner


def _lines(text: str, start: int, end: int) -> Iterator[Piece]:
    for match in re.compile(r"[^\n]+").finditer(text, start, end):
        line = match.group()
        if not line.strip():
            continue
        if is_figure(line.strip()) or not re.search(r"\S\s+\S", line):
            yield from _joined(text, match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip()))
        else:
            for part in re.compile(r"\S+").finditer(text, match.start(), match.end()):
                yield from _joined(text, part.start(), part.end())


def _joined(text: str, start: int, end: int) -> Iterator[Piece]:
    """One piece, or two where figures have run into the words behind them."""
    figures = FIGURES.match(text, start, end)
    if figures and figures.end() < end and not is_figure(text[start:end]):
        yield Piece(figures.group(), start, figures.end())
        yield Piece(text[figures.end() : end], figures.end(), end)
    else:
        yield Piece(text[start:end], start, end)

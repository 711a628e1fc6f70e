"""What stands between two labels -> its cells: figures, blanks and other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.layouts.strips import is_figure, is_words

FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?(?:万元|元)?")
NUMBERING = re.compile(r"\d[.、]|\([一二三四五六七八九十]\)|[一二三四]、")
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
    """The cells of each line: the line where it is one figure, else its figures and its runs of words."""
    for match in re.compile(r"[^\n]+").finditer(text, start, end):
        if is_figure(match.group().strip()):
            yield _stripped(text, match.start(), match.end())
        else:
            yield from _parted(text, match.start(), match.end())


def _parted(text: str, start: int, end: int) -> Iterator[Piece]:
    """Figures stand alone; words with spaces between them are one cell, and a number before words belongs to them."""
    words: list[Piece] = []
    for match in re.compile(r"\S+").finditer(text, start, end):
        for piece in _joined(text, match.start(), match.end()):
            if piece.words or NUMBERING.fullmatch(piece.text):
                words.append(piece)
                continue
            yield from _one(text, words)
            words = []
            yield piece
    yield from _one(text, words)


def _one(text: str, words: Sequence[Piece]) -> Iterator[Piece]:
    if words:
        yield Piece(text[words[0].start : words[-1].end], words[0].start, words[-1].end)


def _stripped(text: str, start: int, end: int) -> Piece:
    line = text[start:end]
    return Piece(line.strip(), start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _joined(text: str, start: int, end: int) -> Iterator[Piece]:
    """One piece, or two where figures have run into the words behind them; their last digit may number those words."""
    figures = FIGURES.match(text, start, end)
    until = figures.end() if figures else start
    if until in (start, end) or is_figure(text[start:end]):
        yield Piece(text[start:end], start, end)
        return
    until -= 1 if text[until] in ".、" else 0
    if until > start:
        yield Piece(text[start:until], start, until)
    yield Piece(text[until:end], until, end)

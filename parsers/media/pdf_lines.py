"""Characters outside of tables -> printed lines, with the pieces that wide gaps divide them into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.media.pdf_page import Mark
from parsers.media.radicals import without_radicals

GAP = 0.6  # in sizes: a wider gap divides a line into pieces; justified text is never stretched so far
SPACE = 0.22  # in sizes: a wider gap between letters or digits is a space
SAME_LINE = 0.45  # in sizes: how far middles of one line may lie apart (letters and characters of two fonts)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text without a wide gap in it."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line."""

    page: int
    top: float
    bottom: float
    size: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return self.pieces[-1].x1


def lines_of(number: int, chars: Iterable[Mark]) -> list[Line]:
    """The lines of a page, from top to bottom."""
    found = []
    for group in _rows([mark for mark in chars if not str(mark["text"]).isspace()]):
        pieces = tuple(_pieces(sorted(group, key=lambda mark: float(mark["x0"]))))
        size = max(float(mark["size"]) for mark in group)
        top, bottom = min(float(mark["top"]) for mark in group), max(float(mark["bottom"]) for mark in group)
        found.append(Line(number, top, bottom, size, pieces))
    return found


def _rows(chars: list[Mark]) -> Iterator[list[Mark]]:
    row: list[Mark] = []
    middle = 0.0
    for mark in sorted(chars, key=lambda mark: float(mark["top"] + mark["bottom"])):
        at = (mark["top"] + mark["bottom"]) / 2
        if row and at - middle > SAME_LINE * max(mark["size"], row[0]["size"]):
            yield row
            row = []
        if not row:
            middle = at
        row.append(mark)
    if row:
        yield row


def _pieces(chars: Sequence[Mark]) -> Iterator[Piece]:
    text, x0, x1 = "", 0.0, 0.0
    for mark in chars:
        gap, size = mark["x0"] - x1, mark["size"]
        if text and gap > GAP * size:
            yield Piece(without_radicals(text), x0, x1)
            text = ""
        if not text:
            x0, x1 = mark["x0"], mark["x1"]
        elif gap > SPACE * size and text[-1] < "\u2e80" and mark["text"][:1] < "\u2e80":
            text += " "
        text += mark["text"]
        x1 = max(x1, mark["x1"])
    if text:
        yield Piece(without_radicals(text), x0, x1)

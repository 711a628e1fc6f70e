"""A table in running text -> the rows of a grid. Which cells belong together the labels say: figures follow theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers.flow.pieces import Piece
from parsers.flow.regions import Region
from parsers.flow.words import Found, Meaning, Use, meaning_of
from parsers.forms import Layout

LONGEST_ENDING = 4  # what is longer is a label of its own


@dataclass(frozen=True, slots=True)
class Row:
    """The labels of a row and the cells behind them; `code` is that of the form's row where the labels name one."""

    code: str
    labels: tuple[Piece, ...]
    cells: tuple[Piece, ...]


def rows_of(region: Region, text: str, layout: Layout) -> list[Row]:
    """The rows of a region, in the order printed."""
    found = _Rows(layout)
    for entry in region.entries:
        found.label(entry.label, meaning_of(entry.label, region.part), text)
        if layout is Layout.STRIP and any(cell.text and not cell.words for cell in entry.cells):
            found.end()  # 四 has no labels before its figures: they stand on a row of their own
        glued = found.ending(entry.cells[0], text) if entry.cells else False
        for at, cell in enumerate(entry.cells[glued:], glued):
            follows = at + 1 < len(entry.cells) and not entry.cells[at + 1].words
            found.cell(cell, labels=cell.words and follows)
    return list(found.rows())


class _Rows:
    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._done: list[Row] = []
        self._labels: list[Piece] = []
        self._named: list[Meaning] = []
        self._cells: list[Piece] = []

    def rows(self) -> Iterator[Row]:
        self.end()
        yield from self._done

    def label(self, found: Found, meaning: Meaning | None, text: str) -> None:
        if self._cells or (meaning and self._breaks(meaning)):
            self.end()
        self._labels.append(Piece(" ".join(text[found.start : found.end].split()), found.start, found.end))
        self._named += [meaning] if meaning else []

    def ending(self, cell: Piece, text: str) -> bool:
        """Takes words right behind a label, on its line, as its ending: …数量, …情况. True where it did."""
        if not self._labels:
            return False
        label = self._labels[-1]
        near = cell.words and len(cell.text) <= LONGEST_ENDING and not text[label.end : cell.start].strip(" ")
        if near:
            self._labels[-1] = Piece(f"{label.text}{cell.text}", label.start, cell.end)
        return near

    def cell(self, cell: Piece, *, labels: bool) -> None:
        """A cell of the row; words are a label of another row where figures stand before them or `labels` says so."""
        if cell.words and (any(not other.words for other in self._cells) or (labels and not self._only_groups())):
            self.end()
        (self._labels if cell.words else self._cells).append(cell)

    def _only_groups(self) -> bool:
        return len(self._labels) == len(self._named) and all(known.use is Use.GROUP for known in self._named)

    def _breaks(self, meaning: Meaning) -> bool:
        """Whether the label cannot stand in the row begun: it has its figures' label, or the head begins anew."""
        if any((known.use, known.code) == (meaning.use, meaning.code) for known in self._named):
            return True
        if meaning.use is not Use.HEAD or any(known.use is Use.ROW for known in self._named):
            return not self._only_groups()
        heads = [known for known in self._named if known.use is Use.HEAD]
        matrix = self._layout is Layout.MATRIX
        back = matrix and meaning.order >= 0 and any(known.order > meaning.order for known in heads)
        return back

    def end(self) -> None:
        if self._labels or self._cells:
            code = next((meaning.code for meaning in self._named if meaning.use is Use.ROW), "")
            self._done.append(Row(code, tuple(self._labels), tuple(self._cells)))
        self._labels, self._named, self._cells = [], [], []

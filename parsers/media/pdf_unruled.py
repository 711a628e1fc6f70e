"""Tables printed without lines: figures that stand below one another, and the words around them.

Columns are a guess here, so the tables are not `aligned`: what positions do not settle must be proved by sums, or is
doubted. Text without figures in columns stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from parsers.media.pdf_joins import NUMBERED
from parsers.media.pdf_lines import Line, Piece
from parsers.media.pdf_page import Page
from parsers.media.pdf_tables import Printed, Table

FIGURE = re.compile(r"^[-+−]?\d[\d,]*(?:\.\d+)?$|^[/—-]$")
LARGER = 1.15  # times the figures' size: such a line is a heading between two tables
NEXT_ROW = 6.0  # in sizes: labels of more than four lines keep rows further apart
WRAPPED = 1.75  # in sizes: how far apart the lines of one label stand
LEAST = 2  # lines with figures that make a table


@dataclass(slots=True)
class _Words:
    """The pieces that make one label, line below line."""

    pieces: list[tuple[Line, Piece]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for _, piece in self.pieces)

    @property
    def x0(self) -> float:
        return min(piece.x0 for _, piece in self.pieces)

    @property
    def x1(self) -> float:
        return max(piece.x1 for _, piece in self.pieces)

    @property
    def middle(self) -> float:
        return (self.pieces[0][0].top + self.pieces[-1][0].bottom) / 2


def unruled(page: Page, lines: Sequence[Line]) -> list[Table | Line]:
    """The lines of a page with tables in the place of those that make one."""
    blocks: list[Table | Line] = []
    at = 0
    for begin, end in _regions(lines):
        blocks += lines[at:begin]
        blocks.append(_table(page, lines[begin:end]))
        at = end
    return [*blocks, *lines[at:]]


def _figures(line: Line) -> list[Piece]:
    return [piece for piece in line.pieces if FIGURE.match(piece.text)] if len(line.pieces) > 1 else []


def _regions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end: lines with figures not far apart, the heads above them, and ends of labels below."""
    rows = [at for at, line in enumerate(lines) if _figures(line)]
    groups: list[list[int]] = []
    for at in rows:
        if groups and _one_table(lines[groups[-1][-1] : at + 1]):
            groups[-1].append(at)
        else:
            groups.append([at])
    last = 0
    for group in groups:
        if len(group) >= LEAST or len(_figures(lines[group[0]])) > LEAST:
            begin, end = group[0], group[-1] + 1
            while begin > last and _one_table(lines[begin - 1 : begin + 1]):
                begin -= 1
            while end < len(lines) and _follows(lines[end - 1], lines[end]):
                end += 1
            yield begin, end
            last = end


def _follows(above: Line, below: Line) -> bool:
    """Whether a line is the next one of a label."""
    return below.top - above.top < WRAPPED * below.size and below.size <= LARGER * above.size


def _one_table(lines: Sequence[Line]) -> bool:
    """Whether lines stand close together and none of them is a heading."""
    usual = min(lines[0].size, lines[-1].size)
    near = all(below.top - above.bottom < NEXT_ROW * usual for above, below in pairwise(lines))
    return near and max(line.size for line in lines) <= LARGER * usual


def _table(page: Page, lines: Sequence[Line]) -> Table:
    rows = [line for line in lines if _figures(line)]
    columns = _columns(rows)
    words = _labels(lines, rows)
    cells: list[Printed] = []
    printed: list[tuple[float, list[tuple[str, float, float, Line]]]] = []
    for line in rows:
        mine = [label for label in words if _row_of(label, rows) is line]
        found = [(label.text, label.x0, label.x1, line) for label in sorted(mine, key=lambda label: label.x0)]
        printed.append((line.top, [*found, *_in_columns(line, columns)]))
    heads = [label for label in words if _row_of(label, rows) is None]
    for top in sorted({label.pieces[0][0].top for label in heads}):
        row = [label for label in heads if label.pieces[0][0].top == top]
        printed.append((top, [(label.text, label.x0, label.x1, label.pieces[0][0]) for label in row]))
    for number, (_, row_cells) in enumerate(sorted(printed, key=lambda entry: entry[0])):
        for place, (text, x0, x1, line) in enumerate(row_cells):
            box = page.box((x0, line.top, x1, line.bottom))
            cells.append(Printed(text, 100.0 * place, 100.0 * (place + 1), number, 1, page.number, box))
    return Table(lines[0].top, lines[-1].bottom, len(printed), tuple(cells), aligned=False)


def _columns(rows: Sequence[Line]) -> list[float]:
    """The middles of the columns of figures, by the rows that have most of them."""
    most = max(len(_figures(line)) for line in rows)
    full = [_figures(line) for line in rows if len(_figures(line)) == most]
    return [median((row[at].x0 + row[at].x1) / 2 for row in full) for at in range(most)]


def _in_columns(line: Line, columns: Sequence[float]) -> list[tuple[str, float, float, Line]]:
    """A row's figures, blanks where a column has none; as they come where two would stand in one column."""
    figures = _figures(line)
    places = [min(range(len(columns)), key=lambda at: abs(columns[at] - (it.x0 + it.x1) / 2)) for it in figures]
    if len(set(places)) < len(places):
        return [(it.text, it.x0, it.x1, line) for it in figures]
    filled = [("", x, x + 0.01, line) for x in columns]
    for place, it in zip(places, figures, strict=True):
        filled[place] = (it.text, it.x0, it.x1, line)
    return filled


def _labels(lines: Sequence[Line], rows: Sequence[Line]) -> list[_Words]:
    """The words of a table, lines of one label together."""
    found: list[_Words] = []
    for line in lines:
        for piece in line.pieces:
            if FIGURE.match(piece.text) and line in rows:
                continue
            above = next((label for label in found if _goes_on(label, line, piece, rows)), None)
            if above:
                above.pieces.append((line, piece))
            else:
                found.append(_Words([(line, piece)]))
    return found


def _goes_on(label: _Words, line: Line, piece: Piece, rows: Sequence[Line]) -> bool:
    last, over = label.pieces[-1]
    if last is line or line.top - last.top > WRAPPED * line.size or NUMBERED.match(piece.text):
        return False
    if line in rows and any(one in rows for one, _ in label.pieces):
        return False
    centred = abs((over.x0 + over.x1) - (piece.x0 + piece.x1)) < line.size
    return centred or abs(over.x0 - piece.x0) < 2


def _row_of(label: _Words, rows: Sequence[Line]) -> Line | None:
    """The line of figures that a label stands before; None for words of a head, which stand above figures."""
    nearest = min(rows, key=lambda line: abs((line.top + line.bottom) / 2 - label.middle))
    first = _figures(nearest)[0]
    near = abs((nearest.top + nearest.bottom) / 2 - label.middle) < WRAPPED * nearest.size
    own = any(line is nearest for line, _ in label.pieces)
    return (
        nearest if label.x0 < first.x0 and (own or (near and label.x1 <= first.x0 and len(label.pieces) > 1)) else None
    )

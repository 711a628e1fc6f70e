"""A part of a form and its figures → the lines of the printed table, with spans.

The official layouts: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号, annexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.drawing.phrases import Phrases
from crawler.sheet.model import Figure, Label, Line
from parsers.forms import Label as FormLabel
from parsers.forms import Layout, Part

Path = tuple[FormLabel, ...]  # a label with the groups it stands in, outermost first
Figures = Mapping[str, Figure]

ZH, EN = Phrases("zh"), Phrases("en")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table's lines; the first `head` lines are its head, the first `labels` columns hold labels."""

    lines: tuple[Line, ...]
    head: int
    labels: int
    columns: int


@dataclass(frozen=True, slots=True)
class Span:
    """A label in a tree of labels: it begins at leaf `at` and `level`, and covers `leaves` and `levels`."""

    label: FormLabel
    at: int
    level: int
    leaves: int
    levels: int


def draw(part: Part, figures: Figures) -> Drawn:
    """The printed table. Raises KeyError where a cell of the part has no figure."""
    return DRAWERS[part.layout](part, figures)


def spans(paths: Sequence[Path]) -> list[Span]:
    """The labels of a head: groups over what they hold, and leaves drawn out to the full depth."""
    depth = max(len(path) for path in paths)
    found: list[Span] = []
    for at, path in enumerate(paths):
        for level, label in enumerate(path):
            above = path[: level + 1]
            if at and paths[at - 1][: level + 1] == above:
                continue
            leaf = level == len(path) - 1
            same = 1 if leaf else _run(paths[at:], above)
            found.append(Span(label, at, level, same, depth - level if leaf else 1))
    return found


def _run(paths: Sequence[Path], above: Path) -> int:
    """How many paths from the first on begin alike."""
    count = 0
    for path in paths:
        if path[: len(above)] != above:
            break
        count += 1
    return count


def _path(label: FormLabel, groups: Iterable[FormLabel]) -> Path:
    by_code = {group.code: group for group in groups}
    path: Path = (label,)
    while path[0].group:
        path = (by_code[path[0].group], *path)
    return path


def _label(label: FormLabel, across: int, down: int, heads: str) -> Label:
    return Label(label.code, label.zh, label.en, across, down, heads)


def _phrase(key: str, across: int, down: int, heads: str = "") -> Label:
    return Label("", ZH(key), EN(key), across, down, heads)


def _matrix(part: Part, figures: Figures) -> Drawn:
    """三: applicants above, measures at the side."""
    columns = [_path(column, part.column_groups) for column in part.columns]
    rows = [_path(row, part.row_groups) for row in part.rows]
    height, width = max(map(len, columns)), max(map(len, rows))
    above, beside = spans(columns), spans(rows)
    lines = [_head_line(above, level) for level in range(height)]
    lines[0] = (_phrase("table.corner", width, height), *lines[0])
    codes = {(slot.row, slot.column): slot.code for slot in part.slots}
    for at, row in enumerate(part.rows):
        labels = (_label(span.label, span.levels, span.leaves, "row") for span in beside if span.at == at)
        lines.append((*labels, *(figures[codes[row.code, column.code]] for column in part.columns)))
    return Drawn(tuple(lines), height, width, width + len(columns))


def _head_line(above: Sequence[Span], level: int) -> Line:
    return tuple(_label(span.label, span.leaves, span.levels, "col") for span in above if span.level == level)


def _strip(part: Part, figures: Figures) -> Drawn:
    """四: one line of figures under proceedings and their measures."""
    columns = [(*_path(column, part.column_groups), row) for column in part.columns for row in part.rows]
    above, height = spans(columns), max(map(len, columns))
    lines = [_head_line(above, level) for level in range(height)]
    codes = {(slot.row, slot.column): slot.code for slot in part.slots}
    lines.append(tuple(figures[codes[row.code, column.code]] for column in part.columns for row in part.rows))
    return Drawn(tuple(lines), height, 0, len(columns))


def _bands(part: Part, figures: Figures) -> Drawn:
    """二: a band for each item of Art. 20, each with its own line of column labels."""
    codes = {(slot.row, slot.column): slot.code for slot in part.slots}
    measures = {row.code: [column for column in part.columns if (row.code, column.code) in codes] for row in part.rows}
    width = max(len(found) for found in measures.values())
    lines: list[Line] = []
    for group in part.row_groups:
        rows = [row for row in part.rows if row.group == group.code]
        columns = measures[rows[0].code]
        across = [1] * (len(columns) - 1) + [width - len(columns) + 1]  # the last one takes what is left
        lines.append((_label(group, 1 + width, 1, "col"),))
        heads = (_label(column, wide, 1, "col") for column, wide in zip(columns, across, strict=True))
        lines.append((_phrase("table.content", 1, 1, "col"), *heads))
        for row in rows:
            own = (figures[codes[row.code, column.code]] for column in columns)
            cells = (replace(figure, across=wide) for figure, wide in zip(own, across, strict=True))
            lines.append((_label(row, 1, 1, "row"), *cells))
    return Drawn(tuple(lines), 0, 1, 1 + width)


DRAWERS: Mapping[Layout, Callable[[Part, Figures], Drawn]] = {
    Layout.BANDS: _bands,
    Layout.MATRIX: _matrix,
    Layout.STRIP: _strip,
}

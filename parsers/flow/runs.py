"""Cells that ran together -> cells again, where the identities of the whole table leave one way to cut the digits.

`693665` is 69, 3, 665 or one of many others; a row's own sum may still leave two (`220000022`). So a table is cut only
if exactly one cut of all its rows satisfies every row's and every column's identity. Every cell must have been printed:
a run too short for a figure in every cell, or an identity that the organ's own figures break, and nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from parsers.flow.pieces import Piece
from parsers.flow.rows import Row
from parsers.flow.search import only_choice
from parsers.forms import Form, Layout, Part
from parsers.labels import key
from parsers.model import Repair

Figures = tuple[int, ...]
LONGEST_RUN = 60
LONGEST_FIGURE = 9
MOST_CUTS = 20_000  # ways to cut one row that are looked at; a run with more is left as it is
CORNER = "勾稽关系"  # what stands in the corner of 三 above the labels
WHY = "the cells ran together in the text; the identities of the table leave this cut only"


def split_rows(form: Form, part: Part, rows: Sequence[Row]) -> tuple[list[Row], tuple[Repair, ...]]:
    """The rows with their runs of digits cut, and a repair for each; the rows as they are where no cut is certain."""
    width = len(part.columns) if part.layout is Layout.MATRIX else len(part.cells)
    runs = {at: [cell.text for cell in row.cells] for at, row in enumerate(rows) if _is_run(row, width)}
    cut = _matrix(form, part, rows, runs) if part.layout is Layout.MATRIX else _strip(form, part, runs)
    if not cut:
        return list(rows), ()
    done = [
        replace(row, cells=_cut(row.cells, cut[at])) if at in cut and at in runs else row for at, row in enumerate(rows)
    ]
    return done, tuple(_repair(part, rows[at], figures) for at, figures in cut.items() if at in runs)


def _is_run(row: Row, width: int) -> bool:
    """Digits alone, in fewer pieces than there are columns. Spaces that are left between them do part cells."""
    return 0 < len(row.cells) < width and all(cell.text.isascii() and cell.text.isdigit() for cell in row.cells)


def _cut(run: Sequence[Piece], figures: Figures) -> tuple[Piece, ...]:
    """The pieces of a run, cut."""
    found, rest = [], list(map(str, figures))
    for piece in run:
        start = 0
        while start < len(piece.text):
            text = rest.pop(0)
            found.append(Piece(text, piece.start + start, piece.start + start + len(text)))
            start += len(text)
    return tuple(found)


def _matrix(form: Form, part: Part, rows: Sequence[Row], runs: Mapping[int, Sequence[str]]) -> dict[int, Figures]:
    """The cut of 三, {} where there is none or more than one. Rows that are whole already join in the proof."""
    columns = [label.code for label in part.columns]
    codes = [row.code for row in rows if row.code]
    if not runs or sorted(codes) != sorted(label.code for label in part.rows) or not _has_form_s_head(part, rows):
        return {}
    places = {row.code: at for at, row in enumerate(rows) if row.code}
    choices: dict[str, list[Figures]] = {}
    for code, at in places.items():
        cuts = list(_cuts(runs[at], len(columns))) if at in runs else _whole(rows[at], len(columns))
        within = _sums_within(form, part.name, code, columns)
        choices[code] = [
            cut
            for cut in cuts
            if within and all(sum(cut[n] for n in left) == sum(cut[n] for n in right) for left, right in within)
        ]
    sums = [
        ([_row_of(part, side) for side in identity.left], [_row_of(part, side) for side in identity.right])
        for identity in form.identities
        if identity.name.startswith(f"{part.name}.") and identity.scope == columns[0]
    ]
    found = only_choice(choices, sums)
    return {places[code]: figures for code, figures in found.items()} if found else {}


def _has_form_s_head(part: Part, rows: Sequence[Row]) -> bool:
    """Whether the head prints every column of the form once and no other: one more, and every cut would be wrong."""
    names = {key(words): label.code for label in part.columns for words in (label.zh, *label.variants)}
    first = next((at for at, row in enumerate(rows) if row.code), 0)
    printed = [key(piece.text) for row in rows[:first] for piece in (*row.labels, *row.cells)]
    groups = {key(label.zh) for label in part.column_groups}
    other = [words for words in printed if words not in names and words not in groups and CORNER not in words]
    found = sorted(names[words] for words in printed if words in names)
    return not other and found == sorted(label.code for label in part.columns)


def _row_of(part: Part, cell: str) -> str:
    return next(slot.row for slot in part.slots if slot.code == cell)


def _whole(row: Row, width: int) -> list[Figures]:
    texts = [cell.text for cell in row.cells]
    return [tuple(map(int, texts))] if len(texts) == width and all(t.isascii() and t.isdigit() for t in texts) else []


def _sums_within(form: Form, part: str, row: str, columns: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """The sums within a row, by the places of their columns."""
    places = {f"{part}.{column}.{row}": at for at, column in enumerate(columns)}
    return [
        ([places[code] for code in identity.left], [places[code] for code in identity.right])
        for identity in form.identities
        if {*identity.left, *identity.right} <= places.keys()
    ]


def _strip(form: Form, part: Part, runs: Mapping[int, Sequence[str]]) -> dict[int, Figures]:
    """The cut of 四: no column stands over it, so only a run with one digit a cell is cut, if all its sums hold and no
    reading with a blank among its cells satisfies them too.
    """
    width = len(part.cells)
    found = {}
    for at, run in runs.items():
        figures = tuple(map(int, "".join(run)))
        if len(figures) == width and _holds(form, part, figures):
            others = {(*cut[:at], 0, *cut[at:]) for cut in _cuts(run, width - 1) for at in range(width)}
            if not any(_holds(form, part, other) for other in others):
                found[at] = figures
    return found


def _holds(form: Form, part: Part, figures: Figures) -> bool:
    values = dict(zip(part.cells, figures, strict=True))
    return all(
        sum(values[code] for code in identity.left) == sum(values[code] for code in identity.right)
        for identity in form.identities
        if {*identity.left, *identity.right} <= values.keys()
    )


def _cuts(run: Sequence[str], width: int) -> Iterator[Figures]:
    """Every way to cut a run into so many whole numbers without needless zeros before them; none where too many.

    >>> list(_cuts(["1203"], 3)), list(_cuts(["22"], 3)), list(_cuts(["120", "3"], 3))
    ([(1, 20, 3), (12, 0, 3)], [], [(1, 20, 3), (12, 0, 3)])
    """
    text, breaks = "".join(run), list(accumulate(map(len, run)))
    partial: list[tuple[int, Figures]] = [(0, ())] if len(text) <= LONGEST_RUN else []
    for left in reversed(range(width)):
        partial = [
            (end, (*figures, int(text[start:end])))
            for start, figures in partial
            for end in _ends(text, start, left, next((at for at in breaks if at > start), len(text)))
        ]
        if len(partial) > MOST_CUTS:
            return iter(())
    return (figures for end, figures in partial if end == len(text))


def _ends(text: str, start: int, left: int, limit: int) -> range:
    """Where a figure that begins at `start` may end, with so many still to come and a break at `limit`."""
    last = min(limit, len(text) - left, start + 1 if text[start : start + 1] == "0" else start + LONGEST_FIGURE)
    return range(start + 1 if left else max(start + 1, len(text)), last + 1)


def _repair(part: Part, row: Row, figures: Figures) -> Repair:
    if part.layout is Layout.MATRIX:
        cells = tuple(slot.code for slot in part.slots if slot.row == row.code)
    else:
        cells = part.cells
    return Repair(cells, " ".join(cell.text for cell in row.cells), " ".join(map(str, figures)), WHY)

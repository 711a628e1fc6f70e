"""A table that goes on overleaf is one table: heads printed again are dropped, rows and labels cut in two mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parsers.media.pdf_lines import Line
from parsers.media.pdf_tables import Printed, Table

NEAR = 4.0  # points by which one column may stand otherwise on two pages
NUMBERED = re.compile(r"^[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
FIGURE = re.compile(r"^[-+−]?[\d,，.\s０-９]+[件万元]*$|^[/\\—–-]+$|^无$")
UNIT = re.compile(r"^(?:[条件次篇个人元]|人次|万元)$")  # beside a label, and no label within it
AGREEING = 0.7  # the share of a part's column lines that the other part has too


def joins(above: Table, below: Table) -> bool:
    """Whether the second table is the first one gone on: as wide, with the same columns.

    Only a neighbour overleaf, with nothing printed between, may be asked about.
    """
    one, two = _lines(above), _lines(_under(above, below))
    if abs((one[-1] - one[0]) - (two[-1] - two[0])) > NEAR or above.aligned != below.aligned:
        return False
    few, many = sorted((one, two), key=len)
    return sum(any(abs(x - y) <= NEAR for y in many) for x in few) >= AGREEING * len(few)


def joined(above: Table, below: Table) -> Table:
    """Both parts as one table."""
    rest = _without_head(above, _under(above, below))
    if not rest.rows:
        return above
    cut = _cut(above.row(above.rows - 1), rest.row(0))
    begin = above.rows - cut
    cells = list(above.cells)
    for cell in rest.cells:
        before = _going_on(cells, above.rows, cell, rest, cut=cut)
        if before is None:
            cells.append(replace(cell, row=cell.row + begin))
        else:
            rows = begin + cell.row + cell.rowspan - before.row
            text = before.text if _bare(cell.text) == _bare(before.text) else before.text + cell.text
            cells[cells.index(before)] = _placed(replace(before, rowspan=rows, text=text), before, cell)
    return replace(above, rows=begin + rest.rows, cells=tuple(cells), bottom=below.bottom)


def lengthened(table: Table, line: Line) -> Table | None:
    """The table with a line that runs out of a label of its last row; None where the line is something else."""
    near = line.top - table.bottom < 2.5 * line.size
    wide = max(cell.x1 for cell in table.cells) - min(cell.x0 for cell in table.cells)
    for cell in table.row(table.rows - 1) if near else ():
        inside = cell.x0 - 1 <= line.x0 and line.x1 <= cell.x1 + 1 and cell.x1 - cell.x0 < wide / 2
        if inside and cell.text.strip() and not FIGURE.match(cell.text.strip()):
            longer = replace(cell, text=f"{cell.text}\n{line.text}")
            cells = tuple(longer if other is cell else other for other in table.cells)
            return replace(table, cells=cells, bottom=max(table.bottom, line.bottom))
    return None


def _placed(both: Printed, before: Printed, cell: Printed) -> Printed:
    """A cell cut in two stands where its text is."""
    return both if before.text or not cell.text else replace(both, page=cell.page, box=cell.box)


def _lines(table: Table) -> list[float]:
    return sorted({round(x) for cell in table.cells for x in (cell.x0, cell.x1)})


def _under(above: Table, below: Table) -> Table:
    """The second part moved below the first: left and right pages may have other margins."""
    shift = min(cell.x0 for cell in above.cells) - min(cell.x0 for cell in below.cells)
    if abs(shift) < 0.01:
        return below
    return replace(below, cells=tuple(replace(cell, x0=cell.x0 + shift, x1=cell.x1 + shift) for cell in below.cells))


def _without_head(above: Table, below: Table) -> Table:
    """The second part without the rows that print the first one's head again."""
    same = 0
    while same < min(above.rows, below.rows) and _alike(above.row(same), below.row(same)):
        same += 1
    while same and any(cell.row < same < cell.row + cell.rowspan for cell in below.cells):
        same -= 1
    cells = tuple(replace(cell, row=cell.row - same) for cell in below.cells if cell.row >= same)
    return replace(below, rows=below.rows - same, cells=cells)


def _alike(one: Sequence[Printed], two: Sequence[Printed]) -> bool:
    """Whether two rows print the same words at the same places, and no figures."""
    words = [_bare(cell.text) for cell in one]
    if not any(words) or any(FIGURE.match(text) for text in words) or len(one) != len(two):
        return False
    return all(_bare(a.text) == _bare(b.text) and _stacked(a, b) for a, b in zip(one, two, strict=True))


def _cut(last: Sequence[Printed], first: Sequence[Printed]) -> bool:
    """Whether the first row below is the rest of the last row above.

    Its figures then stand in one of the halves only, its label begins with no number, and each piece of it stands
    below a cell of the same width. An empty row at the break is the empty rest of one.
    """
    printed = [cell for cell in first if cell.text.strip()]
    if not printed:
        return True
    figures = [any(FIGURE.match(cell.text.strip()) for cell in row) for row in (last, first)]
    label = [cell for cell in printed if not FIGURE.match(cell.text.strip())]
    if figures[0] == figures[1] or any(NUMBERED.match(_bare(cell.text)) for cell in label[-1:]):
        return False
    above = [[cell for cell in last if _stacked(cell, piece)] for piece in printed]
    return all(
        found and not (found[0].text.strip() and piece not in label)
        for found, piece in zip(above, printed, strict=True)
    )


def _going_on(cells: Sequence[Printed], rows: int, cell: Printed, rest: Table, *, cut: bool) -> Printed | None:
    """The cell above that a cell of the first row below goes on with: the other half of a cut row's, or its label."""
    if cell.row:
        return None
    above = [old for old in cells if old.row + old.rowspan == rows and _stacked(old, cell)]
    if not above or cut:
        return above[0] if above else None
    old, text = above[0], _bare(cell.text)
    label = bool(old.text.strip()) and not FIGURE.match(old.text.strip())
    inner = any(
        other.x0 >= cell.x1 - NEAR
        and bool(words := _bare(other.text))
        and not FIGURE.match(words)
        and not UNIT.match(words)
        for other in rest.row(0)
    )
    fresh = NUMBERED.match(text) and text != _bare(old.text)
    return old if label and inner and not fresh and not FIGURE.match(text) else None


def _stacked(one: Printed, two: Printed) -> bool:
    return abs(one.x0 - two.x0) <= NEAR and abs(one.x1 - two.x1) <= NEAR


def _bare(text: str) -> str:
    return "".join(text.split())

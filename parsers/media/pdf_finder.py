"""pdfplumber's TableFinder on marks of any origin: where a page's lines make cells.

Two things are added to it. Lines that run out of a table without an end are closed, because tables are printed open at
their sides, and cut by a page's end. And a page with more lines than any form is refused, because the search for cells
takes time with the square of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pdfplumber.table import TableFinder

from parsers.media.package import Unreadable
from parsers.media.pdf_page import Box, Mark, Page, edge

MOST_RAW_EDGES = 60_000
MOST_CROSSINGS = 60_000  # level x upright lines; the largest form has 40 x 20
NEAR = 3.0  # pdfplumber's own tolerance for lines that meet
OVERHANG = 6.0  # no row and no column of a form is thinner


class _Sheet:
    """As much of pdfplumber's Page as its finder asks for."""

    def __init__(self, page: Page) -> None:
        self.edges = list(page.edges)
        self.chars = page.chars
        self.bbox = (0, 0, page.width, page.height)


class _Finder(TableFinder):
    def get_edges(self) -> list[Mark]:
        found: list[Mark] = super().get_edges()
        level = [mark for mark in found if mark["orientation"] == "h"]
        upright = [mark for mark in found if mark["orientation"] == "v"]
        if len(level) * len(upright) > MOST_CROSSINGS:
            raise Unreadable("too_large", "a page draws more lines than any form has")
        return found + list(_closing(level, upright))


def cells_of(page: Page) -> list[list[Box]]:
    """The cells of each table of a page, tables from top to bottom."""
    if len(page.edges) > MOST_RAW_EDGES:
        raise Unreadable("too_large", f"page {page.number} draws more lines than any form has")
    if len(page.edges) < 4:
        return []
    finder = _Finder(_Sheet(page))  # type: ignore[arg-type]
    return [table.cells for table in finder.tables]


def _closing(level: Sequence[Mark], upright: Sequence[Mark]) -> Iterator[Mark]:
    """The edges that close open ends, one where several lines of one table end alike."""
    for table in _connected(level, upright):
        rows = [level[at] for at in table if at < len(level)]
        columns = [upright[at - len(level)] for at in table if at >= len(level)]
        yield from _ends(rows, columns, "x0", "x1", "top")
        yield from _ends(columns, rows, "top", "bottom", "x0")


def _ends(lines: Sequence[Mark], across: Sequence[Mark], first: str, last: str, side: str) -> Iterator[Mark]:
    """Edges at the ends of `lines` that reach as far as all lines across them or beyond, where none is yet."""
    if not across:
        return
    lowest, highest = min(mark[first] for mark in across), max(mark[first] for mark in across)
    before = [mark for mark in lines if mark[first] < lowest + NEAR]
    beyond = [mark for mark in lines if mark[last] > highest - NEAR]
    far = {"x0": "x1", "top": "bottom"}[side]
    for open_lines, end, outermost in ((before, first, lowest), (beyond, last, highest)):
        for group in _alike(open_lines, end):
            at = sum(mark[end] for mark in group) / len(group)
            at = at if abs(at - outermost) > OVERHANG else outermost
            low, high = min(mark[side] for mark in group), max(mark[side] for mark in group)
            there = (mark for mark in across if abs(mark[first] - at) <= NEAR)
            if not any(mark[side] <= low + NEAR and mark[far] >= high - NEAR for mark in there):
                found = edge(at, low, at, high) if first == "x0" else edge(low, at, high, at)
                yield from [found] if found else []


def _alike(lines: Sequence[Mark], end: str) -> list[list[Mark]]:
    """Groups of two lines and more that end at the same place."""
    groups: list[list[Mark]] = []
    for mark in sorted(lines, key=lambda mark: float(mark[end])):
        if groups and mark[end] - groups[-1][-1][end] <= NEAR:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return [group for group in groups if len(group) > 1]


def _connected(level: Sequence[Mark], upright: Sequence[Mark]) -> list[list[int]]:
    """Lines that cross each other, directly or by others; upright ones are counted on after the level ones."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for row, flat in enumerate(level):
        for column, tall in enumerate(upright, len(level)):
            crosses = tall["top"] <= flat["top"] + NEAR and tall["bottom"] >= flat["top"] - NEAR
            if crosses and flat["x0"] - NEAR <= tall["x0"] <= flat["x1"] + NEAR:
                parent[root(row)] = root(column)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(parent)):
        groups[root(at)].append(at)
    return [group for group in groups.values() if len(group) > 2]

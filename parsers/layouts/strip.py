"""Table 四: one line of figures under a head of two or three lines that names both the proceeding and the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.forms import Part
from parsers.labels import Labels
from parsers.layouts.strips import Column, Head, Strip, below, is_blank, is_words, line, width_of
from parsers.layouts.ways import windows, without_one
from parsers.model import Grid, GridCell

Named = tuple[GridCell, str]


class Line:
    """Reads one part of a form that is printed as a strip."""

    def __init__(self, part: Part) -> None:
        self._columns = Labels((*part.columns, *part.column_groups))
        self._results = Labels(part.rows)
        self._column_order = [label.code for label in part.columns]
        self._result_order = [label.code for label in part.rows]
        self._slots = {(slot.row, slot.column): slot.code for slot in part.slots}

    def read(self, grid: Grid) -> tuple[list[Strip], set[int]]:
        """The strips of a grid and the rows that were read."""
        first = next((at for at in range(len(grid.rows)) if self._begins(grid, at)), None)
        if first is None:
            return [], set()
        last = first
        while last + 1 < len(grid.rows) and self._goes_on(grid, last + 1):
            last += 1
        head = self._head(grid, range(first, last + 1))
        if head is None:
            return [], set()
        rows = list(_figure_rows(grid, last + 1))
        printed = [at for at in rows if not all(is_blank(cell.text) for cell in line(grid, at))] or rows[:1]
        return [self._strip(grid, head, at) for at in printed], {*range(first, last + 1), *rows}

    def _begins(self, grid: Grid, at: int) -> bool:
        """The head begins with the names of two proceedings or groups of them, side by side."""
        cells = line(grid, at)
        found = {match.label.code for cell in cells for match in [self._columns.match(cell.text)] if match}
        return len(found) >= 2

    def _goes_on(self, grid: Grid, at: int) -> bool:
        cells = [cell for cell in line(grid, at) if not is_blank(cell.text)]
        known = [cell for cell in cells if self._results.match(cell.text) or self._columns.match(cell.text)]
        return len(known) >= 2 and 2 * len(known) >= len(cells)

    def _head(self, grid: Grid, rows: Sequence[int]) -> Head | None:
        cells = {id(cell): cell for at in rows for cell in grid.rows[at] if cell and not is_blank(cell.text)}.values()
        results = [(cell, match.label.code) for cell in cells for match in [self._results.match(cell.text)] if match]
        proceedings = [
            (cell, match.label.code) for cell in cells for match in [self._columns.match(cell.text)] if match
        ]
        starts = [cell.column for cell, _ in results]
        if len(starts) == len(set(starts)):
            return self._by_position(results, proceedings, grid.aligned, width_of(grid, rows))
        return self._by_runs(results, [code for _, code in proceedings if code in self._column_order])

    def _by_position(self, results: list[Named], proceedings: list[Named], aligned: bool, width: int) -> Head:
        """A result belongs to the proceeding that begins nearest to its left; below a mere group to none."""
        columns = []
        for cell, result in sorted(results, key=lambda named: named[0].column):
            before = [named for named in proceedings if named[0].column <= cell.column]
            nearest = max(before, key=lambda named: (named[0].column, named[0].row), default=(None, ""))[1]
            covers = tuple(range(cell.column, cell.column + cell.colspan))
            columns.append(Column(self._slots.get((result, nearest), ""), covers))
        return Head(tuple(columns), aligned, width)

    def _by_runs(self, results: list[Named], proceedings: list[str]) -> Head | None:
        """Merged cells have slipped together: whole runs of results belong to the proceedings in the order printed."""
        width = len(self._result_order)
        runs = [[code for _, code in results[at : at + width]] for at in range(0, len(results), width)]
        if proceedings != self._column_order or any(run != self._result_order for run in runs):
            return None
        if len(runs) != len(proceedings):
            return None
        codes = [self._slots[result, proceeding] for proceeding in proceedings for result in self._result_order]
        return Head(tuple(Column(code, ()) for code in codes), positioned=False)

    def _strip(self, grid: Grid, head: Head, at: int) -> Strip:
        cells = line(grid, at)
        while cells and is_words(cells[0].text):
            cells = cells[1:]
        codes, label = head.codes(), "四"
        arrangement = below(head, grid, at, cells) if head.positioned else None
        if arrangement:
            return Strip(grid.index, label, codes, tuple(cells), (arrangement,))
        blank, width = [is_blank(cell.text) for cell in cells], len(codes)
        if len(cells) < width:
            way = tuple([*range(len(cells)), *[None] * (width - len(cells))])
            return Strip(grid.index, label, codes, tuple(cells), (way,), loose=True)
        ways = windows(blank, width) if len(cells) == width else without_one(blank, width) or windows(blank, width)
        return Strip(grid.index, label, codes, tuple(cells), ways)


def _figure_rows(grid: Grid, first: int) -> Iterator[int]:
    """The rows below the head as long as they hold figures or nothing."""
    for at in range(first, len(grid.rows)):
        cells = line(grid, at)
        words = [place for place, cell in enumerate(cells) if is_words(cell.text)]
        if len(words) > 1 or (words and words[0] > 0 and len(cells) < 5):
            return
        yield at

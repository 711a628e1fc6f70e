"""Table 三: one head, then one labelled row a measure; group labels stand before or above the rows they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.forms import Label, Part
from parsers.labels import Labels, key, number, numbered
from parsers.layouts.heads import head_of
from parsers.layouts.strips import Head, Strip, below, is_blank, is_words, line
from parsers.layouts.ways import ways_of, windows
from parsers.model import Grid, GridCell


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: where it stands, its measure, and the cells after its label."""

    at: int
    measure: Label
    label: GridCell
    cells: tuple[GridCell, ...]
    shape: tuple[int, int]  # how many cells, and which holds the label: rows of one shape begin their figures alike


class Matrix:
    """Reads one part of a form that is printed as a matrix."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._columns = Labels((*part.columns, *part.optional_columns, *part.column_groups))
        self._rows = Labels((*part.rows, *part.row_groups))
        self._measures = {label.code: label for label in part.rows}
        self._both = _words(part.rows) & _words(part.columns)  # 总计, 合计, 其他
        self._slots = {(slot.row, slot.column): slot.code for slot in (*part.slots, *part.optional_slots)}

    def read(self, grid: Grid, head: Head | None) -> tuple[list[Strip], set[int], Head | None]:
        """The strips of a grid, the rows that were read, and the head in force after it.

        A table may go on in the next one without printing its head again.
        """
        heads = [at for at in range(len(grid.rows)) if self._heads(grid, at)]
        rows = list(self._measure_rows(grid, heads))
        own = [at for at in heads if not rows or at < rows[0].at]
        if own:
            below_head = rows[0].at if rows else own[-1] + 1
            columns = self._order(line_ for at in range(own[0], below_head) for line_ in line(grid, at))
            head = head_of(grid, range(own[0], below_head), self._name, columns)
        if head is None or not rows:
            return [], set(), head
        return list(self._strips(grid, head, rows)), {row.at for row in rows} | set(heads), head

    def _heads(self, grid: Grid, at: int) -> bool:
        """A row of the head prints a label that only heads print."""
        begun_here = [cell for cell in line(grid, at) if cell.row == at]  # a span from above may reach too far down
        matches = [self._columns.match(cell.text) for cell in begun_here if is_words(cell.text)]
        return any(match and key(match.label.zh) not in self._both for match in matches)

    def _name(self, cell: GridCell) -> Label | None:
        match = self._columns.match(cell.text)
        return match.label if match else None

    def _order(self, head: Iterable[GridCell]) -> tuple[Label, ...]:
        """The form's columns, and a column that the report adds where it is printed: before its group or behind it."""
        cells = {match.label.code: cell for cell in head for match in [self._columns.match(cell.text)] if match}
        columns = list(self._part.columns)
        for label in self._part.optional_columns:
            group = [column for column in columns if column.group == label.group]
            if label.code in cells and group:
                first = cells.get(group[0].code)
                before = first is None or cells[label.code].column < first.column
                columns.insert(columns.index(group[0] if before else group[-1]) + (not before), label)
        return tuple(columns)

    def _measure_rows(self, grid: Grid, heads: Sequence[int]) -> Iterator[Row]:
        group, begun = "", False
        for at in range(len(grid.rows)):
            if at in heads:
                continue
            cells = line(grid, at)
            words = list(_leading_words(cells))
            for place in words:
                match = self._rows.match(cells[place].text)
                if match and match.label.code not in self._measures and match.label.group:
                    group = match.label.code
            found = self._label(cells, words, group, begun)
            if found is not None:
                place, measure = found
                begun = True
                yield Row(at, measure, cells[place], tuple(cells[place + 1 :]), (len(cells), place))

    def _label(
        self, cells: Sequence[GridCell], words: Sequence[int], group: str, begun: bool
    ) -> tuple[int, Label] | None:
        """The rightmost label that names a measure; with words of no measure behind a mere group label, none."""
        for place in reversed(words):
            text = cells[place].text
            match = self._rows.match(text)
            if match is None and not key(text):
                members = [label for label in self._part.rows if group and label.group == group]
                position = number(text)
                if position and position <= len(members):
                    return place, members[position - 1]
            before = [cells[other].text for other in words if other < place]
            if match and match.label.code in self._measures and self._fits(text, before, match.label, group, begun):
                return place, match.label
        return None

    def _fits(self, text: str, before: Sequence[str], measure: Label, group: str, begun: bool) -> bool:
        """Labels that heads print too (总计, 其他) need a number or rows above, their group, and no words before."""
        if key(text) not in self._both:
            return True
        if any(self._rows.match(words) is None for words in before):
            return False
        inner = any(label.code == measure.group and label.group for label in self._part.row_groups)
        return (numbered(text) or begun) and (not inner or group in ("", measure.group))

    def _strips(self, grid: Grid, head: Head, rows: Sequence[Row]) -> Iterator[Strip]:
        placed = [below(head, grid, row.at, row.cells) if head.positioned else None for row in rows]
        positioned = all(placed) and all(column.covers for column in head.columns)
        offsets = {} if positioned else _offsets(rows, len(head.columns))
        for row, arrangement in zip(rows, placed, strict=True):
            codes = tuple(self._slots.get((row.measure.code, code), "") for code in head.codes())
            if positioned and arrangement:
                yield Strip(grid.index, row.label.text, codes, row.cells, (arrangement,), doubt=head.doubt)
            else:
                blank = [is_blank(cell.text) for cell in row.cells]
                ways, loose = ways_of(blank, len(codes), offsets.get(row.shape), aligned=grid.aligned)
                yield Strip(grid.index, row.label.text, codes, row.cells, ways, loose, head.doubt)


def _words(labels: Iterable[Label]) -> frozenset[str]:
    return frozenset(key(words) for label in labels for words in (label.zh, *label.variants))


def _leading_words(cells: Sequence[GridCell]) -> Iterator[int]:
    """Where words stand before the first figure."""
    for place, cell in enumerate(cells):
        if is_words(cell.text):
            yield place
        elif not is_blank(cell.text):
            return


def _offsets(rows: Sequence[Row], width: int) -> dict[tuple[int, int], int]:
    """Where figures begin in rows of each shape, as far as rows that leave no choice agree on it."""
    found: dict[tuple[int, int], set[int]] = {}
    for row in rows:
        blank = [is_blank(cell.text) for cell in row.cells]
        for way in windows(blank, width):
            first, last = way[0], way[-1]
            if first is not None and last is not None and not blank[first] and not blank[last]:
                found.setdefault(row.shape, set()).add(first)
    return {shape: starts.pop() for shape, starts in found.items() if len(starts) == 1}

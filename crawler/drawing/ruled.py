"""Tables with spans in box-drawing characters, where a Chinese character is two columns wide.

Rich draws no cell over several rows or columns, and the forms of the annual reports are made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from crawler.drawing.junctions import junction


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its text, its spans, how it is set."""

    text: str
    across: int = 1
    down: int = 1
    align: str = "left"  # left, centre, right
    style: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    box: Box
    row: int
    column: int


Grid = list[list[Placed]]


def ruled(lines: Sequence[Sequence[Box]], widths: Sequence[int], rules: frozenset[int]) -> Iterator[Text]:
    """The table, a Text a printed line. `rules` are the rows above which a rule is drawn, first and last always are.

    Every column is as wide as `widths` says; text is broken between any two characters. Raises IndexError where spans
    and columns do not fit together.
    """
    grid = _grid(lines, len(widths))
    rules = rules | {0, len(grid)}
    drawn = _Drawing(grid, widths, rules)
    for row in range(len(grid) + 1):
        if row in rules:
            yield drawn.rule(row)
        if row < len(grid):
            for at in range(drawn.heights[row]):
                yield drawn.line(row, at)


def wrapped(text: str, width: int) -> list[str]:
    """Text in lines no wider than `width`; Chinese breaks anywhere, and so must long labels in narrow columns.

    >>> wrapped("本年度办理", 4)
    ['本年', '度办', '理']
    """
    lines, used = [""], 0
    for char in text:
        wide = cell_len(char)
        if used + wide > width and lines[-1]:
            lines.append("")
            used = 0
        lines[-1] += char
        used += wide
    return lines


def _grid(lines: Sequence[Sequence[Box]], columns: int) -> Grid:
    """For every place of the table the cell that covers it."""
    places: list[list[Placed | None]] = [[None] * columns for _ in lines]
    for row, line in enumerate(lines):
        column = 0
        for box in line:
            while places[row][column] is not None:
                column += 1
            for down in range(box.down):
                for across in range(box.across):
                    places[row + down][column + across] = Placed(box, row, column)
    return [[cell for cell in line if cell is not None] for line in places]


class _Drawing:
    """The heights of a table's rows, and from them every line of it."""

    def __init__(self, grid: Grid, widths: Sequence[int], rules: frozenset[int]) -> None:
        self.grid, self.widths = grid, widths
        self.heights = [1] * len(grid)
        cells = {(cell.row, cell.column): cell for line in grid for cell in line}
        self._texts = {place: wrapped(cell.box.text, self._width(cell)) for place, cell in cells.items()}
        for place, cell in sorted(cells.items(), key=lambda item: item[1].box.down):  # spanning ones last
            tops = _tops(self.heights, rules)
            last = cell.row + cell.box.down - 1
            self.heights[last] += max(0, len(self._texts[place]) - (tops[last] + self.heights[last] - tops[cell.row]))
        self._tops = _tops(self.heights, rules)

    def rule(self, row: int) -> Text:
        """The rule above a row; cells that span it go through."""
        above = self.grid[row - 1] if row else None
        below = self.grid[row] if row < len(self.grid) else None
        line = Text()
        column = 0
        while column < len(self.widths):
            line.append(junction(above, below, column))
            if above is not None and below is not None and above[column] == below[column]:
                self._append(line, below[column], self._tops[row] - 1)
                column += below[column].box.across
            else:
                line.append("─" * self.widths[column])
                column += 1
        return line.append(junction(above, below, column))

    def line(self, row: int, at: int) -> Text:
        """One line of a row's texts."""
        line = Text()
        column = 0
        while column < len(self.widths):
            cell = self.grid[row][column]
            self._append(line.append("│"), cell, self._tops[row] + at)
            column += cell.box.across
        return line.append("│")

    def _append(self, line: Text, cell: Placed, at: int) -> None:
        """What a cell shows in the table's line `at`; its text stands in the middle of its height."""
        texts, width = self._texts[cell.row, cell.column], self._width(cell)
        last = cell.row + cell.box.down - 1
        height = self._tops[last] + self.heights[last] - self._tops[cell.row]
        own = at - self._tops[cell.row] - (height - len(texts)) // 2
        text = texts[own] if 0 <= own < len(texts) else ""
        free = width - cell_len(text)
        before = {"left": 0, "centre": free // 2, "right": free}[cell.box.align]
        line.append(" " * before).append(text, style=cell.box.style).append(" " * (free - before))

    def _width(self, cell: Placed) -> int:
        covered = self.widths[cell.column : cell.column + cell.box.across]
        return sum(covered) + len(covered) - 1


def _tops(heights: Sequence[int], rules: frozenset[int]) -> list[int]:
    """The line of the table on which each row begins."""
    tops, line = [], 0
    for row, height in enumerate(heights):
        line += row in rules
        tops.append(line)
        line += height
    return tops

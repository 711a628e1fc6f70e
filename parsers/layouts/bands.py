"""Table 二: bands one below the other, each with its own line of measures over one or two items."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.forms import Label, Part
from parsers.labels import Labels
from parsers.layouts.heads import head_of
from parsers.layouts.ragged import Laid, with_doubts
from parsers.layouts.strips import Head, Strip, below, is_blank, is_figure, is_words, line
from parsers.layouts.ways import windows
from parsers.model import Grid, GridCell


class Bands:
    """Reads one part of a form that is printed in bands."""

    def __init__(self, part: Part) -> None:
        self._items = Labels((*part.rows, *part.row_groups))
        self._measures = Labels(part.columns)
        self._item_codes = {label.code for label in part.rows}
        self._part = part
        self._slots = {(slot.row, slot.column): slot.code for slot in part.slots}

    def read(self, grid: Grid, head: Head | None) -> tuple[list[Strip], set[int], Head | None]:
        """The strips of a grid, the rows that were read, and the head in force after it.

        Bands may be tables of their own, and a head may stand in the one before.
        """
        laid: list[Laid] = []
        used: set[int] = set()
        for at in range(len(grid.rows)):
            cells = line(grid, at)
            found = self._item(cells)
            if found is None and self._is_head(cells):
                head = head_of(grid, [at], self._name, self._part.columns)
                used.add(at)
            if found is None or head is None:
                continue
            place, item = found
            strip = self._strip(grid, head, at, (item, cells[place].text), cells[place + 1 :])
            if any(strip.codes):  # else the item stands under measures that it does not have: its own head is lost
                laid.append(Laid(strip, head, at))
                used.add(at)
        return with_doubts(grid, laid), used, head

    def _is_head(self, cells: Sequence[GridCell]) -> bool:
        if any(is_figure(cell.text) for cell in cells):
            return False
        return any(self._measures.match(cell.text) for cell in cells if is_words(cell.text))

    def _name(self, cell: GridCell) -> Label | None:
        match = self._measures.match(cell.text)
        return match.label if match else None

    def _item(self, cells: Sequence[GridCell]) -> tuple[int, str] | None:
        """The first label that names an item, before any figure."""
        for place, cell in enumerate(cells):
            if is_figure(cell.text):
                return None
            match = self._items.match(cell.text) if is_words(cell.text) else None
            if match and match.label.code in self._item_codes:
                return place, match.label.code
        return None

    def _strip(self, grid: Grid, head: Head, at: int, item: tuple[str, str], cells: Sequence[GridCell]) -> Strip:
        code, label = item
        codes = tuple(self._slots.get((code, measure), "") for measure in head.codes())
        # In text, positions count where the row is as long as its head.
        alike = head.positioned or (len(grid.rows[at]) == head.width and all(column.covers for column in head.columns))
        arrangement = below(head, grid, at, cells) if alike else None
        if arrangement:
            return Strip(grid.index, label, codes, tuple(cells), (arrangement,))
        width = len(codes)
        if len(cells) < width:
            way = tuple([*range(len(cells)), *[None] * (width - len(cells))])
            return Strip(grid.index, label, codes, tuple(cells), (way,), loose=True)
        ways = windows([is_blank(cell.text) for cell in cells], width)
        loose = not grid.aligned and (_shorter(head, cells) or self._lacks(code, codes))
        return Strip(grid.index, label, codes, tuple(cells), ways, loose)

    def _lacks(self, item: str, codes: Sequence[str]) -> bool:
        """Whether the head lacks a measure of the item: in text its figures may then be several that ran together."""
        return any(slot.row == item and slot.code not in codes for slot in self._part.slots)


def _shorter(head: Head, cells: Sequence[GridCell]) -> bool:
    """Whether a row ends blank and has fewer cells than its head: where a tab was lost, two figures may be one now."""
    first = min((column.covers[0] for column in head.columns if column.covers), default=head.width)
    return len(cells) < head.width - first and is_blank(cells[-1].text)

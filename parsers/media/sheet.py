"""XLSX and XLS -> Document, by calamine: each sheet that is shown, as headings and tables, every cell with its address.

What a sheet stores is read, not what a number format makes of it: 5.0 is 5, and a date is written 2021-12-31.
"""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, PasswordError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from parsers.media import MEDIA_TYPES
from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.media.package import Package, Unreadable
from parsers.media.sheet_blocks import Row, blocks_of
from parsers.media.sheet_facts import MAX_PLACES, Facts, facts_of
from parsers.media.sheet_places import Place, column_name
from parsers.media.sheet_values import shown
from parsers.model import Block, Document, Grid, GridCell, Source

MAX_SHEETS = 50  # a report has one to five
TITLE_LINES, LONGEST_TITLE = 8, 120
Result = TypeVar("Result")


def read_xlsx(source: Source) -> Document:
    """The document in an XLSX file. Raises Unreadable: `corrupt`, `encrypted`, `too_large`."""
    return _read(source.data, MEDIA_TYPES["xlsx"], facts_of(Package(source.data)))


def read_xls(source: Source) -> Document:
    """The document in an XLS file. Raises Unreadable: `corrupt`, `encrypted`, `too_large`."""
    return _read(source.data, MEDIA_TYPES["xls"], [])


def _read(data: bytes, media_type: str, facts: list[Facts]) -> Document:
    blocks: list[Block] = []
    names: list[str] = []
    for number, sheet in _sheets(data):
        names.append(sheet.name)
        tables = sum(isinstance(block, Grid) for block in blocks)
        rows, cut = _rows(sheet, facts[number] if facts else Facts())
        blocks += blocks_of(rows, tables, cut=cut)
    first = [block.text for block in blocks[: TITLE_LINES * 2] if not isinstance(block, Grid)][:TITLE_LINES]
    titles = [(text, "text") for text in first if len(text) <= LONGEST_TITLE]
    titles += [(name, "title") for name in names]  # 2021年度报告 or Sheet1: a claim, so it comes last
    return Document(media_type, tuple(dict.fromkeys(titles)), (), tuple(blocks))


def _sheets(data: bytes) -> Iterator[tuple[int, CalamineSheet]]:
    """The sheets that are shown, with their place in the workbook; what is hidden is not printed."""
    book = _guarded(partial(load_workbook, io.BytesIO(data)))
    shown_ones = [
        number
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if len(shown_ones) > MAX_SHEETS:
        raise Unreadable("too_large", f"{len(shown_ones)} sheets; at most {MAX_SHEETS} are read")
    for number in shown_ones:
        yield number, _guarded(partial(book.get_sheet_by_index, number))


def _guarded(read: Callable[[], Result]) -> Result:
    """What calamine gives. Its panics are no `Exception`: https://pyo3.rs (PanicException)."""
    try:
        return read()
    except PasswordError:
        raise Unreadable("encrypted", "the workbook is encrypted: without its password nothing can be read") from None
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unreadable("corrupt", f"the workbook cannot be read: {error}"[:200].replace("\n", " ")) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable("corrupt", "the workbook is damaged: its reader broke off") from None


def _rows(sheet: CalamineSheet, facts: Facts) -> tuple[list[Row], bool]:
    """The rows that are shown, from the first column that prints something, and whether more were left out."""
    if sheet.start is None:
        return [], False
    top, left = sheet.start
    if sheet.height * sheet.width > MAX_PLACES:
        raise Unreadable("too_large", f"sheet {sheet.name} is {sheet.height:,} by {sheet.width:,} cells")
    values = _guarded(partial(sheet.to_python, nrows=MAX_ROWS * 2))
    texts = {
        (top + row, left + column): shown(value)
        for row, line in enumerate(values)
        for column, value in enumerate(line)
        if value != ""
    }
    return _Layout(sheet, facts, {**texts, **facts.texts}).rows(top, top + len(values), sheet.height > len(values))


class _Layout:
    """Texts of a sheet in their places -> rows of cells, merged ranges opened, hidden rows and columns left out."""

    def __init__(self, sheet: CalamineSheet, facts: Facts, texts: dict[Place, str]) -> None:
        self._name = f"'{sheet.name}'" if not sheet.name.isalnum() else sheet.name
        self._facts = facts
        self._texts = {place: text for place, text in texts.items() if text}
        self._merged = sheet.merged_cell_ranges or []

    def rows(self, top: int, bottom: int, cut: bool) -> tuple[list[Row], bool]:
        used = {column for _, column in self._texts} - self._facts.hidden_columns
        if not used:
            return [], cut
        columns = [at for at in range(min(used), max(used) + 1) if at not in self._facts.hidden_columns]
        lines = [at for at in range(top, bottom) if at not in self._facts.hidden_rows]
        cut |= len(columns) > MAX_COLUMNS
        covered = self._covered(lines, columns[:MAX_COLUMNS])
        return [
            [
                covered.get((row, column)) or self._cell(row, column, number, place, 1, 1)
                for place, column in enumerate(columns[:MAX_COLUMNS])
            ]
            for number, row in enumerate(lines)
        ], cut

    def _cell(self, row: int, column: int, number: int, place: int, down: int, across: int) -> GridCell:
        address = f"{self._name}!{column_name(column)}{row + 1}"
        return GridCell(self._texts.get((row, column), ""), number, place, down, across, address=address)

    def _covered(self, lines: list[int], columns: list[int]) -> dict[Place, GridCell]:
        """The places in merged ranges, with the one cell that each range shows."""
        found: dict[Place, GridCell] = {}
        room = len(lines) * len(columns)  # ranges do not overlap, so they cover no more places than there are
        for (first, left), (last, right) in self._merged:
            top, beginning = bisect_left(lines, first), bisect_left(columns, left)
            down, across = lines[top : bisect_right(lines, last)], columns[beginning : bisect_right(columns, right)]
            room -= len(down) * len(across)
            if down and across and room >= 0:
                cell = self._cell(first, left, top, beginning, len(down), len(across))
                found.update({(row, column): cell for row in down for column in across})
        return found

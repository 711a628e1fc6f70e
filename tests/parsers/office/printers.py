"""Prints a report's sheet by python-docx, openpyxl and xlwt: libraries that share no code with the readers."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import openpyxl
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.styles import Alignment

from tests.parsers.pdf.sheets import Sheet, Table, Td, laid

WIDTH = 10  # columns that titles and sentences span in a spreadsheet


def word(sheet: Sheet) -> bytes:
    document = docx.Document()
    title, *rest = sheet.blocks
    document.add_paragraph(str(title)).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in rest:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        cells = laid(block)
        grid = document.add_table(len(block.rows), max(column + cell.across for _, column, cell in cells))
        opened = [row.cells for row in grid.rows]
        for row, column, cell in cells:
            place = opened[row][column]
            if cell.down > 1 or cell.across > 1:
                place = place.merge(opened[row + cell.down - 1][column + cell.across - 1])
            place.text = cell.text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def value(text: str) -> str | int | float:
    """Figures as numbers, as who fills in a spreadsheet types them."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def _placed(sheet: Sheet, gap: int) -> Iterator[tuple[int, int, Td, bool]]:
    """Every text of the report with its row and column in one sheet, and whether it is a line of its own."""
    row = 0
    for block in sheet.blocks:
        if isinstance(block, Table):
            for y, column, cell in laid(block):
                yield row + y, column, cell, False
            row += len(block.rows) + gap
        else:
            yield row, 0, Td(block, 1, WIDTH), True
            row += 1


def xlsx(
    sheet: Sheet, *, gap: int = 0, merged: bool = True, top: int = 1, left: int = 1, numbers: bool = True
) -> bytes:
    """One sheet; `gap` empty rows below a table; `merged` merges the lines of titles and sentences too."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Sheet1"
    for row, column, cell, line in _placed(sheet, gap):
        place = page.cell(row + top, column + left)
        place.value = value(cell.text) if numbers else cell.text
        place.alignment = Alignment(wrap_text=True)
        if (cell.down > 1 or cell.across > 1) and (merged or not line):
            page.merge_cells(
                start_row=row + top,
                start_column=column + left,
                end_row=row + top + cell.down - 1,
                end_column=column + left + cell.across - 1,
            )
    return saved(book)


def xlsx_apart(sheet: Sheet) -> bytes:
    """A sheet for every table, its heading above it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet("封面")
    row = 1
    for block in sheet.blocks:
        if isinstance(block, str):
            page.cell(row, 1).value = block
            row += 1
            continue
        page = book.create_sheet(f"表{len(book.worksheets)}")
        for y, x, cell in laid(block):
            page.cell(y + 3, x + 2).value = value(cell.text)
            if cell.down > 1 or cell.across > 1:
                page.merge_cells(
                    start_row=y + 3, start_column=x + 2, end_row=y + cell.down + 2, end_column=x + cell.across + 1
                )
        row = 4 + len(block.rows)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(sheet: Sheet, *, gap: int = 1) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("年度报告")
    for row, column, cell, _ in _placed(sheet, gap):
        if cell.down > 1 or cell.across > 1:
            page.write_merge(row, row + cell.down - 1, column, column + cell.across - 1, value(cell.text))
        elif cell.text:
            page.write(row, column, value(cell.text))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def corners(sheets: int = 8) -> bytes:
    """A small XLS file whose sheets are as large as they can be: one cell in each of two opposite corners."""
    book = xlwt.Workbook()
    for number in range(sheets):
        page = book.add_sheet(f"s{number}")
        page.write(0, 0, 1)
        page.write(65_535, 255, 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

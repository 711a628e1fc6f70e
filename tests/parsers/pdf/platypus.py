"""Prints a sheet with reportlab, in a Chinese font that is not embedded and has no ToUnicode (a predefined CMap)."""

from __future__ import annotations

from html import escape
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as Printed

from tests.parsers.pdf.sheets import Sheet, Table, laid

FONT = "STSong-Light"


def to_pdf(sheet: Sheet, *, ruled: bool = True) -> bytes:
    """The PDF; `ruled` draws the tables' lines."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    prose = ParagraphStyle("prose", fontName=FONT, fontSize=12, leading=18, firstLineIndent=24, wordWrap="CJK")
    title = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=26, alignment=1, wordWrap="CJK")
    story = [
        _table(block, ruled) if isinstance(block, Table) else Paragraph(escape(block), prose if at else title)
        for at, block in enumerate(sheet.blocks)
    ]
    out = BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, title=sheet.title, invariant=1)
    document.build(story, onFirstPage=_number, onLaterPages=_number)
    return out.getvalue()


def _number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 30, f"第 {document.page} 页")


def _table(table: Table, ruled: bool) -> Printed:
    style = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=10, alignment=1, wordWrap="CJK")
    grid: list[list[object]] = [["" for _ in table.widths] for _ in table.rows]
    commands: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("FONTNAME", (0, 0), (-1, -1), FONT)]
    for row, column, cell in laid(table):
        text = "<br/>".join(cell.text) if cell.upright else escape(cell.text)
        grid[row][column] = Paragraph(text, style)
        if cell.down > 1 or cell.across > 1:
            commands.append(("SPAN", (column, row), (column + cell.across - 1, row + cell.down - 1)))
    if ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    widths = [(A4[0] - 144) * width / sum(table.widths) for width in table.widths]
    # reportlab cannot break a table inside a span: group labels of many rows would not fit a page whole
    return Printed(grid, widths, repeatRows=table.head if table.again else 0, style=TableStyle(commands))

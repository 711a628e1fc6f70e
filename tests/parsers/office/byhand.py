"""DOCX and XLSX files from markup written by hand, so that a test can say exactly what stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape

from tests.parsers.pdf.sheets import Sheet, Table, laid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
Printer = Callable[[Sheet], bytes]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def stored(package: bytes) -> bytes:
    """The same package uncompressed: what is too large must be so without being a bomb."""
    return zipped(unzipped(package), zipfile.ZIP_STORED)


def docx(body: str, **parts: str) -> bytes:
    """A Word file of this body; other parts by name: styles, numbering, core."""
    names = {"styles": "word/styles.xml", "numbering": "word/numbering.xml", "core": "docProps/core.xml"}
    root = (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    extra = {names[name]: f"{HEAD}{text}" for name, text in parts.items()}
    return zipped({"[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>', "word/document.xml": root}
                  | extra)  # fmt: skip


def styles(*styles_: str) -> str:
    return f'<w:styles xmlns:w="{W}">{"".join(styles_)}</w:styles>'


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; runs that are no markup are text."""
    inner = "".join(part if part.startswith("<") else run(part) for part in runs if part)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def table(source: Table, *, merged: bool = True) -> str:
    """A table with its spans as gridSpan and vMerge, or with merged cells written as empty ones."""
    cells = {(row, column): cell for row, column, cell in laid(source)}
    opened: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), cell in cells.items():
        for y in range(cell.down):
            for x in range(cell.across):
                opened[row + y, column + x] = (row, column)
    width = max(column for _, column in opened) + 1
    rows = []
    for at in range(len(source.rows)):
        line, column = [], 0
        while column < width:
            begin = opened.get((at, column))
            cell = cells[begin] if begin else None
            if cell is None or begin is None or not merged:
                line.append(tc(cells[at, column].text if (at, column) in cells else ""))
                column += 1
                continue
            span = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
            if cell.down > 1:
                span += '<w:vMerge w:val="restart"/>' if begin[0] == at else "<w:vMerge/>"
            line.append(tc(cell.text if begin[0] == at else "", span))
            column += cell.across
        rows.append(tr(*line))
    return tbl(*rows)


def word(sheet: Sheet, *, merged: bool = True) -> bytes:
    """A report, its title centred."""
    title, *rest = sheet.blocks
    body = p(str(title), properties='<w:jc w:val="center"/>')
    body += "".join(p(block) if isinstance(block, str) else table(block, merged=merged) for block in rest)
    return docx(body)


def xlsx(*sheets: str, **parts: str) -> bytes:
    """A workbook of sheets, each the markup inside `worksheet`; `strings` are the shared strings."""
    listed = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="r{at}"/>' for at in range(1, len(sheets) + 1))
    kind = f"{R}/worksheet"
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{kind}" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    relations += f'<Relationship Id="s" Type="{R}/sharedStrings" Target="sharedStrings.xml"/>'
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="b" '
        f'Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{S}">{parts.get("strings", "")}</sst>',
    }
    for at, sheet in enumerate(sheets, 1):
        made[f"xl/worksheets/sheet{at}.xml"] = f'{HEAD}<worksheet xmlns="{S}">{sheet}</worksheet>'
    return zipped(made | {name: text for name, text in parts.items() if "/" in name})


def without_row(sheet: Sheet, block: int, row: int) -> Sheet:
    """The report whose table number `block` lacks a row; spans that began above it are one shorter."""
    table = sheet.blocks[block]
    assert isinstance(table, Table)
    lost = set(map(id, table.rows[row]))
    shorter = {id(cell) for at, _, cell in laid(table) if at < row < at + cell.down}
    moved = [replace(cell, down=cell.down - 1) for cell in table.rows[row] if cell.down > 1]
    rows = [
        [replace(cell, down=cell.down - 1) if id(cell) in shorter else cell for cell in line if id(cell) not in lost]
        for line in table.rows
    ]
    if moved:  # a label that began in this row begins in the next
        rows[row + 1] = [*moved, *rows[row + 1]]
    del rows[row]
    blocks = list(sheet.blocks)
    blocks[block] = replace(table, rows=rows)
    return replace(sheet, blocks=tuple(blocks))

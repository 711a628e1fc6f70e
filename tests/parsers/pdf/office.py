"""Prints a sheet with LibreOffice: a flat ODT, converted by `soffice`. Needs Debian's libreoffice-writer-nogui."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

from tests.parsers.pdf.sheets import Sheet, Table, Td, laid

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = """<office:font-face-decls><style:font-face style:name="S" svg:font-family="'Noto Serif CJK SC'"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"/></office:font-face-decls>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="S"
 style:font-name-asian="S" fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:language="zh" fo:country="CN"/>
</style:default-style></office:styles>
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{wide}cm" fo:page-height="{high}cm"
 fo:margin="2cm"/><style:footer-style/></style:page-layout>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="18pt" style:font-size-asian="18pt"/></style:style>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-indent="2em"
 fo:line-height="150%"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-size="9pt" style:font-size-asian="9pt"/></style:style>
<style:style style:name="B" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"
 fo:padding="0.05cm" style:vertical-align="middle"/></style:style>
<style:style style:name="R" style:family="table-row"><style:table-row-properties fo:keep-together="{keep}"
 style:min-row-height="0.6cm"/></style:style>
{columns}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:footer>
<text:p text:style-name="C">— <text:page-number/> —</text:p></style:footer></style:master-page>
</office:master-styles>"""


def to_pdf(
    sheet: Sheet, folder: Path, *, size: float = 12, keep: bool = True, wide: float = 21, high: float = 29.7
) -> bytes:
    """The PDF that LibreOffice prints of a sheet; `keep` says that no row is cut by a page's end."""
    source = folder / "sheet.fodt"
    source.write_text(_flat(sheet, size, keep, wide, high), encoding="utf-8")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
         "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "sheet.pdf").read_bytes()


def _flat(sheet: Sheet, size: float, keep: bool, wide: float, high: float) -> str:
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    columns = "".join(
        f'<style:style style:name="W{number}.{at}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{(wide - 4) * width / sum(table.widths):.3f}cm"/></style:style>'
        for number, table in enumerate(tables)
        for at, width in enumerate(table.widths)
    )
    body = []
    for number, block in enumerate(sheet.blocks):
        if isinstance(block, Table):
            body.append(_table(block, tables.index(block)))
        else:
            body.append(f'<text:p text:style-name="{"P" if number else "T"}">{escape(block)}</text:p>')
    styles = STYLES.format(size=size, keep="always" if keep else "auto", wide=wide, high=high, columns=columns)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3"'
        f' office:mimetype="application/vnd.oasis.opendocument.text">{styles}'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    )


def _table(table: Table, number: int) -> str:
    begin = {(row, column): cell for row, column, cell in laid(table)}
    rows = []
    for row in range(len(table.rows)):
        cells = [_cell(begin.get((row, column))) for column in range(len(table.widths))]
        rows.append(f'<table:table-row table:style-name="R">{"".join(cells)}</table:table-row>')
    columns = "".join(f'<table:table-column table:style-name="W{number}.{at}"/>' for at in range(len(table.widths)))
    cut = table.head if table.again else 0
    head = f"<table:table-header-rows>{''.join(rows[:cut])}</table:table-header-rows>" if cut else ""
    return f'<table:table table:name="N{number}">{columns}{head}{"".join(rows[cut:])}</table:table>'


def _cell(cell: Td | None) -> str:
    if cell is None:
        return '<table:covered-table-cell table:style-name="B"/>'
    spans = f' table:number-rows-spanned="{cell.down}" table:number-columns-spanned="{cell.across}"'
    lines = list(cell.text) if cell.upright else [cell.text]
    paragraphs = "".join(f'<text:p text:style-name="C">{escape(line)}</text:p>' for line in lines)
    return f'<table:table-cell table:style-name="B"{spans}>{paragraphs}</table:table-cell>'

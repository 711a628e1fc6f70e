"""Prints a sheet with Chromium (Skia's PDF backend). Needs Debian's chromium and a Chinese font."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

from tests.parsers.pdf.sheets import Sheet, Table, Td

FONT = "Noto Serif CJK SC"  # Chromium names radicals for some of its characters
STYLE = """body{font:12pt '%s',serif} h1{font-size:18pt;font-weight:400;text-align:center} p{text-indent:2em}
table{border-collapse:collapse;width:100%%} td{border:1px solid #000;padding:2px;text-align:center;font-size:9pt}
thead{display:table-%s} tr{break-inside:%s}"""


def to_pdf(
    sheet: Sheet, folder: Path, *, keep: bool = True, ruled: bool = True, font: str = FONT, tagged: bool = True
) -> bytes:
    """The PDF that Chromium prints of a sheet, with its own header and footer (date, title, address, page)."""
    source, target = folder / "sheet.html", folder / "sheet.pdf"
    again = any(isinstance(block, Table) and block.again for block in sheet.blocks)
    style = STYLE % (font, "header-group" if again else "row-group", "avoid" if keep else "auto")
    style += "" if ruled else "td{border:0;padding:4px 12px}"
    parts = [_table(block) if isinstance(block, Table) else f"<p>{escape(block)}</p>" for block in sheet.blocks[1:]]
    source.write_text(
        f"<!doctype html><meta charset=utf-8><title>{sheet.title}</title><style>{style}</style>"
        f"<h1>{sheet.title}</h1>{''.join(parts)}",
        encoding="utf-8",
    )
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
         *([] if tagged else ["--disable-pdf-tagging"]), f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target.read_bytes()


def _table(table: Table) -> str:
    rows = [f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows]
    head = f"<thead>{''.join(rows[: table.head])}</thead>" if table.head else ""
    return f"<table>{head}<tbody>{''.join(rows[table.head :])}</tbody></table>"


def _cell(cell: Td) -> str:
    text = "<br>".join(map(escape, cell.text)) if cell.upright else escape(cell.text)
    return f'<td rowspan="{cell.down}" colspan="{cell.across}">{text}</td>'

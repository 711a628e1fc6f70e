"""Office files from strangers: encrypted, cut off, bombs, entities, names that climb; each with its code, and soon."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.media.containers import OLE
from parsers.media.sniff import sniff
from parsers.model import Refusal, Report, Source, Status
from parsers.report import read
from tests.parsers import render
from tests.parsers.office import byhand, printers
from tests.parsers.office.byhand import W, docx, p, stored, tbl, tc, tr, unzipped, xlsx, zipped
from tests.parsers.pdf.sheets import sheet
from tests.parsers.reading import report, wrong

GOLD = render.figures(1)
SHEET = sheet(GOLD)
WORD, XLSX, XLS = byhand.word(SHEET), printers.xlsx(SHEET), printers.xls(SHEET)
MEGABYTE = 1024 * 1024


def refusal(data: bytes) -> Refusal:
    began = time.monotonic()
    result = read(Source(data), prose=False)
    assert time.monotonic() - began < 15
    assert isinstance(result, Refusal), result.status
    assert "\n" not in result.message
    return result


def ole(*streams: str) -> bytes:
    """An OLE container's header and one sector of directory; no reader gets further with it."""
    entries = [
        name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little") for name in streams
    ]
    return OLE.ljust(512, b"\0") + b"".join(entry.ljust(128, b"\0") for entry in [b"Root Entry", *entries])


def locked_xls() -> bytes:
    """A workbook whose second record says that what follows is encrypted: FILEPASS, MS-XLS 2.4.117."""
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "某局")
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    second = data.index(b"\x09\x08\x10\x00") + 20
    assert data[second : second + 2] == b"\xe1\x00"
    return data[:second] + b"\x2f\x00" + data[second + 2 :]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (WORD, "docx"),
        (XLSX, "xlsx"),
        (XLS, "xls"),
        (ole("WordDocument"), "unsupported_type"),
        (ole("PowerPoint Document"), "unsupported_type"),
        (ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (zipped({"OFD.xml": ""}), "unsupported_type"),
        (zipped({"报告.pdf": "%PDF-1.7"}), "unsupported_type"),
        (zipped({"report.docx": WORD}), "unsupported_type"),
        (zipped({"content.xml": "<x/>"}), "unsupported_type"),
        (b"PK\x03\x04" + bytes(30), "unsupported_type"),
        (WORD[:2000], "corrupt"),
        (zipped({f"x{number}": "" for number in range(10_001)}), "too_large"),
    ],
)
def test_kinds_by_content(data: bytes, kind: str) -> None:
    found = sniff(data)
    assert (found.code if isinstance(found, Refusal) else found) == kind


@pytest.mark.parametrize("data", [WORD, XLSX, XLS], ids=["docx", "xlsx", "xls"])
def test_cut_off(data: bytes) -> None:
    """However short: never a report."""
    for share in (0.05, 0.3, 0.6, 0.9, 0.99):
        assert refusal(data[: int(len(data) * share)]).code == "corrupt"


def test_encrypted() -> None:
    assert refusal(locked_xls()).code in ("encrypted", "corrupt")
    flagged = bytearray(WORD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := flagged.find(mark, at + 1)) != -1:
            flagged[at + offset] |= 1
    assert refusal(bytes(flagged)).code == "encrypted"


def _before(package: bytes, part: str, mark: bytes, text: bytes) -> bytes:
    """The package with a text put before a mark in one of its parts."""
    parts = unzipped(package)
    assert mark in parts[part]
    return zipped(parts | {part: parts[part].replace(mark, text + mark, 1)})


ENTITIES = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "ha">{ENTITIES}]><w:document xmlns:w="{W}">&a11;</w:document>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
CORNERS = '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'
ONE = "<sheetData><row><c><v>1</v></c></row></sheetData>"
WIDE = tbl(*[tr(tc("a", '<w:gridSpan w:val="1000000"/>'), tc("b"))] * 50)
SHORT = "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * 200 + "</w:tr>") * 1000 + "</w:tbl>"
CELLS = "<sheetData>" + ("<row>" + "<c><v>1</v></c>" * 20 + "</row>") * 10_000 + "</sheetData>"
EMPTY = "<sheetData><row>" + "<c/>" * MEGABYTE + "</row></sheetData>"
MERGED = ONE + "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells>"
REPEATED = "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 50_000 + "</sheetData>"
LOST = zipped({name: part for name, part in unzipped(xlsx(ONE)).items() if "sheet1" not in name})

HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (docx(""), "empty"),
    "no XML": (zipped({"word/document.xml": "no XML"}), "corrupt"),
    "cut XML": (zipped({"word/document.xml": unzipped(WORD)["word/document.xml"][:-400]}), "corrupt"),
    "pictures only": (docx("<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"), "needs_extra"),
    "a billion laughs": (zipped({"word/document.xml": LAUGHS}), "corrupt"),
    "an external entity": (_before(WORD, "word/document.xml", b"<w:document", OUTSIDE), "corrupt"),
    "an entity in a sheet": (_before(XLSX, "xl/worksheets/sheet1.xml", b"<worksheet", OUTSIDE), "corrupt"),
    "an entity in a workbook": (_before(XLSX, "xl/workbook.xml", b"<workbook", OUTSIDE), "corrupt"),
    "deep": (docx("<w:sdt><w:sdtContent>" * 100_000), "corrupt"),
    "a bomb": (docx(" " * (60 * MEGABYTE)), "too_large"),
    "a bomb beside": (zipped(unzipped(XLSX) | {"xl/styles.xml": b" " * (80 * MEGABYTE)}), "too_large"),
    "large": (stored(docx("<w:p/>" * (3 * MEGABYTE))), "too_large"),
    "many paragraphs": (docx(p("信息公开1件") * 30_000), "too_large"),
    "200,000 cells": (stored(docx(tbl(*[tr(*[tc("1")] * 20)] * 10_000))), "too_large"),
    "200,000 short cells": (docx(SHORT), "not_a_report"),
    "a million columns": (docx(WIDE), "not_a_report"),
    "200,000 cells in a sheet": (xlsx(CELLS), "not_a_report"),
    "corners of a sheet": (xlsx(f"<sheetData>{CORNERS}</sheetData>"), "too_large"),
    "a claim to all of a sheet": (xlsx(f'<dimension ref="A1:XFD1048576"/>{ONE}'), "not_a_report"),
    "a million empty cells": (stored(xlsx(EMPTY)), "too_large"),
    "merged over and over": (stored(xlsx(MERGED)), "not_a_report"),
    "a long string often": (stored(xlsx(REPEATED, strings=f"<si><t>{'长' * MEGABYTE}</t></si>")), "too_large"),
    "no sheet": (xlsx(), "empty"),
    "a sheet that is not there": (LOST, "corrupt"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    data, code = HOSTILE[name]
    found = refusal(data)
    assert found.code == code, found.message


def test_names_that_climb_are_parts_that_nobody_asks_for() -> None:
    data = zipped(unzipped(WORD) | {"../../word/document.xml": b"x", "/word/document.xml": b"x", "..\\a": b"x"})
    assert wrong(report(data), GOLD) == {}


def test_a_part_that_is_there_twice_has_no_reading() -> None:
    out = io.BytesIO(WORD)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("word/document.xml", unzipped(byhand.word(sheet(render.figures(2))))["word/document.xml"])
    assert refusal(out.getvalue()).code == "corrupt"


def test_names_with_backslashes_are_read() -> None:
    data = zipped({name.replace("/", "\\"): part for name, part in unzipped(WORD).items()})
    assert wrong(report(data), GOLD) == {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([WORD, XLSX, XLS]),
    st.lists(st.tuples(st.integers(0), st.binary(max_size=6)), min_size=1, max_size=4),
)
def test_bytes_overwritten(data: bytes, edits: list[tuple[int, bytes]]) -> None:
    """A checksum guards the parts of a package: what was damaged reads as before or not at all. XLS has none."""
    damaged = bytearray(data)
    for place, patch in edits:
        at = place % len(damaged)
        damaged[at : at + len(patch)] = patch
    result = read(Source(bytes(damaged)), prose=False)
    if isinstance(result, Refusal):
        assert result.code in ("corrupt", "encrypted", "unsupported_type", "too_large", "not_a_report", "empty")
        assert not result.message.startswith("reading broke off"), result.message
    elif data is not XLS:
        assert wrong(result, GOLD) == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([WORD, XLSX]), st.data())
def test_markup_overwritten(package: bytes, data: st.DataObject) -> None:
    """The same inside a part, with checksums made anew: a report or a refusal, whatever the markup says."""
    parts = unzipped(package)
    name = data.draw(st.sampled_from(sorted(name for name in parts if name.endswith(".xml"))))
    damaged = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + 3] = data.draw(st.sampled_from([b"", b"<", b"/>", b"999", b"w:", b"&#0;", b"\xff", b"c r="]))
    result = read(Source(zipped(parts | {name: bytes(damaged)})), prose=False)
    assert isinstance(result, Report | Refusal)
    if isinstance(result, Refusal):
        assert not result.message.startswith("reading broke off"), result.message


@pytest.mark.parametrize("printer", [byhand.word, printers.xlsx, printers.xls], ids=["docx", "xlsx", "xls"])
def test_a_row_lost_is_marked(printer: byhand.Printer) -> None:
    """Each row of 三 left out of the print: its cells are missing and the report says that it is in doubt."""
    (at,) = (number for number, block in enumerate(SHEET.blocks) if not isinstance(block, str) and block.head == 3)
    table = SHEET.blocks[at]
    assert not isinstance(table, str)
    for row in (3, 4, 9, 20, len(table.rows) - 2, len(table.rows) - 1):
        damaged = byhand.without_row(SHEET, at, row)
        found = report(printer(damaged))
        assert found.status is Status.SUSPECT
        assert set(wrong(found, GOLD)) <= {cell.code for cell in found.cells if cell.value is None}

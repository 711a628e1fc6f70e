"""The quick way and the plain way give the cells that pdfplumber itself gives, on files of every producer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pytest

from parsers.media.pdf_fast import chars_of
from parsers.media.pdf_objects import Count, Frame, survey
from parsers.media.pdf_open import quick
from parsers.media.pdf_page import Page
from parsers.media.pdf_plain import Plain
from parsers.media.pdf_tables import tables_of

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.pdf"))
# A row cut by the page's end is printed without its last line: pdfplumber finds no cell there, this reader does.
OPEN = {"chromium_rows_cut"}


def _plumber(data: bytes) -> list[list[list[str]]]:
    """The cells of the tables of each page that have more than one column."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [
            [
                [cell for row in table for cell in row if cell is not None]
                for table in page.extract_tables()
                if len(table[0]) > 1
            ]
            for page in pdf.pages
        ]


def _ours(page: Page) -> list[list[str]]:
    return [[cell.text for cell in table.cells] for table in tables_of(page)[0]]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_plain_cells_are_pdfplumbers(path: Path) -> None:
    if path.stem in OPEN:
        pytest.skip("has cells without a last line, which pdfplumber does not find")
    data = path.read_bytes()
    expected = _plumber(data)
    plain = Plain(data)
    assert [_ours(plain.page(number)) for number in range(1, len(expected) + 1)] == expected


@pytest.mark.parametrize(
    "path", [path for path in FIXTURES if path.stem.startswith(("wps", "lib"))], ids=lambda p: p.stem
)
def test_quick_cells_are_pdfplumbers(path: Path) -> None:
    data = path.read_bytes()
    count = Count()
    found = []
    with pdfium.PdfDocument(data) as pdf:
        assert quick(pdf)
        for number, page in enumerate(pdf, 1):
            frame = Frame(page)
            chars = chars_of(page, frame)
            assert chars is not None
            edges = survey(page, frame, count, paths=True).edges
            found.append(_ours(Page(number, frame.width, frame.height, chars, edges)))
            page.close()
    assert found == _plumber(data)


@pytest.mark.parametrize("name", ["reportlab", "chromium_rows_cut"])
def test_other_producers_are_read_the_plain_way(name: str) -> None:
    with pdfium.PdfDocument((Path(__file__).parent / "fixtures" / f"{name}.pdf").read_bytes()) as pdf:
        assert not quick(pdf)


def test_a_font_that_is_not_in_the_file_is_read_the_plain_way() -> None:
    with pdfium.PdfDocument((Path(__file__).parent / "fixtures" / "reportlab.pdf").read_bytes()) as pdf:
        page = pdf[0]
        assert chars_of(page, Frame(page)) is None
        page.close()

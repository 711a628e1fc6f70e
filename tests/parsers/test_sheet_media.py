"""Sheets of indicators in files: over page breaks, in Word and in spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from parsers.model import Status
from tests.parsers import sheet_pages
from tests.parsers.office import printers
from tests.parsers.pdf import platypus
from tests.parsers.pdf.sheets import Sheet, Table, Td
from tests.parsers.reading import report

PRINTERS: list[Callable[[Sheet], bytes]] = [platypus.to_pdf, printers.word, printers.xlsx, printers.xls]


def printed(gold: sheet_pages.Figures, *, reworded: bool) -> Sheet:
    rows = [[Td(text) for text in row] for row in [sheet_pages.HEAD, *sheet_pages.lines(gold, reworded=reworded)]]
    prose = ["一、概述", "本县认真贯彻条例，现公布本年度报告。"]
    return Sheet("梨园县人民政府", 2015, "2014", {}, [sheet_pages.TITLE, *prose, Table([8, 2, 3], rows, head=1)])


@pytest.mark.parametrize("reworded", [False, True])
@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("seed", [11, 12])
def test_every_figure(printer: Callable[[Sheet], bytes], seed: int, reworded: bool) -> None:
    """Of two unnumbered labels before and after a page break one is not the other's rest."""
    gold = sheet_pages.figures(seed)
    found = report(printer(printed(gold, reworded=reworded)))
    assert {figure.code: figure.value for figure in found.figures} == {
        code: Decimal(value) if isinstance(value, str) else value for code, value in gold.items()
    }
    assert (found.form, found.status, found.doubts, found.unmapped) == ("2014", Status.UNPROVEN, (), ())
    assert all(figure.place for figure in found.figures)

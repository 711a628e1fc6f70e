"""The gold figures, printed by every producer of office files that the tests have: all cells exact, each placed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from parsers.model import Report, State, Status
from tests.demo_gold import FOLDER
from tests.parsers import render
from tests.parsers.office import byhand, printers
from tests.parsers.pdf.sheets import OTHERWISE, Sheet, sheet
from tests.parsers.reading import report, tables, wrong

Printer = Callable[[Sheet], bytes]
PRINTERS: dict[str, Printer] = {
    "word-by-hand": byhand.word,
    "word-unmerged": partial(byhand.word, merged=False),
    "python-docx": printers.word,
    "openpyxl": printers.xlsx,
    "openpyxl-gaps": partial(printers.xlsx, gap=1, merged=False),
    "openpyxl-nothing-between": partial(printers.xlsx, merged=False, numbers=False),
    "openpyxl-away-from-the-corner": partial(printers.xlsx, top=4, left=3),
    "openpyxl-sheets": printers.xlsx_apart,
    "xlwt": printers.xls,
}
GOLD = sorted(FOLDER.glob("*.json"))
ADDRESS = re.compile(r"/w:document/w:body/w:tbl\[\d+\]/w:tr\[\d+\]/w:tc\[\d+\]|(?:Sheet1|表\d|年度报告)![A-Z]{1,2}\d+")


def has_address(found: Report) -> bool:
    places = [cell.place for cell in found.cells if cell.state is not State.MISSING]
    return all(place and place.address and ADDRESS.fullmatch(place.address) for place in places)


def _in_yuan(gold: render.Figures) -> render.Figures:
    """Form 2019 prints no unit for procurement: only an amount that says 元 itself has a value."""
    procurement = gold["disclosure"].get("procurement")
    if procurement is None:
        return gold
    amount = f"{Decimal(str(procurement['amount'])) * 10_000:.2f}元"
    return gold | {"disclosure": gold["disclosure"] | {"procurement": procurement | {"amount": amount}}}


@pytest.mark.parametrize("name", PRINTERS)
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold(path: Any, name: str) -> None:
    said = json.loads(path.read_text(encoding="utf-8"))
    gold = tables(said)
    printed = sheet(_in_yuan(gold), form=said["form"], organ=said["organ"][0], year=said["year"])
    found = report(PRINTERS[name](printed))
    assert wrong(found, gold) == {}
    assert len(found.cells) == (200 if said["form"] == "2021" else 198)
    assert (found.form, found.year, found.doubts, found.repairs) == (said["form"], said["year"], (), ())
    assert found.organ in said["organ"]
    assert found.title == printed.title
    assert has_address(found)


@pytest.mark.parametrize("name", PRINTERS)
@pytest.mark.parametrize("seed", range(3))
def test_other_wordings(seed: int, name: str) -> None:
    gold = render.figures(seed + 100, "2021")
    found = report(PRINTERS[name](sheet(gold, words=OTHERWISE, seed=seed)))
    assert wrong(found, gold) == {}
    assert found.status is Status.CONSISTENT
    assert (found.organ, found.year) == ("青泉县教育局", 2021)
    assert [section.number for section in found.sections if section.number] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("name", PRINTERS)
def test_a_cell_changed_is_marked_and_no_other_changes(name: str) -> None:
    """Every thirtieth cell of 三 by another figure: the reading says what is printed, and that the sums do not hold."""
    gold = render.figures(7, "2021")
    cells = [(applicant, code) for applicant in render.APPLICANTS for code, _ in render.application_rows("2021")]
    for applicant, code in cells[::30]:
        changed = json.loads(json.dumps(gold))
        changed["applications"][applicant][code] += 7
        found = report(PRINTERS[name](sheet(changed)))
        assert wrong(found, changed) == {}
        assert found.status is Status.INCONSISTENT

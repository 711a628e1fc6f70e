"""Tables without lines: read where columns are plain, doubted elsewhere, and never read wrong without a mark."""

from __future__ import annotations

import pytest

from parsers.model import Status
from tests.parsers import render
from tests.parsers.pdf import byhand, platypus
from tests.parsers.pdf.byhand import Style
from tests.parsers.pdf.sheets import OTHERWISE, sheet
from tests.parsers.pdf.tools import UNSTATED, document
from tests.parsers.reading import report, wrong

GOLD = render.figures(3)


@pytest.mark.parametrize(
    "data", [byhand.to_pdf(sheet(GOLD), Style(ruled=False)), platypus.to_pdf(sheet(GOLD), ruled=False)]
)
def test_figures_below_one_another_are_read(data: bytes) -> None:
    found = report(data)
    differ = wrong(found, GOLD)
    assert not [code for code in differ if code.startswith(("disclosure.", "applications."))]
    assert dict(found.part_status)["applications"] is Status.CONSISTENT


@pytest.mark.parametrize("seed", range(12))
def test_never_wrong_without_a_mark(seed: int) -> None:
    form = "2019" if seed % 3 == 0 else "2021"
    gold = render.figures(seed, form, most=90)
    printed = sheet(gold, form=form, words=OTHERWISE, seed=seed, again=seed % 2 == 0)
    found = report(byhand.to_pdf(printed, Style(ruled=False, cut=seed % 4 == 1, room=20 * seed, size=7 + seed % 3)))
    differ = {code: pair for code, pair in wrong(found, gold).items() if code != UNSTATED}
    assert not differ or found.status in (Status.SUSPECT, Status.PARTIAL, Status.INCONSISTENT)


def test_columns_that_are_guessed_are_not_aligned() -> None:
    grids = list(document(byhand.to_pdf(sheet(GOLD), Style(ruled=False))).grids())
    assert grids
    assert not any(grid.aligned for grid in grids)

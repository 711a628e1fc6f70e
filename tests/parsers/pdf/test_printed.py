"""What programs print is read: every cell of kept files of each producer, and of files printed now from seeds."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from parsers.model import Grid, Status
from tests.parsers import render
from tests.parsers.pdf import byhand, chrome, office, platypus
from tests.parsers.pdf.sheets import OTHERWISE, Sheet, sheet
from tests.parsers.pdf.tools import UNSTATED, document, exact
from tests.parsers.reading import report, tables, wrong

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.pdf"))


def _gold(path: Path) -> dict[str, Any]:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_kept_files_are_read_exactly(path: Path) -> None:
    gold = _gold(path)
    found = report(path.read_bytes())
    assert (found.organ, found.organ_source, found.year) == (gold["organ"], "title", gold["year"])
    if "applications" in gold:
        assert found.form == gold["form"]
        assert not wrong(found, tables(gold)).keys() - {UNSTATED}
        assert (found.status, found.doubts, found.repairs) == (Status.CONSISTENT, (), ())
        assert {section.number for section in found.sections} == {0, 1, 2, 3, 4, 5, 6}
    else:  # table 四 alone, which both forms print alike
        assert found.status is Status.PARTIAL
        read = {cell.code: cell.value for cell in found.cells if cell.code.startswith("disputes.")}
        expected = {f"disputes.{outer}.{code}": n for outer, row in gold["disputes"].items() for code, n in row.items()}
        assert read == expected


def test_every_producer_is_among_the_kept_files() -> None:
    assert {path.stem.partition("_")[0] for path in FIXTURES} == {"chromium", "libreoffice", "reportlab", "wps"}


def _seeded(seed: int) -> tuple[Sheet, byhand.Style]:
    chance = random.Random(seed)
    form = chance.choice(["2021", "2021", "2019"])
    printed = sheet(
        render.figures(seed, form, most=chance.choice([3, 40, 3000])),
        form=form,
        year=2021 if form == "2021" else 2020,
        seed=seed,
        again=chance.random() < 0.5,
        upright=chance.random() < 0.4,
        words=OTHERWISE if chance.random() < 0.7 else None,
    )
    style = byhand.Style(
        cut=chance.random() < 0.5,
        room=chance.randrange(0, 300),
        numbers=chance.choice(["— {} —", "第 {} 页", "{}", "- {} -"]),
        rotate=chance.choice([0, 0, 0, 90, 180, 270]),
        mirror=chance.random() < 0.2,
        top=chance.random() < 0.5,
        size=chance.choice([7, 8, 9]),
        header=chance.choice(["", "青泉县人民政府公报"]),
        glued=chance.random() < 0.3,
        producer=chance.choice(["WPS Office", "WPS Office", "Acrobat Distiller"]),  # the second is read the plain way
    )
    return printed, style


@pytest.mark.parametrize("seed", range(24))
def test_pages_broken_anywhere_are_read_exactly(seed: int) -> None:
    printed, style = _seeded(seed)
    found = report(byhand.to_pdf(printed, style))
    assert exact(found, printed.gold), style
    assert (found.organ, found.year, found.status) == (printed.organ, printed.year, Status.CONSISTENT)


@pytest.mark.parametrize("seed", range(100, 104))
def test_reportlab_is_read_exactly(seed: int) -> None:
    printed, _ = _seeded(seed)
    found = report(platypus.to_pdf(printed))
    assert exact(found, printed.gold)
    assert found.status is Status.CONSISTENT


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (Debian: libreoffice-writer-nogui) is absent")
@pytest.mark.parametrize("keep", [True, False], ids=["rows_whole", "rows_cut"])
def test_libreoffice_is_read_exactly(tmp_path: Path, keep: bool) -> None:
    printed, _ = _seeded(200 + keep)
    found = report(office.to_pdf(printed, tmp_path, size=16, keep=keep))
    assert exact(found, printed.gold)
    assert found.status is Status.CONSISTENT


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's Chromium is absent")
@pytest.mark.parametrize("keep", [True, False], ids=["rows_whole", "rows_cut"])
def test_chromium_is_read_exactly(tmp_path: Path, keep: bool) -> None:
    printed, _ = _seeded(300 + keep)
    found = report(chrome.to_pdf(printed, tmp_path, keep=keep))
    assert exact(found, printed.gold)
    assert found.status is Status.CONSISTENT


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_one_grid_a_table_and_every_cell_with_page_and_box(path: Path) -> None:
    found = document(path.read_bytes())
    grids = list(found.grids())
    assert len(grids) == (3 if "applications" in _gold(path) else 1)
    assert all(grid.aligned for grid in grids)
    for grid in grids:
        _boxes(grid)


def _boxes(grid: Grid) -> None:
    for cell in {id(cell): cell for row in grid.rows for cell in row if cell}.values():
        assert cell.page is not None
        assert cell.box is not None
        left, top, right, bottom = cell.box
        assert 0 <= left < right <= 900
        assert 0 <= top < bottom <= 900


def test_evidence_says_page_and_box() -> None:
    found = report((Path(__file__).parent / "fixtures" / "wps_rows_cut.pdf").read_bytes())
    cell = next(cell for cell in found.cells if cell.code == "applications.total.carried_out")
    assert cell.place is not None
    assert (cell.place.page, cell.place.table) == (2, 2)
    assert cell.place.box is not None
    assert cell.place.box[2] == pytest.approx(byhand.WIDE - byhand.MARGIN, abs=1)

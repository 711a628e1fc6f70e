"""Real reports against their gold figures, in place; skipped where the corpus is absent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parsers.model import Refusal, Report, Source, Status
from parsers.report import read
from tests.parsers.reading import tables, wrong


def _gold(folder: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return gold


def _read(path: Path) -> Report:
    result = read(Source(path.read_bytes()))
    assert isinstance(result, Report), result
    return result


def test_the_report_that_started_it(corpus: Path) -> None:
    report = _read(corpus / "yuanzhou-2021" / "report.txt")
    gold = _gold(corpus / "yuanzhou-2021")
    assert len(report.cells) == 200
    assert wrong(report, tables(gold)) == {}
    assert (report.organ, report.organ_source, report.year, report.form) == (
        "原州区人民政府办公室",
        "title",
        2021,
        "2021",
    )
    assert report.status is Status.CONSISTENT
    (repair,) = report.repairs
    assert set(repair.cells) == {
        "disputes.litigation_direct.total",
        "disputes.litigation_after_reconsideration.upheld",
        "disputes.litigation_after_reconsideration.corrected",
        "disputes.litigation_after_reconsideration.total",
    }
    assert report.doubts == ()
    assert report.unmapped == ()


def test_every_gold_mention_is_found(corpus: Path) -> None:
    report = _read(corpus / "yuanzhou-2021" / "report.txt")
    found = [[mention.section, mention.subject, mention.value, mention.unit] for mention in report.mentions]
    assert [mention for mention in _gold(corpus / "yuanzhou-2021")["mentions"] if mention not in found] == []
    assert {mention.value for mention in report.mentions if mention.approximate} == {1500}


def test_sections_of_the_report(corpus: Path) -> None:
    report = _read(corpus / "yuanzhou-2021" / "report.txt")
    assert [section.number for section in report.sections] == [0, 1, 2, 3, 4, 5, 6]
    assert report.sections[6].text.startswith("依据《政府信息公开信息处理费管理办法》")


def test_a_whole_page(corpus: Path) -> None:
    report = _read(corpus / "pingtan-2025" / "page.html")
    gold = _gold(corpus / "pingtan-2025")
    assert wrong(report, tables(gold)) == {}
    assert report.organ in gold["organ"]
    assert (report.year, report.status, report.repairs) == (2025, Status.CONSISTENT, ())
    assert report.published_on is not None
    assert report.published_on.isoformat() == "2026-03-10"
    assert report.sections[-1].text == "2025年，无收取信息处理费情况。"
    assert not any("附件下载" in section.text for section in report.sections)


def test_a_table_alone(corpus: Path) -> None:
    report = _read(corpus / "pingtan-2019" / "table2.html")
    gold = _gold(corpus / "pingtan-2019")
    assert wrong(report, tables(gold)).keys() == {c.code for c in report.cells if not c.code.startswith("disclosure.")}
    assert (report.organ, report.year, report.form, report.status) == (None, None, "2019", Status.PARTIAL)
    amount = next(cell for cell in report.cells if cell.code == "disclosure.procurement.amount")
    assert (amount.raw, amount.unit) == ("75394432.52元", "yuan")


@pytest.mark.parametrize(("year", "right"), [(2019, 15), (2020, 26), (2023, 194)])
def test_cells_that_ran_together_are_never_wrong(corpus: Path, year: int, right: int) -> None:
    """Every cell where identities leave one cut. In 2020 the organ's sums fail, in 2019 rows hold a zero too many."""
    report = _read(corpus / f"pingtan-{year}" / "page.txt")
    assert report.status is Status.SUSPECT
    read_cells = {cell.code for cell in report.cells if cell.value is not None}
    off = wrong(report, tables(_gold(corpus / f"pingtan-{year}")))
    assert not read_cells & off.keys()
    assert len(report.cells) - len(off) == right
    assert (report.year, report.form) == (year, "2021" if year == 2023 else "2019")
    assert report.organ in _gold(corpus / f"pingtan-{year}")["organ"]


def test_years_before_the_form(corpus: Path) -> None:
    narrative, provincial = (_read(corpus / name / "page.txt") for name in ("pingtan-2011", "pingtan-2016"))
    assert (narrative.year, narrative.form, narrative.status) == (2011, "narrative", Status.UNPROVEN)
    assert (provincial.year, provincial.form, provincial.status) == (2016, "2014", Status.SUSPECT)


@pytest.mark.parametrize("name", ["neg-pingtan-2014-letter/page.txt", "list-pingtan/index.html"])
def test_look_alikes(corpus: Path, name: str) -> None:
    result = read(Source((corpus / name).read_bytes()))
    assert isinstance(result, Refusal)
    assert result.code == "not_a_report"


# Only 我镇, 我局 or 我乡 is printed in these: no organ is right.
UNNAMED = {"尼勒克县某镇", "雄县某乡", "昌图县某局"}
GENERATIONS = {2008: "narrative", 2014: "2014", 2019: "2019", 2021: "2021"}


def test_beginnings_of_pages(corpus: Path) -> None:
    """Year, form, organ and whether it is a report, of 24 pages from all over the country."""
    lines = (corpus / "excerpts.jsonl").read_text(encoding="utf-8").splitlines()
    wrong_ones = [entry["title"] for entry in map(json.loads, lines) if not _as_expected(entry)]
    assert len(lines) == 24
    assert wrong_ones == []


def _as_expected(entry: dict[str, Any]) -> bool:
    result = read(Source(entry["text"].encode(), url=entry["source"]))
    if {"negative", "mirror", "index-page"} & set(entry["tags"]):
        return isinstance(result, Refusal)
    if isinstance(result, Refusal):
        return False
    named = result.organ is None if entry["organ"] in UNNAMED else bool(result.organ) and result.organ in entry["organ"]
    return bool(named) and (result.year, result.form) == (entry["year"], GENERATIONS[entry["format_generation"]])

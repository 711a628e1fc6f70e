"""Sheets of indicators: what is printed is read, in every make; what is damaged is marked."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers.forms import load
from parsers.jsonform import as_json
from parsers.model import Refusal, Report, Source, State, Status, Verdict
from parsers.report import read
from tests.parsers import sheet_pages
from tests.parsers.reading import report

Rows = list[list[str]]


def _wrong(found: Report, gold: dict[str, Any]) -> dict[str, object]:
    """The figures that say otherwise than the gold."""
    read_ = {figure.code: figure.value for figure in found.figures if figure.code and figure.period == "year"}
    assert read_.keys() == gold.keys()
    expected = {code: Decimal(value) if isinstance(value, str) else value for code, value in gold.items()}
    return {code: (read_[code], value) for code, value in expected.items() if read_[code] != value}


def test_indicators_are_those_that_the_test_knows() -> None:
    assert [row.code for row in load("2014").parts[0].rows] == [code for code, _, _ in sheet_pages.NATIONAL if code]


@pytest.mark.parametrize("reworded", [False, True])
@pytest.mark.parametrize("make", sheet_pages.MAKES)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_printed_is_read(make: Callable[[Rows], bytes], seed: int, reworded: bool) -> None:
    gold = sheet_pages.figures(seed)
    found = report(make(sheet_pages.lines(gold, reworded=reworded)))
    if reworded and make in (sheet_pages.spaced, sheet_pages.one_a_line, sheet_pages.glued):
        assert found.status is Status.SUSPECT  # running text is parted by labels, and some are not known
        return
    assert _wrong(found, gold) == {}
    assert (found.form, found.sheet, found.year, found.status) == ("2014", "2014", 2015, Status.UNPROVEN)
    assert found.doubts == ()
    assert {check.lenient for check in found.checks} == {Verdict.HOLDS}


def test_a_cumulative_column_and_codes_beside_it() -> None:
    gold = sheet_pages.figures(5)
    found = report(sheet_pages.spanned(sheet_pages.lines(gold)))
    values = {figure.code: figure.value for figure in found.figures}
    assert len(values) == 2 * len(gold)
    assert values["published.cumulative"] == 10 * int(gold["published"] or 0)
    assert values["application_fees.cumulative"] == 10 * Decimal(str(gold["application_fees"]))
    assert {check.scope for check in found.checks if check.scope.startswith("staff")} == {"staff", "staff.cumulative"}


def test_a_column_of_codes_is_never_read() -> None:
    """An empty sheet whose rows are numbered 01 to 58, and the same without its head."""
    rows = [[label, unit, f"{at}", ""] for at, (code, label, unit) in enumerate(sheet_pages.NATIONAL, 10) if code]
    for head in (
        ["指标名称", "计量单位", "代码", "本年实际"],
        ["指标名称", "计量单位", "代码", "本年度"],
        ["", "", "", ""],
    ):
        result = read(Source(sheet_pages.html(rows, head)), prose=False)
        assert isinstance(result, Refusal) or all(figure.value is None for figure in result.figures)


def test_codes_alone_are_never_read() -> None:
    rows = [[label, unit, f"{at}"] for at, (code, label, unit) in enumerate(sheet_pages.NATIONAL, 10) if code]
    result = read(Source(sheet_pages.html(sorted(rows, key=lambda row: row[2]), ["-"])), prose=False)
    assert isinstance(result, Refusal) or all(figure.value is None for figure in result.figures)


@pytest.mark.parametrize("head", ["指标名称单位本年累计", "指标名称 单位 代码 本年 累计", "指标名称单位"])
def test_running_text_under_an_unclear_head_is_in_doubt(head: str) -> None:
    rows = sheet_pages.lines(sheet_pages.figures(6))
    printed = (
        f"{label}{unit}{figure}{sheet_pages.cumulative(figure)}" for label, unit, figure in rows if figure != "——"
    )
    result = report(f"{sheet_pages.TITLE}\n一、概述\n本县公布本年度报告。\n附表\n{head}{''.join(printed)}".encode())
    assert result.status is Status.SUSPECT
    assert {figure.value for figure in result.figures} == {None}


@pytest.mark.parametrize(
    "head", ["统计指标 - 单位 统计数", "项目 计量单位 数额", "指标名称 计量单位 2015", "序号 统计指标 单位 统计数 备注"]
)
def test_heads_of_many_kinds(head: str) -> None:
    """A column without figures before or behind, a figure's column in words of no form, a bare year."""
    gold = sheet_pages.figures(8)
    words = [word.strip("-") for word in head.split()]
    rows = [
        ([str(at)] if "序号" in words else []) + row + ([""] if "备注" in words else [])
        for at, row in enumerate(sheet_pages.lines(gold))
    ]
    found = report(sheet_pages.html(rows, words))
    assert _wrong(found, gold) == {}
    assert (found.status, found.unmapped) == (Status.UNPROVEN, ())


def test_amounts_keep_their_unit() -> None:
    gold = sheet_pages.figures(1) | {"application_fees": "12345", "disclosure_budget": "12345"}
    rows = sheet_pages.lines(gold)
    fees, budget = (next(row for row in rows if words in row[0]) for words in ("收取的费用", "专项经费"))
    fees[1], budget[1] = "元", ""
    found = {figure.code: figure for figure in report(sheet_pages.html(rows)).figures}
    assert (found["application_fees"].value, found["application_fees"].unit) == (Decimal("1.2345"), "万元")
    assert (found["application_fees"].raw, found["application_fees"].unit_printed) == ("12345", "元")
    assert (found["disclosure_budget"].value, found["disclosure_budget"].unit) == (None, "")
    assert found["disclosure_budget"].raw == "12345"


def test_a_row_of_no_form_is_kept() -> None:
    rows = sheet_pages.lines(sheet_pages.figures(1))
    rows.insert(8, ["6.手机客户端推送信息数", "条", "77"])
    found = report(sheet_pages.html(rows))
    assert [(row.label, row.values) for row in found.unmapped] == [("6.手机客户端推送信息数", ("77",))]
    foreign = [figure for figure in found.figures if figure.indicator is None]
    assert [(figure.label, figure.value, figure.unit) for figure in foreign] == [("6.手机客户端推送信息数", 77, "条")]
    assert found.doubts == ()


def test_a_blank_is_no_zero() -> None:
    gold = sheet_pages.figures(2) | {"interpretations": None, "applied_by_fax": None}
    found = report(sheet_pages.html(sheet_pages.lines(gold)))
    blanks = {figure.code for figure in found.figures if figure.state is State.BLANK}
    assert blanks == {"interpretations", "applied_by_fax"}
    strict = {check.scope: check.strict for check in found.checks}
    assert strict["applications_received"] is Verdict.UNKNOWN


# What a change of each figure can break: sums that it stands in. Others stand in none, and no other figure changes.
COVERED = {code for total, addends in sheet_pages.SUMS.items() for code in (total, *addends)}


@pytest.mark.parametrize("code", [code for code, _, _ in sheet_pages.NATIONAL if code])
def test_a_changed_figure(code: str) -> None:
    gold = sheet_pages.figures(3)
    changed = gold | {code: 401 + int(float(gold[code] or 0))}
    found = report(sheet_pages.html(sheet_pages.lines(changed)))
    assert _wrong(found, {**gold, code: changed[code]}) == {}
    assert (found.status is Status.INCONSISTENT) == (code in COVERED or code in sheet_pages.PARTS)


@pytest.mark.parametrize("make", sheet_pages.MAKES)
@pytest.mark.parametrize("at", [at for at, (code, _, _) in enumerate(sheet_pages.NATIONAL) if code][::2])
def test_a_lost_row_is_marked(make: Callable[[Rows], bytes], at: int) -> None:
    gold = sheet_pages.figures(4)
    rows = sheet_pages.lines(gold)
    del rows[at]
    found = report(make(rows))
    assert found.status is Status.SUSPECT
    lost = sheet_pages.NATIONAL[at][0]
    assert all(figure.value == _exact(gold[figure.code or ""]) for figure in _read(found) if figure.code != lost)


@pytest.mark.parametrize("at", [at for at, (code, _, _) in enumerate(sheet_pages.NATIONAL) if code])
def test_a_row_printed_twice_is_read_once(at: int) -> None:
    gold = sheet_pages.figures(4)
    rows = sheet_pages.lines(gold)
    found = report(sheet_pages.html([*rows[: at + 1], *rows[at:]]))
    assert _wrong(found, gold) == {}
    other = [rows[at][0], rows[at][1], "399"]
    found = report(sheet_pages.html([*rows[: at + 1], other, *rows[at + 1 :]]))
    assert found.status is Status.SUSPECT
    assert any("printed twice" in doubt for doubt in found.doubts)


def test_a_cell_too_many_is_marked_or_read() -> None:
    """A phantom cell before the figure of one row."""
    gold = sheet_pages.figures(4) | {"published": 37}
    for cells in (["", "37"], ["12", "37"], ["37", "12"]):
        rows = sheet_pages.lines(gold)
        rows[1] = [*rows[1][:2], *cells]
        found = report(sheet_pages.html(rows))
        value = next(figure.value for figure in found.figures if figure.code == "published")
        if cells[0]:
            assert (value, found.status) == (None, Status.SUSPECT)
            assert [row.values for row in found.unmapped] == [tuple(cells)]
        else:
            assert (value, found.unmapped) == (37, ())


def test_two_years_side_by_side_are_in_doubt() -> None:
    rows = [[*row, row[2]] for row in sheet_pages.lines(sheet_pages.figures(4))]
    found = report(sheet_pages.html(rows, ["指标", "单位", "2014年", "2015年"]))
    assert found.status is Status.SUSPECT
    assert all(figure.value is None for figure in found.figures)


def _read(found: Report) -> list[Any]:
    printed = (figure for figure in found.figures if figure.indicator and figure.period == "year")
    return [figure for figure in printed if figure.value is not None]


def _exact(value: int | str | None) -> int | Decimal | None:
    return Decimal(value) if isinstance(value, str) else value


# The sheets of the corpus, whose labels and figures its gold files hold.
CODES = {
    "pingtan-2016": {
        "主动公开文件数": "published",
        "其中：1、政府网站公开数": "published_website",
        "2、政府公报公开数": "published_gazette",
        "受理依申请公开信息总数": "applications_received",
        "其中：1、当面申请数": "applied_in_person",
        "2、网上申请数": "applied_online",
        "3、信函、传真申请数": "applied_by_letter_or_fax",
        "对申请的答复总数": "applications_answered",
        "其中：1、同意公开答复数": "answered_granted",
        "2、同意部分公开答复数": "answered_partly_granted",
        "3、不予公开答复数": "answered_denied",
        "4、其他类型答复数": "answered_otherwise",
        "政府信息公开收费减免金额": "fees_waived",
        "接受行政诉讼、举报数": "suits_and_complaints",
        "行政复议数": "reconsideration",
        "行政诉讼数": "litigation",
    },
    "pingtan-2011": {
        "主动公开信息数": "published",
        "其中：1.网站公开": "published_website",
        "2.政府公报公开": "published_gazette",
        "受理依申请公开信息总数": "applications_received",
        "其中：1.当面申请数": "applied_in_person",
        "2.传真申请数": "applied_by_fax",
        "3.电子邮件申请数": "applied_by_email",
        "4.网上申请数": "applied_online",
        "5.信函申请数": "applied_by_letter",
        "6.其它形式申请数": "applied_otherwise",
        "对申请的答复数": "applications_answered",
        "其中：1.同意公开答复数": "answered_granted",
        "2.同意部分公开答复数": "answered_partly_granted",
        "3.否决公开答复数": "answered_denied",
        "行政复议数": "reconsideration",
        "行政诉讼数": "litigation",
        "行政申诉数": "appeals",
    },
}


def _gold(corpus: Path, name: str) -> tuple[list[str], dict[str, list[Any]]]:
    table = json.loads((corpus / name / "gold.json").read_text(encoding="utf-8"))["statistics_table"]
    return ["指标名称", *table["columns"]], table["rows"]


def _expected(name: str, rows: dict[str, list[Any]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for label, (unit, year, cumulative) in rows.items():
        code = CODES[name][label]
        both = (str(year), str(cumulative)) if unit == "元" else (year, cumulative)  # amounts are decimal strings
        found[code], found[f"{code}.cumulative"] = both
    return found


@pytest.mark.parametrize(("name", "form"), [("pingtan-2016", "2014"), ("pingtan-2011", "narrative")])
def test_provincial_sheets_as_tables(corpus: Path, name: str, form: str) -> None:
    head, rows = _gold(corpus, name)
    year = name[-4:]
    table = [[label, *map(str, cells)] for label, cells in rows.items()]
    found = report(sheet_pages.html(table, head, f"平潭综合实验区{year}年度政府信息公开工作年度报告"))
    line = as_json("page.html", found)
    assert line["figures"] == _expected(name, rows)
    assert (line["form"], line["year"], line["status"], line["unmapped"]) == (form, int(year), "unproven", [])
    evidence = line["evidence"]["figures.published.cumulative"]
    assert [evidence[key] for key in ("raw", "table", "row", "column")] == [table[0][3], 1, 1, 3]


@pytest.mark.parametrize(("name", "unread"), [("pingtan-2016", 4), ("pingtan-2011", 0)])
def test_provincial_sheets_in_running_text(corpus: Path, name: str, unread: int) -> None:
    """Figures that ran together are none; every other one is right."""
    _, rows = _gold(corpus, name)
    found = read(Source((corpus / name / "page.txt").read_bytes()))
    assert isinstance(found, Report)
    said, gold = as_json("page.txt", found)["figures"], _expected(name, rows)
    assert said.keys() == gold.keys()
    assert {code for code, value in said.items() if value is not None and value != gold[code]} == set()
    assert sum(value is None for value in said.values()) == unread
    assert (found.status is Status.SUSPECT) == bool(unread)

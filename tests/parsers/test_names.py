"""Organ, scope, year, period and day of publication: from what is printed, never from a host or an address."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.dates import period_in, published_on, report_year, year_in
from parsers.model import Scope
from parsers.names import organ_of, scope_of


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("青泉县人民政府办公室 2021 年政府信息公开工作年度报告", "青泉县人民政府办公室"),
        ("2021年青泉市教育局政府信息公开工作年度报告", "青泉市教育局"),
        ("青泉县2023年度政府信息公开工作年度报告", "青泉县"),
        ("白石镇人民政府2023年度政府信息公开工作年度报告", "白石镇人民政府"),
        ("白石乡2023年信息公开年度报告", "白石乡"),
        ("青泉市市场监督管理局2016年政务信息公开年度报告", "青泉市市场监督管理局"),
        ("青泉县二〇二一年政府信息公开工作年度报告", "青泉县"),
        ("青泉县水利局202020年政府信息公开工作年度报告", "青泉县水利局"),
        ("青泉县自然资源局（林业局）2022年政府信息公开工作年度报告", "青泉县自然资源局(林业局)"),
    ],
)
def test_organ_in_a_title(title: str, organ: str) -> None:
    assert organ_of([(title, "heading")], [], []) == (organ, "title")


@pytest.mark.parametrize(
    "text",
    [
        "我镇2021年政府信息公开工作年度报告",
        "2021年政府信息公开工作年度报告",
        "政府信息公开年报",
        "关于做好2023年政府信息公开工作年度报告编制工作的通知",
    ],
)
def test_no_organ_in_a_title(text: str) -> None:
    assert organ_of([(text, "heading")], ["我局认真贯彻《中华人民共和国政府信息公开条例》。"], []) is None


def test_organ_in_the_text_and_in_metas() -> None:
    assert organ_of([], ["本报告由青泉县公安局编制。"], []) == ("青泉县公安局", "text")
    assert organ_of([], ["现发布《青泉县公安局2021年政府信息公开工作年度报告》。"], []) == ("青泉县公安局", "text")
    assert organ_of([], ["正文"], [("ContentSource", "青泉县公安局")]) == ("青泉县公安局", "meta")
    assert organ_of([], ["本报告由白石镇人民政府党政办公室编制。"], []) == ("白石镇人民政府", "text")


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("本报告汇总全市各级行政机关政府信息公开情况编制而成。", Scope.TERRITORY),
        ("2025年，全区共收到政府信息公开申请154件。", Scope.TERRITORY),
        ("本报告数据包括县本级政府及其工作部门，由县政府办公室统计。", Scope.GOVERNMENT_AND_DEPARTMENTS),
        ("主动公开本机关的机构设置。", Scope.OWN_ORGAN),
        ("我局主动公开信息20条。", Scope.OWN_ORGAN),
        ("1.本机关不掌握相关政府信息0000000", Scope.UNKNOWN),
        ("全区开设政务新媒体22个。", Scope.UNKNOWN),
    ],
)
def test_scope_with_its_evidence(sentence: str, scope: Scope) -> None:
    assert scope_of(["第一句。" + sentence]) == (scope, sentence if scope is not Scope.UNKNOWN else None)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2021 年", 2021), ("202020年", 2020), ("二〇二一年", 2021), ("二○一九年度", 2019), ("２０２２年", 2022),
     ("20231月1日", 2023), ("第711号", None), ("1999年", None), ("12021年", None)],
)  # fmt: skip
def test_years_as_printed(text: str, year: int | None) -> None:
    assert year_in(text) == year


def test_the_year_reported_on_is_not_that_of_publication() -> None:
    assert report_year([], None, ["自20231月1日起至202312月31日止", "发布日期：2024-01-16"]) == 2023
    assert report_year([], (date(2020, 1, 1), date(2020, 12, 31)), ["2021年1月20日发布"]) == 2020
    assert (
        report_year([], None, ["现公布2022年度政府信息公开工作年度报告。", "2023年，我们将继续努力。2023年目标。"])
        == 2022
    )
    assert report_year(["规章"], None, ["没有年份"]) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("从 2021 年 1 月 1 日至 12 月 31 日", (date(2021, 1, 1), date(2021, 12, 31))),
        ("自2023年1月1日起至2023年12月31日止", (date(2023, 1, 1), date(2023, 12, 31))),
        ("期限为：2023年1月1日——2023年12月31日", (date(2023, 1, 1), date(2023, 12, 31))),
        ("自2008年5月1日起至2008年12月31日止", (date(2008, 5, 1), date(2008, 12, 31))),
        ("自2023年2月30日至2023年12月31日", None),
        ("自2023年12月31日至2023年1月1日", None),
    ],
)
def test_periods(text: str, period: tuple[date, date] | None) -> None:
    assert period_in(["前言。", text]) == period


def test_the_day_of_publication() -> None:
    assert published_on([("PubDate", "2026-03-10 12:56")], []) == (date(2026, 3, 10), "meta")
    assert published_on([], ["发布日期：2021-01-29 来源：某镇"]) == (date(2021, 1, 29), "text")
    assert published_on([("PubDate", "unknown")], ["正文"]) is None

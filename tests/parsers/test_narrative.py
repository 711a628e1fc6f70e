"""Sections by their headings, figures in sentences, and what is no report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.mentions import mentions_of
from parsers.model import Document, Paragraph, Refusal, Section, Source
from parsers.narrative import sections_of
from parsers.report import read


def _sections(*paragraphs: str, six: bool = True, prose: tuple[str, ...] = ()) -> list[tuple[int, str, str]]:
    document = Document("text/plain", (), (), tuple(map(Paragraph, paragraphs)), prose)
    return [(section.number, section.heading, section.text) for section in sections_of(document, six=six)]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("一、总体情况", 1),
        ("一、工作基本情况", 1),
        ("二、主动公开政府信息情况", 2),
        ("三、收到和处理政府信息公开申请情况", 3),
        ("四、政府信息公开行政复议、行政诉讼情况", 4),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("五、存在的主要问题及改进情况", 5),
        ("五、政府信息公开工作存在的主要问题及改进情况", 5),
        ("六、其它需要报告的事项", 6),
        ("**六、其他需要报告的事项**", 6),
    ],
)
def test_headings(heading: str, number: int) -> None:
    assert _sections(heading, "正文。") == [(number, heading.strip("*"), "正文。")]


def test_headings_within_a_line() -> None:
    assert _sections("前言。一、总体情况2021年，公开信息。二、主动公开政府信息情况 见表") == [
        (0, "", "前言。"),
        (1, "一、总体情况", "2021年，公开信息。"),
        (2, "二、主动公开政府信息情况", "见表"),
    ]


def test_rows_of_table_three_are_no_headings() -> None:
    assert _sections(
        "三、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量", "三、本年度办理结果"
    ) == [(3, "三、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量\n三、本年度办理结果")]


def test_before_2019_numerals_count() -> None:
    assert [number for number, _, _ in _sections("一、概述", "四、主要问题和改进措施", six=False)] == [1, 4]


def test_prose_says_where_the_article_begins_and_ends() -> None:
    article = ("本报告根据条例编制而成。", "一、总体情况", "无。", "二〇二一年的工作情况如上所述。")
    assert _sections("首页", *article, "版权所有 某县人民政府", prose=(article[0], article[3])) == [
        (0, "", article[0]),
        (1, "一、总体情况", "无。\n" + article[3]),
    ]


@pytest.mark.parametrize(
    ("text", "subject", "value", "unit", "approximate"),
    [
        ("同步发布政策解读 21 篇，", "政策解读", "21", "篇", False),
        ("共收到政府信息公开申请19件。", "收到政府信息公开申请", "19", "件", False),
        ("2021年发布政府信息1500余条，", "发布政府信息", "1500", "条", True),
        ("办理“领导信箱”和“网上投诉”97件。", "领导信箱和网上投诉", "97", "件", False),
        ("（2021年按程序关停注销3个无力维护的政务新媒体）", "关停注销的政务新媒体", "3", "个", False),
        ("主动公开政府信息1,564条", "主动公开政府信息", "1564", "条", False),
        ("收取信息处理费约1.2万元", "收取信息处理费", "1.2", "万元", True),
    ],
)
def test_figures_in_sentences(text: str, subject: str, value: str, unit: str, approximate: bool) -> None:
    (found,) = mentions_of([Section(1, "一、总体情况", text)])
    assert (found.section, found.subject, found.value, found.unit, found.approximate) == (
        1, subject, Decimal(value), unit, approximate,
    )  # fmt: skip
    assert found.text in text


@pytest.mark.parametrize(
    "text", ["2021年12月31日", "第711号", "〔2021〕30号", "第20条", "5个月", "20个工作日", "电话：0954-2040366"]
)
def test_figures_that_count_nothing(text: str) -> None:
    assert mentions_of([Section(1, "", text)]) == ()


BODY = """

一、总体情况
本机关主动公开政府信息一百条。
二、主动公开政府信息情况
如表。
三、收到和处理政府信息公开申请情况
无。
"""


def test_a_report_by_its_title() -> None:
    assert not isinstance(read(Source(("青泉县教育局2021年政府信息公开工作年度报告" + BODY).encode())), Refusal)


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2021年政府信息公开工作年度报告编制工作的通知",
        "关于2014年政府信息公开工作要点落实情况的函",
        "国务院办公厅关于印发《政府信息公开工作年度报告格式》的通知",
        "图解：青泉县2021年政府信息公开工作年度报告",
        "一图读懂青泉县2021年政府信息公开工作年度报告",
        "青泉县政府网站工作年度报表（2021年度）",
        "青泉县2021年法治政府建设年度报告",
        "青泉县教育局2021年部门决算",
        "青泉县统计年鉴2021",
    ],
)
def test_look_alikes_are_refused(title: str) -> None:
    result = read(Source((title + BODY).encode()))
    assert isinstance(result, Refusal)
    assert (result.code, title in result.message) == ("not_a_report", True)


@pytest.mark.parametrize(
    "text",
    [
        "青泉县人民政府\n\n首页 政务公开 联系我们",
        "\n".join(f"青泉县{year}年政府信息公开工作年度报告 {year + 1}-01-20" for year in range(2015, 2024)),
        "今天天气很好。",
    ],
)
def test_pages_that_are_no_report(text: str) -> None:
    result = read(Source(text.encode()))
    assert isinstance(result, Refusal)
    assert result.code == "not_a_report"

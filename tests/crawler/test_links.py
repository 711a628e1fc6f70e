"""What links are worth, by words that real portals print."""

from __future__ import annotations

import pytest

from crawler.finding.links import Kind, Link, attachment, worth, year_of

COLUMN = "政府信息公开年报"
HOST = "http://www.shanxian.gov.cn"


@pytest.mark.parametrize(
    ("text", "url", "context", "kind"),
    [
        ("山县人民政府办公室2021年政府信息公开工作年度报告", "/x/1.html", "", Kind.REPORT),
        ("2008年政府信息公开年度报告", "/x/1.html", "", Kind.REPORT),
        ("山县二○一一年信息公开年度报告", "/x/1.html", "", Kind.REPORT),
        ("山县２０２１年政务公开工作年度报告", "/x/1.html", "", Kind.REPORT),
        ("山县教育局2021年年度报告", "/x/1.html", COLUMN, Kind.REPORT),
        ("山县教育局2021年年度报告", "/x/1.html", "", Kind.NOTHING),
        ("2021年政府信息公开工作…", "/x/1.html", COLUMN, Kind.REPORT),
        ("政府信息公开年报", "/x/", "", Kind.LIST),
        ("政府信息公开工作年度报告", "/x/", "", Kind.LIST),
        ("年报", "/zfxxgknb/", "", Kind.LIST),
        ("年报", "/x/", "政府信息公开", Kind.LIST),
        ("年报", "/x/", "", Kind.NOTHING),
        ("", "/zwgk/xxgknb_73584/", "", Kind.LIST),
        ("更多>>", "/zwgk/gknb/index.html", "", Kind.LIST),
        ("2021年", "/zwgk/2021/", COLUMN, Kind.LIST),
        ("政务公开", "/zwgk/", "", Kind.COLUMN),
        ("政府信息公开", "/zfxxgk/", "", Kind.COLUMN),
        ("山县人民政府信息公开", "/zfxxgk/", "", Kind.COLUMN),
        ("法定主动公开内容", "/fdzdgknr/", "", Kind.COLUMN),
        ("政府信息公开指南", "/zfxxgkzn/", "", Kind.NOTHING),
        ("依申请公开", "/ysqgk/", "", Kind.NOTHING),
        ("重点领域信息公开", "/zdly/", "", Kind.NOTHING),
        ("我县召开政府信息公开工作推进会部署全年任务", "/news/1.html", "", Kind.NOTHING),
        ("新闻动态", "/xwdt/", "", Kind.NOTHING),
        ("山县2021年政府网站工作年度报表", "/x/1.html", COLUMN, Kind.NOTHING),
        ("山县2021年法治政府建设年度报告", "/x/1.html", COLUMN, Kind.NOTHING),
        ("山县教育局2021年部门决算公开", "/x/1.html", COLUMN, Kind.NOTHING),
        ("山县统计年鉴2021年", "/x/1.html", COLUMN, Kind.NOTHING),
        ("企业年报公示", "/zfxxgknb/", "", Kind.NOTHING),
        ("山县2021年政府信息公开工作年度报告", "/x/1.jpg", COLUMN, Kind.NOTHING),
    ],
)
def test_words_lead_and_urls_hint(text: str, url: str, context: str, kind: Kind) -> None:
    assert worth(Link(HOST + url, text, "", context)).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2021年政府信息公开工作年度报告编制发布工作的通知",
        "一图读懂山县2021年政府信息公开工作年度报告",
        "政府信息公开年度报告模板",
    ],
)
def test_what_only_the_text_can_refuse_is_fetched_last(text: str) -> None:
    doubtful = worth(Link(f"{HOST}/1.html", text))
    assert doubtful.kind is Kind.REPORT
    assert doubtful.priority < worth(Link(f"{HOST}/", "政务公开")).priority


def test_the_title_attribute_says_what_the_text_cuts_off() -> None:
    cut = Link(
        f"{HOST}/1.html", "原州区人民政府办公室2021年政府…", "原州区人民政府办公室2021年政府信息公开工作年度报告"
    )
    assert worth(cut).kind is Kind.REPORT


def test_the_nearer_to_the_reports_the_sooner() -> None:
    way = ["政务公开", "信息公开", "政府信息公开", "政府信息公开年报"]
    priorities = [worth(Link(f"{HOST}/", text)).priority for text in way]
    assert priorities == sorted(priorities)


@pytest.mark.parametrize(
    ("text", "url", "kind"),
    [
        ("年度报告.pdf", "/W020220120.pdf", Kind.ATTACHMENT),
        ("附件：2021年年度报告", "/download.jsp?id=1", Kind.ATTACHMENT),
        ("统计表", "/virtual_attach_file.vsb?afc=1&e=.xls", Kind.ATTACHMENT),
        ("报告全文.docx（12KB）", "/down/1", Kind.ATTACHMENT),
        ("政府信息公开申请表", "/sqb.doc", Kind.NOTHING),
        ("图片", "/1.png", Kind.NOTHING),
        ("打印", "/print.html", Kind.NOTHING),
    ],
)
def test_files_on_a_report_page(text: str, url: str, kind: Kind) -> None:
    assert attachment(Link(HOST + url, text)).kind is kind


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("原州区人民政府办公室2021年政府信息公开工作年度报告", 2021),
        ("2021年度报告（2022年1月20日）", 2021),
        ("二〇〇八年年度报告", 2008),
        ("2019政府信息公开年报", 2019),
        ("发布于2022-01-20的年度报告", None),
        ("t20220120", None),
        ("年度报告", None),
    ],
)
def test_the_year_of_a_title(text: str, year: int | None) -> None:
    assert year_of(text) == year

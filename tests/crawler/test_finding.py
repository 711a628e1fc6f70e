"""From a page to the next steps of the search."""

from __future__ import annotations

from crawler.finding.links import Kind
from crawler.finding.steps import Step, find
from crawler.platforms.page import Page

HOME = """<title>山县</title><a href="/zwgk/">政务公开</a><a href="/news/">新闻</a>
<a href="/nb/3.html">山县2025年政府信息公开工作年度报告</a>"""
LIST = """<title>政府信息公开年报</title><a href="/zwgk/">政务公开</a><a href="/bm/">部门信息公开年报</a>
<a href="1.html">山县2021年政府信息公开工作年度报告</a><a href="1.html"><img alt="2021年政府信息公开工作年度报告"></a>
<a href="2.html">山县2020年政府信息公开工作年度报告</a><a href="/nb/2.htm">下一页</a>"""
REPORT = """<title>山县2021年政府信息公开工作年度报告</title><a href="/zwgk/">政务公开</a>
<a href="W01.pdf">山县2021年年度报告.pdf</a><a href="/sq.doc">申请表</a><a href="/logo.png">附件</a>
<a href="/other.html">山县2021年国有资产年度报告</a>"""


def urls(steps: tuple[Step, ...], kind: Kind) -> list[str]:
    return [step.url.removeprefix("http://a.gov.cn") for step in steps if step.kind is kind]


def test_from_home_lead_menus_and_the_reports_in_the_news() -> None:
    found = find(Page("http://a.gov.cn/", HOME), Kind.COLUMN)
    assert urls(found.steps, Kind.COLUMN) == ["/zwgk/"]
    assert urls(found.steps, Kind.REPORT) == ["/nb/3.html"]
    assert not found.is_list


def test_a_list_leads_to_reports_and_lists_and_not_back_to_menus() -> None:
    found = find(Page("http://a.gov.cn/nb/", LIST), Kind.LIST)
    assert found.is_list
    assert urls(found.steps, Kind.REPORT) == ["/nb/1.html", "/nb/2.html"]
    assert urls(found.steps, Kind.LIST) == ["/bm/", "/nb/2.htm"]
    assert urls(found.steps, Kind.COLUMN) == []


def test_years_leave_out_reports_that_name_another_and_nothing_else() -> None:
    page = Page("http://a.gov.cn/nb/", LIST + '<a href="9.html">政府信息公开年度报告（修订）</a>')
    found = find(page, Kind.LIST, frozenset({2021}))
    assert urls(found.steps, Kind.REPORT) == ["/nb/1.html"]
    assert urls(found.steps, Kind.LIST) == ["/bm/", "/nb/9.html", "/nb/2.htm"]


def test_a_report_leads_to_its_files_and_nowhere_else() -> None:
    found = find(Page("http://a.gov.cn/nb/1.html", REPORT), Kind.REPORT)
    assert [(step.kind, step.url) for step in found.steps] == [(Kind.ATTACHMENT, "http://a.gov.cn/nb/W01.pdf")]


def test_a_page_of_no_reports_has_no_problem_with_its_pager() -> None:
    news = Page("http://a.gov.cn/zwgk/", '<a href="1.html">通知</a>共5页 第1页')
    assert find(news, Kind.COLUMN).problem is None
    reports = Page("http://a.gov.cn/nb/", LIST.replace("下一页", "x") + "共5页 第1页")
    assert find(reports, Kind.LIST).problem == "the list says it has 5 pages and links to no other"


def test_a_page_that_sends_on_is_one_step() -> None:
    page = Page("http://a.gov.cn/", '<meta http-equiv="refresh" content="0;url=/index/"><a href="/zwgk/">政务公开</a>')
    (step,) = find(page, Kind.COLUMN).steps
    assert (step.url, step.kind) == ("http://a.gov.cn/index/", Kind.COLUMN)

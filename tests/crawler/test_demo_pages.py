"""The demo portal is what its README says: whole pages, links that lead somewhere, figures that are the gold's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from parsers.model import Refusal, Report, Source
from parsers.report import read
from tests.demo_gold import GOLD, PORTAL, Gold

HOST = "http://demo.gongkai.example/"
PAGES = sorted(PORTAL.rglob("*.html"))
LIST = "zwgk/zfxxgk/zfxxgknb/"
MISSING = {LIST + "201403/t20140328_10022.html"}  # the broken link of list page 2
NO_REPORTS = {
    LIST + "202112/t20211220_69950.html": "a notice that asks for reports",
    LIST + "202603/t20260316_105602.html": "a picture story about a report",
    "zwgk/zfwzgznb/202601/t20260120_104877.html": "statistics of the website",
    "zwgk/zfxxgk/fdzdgknr/fzzfjs/202603/t20260305_105466.html": "a report on government under law",
    LIST + "202403/t20240308_87885.html": "a page that only carries the attachment",
    "index.html": "the home page",
    LIST + "index.html": "page 1 of the list",
    LIST + "index_1.html": "page 2 of the list",
}
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """Tags that do not close, links, metas and the texts of table cells."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        data = path.read_bytes()
        self.open: list[str] = []
        self.hrefs: list[str] = []
        self.metas: dict[str, str] = {}
        self.cells: list[str] = []
        self.source = data.decode("gb18030" if b'charset="gb2312"' in data[:200] else "utf-8")
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.cells.append("")
        if tag == "a" and (href := said.get("href")):
            self.hrefs.append(href)
        if tag == "meta" and (name := said.get("name")):
            self.metas[name] = said.get("content") or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"line {self.getpos()[0]}: </{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1] += data.strip()


def address(path: Path) -> str:
    return path.relative_to(PORTAL).as_posix()


def inner_links(path: Path) -> Iterator[str]:
    """The portal's own files that a page links to, folders as their index page."""
    for href in Page(path).hrefs:
        url = urlsplit(urljoin(HOST + address(path), href))
        if url.hostname == "demo.gongkai.example" and url.scheme == "http":
            target = url.path.lstrip("/")
            yield f"{target.rstrip('/')}/index.html".lstrip("/") if (PORTAL / target).is_dir() else target


@pytest.mark.parametrize("path", PAGES, ids=address)
def test_a_page_closes_what_it_opens_and_says_whose_it_is(path: Path) -> None:
    page = Page(path)
    assert page.open == []
    assert page.metas["SiteName"] == "政务公开演示门户网站"
    assert {"SiteDomain", "SiteIDCode"} <= page.metas.keys()
    if "ArticleTitle" in page.metas:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", page.metas["PubDate"])
        assert page.metas["ContentSource"]
    assert not re.search(r'\b(?:src|@import|url\()\s*=?\s*["\']?http', page.source), (
        "the demo loads nothing from outside"
    )


def test_links_lead_to_files_but_for_the_broken_one() -> None:
    missing = {target for path in PAGES for target in inner_links(path) if not (PORTAL / target).is_file()}
    assert missing == MISSING


def test_every_file_is_reached_from_home() -> None:
    """Page 2 of the list is reached by its script alone."""
    assert 'createPageHTML(2, 0, "index", "html")' in (PORTAL / LIST / "index.html").read_text(encoding="utf-8")
    assert LIST + "index_1.html" not in {target for path in PAGES for target in inner_links(path)}
    reached, new = set(), {"index.html", LIST + "index_1.html"}
    while new:
        reached |= new
        pages = (PORTAL / target for target in new if target.endswith(".html"))
        new = {target for path in pages for target in inner_links(path)} - reached - MISSING
    assert reached == {address(path) for path in PORTAL.rglob("*") if path.is_file()} - {"README.md", "robots.txt"}


def test_robots_closes_a_folder_that_the_list_links_to() -> None:
    closed = re.findall(r"^Disallow: /(.+)$", (PORTAL / "robots.txt").read_text(), re.M)
    assert closed == [LIST + "draft/"]
    assert any(target.startswith(closed[0]) for target in inner_links(PORTAL / LIST / "index.html"))


def test_there_are_six_reports_with_gold() -> None:
    assert [(gold.slug, len(gold.cells)) for gold in GOLD] == [
        ("pengbao-2021", 200),
        ("pingtan-2020", 198),
        ("pingtan-2023", 200),
        ("pingtan-2025", 200),
        ("yanshi-2021", 200),
        ("yuanzhou-office-2021", 200),
    ]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.slug)
def test_a_report_is_read_exactly(gold: Gold) -> None:
    report = read(Source(gold.source(), HOST + gold.page))
    assert isinstance(report, Report)
    assert {cell.code: cell.value for cell in report.cells} == gold.cells
    assert report.organ in gold.organ
    assert (report.year, report.form, report.scope, report.status, len(report.repairs)) == (
        gold.year,
        gold.form,
        gold.scope,
        gold.status,
        gold.repairs,
    )
    assert set(gold.mentions) <= {(m.section, int(m.value), m.unit) for m in report.mentions if m.value == int(m.value)}
    assert [section.number for section in report.sections if section.number] == [1, 2, 3, 4, 5, 6]


def test_the_pages_print_the_gold_figures() -> None:
    """Read with the standard library alone, so that pages and parser cannot be wrong together."""
    for gold in GOLD:
        text = gold.source().decode("utf-8")
        printed = Page(PORTAL / gold.page).cells if gold.page.endswith(".html") else re.split(r"[\t\n]", text)
        figures = {str(value) for value in gold.cells.values() if isinstance(value, int)}
        amounts = {value for value in gold.cells.values() if isinstance(value, Decimal)}
        assert figures <= set(printed), gold.slug
        in_wan_yuan = {Decimal(cell[:-1]) / 10000 for cell in printed if re.fullmatch(r"[\d.]+元", cell)}
        assert amounts <= {Decimal(cell) for cell in printed if re.fullmatch(r"[\d.]+", cell)} | in_wan_yuan


def test_the_messes_of_the_reference_report_are_there() -> None:
    page = (PORTAL / LIST / "202201/t20220128_70211.html").read_text(encoding="utf-8")
    two, three, four = re.findall(r"<table.*?</table>", page, re.S)
    assert "本年度止件数" in two
    assert "废止" not in two
    slipped = next(row for row in re.findall(r"<tr>.*?</tr>", three) if "3. 其他<" in row)
    assert slipped.startswith('<tr><td colspan="2"')
    assert [len(re.findall("<td", row)) for row in re.findall(r"<tr>.*?</tr>", four)] == [2, 7, 15, 16]


@pytest.mark.parametrize("page", NO_REPORTS, ids=NO_REPORTS.get)
def test_what_is_no_report_is_refused(page: str) -> None:
    found = read(Source((PORTAL / page).read_bytes(), HOST + page))
    assert isinstance(found, Refusal)
    assert found.code == "not_a_report"

"""What a link is worth: column, list, report, attachment or nothing. Words lead, the shape of the URL only hints.

Of 274 known columns and reports 36 % carry no telling slug, and the columns that do carry one share it with
look-alikes; the words of the link are what people go by, so they decide. The words are tables
(`crawler.finding.words`); this module says which table wins.

Priorities order one portal's requests, best first: the column of annual reports before its pages, these before reports,
the nearest menu entry before the wider one. A list that is found ends the search for others by wider words
(`crawler.crawling.visits`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from crawler.finding import words


class Kind(StrEnum):
    """What lies behind a link. `column`: a menu on the way; `list`: the annual reports' column or a page of it."""

    COLUMN = "column"
    LIST = "list"
    REPORT = "report"
    ATTACHMENT = "attachment"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a page prints it: absolute URL, text, title attribute, the words over the page (column, headings)."""

    url: str
    text: str = ""
    title: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    kind: Kind
    priority: int
    reason: str


NEXT_PAGE = Worth(Kind.LIST, 85, "a further page of a list")
ATTACHMENT = Worth(Kind.ATTACHMENT, 80, "a file on a report's page")
NOTHING = Worth(Kind.NOTHING, 0, "no word of the annual reports")


def worth(link: Link) -> Worth:
    """What `link` is worth on the way to the annual reports.

    >>> worth(Link("http://a.gov.cn/x/1.html", "某区2021年政府信息公开工作年度报告")).kind
    <Kind.REPORT: 'report'>
    >>> worth(Link("http://a.gov.cn/x/", "政府信息公开年报")).kind
    <Kind.LIST: 'list'>
    >>> worth(Link("http://a.gov.cn/x/", "政务公开")).kind
    <Kind.COLUMN: 'column'>
    >>> worth(Link("http://a.gov.cn/x/2.html", "2021年政府网站工作年度报表")).reason
    "statistics of the website's own work"
    """
    said = words.plain(f"{link.text} {link.title}")
    if reason := words.first(words.LOOK_ALIKES, said):
        return Worth(Kind.NOTHING, 0, reason)
    if words.USELESS_FILE.search(link.url):
        return Worth(Kind.NOTHING, 0, "a picture, script or film")
    if reason := words.first(words.DOUBTFUL, said):
        return _doubtful(said, reason)
    return _report(link, said) or _list(link, said) or _column(words.plain(link.text or link.title)) or NOTHING


def attachment(link: Link) -> Worth:
    """What a link on a report's page is worth as a file that may print the report again.

    >>> attachment(Link("http://a.gov.cn/P020220120.pdf", "附件：年度报告.pdf")).kind
    <Kind.ATTACHMENT: 'attachment'>
    >>> attachment(Link("http://a.gov.cn/sq.doc", "政府信息公开申请表")).kind
    <Kind.NOTHING: 'nothing'>
    """
    said = words.plain(f"{link.text} {link.title}")
    if reason := words.first(words.OTHER_FILES, said) or words.first(words.LOOK_ALIKES, said):
        return Worth(Kind.NOTHING, 0, reason)
    if words.USELESS_FILE.search(link.url):
        return Worth(Kind.NOTHING, 0, "a picture, script or film")
    if words.FILE.search(link.url) or words.FILE.search(said) or said.startswith("附件"):
        return ATTACHMENT
    return NOTHING


def year_of(text: str) -> int | None:
    """The year that a title speaks of, None where it names none. A date is no report year.

    >>> year_of("某区2021年政府信息公开工作年度报告"), year_of("二〇一九年年报"), year_of("2022年1月20日")
    (2021, 2019, None)
    """
    said = words.plain(text).translate(words.CHINESE_DIGITS)
    found = re.search(r"(?<!\d)(20\d\d)(?=年(?!\d{1,2}月)|[^\d年\-/.]|$)", said)
    return int(found[1]) if found else None


def _doubtful(said: str, reason: str) -> Worth:
    """Notices, templates and pictures about reports: fetched last of all, for only their text can refuse them."""
    if words.SUBJECT.search(said) and words.REPORT.search(said):
        return Worth(Kind.REPORT, 10, reason)
    return Worth(Kind.NOTHING, 0, reason)


def _report(link: Link, said: str) -> Worth | None:
    if year_of(said) is None:
        return None
    subject, report = words.SUBJECT.search(said), words.REPORT.search(said)
    if subject and report:
        return Worth(Kind.REPORT, 70, "its words name a year's report on disclosure")
    if (subject or report) and words.REPORT.search(words.plain(link.context)):
        return Worth(Kind.REPORT, 65, "a year's title in the column of annual reports")
    if report and words.SLUG.search(link.url):
        return Worth(Kind.REPORT, 65, "a year's report, under a URL of annual reports")
    return None


def _list(link: Link, said: str) -> Worth | None:
    if words.FILE.search(link.url):
        return None
    slug = words.SLUG.search(link.url)
    if len(said) <= 40 and words.REPORT.search(said):
        if words.SUBJECT.search(said):
            return Worth(Kind.LIST, 90, "its words name the column of annual reports")
        if slug:
            return Worth(Kind.LIST, 88, "its words and its URL name annual reports")
        if words.SUBJECT.search(words.plain(link.context)):
            return Worth(Kind.LIST, 75, "annual reports, under a heading of disclosure")
    if slug and (not said or words.MORE.fullmatch(said) or year_of(said)):
        return Worth(Kind.LIST, 60, "only its URL names annual reports")
    if words.YEAR_ONLY.fullmatch(said) and words.REPORT.search(words.plain(link.context)):
        return Worth(Kind.LIST, 60, "a year's folder in the column of annual reports")
    return None


def _column(said: str) -> Worth | None:
    if len(said) > words.LONGEST_MENU or words.NOT_MENUS.search(
        said
    ):  # a sentence: a piece of news about disclosure, not a menu entry
        return None
    for pattern, priority in words.MENUS:
        if pattern.search(said):
            return Worth(Kind.COLUMN, priority, "a menu entry on the way to the annual reports")
    return None

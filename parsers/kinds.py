"""Is it a report? Look-alikes stand in the same columns under nearly the same titles; each is refused with its why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.dates import squeezed
from parsers.media import MEDIA_TYPES
from parsers.mentions import mentions_of
from parsers.model import Document, Section
from parsers.narrative import KNOWN, opening

REPORT = re.compile(
    r"[^,。;]{2,}(?:政府|政务)?信息公开(?:工作)?的?(?:年度)?(?:工作)?(?:报告|年报|情况报告)(?:\([^()]*\))?$"
)
COLUMN = re.compile(
    r"^(?:法定主动公开内容|政府|政务)?(?:政府)?信息公开(?:工作)?(?:年度报告|年报)$"
)  # a column's name, no title
LOOK_ALIKES = (
    (
        "a notice or letter about reports",
        re.compile(r"(?:关于|转发|印发).*(?:通知|通报|函|意见|方案|请示|批复)$|的通知$|的函$"),
    ),
    ("a format or template", re.compile(r"(?:报告|报表)(?:格式|模板|范本|样式)|空表|填报说明|统计报表")),
    ("a picture summary of a report", re.compile(r"图解|一图读懂|一图看懂|图说")),
    ("the yearly statistics of a website", re.compile(r"网站.{0,6}年度报表")),
    ("a report on government under law", re.compile(r"法治政府")),
    ("a budget or final account", re.compile(r"决算|预算")),
    ("a statistics yearbook", re.compile(r"统计年鉴|统计公报")),
    ("the report of an enterprise", re.compile(r"社会责任报告|公司.*年度报告")),
)
BLANK_SHEET = re.compile(r"填报人|报出日期|单位负责人")
# Mirrors on other domains gloss characters with their sound or replace words by brands, to escape detection.
GLOSS = re.compile(r"[\u4e00-\u9fff]\([a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü][a-z]*\)")
BRAND = re.compile(r"[A-Za-z0-9]{2,12}(?:国际平台|国际集团|娱乐平台|娱乐城|体育平台|棋牌)")
LISTED = re.compile(r"(20\d{2})年度?[^,。;0-9]{0,20}信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)")
LONGEST_TITLE = 60
NO_TITLE = re.compile(rf"[。;；:：>＞,，]|^[一二三四五六][、.．]|^(?:{KNOWN})$|^第二十条|^当前位置|^首页$")
EARLY = 3000  # characters within which a report says that it is one
ITSELF = re.compile(r"(?:本|年度|公布|编制)[^。]{0,30}报告|信息公开[^。]{0,8}(?:年度报告|年报)")


def title_of(document: Document) -> str | None:
    """The title as printed: the first candidate that calls itself a report, else the first that can be a title."""
    texts = [(text.strip("| "), where) for text, where in document.titles]
    titles = [pair for pair in texts if 4 <= len(pair[0]) <= LONGEST_TITLE and not NO_TITLE.search(pair[0])]
    called = (text for text, _ in titles if _is_report(text))
    marked = (text for text, where in titles if where != "text")  # a first line is a title only if it says so
    return next(called, next(marked, None))


def why_no_report(document: Document, sections: Sequence[Section], *, figures: bool) -> str | None:
    """The reason why a document is no report, None where it is one. `figures`: its tables print a form's figures."""
    printed = "。".join(opening(document.paragraphs()))
    text = squeezed(printed)
    if len(GLOSS.findall(printed)) + len(GLOSS.findall(text)) > 4 or BRAND.search(text):
        return "a mirror's copy: glosses or brands stand among the words"
    named = any(_is_report(title) for title, _ in document.titles)
    if reason := _look_alike(document, named=named, figures=figures):
        return f"{reason}: {reason_title(document)}"
    if figures:
        return None
    headings = sum(bool(section.heading and re.search(KNOWN, squeezed(section.heading))) for section in sections)
    if headings < 2 and len(set(LISTED.findall(text))) > 2:
        return "a list of reports"
    if named and not headings and "附件" in text and not mentions_of(sections):
        return "it names a report and prints none of it: the report is in an attachment"
    said = bool(ITSELF.search(text[:EARLY]))
    prose = sum(len(section.text) for section in sections)
    if (named and prose > 60) or headings > 2 or (headings and said):
        return None
    return "nothing in it says that it is an annual report on government information disclosure"


def reason_title(document: Document) -> str:
    return next((title for title, _ in document.titles if _look_like(title)), "")


def _is_report(title: str) -> bool:
    words = squeezed(title)
    return bool(REPORT.search(words)) and not COLUMN.match(words) and not _look_like(title)


def _look_like(title: str) -> str:
    words = squeezed(title)
    if len(words) > LONGEST_TITLE or re.search(r"[。;]", words):
        return ""  # a sentence, which may well speak of notices and formats
    return next((reason for reason, pattern in LOOK_ALIKES if pattern.search(words)), "")


def _look_alike(document: Document, *, named: bool, figures: bool) -> str:
    """What a document calls itself, where that is none of ours.

    A page's own title is its meta, since its headings may belong to menus; a file's are the first lines that it prints,
    since its properties may be another document's.
    """
    page = document.media_type == MEDIA_TYPES["html"]
    own = [title for title, where in document.titles if (where == "meta") == page]
    if not page:
        own = own[:4]
    for title in own:
        if _is_report(title):
            return ""
        if reason := _look_like(title):
            return reason
    if named or figures:
        return ""
    if any(BLANK_SHEET.search(squeezed(paragraph)) for paragraph in opening(document.paragraphs())):
        return "a format or template"
    return next((reason for title, _ in document.titles for reason in [_look_like(title)] if reason), "")

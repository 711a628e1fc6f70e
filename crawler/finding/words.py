"""The words by which links are judged, as tables, matched against text that `plain` has made: NFKC, no white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# What an annual report is about, and what it is called.
SUBJECT = re.compile("信息公开|政务公开|政府公开")
REPORT = re.compile("年度?报告|年度?工作报告|年报|年度总结|工作年度报")

# Titles that speak of other reports. Certain by the title alone, so never fetched for themselves.
LOOK_ALIKES = (
    (re.compile("报表|网站(工作|监管|建设)?年(度)?报|网站年度"), "statistics of the website's own work"),
    (re.compile("法治政府|依法行政"), "a report on government under law"),
    (re.compile("决算|预算|三公"), "budget and accounts"),
    (re.compile("年鉴|统计(公报|年报)|国民经济"), "statistics"),
    (re.compile("企业年|法人年|年报公示|社会责任|上市公司"), "a report of an enterprise or registered body"),
    (re.compile("环境(质量|状况|统计)|质量年报|执法年报|双随机"), "a report on other work"),
)

# Titles about reports. They may be reports all the same (a report titled 图解…), so the reader decides.
DOUBTFUL = (
    (re.compile("通知|通报|函$"), "a notice about reports"),
    (re.compile("模板|样式|格式|范本"), "a template of reports"),
    (re.compile("图解|一图|解读|图说|问答|漫画|长图"), "a picture or explanation of a report"),
)

# Files that hang on every page of a portal and print no report.
OTHER_FILES = ((re.compile("申请表|流程图|指南|目录|须知|办法|条例"), "a form or rule that every page links to"),)

# Menu entries from home to the column, the nearest to it first: (words, priority).
LONGEST_MENU = 14
NOT_MENUS = re.compile(
    "指南|制度|投诉|举报|申请|监督|规定|条例|标准|新闻|动态|清单|考核|重点领域|企事业|试点|信用|双公示"
)
MENUS = (
    (re.compile("政府信息公开(?!目录)"), 60),
    (re.compile("信息公开(?!目录)"), 55),
    (re.compile("政务公开"), 50),
    (re.compile("法定主动公开|主动公开"), 45),
    (re.compile("信息公开目录"), 35),
    (re.compile("公开(专栏|平台|专区)?$"), 30),
    (re.compile("^政务$|^政府信息$"), 15),
)
YEAR_ONLY = re.compile("(20\\d\\d年?度?)+")  # text and title attribute say the same, so it may stand twice
MORE = re.compile("(查看更多|更多|more|列表|进入)?[+>»….]*", re.IGNORECASE)

# Path segments of columns that were seen (field guide of portals, section 2). A hint: numbers and suffixes follow them
# freely.
SLUG = re.compile(
    r"/(?:zf|bm)?(?:xxgk(?:nb|ndbg|gzndbg|bg)|gkn(?:b|dbg)|nb(?:zl)?|nd(?:gz)?bg|nianbao|annual_?report)"
    r"[a-z]{0,2}[\d_]*(?:/|\.|_|$)",
    re.IGNORECASE,
)

# Files that may print a report, by the end of the path or of a query value (VSB's `…?e=.pdf`).
FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|rtf|txt|ofd|ceb|zip|rar|7z)(?=$|[?&#(])", re.IGNORECASE)
USELESS_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|webp|svg|ico|css|js|mp[34]|avi|flv|wmv|apk|exe)(?=$|[?#])", re.IGNORECASE
)

CHINESE_DIGITS = str.maketrans("〇○零Ο一二三四五六七八九", "0000123456789")


@lru_cache(maxsize=4096)  # menus say the same on every page, and a page's context stands beside each of its links
def plain(text: str) -> str:
    """Text as it is matched: NFKC, without white space and zero-width marks.

    >>> plain(" 政府 信息\\u3000公开（２０２１）")
    '政府信息公开(2021)'
    """
    return re.sub(r"[\s\u200b-\u200f\ufeff]+", "", unicodedata.normalize("NFKC", text))


def first(table: Iterable[tuple[re.Pattern[str], str]], said: str) -> str | None:
    """The reason beside the first pattern of `table` that is found in `said`."""
    return next((reason for pattern, reason in table if pattern.search(said)), None)

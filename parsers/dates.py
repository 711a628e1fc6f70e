"""Dates in titles, sentences and metas: the report year, the period reported on, the day of publication."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from parsers.traditional import fold

# Four figures, then what a year is followed by. Pages lose the 年 (自20231月1日起) or print figures twice (202020年).
YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:\d{0,2}年|(?=\d{1,2}月|-\d{1,2}-))")
CHINESE_YEAR = re.compile(r"二[〇零○OΟo0][一二三四五六七八九〇零○OΟo0]{2}(?=年)")
REMEMBERED = 5_000  # characters: a paragraph is looked at by several rules
NUMERALS = str.maketrans("〇零○OΟo一二三四五六七八九", "000000123456789")
DAY = r"(\d{1,2})月(\d{1,2})日"
PERIOD = re.compile(
    rf"(?:从|自|期限[为是]?:?|时间[为是]?:?)?(20[0-4]\d)年{DAY}起?(?:至|到|-|~|—|–)+(?:(20[0-4]\d)年)?{DAY}"
)
PUBLISHED = re.compile(
    r"(?:发布|公布|成文|发文|生成|公开)?(?:日期|时间)[::]?\s*(20[0-4]\d)[-年./](\d{1,2})[-月./](\d{1,2})"
)
METAS = ("pubdate", "publishdate", "publish_date", "article:published_time", "date", "createdate")
ISO = re.compile(r"(20[0-4]\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
# Where the year stands in a sentence that speaks of the report itself, most telling first.
PHRASES = (
    re.compile(
        r"(?<!\d)(20[0-4]\d)\d{0,2}(?:年|度)[^,。;]{0,40}?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
    ),
    re.compile(r"(?:统计(?:的)?期限[^0-9]{0,8}|自)(20[0-4]\d)(?:年|\d{1,2}月)"),
    re.compile(r"(?:汇报|公布|报告|编制)[^,。;]{0,12}?(?<!\d)(20[0-4]\d)年度?"),
)


def squeezed(text: str) -> str:
    """The text for matching: NFKC, without spaces, years in Arabic figures, in simplified characters.

    >>> squeezed("二〇二一年 １月"), squeezed("年度報告")
    ('2021年1月', '年度报告')
    """
    return _squeezed(text) if len(text) <= REMEMBERED else _squeezed.__wrapped__(text)


@lru_cache(maxsize=512)
def _squeezed(text: str) -> str:
    return fold(unspaced(text))


def unspaced(text: str) -> str:
    """What `squeezed` gives, character for character, in the characters printed."""
    bare = re.sub(r"\s+|\*\*", "", unicodedata.normalize("NFKC", text))
    return CHINESE_YEAR.sub(lambda match: match.group().translate(NUMERALS), bare)


def year_in(text: str) -> int | None:
    """The first year that a title names, None where it names none.

    >>> year_in("某局202020年政府信息公开工作年度报告"), year_in("自20231月1日起"), year_in("二〇一九年度报告")
    (2020, 2023, 2019)
    """
    match = YEAR.search(squeezed(text))
    return int(match.group(1)) if match else None


def report_year(titles: Iterable[str], period: tuple[date, date] | None, paragraphs: Iterable[str]) -> int | None:
    """The year reported on: from the title, else the period, else the sentences that speak of the report, else the
    year that the text names most. Never from the day of publication.
    """
    for title in titles:
        if year := year_in(title):
            return year
    if period:
        return period[1].year
    text = squeezed("。".join(paragraphs))
    for phrase in PHRASES:
        if match := phrase.search(text):
            return int(match.group(1))
    named = [int(year) for year in re.findall(r"(?<!\d)(20[0-4]\d)年(?!\d{1,2}月)", text)]
    return max(named, key=named.count) if named else None


def period_in(paragraphs: Iterable[str]) -> tuple[date, date] | None:
    """The period that a report says it covers.

    >>> period_in(["统计数据从 2021 年 1 月 1 日至 12 月 31 日。"])
    (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))
    """
    for text in paragraphs:
        for match in PERIOD.finditer(squeezed(text)):
            year, month, day, to_year, to_month, to_day = match.groups()
            begin, end = _date(year, month, day), _date(to_year or year, to_month, to_day)
            if begin and end and begin <= end:
                return begin, end
    return None


def published_on(metas: Iterable[tuple[str, str]], paragraphs: Iterable[str]) -> tuple[date, str] | None:
    """The day on which the page claims to have been published, and where it says so (`meta`, `text`)."""
    for name, content in metas:
        match = ISO.search(content) if name.lower() in METAS else None
        if match and (day := _date(*match.groups())):
            return day, "meta"
    for text in paragraphs:
        match = PUBLISHED.search(unicodedata.normalize("NFKC", text))
        if match and (day := _date(*match.groups())):
            return day, "text"
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None  # a 31 June is a slip of the page, and no date

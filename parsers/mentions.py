"""Figures in sentences: what is counted, how many, in which unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from parsers.model import Mention, Section

UNITS = (
    "万人次|人次|万元|亿元|万条|万件|万次|件次|场次|件|条|篇|个|次|项|起|份|人|场|期|"
    "家|元|部|例|批|宗|名|处|页|册|字|位|%"
)
FIGURE = re.compile(
    rf"(?<![\d.第〔\[-])(?P<about>约|近|逾|超过|超)?(?P<value>\d{{1,3}}(?:,\d{{3}})+|\d{{1,12}}(?:\.\d+)?)(?P<more>余|多)?"
    rf"(?P<unit>{UNITS})(?!月|工作日|[月日])"
)
ANY_FIGURE = re.compile(r"\d")
SENTENCE = re.compile(r"[^。;；！？!?\n]+")
BOUNDARY = re.compile(r"[,，、：:（）()]")
QUOTES = '“”"「」『』‘’'
# Things that reports count under their own name; what stands before them is how they were brought about.
NOUNS = (
    "政策解读",
    "政务新媒体",
    "政务微博",
    "政务微信",
    "微信公众号",
    "政府网站",
    "新闻发布会",
    "在线访谈",
    "行政复议",
    "行政诉讼",
)
VERB = re.compile(
    r"(关停注销|关停|注销|公开|发布|举办|召开|开设|开展|组织|制发|废止|受理|收到|办理|答复|修订|编制|完成|新增|更新)$"
)
LEAD = re.compile(
    r"^(?:其中|截至目前|截至|全年|\d{4}年度?|今年|当年|本年度?|我[局镇区市县省办乡委厅]|全[区市县省镇州国]|共计?|累计|总计|已|均|分别|"
    r"各类|一是|二是|三是|四是|五是|并|新|主要|约)+"
)
TRAIL = re.compile(r"(?:共计|共|累计|总计|总数|数量|约|近|为|达到?|超过|逾|各|了|有|计|等)+$")
LONGEST_SUBJECT, LONGEST_TEXT = 20, 80


def mentions_of(sections: Sequence[Section]) -> tuple[Mention, ...]:
    """Every figure with a unit in the sentences of the sections, in the order printed."""
    return tuple(mention for section in sections for mention in _in_section(section))


def _in_section(section: Section) -> Iterator[Mention]:
    if not ANY_FIGURE.search(section.text):
        return
    squeezed, places = _squeezed(section.text)
    for sentence in SENTENCE.finditer(squeezed):
        for match in FIGURE.finditer(squeezed, sentence.start(), sentence.end()):
            begin = max(sentence.start(), match.start() - LONGEST_TEXT)
            end = min(sentence.end(), match.end() + LONGEST_TEXT)
            subject = subject_of(squeezed[begin : match.start()], squeezed[match.end() : end])
            if subject:
                begin, end = _clause(squeezed, sentence, match)
                yield Mention(
                    section=section.number,
                    subject=subject,
                    value=Decimal(match["value"].replace(",", "")),
                    unit=match["unit"],
                    approximate=bool(match["about"] or match["more"]),
                    text=section.text[places[begin] : places[end - 1] + 1],
                )


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text for matching, without spaces, and where each of its characters stands in the print."""
    chars: list[str] = []
    places: list[int] = []
    for place, printed in enumerate(text):
        for char in _plain(printed):
            chars.append(char)
            places.append(place)
    return "".join(chars), places


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """What a printed character is for matching: NFKC; spaces and emphasis are nothing."""
    return "".join(c for c in unicodedata.normalize("NFKC", char) if c == "\n" or not (c.isspace() or c == "*"))


def _clause(text: str, sentence: re.Match[str], match: re.Match[str]) -> tuple[int, int]:
    """Where the clause with the figure begins and ends: between commas, within the sentence."""
    begin = max(text.rfind(",", sentence.start(), match.start()) + 1, sentence.start(), match.start() - LONGEST_TEXT)
    end = text.find(",", match.end(), sentence.end())
    return begin, min(end if end > 0 else sentence.end(), match.end() + LONGEST_TEXT)


def subject_of(before: str, after: str) -> str:
    """What a figure counts, from the words before it, or from those after it where it stands before its noun.

    >>> subject_of("2021年发布政府信息", ","), subject_of("按程序关停注销", "无力维护的政务新媒体)")
    ('发布政府信息', '关停注销的政务新媒体')
    >>> subject_of("答复办理政府网站“领导信箱”和“网上投诉”", "")
    '领导信箱和网上投诉'
    """
    noun = BOUNDARY.split(after, maxsplit=1)[0].rpartition("的")[2]
    lead = _last_clause(before)
    if noun and not noun[0].isdigit() and len(noun) <= LONGEST_SUBJECT:
        verb = VERB.search(lead)
        return f"{verb.group(1)}的{noun}" if verb else noun
    return _named(lead)


def _last_clause(before: str) -> str:
    """The clause before the figure; the one before that where the figure begins its own."""
    clauses = [TRAIL.sub("", LEAD.sub("", clause)) for clause in BOUNDARY.split(before)]
    return next((clause for clause in reversed(clauses) if clause), "")


def _named(clause: str) -> str:
    if clause and clause[-1] in QUOTES:
        quoted = clause[min(at for at in (clause.find(mark) for mark in QUOTES) if at >= 0) :]
        return "".join(char for char in quoted if char not in QUOTES)
    for noun in NOUNS:
        if clause.endswith(noun):
            return noun
    return "".join(char for char in clause if char not in QUOTES)[-LONGEST_SUBJECT:]

"""Paragraphs -> the sections of a report, by their headings, whatever their wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from parsers.model import Document, Section
from parsers.traditional import fold

NUMERALS = "一二三四五六七八九十"
# What headings of the six sections say since 2019, in the wordings met. Order matters: the first that fits is it.
PHRASES = {
    4: r"因?(?:政府信息公开)?(?:工作)?被?(?:申请)?(?:提起)?行政复议[、和及,与]?被?(?:提起)?行政诉讼的?情况",
    3: r"(?:收到[和及]处理(?:政府)?信息公开申请的?情况|(?:政府信息)?依申请公开(?:政府信息)?(?:工作)?的?情况)",
    2: r"(?:主动公开(?:政府)?信息(?:的)?情况|(?:政府)?信息主动公开(?:的)?情况)",
    5: r"(?:政府信息公开工作)?(?:存在|主要)的?(?:主要)?(?:问题|不足)"
    r"[及和与、]?(?:改进|整改|下一步)?(?:工作)?(?:措施|情况|打算)?",
    6: r"其[他它](?:需要|应当)?报告(?:的)?(?:有关)?事项",
    1: r"(?:总体(?:工作)?情况|工作基本情况|基本(?:工作)?情况|工作概况|总体概况|概述)",
}
KNOWN = "|".join(PHRASES.values())
MARK = r"[一二三四五六七八九十]\s*[、.．]\s*"
SPLIT = re.compile(rf"(?={MARK}(?:{KNOWN}))")
RUN_IN = re.compile(rf"^({MARK}(?:{KNOWN}))\s*[:：。]?\s*(.*)$", re.S)
LINE = re.compile(rf"^({MARK}[^。;；，,]{{2,40}})$")
LONGEST_ENDING = 6  # 一、总体情况介绍 is one heading; what follows a heading on its line is longer or set off
ROWS = re.compile(r"本年新收|上年结转|本年度办理结果|结转下年度")  # rows of table 三 are numbered like headings


def sections_of(document: Document, *, six: bool) -> tuple[Section, ...]:
    """The sections in the order printed. `six` says that the document prints a form since 2019, whose sections have
    fixed numbers; otherwise a section bears the numeral that is printed. What stands before the first heading is 0.
    """
    found: list[tuple[int, str, list[str]]] = [(0, "", [])]
    for piece in _pieces(article(document)):
        heading, rest = _heading(piece)
        if heading:
            found.append((_number(heading, six=six), heading, [rest] if rest else []))
        else:
            found[-1][2].append(piece)
    return tuple(Section(number, heading, "\n".join(texts)) for number, heading, texts in found if heading or texts)


def article(document: Document) -> Sequence[str]:
    """The paragraphs of the article: from the first to the last that the prose holds; all where there is no prose.

    Between them own paragraphs are kept whole: the prose leaves out short lines, which in a report may say 无.
    """
    paragraphs = list(document.paragraphs())
    prose = "".join(bare(line) for line in document.prose)
    inside = [at for at, text in enumerate(paragraphs) if len(bare(text)) > 5 and bare(text) in prose]
    return paragraphs[inside[0] : inside[-1] + 1] if inside else paragraphs


def opening(paragraphs: Iterable[str]) -> list[str]:
    """As much of the paragraphs as says what a report is and whose; a report is shorter, a bomb is not."""
    kept: list[str] = []
    left = 50_000
    for paragraph in paragraphs:
        if left <= 0:
            break
        kept.append(paragraph[: min(left, 5_000)])
        left -= len(kept[-1]) + 1
    return kept


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _pieces(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        starts = [0, *(match.start() for match in SPLIT.finditer(fold(paragraph)) if match.start()), len(paragraph)]
        pieces = (paragraph[start:end] for start, end in pairwise(starts))
        yield from (piece.strip() for piece in pieces if piece.strip("* "))


def _heading(piece: str) -> tuple[str, str]:
    """The heading that a piece begins with and what follows on the same line; no heading where it begins with none.

    >>> _heading("一、总体情况 2021年,"), _heading("一、本年新收政府信息公开申请数量")
    (('一、总体情况', '2021年,'), ('', '一、本年新收政府信息公开申请数量'))
    """
    text = piece.strip("* ")
    plain = fold(text)
    if ROWS.search(plain[:20]):
        return "", piece
    known = RUN_IN.match(plain)
    if known and (len(known.group(2)) > LONGEST_ENDING or text[known.end(1) :][:1].isspace()):
        return text[: known.end(1)], text[slice(*known.span(2))]
    whole = LINE.match(plain)
    return (text[: whole.end(1)], "") if whole else ("", piece)


def _number(heading: str, *, six: bool) -> int:
    """The section's number: what its words say since 2019, else its numeral.

    >>> _number("五、政府信息公开工作存在的主要问题及改进情况", six=True), _number("四、主要问题和改进措施", six=False)
    (5, 4)
    """
    if six:
        for number, phrase in PHRASES.items():
            if re.search(phrase, fold(bare(heading))):
                return number
    return NUMERALS.index(heading[0]) + 1

"""A sheet in running text -> its entries. Behind each label stand its unit and as many figures as the head names.

Figures that ran together (`346085376` under two columns) are kept as printed and read as nothing: no sum holds a year
and all years together, so nothing can cut them. Only a run of as many zeros as there are columns says what it says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from parsers.flow.words import GAP, NUMBER
from parsers.forms import Part
from parsers.labels import key
from parsers.layouts.indicators import OF_WHICH, UNITS, Indicators
from parsers.layouts.sheet import Entry
from parsers.layouts.sheet_head import Field, field_of
from parsers.model import GridCell
from parsers.numbers import UNSEEN, clean

MOST = 200_000  # characters of running text that are looked through
HEAD = re.compile(r"(?:统\s*计\s*指\s*标|指\s*标\s*名\s*称)[\s|]*(?:计\s*量\s*)?单\s*位")
UNIT = re.compile(rf"[\s|]*(?:\(?({'|'.join(UNITS)})\)?)?")
FIGURES = re.compile(r"[\s|]*((?:(?:[\d,.]+(?:万元|元|人次|[条件次篇个人])?|/|-+|—+|无)(?=[\s|]|$)[\s|]*)*)(.*)", re.S)
NOTE = r"(?:\s*\([^()|]{3,60}\))?"  # an instruction behind a label; a unit in parentheses is shorter
LONGEST_TAIL = 200


def read_running(text: str, part: Part) -> tuple[list[Entry], list[str]]:
    """The entries of the sheet that the text prints, and why they are in doubt."""
    text = unicodedata.normalize("NFKC", text[:MOST]).translate(UNSEEN)
    head = HEAD.search(text)
    found = list(_pattern(part).finditer(text, head.end() if head else 0))
    if head is None or not found:
        return [], ["the sheet's figures stand in running text without their head"]
    known = _fields(text[head.end() : found[0].start()])
    fields = known or [Field.YEAR]
    unsure = "" if known else "the head of the running text does not say which figures stand behind a label"
    indicators, group = Indicators(part), ""
    entries: list[Entry] = []
    for at, label in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else min(len(text), label.end() + LONGEST_TAIL)
        indicator = indicators.match(label["label"], group)
        if indicator is None:
            continue
        group = indicators.group(indicator, group)
        unit, cells, doubt = _tail(text[label.end() : end], fields, last=at + 1 == len(found))
        entries.append(
            Entry(0, at, label["label"], indicator, unit, tuple(zip(fields, cells, strict=True)), (), unsure or doubt)
        )
    return entries, []


@cache
def _pattern(part: Part) -> re.Pattern[str]:
    words = {
        key(OF_WHICH.sub("", clean(words)))
        for label in (*part.rows, *part.row_groups)
        for words in (label.zh, *label.variants)
    }
    label = "|".join(GAP.join(map(re.escape, each)) for each in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:其中\s*[:,、]?\s*)?{NUMBER}(?:其中\s*[:,、]?\s*)?(?P<label>{label}){NOTE}")


def _fields(head: str) -> list[Field] | None:
    """The columns of figures, by what the head says behind the unit; None for words that are no head of figures.

    `本年累计` in one are one column or two, so nothing is read below them.

    >>> _fields("2016年度 历年 累计"), _fields("统计数"), _fields("本年累计"), _fields("代码 本年")
    ([<Field.YEAR: 'year'>, <Field.CUMULATIVE: 'cumulative'>], [<Field.YEAR: 'year'>], None, None)
    """
    words = key(re.sub(r"本年(?=\s+累计)", "本年度", head))
    if field_of(words) is Field.YEAR and "累计" not in words:
        return [Field.YEAR]
    both = re.fullmatch(r"(.+?)((?:历年|历史|历年来)?累计(?:数|总数|数量)?)", words)
    if both and both[1] != "本年" and field_of(both[1]) is Field.YEAR:
        return [Field.YEAR, Field.CUMULATIVE]
    return None


def _tail(tail: str, fields: list[Field], *, last: bool) -> tuple[str, list[GridCell], str]:
    """The unit and the cells behind a label, and why they are in doubt. Behind the last one other text may follow."""
    match = UNIT.match(tail)
    unit = (match[1] if match else "") or ""
    printed = FIGURES.match(tail, match.end() if match else 0)
    tokens, rest = (printed[1].replace("|", " ").split(), printed[2].strip(" |\n")) if printed else ([], tail)
    if len(tokens) == 1 and tokens[0] == "0" * len(fields):
        tokens = list(tokens[0])
    if last:
        tokens, rest = tokens[: len(fields)], ""
    if len(tokens) == len(fields) and not rest:
        return unit, list(_cells(tokens)), ""
    shown = " ".join([*tokens, rest])[:60].strip()
    return unit, list(_cells([shown] * len(fields))), f"{shown!r} under {len(fields)} columns of figures"


def _cells(texts: list[str]) -> Iterator[GridCell]:
    return (GridCell(text, 0, at) for at, text in enumerate(texts))

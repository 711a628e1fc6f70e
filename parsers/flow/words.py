"""Where the labels of a form stand in running text, whatever spaces, line ends and numbers came in between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from parsers.forms import Layout, Part, load
from parsers.labels import key


class Use(StrEnum):
    """What a label does in its table."""

    HEAD = "head"  # names a column, or a group of them
    GROUP = "group"  # stands above or before rows and carries no figures
    ROW = "row"  # figures follow


@dataclass(frozen=True, slots=True)
class Meaning:
    part: str
    use: Use
    code: str
    order: int  # the place among the form's columns; -1 for what is none


@dataclass(frozen=True, slots=True)
class Found:
    """A label in the text: where it stands, whether it is numbered, and what it may mean."""

    start: int
    end: int
    numbered: bool
    meanings: tuple[Meaning, ...]


GAP = r"[\s*#\"'“”‘’《》,.:;、。·]*"  # what NFKC text has between the words of one label
# A digit right before a stop numbers the label, even where the figures of the row before run into it: 00000002.其他
NUMBER = r"(?:(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]|\d[.、])\s*)?"
NOTE = r"(?:\s*(?!\([一二三四五六七八九十]{1,3}\))\([^()|\d]{1,60}\))?"  # an instruction, no number of what follows
# What tables print beside the labels of forms.
FURNITURE = (
    r"信息内容|第\s*二十条\s*第\s*\([一二三四五六七八九十]\)\s*项"
    r"|\(?本列\)?数据的?勾稽关系[^|]{0,12}?第一项加第二项[^|]{0,24}?第四项之和\)?"
)


def labels_in(text: str, form: str, start: int, end: int) -> Iterator[Found]:
    """The labels of a form in a stretch of NFKC text, left to right; the longest where several begin.

    What tables print beside labels is found too, and means nothing.
    """
    pattern, meanings = _pattern(form)
    for match in pattern.finditer(text, start, end):
        known = meanings.get(key(match["label"]), ()) if match["label"] else ()
        yield Found(match.start(), match.end(), match["label"] is not None and bool(match["number"]), known)


@cache
def _pattern(form: str) -> tuple[re.Pattern[str], dict[str, tuple[Meaning, ...]]]:
    meanings: dict[str, tuple[Meaning, ...]] = {}
    for words, meaning in (pair for part in load(form).parts for pair in _meanings(part)):
        known = meanings.get(key(words), ())
        meanings[key(words)] = known if meaning in known else (*known, meaning)
    longest = sorted(meanings, key=len, reverse=True)
    label = "|".join(GAP.join(map(re.escape, words)) for words in longest)
    return re.compile(f"(?:{FURNITURE})|(?P<number>{NUMBER})(?P<label>{label})[\"”'’]*{NOTE}"), meanings


def _meanings(part: Part) -> Iterator[tuple[str, Meaning]]:
    uses = {
        Use.ROW: part.rows if part.layout is not Layout.STRIP else (),
        Use.GROUP: part.row_groups,
        Use.HEAD: (
            *part.columns,
            *part.optional_columns,
            *part.column_groups,
            *(part.rows if part.layout is Layout.STRIP else ()),
        ),
    }
    columns = [label.code for label in part.columns]
    for use, label in ((use, label) for use, labels in uses.items() for label in labels):
        order = columns.index(label.code) if use is Use.HEAD and label in part.columns else -1
        for words in (label.zh, *label.variants):
            yield words, Meaning(part.name, use, label.code, order)


def meaning_of(found: Found, part: str) -> Meaning | None:
    """What the label means in a part: of two meanings a numbered one is a row's, (七)总计, a bare one a head's."""
    here = [meaning for meaning in found.meanings if meaning.part == part]
    wanted = (Use.ROW, Use.GROUP) if found.numbered else (Use.HEAD,)
    return next((meaning for meaning in here if meaning.use in wanted), here[0] if here else None)


def part_of(found: Found) -> str:
    """The one part that prints such a label, "" where several do."""
    parts = {meaning.part for meaning in found.meanings}
    return parts.pop() if len(parts) == 1 else ""

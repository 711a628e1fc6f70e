"""The numbers that Word prints before paragraphs of a list: they stand nowhere in the text.

一、总体情况 is often a numbered 总体情况. ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.media.package import local
from parsers.media.word_styles import attribute, child, value

DIGITS = "零一二三四五六七八九"
CHINESE = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"}
CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
GAPS = {"nothing": ""}  # what stands between number and text; a tab and a space both print as a gap
MOST = 99  # no report has a list so long


@dataclass(frozen=True, slots=True)
class Level:
    format: str
    text: str  # 第%1章, %1.%2
    start: int
    gap: str


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each has come."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)  # by abstract list and level
    lists: dict[str, str] = field(default_factory=dict)  # numId to abstract list
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)  # numId and level to the number it begins at
    _count: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def next(self, number: str, level: str) -> str:
        """The number before the next paragraph of a list, with the gap behind it; "" where none is printed."""
        at = int(level) if level.isascii() and level.isdigit() and len(level) == 1 else 0
        abstract = self.lists.get(number)
        if abstract is None or (abstract, at) not in self.levels:
            return ""
        if number not in self._begun:
            self._begun.add(number)
            for (whose, deep), start in self.restarts.items():
                if whose == number:
                    self._count[abstract, deep] = start - 1
        found = self.levels[abstract, at]
        self._count[abstract, at] = self._count.get((abstract, at), found.start - 1) + 1
        for deeper in [key for key in self._count if key[0] == abstract and key[1] > at]:
            del self._count[deeper]
        text = re.sub(r"%([1-9])", lambda match: self._shown(abstract, int(match.group(1)) - 1), found.text)
        return text + found.gap if text and found.format not in ("bullet", "none") else ""

    def _shown(self, abstract: str, at: int) -> str:
        level = self.levels.get((abstract, at))
        return shown(self._count.get((abstract, at), level.start), level.format) if level else ""


def numbering_of(root: _Element | None) -> Numbering:
    """The lists in `word/numbering.xml`."""
    found = Numbering()
    for element in root if root is not None else ():
        if local(element) == "abstractNum":
            for level in (part for part in element if local(part) == "lvl"):
                found.levels[attribute(element, "abstractNumId") or "", _whole(attribute(level, "ilvl"))] = _level(
                    level
                )
        elif local(element) == "num":
            _list(element, found)
    return found


def _level(element: _Element) -> Level:
    gap = GAPS.get(value(child(element, "suff")) or "tab", " ")
    text = value(child(element, "lvlText")) or ""
    format_ = value(child(element, "numFmt")) or "decimal"
    return Level(format_, text, _whole(value(child(element, "start")), 1), gap)


def _list(element: _Element, found: Numbering) -> None:
    number = attribute(element, "numId") or ""
    abstract = value(child(element, "abstractNumId")) or ""
    found.lists[number] = abstract
    for override in (part for part in element if local(part) == "lvlOverride"):
        at = _whole(attribute(override, "ilvl"))
        start = value(child(override, "startOverride"))
        if start is not None:
            found.restarts[number, at] = _whole(start, 1)
        other = child(override, "lvl")
        if other is not None:  # a list with a look of its own: it counts for itself
            own = f"{abstract}/{number}"
            for (whose, deep), level in list(found.levels.items()):
                if whose == abstract:
                    found.levels[own, deep] = level
            found.levels[own, at] = _level(other)
            found.lists[number] = own


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def shown(number: int, format_: str) -> str:
    """A number in the format of a list; formats that reports do not use print as decimals.

    >>> shown(1, "chineseCounting"), shown(12, "chineseCounting"), shown(20, "japaneseCounting"), shown(3, "decimal")
    ('一', '十二', '二十', '3')
    """
    if format_ in CHINESE and 0 < number <= MOST:
        tens, ones = divmod(number, 10)
        leading = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
        return leading + (DIGITS[ones] if ones else "")
    if format_ in CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)

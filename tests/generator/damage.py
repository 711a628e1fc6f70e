"""A document damaged in one place: a cell lost, doubled, run into the next; a row lost or doubled; words garbled.

What sums alone cannot see is no damage here: two whole rows under each other's labels, a figure changed in 二,
which no sum covers, neither.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from tests.generator import markup
from tests.generator.document import Generated

CELL = re.compile(r"<(td|TD|div|span class=col)[^<>]*>\s*\d+\s*</(?:td|TD|div|span)>")
ROW = re.compile(r"<(tr|TR)>(?:(?!</?\1>).)*\d(?:(?!</?\1>).)*</\1>", re.S)
FIGURE = re.compile(r"(?<=[\t|\n ])\d+(?=[\t|\n ])")
LINE = re.compile(r"^[^\n]*\d[^\n]*\n", re.M)


def damage(document: Generated, seed: int) -> Generated:
    """The document with one thing broken, chosen by the seed."""
    chance = random.Random(f"damage {seed}")
    charset = "gb18030" if b"charset=gb2312" in document.data else "utf-8"
    text = document.data.decode(charset)
    begin, end = text.index("二、", 200 if "<" in text[:1] else 0), text.rindex("五、")
    kinds = PAGE if document.style in markup.STYLES else FILE
    hurt = chance.choice(kinds)(text[begin:end], chance)
    return replace(document, data=(text[:begin] + hurt + text[end:]).encode(charset))


def _one(pattern: re.Pattern[str], text: str, chance: random.Random) -> re.Match[str]:
    found = list(pattern.finditer(text)) or list(re.finditer(r"\d+", text))
    return chance.choice(found)


def _lost(pattern: re.Pattern[str]) -> Callable[[str, random.Random], str]:
    def lose(text: str, chance: random.Random) -> str:
        found = _one(pattern, text, chance)
        return text[: found.start()] + text[found.end() :]

    return lose


def _doubled(pattern: re.Pattern[str], between: str = "") -> Callable[[str, random.Random], str]:
    """Doubled with another figure, for what is printed twice alike says nothing false."""

    def double(text: str, chance: random.Random) -> str:
        found = _one(pattern, text, chance)
        other = re.sub(r"\d+(?=\D*$)", lambda match: str(int(match.group()) + 1), found.group())
        return text[: found.end()] + between + other + text[found.end() :]

    return double


def _merged(text: str, chance: random.Random) -> str:
    """The border between two figures lost."""
    border = re.compile(r"(?<=[1-9])(?:</td><td>|</div><div[^>]*>|</span><span[^>]*>|\t|[ ]*\|[ ]*|\n+)(?=\d)")
    found = list(border.finditer(text))
    if not found:
        return _garbled(text, chance)
    one = chance.choice(found)
    return text[: one.start()] + text[one.end() :]


def _garbled(text: str, chance: random.Random) -> str:
    for _ in range(4):
        at = chance.choice([at for at, char in enumerate(text) if "\u4e00" <= char <= "\u9fff"])
        text = text[:at] + chance.choice(["", "□"]) + text[at + 1 :]
    return text


PAGE = [_lost(CELL), _doubled(CELL), _lost(ROW), _doubled(ROW), _merged, _garbled]
FILE = [_lost(FIGURE), _doubled(FIGURE, "\n"), _lost(LINE), _doubled(LINE), _merged, _garbled]

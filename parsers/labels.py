"""Printed labels -> the form's labels, by likeness with a margin: what fits two about equally well fits none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from parsers.forms import Label
from parsers.numbers import clean

# 0.70 lets 本年度止件数 be 本年废止件数 (0.83) and keeps 小计 from being 总计 (0.5).
# The margin is over the next best label.
ENOUGH, MARGIN = 0.70, 0.10
REMEMBERED = 4096  # reports print the same labels over and over
CONTAINED = 0.85  # a label inside an instruction or behind its group: （三）不予公开 1.属于国家秘密
NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十]{1,3}(?:\)|、|\.|(?=\())|\(?(\d{1,2})(?:\)|、|\.(?!\d)))+")
PARENTHESES = re.compile(r"\([^()]*\)?")
NOISE = re.compile(r"[\s*#\"'“”‘’《》<>,.:;、。,:;·|_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A label found: which, how like it is (1 is the same words), and the number printed before it."""

    label: Label
    score: float


LONGEST = 200  # the longest label printed has some 60 characters, instructions and all


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What of a label is compared: no numbering, no parentheses, no spaces or punctuation.

    >>> [key(text) for text in ("（二）部分公开（区分处理的，只计这一情形）", "**3. 其 他**", "三、本年度\\n办理结果")]
    ['部分公开', '其他', '本年度办理结果']
    """
    bare = NUMBERING.sub("", re.sub(r"[\s*#]+", "", clean(text)))
    return NOISE.sub("", PARENTHESES.sub("", bare) or bare)


def letters(text: str) -> str:
    """Running text for finding labels in it: nothing but its words.

    >>> letters("本年 制发件数、 本年 废止件数")
    '本年制发件数本年废止件数'
    """
    return NOISE.sub("", clean(text))


def number(text: str) -> int | None:
    """The Arabic number before a label.

    >>> number("3. 其他"), number("（六）其他处理")
    (3, None)
    """
    match = NUMBERING.match(re.sub(r"[\s*#]+", "", clean(text)))
    return int(match.group(1)) if match and match.group(1) else None


def numbered(text: str) -> bool:
    return NUMBERING.match(re.sub(r"[\s*#]+", "", clean(text))) is not None


class Labels:
    """A set of labels to choose from."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._keys = tuple((key(words), label) for label in labels for words in (label.zh, *label.variants))
        self._exact = {words: label for words, label in reversed(self._keys)}
        self._seen: dict[str, Match | None] = {}

    def match(self, text: str) -> Match | None:
        """The label that the text prints, None where it prints none of them or might print two.

        >>> from parsers.forms import load
        >>> columns = Labels(load("2021").part("disclosure").columns)
        >>> columns.match("本年度止件数").label.code, columns.match("本年件数")
        ('repealed', None)
        """
        if text in self._seen:
            return self._seen[text]
        if len(text) > LONGEST:
            return None
        if len(self._seen) > REMEMBERED:
            self._seen.clear()
        return self._seen.setdefault(text, self._match(key(text)))

    def _match(self, words: str) -> Match | None:
        if not words or len(words) > 80 or words.isascii():
            return None
        if words in self._exact:
            return Match(self._exact[words], 1.0)
        best: dict[str, Match] = {}
        for candidate, label in self._keys:
            score = _likeness(words, candidate)
            if label.code not in best or best[label.code].score < score:
                best[label.code] = Match(label, score)
        first, *rest = sorted(best.values(), key=lambda match: -match.score)
        sure = first.score >= ENOUGH and (not rest or first.score - rest[0].score >= MARGIN)
        return first if sure else None


def _likeness(words: str, candidate: str) -> float:
    """How alike two keys are, from 0 to 1.

    >>> round(_likeness("本年度止件数", "本年废止件数"), 2), _likeness("小计", "总计")
    (0.83, 0.5)
    """
    if 2 * min(len(words), len(candidate)) < max(len(words), len(candidate)) and candidate not in words:
        return 0.0
    inside = len(candidate) >= 4 and candidate in words and len(words) <= 4 * len(candidate)
    shared = sum(min(words.count(char), candidate.count(char)) for char in set(candidate))
    bound = 2 * shared / (len(words) + len(candidate))
    if bound < ENOUGH - MARGIN and not inside:
        return bound  # the likeness is no greater, and too small to count
    ratio = SequenceMatcher(None, words, candidate, autojunk=False).ratio()
    return max(ratio, CONTAINED) if inside else ratio

"""Printed labels of a sheet -> indicators.

被依法纠错数 stands under 行政复议 and under 行政诉讼: which of them was met last decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from parsers.forms import Label, Part
from parsers.labels import Labels, key
from parsers.numbers import clean

OF_WHICH = re.compile(r"^\s*其\s*中\s*[:,、]?\s*")
UNITS = (
    "人次",
    "万元",
    "条",
    "件",
    "次",
    "篇",
    "个",
    "人",
    "元",
    "份",
    "场",
    "期",
    "项",
    "批",
    "家",
    "名",
    "起",
    "宗",
    "部",
)
UNIT_INSIDE = re.compile(rf"\((?:单位:)?({'|'.join(UNITS)})\)")


class Indicators:
    """The labels of a sheet."""

    def __init__(self, part: Part) -> None:
        groups = dict.fromkeys(label.group for label in part.rows)
        self._within = {
            group: Labels(_bare(label) for label in (*part.rows, *part.row_groups) if label.group in ("", group))
            for group in groups
        }
        self._rows = {label.code: label for label in part.rows}
        self._keys = frozenset(key(_bare(label).zh) for label in (*part.rows, *part.row_groups))

    def match(self, text: str, group: str) -> Label | None:
        """The indicator that a label prints within the group of rows met last; None for headings and other words.

        >>> from parsers.forms import load
        >>> sheet = Indicators(load("2014").parts[0])
        >>> [sheet.match("（二）被依法纠错数", group) for group in ("", "litigation")][1].code
        'litigation_corrected'
        >>> sheet.match("其中：1.当面申请数", "").code, sheet.match("三、依申请公开情况", "")
        ('applied_in_person', None)
        """
        words = OF_WHICH.sub("", clean(text))
        found = self._within[group].match(words)
        if found is None or (found.score < 1 and self._holds_another(key(words), found.label)):
            return None
        return self._rows.get(found.label.code)

    def _holds_another(self, words: str, label: Label) -> bool:
        """Whether two labels stand in one: a page break has made one cell of them."""
        own = key(label.zh)
        return any(len(other) > 3 and other in words and other not in own for other in self._keys)

    def group(self, label: Label, group: str) -> str:
        """The group in force after a label: its own, if it begins one; none, if it stands outside of all."""
        return label.code if label.code in self._within else label.group and group


def _bare(label: Label) -> Label:
    zh, *variants = (OF_WHICH.sub("", clean(words)) for words in (label.zh, *label.variants))
    return replace(label, zh=zh, variants=tuple(variants))


def is_unit(text: str) -> bool:
    """Whether a cell says nothing but what is counted.

    >>> is_unit("万 元"), is_unit("（条）"), is_unit("—"), is_unit("12条")
    (True, True, False, False)
    """
    return unit_in(text) in UNITS


def unit_in(text: str) -> str:
    return re.sub(r"[\s()]+|^单位:", "", clean(text)) if len(text) < 20 else ""


def unit_inside(texts: Iterable[str]) -> str:
    """The unit that a label says in parentheses, "" where it says none.

    >>> unit_inside(["七、收取的费用（万元）"]), unit_inside(["收到申请数"])
    ('万元', '')
    """
    return next((found[1] for text in texts if (found := UNIT_INSIDE.search(clean(text)))), "")

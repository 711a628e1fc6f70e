"""Traditional characters -> simplified ones, for matching only: every character stays in its place."""

from __future__ import annotations

import re
from functools import cache

from parsers.resources import resource

# Hardly a page in traditional characters lacks all of these; to look for them is ten times quicker than for any.
COMMON = "開關報條務請處數總會區縣"
SHORT = 200  # characters: a title or a label may have none of the common ones


def fold(text: str) -> str:
    """The text in simplified characters, as long as it was.

    >>> fold("政府信息公開年度報告"), fold("柞水縣鳳凰鎮"), fold("规章 12")
    ('政府信息公开年度报告', '柞水县凤凰镇', '规章 12')
    """
    if len(text) > SHORT and not any(char in text for char in COMMON):
        return text
    return text.translate(table()) if _any().search(text) else text


@cache
def table() -> dict[int, int]:
    """Each traditional character and its simplified form, as `str.translate` takes them."""
    _, old, new = resource("traditional.txt").read_text(encoding="utf-8").splitlines()
    return str.maketrans(old, new)


@cache
def _any() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, table()))}]")

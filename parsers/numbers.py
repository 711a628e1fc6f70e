"""Printed text -> what a cell says: its state and, where it is a number, its value.

The rules are the project's table of cell states: a blank is never 0, and what is not surely one number is text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parsers.forms import Kind
from parsers.media.radicals import CHARACTERS
from parsers.model import State
from parsers.numerals import chinese
from parsers.traditional import table

LARGEST = 10**9  # no organ counts more; a longer string of digits is cells that ran together
NOTHING = frozenset(("/", "\\", "-", "--", "—", "——", "–", "无", "不适用"))
ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
UNSEEN = table() | ZERO_WIDTH | CHARACTERS  # what browsers print of 青 in PDF files is a radical that NFKC leaves alone
COUNTED = "(?:件|条|项|个|宗|起|份|人次|次|篇|部|人)?"
COUNT = re.compile(rf"(0|[1-9]\d*|[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d{{0,2}}(?: \d{{3}})+) ?{COUNTED}", re.ASCII)
CHINESE = re.compile(rf"([零〇○一二两三四五六七八九十百千万]{{1,12}}){COUNTED}")
SIGNED = re.compile(r"(\+|-|−|–|—|净?增加?|新增|净?减少?|↑|↓)? ?(.+)")
AMOUNT = re.compile(r"((?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?) ?(万元|元)?", re.ASCII)
MINUS = frozenset("-−–—↓")
FEN = Decimal("0.000001")  # 分 in 万元: a finer amount is none that money can have


@dataclass(frozen=True, slots=True)
class Printed:
    """What a cell's text says. `unit` is given for amounts: wan_yuan, yuan (converted), unstated (no value but 0)."""

    state: State
    value: int | Decimal | None = None
    unit: str | None = None


TEXT = Printed(State.TEXT)


LONG = 60  # no cell of a form is longer; what is longer is not remembered, lest hostile pages fill the memory


def clean(raw: str) -> str:
    """The text for matching: NFKC, in simplified characters, nothing invisible, nothing around it.

    >>> clean(" １２\\u00a0")
    '12'
    """
    return _clean(raw) if len(raw) <= LONG else _clean.__wrapped__(raw)


@lru_cache(maxsize=8192)
def _clean(raw: str) -> str:
    return unicodedata.normalize("NFKC", raw).translate(UNSEEN).strip()


def read(raw: str, kind: Kind = Kind.COUNT, unit: str = "") -> Printed:
    """What a cell says. `unit` is what the form prints for an amount; without it a bare amount has no value.

    >>> read("1,234").value, read("１２件").value, read("一十二").value, read("0/0").state.value
    (1234, 12, 12, 'text')
    >>> read("-18", Kind.CHANGE).value, read("增3", Kind.CHANGE).value, read("-18").state.value
    (-18, 3, 'text')
    >>> read("75394432.52元", Kind.AMOUNT).value, read("8040", Kind.AMOUNT).unit
    (Decimal('7539.443252'), 'unstated')
    """
    if len(raw) > LONG:
        return TEXT if clean(raw) else Printed(State.BLANK)
    return _read(raw, kind, unit)


@lru_cache(maxsize=8192)
def _read(raw: str, kind: Kind, unit: str) -> Printed:
    text = clean(raw)
    if not text:
        return Printed(State.BLANK)
    if text in NOTHING:
        return Printed(State.NOT_APPLICABLE)
    if len(text) > 40 or any(unicodedata.category(char) == "No" for char in raw):
        return TEXT  # NFKC would make figures of footnote marks: ², ①
    if kind is Kind.AMOUNT:
        return _amount(text, unit)
    value = _change(text) if kind is Kind.CHANGE else count(text)
    return _printed(value)


def _printed(value: int | None) -> Printed:
    if value is None or abs(value) > LARGEST:
        return TEXT
    return Printed(State.NUMBER if value else State.ZERO, value)


def count(text: str) -> int | None:
    """The whole number that the text is, None where it is not surely one.

    Spaces separate thousands only where every group has three digits.

    >>> [count(text) for text in ("1 234", "2 3", "0012", "12.0", "一百零五", "二〇", "3e5")]
    [1234, None, None, None, 105, 20, None]
    """
    if match := COUNT.fullmatch(text):
        return int(match.group(1).replace(",", "").replace(" ", ""))
    if match := CHINESE.fullmatch(text):
        return chinese(match.group(1))
    return None


def _change(text: str) -> int | None:
    """A signed count: +3, -2, 增3, 减少2, ↑3; a bare number is a rise."""
    match = SIGNED.fullmatch(text)
    if match is None:
        return None
    sign, rest = match.group(1) or "", match.group(2)
    value = count(rest)
    return -value if value and (sign in MINUS or "减" in sign) else value


def _amount(text: str, unit: str) -> Printed:
    """An amount in 万元, exact; 元 in the cell is converted; without any unit nothing but 0 has a value."""
    if text in ("零", "〇"):
        return Printed(State.ZERO, Decimal(0), "wan_yuan" if unit else "unstated")
    match = AMOUNT.fullmatch(text)
    if match is None or len(text) > 24:  # longer ones would be rounded by Decimal's 28 digits
        return TEXT
    printed = match.group(2) or unit
    value = Decimal(match.group(1).replace(",", "")) / (10_000 if printed == "元" else 1)
    if value > LARGEST or value != value.quantize(FEN):
        return TEXT
    if not value:
        return Printed(State.ZERO, Decimal(0), {"元": "yuan", "万元": "wan_yuan"}.get(printed, "unstated"))
    if not printed:
        return Printed(State.NUMBER, None, "unstated")
    return Printed(State.NUMBER, value, "yuan" if printed == "元" else "wan_yuan")

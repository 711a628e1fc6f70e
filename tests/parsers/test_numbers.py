"""Printed text to state and value: the table of cell states, and what must never be a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.forms import Kind
from parsers.model import State
from parsers.numbers import LARGEST, read
from parsers.numerals import chinese


@pytest.mark.parametrize(
    ("raw", "value"),
    [("12", 12), ("１２", 12), ("1,234", 1234), ("1，234", 1234), ("1 234", 1234), ("12件", 12), ("12 件", 12),
     ("一十二", 12),
     ("十二", 12), ("一百零五", 105), ("二〇", 20), (" \u00a012\u3000", 12), ("\u200b7", 7), ("1000000000", 10**9)],
)  # fmt: skip
def test_numbers(raw: str, value: int) -> None:
    assert (read(raw).state, read(raw).value) == (State.NUMBER, value)


@pytest.mark.parametrize("raw", ["0", "０", "零", "〇", "0件", "○"])
def test_zeros(raw: str) -> None:
    assert (read(raw).state, read(raw).value) == (State.ZERO, 0)


@pytest.mark.parametrize("raw", ["", " ", "\u00a0", "\u3000\n", "\u200b", "\ufeff"])
def test_blanks(raw: str) -> None:
    assert (read(raw).state, read(raw).value) == (State.BLANK, None)


@pytest.mark.parametrize("raw", ["/", "／", "-", "—", "——", "－", "无", "不适用"])
def test_not_applicable(raw: str) -> None:
    assert (read(raw).state, read(raw).value) == (State.NOT_APPLICABLE, None)


@pytest.mark.parametrize(
    "raw",
    ["详见附件", "0/0", "2 3", "12 34", "1\n2", "1\n234", "12,34", "0012", "00", "1.5", "12.0", "3e5", "-5", "+5",
     "1000000001",
     "9" * 400, "约12", "12余", "12人民币", "1,2345", "1 2345", "５／６", "一二十", "十十", "٣", "1٣", "²", "①",
     "½", "1234 567", "0,123"],
)  # fmt: skip
def test_text(raw: str) -> None:
    assert (read(raw).state, read(raw).value) == (State.TEXT, None)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("+3", 3), ("-18", -18), ("−2", -2), ("－2", -2), ("增3", 3), ("减2", -2), ("↑3", 3), ("↓2", -2), ("增加3", 3),
     ("减少2", -2), ("增加3项", 3), ("26", 26), ("净减2", -2)],
)  # fmt: skip
def test_changes(raw: str, value: int) -> None:
    assert (read(raw, Kind.CHANGE).state, read(raw, Kind.CHANGE).value) == (State.NUMBER, value)


@pytest.mark.parametrize("raw", ["+0", "-0", "增0", "0"])
def test_no_change(raw: str) -> None:
    assert (read(raw, Kind.CHANGE).state, read(raw, Kind.CHANGE).value) == (State.ZERO, 0)


@pytest.mark.parametrize("raw", ["+3/-2", "增3减2", "--2", "+-2", "增", "↑"])
def test_changes_that_say_two_things(raw: str) -> None:
    assert read(raw, Kind.CHANGE).state is State.TEXT


@pytest.mark.parametrize(
    ("raw", "form_unit", "value", "unit"),
    [
        ("4166.241619", "万元", "4166.241619", "wan_yuan"),
        ("172", "万元", "172", "wan_yuan"),
        ("1,234.5万元", "万元", "1234.5", "wan_yuan"),
        ("75394432.52元", "", "7539.443252", "yuan"),
        ("100元", "万元", "0.01", "yuan"),
        ("3.5万元", "", "3.5", "wan_yuan"),
        ("1.5000000", "万元", "1.5", "wan_yuan"),
    ],
)
def test_amounts(raw: str, form_unit: str, value: str, unit: str) -> None:
    printed = read(raw, Kind.AMOUNT, form_unit)
    assert (printed.state, printed.value, printed.unit) == (State.NUMBER, Decimal(value), unit)


def test_a_bare_amount_without_a_unit_has_no_value() -> None:
    printed = read("8040", Kind.AMOUNT, "")
    assert (printed.state, printed.value, printed.unit) == (State.NUMBER, None, "unstated")
    assert (read("0", Kind.AMOUNT, "").value, read("0", Kind.AMOUNT, "").unit) == (0, "unstated")


@pytest.mark.parametrize(
    "raw", ["1.1234567", "0.001元", "5万", "3亿元", "1.2.3", "-5", "1e5", "约3万元", "." + "0" * 30 + "1"]
)
def test_amounts_that_are_none(raw: str) -> None:
    assert read(raw, Kind.AMOUNT, "万元").state is State.TEXT


@given(st.integers(1, LARGEST))
def test_every_count_is_read_as_it_is_printed(value: int) -> None:
    full_width = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    printed = [str(value), f"{value:,}", f"{value:,}".replace(",", " "), full_width, f" {value}\u00a0", f"{value}件"]
    assert {read(raw).value for raw in printed} == {value}


@given(st.integers(-(10**6), 10**6).filter(bool))
def test_every_change_is_read_as_it_is_printed(value: int) -> None:
    printed = [
        f"{value:+d}",
        ("增" if value > 0 else "减") + str(abs(value)),
        ("↑" if value > 0 else "↓") + str(abs(value)),
    ]
    assert {read(raw, Kind.CHANGE).value for raw in printed} == {value}


@given(st.integers(0, 10**15))
def test_every_amount_is_exact(fen: int) -> None:
    wan_yuan = f"{fen // 10**6}.{fen % 10**6:06d}"
    yuan = f"{fen // 100}.{fen % 100:02d}元"
    expected = Decimal(fen).scaleb(-6)
    assert read(wan_yuan, Kind.AMOUNT, "万元").value == expected
    assert read(yuan, Kind.AMOUNT).value == expected


@given(st.text(max_size=60), st.sampled_from(Kind))
def test_any_text_has_a_state(raw: str, kind: Kind) -> None:
    printed = read(raw, kind, "万元")
    assert (printed.value is not None) == (printed.state in (State.NUMBER, State.ZERO))


NAMES = "零一二三四五六七八九"


@given(st.integers(1, 9999))
def test_numbers_written_by_names(value: int) -> None:
    thousands, hundreds, tens, ones = (value // 10**k % 10 for k in (3, 2, 1, 0))
    words = "".join(
        NAMES[digit] + name if digit else "零" for digit, name in ((thousands, "千"), (hundreds, "百"), (tens, "十"))
    )
    words = (words + (NAMES[ones] if ones else "")).strip("零")
    while "零零" in words:
        words = words.replace("零零", "零")
    assert chinese(words) == value

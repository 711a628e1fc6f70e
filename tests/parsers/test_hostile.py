"""Bytes from strangers: whatever they are, a report or a refusal with the contract's code comes back, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.model import Refusal, Report, Source
from parsers.report import MAX_BYTES, read
from tests.parsers import render

CODES = {"not_a_report", "unsupported_type", "needs_extra", "encrypted", "corrupt", "too_large", "empty", "timeout"}
GOLD = render.figures(1, "2021")
PAGE = render.page(
    [render.html_disclosure(GOLD, "2021"), render.html_applications(GOLD, "2021"), render.html_disputes(GOLD)]
)
TEXT = render.tsv(GOLD, "2021")
CELL = b"<td>0</td>"


def _answer(data: bytes, *, prose: bool = False) -> Report | Refusal:
    result = read(Source(data), prose=prose)
    if isinstance(result, Refusal):
        assert result.code in CODES
        assert "\n" not in result.message
        assert not result.message.startswith("reading broke off"), (
            result.message
        )  # the net is there, and nothing falls into it
    return result


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=2000))
def test_random_bytes(data: bytes) -> None:
    _answer(data)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(st.sampled_from([PAGE, TEXT]), st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=8)), max_size=12))
def test_bytes_overwritten(data: bytes, edits: list[tuple[int, bytes]]) -> None:
    damaged = bytearray(data)
    for place, patch in edits:
        at = place % len(damaged)
        damaged[at : at + len(patch)] = patch
    _answer(bytes(damaged))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([PAGE, TEXT]), st.integers(0, 20_000), st.integers(0, 20_000))
def test_pieces_cut_out(data: bytes, one: int, other: int) -> None:
    begin, end = sorted((one % len(data), other % len(data)))
    _answer(data[:begin] + data[end:], prose=True)


@pytest.mark.parametrize(
    "data",
    [
        PAGE.replace(CELL, b"<td rowspan=1000000000>0</td>"),
        PAGE.replace(CELL, b"<td colspan=1000000000>0</td>"),
        PAGE.replace(CELL, b"<td>" + b"9" * 400 + b"</td>"),
        PAGE.replace(CELL, b"<td>\x00\xed\xa0\x80\xe2\x80\xae0</td>"),
        PAGE.replace(CELL, b"<td>" + b"<b>" * 500 + b"0</td>"),
        PAGE.replace(CELL, b"<td>&#xD800;&#0;&bogus;0</td>"),
        PAGE.replace(b"</table>", b""),
        PAGE.replace(b"<table>", b"<table><table>"),
        b"<table>" * 20_000 + PAGE,
        b"<div>" * 100_000 + PAGE,
        b"<table>" + b"<tr><td>1<td>2" * 100_000,
        b"<table><tr>" + b"<td>1" * 200_000,
        "一、总体情况 ".encode() * 50_000,
        ("共" * 100_000 + "1件").encode(),
        ("1" * 200_000 + "件").encode(),
        ("《" * 50_000).encode(),
        ("甲" * 200_000 + "信息公开").encode(),
        b"<p>" * 50_000,
        b"a\tb\n" * 100_000,
        b"\t" * 500_000,
        b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;</p>" * 50,
    ],
)
def test_bombs(data: bytes) -> None:
    began = time.monotonic()
    _answer(data, prose=True)
    assert time.monotonic() - began < 15


def test_too_large() -> None:
    result = _answer(bytes(MAX_BYTES + 1))
    assert isinstance(result, Refusal)
    assert result.code == "too_large"


def test_a_count_of_400_digits_is_text() -> None:
    report = _answer(TEXT.replace("行政许可\t".encode(), "行政许可\t".encode() + b"7" * 400, 1))
    assert isinstance(report, Report)
    (cell,) = (cell for cell in report.cells if cell.code == "disclosure.licences.decisions")
    assert (cell.state, cell.value, len(cell.raw) >= 400) == ("text", None, True)


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([PAGE, TEXT]))
def test_the_same_bytes_give_the_same_report(tail: bytes, data: bytes) -> None:
    source = Source(data + tail)
    assert read(source) == read(source)

"""What cannot be read is refused with its code, in little time; what was damaged is never taken for sound."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from parsers.model import Refusal, Report, Source, Status
from parsers.report import read
from tests.parsers import render
from tests.parsers.pdf import byhand, hostile
from tests.parsers.pdf.byhand import Style
from tests.parsers.pdf.sheets import Sheet, Table, Td, sheet
from tests.parsers.pdf.tools import exact
from tests.parsers.reading import report


def _whole(**how: object) -> bytes:
    return byhand.to_pdf(sheet(render.figures(1)), Style(**how))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: hostile.pages(10_000), "too_large"),
        (hostile.cyclic_pages, "corrupt"),
        (hostile.cyclic_forms, "corrupt"),
        (hostile.doubling_forms, "too_large"),
        (lambda: hostile.objects(100_000), "empty"),
        (lambda: hostile.drawn(150_000), "too_large"),
        (lambda: hostile.lattice(400), "too_large"),
        (lambda: hostile.inflating(220_000_000), "too_large"),
        (lambda: hostile.nested(100_000), "empty"),
        (lambda: hostile.one_page(b"", box=b"0 0 99999999999 99999999999"), "empty"),
        (lambda: hostile.one_page(b"", box=b"0 0 0 0"), "empty"),
        (lambda: _whole()[:8000], "corrupt"),
        (lambda: b"%PDF-1.7\n", "corrupt"),
        (lambda: _whole(to_unicode=False), "needs_extra"),
        (lambda: _whole(password="secret"), "encrypted"),
        (hostile.scan, "needs_extra"),
        (hostile.read_scan, "needs_extra"),
    ],
    ids=[
        *("10,000 pages", "cyclic pages", "cyclic forms", "doubling forms", "100,000 objects", "150,000 rectangles"),
        *("lattice", "bomb", "nested", "giant page", "page of no size", "cut off", "header only", "no ToUnicode"),
        *("encrypted", "scan", "scan with a text layer"),
    ],
)
def test_refused(make: Callable[[], bytes], code: str) -> None:
    found = read(Source(make()))
    assert isinstance(found, Refusal), found
    assert found.code == code, found


def test_an_empty_password_opens() -> None:
    gold = render.figures(2)
    assert exact(report(byhand.to_pdf(sheet(gold), Style(password=""))), gold)


def _changed(printed: Sheet, change: Callable[[list[list[Td]]], None]) -> Sheet:
    """The sheet with its table 三 changed before it is printed."""
    tables = [block for block in printed.blocks if isinstance(block, Table)]
    rows = [list(row) for row in tables[1].rows]
    change(rows)
    damaged = Table(tables[1].widths, rows, tables[1].head, tables[1].again)
    blocks = [damaged if block is tables[1] else block for block in printed.blocks]
    return Sheet(printed.organ, printed.year, printed.form, printed.gold, blocks)


@pytest.mark.parametrize("seed", range(8))
def test_a_lost_row_is_never_taken_for_sound(seed: int) -> None:
    at = random.Random(seed).randrange(3, 28)

    def lose(rows: list[list[Td]]) -> None:
        rows[at] = [
            Td(cell.text, cell.down, cell.across) if cell.down > 1 else Td("", 1, cell.across) for cell in rows[at]
        ]

    found = read(Source(byhand.to_pdf(_changed(sheet(render.figures(seed, most=90)), lose), Style(room=40 * seed))))
    assert isinstance(found, Report)
    assert found.status is Status.SUSPECT


@pytest.mark.parametrize("seed", range(8))
def test_a_cut_figure_is_never_taken_for_sound(seed: int) -> None:
    chance = random.Random(seed)

    def cut(rows: list[list[Td]]) -> None:
        at, place = chance.choice(
            [(at, place) for at in range(3, 28) for place in range(-7, 0) if len(rows[at][place].text) > 1]
        )
        rows[at][place] = Td(rows[at][place].text[:-1])

    found = read(
        Source(byhand.to_pdf(_changed(sheet(render.figures(seed, most=900)), cut), Style(cut=True, room=30 * seed)))
    )
    assert isinstance(found, Report)
    assert found.status in (Status.INCONSISTENT, Status.SUSPECT)

"""What is damaged is marked: no wrong number leaves the reader without a mark."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.model import Report, Source, Status
from parsers.report import read
from tests.parsers import render
from tests.parsers.reading import report, wrong
from tests.parsers.render import Figures

SEED = 11  # its figures are all different enough that no damage is without effect


def _page(gold: Figures, applications: str | None = None, disputes: list[str] | None = None) -> bytes:
    return render.page(
        [
            render.html_disclosure(gold, "2021"),
            applications or render.html_applications(gold, "2021"),
            render.html_disputes(gold, disputes),
        ]
    )


def _unmarked(found: Report, gold: Figures) -> dict[str, tuple[object, object]]:
    """Wrong numbers that nothing marks: a value was read, it is not the right one, and no doubt is told."""
    if found.status is Status.SUSPECT:
        return {}
    return {code: pair for code, pair in wrong(found, gold).items() if pair[0] is not None}


@pytest.mark.parametrize("applicant", render.APPLICANTS)
def test_each_cell_of_table_three_changed_is_located(applicant: str) -> None:
    """All 25 cells of the column: the organ's sums fail, and the right value is suggested beside the print."""
    gold = render.figures(SEED, "2021")
    for measure, right in gold["applications"][applicant].items():
        assert isinstance(right, int)
        printed = {part: {outer: dict(row) for outer, row in table.items()} for part, table in gold.items()}
        printed["applications"][applicant][measure] = right + 3
        found = report(_page(printed))
        code = f"applications.{applicant}.{measure}"
        assert found.status is Status.INCONSISTENT
        assert {cell.code: (cell.value, cell.suggested) for cell in found.cells if cell.suggested is not None} == {
            code: (right + 3, right)
        }


def test_neighbours_swapped_are_detected() -> None:
    gold = render.figures(SEED, "2021")
    for measure in ("received", "granted", "denied_query", "concluded"):
        for left, right in pairwise(render.APPLICANTS):
            values = gold["applications"]
            if values[left][measure] == values[right][measure]:
                continue
            printed = {part: {outer: dict(row) for outer, row in table.items()} for part, table in gold.items()}
            printed["applications"][left][measure] = values[right][measure]
            printed["applications"][right][measure] = values[left][measure]
            assert report(_page(printed)).status is Status.INCONSISTENT


def test_a_figure_of_table_two_changes_no_other_cell() -> None:
    gold = render.figures(SEED, "2021")
    before = {cell.code: cell for cell in report(_page(gold)).cells}
    gold["disclosure"]["penalties"]["decisions"] = 987654
    after = report(_page(gold)).cells
    assert [cell.code for cell in after if cell != before[cell.code]] == ["disclosure.penalties.decisions"]


@pytest.mark.parametrize("row", range(3, 28))
def test_a_row_lost_or_doubled_is_in_doubt(row: int) -> None:
    gold = render.figures(SEED, "2021")
    html = render.html_applications(gold, "2021")
    rows = re.findall(r"<tr>.*?</tr>", html)
    lost = report(_page(gold, html.replace(rows[row], "", 1)))
    assert lost.status is Status.SUSPECT
    other = re.sub(r"<td>\d+</td>(?=</tr>)", "<td>9999</td>", rows[row])
    doubled = report(_page(gold, html.replace(rows[row], re.sub(r' rowspan="\d+"', "", rows[row]) + other, 1)))
    assert doubled.status is Status.SUSPECT


def test_a_label_that_fits_two_rows_fits_none() -> None:
    gold = render.figures(SEED, "2021")
    html = render.html_applications(gold, "2021").replace("5.属于三类内部事务信息", "属于类信息")
    found = report(_page(gold, html))
    assert found.status is Status.SUSPECT
    assert [row.label for row in found.unmapped if "属于类信息" in row.label]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), place=st.integers(0, 15), most=st.sampled_from([2, 9, 60]), tabs=st.booleans())
def test_a_surplus_blank_in_table_four(seed: int, place: int, most: int, tabs: bool) -> None:
    """Sixteen cells under fifteen columns: repaired where the identities leave one reading, in doubt otherwise."""
    gold = render.figures(seed, "2021", most)
    for row in gold["disputes"].values():
        row.update({code: None for code, value in row.items() if not value})
    values = render.dispute_values(gold)
    values.insert(place, "")
    found = report(render.tsv(gold, "2021", disputes="\t".join(values)) if tabs else _page(gold, disputes=values))
    if found.status is Status.SUSPECT:
        assert any("16 cells under 15 columns" in doubt for doubt in found.doubts)
    else:
        assert wrong(found, gold) == {}
    assert {cell.code: cell.value for cell in found.cells if cell.value is not None}.items() <= _values(gold).items()


def _values(gold: Figures) -> dict[str, object]:
    from decimal import Decimal

    return {
        f"{part}.{outer}.{inner}": Decimal(value) if isinstance(value, str) else value or 0
        for part, table in gold.items()
        for outer, row in table.items()
        for inner, value in row.items()
    }


def _cell_lost(html: str, chance: random.Random) -> str:
    cell = chance.choice(list(re.finditer(r"<td>\d+</td>", html)))
    return html[: cell.start()] + html[cell.end() :]


def _cell_added(html: str, chance: random.Random) -> str:
    cell = chance.choice(list(re.finditer(r"<td>\d+</td>", html)))
    return html[: cell.start()] + chance.choice(["<td></td>", "<td>0</td>"]) + html[cell.start() :]


def _head_cell_lost(html: str, chance: random.Random) -> str:
    head = chance.choice(
        list(re.finditer(rf"<td[^>]*>(?:{'|'.join(render.APPLICANT_WORDS)}|法人或其他组织)</td>", html))
    )
    return html[: head.start()] + chance.choice(["", "<td></td>"]) + html[head.end() :]


def _span_changed(html: str, chance: random.Random) -> str:
    span = chance.choice(list(re.finditer(r' (row|col)span="\d+"', html)))
    return (
        html[: span.start()]
        + chance.choice(["", re.sub(r"\d+", str(chance.randrange(9)), span.group())])
        + html[span.end() :]
    )


def _characters_garbled(html: str, chance: random.Random) -> str:
    for _ in range(chance.randrange(1, 8)):
        place = chance.choice([at for at, char in enumerate(html) if "\u4e00" <= char <= "\u9fff"])
        html = html[:place] + chance.choice(["", "□", html[place] * 2]) + html[place + 1 :]
    return html


DAMAGE = [_cell_lost, _cell_added, _head_cell_lost, _span_changed, _characters_garbled]


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 100_000),
    kind=st.sampled_from(DAMAGE),
    most=st.sampled_from([2, 9, 300]),
    times=st.integers(1, 2),
)
def test_damaged_tables_give_no_unmarked_wrong_number(seed: int, kind: object, most: int, times: int) -> None:
    assert callable(kind)
    chance = random.Random(seed)
    gold = render.figures(seed, "2021", most)
    html = render.html_applications(gold, "2021")
    for _ in range(times):
        html = kind(html, chance)
    found = read(Source(_page(gold, html)), prose=False)
    assert isinstance(found, Report)
    assert _unmarked(found, gold) == {}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 100_000), most=st.sampled_from([2, 9, 300]))
def test_tabs_lost_or_added_give_no_unmarked_wrong_number(seed: int, most: int) -> None:
    chance = random.Random(seed)
    gold = render.figures(seed, "2021", most)
    text = render.tsv(gold, "2021").decode()
    tab = chance.choice(list(re.finditer(r"\t(?=\d)", text)))
    damaged = text[: tab.start()] + chance.choice(["", "\t\t"]) + text[tab.end() :]
    found = report(damaged.encode())
    if damaged.count("\t") > text.count("\t"):
        assert _unmarked(found, gold) == {}
    else:  # two figures ran together: the sums say so, or nothing was printed apart (table 二, which no sum covers)
        off = _unmarked(found, gold)
        assert not off or found.status is Status.INCONSISTENT or all(code.startswith("disclosure.") for code in off)

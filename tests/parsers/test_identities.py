"""Identities: strict and lenient verdicts, and where a single error stands."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from parsers.forms import load
from parsers.identities import evaluate, suggestions
from parsers.model import Cell, Check, State, Verdict
from parsers.numbers import read
from tests.parsers import render

FORM = load("2021")
HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN


def _cells(**printed: str) -> dict[str, Cell]:
    """Zeros everywhere but for what is given as proceeding_result or applicant__measure."""
    cells = {code: _cell(code, "0") for part in FORM.parts for code in part.cells}
    for name, raw in printed.items():
        code = name.replace("__", ".")
        cells[code] = _cell(code, raw)
    return cells


def _cell(code: str, raw: str) -> Cell:
    said = read(raw)
    return Cell(code, raw, said.state, said.value, None)


def _check(cells: dict[str, Cell], identity: str, scope: str) -> tuple[int | None, int | None, Verdict, Verdict]:
    (found,) = (check for check in evaluate(FORM, cells) if (check.identity, check.scope) == (identity, scope))
    return found.left, found.right, found.lenient, found.strict


def test_how_many_identities_there_are() -> None:
    assert len(evaluate(FORM, _cells())) == 42
    assert len(load("2019").identities) == 40
    names = [identity.name for identity in FORM.identities]
    assert {name: names.count(name) for name in names} == {
        "applications.balance": 7,
        "applications.concluded": 7,
        "applications.total": 25,
        "disputes.total": 3,
    }


def test_a_balance() -> None:
    cells = _cells(applications__business__received="5", applications__business__carried_out="5")
    assert _check(cells, "applications.balance", "business") == (5, 5, HOLDS, HOLDS)
    cells = _cells(applications__business__received="5", applications__business__carried_out="4")
    assert _check(cells, "applications.balance", "business") == (5, 4, FAILS, FAILS)


def test_a_blank_addend_counts_nothing_but_only_leniently() -> None:
    blanks = {f"disputes__reconsideration__{result}": "" for result in ("corrected", "other", "pending")}
    cells = _cells(disputes__reconsideration__upheld="5", disputes__reconsideration__total="5", **blanks)
    assert _check(cells, "disputes.total", "reconsideration") == (5, 5, HOLDS, UNKNOWN)


def test_a_blank_sum_of_figures_claims_nothing() -> None:
    cells = _cells(disputes__reconsideration__upheld="5", disputes__reconsideration__total="/")
    assert _check(cells, "disputes.total", "reconsideration") == (None, None, UNKNOWN, UNKNOWN)


def test_a_blank_sum_of_nothing_holds() -> None:
    blanks = {
        f"disputes__reconsideration__{result}": "" for result in ("upheld", "corrected", "other", "pending", "total")
    }
    assert _check(_cells(**blanks), "disputes.total", "reconsideration") == (0, 0, HOLDS, UNKNOWN)


def test_blank_row_totals_claim_nothing_anywhere() -> None:
    """Reports that print only the last total: the other totals are blank, and no column of totals may fail for it."""
    cells = _cells(
        applications__business__received="4", applications__business__granted="4",
        applications__business__concluded="4",
        applications__total__received="", applications__total__granted="", applications__total__concluded="4",
    )  # fmt: skip
    verdicts = {(check.identity, check.scope): check.lenient for check in evaluate(FORM, cells)}
    assert verdicts["applications.balance", "total"] is UNKNOWN
    assert verdicts["applications.concluded", "total"] is UNKNOWN
    assert verdicts["applications.total", "received"] is UNKNOWN
    assert verdicts["applications.total", "concluded"] is HOLDS
    assert FAILS not in verdicts.values()


def test_text_and_missing_cells_make_identities_unknown() -> None:
    cells = _cells(disputes__reconsideration__upheld="详见附件")
    assert _check(cells, "disputes.total", "reconsideration") == (None, None, UNKNOWN, UNKNOWN)
    code = "disputes.reconsideration.upheld"
    cells[code] = Cell(code, "", State.MISSING, None, None)
    assert _check(cells, "disputes.total", "reconsideration") == (None, None, UNKNOWN, UNKNOWN)


def _gold_cells(seed: int) -> dict[str, Cell]:
    gold = render.figures(seed, "2021")
    cells = {}
    for part, table in gold.items():
        for outer, row in table.items():
            for inner, value in row.items():
                code = f"{part}.{outer}.{inner}"
                number = Decimal(value) if isinstance(value, str) else value
                cells[code] = Cell(code, str(value), State.NUMBER if number else State.ZERO, number, None)
    return cells


@given(st.integers(0, 10_000))
def test_consistent_figures_hold(seed: int) -> None:
    checks = evaluate(FORM, _gold_cells(seed))
    assert {(check.lenient, check.strict) for check in checks} == {(HOLDS, HOLDS)}
    assert suggestions(FORM, _gold_cells(seed), checks) == {}


@given(st.integers(0, 10_000), st.sampled_from(FORM.part("applications").cells), st.integers(1, 500))
def test_one_changed_cell_is_found(seed: int, code: str, more: int) -> None:
    cells = _gold_cells(seed)
    right = cells[code].value
    assert isinstance(right, int)
    cells[code] = Cell(code, str(right + more), State.NUMBER, right + more, None)
    assert suggestions(FORM, cells, evaluate(FORM, cells)) == {code: right}


@given(st.integers(0, 10_000), st.data())
def test_two_changed_cells_suggest_nothing_wrong(seed: int, data: st.DataObject) -> None:
    codes = data.draw(st.lists(st.sampled_from(FORM.part("applications").cells), min_size=2, max_size=2, unique=True))
    cells = _gold_cells(seed)
    for code in codes:
        value = cells[code].value
        assert isinstance(value, int)
        cells[code] = Cell(code, str(value + 5), State.NUMBER, value + 5, None)
    checks: tuple[Check, ...] = evaluate(FORM, cells)
    assert any(check.lenient is FAILS for check in checks)
    assert suggestions(FORM, cells, checks) == {}

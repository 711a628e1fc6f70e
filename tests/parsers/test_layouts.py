"""What is printed is read, in every layout that portals use; figures and print come from the test alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.model import Status, Verdict
from tests.parsers import render
from tests.parsers.reading import report, tables, wrong
from tests.parsers.render import Figures


def _std(gold: Figures, form: str, seed: int) -> bytes:
    return render.page(
        [render.html_disclosure(gold, form), render.html_applications(gold, form), render.html_disputes(gold)]
    )


def _bands_apart(gold: Figures, form: str, seed: int) -> bytes:
    bands = render.html_disclosure(gold, form, apart=True)
    return render.page([bands, render.html_applications(gold, form), render.html_disputes(gold)])


def _merged_as_empty(gold: Figures, form: str, seed: int) -> bytes:
    disclosure = render.html_disclosure(gold, form, spans=False)
    return render.page([disclosure, render.html_applications_unspanned(gold, form), render.html_disputes(gold)])


def _split(gold: Figures, form: str, seed: int) -> bytes:
    applications = render.html_applications(gold, form, split=3 + seed % 18, header_again=bool(seed % 2))
    return render.page([render.html_disclosure(gold, form), applications, render.html_disputes(gold)])


def _twice(gold: Figures, form: str, seed: int) -> bytes:
    tables = [render.html_disclosure(gold, form), render.html_applications(gold, form), render.html_disputes(gold)]
    return render.page([table * 2 for table in tables])


def _in_layout_tables(gold: Figures, form: str, seed: int) -> bytes:
    tables = [render.html_disclosure(gold, form), render.html_applications(gold, form), render.html_disputes(gold)]
    nested = [
        f"<table><tr><td>x</td><td><table><tr><td>{table}</td></tr></table></td></tr></table>" for table in tables
    ]
    return render.page(nested)


def _all_in_one(gold: Figures, form: str, seed: int) -> bytes:
    tables = render.html_disclosure(gold, form) + render.html_applications(gold, form) + render.html_disputes(gold)
    one = tables.replace("</tbody>", "").replace("<tbody>", "").replace("</table><table>", "")
    return render.page([one])


def _gb2312(gold: Figures, form: str, seed: int) -> bytes:
    tables = [render.html_disclosure(gold, form), render.html_applications(gold, form), render.html_disputes(gold)]
    return render.page(tables, charset="gb2312")


def _padded_digits(gold: Figures, form: str, seed: int) -> bytes:
    page = _std(gold, form, seed).decode()
    return page.replace("<td>", "<td>&nbsp; <p><span> ").replace("</td>", "</span>&nbsp;</p> </td>").encode()


def _tabs(gold: Figures, form: str, seed: int) -> bytes:
    return render.tsv(gold, form)


LAYOUTS = [
    _std, _bands_apart, _merged_as_empty, _split, _twice,
    _in_layout_tables, _all_in_one, _gb2312, _padded_digits, _tabs,
]  # fmt: skip


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000), most=st.sampled_from([2, 40, 2000]))
def test_every_cell_of_every_layout(
    layout: Callable[[Figures, str, int], bytes], form: str, seed: int, most: int
) -> None:
    gold = render.figures(seed, form, most)
    found = report(layout(gold, form, seed))
    off = wrong(found, gold)
    # Form 2019 prints no unit for procurement, and the renderer prints none in the cell: it has no value.
    assert off.keys() <= {"disclosure.procurement.amount"}
    assert (found.form, found.organ, found.year) == (form, "青泉县教育局", 2021)
    assert found.doubts == ()
    assert found.status is Status.CONSISTENT
    assert [section.number for section in found.sections] == [0, 1, 2, 3, 4, 5, 6]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_blanks_stay_blank(seed: int) -> None:
    """A table that prints no zeros: every figure is read, no blank becomes one."""
    gold = render.figures(seed, "2021")
    for table in gold.values():
        for row in table.values():
            row.update({code: None for code, value in row.items() if not value})
    tables = [render.html_disclosure(gold, "2021"), render.html_applications(gold, "2021"), render.html_disputes(gold)]
    found = report(render.page(tables))
    assert wrong(found, gold) == {}
    assert found.status is Status.CONSISTENT
    assert found.repairs == ()


def test_the_organ_of_another_year_and_form() -> None:
    """A late adopter prints the old form for a new year: the print decides."""
    gold = render.figures(3, "2019")
    tables = [render.html_disclosure(gold, "2019"), render.html_applications(gold, "2019"), render.html_disputes(gold)]
    found = report(render.page(tables, year=2023))
    assert (found.form, found.year) == ("2019", 2023)


def test_headers_that_slipped_together() -> None:
    """Merged cells lost their padding on the way into text: the head's order counts, not its positions."""
    gold = render.figures(4, "2021", most=50)
    text = render.tsv(gold, "2021").decode().replace("\t\t\t\t\t", "\t").replace("\t\t\t\t", "\t")
    found = report(text.encode())
    assert wrong(found, gold) == {}
    assert found.status is Status.CONSISTENT


def _with_subtotals(gold: render.Figures, off: int = 0) -> bytes:
    """Table 三 with a column 小计 behind the organisations; `off` is what is wrong about each."""
    rows = render.html_applications_unspanned(gold, "2021").split("<tr>")
    sums = [
        sum(int(gold["applications"][one][code] or 0) for one in render.APPLICANTS[1:-1]) + off
        for code, _ in render.application_rows("2021")
    ]
    last = "<td>{}</td></tr>".format
    rows[1] = rows[1].replace("</tr>", last(""))
    rows[2] = rows[2].replace("<td>总计</td>", "<td></td><td>总计</td>")
    rows[3] = rows[3].replace(last(""), "<td>小计</td>" + last(""))
    rows[4:] = [
        f"{row.rpartition('<td>')[0]}<td>{subtotal}</td><td>{row.rpartition('<td>')[2]}"
        for row, subtotal in zip(rows[4:], sums, strict=True)
    ]
    return render.page([render.html_disclosure(gold, "2021"), "<tr>".join(rows), render.html_disputes(gold)])


def test_a_subtotal_column_is_checked_and_no_column_of_the_form() -> None:
    gold = render.figures(5, "2021")
    found = report(_with_subtotals(gold))
    assert wrong(found, gold) == {}
    assert found.status is Status.CONSISTENT
    checks = [check for check in found.checks if check.identity == "applications.subtotal"]
    assert [check.scope for check in checks] == [code for code, _ in render.application_rows("2021")]
    assert {check.strict for check in checks} == {Verdict.HOLDS}
    (kept,) = (row for row in found.unmapped if row.label.endswith("小计"))
    assert len(kept.values) == 25


def test_subtotals_that_do_not_add_up_are_the_organs_error() -> None:
    gold = render.figures(5, "2021")
    found = report(_with_subtotals(gold, off=1))
    assert wrong(found, gold) == {}
    assert found.status is Status.INCONSISTENT
    assert {check.identity for check in found.checks if check.lenient is Verdict.FAILS} == {"applications.subtotal"}


def test_the_tables_that_started_it() -> None:
    """Labels in one to three columns, a garbled head, a slipped row, 16 cells under 15 columns: all at once."""
    here = Path(__file__).parent
    gold = json.loads((here.parent / "gold" / "yuanzhou-office-2021.json").read_text(encoding="utf-8"))
    found = report((here / "fixtures" / "slipped_labels.txt").read_bytes())
    assert wrong(found, tables(gold)) == {}
    assert (found.organ, found.year, found.status) == ("原州区人民政府办公室", 2021, Status.CONSISTENT)
    (repair,) = found.repairs
    assert repair.before == (
        "litigation_direct.total ␣, litigation_after_reconsideration.upheld 1, "
        "litigation_after_reconsideration.corrected 5, litigation_after_reconsideration.total ␣"
    )
    assert repair.after == (
        "litigation_direct.total 1, litigation_after_reconsideration.upheld 5, "
        "litigation_after_reconsideration.corrected ␣, litigation_after_reconsideration.total 5"
    )

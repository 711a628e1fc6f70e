"""Tables in running text: one cell a line, between pipes, in one line with spaces, run together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parsers.flow.runs import _cuts
from parsers.flow.search import only_choice
from parsers.model import Report, State, Status
from tests.parsers import render
from tests.parsers.reading import report, wrong

BANDS_2021 = ["规章", "0", "2", "7", "行政规范性文件", "1", "0", "8"]


def _page(disclosure: str) -> bytes:
    title, period = "青泉县教育局2021年政府信息公开工作年度报告", "统计期限自2021年1月1日起至2021年12月31日止。"
    return f"{title}\n{period}\n二、主动公开政府信息情况\n{disclosure}\n三、收到\n".encode()


def _disclosure(found: Report) -> dict[str, Any]:
    return {cell.code.partition(".")[2]: cell.value for cell in found.cells if cell.code.startswith("disclosure.")}


HEAD = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
EXPECTED = {
    "rules.made": 0,
    "rules.repealed": 2,
    "rules.in_force": 7,
    "normative_documents.made": 1,
    "normative_documents.repealed": 0,
    "normative_documents.in_force": 8,
}


@pytest.mark.parametrize(
    "between", ["\n", "\n\n", " \n \n", " |\n", "\n|\n", "  "], ids=["lines", "gaps", "pads", "pipes", "bars", "spaces"]
)
def test_cells_one_after_the_other(between: str) -> None:
    found = report(_page(between.join([*HEAD, *BANDS_2021]) + between))
    assert EXPECTED.items() <= _disclosure(found).items()


def test_phantom_columns_between_pipes() -> None:
    rows = [
        "第二十条第（一）项 | ||||",
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 | |",
        "规章 | 0 | 2 | 7 | |",
        "行政规范性文件 | 1 | 0 | 8 | |",
    ]
    assert EXPECTED.items() <= _disclosure(report(_page("\n".join(rows)))).items()


def test_labels_over_two_lines_and_in_traditional_characters() -> None:
    text = "\n\n".join(["信息內容", "本年制發\n件數", "本年廢止件數", "現行有\n效件數", "規章", "0", "2", "7"])
    found = report(_page(text))
    assert _disclosure(found)["rules.in_force"] == 7


def test_lines_lost_leave_no_zero() -> None:
    """An archiver kept each line once: only the first 0 is there, and it is nobody's."""
    lines = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "行政规范性文件", "行政许可"]
    found = report(_page("\n".join(lines)))
    assert found.status is Status.SUSPECT
    assert set(_disclosure(found).values()) == {None}


def test_two_lines_that_became_one_are_in_doubt() -> None:
    found = report(_page("\n".join([*HEAD, "规章", "0", "27", *BANDS_2021[4:]])))
    assert found.status is Status.SUSPECT
    assert _disclosure(found)["rules.made"] is None


def test_figures_that_ran_together_in_table_two_stay_text() -> None:
    found = report(_page("".join([*HEAD, "规章", "0", "2", "7", "行政规范性文件", "1", "0", "8"])))
    assert found.status is Status.SUSPECT
    assert set(_disclosure(found).values()) == {None}
    (rules,) = (cell for cell in found.cells if cell.code == "disclosure.rules.made")
    assert (rules.raw, rules.state) == ("027", State.TEXT)


def _run_together(gold: render.Figures, *, blank: bool = False) -> bytes:
    rows = render.tsv_applications(gold, "2021").split("\n")
    text = "".join(rows).replace("\t", "")
    if blank:
        text = text.replace("0000000", "", 1)
    title, end = "甲县2021年政府信息公开工作年度报告", "五、存在的主要问题及改进情况"
    return f"{title}\n三、收到和处理政府信息公开申请情况\n{text}\n{end}\n".encode()


def _gold() -> render.Figures:
    """Real figures that ran together in print."""
    path = Path(__file__).parent.parent / "gold" / "pingtan-2023.json"
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {"applications": gold["applications"]}


def test_a_table_is_cut_where_its_sums_leave_one_way() -> None:
    found = report(_run_together(_gold()))
    values = {cell.code: cell.value for cell in found.cells if cell.code.startswith("applications.")}
    expected = {
        f"applications.{applicant}.{code}": value
        for applicant, column in _gold()["applications"].items()
        for code, value in column.items()
    }
    assert values == expected
    assert dict(found.part_status)["applications"] is Status.CONSISTENT
    assert len(found.repairs) == 25
    granted = next(repair for repair in found.repairs if "applications.total.granted" in repair.cells)
    assert (granted.before, granted.after) == ("220000022", "22 0 0 0 0 0 22")


def test_no_cut_where_a_row_is_blank_or_the_organs_sums_fail() -> None:
    off = _gold()
    off["applications"] = {**off["applications"], "business": {**off["applications"]["business"], "granted": 5}}
    for data in (_run_together(_gold(), blank=True), _run_together(off)):
        found = report(data)
        assert not [cell for cell in found.cells if cell.value is not None]
        assert found.repairs == ()


def test_cuts_and_choices_are_bounded() -> None:
    assert list(_cuts(["1" * 60], 7)) == []
    rows = {f"r{n}": [(n, k) for k in range(60)] for n in range(6)}
    assert only_choice(rows, [(["r0", "r1", "r2"], ["r3", "r4", "r5"])]) is None


def test_sections_lose_their_tables_and_nothing_else() -> None:
    gold = render.figures(7, "2021")
    lines = render.tsv(gold, "2021").decode().replace("\t", "\n")
    found = report(lines.encode())
    assert wrong(found, gold) == {}
    assert [section.text for section in found.sections if section.number in (2, 3, 4)] == ["", "", ""]
    assert found.status is Status.CONSISTENT

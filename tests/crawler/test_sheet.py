"""A stored report as its form prints it: the official layouts, the figures, and what must be seen beside them."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.drawing.phrases import Phrases
from crawler.sheet import Figure, Label, Mark, Sheet, Table, load_sheet, words
from parsers.forms import load
from parsers.model import State, Status
from tests.crawler.sheets import OFFICE, ZONE, change, copied, number_of, print_in, sheet_of

ZH, EN = Phrases("zh"), Phrases("en")


@pytest.fixture(scope="module")
def office(demo_archive: Path) -> Sheet:
    return sheet_of(demo_archive, OFFICE, 2021)


@pytest.fixture(scope="module")
def zone(demo_archive: Path) -> Sheet:
    return sheet_of(demo_archive, ZONE, 2020)


def said(line: tuple[Label | Figure, ...]) -> list[tuple[str, int, int]]:
    """Each cell of a line: what it prints, across, down."""
    return [(cell.zh if isinstance(cell, Label) else cell.text, cell.across, cell.down) for cell in line]


def covered(table: Table) -> list[int]:
    """How many columns each line covers, cells that reach down from above included."""
    widths = [0] * len(table.lines)
    for row, line in enumerate(table.lines):
        for cell in line:
            for below in range(row, row + cell.down):
                widths[below] += cell.across
    return widths


@pytest.mark.parametrize("fixture", ["office", "zone"])
def test_spans_fill_the_tables_and_every_cell_of_the_form_is_drawn_once(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    sheet: Sheet = request.getfixturevalue(fixture)
    for table, part in zip(sheet.tables, load(sheet.head.form).parts, strict=True):
        assert set(covered(table)) == {table.columns}
        assert tuple(figure.code for figure in table.figures()) == part.cells


def test_table_three_as_the_form_of_2021_prints_it(office: Sheet) -> None:
    table = office.tables[1]
    assert (len(table.lines), table.head, table.labels, table.columns) == (28, 3, 3, 10)
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert said(table.lines[0]) == [(corner, 3, 3), ("申请人情况", 7, 1)]
    assert said(table.lines[1]) == [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)]
    assert [text for text, _, _ in said(table.lines[2])] == [
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    assert said(table.lines[3])[0] == ("一、本年新收政府信息公开申请数量", 3, 1)
    assert said(table.lines[5])[:2] == [("三、本年度办理结果", 1, 22), ("（一）予以公开", 2, 1)]
    assert said(table.lines[7])[:2] == [("（三）不予公开", 1, 8), ("1.属于国家秘密", 1, 1)]
    assert said(table.lines[23])[0] == ("（六）其他处理", 1, 3)
    assert said(table.lines[26])[0] == ("（七）总计", 2, 1)
    assert said(table.lines[27])[0] == ("四、结转下年度继续办理", 3, 1)
    assert [text for text, _, _ in said(table.lines[3])[1:]] == ["18", "1", "0", "0", "0", "0", "19"]


def test_table_three_of_2019_has_one_row_for_the_sixth_outcome(zone: Sheet) -> None:
    lines = [said(line)[0] for line in zone.tables[1].lines]
    assert len(lines) == 26
    assert ("（六）其他处理", 2, 1) in lines


def test_table_four_heads_fifteen_columns(office: Sheet) -> None:
    table = office.tables[2]
    assert said(table.lines[0]) == [("行政复议", 5, 1), ("行政诉讼", 10, 1)]
    assert said(table.lines[1]) == [
        ("结果维持", 1, 2),
        ("结果纠正", 1, 2),
        ("其他结果", 1, 2),
        ("尚未审结", 1, 2),
        ("总计", 1, 2),
        ("未经复议直接起诉", 5, 1),
        ("复议后起诉", 5, 1),
    ]
    assert len(table.lines[2]) == 10
    assert len(table.lines[3]) == 15


def test_table_two_gives_the_last_column_what_is_left(zone: Sheet, office: Sheet) -> None:
    assert said(zone.tables[0].lines[-2]) == [("信息内容", 1, 1), ("采购项目数量", 1, 1), ("采购总金额", 2, 1)]
    assert said(zone.tables[0].lines[-1])[0] == ("政府集中采购", 1, 1)
    assert said(office.tables[0].lines[0]) == [("第二十条第（一）项", 4, 1)]
    assert said(office.tables[0].lines[-1]) == [("行政事业性收费", 1, 1), ("0", 3, 1)]


def test_a_repair_stands_beside_its_numbers(office: Sheet) -> None:
    repaired = {figure.code: figure for figure in office.tables[2].figures() if Mark.REPAIRED in figure.marks}
    after = "disputes.litigation_after_reconsideration"
    assert {code: (figure.text, figure.value, figure.signs) for code, figure in repaired.items()} == {
        "disputes.litigation_direct.total": ("1", 1, ("*",)),
        f"{after}.upheld": ("5", 5, ("*",)),
        f"{after}.corrected": ("", None, ("*",)),
        f"{after}.total": ("5", 5, ("*",)),
    }
    (note,) = office.tables[2].notes
    assert (note.sign, note.mark) == ("*", Mark.REPAIRED)
    assert "复议后起诉 · 结果维持 1 → 5; 复议后起诉 · 结果纠正 5 → 空白" in note.zh
    assert "Litigation after reconsideration · Upheld 1 → 5" in note.en
    assert "16 cells under 15 columns" in note.en
    assert office.tables[1].notes == ()


def test_sums_that_fail_mark_their_figures_and_are_said_in_words(zone: Sheet) -> None:
    failing = [figure.code for figure in zone.tables[1].figures() if Mark.FAILING in figure.marks]
    signed = [figure.code for figure in zone.tables[1].figures() if figure.signs]
    assert len(failing) == 2 * 20  # concluded and its 19 addends, for natural persons and in total
    assert signed == ["applications.natural_person.concluded", "applications.total.concluded"]
    assert [words.sum_in_words(entry, EN) for entry in zone.sums][1] == (
        "concluded = the sum of the outcomes (一) to (六): for Total (总计), 21 on the left, 27 on the right"
    )
    assert words.kinds(zone, ZH)[1] == words.Kind("办理结果总计，应等于（一）至（六）各项之和", 5, 2, 0)
    assert words.tally(zone, EN) == "40 sums: 38 hold (12 of them not 0 = 0), 2 fail, 0 cannot be judged."


def test_units_that_are_not_the_forms_are_said(demo_archive: Path, tmp_path: Path, zone: Sheet) -> None:
    amount = zone.figure("disclosure.procurement.amount")
    assert (amount.text, amount.value, amount.unit) == ("73802895.90元", Decimal("7380.28959"), "yuan")
    assert (amount.marks, amount.signs) == ((Mark.UNIT,), ("‡",))
    db = copied(demo_archive, tmp_path)
    report_id = number_of(db, ZONE, 2020)
    print_in(db, report_id, amount.code, "73802895.90", "text")
    sql = (
        "UPDATE disclosure SET amount_unit = 'unstated', amount_fen = NULL WHERE report_id = ? AND item = 'procurement'"
    )
    change(db, sql, report_id)
    table = sheet_of(db, ZONE, 2020).tables[0]
    assert [note.en for note in table.notes] == [
        "Centralised procurement · Amount: no unit is printed, so it has no value."
    ]
    assert table.figures()[-1].value is None


def test_a_table_in_doubt_marks_every_number(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    sql = "UPDATE reports SET status = 'suspect', status_applications = 'suspect', doubts = ? WHERE report_id = ?"
    change(db, sql, "one\ntwo", number_of(db, OFFICE, 2021))
    sheet = sheet_of(db, OFFICE, 2021)
    assert sheet.head.doubts == ("one", "two")
    assert {figure.signs for figure in sheet.tables[1].figures() if figure.value is not None} == {("?",)}
    assert sheet.tables[1].notes[-1].mark is Mark.SUSPECT
    assert words.standing(sheet.tables[1], EN) == "suspect"
    assert not any(figure.signs for figure in sheet.tables[0].figures())


def test_a_suggestion_never_replaces_the_print(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    cell = "applications.total.concluded"
    change(
        db,
        "UPDATE evidence SET suggested = ? WHERE report_id = ? AND part = 'applications'",
        f'{{"{cell}":27}}',
        number_of(db, ZONE, 2020),
    )
    sheet = sheet_of(db, ZONE, 2020)
    figure = sheet.figure(cell)
    assert (figure.text, figure.value, figure.suggested, figure.signs) == ("21", 21, 27, ("†", "≠"))
    assert "总计 · （七）总计印作 21；勾稽关系证明应为 27。照印的收录，未改。" in [
        note.zh for note in sheet.tables[1].notes
    ]


def test_what_is_no_number_is_shown_as_what_it_is(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    report_id = number_of(db, OFFICE, 2021)
    print_in(db, report_id, "applications.total.granted", "9" * 400, "text")
    print_in(db, report_id, "applications.total.received", "", "missing")
    sheet = sheet_of(db, OFFICE, 2021)
    long, missing = sheet.figure("applications.total.granted"), sheet.figure("applications.total.received")
    assert (long.text, long.value, long.state) == ("9" * 15 + "…", None, State.TEXT)
    assert (missing.text, words.value(missing, EN)) == ("·", "the document does not have this cell")
    assert words.printed(long, EN) == "9" * 400


def test_a_table_that_is_not_there_has_no_lines(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    report_id = number_of(db, OFFICE, 2021)
    change(db, "DELETE FROM evidence WHERE report_id = ? AND part = 'disputes'", report_id)
    change(db, "UPDATE reports SET status_disputes = 'partial' WHERE report_id = ?", report_id)
    table = sheet_of(db, OFFICE, 2021).tables[2]
    assert (table.lines, table.status, table.figures()) == ((), Status.PARTIAL, ())
    assert words.standing(table, ZH) == "文件中没有这张表。"


def test_a_report_without_a_form_has_no_tables(demo_archive: Path, tmp_path: Path) -> None:
    db = copied(demo_archive, tmp_path)
    report_id = number_of(db, OFFICE, 2021)
    change(db, "UPDATE reports SET form = 'narrative', checks_held = 0 WHERE report_id = ?", report_id)
    sheet = sheet_of(db, OFFICE, 2021)
    assert (sheet.tables, words.tally(sheet, EN)) == ((), "This form has no sums to check.")
    with pytest.raises(KeyError):
        sheet.figure("applications.total.received")


def test_where_it_comes_from(office: Sheet, demo_archive: Path) -> None:
    assert office.organ.province == "宁夏回族自治区"
    assert office.capture.media_type == "text/html"
    assert office.capture.sha256 == office.head.sha256
    assert (demo_archive.with_suffix(".warc") / office.capture.warc_file).is_file()
    place = words.place(office.figure("applications.total.received"), EN)
    assert re.fullmatch(r"table 2, row \d, column \d", place)


def test_a_print_with_nothing_but_zeros_says_that_it_proves_little(demo_archive: Path) -> None:
    sheet = sheet_of(demo_archive, "彭堡镇人民政府", 2021)
    assert sheet.head.status is Status.CONSISTENT
    assert words.explanation(sheet, EN).startswith("Every sum holds, but the report prints nothing but zeros")


def test_no_report_is_none(demo_archive: Path) -> None:
    with closing(sqlite3.connect(demo_archive)) as connection:
        assert load_sheet(connection, 1) is None

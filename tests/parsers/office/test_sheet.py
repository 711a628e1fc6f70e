"""XLSX and XLS: what cells say, merged ranges, what is hidden, how a sheet falls into paragraphs and tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.media.sheet import read_xls, read_xlsx
from parsers.model import Document, Grid, Paragraph, Source, State
from tests.parsers import render
from tests.parsers.office import printers
from tests.parsers.office.byhand import xlsx
from tests.parsers.office.printers import saved, xls
from tests.parsers.pdf.sheets import sheet
from tests.parsers.reading import report, wrong


def book(*rows: Sequence[object], merge: Sequence[str] = ()) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    for span in merge:
        page.merge_cells(span)
    return made


def opened(made: openpyxl.Workbook) -> Document:
    return read_xlsx(Source(saved(made)))


def shape(document: Document) -> list[str | list[list[str]]]:
    return [block.text if isinstance(block, Paragraph) else cells(block) for block in document.blocks]


def cells(grid: Grid) -> list[list[str]]:
    return [[cell.text if cell else "·" for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (0, "0"),
        (-3, "-3"),
        (4166.24, "4166.24"),
        (0.000001, "0.000001"),
        (0.1 + 0.2, "0.3"),
        (12.340000000000002, "12.34"),
        (1e20, "100000000000000000000"),
        ("007", "007"),
        (" 12件 ", "12件"),
        ("1\n5", "1\n5"),
        (True, "TRUE"),
        (date(2021, 12, 31), "2021-12-31"),
        (datetime(2021, 12, 31, 8, 30), "2021-12-31 08:30:00"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        ("#N/A", "#N/A"),
        ("=1+1", "=1+1"),  # never computed: not blank, and no figure
    ],
)
def test_cells_as_printed(stored: object, text: str) -> None:
    assert shape(opened(book(["甲", stored]))) == [[["甲", text]]]


def test_a_figure_that_was_never_computed_is_no_blank() -> None:
    data = xlsx(
        '<sheetData><row><c t="inlineStr"><is><t>甲</t></is></c><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c>'
        '<c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v></v></c></row></sheetData>'
    )
    assert shape(read_xlsx(Source(data))) == [[["甲", "2", "=1+1", "#REF!"]]]


def test_addresses_and_spans() -> None:
    made = book([], [None, "a", "b", None], [None, None, "c", "d"], merge=["B2:B3", "C2:D2"])
    made.worksheets[0].title = "表 一"
    (grid,) = opened(made).grids()
    assert [[cell.text if cell else None for cell in row] for row in grid.rows] == [["a", "b", "b"], ["a", "c", "d"]]
    cells = list({id(cell): cell for row in grid.rows for cell in row if cell}.values())
    assert [(cell.address, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in cells] == [
        ("'表 一'!B2", 0, 0, 2, 1),
        ("'表 一'!C2", 0, 1, 1, 2),
        ("'表 一'!C3", 1, 1, 1, 1),
        ("'表 一'!D3", 1, 2, 1, 1),
    ]


def test_what_is_hidden_is_not_printed() -> None:
    made = book(["a", "no", "b"], ["no", "no", "no"], ["c", "no", "d"])
    made.worksheets[0].column_dimensions["B"].hidden = True
    made.worksheets[0].row_dimensions[2].hidden = True
    for state in ("hidden", "veryHidden"):
        page = made.create_sheet(state)
        page.append(["no", "no"])
        page.sheet_state = state
    document = opened(made)
    assert shape(document) == [[["a", "b"], ["c", "d"]]]
    (grid,) = document.grids()
    assert [cell.address for row in grid.rows for cell in row if cell] == [
        f"Sheet!{at}" for at in ("A1", "C1", "A3", "C3")
    ]


def test_a_sheet_falls_into_paragraphs_and_tables() -> None:
    rows = [
        ["某局2021年报告"],
        ["（2022年1月）"],
        ["信息内容", "本年制发件数"],
        ["规章", 0],
        ["行政许可"],  # its figure is blank: a row of the table, no heading
        ["三、收到和处理政府信息公开申请情况"],
        ["甲", 1],
        [],
        ["乙", 2],
        [
            "这是一句相当长的话，它说明了表中的数据是怎样得来的，又是按照什么口径统计出来的，因此它是一个段落而不是一个标签。"
        ],
    ]
    assert shape(opened(book(*rows))) == [
        "某局2021年报告",
        "（2022年1月）",
        [["信息内容", "本年制发件数"], ["规章", "0"], ["行政许可", ""]],
        "三、收到和处理政府信息公开申请情况",
        [["甲", "1"]],
        [["乙", "2"]],
        rows[-1][0],
    ]


def test_a_line_that_spans_the_sheet_is_a_paragraph() -> None:
    document = opened(book(["甲", 1, 2], ["全表说明"], ["乙", 3, 4], merge=["A2:C2"]))
    assert shape(document) == [[["甲", "1", "2"]], "全表说明", [["乙", "3", "4"]]]


def test_tables_of_one_sheet_count_columns_alike() -> None:
    document = opened(book(["标题"], ["", "甲", 1, 2], [], ["", "", 3, 4]))
    assert shape(document) == ["标题", [["", "甲", "1", "2"]], [["", "", "3", "4"]]]


def test_titles() -> None:
    made = book(["某局2021年报告"], ["甲", 1])
    made.worksheets[0].title = "旧年报"
    assert opened(made).titles == (("某局2021年报告", "text"), ("旧年报", "title"))


def test_grids_are_bounded() -> None:
    (grid,) = opened(book(*[["甲", 1]] * (MAX_ROWS + 1))).grids()
    assert (len(grid.rows), grid.cut) == (MAX_ROWS, True)
    (grid,) = opened(book(["甲"] * (MAX_COLUMNS + 1))).grids()
    assert (len(grid.rows[0]), grid.cut) == (MAX_COLUMNS, True)


def test_a_total_that_was_never_computed_is_in_doubt_or_unknown() -> None:
    """The sums of a sheet that no program has opened: not blank, not 0, and no sum is said to hold."""
    gold = render.figures(4)
    data = printers.xlsx(sheet(gold))
    place = next(cell.place for cell in report(data).cells if cell.code == "applications.total.received")
    assert place is not None
    assert place.address is not None
    made = openpyxl.load_workbook(io.BytesIO(data))
    made["Sheet1"][place.address.partition("!")[2]] = "=SUM(E20:J20)"
    found = report(saved(made))
    (cell,) = (cell for cell in found.cells if cell.code == "applications.total.received")
    assert (cell.state, cell.value, cell.raw) == (State.TEXT, None, "=SUM(E20:J20)")
    assert set(wrong(found, gold)) == {"applications.total.received"}


def test_xls_reads_as_xlsx() -> None:
    gold = render.figures(9)
    document = read_xls(Source(xls(sheet(gold))))
    assert document.media_type == "application/vnd.ms-excel"
    assert document.titles[-1] == ("年度报告", "title")

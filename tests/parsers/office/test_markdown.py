"""Pipe tables: with a line of dashes and without, cells as printed, and reports as converters write them."""

from __future__ import annotations

import pytest

from parsers.media.markdown import read_markdown
from parsers.media.sniff import sniff
from parsers.model import Paragraph, Source
from tests.parsers import render
from tests.parsers.pdf.sheets import Sheet, Table, laid, sheet
from tests.parsers.reading import report, wrong


def printed(sheet_: Sheet, *, dashes: bool = True, outer: bool = True, charset: str = "utf-8") -> bytes:
    """The report with merged cells written as empty ones."""
    lines = []
    for block in sheet_.blocks:
        lines += _table(block, dashes, outer) if isinstance(block, Table) else [block.replace("一、", "## 一、", 1)]
        lines.append("")
    return "\n".join(lines).encode(charset)


def _table(table: Table, dashes: bool, outer: bool) -> list[str]:
    cells = {(row, column): cell.text for row, column, cell in laid(table)}
    width = max(column + cell.across for _, column, cell in laid(table))
    rows = [[cells.get((row, column), "") for column in range(width)] for row in range(len(table.rows))]
    if dashes:
        rows.insert(1, ["---"] * width)
    return [f"| {' | '.join(row)} |" if outer else " | ".join(row) for row in rows]


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize(("dashes", "outer"), [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize("form", ["2021", "2019"])
def test_reports(form: str, dashes: bool, outer: bool, charset: str) -> None:
    gold = render.figures(11, form)
    data = printed(sheet(gold, form=form), dashes=dashes, outer=outer, charset=charset)
    assert sniff(data) == "markdown"
    found = report(data)
    assert set(wrong(found, gold)) <= {"disclosure.procurement.amount"}  # form 2019 prints no unit
    assert (found.organ, found.year) == ("青泉县教育局", 2021)
    assert [section.number for section in found.sections if section.number] == [1, 2, 3, 4, 5, 6]


def test_cells_headings_and_lines() -> None:
    text = "# 标题\n第**一**行\n\n| **甲** | a\\|b |\n|:--|--:|\n| 1<br>5 |\n\n后"
    document = read_markdown(Source(text.encode()))
    shape = [
        block.text
        if isinstance(block, Paragraph)
        else [[cell.text if cell else "·" for cell in row] for row in block.rows]
        for block in document.blocks
    ]
    assert shape == ["标题", "第一行", [["甲", "a|b"], ["1\n5", "·"]], "后"]
    assert document.titles == (("标题", "heading"), ("标题", "text"), ("第一行", "text"), ("后", "text"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a | b\nc | d", "text"),
        ("a\n--|--\nb", "markdown"),
        ("| a |\n| b<br>c |", "markdown"),
        ("<div>| a |\n| b |</div>", "html"),
        ("首页 | 公开\n", "text"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert sniff(text.encode()) == kind


@pytest.mark.parametrize(
    "text",
    ["|" * 500_000, "|a" * 200_000 + "|\n" * 2, "-" * 500_000, "--|" * 200_000, "**a " * 200_000, "\n" * 500_000],
)
def test_bounded(text: str) -> None:
    read_markdown(Source((text + "\n--|--\na|b").encode()))

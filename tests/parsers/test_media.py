"""Bytes to documents: charsets, kinds of files, spans, what is hidden, titles, prose."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.media.decode import decode
from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.media.html import read_html
from parsers.media.sniff import sniff
from parsers.media.text import read_text
from parsers.model import Document, Grid, Paragraph, Refusal, Source


def html(markup: str, *, prose: bool = False) -> Document:
    return read_html(Source(markup.encode()), prose=prose)


def texts(grid: Grid) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ("信息㐀龥".encode("gb18030"), "text/html; charset=gb2312"),
        (b"<meta charset=gb2312>" + "信息".encode("gbk"), None),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=GBK">' + "信息".encode("gbk"), None),
        ("信息".encode(), None),
        ("信息".encode(), "text/html; charset=gb2312"),
        (b"\xef\xbb\xbf" + "信息".encode(), "text/html; charset=gbk"),
        (b"\xff\xfe" + "信息".encode("utf-16-le"), None),
        (b"\xfe\xff" + "信息".encode("utf-16-be"), None),
        ("信息".encode("gbk"), "text/html; charset=no-such-charset"),
        ("信息".encode("big5"), "text/html; charset=big5"),
    ],
)
def test_charsets(data: bytes, content_type: str | None) -> None:
    assert "信息" in decode(data, content_type)


def test_a_broken_character_costs_only_itself() -> None:
    assert decode("政府信息公开".encode() + b"\xe6\x94") == "政府信息公开�"
    assert decode(b"a\x00b\x07c") == "abc"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "unsupported_type"),
        (b"PK\x03\x04" + bytes(30), "unsupported_type"),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "unsupported_type"),
        (b"\xff\xd8\xff\xe0", "unsupported_type"),
        (b"{\\rtf1 x}", "unsupported_type"),
        (bytes(range(256)) * 4, "corrupt"),
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_what_is_no_text(data: bytes, code: str) -> None:
    result = sniff(data)
    assert isinstance(result, Refusal)
    assert result.code == code


def test_html_and_text_by_content() -> None:
    assert sniff(b"\n\n<TABLE><tr><td>1") == "html"
    assert sniff("规章\t0\t0\t0".encode()) == "text"
    assert sniff(b"a < b and c > d") == "text"


def test_spans_are_opened() -> None:
    (grid,) = html("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>").grids()
    assert texts(grid) == [["a", "b", "b"], ["a", "c", "d"]]
    assert grid.rows[0][0] is grid.rows[1][0]
    assert grid.rows[1][1] is not None
    assert (grid.rows[1][1].row, grid.rows[1][1].column) == (1, 1)


def test_a_rowspan_ends_with_its_group() -> None:
    (grid,) = html("<table><thead><tr><td rowspan=9>a<td>b</thead><tbody><tr><td>c<td>d</tbody></table>").grids()
    assert texts(grid) == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td rowspan=1000000000>a<td colspan=1000000000>b" + "<tr><td>c" * 50 + "</table>",
        "<table>" + "<tr><td>1" * 200_000 + "</table>",
        "<table><tr>" + "<td>1" * 200_000 + "</table>",
        "<table><tr><td rowspan=-3 colspan=x>a</table>",
    ],
)
def test_grids_are_bounded(markup: str) -> None:
    (grid,) = html(markup).grids()
    assert len(grid.rows) <= MAX_ROWS
    assert all(len(row) <= MAX_COLUMNS for row in grid.rows)
    assert grid.cut == (markup.count("<td>1") > 1000)


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "b", "font"])
def test_deep_nesting_ends(tag: str) -> None:
    html(f"<{tag}>" * 100_000 + "x", prose=True)


@settings(max_examples=60)
@given(st.data())
def test_any_spans_cover_each_place_once(data: st.DataObject) -> None:
    """Every cell of the source is in the grid where it begins; no place outside of its own span shows it."""
    span = st.integers(0, 5)
    rows = data.draw(st.lists(st.lists(st.tuples(span, span), min_size=1, max_size=5), min_size=1, max_size=6))
    markup, count = "", 0
    for row in rows:
        markup += "<tr>"
        for down, across in row:
            markup += f"<td rowspan={down} colspan={across}>{count}</td>"
            count += 1
    (grid,) = html(f"<table>{markup}</table>").grids()
    seen = {id(cell): cell for line in grid.rows for cell in line if cell}.values()
    assert sorted(int(cell.text) for cell in seen) == list(range(count))
    for number, line in enumerate(grid.rows):
        for column, cell in enumerate(line):
            if cell is not None:
                assert cell.row <= number < cell.row + cell.rowspan
                assert cell.column <= column < cell.column + cell.colspan


def test_only_innermost_tables_are_grids() -> None:
    document = html("<table><tr><td>menu<td><table><tr><td>a<td>b</table>after</table>")
    assert [texts(grid) for grid in document.grids()] == [[["a", "b"]]]
    assert list(document.paragraphs()) == ["menu", "after"]


def test_what_is_hidden_is_not_printed() -> None:
    document = html(
        "<p>one<!-- no --><script>no()</script><style>no{}</style><span style='Display : NONE'>no</span></p>"
        "<div hidden>no</div><table style='display:none'><tr><td>no</table>"
        "<table><tr style='display:none'><td>no<tr><td>yes<td style='visibility:hidden'>no</table>"
    )
    assert list(document.paragraphs()) == ["one"]
    assert [texts(grid) for grid in document.grids()] == [[["yes"]]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>商业</p><p>企业&nbsp;</p>", "商业\n企业"),
        ("<span>1</span><span>5</span>", "15"),
        ("1<br>5", "1\n5"),
        ("<p>1</p><p>5</p>", "1\n5"),
        ("5<sup>1</sup>", "5\n1"),
        ("<s>5</s>6", "5\n6"),
        ("<ruby>数<rt>shù</rt></ruby>", "数"),
        (" \n 7 &nbsp;\n", "7"),
    ],
)
def test_cells_as_printed(cell: str, text: str) -> None:
    (grid,) = html(f"<table><tr><td>{cell}</td></tr></table>").grids()
    assert texts(grid) == [[text]]


def test_titles_by_trust() -> None:
    document = html(
        "<html><head><meta name=ArticleTitle content='某县2021年政府信息公开工作年度报告'>"
        "<title>题_政府信息公开_某县人民政府</title></head><body><h1>大 标 题</h1><p>第一行</p></body></html>"
    )
    assert document.titles == (
        ("某县2021年政府信息公开工作年度报告", "meta"),
        ("大 标 题", "heading"),
        ("题", "title"),
        ("政府信息公开", "title"),
        ("某县人民政府", "title"),
        ("大 标 题", "text"),
        ("第一行", "text"),
    )


def test_prose_leaves_menus_out() -> None:
    sentence = "本机关认真贯彻条例，主动公开政府信息，及时答复申请，群众的知情权得到了保障。"
    menu = "<div class=nav><ul>" + "<li><a href=/>首页</a></li>" * 20 + "</ul></div>"
    document = html(
        f"<html><body>{menu}<article><p>{sentence * 3}</p><p>{sentence * 2}</p></article></body></html>", prose=True
    )
    assert document.prose == (sentence * 3, sentence * 2)


def test_tabs_make_tables() -> None:
    document = read_text(Source("标题: 甲\n\na\tb\n\tc\t\n正文\nd\te".encode()))
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Paragraph, Grid]
    first, second = document.grids()
    assert texts(first) == [["a", "b"], ["", "c", ""]]
    assert not first.aligned
    assert (second.index, texts(second)) == (2, [["d", "e"]])
    assert document.titles[0] == ("甲", "text")


def test_cells_say_where_they_stand() -> None:
    document = html(
        "<body><div><table><tbody><tr><th>a<td>b</tbody></table></div>"
        "<table><thead><tr><td>c</thead><tr style='display:none'><td>no<tr><td rowspan=2>d<td>e</table>"
    )
    addresses = [[cell.address for cell in row if cell] for grid in document.grids() for row in grid.rows]
    assert addresses == [
        ["/html/body/div/table/tbody[1]/tr[1]/th[1]", "/html/body/div/table/tbody[1]/tr[1]/td[1]"],
        ["/html/body/table/thead[1]/tr[1]/td[1]"],
        ["/html/body/table/tr[2]/td[1]", "/html/body/table/tr[2]/td[2]"],
    ]


def test_addresses_find_their_cells() -> None:
    markup = "<div><table><tr><td>1<td>2<tr><th>3<td>4</table></div>" * 2
    root = lxml.html.fromstring(f"<html><body>{markup}</body></html>")
    for grid in html(markup).grids():
        for cell in (cell for row in grid.rows for cell in row if cell):
            (found,) = root.xpath(cell.address)
            assert found.text_content() == cell.text


def test_deep_tables_have_no_address() -> None:
    (grid,) = html("<div>" * 500 + "<table><tr><td>1</table>").grids()
    assert [cell.address for cell in grid.rows[0] if cell] == [None]


def test_boxes_in_rows_are_a_table() -> None:
    row = "<div class=tr><span>{}</span><span>{}</span><span></span></div>".format
    document = html("<p>前</p><div>" + row("规章", "1") + row("许可", "15") + row("处罚", "0") + "</div><p>后</p>")
    (grid,) = document.grids()
    assert texts(grid) == [["规章", "1", ""], ["许可", "15", ""], ["处罚", "0", ""]]
    assert grid.aligned
    assert grid.rows[0][1] is not None
    assert grid.rows[0][1].address == "/html/body/div/div[1]/span[2]"
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Paragraph]


def test_menus_and_lists_are_no_tables() -> None:
    row = "<li><a>某报告</a><i>»</i><span>2021-01-0{}</span></li>".format
    document = html("<ul>" + "".join(map(row, range(1, 8))) + "</ul>")
    assert list(document.grids()) == []


def test_tables_that_frame_a_cells_text_are_no_tables() -> None:
    (grid,) = html("<table><tr><td>a<td><table><tr><td>5</table><tr><td>b<td>6</table>").grids()
    assert texts(grid) == [["a", "5"], ["b", "6"]]


def test_a_table_of_figures_that_holds_another_keeps_its_own() -> None:
    row = "<tr><td>规章<td>1<td>2<td>3</tr>"
    inner = "<table><tr><td>x<td>7</table>"
    outer, nested = sorted(
        html(f"<table>{row * 3}<tr><td>b<td>{inner}<td>8<td>9</tr></table>").grids(), key=lambda g: -len(g.rows)
    )
    assert texts(outer)[3] == ["b", "x\n7", "8", "9"]
    assert texts(nested) == [["x", "7"]]

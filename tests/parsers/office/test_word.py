"""DOCX: what is printed and what is not, spans, text boxes, numbered lists, titles."""

from __future__ import annotations

import re

import pytest

from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.media.word import read_word
from parsers.model import Document, Paragraph, Source
from tests.parsers import render
from tests.parsers.office.byhand import W, docx, p, run, styles, table, tbl, tc, tr, unzipped, word, zipped
from tests.parsers.pdf.sheets import sheet
from tests.parsers.reading import report, wrong

RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def opened(body: str, **parts: str) -> Document:
    return read_word(Source(docx(body, **parts)))


def texts(document: Document) -> list[list[list[str | None]]]:
    return [[[cell.text if cell else None for cell in row] for row in grid.rows] for grid in document.grids()]


def printed(*runs: str) -> str:
    """The text of a cell that holds these runs."""
    ((((text,),),),) = [texts(opened(tbl(tr(tc(p(*runs))))))]
    assert text is not None
    return text


def test_paragraphs_and_tables_in_order() -> None:
    document = opened(p("前") + tbl(tr(tc("甲"), tc("1"))) + p("中") + tbl(tr(tc("乙"))) + p("后"))
    shape = [block.text if isinstance(block, Paragraph) else block.index for block in document.blocks]
    assert shape == ["前", 1, "中", 2, "后"]


def test_spans_are_opened() -> None:
    rows = (
        tr(tc("a", RESTART), tc("b", '<w:gridSpan w:val="2"/>')),
        tr(tc("never shown", GOES_ON), tc("c"), tc("d")),
        tr(tc("", GOES_ON), tc("e", RESTART), tc("f")),
        tr(tc("g", RESTART), tc("", GOES_ON), tc("h")),
    )
    document = opened(tbl(*rows))
    assert texts(document) == [[["a", "b", "b"], ["a", "c", "d"], ["a", "e", "f"], ["g", "e", "h"]]]
    (grid,) = document.grids()
    first = grid.rows[0][0]
    assert first is not None
    assert first is grid.rows[2][0]
    assert (first.rowspan, first.colspan, first.address) == (3, 1, "/w:document/w:body/w:tbl/w:tr[1]/w:tc[1]")


def test_grid_before_and_the_older_merge() -> None:
    rows = (
        tr(tc("a"), tc("b"), tc("c")),
        tr(tc("d"), tc("e"), properties='<w:gridBefore w:val="1"/>'),
        tr(tc("f", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("g")),
    )
    assert texts(opened(tbl(*rows))) == [[["a", "b", "c"], [None, "d", "e"], ["f", "f", "g"]]]


def test_a_cell_that_goes_on_from_nothing_stands_for_itself() -> None:
    assert texts(opened(tbl(tr(tc("a", GOES_ON)), tr(tc("b"))))) == [[["a"], ["b"]]]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["1", "5"], "15"),
        ([run("1"), "<w:r><w:br/></w:r>", run("5")], "1\n5"),
        ([run("1"), "<w:r><w:tab/></w:r>", run("5")], "1\t5"),
        ([run("5"), run("1", '<w:vertAlign w:val="superscript"/>')], "5\n1"),
        ([run("5", "<w:strike/>"), run("6")], "5\n6"),
        ([run("5", '<w:strike w:val="0"/>'), run("6")], "56"),
        (["<w:del><w:r><w:delText>4</w:delText></w:r></w:del>", f"<w:ins>{run('5')}</w:ins>"], "5"),
        ([f"<w:moveFrom>{run('4')}</w:moveFrom>", f"<w:moveTo>{run('5')}</w:moveTo>"], "5"),
        ([run("4", "<w:vanish/>"), run("5")], "5"),
        ([run("4", '<w:vanish w:val="false"/>'), run("5")], "45"),
        ([f"<w:sdt><w:sdtContent>{run('5')}</w:sdtContent></w:sdt>"], "5"),
        ([f"<w:hyperlink>{run('5')}</w:hyperlink>", f"<w:smartTag>{run('6')}</w:smartTag>"], "56"),
        (["<w:r><w:instrText>PAGE 9</w:instrText></w:r>", run("5")], "5"),
        (["<w:r><w:sym w:font='Wingdings' w:char='F031'/></w:r>"], "\uf031"),
        ([f"<w:r><w:ruby><w:rt>{run('shù')}</w:rt><w:rubyBase>{run('数')}</w:rubyBase></w:ruby></w:r>"], "数"),
    ],
)
def test_cells_as_printed(runs: list[str], text: str) -> None:
    assert printed(*runs) == text


def test_two_paragraphs_are_two_lines() -> None:
    assert texts(opened(tbl(tr(tc(p("商业") + p("") + p("企业 ")))))) == [[["商业\n企业"]]]


def test_rows_and_cells_that_are_hidden_or_deleted() -> None:
    rows = (
        tr(tc("no"), properties="<w:hidden/>"),
        tr(tc("no"), properties="<w:del/>"),
        tr(tc("no", "<w:cellDel/>"), tc("yes"), properties="<w:ins/>"),
    )
    assert texts(opened(tbl(*rows))) == [[["yes"]]]


def test_rows_and_cells_in_content_controls() -> None:
    inner = f"<w:sdt><w:sdtContent>{tc('b')}</w:sdtContent></w:sdt>"
    rows = f"<w:sdt><w:sdtContent>{tr(tc('a'), inner)}</w:sdtContent></w:sdt>"
    document = opened(f"<w:sdt><w:sdtContent>{tbl(rows)}</w:sdtContent></w:sdt>")
    assert texts(document) == [[["a", "b"]]]


def test_only_innermost_tables_are_grids() -> None:
    inner = tbl(tr(tc("a"), tc("b")))
    document = opened(tbl(tr(tc("menu"), tc(inner + p("after")))))
    assert texts(document) == [[["a", "b"]]]
    assert list(document.paragraphs()) == ["menu", "after"]


def _box(text: str) -> str:
    content = f"<w:txbxContent>{text}</w:txbxContent>"
    drawn = f"<w:drawing><a:graphic><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphic></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawn}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_once_after_what_they_hang_in() -> None:
    document = opened(p(run("前"), _box(p("框") + tbl(tr(tc("1"))))) + p("后"))
    shape = [block.text if isinstance(block, Paragraph) else "table" for block in document.blocks]
    assert shape == ["前", "框", "table", "后"]
    assert printed(run("5"), _box(p("6"))) == "5\n6"


def test_styles_hide_centre_and_head() -> None:
    made = styles(
        '<w:style w:styleId="0"><w:name w:val="Normal"/></w:style>',
        '<w:style w:styleId="1"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>',
        '<w:style w:styleId="2"><w:basedOn w:val="1"/></w:style>',
        '<w:style w:styleId="3"><w:pPr><w:jc w:val="center"/></w:pPr></w:style>',
        '<w:style w:styleId="4"><w:name w:val="heading 1"/></w:style>',
        '<w:style w:styleId="5"><w:basedOn w:val="5"/></w:style>',
    )
    body = p("no", properties='<w:pStyle w:val="2"/>') + p(run("no", '<w:rStyle w:val="1"/>'), run("一"))
    body += p("二", properties='<w:pStyle w:val="3"/>') + p("三", properties='<w:pStyle w:val="4"/>')
    body += p("四", properties='<w:pStyle w:val="5"/>')
    document = opened(body, styles=made)
    assert list(document.paragraphs()) == ["一", "二", "三", "四"]
    assert [text for text, where in document.titles if where == "heading"] == ["二", "三"]


NUMBERING = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
</w:numbering>"""


def _listed(text: str, number: int, level: int = 0) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_of_lists_are_printed() -> None:
    body = _listed("总体情况", 7) + _listed("甲", 7, 1) + _listed("乙", 7, 1) + _listed("主动公开", 7)
    body += _listed("丙", 7, 1) + _listed("复议", 8) + _listed("没有", 9) + _listed("", 7) + _listed("不", 0)
    document = opened(body, numbering=NUMBERING)
    assert list(document.paragraphs()) == [
        *("一、总体情况", "1. 甲", "2. 乙", "二、主动公开", "1. 丙", "四、复议", "没有", "不"),
    ]


def test_a_figure_in_a_list_is_no_decimal() -> None:
    (((text,),),) = texts(opened(tbl(tr(tc(_listed("5", 7, 1)))), numbering=NUMBERING))
    assert text == "1. 5"


def test_titles_by_trust() -> None:
    centre = '<w:jc w:val="center"/>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>2019年旧报告</dc:title></cp:coreProperties>'
    )
    body = p("青泉县教育局", properties=centre) + p("2021年政府信息公开工作年度报告", properties=centre) + p("正文。")
    document = opened(body, core=core)
    assert document.titles == (
        ("青泉县教育局2021年政府信息公开工作年度报告", "heading"),
        ("青泉县教育局", "heading"),
        ("2021年政府信息公开工作年度报告", "heading"),
        ("青泉县教育局", "text"),
        ("2021年政府信息公开工作年度报告", "text"),
        ("正文。", "text"),
        ("2019年旧报告", "title"),
    )


def test_a_title_of_two_lines_names_the_organ() -> None:
    centre = '<w:jc w:val="center"/>'
    _, *rest = sheet(render.figures(5)).blocks
    body = p("青泉县教育局", properties=centre) + p("2021年政府信息公开工作年度报告", properties=centre)
    body += "".join(p(block) if isinstance(block, str) else table(block) for block in rest)
    found = report(docx(body))
    assert (found.organ, found.organ_source, found.year) == ("青泉县教育局", "title", 2021)


@pytest.mark.parametrize("span", ["1000000000", "64", "65"])
def test_grids_are_bounded(span: str) -> None:
    wide = tr(tc("a", f'<w:gridSpan w:val="{span}"/>'), tc("b"))
    (grid,) = opened(tbl(*[wide] * 3)).grids()
    assert {len(row) for row in grid.rows} == {MAX_COLUMNS}
    assert grid.cut
    (grid,) = opened(tbl(*[tr(tc("a"))] * (MAX_ROWS + 1))).grids()
    assert (len(grid.rows), grid.cut) == (MAX_ROWS, True)


def test_strict_and_transitional_files_read_alike() -> None:
    gold = render.figures(6)
    parts = unzipped(word(sheet(gold)))
    strict = parts["word/document.xml"].replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert wrong(report(zipped(parts | {"word/document.xml": strict})), gold) == {}


def test_tracked_changes_in_a_report() -> None:
    """Every figure was 4 once: what was deleted is not read, what was put in its place is."""
    gold = render.figures(8)
    parts = unzipped(word(sheet(gold)))
    run_ = re.compile(r'<w:r><w:rPr></w:rPr><w:t xml:space="preserve">([0-9.]+)</w:t></w:r>')
    change = r"<w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:ins>\g<0></w:ins>"
    changed, count = run_.subn(change, parts["word/document.xml"].decode())
    assert count > 150
    assert wrong(report(zipped(parts | {"word/document.xml": changed})), gold) == {}

"""Tables -> HTML, each style a way in which portals write them."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.generator.tables import Cell, Row, Table, opened

Style = Callable[[list[Table], random.Random], list[str]]


def _td(cell: Cell, inner: str | None = None, tag: str = "td") -> str:
    spans = (f' rowspan="{cell.down}"' if cell.down > 1 else "") + (
        f' colspan="{cell.across}"' if cell.across > 1 else ""
    )
    return f"<{tag}{spans}>{cell.text if inner is None else inner}</{tag}>"


def _table(table: Table, cell: Callable[[Cell], str] = _td, attributes: str = "") -> str:
    return f"<table{attributes}>" + "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in table) + "</table>"


def plain(tables: list[Table], chance: random.Random) -> list[str]:
    """Spans as they should be."""
    return [_table(table) for table in tables]


def empty_cells(tables: list[Table], chance: random.Random) -> list[str]:
    """Merged cells written as empty ones."""
    return [
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{text or str()}</td>' for text in row)}</tr>" for row in opened(table))
        + "</table>"
        for table in tables
    ]


def word(tables: list[Table], chance: random.Random) -> list[str]:
    """Word and UEditor: paragraphs and spans in every cell, words of a head split over them, nbsp for nothing."""

    def inner(cell: Cell) -> str:
        text = cell.text
        if cell.figure or len(text) < 4 or not text.isalpha() or chance.random() < 0.5:
            return f"<p class=MsoNormal><span style='font-family:仿宋'>{text or '&nbsp;'}</span></p>"
        half = len(text) // 2
        tag = chance.choice(["p", "span"])
        return f"<{tag}>{text[:half]}</{tag}><{tag}><b>{text[half:]}</b>&nbsp;</{tag}>"

    return [_table(table, lambda cell: _td(cell, inner(cell)), " border=1 cellspacing=0") for table in tables]


def layout(tables: list[Table], chance: random.Random) -> list[str]:
    """Each table in a cell of a layout table, with a menu beside it."""
    menu = "<td><ul><li>首页</li><li>政务公开</li></ul></td>"
    return [f"<table width=980><tr>{menu}<td><div>{_table(table)}</div></td></tr></table>" for table in tables]


def split(tables: list[Table], chance: random.Random) -> list[str]:
    """Bands of 二 as tables of their own, 三 over two tables, its head repeated or not."""
    bands: list[Table] = []
    for row in tables[0]:
        if len(row) == 1:
            bands.append([])
        bands[-1].append(row)
    third = tables[1]
    cut = next(at for at, row in enumerate(third) if at > 5 and len(row) == 8 and row[0].down == 1)
    again = chance.random() < 0.5
    parts = [_shorter(third[:cut], cut), [*(third[:3] if again else []), *third[cut:]]]
    return ["<p>&nbsp;</p>".join(map(_table, bands)), "<br>".join(map(_table, parts)), _table(tables[2])]


def _shorter(rows: Table, size: int) -> Table:
    """The rows with spans that end where the table does."""
    return [[Cell(c.text, min(c.down, size - at), c.across, c.figure) for c in row] for at, row in enumerate(rows)]


def phantoms(tables: list[Table], chance: random.Random) -> list[str]:
    """Empty cells behind all rows or most, empty rows between."""
    share, more = chance.choice([1, 0.7]), chance.choice([1, 2])

    def row(cells: Row) -> str:
        behind = "<td></td>" * more if chance.random() < share else ""
        ghost = "<tr>" + "<td>&nbsp;</td>" * 4 + "</tr>" if len(cells) == 1 and chance.random() < 0.3 else ""
        return f"{ghost}<tr>{''.join(map(_td, cells))}{behind}</tr>"

    return [f"<table>{''.join(map(row, table))}</table>" for table in tables]


def twice(tables: list[Table], chance: random.Random) -> list[str]:
    """A hidden copy, or one that only the small screen shows."""
    hide = chance.choice([' style="display:none"', " class=mobile-only"])
    return [f"<div{hide}>{_table(table)}</div>{_table(table)}" for table in tables]


def div_table(tables: list[Table], chance: random.Random) -> list[str]:
    """No table at all: rows and cells are divs; merged cells are empty ones."""
    kind = chance.choice(["class", "style"])
    row, cell = (
        (' class="tr"', ' class="td"')
        if kind == "class"
        else (' style="display: table-row"', ' style="display:table-cell"')
    )
    return [
        f"<div{' class=table' if kind == 'class' else ' style=display:table'}>"
        + "".join(
            f"<div{row}>{''.join(f'<div{cell}>{text or str()}</div>' for text in line)}</div>" for line in opened(table)
        )
        + "</div>"
        for table in tables
    ]


def spans_in_divs(tables: list[Table], chance: random.Random) -> list[str]:
    """Rows of divs with spans for cells, as app pages write them; empty cells are there."""
    return [
        "<div>"
        + "".join(
            f"<div class=row>{''.join(f'<span class=col>{text or str()}</span>' for text in line)}</div>"
            for line in opened(table)
        )
        + "</div>"
        for table in tables
    ]


def boxed(tables: list[Table], chance: random.Random) -> list[str]:
    """Some cells hold a table of one cell, others fonts in fonts."""

    def inner(cell: Cell) -> str:
        if cell.figure and chance.random() < 0.15:
            return f"<table><tbody><tr><td>{cell.text}</td></tr></tbody></table>"
        return f"<font><font>{cell.text}</font></font>"

    return [_table(table, lambda cell: _td(cell, inner(cell))) for table in tables]


def wrong_spans(tables: list[Table], chance: random.Random) -> list[str]:
    """The last label of a group reaches too far down, a band too far to the right."""

    def wider(cell: Cell) -> str:
        across = cell.across + 3 if len(cell.text) > 6 and cell.across > 3 and chance.random() < 0.5 else cell.across
        return _td(Cell(cell.text, cell.down, across))

    out = []
    for table in tables:
        rows = [[Cell(c.text, c.down, c.across, c.figure) for c in row] for row in table]
        last = rows[-1][0]
        rows[-1][0] = Cell(last.text, last.down + 3, last.across, last.figure)
        out.append(_table(rows, wider if len(table[0]) == 1 else _td))
    return out


def groups(tables: list[Table], chance: random.Random) -> list[str]:
    """thead, tbody and th, a caption, upper-case tags, and ends left out."""
    out = []
    for table in tables:
        head = 3 if len(table) > 20 and len(table[0]) == 2 else 1
        rows = [
            "<TR>" + "".join(_td(cell, tag="th" if at < head else "TD") for cell in row) for at, row in enumerate(table)
        ]
        deep = max((cell.down for cell in table[0]), default=1) > head
        if deep or len(table) < 6:
            out.append(f"<TABLE><caption>（单位：件）</caption>{''.join(rows)}</TABLE>")
        else:
            out.append(f"<TABLE><thead>{''.join(rows[:head])}</thead><tbody>{''.join(rows[head:])}</tbody></TABLE>")
    return out


def padded(tables: list[Table], chance: random.Random) -> list[str]:
    """Figures with spaces around them, in full width, with their unit."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")

    def inner(cell: Cell) -> str:
        text = cell.text
        if cell.figure and text.isdigit():
            text = chance.choice([text, f"&nbsp;&nbsp;{text} ", text.translate(wide), f"{text}件", f"{int(text):,}"])
        return text

    return [_table(table, lambda cell: _td(cell, inner(cell))) for table in tables]


def one_table(tables: list[Table], chance: random.Random) -> list[str]:
    """二, 三 and 四 in one table, their headings as rows that span it."""
    titles = [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    rows: Table = []
    for title, table in zip(titles, tables, strict=True):
        rows += [[Cell(title, 1, 15)], *table]
    return [_table(rows), "", ""]


STYLES: dict[str, Style] = {
    style.__name__: style
    for style in (
        plain, empty_cells, word, layout, split, phantoms, twice, div_table, spans_in_divs, boxed, wrong_spans, groups,
        padded, one_table,
    )
}  # fmt: skip

"""A report as paragraphs and tables with spans, ready to be printed by any program; shares no code with `parsers`.

Figures come from `tests.parsers.render` or a gold file; some labels are worded as no form of `data/forms` words them.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.parsers import render

# Wordings that real reports might print and data/forms does not list.
OTHERWISE = {
    "本年制发件数": "本年度制发件数",
    "本年废止件数": "本年度废止件数",
    "现行有效件数": "现行有效的件数",
    "行政规范性文件": "行政规范性文件类",
    "（一）予以公开": "（一）予以公开的",
    "3.危及“三安全一稳定”": "3.危及三安全一稳定的",
    "2.没有现成信息需要另行制作": "2.没有现成的信息，需要另行制作",
    "社会公益组织": "社会公益类组织",
    "结果维持": "结果维 持",
    "四、结转下年度继续办理": "四、结转至下年度继续办理",
}
PROSE = (
    "本年度认真贯彻落实条例，围绕群众关切的事项做好公开，主动公开政府信息{a}条，发布政策解读{b}篇，"
    "举办新闻发布会{c}场，回应公众关注的问题，公开的内容更加全面，渠道更加多样，群众查找更加方便。"
)


@dataclass(frozen=True)
class Td:
    text: str
    down: int = 1
    across: int = 1
    upright: bool = False  # printed one character a line


@dataclass(frozen=True)
class Table:
    """Rows hold only the cells that begin there; `head` rows are printed again on every page where `again` says so."""

    widths: Sequence[float]
    rows: Sequence[Sequence[Td]]
    head: int = 0
    again: bool = False


@dataclass(frozen=True)
class Sheet:
    organ: str
    year: int
    form: str
    gold: render.Figures
    blocks: Sequence[str | Table] = field(default=())  # the first is the title

    @property
    def title(self) -> str:
        return f"{self.organ}{self.year}年政府信息公开工作年度报告"


def sheet(
    gold: render.Figures,
    *,
    form: str = "2021",
    organ: str = "青泉县教育局",
    year: int = 2021,
    seed: int = 0,
    again: bool = False,
    upright: bool = False,
    words: Mapping[str, str] | None = None,
) -> Sheet:
    """The report with these figures: six sections, three tables, prose between."""
    say = (words or {}).get
    blank = Sheet(organ, year, form, gold)
    tables = [_disclosure(gold, form, say), _applications(gold, form, say, again, upright), _disputes(gold, say)]
    chance = random.Random(seed)
    blocks: list[str | Table] = [
        blank.title,
        f"本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自{year}年1月1日起至{year}年12月31日止。",
    ]
    for at, heading in enumerate(render.SECTIONS):
        blocks.append(heading)
        if 0 < at < 4:
            blocks.append(tables[at - 1])
        else:
            numbers = {letter: chance.randrange(2, 900) for letter in "abc"}
            blocks += [f"（{'一二三'[part]}）{PROSE.format(**numbers)}" for part in range(2)]
    return Sheet(organ, year, form, gold, tuple(blocks))


def _worded(say, label: str) -> str:  # type: ignore[no-untyped-def]
    return say(label, label)


def _disclosure(gold: render.Figures, form: str, say) -> Table:  # type: ignore[no-untyped-def]
    rows: list[list[Td]] = []
    for band, measures, words, items in render.BANDS[form]:
        last = 4 - len(measures)
        rows.append([Td(band, across=4)])
        rows.append(
            [Td("信息内容"), *(Td(_worded(say, word)) for word in words[:-1]), Td(_worded(say, words[-1]), across=last)]
        )
        for item, label in items:
            values = [render.show(gold["disclosure"][item][measure]) for measure in measures]
            rows.append([Td(_worded(say, label)), *map(Td, values[:-1]), Td(values[-1], across=last)])
    return Table((3, 2, 2, 2), rows)


def _applications(gold: render.Figures, form: str, say, again: bool, upright: bool) -> Table:  # type: ignore[no-untyped-def]
    head = [
        [Td(render.CORNER, 3, 3), Td("申请人情况", across=7)],
        [Td("自然人", 2), Td("法人或其他组织", across=5), Td("总计", 2)],
        [Td(_worded(say, word)) for word in render.APPLICANT_WORDS[1:-1]],
    ]
    rows = render.application_rows(form)
    body = []
    for at, (code, labels) in enumerate(rows):
        line: list[Td] = []
        for depth, label in enumerate(labels):
            if depth == len(labels) - 1:
                line.append(Td(_worded(say, label), across=4 - len(labels)))
                continue
            run = [labels[: depth + 1] == other[: depth + 1] for _, other in rows]
            if at == 0 or not run[at - 1]:
                end = next((k for k in range(at, len(rows)) if not run[k]), len(rows))
                line.append(Td(_worded(say, label), end - at, upright=upright and depth == 0))
        line += [Td(render.show(gold["applications"][applicant][code])) for applicant in render.APPLICANTS]
        body.append(line)
    return Table((1.1, 2, 4.6, *[1.1] * 7), [*head, *body], head=3, again=again)


def _disputes(gold: render.Figures, say) -> Table:  # type: ignore[no-untyped-def]
    words = [_worded(say, label) for _, label in render.RESULTS]
    rows = [
        [Td("行政复议", across=5), Td("行政诉讼", across=10)],
        [*(Td(word, 2) for word in words), Td("未经复议直接起诉", across=5), Td("复议后起诉", across=5)],
        [*map(Td, words * 2)],
        [*map(Td, render.dispute_values(gold))],
    ]
    return Table((1,) * 15, rows)


def laid(table: Table) -> list[tuple[int, int, Td]]:
    """Every cell with the row and column where it begins."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, line in enumerate(table.rows):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            found.append((row, column, cell))
            taken |= {(row + y, column + x) for y in range(cell.down) for x in range(cell.across)}
            column += cell.across
    return found

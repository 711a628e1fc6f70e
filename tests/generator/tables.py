"""Gold -> the three tables as rows of cells with their spans, before any markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.generator.gold import Gold
from tests.parsers import render

Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    down: int = 1
    across: int = 1
    figure: bool = False


Row = list[Cell]
Table = list[Row]


def tables_of(gold: Gold, words: Words) -> list[Table]:
    return [disclosure(gold, words), applications(gold, words), disputes(gold, words)]


def _figure(value: int | str | None) -> Cell:
    return Cell(render.show(value), figure=True)


def disclosure(gold: Gold, words: Words) -> Table:
    rows: Table = []
    for band, measures, labels, items in render.BANDS[gold.form]:
        last = 4 - len(measures)
        across = [1] * (len(measures) - 1) + [last]
        rows.append([Cell(words(band), across=4)])
        rows.append(
            [Cell("信息内容"), *(Cell(words(label), across=n) for label, n in zip(labels, across, strict=True))]
        )
        for item, label in items:
            values = [_figure(gold.figures["disclosure"][item][measure]) for measure in measures]
            spanned = (Cell(cell.text, 1, n, figure=True) for cell, n in zip(values, across, strict=True))
            rows.append([Cell(words(label)), *spanned])
    return rows


def applications(gold: Gold, words: Words) -> Table:
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    names = [words(name) for name in render.APPLICANT_WORDS]
    rows: Table = [
        [Cell(corner, 3, 3), Cell("申请人情况", 1, 7)],
        [Cell(names[0], 2), Cell("法人或其他组织", 1, 5), Cell(names[-1], 2)],
        [Cell(name) for name in names[1:-1]],
    ]
    measures = render.application_rows(gold.form)
    for at, (code, labels) in enumerate(measures):
        cells: Row = []
        for depth, label in enumerate(labels[:-1]):
            run = [labels[: depth + 1] == other[: depth + 1] for _, other in measures]
            if not (at and run[at - 1]):
                down = next((k for k in range(at, len(measures)) if not run[k]), len(measures)) - at
                cells.append(Cell(words(label), down))
        cells.append(Cell(words(labels[-1]), 1, 4 - len(labels)))
        values = [gold.figures["applications"][applicant][code] for applicant in render.APPLICANTS]
        rows.append([*cells, *map(_figure, values)])
    return rows


def disputes(gold: Gold, words: Words) -> Table:
    results = [words(label) for _, label in render.RESULTS]
    values = [gold.figures["disputes"][one][code] for one in render.PROCEEDINGS for code, _ in render.RESULTS]
    return [
        [Cell("行政复议", 1, 5), Cell("行政诉讼", 1, 10)],
        [
            *(Cell(result, 2) for result in results),
            Cell(words("未经复议直接起诉"), 1, 5),
            Cell(words("复议后起诉"), 1, 5),
        ],
        [Cell(result) for result in results * 2],
        list(map(_figure, values)),
    ]


def opened(table: Table) -> list[list[str | None]]:
    """The table as a full grid: a cell's text where it begins, None where a span covers."""
    grid: list[dict[int, str | None]] = [{} for _ in table]
    for number, row in enumerate(table):
        column = 0
        for cell in row:
            while column in grid[number]:
                column += 1
            for below in range(number, min(number + cell.down, len(table))):
                for beside in range(column, column + cell.across):
                    grid[below][beside] = cell.text if (below, beside) == (number, column) else None
            column += cell.across
    width = max(max(row) + 1 for row in grid)
    return [[row.get(column) for column in range(width)] for row in grid]

"""The head of a sheet -> what stands in each column: labels, units, codes that are no figures, figures of a period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsers.labels import key
from parsers.layouts.strips import is_blank, is_figure, line
from parsers.model import Grid
from parsers.numbers import clean


class Field(StrEnum):
    """What a column of a sheet holds."""

    LABEL = "label"
    UNIT = "unit"
    CODE = "code"  # 01 to 35: which row it is, never a figure
    YEAR = "year"
    CUMULATIVE = "cumulative"
    SAME = "same"  # the cell of the head before it spans this column too
    OTHER = "other"  # words that are no head of ours
    NOTHING = "nothing"  # no words at all: a figure below them stands in the wrong place


PERIODS = (Field.YEAR, Field.CUMULATIVE)
LABELS = ("统计指标", "指标名称", "指标", "统计项目", "项目", "项目名称", "名称", "内容", "统计内容")
CODES = ("代码", "序号", "编号", "行次", "行号", "代号", "指标代码")
THIS_YEAR = ("本年度", "本年", "当年", "本年数", "本年度数", "本年累计")
YEARS = ("统计数", "统计数据", "统计数值", "数量", "数值", "数据", "数目", *THIS_YEAR)
WORDS = {
    **dict.fromkeys(LABELS, Field.LABEL),
    **dict.fromkeys(("单位", "计量单位"), Field.UNIT),
    **dict.fromkeys(CODES, Field.CODE),
    **dict.fromkeys(YEARS, Field.YEAR),
}
YEAR = re.compile(r"20\d\d(?:年|年度)?(?:统计)?(?:数|数量|数据)?")
CUMULATIVE = re.compile(r"(?:历年|历史|历年来)?累计(?:数|总数|数量)?")
STEMS = frozenset("甲乙丙丁AB")  # below the head of a statistics sheet: 甲 | 乙 | 丙 | 1 | 2


@dataclass(frozen=True, slots=True)
class Band:
    """Columns of a sheet that belong together; two bands stand side by side where a sheet is printed in two halves.

    `fields` are the columns from `first` on. `doubt` is what speaks against the head.
    """

    first: int
    fields: tuple[Field, ...]
    doubt: str = ""

    def after_unit(self) -> tuple[Field, ...]:
        """The columns behind the unit, or behind the label where there is no column of units."""
        last = max(at for at, field in enumerate(self.fields) if field in (Field.LABEL, Field.UNIT))
        return self.fields[last + 1 :]

    def periods(self) -> tuple[Field, ...]:
        return tuple(dict.fromkeys(field for field in self.fields if field in PERIODS))


HEADLESS = Band(0, (Field.LABEL, Field.UNIT, Field.YEAR))  # where no head is printed, one figure a row is the year's


def field_of(text: str) -> Field | None:
    """What a cell of a head says of its column; None for words of no head.

    >>> [field_of(text).value for text in ("统 计 指 标", "2016年度", "历年累计", "统计数（件）", "代码")]
    ['label', 'year', 'cumulative', 'year', 'code']
    """
    words = key(text) if len(text) < 40 else ""
    if YEAR.fullmatch(words):
        return Field.YEAR
    return Field.CUMULATIVE if CUMULATIVE.fullmatch(words) else WORDS.get(words)


def head_at(grid: Grid, at: int) -> tuple[tuple[Band, ...], int] | None:
    """The bands of the head that begins in a row, and the row after it; None where none begins there."""
    if not _begins(grid, at):
        return None
    fields = _fields(grid, at)
    end = at + 1
    while end < len(grid.rows) and _goes_on(grid, end):
        fields = _below(fields, _fields(grid, end), aligned=grid.aligned)
        end += 1
    while end < len(grid.rows) and _stems(grid, end):
        end += 1
    bands = _bands(fields)
    return (bands, end) if bands else None


def _begins(grid: Grid, at: int) -> bool:
    cells = [cell for cell in line(grid, at) if not is_blank(cell.text)]
    found = {field_of(cell.text) for cell in cells}
    return Field.LABEL in found and not found.isdisjoint((*PERIODS, Field.UNIT))


def _goes_on(grid: Grid, at: int) -> bool:
    """A further line of the head: words of heads and nothing else, below one that spans them."""
    cells = [cell for cell in line(grid, at) if not is_blank(cell.text)]
    own = [cell for cell in cells if cell.row == at]
    fields = [field_of(cell.text) for cell in cells]
    return bool(own) and None not in fields and any(field_of(cell.text) in PERIODS for cell in own)


def _stems(grid: Grid, at: int) -> bool:
    texts = [clean(cell.text) for cell in line(grid, at) if not is_blank(cell.text)]
    return bool(texts) and texts[0] in STEMS and all(text in STEMS or is_figure(text) for text in texts)


def _fields(grid: Grid, at: int) -> list[Field | None]:
    """What the row says of each column; None where it says nothing, `other` for words of no head."""
    found: list[Field | None] = []
    for column, cell in enumerate(grid.rows[at]):
        if cell is None or is_blank(cell.text):
            found.append(None)
        else:
            found.append(Field.SAME if column > cell.column else field_of(cell.text) or Field.OTHER)
    return found


def _below(above: list[Field | None], under: list[Field | None], *, aligned: bool) -> list[Field | None]:
    """The lower line says more. Where columns mean nothing, its periods take the place of those above."""
    if aligned:
        width = max(len(above), len(under))
        upper, lower = ([*row, *[None] * (width - len(row))] for row in (above, under))
        return [low or high for high, low in zip(upper, lower, strict=True)]
    periods: list[Field | None] = [field for field in under if field in PERIODS]
    return [field for field in above if field not in PERIODS] + periods


def _bands(fields: Sequence[Field | None]) -> tuple[Band, ...]:
    """The columns parted where labels begin anew; a column without words belongs to the labels before it."""
    starts = [
        at for at, field in enumerate(fields) if field is Field.LABEL and (at == 0 or fields[at - 1] is not Field.LABEL)
    ]
    starts = starts[:1] + [at for at in starts[1:] if any(field in PERIODS for field in fields[starts[0] : at])]
    bands = []
    for at, end in zip(starts, [*starts[1:], len(fields)], strict=True):
        known: list[Field] = []
        for field in fields[at:end]:
            labels = bool(known) and known[-1] is Field.LABEL
            known.append(Field.LABEL if labels and field in (None, Field.SAME) else field or Field.NOTHING)
        while known[-1] is Field.NOTHING:
            known.pop()
        bands.append(Band(at, tuple(known), _contradiction(known)))
    return tuple(band for band in bands if band.periods())


def _contradiction(fields: Sequence[Field]) -> str:
    """Two columns that are headed alike: 2015年度 beside 2016年度."""
    twice = [field for field in PERIODS if fields.count(field) > 1]
    return f"two columns of figures are headed as {twice[0]}" if twice else ""

"""A row of data/divisions.csv, and what must hold of all rows before they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from divisions_supplement import GB2260_DIFFERS
from gb2260.data import data as gb2260_lists

OPEN = 9999  # valid_to of what is in force
OLDEST_KEPT = 2007
LAST_LIST = 2026
HEADINGS = (
    "市辖区",
    "直辖县级行政区划",
    "直辖县级行政单位",
    "群岛",
    "及其海域",
)  # no divisions; 县 alone is none either


@dataclass(frozen=True, slots=True, order=True)
class Row:
    adcode: str
    valid_from: int
    valid_to: int
    name: str
    level: str
    parent: str = ""
    successor: str = ""


def faults(rows: list[Row]) -> Iterator[str]:
    """What is wrong with the table, one sentence each; none may be."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.adcode].append(row)
    for code, spans_of in by_code.items():
        for earlier, later in pairwise(spans_of):
            if later.valid_from <= earlier.valid_to:
                yield f"{code} holds two names in {later.valid_from}: {earlier.name}, {later.name}"
    for row in rows:
        last = min(row.valid_to, LAST_LIST)
        for year in range(max(row.valid_from, OLDEST_KEPT), last + 1):
            if row.parent and not any(p.valid_from <= year <= p.valid_to for p in by_code[row.parent]):
                yield f"{row.adcode} {row.name}: its parent {row.parent} is not there in {year}"
        if row.successor and not any(s.valid_from <= row.valid_to + 1 <= s.valid_to for s in by_code[row.successor]):
            yield f"{row.adcode} {row.name}: its successor {row.successor} is not there in {row.valid_to + 1}"
    yield from second_witness(by_code)


def second_witness(by_code: dict[str, list[Row]]) -> Iterator[str]:
    """Every division of GB2260's lists must be here in that year or one beside it: its lists lag by some months."""
    for year in (y for y in gb2260_lists if y is not None and OLDEST_KEPT <= y <= 2013):
        for number, name in gb2260_lists[year].items():
            code = str(number)
            if name == "县" or name.endswith(HEADINGS) or code in GB2260_DIFFERS:
                continue
            near = [r for r in by_code[code] if r.name == name and r.valid_from - 1 <= year <= r.valid_to + 1]
            if not near:
                yield f"GB2260 has {code} {name} in {year}; here {by_code[code]}"

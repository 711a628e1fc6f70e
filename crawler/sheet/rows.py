"""What hangs on a report: its sums, repairs, text, captures and neighbours, each by one query."""

from __future__ import annotations

import json
from sqlite3 import Connection

from crawler.sheet.beside import Capture, Mention, Section, Sibling, Unmapped, Witness
from crawler.sheet.facts import Head, Mend, Sum
from parsers.forms import Form, Label, load
from parsers.model import Scope, Status, Verdict

SUMS = """SELECT identity, scope, "left", "right", lenient FROM checks
WHERE report_id = ? AND lenient <> 'holds' ORDER BY lenient, identity, scope"""
SHEET = "SELECT sheet FROM figures WHERE report_id = ? LIMIT 1"
MENDS = 'SELECT cells, "from", "to", why FROM repairs WHERE report_id = ? ORDER BY position'
UNMAPPED = 'SELECT label, "values" FROM unmapped WHERE report_id = ? ORDER BY position'
SECTIONS = "SELECT number, heading, text FROM sections WHERE report_id = ? ORDER BY position"
MENTIONS = """SELECT section, subject, value, unit, approximate, text FROM mentions
WHERE report_id = ? ORDER BY position"""
CAPTURE = """SELECT c.capture_id, c.url, c.fetched_at, c.content_type, d.media_type, v.sha256, p.bytes, p.warc_file,
    p.warc_offset, v.read_by
FROM report_versions v JOIN captures c USING (capture_id) JOIN documents d ON d.sha256 = v.sha256
JOIN captures p ON p.capture_id = coalesce(c.payload_capture_id, c.capture_id)
WHERE v.report_id = ? AND v.version = ?"""
WITNESSES = """SELECT url, role, agrees FROM witnesses
WHERE report_id = ? AND version = ? AND NOT (sha256 = ? AND url = ?) ORDER BY url"""
SIBLINGS = """SELECT report_id, year, scope, status FROM reports
WHERE organ_id = ? AND report_id <> ? ORDER BY year, scope"""


def sums(db: Connection, report_id: int, form: Form | None) -> tuple[Sum, ...]:
    """The identities that fail or cannot be judged, those that fail first."""
    printed = db.execute(SHEET, [report_id]).fetchone()
    known = load(printed[0]) if printed else form
    labels = {label.code: label for part in (known.parts if known else ()) for label in (*part.rows, *part.columns)}
    return tuple(
        Sum(identity, scope, left, right, Verdict(lenient), *_named(labels, scope))
        for identity, scope, left, right, lenient in db.execute(SUMS, [report_id])
    )


def _named(labels: dict[str, Label], scope: str) -> tuple[str, str]:
    """What a sum is about, in both languages; of a sheet in the year or in all years together."""
    label = labels[scope.removesuffix(".cumulative")]
    return (f"{label.zh}（历年累计）", f"{label.en} (cumulative)") if "." in scope else (label.zh, label.en)


def mends(db: Connection, report_id: int) -> tuple[Mend, ...]:
    """The repairs with their signs: `*`, or `*1`, `*2` … where there are several."""
    found = db.execute(MENDS, [report_id]).fetchall()
    signs = ["*"] if len(found) == 1 else [f"*{number}" for number in range(1, len(found) + 1)]
    return tuple(
        Mend(sign, tuple(json.loads(cells)), before, after, why)
        for sign, (cells, before, after, why) in zip(signs, found, strict=True)
    )


def unmapped(db: Connection, report_id: int) -> tuple[Unmapped, ...]:
    return tuple(Unmapped(label, tuple(json.loads(values))) for label, values in db.execute(UNMAPPED, [report_id]))


def sections(db: Connection, report_id: int) -> tuple[Section, ...]:
    return tuple(Section(*row) for row in db.execute(SECTIONS, [report_id]))


def mentions(db: Connection, report_id: int) -> tuple[Mention, ...]:
    return tuple(
        Mention(section, subject, value, unit, bool(approximate), text)
        for section, subject, value, unit, approximate, text in db.execute(MENTIONS, [report_id])
    )


def capture(db: Connection, report_id: int, version: int) -> Capture:
    """Where the bytes are kept that this version is read from."""
    return Capture(*db.execute(CAPTURE, [report_id, version]).fetchone())


def witnesses(db: Connection, head: Head) -> tuple[Witness, ...]:
    """Where else the report is printed."""
    found = db.execute(WITNESSES, [head.report_id, head.version, head.sha256, head.url])
    return tuple(Witness(url, role, bool(agrees)) for url, role, agrees in found)


def siblings(db: Connection, head: Head) -> tuple[Sibling, ...]:
    return tuple(
        Sibling(report_id, year, Scope(scope), Status(status))
        for report_id, year, scope, status in db.execute(SIBLINGS, [head.organ_id, head.report_id])
    )

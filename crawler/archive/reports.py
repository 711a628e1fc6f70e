"""The table `reports` and those that hang on it: exactly one row an organ, year and scope, saying what it now says."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlite_utils import Database

from crawler.archive.figures import Figures, Row, figures_of
from parsers.model import Report, Verdict

FIGURES = ("disclosure", "applications", "disputes", "figures", "evidence")
PARTS = (*FIGURES, "sections", "mentions", "unmapped", "repairs", "checks")


@dataclass(frozen=True, slots=True)
class Key:
    """Which report it is, and how that was found out."""

    report_id: int
    organ_id: int
    year: int
    scope: str
    organ_source: str
    adcode_at_year: str


@dataclass(frozen=True, slots=True)
class Current:
    """What the archive says of a report already."""

    version: int
    sha256: str
    url: str
    status: str
    reading_digest: str
    read_by: str


def current(db: Database, report_id: int) -> Current | None:
    row = db.execute(
        """SELECT r.version, r.sha256, r.url, r.status, v.reading_digest, v.read_by
        FROM reports r JOIN report_versions v USING (report_id, version) WHERE report_id = ?""",
        [report_id],
    ).fetchone()
    return None if row is None else Current(*row)


def write_report(db: Database, key: Key, report: Report, sha256: str, url: str, first_seen: str, version: int) -> None:
    """The report's row and all its figures, in place of what stood there; within the caller's transaction.

    `first_seen` counts for a report that is new; one that is there keeps its own.
    """
    row = _row(key, report) | {"sha256": sha256, "url": url, "first_seen": first_seen, "version": version}
    columns = ", ".join(row)
    kept = ("report_id", "first_seen")
    updates = ", ".join(f"{column} = excluded.{column}" for column in row if column not in kept)
    db.execute(
        f"""INSERT INTO reports ({columns}) VALUES ({", ".join("?" * len(row))})
        ON CONFLICT (report_id) DO UPDATE SET {updates}""",
        list(row.values()),
    )
    for table in PARTS:
        db.execute(f"DELETE FROM {table} WHERE report_id = ?", [key.report_id])
    for table, rows in _children(report, figures_of(report)).items():
        if rows:
            db.table(table).insert_all([{"report_id": key.report_id, **child} for child in rows])


def _row(key: Key, report: Report) -> Row:
    status = dict(report.part_status)
    held = [check for check in report.checks if check.lenient is Verdict.HOLDS]
    return {
        "report_id": key.report_id,
        "organ_id": key.organ_id,
        "year": key.year,
        "scope": key.scope,
        "scope_evidence": report.scope_evidence,
        "period_from": report.period_from.isoformat() if report.period_from else None,
        "period_to": report.period_to.isoformat() if report.period_to else None,
        "form": report.form,
        "title": report.title,
        "organ_printed": report.organ,
        "organ_source": key.organ_source,
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "published_source": report.published_source,
        "status": str(report.status),
        "status_disclosure": _text(status.get("disclosure")),
        "status_applications": _text(status.get("applications")),
        "status_disputes": _text(status.get("disputes")),
        "doubts": "\n".join(report.doubts) or None,
        "checks_held": len(held),
        "checks_held_nonzero": sum(1 for check in held if check.left),
        "checks_failed": sum(1 for check in report.checks if check.lenient is Verdict.FAILS),
        "checks_unknown": sum(1 for check in report.checks if check.lenient is Verdict.UNKNOWN),
        "repaired": len(report.repairs),
        "adcode_at_year": key.adcode_at_year,
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _children(report: Report, figures: Figures) -> dict[str, list[Row]]:
    return {
        **figures.tables,
        "evidence": figures.evidence,
        "sections": [
            {"position": at, "number": section.number, "heading": section.heading, "text": section.text}
            for at, section in enumerate(report.sections)
        ],
        "mentions": _mentions(report),
        "unmapped": [
            {
                "position": at,
                "table": row.table,
                "label": row.label,
                "values": json.dumps(row.values, ensure_ascii=False),
            }
            for at, row in enumerate(report.unmapped)
        ],
        "repairs": [
            {"position": at, "cells": json.dumps(mend.cells), "from": mend.before, "to": mend.after, "why": mend.why}
            for at, mend in enumerate(report.repairs)
        ],
        "checks": [
            {
                "identity": check.identity,
                "scope": check.scope,
                "left": check.left,
                "right": check.right,
                "lenient": str(check.lenient),
                "strict": str(check.strict),
            }
            for check in report.checks
            if not (check.lenient is Verdict.HOLDS and check.strict is Verdict.HOLDS)
        ],
    }


def _mentions(report: Report) -> list[Row]:
    rows: list[Row] = []
    for at, mention in enumerate(report.mentions):
        value = mention.value
        rows.append(
            {
                "position": at,
                "section": mention.section,
                "subject": mention.subject,
                "value": int(value) if value == value.to_integral_value() else float(value),
                "unit": mention.unit,
                "approximate": int(mention.approximate),
                "text": mention.text,
            }
        )
    return rows

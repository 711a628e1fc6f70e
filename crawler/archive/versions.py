"""What a report has said over time (`report_versions`, `cell_changes`) and where it is printed (`witnesses`)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from crawler.archive.captures import CaptureRow

_RAWS = """
SELECT f.cell, json_extract(e.raws, '$[' || f.position || ']')
FROM evidence e JOIN form_cells f ON f.form = e.form AND f.part = e.part WHERE e.report_id = :report
UNION ALL SELECT cell, raw FROM figures WHERE report_id = :report AND indicator IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a version of a report is printed, other than or as well as at its own address."""

    report_id: int
    version: int
    sha256: str
    role: str  # page, attachment, file
    url: str
    agrees: bool


def begin_version(db: Database, report_id: int, version: int, capture: CaptureRow, digest: str, read_by: str) -> None:
    """A version, seen for the first time in `capture`; or a better witness of the version that stands."""
    db.execute(
        """INSERT INTO report_versions
            (report_id, version, sha256, capture_id, seen_from, seen_to, reading_digest, read_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (report_id, version) DO UPDATE SET sha256 = excluded.sha256, capture_id = excluded.capture_id,
            seen_to = excluded.seen_to, reading_digest = excluded.reading_digest, read_by = excluded.read_by""",
        [
            report_id,
            version,
            capture.sha256,
            capture.capture_id,
            capture.fetched_at,
            capture.fetched_at,
            digest,
            read_by,
        ],
    )


def seen_again(db: Database, report_id: int, version: int, at: str) -> None:
    db.execute(
        "UPDATE report_versions SET seen_to = max(seen_to, ?) WHERE report_id = ? AND version = ?",
        [at, report_id, version],
    )


def store_witness(db: Database, witness: Witness) -> None:
    db.execute(
        """INSERT INTO witnesses (report_id, version, sha256, role, url, agrees) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET agrees = excluded.agrees""",
        [
            witness.report_id,
            witness.version,
            witness.sha256,
            witness.role,
            witness.url,
            int(witness.agrees),
        ],
    )


def witness_of(db: Database, sha256: str) -> Witness | None:
    """The report that prints this content in its newest version; None where none does."""
    row = db.execute(
        """SELECT report_id, version, w.sha256, role, w.url, agrees
        FROM witnesses w JOIN reports r USING (report_id, version) WHERE w.sha256 = ? ORDER BY report_id, w.url""",
        [sha256],
    ).fetchone()
    return None if row is None else Witness(row[0], row[1], row[2], row[3], row[4], bool(row[5]))


def raws(db: Database, report_id: int) -> dict[str, str]:
    """Cell → what is printed there, as the archive now has it."""
    return dict(db.execute(_RAWS, {"report": report_id}).fetchall())


def store_changes(db: Database, report_id: int, version: int, before: dict[str, str]) -> None:
    """The cells that the organ has changed since the version before; `before` is what `raws` said then."""
    after = raws(db, report_id)
    changed = [
        (report_id, version - 1, version, cell, before.get(cell), after.get(cell), "source")
        for cell in sorted({*before, *after})
        if before.get(cell) != after.get(cell)
    ]
    db.conn.executemany("INSERT INTO cell_changes VALUES (?, ?, ?, ?, ?, ?, ?)", changed)

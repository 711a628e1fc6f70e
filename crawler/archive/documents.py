"""The tables `documents` and `unplaced`: what each distinct content was read as."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of `documents`; `read_by` is the parser's revision, `message` says why it gave no report."""

    sha256: str
    media_type: str | None
    bytes: int
    read_by: str
    outcome: str
    message: str | None = None


def outcome_of(db: Database, sha256: str) -> str | None:
    """What the content was read as; None where it was not read yet."""
    row = db.execute("SELECT outcome FROM documents WHERE sha256 = ?", [sha256]).fetchone()
    return None if row is None else str(row[0])


def store_document(db: Database, row: DocumentRow) -> None:
    db.execute(
        """INSERT INTO documents (sha256, media_type, bytes, read_by, outcome, message) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (sha256) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes,
            read_by = excluded.read_by, outcome = excluded.outcome, message = excluded.message""",
        [row.sha256, row.media_type, row.bytes, row.read_by, row.outcome, row.message],
    )


def store_unplaced(
    db: Database, sha256: str, url: str, reason: str, organ: str | None, year: int | None, title: str | None
) -> None:
    """A report whose organ or year cannot be told, where it was found."""
    db.execute(
        "INSERT OR REPLACE INTO unplaced (sha256, url, reason, organ, year, title) VALUES (?, ?, ?, ?, ?, ?)",
        [sha256, url, reason, organ, year, title],
    )


def is_unplaced(db: Database, sha256: str, url: str) -> bool:
    return db.execute("SELECT 1 FROM unplaced WHERE sha256 = ? AND url = ?", [sha256, url]).fetchone() is not None


def read_up_to(db: Database) -> int:
    """The last capture that reading has come to; 0 where it has not begun."""
    row = db.execute("SELECT value FROM archive_meta WHERE key = 'read_up_to'").fetchone()
    return 0 if row is None else int(row[0])


def set_read_up_to(db: Database, capture_id: int) -> None:
    db.execute("INSERT OR REPLACE INTO archive_meta VALUES ('read_up_to', ?)", [str(capture_id)])

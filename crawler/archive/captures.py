"""The tables `captures` and `fetch_failures`: what was kept, and what gave nothing to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A row of `captures`. `bytes` counts the entity body on the wire, `sha256` is of the decoded one (None:
    refused).
    """

    capture_id: int
    kind: str
    url: str
    fetched_at: str
    status: int | None
    content_type: str | None
    sha256: str | None
    payload_capture_id: int | None
    payload_digest: str | None
    bytes: int
    truncated: str | None
    etag: str | None
    last_modified: str | None
    warc_file: str
    warc_offset: int
    warc_length: int
    via: str | None
    portal: str | None
    crawl_id: int

    @property
    def payload_id(self) -> int:
        """The capture whose record holds the payload."""
        return self.capture_id if self.payload_capture_id is None else self.payload_capture_id


@dataclass(frozen=True, slots=True)
class FailureRow:
    url: str
    at: str
    reason: str
    portal: str | None
    crawl_id: int


COLUMNS = tuple(field.name for field in fields(CaptureRow))
FAILURE_COLUMNS = tuple(field.name for field in fields(FailureRow))
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM captures"


def insert_captures(db: Database, rows: Iterable[CaptureRow]) -> None:
    """New captures, within the caller's transaction. Raises sqlite3.IntegrityError for a place that is taken."""
    db.table("captures").insert_all({name: getattr(row, name) for name in COLUMNS} for row in rows)


def insert_failures(db: Database, rows: Iterable[FailureRow]) -> None:
    db.table("fetch_failures").insert_all({name: getattr(row, name) for name in FAILURE_COLUMNS} for row in rows)


def next_capture_id(db: Database) -> int:
    (last,) = db.execute("SELECT coalesce(max(capture_id), 0) FROM captures").fetchone()
    return int(last) + 1


def capture(db: Database, capture_id: int) -> CaptureRow | None:
    return _one(db, "WHERE capture_id = ?", [capture_id])


def with_payload(db: Database, payload_digest: str) -> CaptureRow | None:
    """The first capture that holds a payload of this digest, whole."""
    where = "WHERE payload_digest = ? AND kind IN ('response', 'resource') AND truncated IS NULL ORDER BY capture_id"
    return _one(db, where, [payload_digest])


def last_good(db: Database, url: str) -> CaptureRow | None:
    """The newest whole capture of a URL with status 200: what a 304 says is still so."""
    where = "WHERE url = ? AND kind IN ('response', 'revisit') AND status = 200 AND truncated IS NULL"
    return _one(db, f"{where} ORDER BY fetched_at DESC", [url])


def at_moment(db: Database, url: str, fetched_at: str) -> CaptureRow | None:
    """The capture that a revisit record names by URL and date."""
    return _one(db, "WHERE url = ? AND fetched_at = ? AND kind IN ('response', 'resource')", [url, fetched_at])


def newest_of_crawl(db: Database, url: str, crawl_id: int, before: int) -> CaptureRow | None:
    """The newest capture of a URL in a crawl, among those with lower numbers than `before`."""
    where = "WHERE url = ? AND crawl_id = ? AND capture_id < ? ORDER BY fetched_at DESC"
    return _one(db, where, [url, crawl_id, before])


def after(db: Database, capture_id: int, limit: int) -> list[CaptureRow]:
    """The captures made next after this one, in order."""
    sql = f"{_SELECT} WHERE capture_id > ? ORDER BY capture_id LIMIT ?"
    return [CaptureRow(*row) for row in db.execute(sql, [capture_id, limit])]


def has(db: Database, url: str, sha256: str) -> bool:
    """Whether this content was kept from this URL before."""
    return _one(db, "WHERE url = ? AND sha256 = ?", [url, sha256]) is not None


def places(db: Database, warc_file: str) -> frozenset[int]:
    """Where records of a file begin that have rows."""
    return frozenset(o for (o,) in db.execute("SELECT warc_offset FROM captures WHERE warc_file = ?", [warc_file]))


def last_places(db: Database) -> dict[str, int]:
    """File → where the last record begins that has a row."""
    return dict(db.execute("SELECT warc_file, max(warc_offset) FROM captures GROUP BY warc_file").fetchall())


def _one(db: Database, where: str, values: Sequence[object]) -> CaptureRow | None:
    row = db.execute(f"{_SELECT} {where} LIMIT 1", values).fetchone()
    return None if row is None else CaptureRow(*row)

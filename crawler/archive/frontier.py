"""The table `frontier`: every URL that was met, and how far it has come.

queued → in_flight → done · failed · refused · blocked · over_budget. A row is one URL for good; a later crawl that
meets it again takes it over under its own crawl_id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class FrontierRow:
    fingerprint: str
    host: str
    portal: str
    url: str
    via: str | None
    kind: str
    depth: int
    priority: int
    state: str
    attempts: int
    due_at: str | None
    crawl_id: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a URL; `attempts` counts the requests for it that gave nothing."""

    fingerprint: str
    state: str
    attempts: int


COLUMNS = tuple(field.name for field in fields(FrontierRow))
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM frontier"
_TAKE_OVER = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])
_INSERT = f"""
INSERT INTO frontier ({", ".join(COLUMNS)}) VALUES ({", ".join("?" * len(COLUMNS))})
ON CONFLICT (fingerprint) DO UPDATE SET {_TAKE_OVER} WHERE frontier.crawl_id <> excluded.crawl_id
"""
_DUE = "state = 'queued' AND crawl_id = ? AND (due_at IS NULL OR due_at <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"


def insert_links(db: Database, rows: Iterable[FrontierRow]) -> None:
    """New URLs, and known ones of older crawls taken over; within the caller's transaction."""
    db.conn.executemany(_INSERT, [tuple(getattr(row, name) for name in COLUMNS) for row in rows])


def write_marks(db: Database, marks: Iterable[Mark]) -> None:
    values = [(mark.state, mark.attempts, mark.fingerprint) for mark in marks]
    db.conn.executemany("UPDATE frontier SET state = ?, attempts = ? WHERE fingerprint = ?", values)


def crawl_of(db: Database, fingerprint: str) -> int | None:
    """The crawl that last met the URL; None if none did."""
    row = db.execute("SELECT crawl_id FROM frontier WHERE fingerprint = ?", [fingerprint]).fetchone()
    return None if row is None else int(row[0])


def queued_hosts(db: Database, crawl_id: int) -> dict[str, int]:
    """Host → how many of its URLs this crawl may fetch now."""
    return dict(db.execute(f"SELECT host, count(*) FROM frontier WHERE {_DUE} GROUP BY host", [crawl_id]).fetchall())


def best_queued(db: Database, crawl_id: int, host: str, limit: int) -> list[FrontierRow]:
    """The next URLs of a host, best first."""
    sql = f"{_SELECT} WHERE {_DUE} AND host = ? ORDER BY priority DESC, depth, fingerprint LIMIT ?"
    return [FrontierRow(*row) for row in db.execute(sql, [crawl_id, host, limit])]


def requeue_in_flight(db: Database, crawl_id: int) -> None:
    db.execute("UPDATE frontier SET state = 'queued' WHERE state = 'in_flight' AND crawl_id = ?", [crawl_id])

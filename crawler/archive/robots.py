"""The table `robots`: what an origin's robots.txt said, so that it is asked for once a day (RFC 9309, section 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class RobotsRow:
    """`origin` is scheme, host and port; `body` is there for the verdict `rules` only."""

    origin: str
    fetched_at: str
    status: int | None
    verdict: str
    body: str | None
    crawl_delay: float | None


def robots_of(db: Database, origin: str, since: str) -> RobotsRow | None:
    """What the origin's robots.txt said, if it was asked for since the stamp `since`."""
    sql = (
        "SELECT origin, fetched_at, status, verdict, body, crawl_delay FROM robots WHERE origin = ? AND fetched_at >= ?"
    )
    row = db.execute(sql, [origin, since]).fetchone()
    return None if row is None else RobotsRow(*row)


def keep_robots(db: Database, row: RobotsRow) -> None:
    """Puts what was just said in the place of what was said before."""
    sql = """INSERT OR REPLACE INTO robots (origin, fetched_at, status, verdict, body, crawl_delay)
        VALUES (?, ?, ?, ?, ?, ?)"""
    with db.atomic():
        db.execute(sql, [row.origin, row.fetched_at, row.status, row.verdict, row.body, row.crawl_delay])

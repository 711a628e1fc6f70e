"""The crawls that imported captures belong to: those that made them, as their records say, or the import itself."""

from __future__ import annotations

from sqlite_utils import Database


def remember_crawl(db: Database, crawl_id: int, at: str, code: str) -> None:
    """A crawl whose captures come from its WARCs; how it went is not known any more."""
    db.execute(
        """INSERT INTO crawls (crawl_id, started_at, finished_at, outcome, code) VALUES (?, ?, ?, 'import', ?)
        ON CONFLICT DO NOTHING""",
        [crawl_id, at, at, code],
    )


def new_import(db: Database, at: str, code: str) -> int:
    """A crawl for files that no crawl has fetched."""
    sql = "INSERT INTO crawls (started_at, finished_at, outcome, code) VALUES (?, ?, 'import', ?)"
    made = db.execute(sql, [at, at, code]).lastrowid
    assert made is not None
    return made


def close_import(db: Database, crawl_id: int) -> None:
    db.execute(
        "UPDATE crawls SET captures = (SELECT count(*) FROM captures WHERE crawl_id = :id) WHERE crawl_id = :id",
        {"id": crawl_id},
    )

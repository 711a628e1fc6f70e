"""The open group: WARC records are appended as responses come; their rows, new links and marks wait for the commit.

A commit is WARC durable first, then one transaction with everything of the group. So a row never speaks of bytes that
are not on the disk, and a URL is `done` only together with, or after, its capture and the links that it gave.
"""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

from sqlite_utils import Database

from crawler import faults
from crawler.archive import captures as captures_table
from crawler.archive import frontier as frontier_table
from crawler.archive.captures import CaptureRow, FailureRow
from crawler.archive.frontier import FrontierRow, Mark
from crawler.keeping.coding import decoded_body
from crawler.keeping.group import Group
from crawler.keeping.rows import About, Kept, Seen, capture_row
from crawler.keeping.shelf import Shelf
from crawler.keeping.wire import Exchange, parse_head
from crawler.warc import Place, WarcFolder
from crawler.warc import record as make
from crawler.warc.exchange import records

SECONDS = 1.0  # the most that a crash makes us do again


class KeepingFailed(Exception):
    """WARC or archive could not be written, and nothing is kept any more. Raised by Keeper.keep, .commit and .close."""


class Keeper:
    """Keeps for one crawl, in one run of it. The archive is recovered (crawler.keeping.recovery) and locked."""

    def __init__(self, db: Database, warc: WarcFolder, crawl_id: int) -> None:
        self.db = db
        self.crawl_id = crawl_id
        self.broken: Exception | None = None
        self.groups = 0  # committed so far
        self.on_broken: Callable[[Exception], None] = lambda error: None
        self._warc = warc
        self._group = Group()
        self.shelf = Shelf(db, self._group, warc.folder)
        self._first_id = self._next_id = captures_table.next_capture_id(db)
        self._timer: asyncio.TimerHandle | None = None

    def keep(self, exchange: Exchange, about: About) -> Kept:
        """Appends the records of an exchange; its row is committed with the group. Raises KeepingFailed."""
        self._check()
        head, payload = parse_head(exchange.head), make.digest(exchange.body)
        decoded = decoded_body(exchange.body, head)
        original = self.shelf.original(exchange, head.status, payload)
        kind = "response" if original is None else "not_modified" if head.status == 304 else "revisit"
        place = self._append(records(exchange, about, payload, kind, original, self.crawl_id))
        sha256 = None if decoded is None else hashlib.sha256(decoded).hexdigest()
        stamp, size, cut = make.stamp(exchange.at), len(exchange.body), exchange.truncated
        seen = Seen(kind, exchange.url, stamp, head, payload, size, sha256, cut)
        row = capture_row(seen, place, about, original, self._next_id, self.crawl_id)
        self._next_id += 1
        self._group.add(row)
        self._dirty()
        return Kept(row, head, decoded)

    def fail(self, url: str, reason: str, portal: str | None) -> None:
        """Takes note of an attempt that brought no response."""
        self._group.failures.append(FailureRow(url, make.stamp(datetime.now(UTC)), reason, portal, self.crawl_id))
        self._dirty()

    def link(self, row: FrontierRow) -> None:
        """Takes note of a URL to fetch."""
        self._group.links[row.fingerprint] = row
        self._dirty()

    def mark(self, fingerprint: str, state: str, attempts: int) -> None:
        """Takes note of what became of a URL."""
        self._group.marks[fingerprint] = Mark(fingerprint, state, attempts)
        self._dirty()

    def knows(self, fingerprint: str) -> bool:
        """Whether this crawl has met the URL, in this run or before."""
        return fingerprint in self._group.links or frontier_table.crawl_of(self.db, fingerprint) == self.crawl_id

    def replay(self, url: str) -> CaptureRow | None:
        """What an earlier run of this crawl kept of a URL that is asked for again: it did not come to read it."""
        return captures_table.newest_of_crawl(self.db, url, self.crawl_id, self._first_id)

    def commit(self) -> None:
        """Makes the group durable. Raises KeepingFailed."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._check()
        if not self._group:
            return
        try:
            faults.point("fsync")
            self._warc.sync()
            faults.point("synced")
            with self.db.atomic():
                self._group.write(self.db)
                faults.point("commit")
            faults.point("committed")
        except (OSError, sqlite3.Error) as error:
            raise self._break(error) from error
        self._group.clear()
        self.groups += 1

    def close(self) -> None:
        """Commits what is left and closes the WARC. Raises KeepingFailed."""
        self.commit()
        try:
            self._warc.close()
        except OSError as error:
            raise self._break(error) from error

    def _append(self, members: list[bytes]) -> Place:
        try:
            return self._warc.append(members)[-1]
        except OSError as error:
            raise self._break(error) from error

    def _check(self) -> None:
        if self.broken is not None:
            raise KeepingFailed(str(self.broken)) from self.broken

    def _break(self, error: Exception) -> KeepingFailed:
        self.broken = error
        self.on_broken(error)
        return KeepingFailed(str(error))

    def _dirty(self) -> None:
        if self.broken is not None:
            return  # what was noted stays uncommitted, and is done again by the next run
        if self._group.full():
            self._tick()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SECONDS, self._tick)

    def _tick(self) -> None:
        self._timer = None
        try:
            self.commit()
        except KeepingFailed:
            return  # on_broken has told the crawl

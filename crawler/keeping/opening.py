"""The keeper of a crawl: recovered and opened once, shared by scheduler and middlewares."""

from __future__ import annotations

import asyncio
import errno
import logging
import sqlite3
from datetime import UTC, datetime
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from crawler import __version__
from crawler.crawling.session import Session, session_of
from crawler.keeping.keeper import Keeper
from crawler.keeping.recovery import recover
from crawler.warc import WarcFolder
from crawler.warc.record import warcinfo

logger = logging.getLogger(__name__)

_of: WeakKeyDictionary[Crawler, Keeper] = WeakKeyDictionary()


def keeper_of(crawler: Crawler) -> Keeper:
    """The one keeper of this crawl. The first call recovers what an earlier run left behind.

    Raises OSError, sqlite3.Error.
    """
    if crawler not in _of:
        keeper = open_keeper(session_of(crawler))
        keeper.on_broken = lambda error: _stop(crawler, error)
        _of[crawler] = keeper
    return _of[crawler]


def open_keeper(session: Session) -> Keeper:
    """Recovers, and opens a keeper for what comes."""
    db, folder = session.archive.db, session.options.warc_dir
    recovery = recover(db, folder, session.crawl_id)
    if recovery.adopted or recovery.torn:
        logger.warning(
            "the last run did not end: %d responses that it kept were taken in, %d torn ends set aside",
            recovery.adopted,
            len(recovery.torn),
        )
    contact = session.options.contact

    def head(name: str) -> bytes:
        info = {
            "software": f"gongkai/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "operator": contact,
            "http-header-from": contact,
            "robots": "obey (RFC 9309)",
        }
        return warcinfo(name, datetime.now(UTC), info)

    return Keeper(db, WarcFolder(folder, head), session.crawl_id)


def no_room(error: Exception) -> bool:
    """Whether `Keeper.broken` says that the disk is full, under the WARC or under SQLite."""
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorcode == sqlite3.SQLITE_FULL
    return isinstance(error, OSError) and error.errno == errno.ENOSPC


def _stop(crawler: Crawler, error: Exception) -> None:
    """Ends the crawl: what can no longer be kept may not be fetched."""
    logger.error("nothing can be kept any more, the crawl stops: %s", error)
    if crawler.engine is not None and crawler.engine.running:
        reason = "no_room" if no_room(error) else "keeping_failed"
        task = asyncio.get_running_loop().create_task(crawler.engine.close_spider_async(reason=reason))
        task.add_done_callback(lambda done: done.exception())

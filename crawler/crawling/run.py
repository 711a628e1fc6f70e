"""Runs a crawl in this process: options → Scrapy → outcome. Once a process: a reactor does not start twice."""

from __future__ import annotations

import errno
import logging
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from crawler import __version__
from crawler.archive import Archive
from crawler.archive import visits as table
from crawler.archive.visits import VisitRow
from crawler.crawling.monitor import judge_crawl, outcome_of
from crawler.crawling.session import CrawlOptions, Session, SessionCrawler
from crawler.keeping.opening import keeper_of, no_room
from crawler.problems import NoRoom, Problem
from crawler.registry.portals import Portal
from crawler.spiders.annual_reports import AnnualReports


@dataclass(frozen=True, slots=True)
class CrawlOutcome:
    """How a crawl went: `complete`, `partial`, `unreachable`, or `interrupted` (the same command goes on with it)."""

    crawl_id: int
    outcome: str
    visits: tuple[VisitRow, ...]


def run(archive: Archive, portals: Sequence[Portal], options: CrawlOptions) -> CrawlOutcome:
    """Crawls the portals, or goes on with the crawl of them that was stopped, and writes how it went.

    Raises Problem where the WARC folder cannot be written, NoRoom where the disk is full; what was kept until then
    stays.
    """
    _refuse_unwritable(archive.warc_folder)
    options = replace(options, db=archive.path, warc_dir=archive.warc_folder)
    crawl_id = table.open_crawl(archive.db, portals, _now(), f"gongkai/{__version__}")
    session = Session(archive, crawl_id, tuple(portals), options)
    reason = _scrapy(session)
    rows = judge_crawl(archive.db, crawl_id)
    stopped = reason != "finished"
    if not stopped:
        table.close_visits(archive.db, crawl_id, rows)
    outcome = "interrupted" if stopped else outcome_of(rows)
    table.close_crawl(archive.db, crawl_id, outcome, None if stopped else _now())
    if reason not in ("finished", "shutdown"):
        raise Problem(f"the crawl stopped by itself ({reason}); the lines above say why, the same command goes on")
    return CrawlOutcome(crawl_id, outcome, tuple(rows))


def settings_for(options: CrawlOptions) -> Settings:
    """The project's settings, and over them what the options say."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    contact = f" (+{options.contact})" if options.contact else ""
    settings.set("USER_AGENT", f"gongkai/{__version__}{contact}", priority="cmdline")
    return settings


def _scrapy(session: Session) -> str:
    """Why the spider ended: `finished`, `shutdown` (a signal), or what went wrong."""
    failed: list[Any] = []
    with _own_signals(), _own_logging():
        process = CrawlerProcess(settings_for(session.options))
        crawler = SessionCrawler(AnnualReports, process.settings, session)
        process.crawl(crawler).addErrback(failed.append)
        process.start()
    if failed:
        failed[0].raiseException()
    broken = keeper_of(crawler).broken
    if broken is not None and no_room(broken):
        raise NoRoom(f"{session.options.warc_dir}: no room on the disk; make some, and the same command goes on")
    if broken is not None:
        raise Problem(f"nothing more can be kept ({broken}); mend that, and the same command goes on") from broken
    # There is no reason after a second Ctrl-C, which waits for nothing.
    return str(crawler.stats.get_value("finish_reason") or "shutdown")


@contextmanager
def _own_signals() -> Iterator[None]:
    """Scrapy leaves its handlers behind; afterwards Ctrl-C must reach the reading that follows."""
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(one) for one in signals]
    try:
        yield
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)


@contextmanager
def _own_logging() -> Iterator[None]:
    """Scrapy puts a handler on the root logger; it goes with the crawl."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    try:
        yield
    finally:
        for handler in [one for one in root.handlers if one not in before]:
            root.removeHandler(handler)
        root.setLevel(level)


def _refuse_unwritable(folder: Path) -> None:
    """Says so before the first request, not after it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        kind = NoRoom if error.errno == errno.ENOSPC else Problem
        raise kind(f"{folder}: the WARC folder cannot be written ({error.strerror}); choose another --warc") from error


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

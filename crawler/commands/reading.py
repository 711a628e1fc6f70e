"""Reading after a crawl or an import, with a bar on a terminal."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import Progress

from crawler.archive import Archive
from crawler.archive.visits import count_reports
from crawler.reading.read import ReadSummary, read_new, unread


def read_with_bar(archive: Archive) -> ReadSummary:
    """Reads what is new in the archive. Raises what `crawler.reading.read.read_new` raises."""
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=unread(archive.db))
        return read_new(archive, progress=lambda done: bar.update(task, completed=done))


def read_crawl(archive: Archive, crawl_id: int) -> None:
    """Reads what is new in the archive, and counts the reports that this crawl brought."""
    read_with_bar(archive)
    count_reports(archive.db, crawl_id)

"""The bar of a crawl on a terminal: addresses dealt with, of those found so far."""

from __future__ import annotations

import sys
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Bar:
    """An extension; where stderr is no terminal it is not there."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("crawling", total=0)
        self._met = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not sys.stderr.isatty():
            raise NotConfigured
        bar = cls()
        crawler.signals.connect(bar.met, signals.request_scheduled)
        crawler.signals.connect(bar.dealt_with, signals.response_received)
        crawler.signals.connect(bar.dropped, signals.request_dropped)
        crawler.signals.connect(bar.opened, signals.spider_opened)
        crawler.signals.connect(bar.closed, signals.spider_closed)
        return bar

    def opened(self) -> None:
        self._progress.start()

    def closed(self) -> None:
        self._progress.stop()

    def met(self) -> None:
        self._met += 1
        self._progress.update(self._task, total=self._met)

    def dropped(self) -> None:
        """The crawl had met it already."""
        self._met -= 1
        self._progress.update(self._task, total=self._met)

    def dealt_with(self) -> None:
        self._progress.advance(self._task)

"""Scrapy's SCHEDULER over the table `frontier`: best first within a host, fair between hosts, nothing to lose when
killed.

Memory holds the best few URLs of each host, SQLite the rest. A URL that was just found is handed out before it is
committed: the page that named it is not done before the same commit, so a crash cannot lose it.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.utils.request import fingerprint
from twisted.python.failure import Failure

from crawler.archive import frontier as table
from crawler.archive.frontier import FrontierRow
from crawler.crawling.queues import HostQueue, Queues, Seen
from crawler.crawling.refusals import Refused
from crawler.crawling.requests import request_of, row_of
from crawler.fetch.politeness import Politeness, Stopped, politeness_of
from crawler.fetch.turns import Turns
from crawler.keeping.keeper import Keeper, KeepingFailed
from crawler.keeping.opening import keeper_of
from crawler.registry.hosts import host_of


class Scheduler(BaseScheduler):
    """`finish` must be called once for every request that `next_request` gave and that does not come back by itself."""

    def __init__(self, crawler: Crawler, keeper: Keeper, politeness: Politeness) -> None:
        self._crawler = crawler
        self._keeper = keeper
        self._politeness = politeness
        self._queues = Queues()
        self._turns = Turns(politeness)
        self._seen = Seen()
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, keeper_of(crawler), politeness_of(crawler))

    def open(self, spider: Spider) -> None:
        """Takes up what an earlier run of this crawl left queued."""
        for host, count in table.queued_hosts(self._keeper.db, self._keeper.crawl_id).items():
            self._turns.list(self._queues.take_up(host, count))

    def close(self, reason: str) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with suppress(KeepingFailed):  # the keeper has told the crawl, and says it in `broken`
            self._keeper.close()

    def has_pending_requests(self) -> bool:
        return self._queues.waiting > 0 and self._keeper.broken is None

    def enqueue_request(self, request: Request) -> bool:
        """Takes a URL into the frontier. False where this crawl has met it; ValueError where a row could not hold
        it.
        """
        name = fingerprint(request).hex()
        if request.dont_filter and request.meta.get("frontier") == name:
            return self._again(request, name)
        if name in self._seen or self._keeper.knows(name):
            self._seen.add(name)
            return False
        self._seen.add(name)
        row = row_of(request, name, self._keeper.crawl_id)
        self._keeper.link(row)
        self._push(row)
        return True

    def next_request(self) -> Request | None:
        """The best URL of the host that has waited longest, among those that may be asked now."""
        while self._keeper.broken is None and (queue := self._turns.next(self._queues.hosts)) is not None:
            self._refill(queue)
            row = self._queues.pop(queue)
            if row is not None:
                self._turns.give(queue, row.fingerprint)
                self._mark(queue, row.fingerprint, "in_flight", row.attempts)
                return request_of(row, self._failed)
        self._wake_later()
        return None

    def finish(self, request: Request, state: str) -> None:
        """Says what became of a request, after its links were enqueued. A second word on the same request says
        nothing.
        """
        name = request.meta.get("frontier")
        queue = self._queues.hosts.get(host_of(request.url))
        if name is None or queue is None or queue.out != name:
            return
        self._mark(queue, name, state, request.meta.get("retry_times", 0) + (state == "failed"))
        self._turns.take_back(queue)

    def _again(self, request: Request, name: str) -> bool:
        """RetryMiddleware wants it once more: the host rests, longer each time, and then it is the URL's turn again."""
        queue = self._queues.hosts[host_of(request.url)]
        if queue.out != name:
            return False
        row = row_of(request, name, self._keeper.crawl_id)
        self._mark(queue, name, "queued", row.attempts)
        self._politeness.hold(queue.host, self._politeness.pause(queue.host) * 2**row.attempts)
        self._turns.take_back(queue)
        self._push(row)
        return True

    def _failed(self, failure: Failure) -> None:
        """The errback of every request: no response came to the spider."""
        error = failure.value
        state = "queued" if isinstance(error, Stopped) else error.state if isinstance(error, Refused) else "failed"
        self.finish(failure.request, state)  # type: ignore[attr-defined]  # Scrapy sets it
        failure.raiseException()  # for Scrapy to log

    def _push(self, row: FrontierRow) -> None:
        queue = self._queues.push(row)
        queue.group = self._keeper.groups
        self._turns.list(queue)

    def _mark(self, queue: HostQueue, name: str, state: str, attempts: int) -> None:
        queue.group = self._keeper.groups
        self._keeper.mark(name, state, attempts)

    def _refill(self, queue: HostQueue) -> None:
        """Fetches the best of a host from SQLite where none is left here.

        What the open group has of the host is committed first: SQLite would give what is done, and miss what is new.
        """
        if queue.best or not queue.more:
            return
        with suppress(KeepingFailed):
            if queue.group == self._keeper.groups:
                self._keeper.commit()
            room = self._queues.room
            queue.refill(table.best_queued(self._keeper.db, self._keeper.crawl_id, queue.host, room), room)

    def _wake_later(self) -> None:
        """The engine asks again when something ends; when a host's pause ends, nobody would tell it."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        at = self._turns.next_at()
        if at is not None:
            self._timer = asyncio.get_running_loop().call_later(max(0.0, at - time.monotonic()), self._wake)

    def _wake(self) -> None:
        engine = self._crawler.engine
        if engine is not None and engine._slot is not None:
            engine._slot.nextcall.schedule()  # the engine has no public way to be asked to ask

"""When a portal may be asked: one request at a time a host, at most two an address, and a pause after each answer.

Every request goes through here on its way to a connection (pages, redirects, retries, robots.txt), whoever made it. The
scheduler asks `ready_at` so that it hands out nothing that would only wait.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.crawling.session import session_of

AN_ADDRESS = 2  # requests at a time: many portals of a province stand on one machine
LONGEST_CRAWL_DELAY = 60.0
LONGEST_PAUSE = 30.0  # however slow a server is
LONGEST_RETRY_AFTER = 600.0
OVERLOADED = (429, 503)
SMOOTHING = 0.3  # the weight of the newest answer in the server's own time


class Stopped(IgnoreRequest):
    """The crawl ended while the request waited for its turn; it was not sent. Raised by Politeness.turn."""


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ready: float = 0.0
    seconds: float = 0.0  # smoothed time of its answers
    crawl_delay: float = 0.0
    address: str | None = None


class Politeness:
    """`delay`: seconds from the end of an answer to the next request to that host; 0 is for one's own machine only."""

    def __init__(self, delay: float, running: Callable[[], bool] = lambda: True) -> None:
        self._delay = delay
        self._running = running
        self._hosts: dict[str, _Host] = {}
        self._addresses: dict[str, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Holds the host for one request. Raises Stopped."""
        state = self._host(host)
        async with state.lock:
            while (left := state.ready - time.monotonic()) > 0:
                if not self._running():
                    raise Stopped(f"stopped before {host} was asked")
                await asyncio.sleep(min(left, 1.0))
            try:
                yield
            finally:
                state.ready = max(state.ready, time.monotonic() + self.pause(host))

    @asynccontextmanager
    async def at(self, host: str, address: str) -> AsyncIterator[None]:
        """Holds one of the places at an address."""
        self._host(host).address = address
        places = self._addresses.setdefault(address, asyncio.Semaphore(AN_ADDRESS))
        async with places:
            yield

    def answered(self, host: str, seconds: float, status: int | None, retry_after: str | None) -> None:
        """Takes note of an answer, or of a failure to answer (`status` None), and of how long the server took."""
        state = self._host(host)
        state.seconds = seconds if state.seconds == 0 else (1 - SMOOTHING) * state.seconds + SMOOTHING * seconds
        if status in OVERLOADED:
            asked = 10 * self._delay if retry_after is None else seconds_of(retry_after, datetime.now(UTC))
            self.hold(host, min(asked, LONGEST_RETRY_AFTER))

    def hold(self, host: str, seconds: float) -> None:
        """No request to the host for so long."""
        state = self._host(host)
        state.ready = max(state.ready, time.monotonic() + seconds)

    def crawl_delay(self, host: str, seconds: float) -> None:
        """What robots.txt asks for, up to a minute."""
        self._host(host).crawl_delay = min(max(seconds, 0.0), LONGEST_CRAWL_DELAY)

    def pause(self, host: str) -> float:
        """Seconds between two requests: as asked, or as long as the server itself needs."""
        state = self._host(host)
        adapted = min(max(self._delay, state.seconds), LONGEST_PAUSE) if self._delay > 0 else 0.0
        return max(adapted, self._delay, state.crawl_delay)

    def ready_at(self, host: str) -> float:
        """When (time.monotonic) the host may be asked again; 0 if it was never asked."""
        state = self._hosts.get(host)
        return 0.0 if state is None else state.ready

    def address_of(self, host: str) -> str | None:
        """Where the host was last found."""
        state = self._hosts.get(host)
        return None if state is None else state.address

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())


def seconds_of(retry_after: str, now: datetime) -> float:
    """Retry-After (RFC 9110, section 10.2.3) as seconds from now; 0 where it is neither a number nor a date.

    >>> seconds_of("120", datetime(2026, 1, 31, tzinfo=UTC))
    120.0
    >>> seconds_of("Sat, 31 Jan 2026 00:01:00 GMT", datetime(2026, 1, 31, tzinfo=UTC))
    60.0
    """
    if retry_after.strip().isdigit():
        return float(retry_after[:9])
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max(0.0, (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds())


_of: WeakKeyDictionary[Crawler, Politeness] = WeakKeyDictionary()


def politeness_of(crawler: Crawler) -> Politeness:
    """The one of this crawl."""
    if crawler not in _of:
        delay = session_of(crawler).options.delay
        _of[crawler] = Politeness(delay, lambda: crawler.engine is None or crawler.engine.running)
    return _of[crawler]

"""Scrapy's DOWNLOAD_HANDLERS for http and https: turn, guard, connection, exchange.

`request.meta["exchange"]` carries what went over the wire to the capture middleware, which stands next to it. Limits of
size and time end an exchange without losing what came.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response

from crawler.crawling.session import session_of
from crawler.fetch.guard import Destination, Guard
from crawler.fetch.http import Answer, BadAnswer, ask
from crawler.fetch.politeness import politeness_of
from crawler.fetch.pool import Pool, Unreachable
from crawler.keeping.wire import Exchange, parse_head
from crawler.registry.hosts import host_of

TRIED = 3  # addresses of a host, where the first cannot be connected to


class Handler(BaseDownloadHandler):
    """One request at a time a host goes out from here, and none goes out from anywhere else."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        session = session_of(crawler)
        resolves = {(r.host, r.port): r.address for r in session.options.resolve}
        named = frozenset(portal.host for portal in session.portals)
        self._guard = Guard(named, resolves, at_home=session.options.contact is None)
        self._politeness = politeness_of(crawler)
        self._pool = Pool()
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """One for both schemes: an address has its two connections whatever is spoken on them."""
        if crawler not in _of:
            _of[crawler] = cls(crawler)
        found = _of[crawler]
        assert isinstance(found, cls)
        return found

    async def download_request(self, request: Request) -> Response:
        """One exchange. Raises AddressRefused, Stopped, and Scrapy's download errors where no answer came."""
        host = host_of(request.url)
        async with self._politeness.turn(host):
            to = await self._guard.destination(request.url)
            exchange = await self._reach(request, to, host)
        request.meta["exchange"] = exchange
        request.meta["download_latency"] = exchange.seconds
        return Response(request.url, status=parse_head(exchange.head).status)

    async def close(self) -> None:
        await self._pool.close()

    async def _reach(self, request: Request, to: Destination, host: str) -> Exchange:
        *others, last = to.addresses[:TRIED]
        for address in others:
            with suppress(Unreachable):
                return await self._at(request, to, host, address)
        return await self._at(request, to, host, last)

    async def _at(self, request: Request, to: Destination, host: str, address: str) -> Exchange:
        async with self._politeness.at(host, address):
            message, at, began, answer = message_of(request), datetime.now(UTC), time.monotonic(), Answer()
            try:
                await self._ask(to, address, message, answer)
            finally:
                seconds = time.monotonic() - began
                status, retry_after = (
                    (None, None)
                    if answer.parsed is None
                    else (answer.parsed.status, answer.parsed.first("Retry-After"))
                )
                self._politeness.answered(host, seconds, status, retry_after)
        return Exchange(request.url, at, message, answer.head, bytes(answer.body), address, answer.truncated, seconds)

    async def _ask(self, to: Destination, address: str, message: bytes, answer: Answer) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._try(to, address, message, answer)
        except TimeoutError as error:
            if answer.parsed is None:
                raise DownloadTimeoutError(f"no answer within {self._seconds:g} s") from error
            answer.truncated = "time"
        except (OSError, BadAnswer, ValueError) as error:
            raise DownloadFailedError(f"{type(error).__name__}: {error}") from error

    async def _try(self, to: Destination, address: str, message: bytes, answer: Answer, fresh: bool = False) -> None:
        connection = await self._pool.lease(to, address, fresh)
        # A server may close a kept connection, or say some late word on it, just when the next request goes out.
        stale = connection.used
        try:
            await ask(connection, message, answer, self._limit)
        except (BadAnswer, ConnectionError):
            if not stale:
                raise
        finally:
            if answer.reusable:
                self._pool.keep(to, connection)
            else:
                await self._pool.drop(connection)
        if answer.parsed is None:
            await self._try(to, address, message, answer, fresh=True)


_of: WeakKeyDictionary[Crawler, Any] = WeakKeyDictionary()


def message_of(request: Request) -> bytes:
    """The request as it goes over the wire.

    >>> message_of(Request("http://www.yzh.gov.cn/a?b=1#c", headers={"Accept": "*/*"}))
    b'GET /a?b=1 HTTP/1.1\\r\\nHost: www.yzh.gov.cn\\r\\nAccept: */*\\r\\n\\r\\n'
    """
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"{request.method} {target} HTTP/1.1".encode(), b"Host: " + parts.netloc.rpartition("@")[2].encode()]
    lines += [name + b": " + value for name, values in request.headers.items() for value in values]
    if request.body:
        lines.append(b"Content-Length: %d" % len(request.body))
    return b"\r\n".join([*lines, b"", request.body])

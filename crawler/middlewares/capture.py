"""The downloader middleware next to the downloader: keeps every response before anything else touches it.

What it hands up is the response with its body decoded; after a 304, the response that is still so, from the archive.
"""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response

from crawler.fetch.guard import AddressRefused
from crawler.keeping.keeper import Keeper
from crawler.keeping.opening import keeper_of
from crawler.keeping.responses import response_of
from crawler.keeping.rows import About, Kept
from crawler.keeping.wire import Exchange
from crawler.warc import Torn

logger = logging.getLogger(__name__)

NO_RESPONSE = (
    AddressRefused,
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)


class TooLargeDecoded(IgnoreRequest):
    """The body is a bomb: kept as it came, decoded for nobody. Raised by CaptureMiddleware."""


class CaptureMiddleware:
    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(keeper_of(crawler))

    def process_response(self, request: Request, response: Response) -> Response:
        """Keeps what the handler fetched. A response without an exchange was fetched, and kept, before."""
        exchange: Exchange | None = request.meta.pop("exchange", None)
        if exchange is None:
            return response
        kept = self._keeper.keep(exchange, about(request))
        if kept.row.kind == "not_modified":
            return self._still(kept) or response_of(exchange.url, kept.head, b"", [], exchange.address)
        if kept.decoded is None:
            raise TooLargeDecoded(f"{exchange.url}: larger than allowed after decoding")
        flags = [] if exchange.truncated is None else [f"truncated-{exchange.truncated}"]
        return response_of(exchange.url, kept.head, kept.decoded, flags, exchange.address)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Takes note of an attempt that brought no response; whether to try again is RetryMiddleware's to say."""
        kind = next((kind for kind in NO_RESPONSE if isinstance(exception, kind)), None)
        if kind is not None:
            self._keeper.fail(request.url, f"{kind.__name__}: {exception}", about(request).portal)

    def _still(self, kept: Kept) -> Response | None:
        try:
            found = self._keeper.shelf.payload(kept.row)
        except (OSError, ValueError, Torn) as error:
            logger.error("%s: the kept page that a 304 confirms cannot be read: %s", kept.row.url, error)
            return None
        if found.head is None or found.decoded is None:
            return None
        return response_of(kept.row.url, found.head, found.decoded, ["not_modified"])


def about(request: Request) -> About:
    """What the archive says of a request: the seams of crawler.crawling.session. robots.txt has no kind."""
    meta = request.meta
    kind = meta.get("kind")
    return About(meta.get("portal"), None if kind is None else str(kind), meta.get("via"), meta.get("depth"))

"""After a crash: a response that was kept and not read is read from the WARC. No second request, no second capture."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.archive.captures import CaptureRow
from crawler.keeping.keeper import Keeper
from crawler.keeping.opening import keeper_of
from crawler.keeping.responses import response_of
from crawler.keeping.wire import Head
from crawler.warc import Torn

logger = logging.getLogger(__name__)


class ReplayMiddleware:
    """Stands before the capture: what it answers never reaches the network."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(keeper_of(crawler))

    def process_request(self, request: Request) -> Response | None:
        if "frontier" not in request.meta:
            return None  # robots.txt is asked for anew: what it said when the crawl began may be days old
        row = self._keeper.replay(request.url)
        if row is None:
            return None
        try:
            return stored_response(self._keeper, row)
        except (OSError, ValueError, Torn) as error:
            logger.error("%s: kept and cannot be read again, so it is asked for again: %s", request.url, error)
            return None


def stored_response(keeper: Keeper, row: CaptureRow) -> Response | None:
    """What the spider would have seen when the capture was made; None for a body too large to decode.

    Raises OSError, ValueError, warc.Torn where the record cannot be read.
    """
    holder = keeper.shelf.payload(row)
    if holder.decoded is None:
        return None
    head: Head | None = holder.head
    if row.kind == "revisit":  # the payload is another capture's, the header its own
        head = keeper.shelf.record(row).head
    if head is None:
        return None
    flags = ["replayed", "not_modified"] if row.kind == "not_modified" else ["replayed"]
    return response_of(row.url, head, holder.decoded, flags)

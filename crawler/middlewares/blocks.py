"""Turned away: a host that answers with a closed gate is left alone for this crawl, and asked again another night.

The gate's answer is kept like any other; it never reaches the spider. Challenges are not solved.
"""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.crawling.refusals import BlockedTonight
from crawler.crawling.visits import Visits, visits_of
from crawler.finding.challenges import turned_away
from crawler.finding.links import Kind
from crawler.middlewares.robots import ROBOTS

OWN_PAGES = (Kind.COLUMN, Kind.LIST, ROBOTS)


class BlocksMiddleware:
    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(visits_of(crawler))

    def process_request(self, request: Request) -> None:
        blocked = self._visits.of(request.meta["portal"]).blocked
        if blocked is not None:
            raise BlockedTonight(blocked)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises BlockedTonight for a gate, and remembers it for all further requests to the portal."""
        host = request.meta["portal"]
        gate = turned_away(response.status, response.body, request.meta["kind"] in OWN_PAGES)
        if gate is None:
            return response
        self._visits.of(host).blocked = gate
        self._visits.note(host, f"turned away: {gate}")
        raise BlockedTonight(f"{request.url}: {gate}")

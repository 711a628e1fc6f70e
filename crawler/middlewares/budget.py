"""What a portal may cost: so many requests, none for what is not needed any more, none twice for one page."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.crawling.refusals import OverBudget, Skipped
from crawler.crawling.visits import Visit, Visits, place_of, visits_of
from crawler.finding.links import Kind

ON_THE_WAY = (Kind.COLUMN, Kind.LIST)  # pages that are only fetched for their links


class BudgetMiddleware:
    def __init__(self, visits: Visits) -> None:
        self._visits = visits

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(visits_of(crawler))

    def process_request(self, request: Request) -> None:
        """Raises Skipped for a menu once the list is found, and for a page had by another address; OverBudget."""
        visit = self._visits.of(request.meta["portal"])
        if not request.meta.get("retry_times"):
            _spare(request, visit)
        if visit.requests >= self._visits.max_requests:
            raise OverBudget(f"{visit.host} has had its {self._visits.max_requests} requests")
        visit.requests += 1

    def process_response(self, request: Request, response: Response) -> Response:
        """Remembers the pages that were had."""
        if response.status == 200 and request.meta["kind"] in ON_THE_WAY:
            self._visits.of(request.meta["portal"]).places.add(place_of(request.url))
        return response


def _spare(request: Request, visit: Visit) -> None:
    kind = request.meta["kind"]
    if kind == Kind.COLUMN and visit.arrived:
        raise Skipped("the list of reports is found without it")
    if kind in ON_THE_WAY and place_of(request.url) in visit.places:
        raise Skipped("the same page as one that is had")

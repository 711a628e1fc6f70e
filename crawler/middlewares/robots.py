"""Asks for robots.txt before anything else of an origin, and obeys it (RFC 9309).

What answers mean: crawler.finding.robots.

Scrapy's own middleware takes "no answer" for "everything allowed" and forgets between runs; ours does neither.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http.request import NO_CALLBACK

from crawler.archive.robots import RobotsRow, keep_robots, robots_of
from crawler.crawling.refusals import Disallowed, KeptOut
from crawler.crawling.session import session_of
from crawler.crawling.visits import Visits, visits_of
from crawler.fetch.politeness import Politeness, politeness_of
from crawler.finding.links import Kind
from crawler.finding.robots import Answer, Policy, Verdict, policy_of
from crawler.middlewares.scope import in_scope
from crawler.registry.hosts import host_of

ROBOTS = "robots"  # the `kind` of requests for robots.txt
MOST_REDIRECTS = 5  # RFC 9309, section 2.3.1.2
FRESH = timedelta(days=1)  # section 2.4
NO_ANSWER = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadFailedError, DownloadTimeoutError)


class RobotsMiddleware:
    def __init__(self, crawler: Crawler, politeness: Politeness, visits: Visits) -> None:
        self._crawler = crawler
        self._db = session_of(crawler).archive.db
        self._politeness = politeness
        self._visits = visits
        self._policies: dict[str, asyncio.Task[Policy]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, politeness_of(crawler), visits_of(crawler))

    async def process_request(self, request: Request) -> None:
        """Raises Disallowed; KeptOut where robots.txt could not be had; BlockedTonight where a gate stood before it."""
        if request.meta["kind"] == ROBOTS:
            return
        portal = request.meta["portal"]
        policy = await self._policy(request.url, portal)
        if policy.verdict is Verdict.DISALLOW_ALL:
            if policy.status is None:  # that nothing answered is in `fetch_failures`
                raise KeptOut(f"robots.txt of {portal} did not answer")
            self._visits.note(portal, f"robots.txt answered {policy.status}, so nothing may be fetched")
            raise KeptOut(f"robots.txt of {portal} answered {policy.status}")
        if not policy.allows(request.url):
            if request.meta["kind"] == Kind.LIST:
                self._visits.note(portal, f"robots.txt disallows {request.url}, a page of a list")
            raise Disallowed(f"robots.txt disallows {request.url}")

    async def _policy(self, url: str, portal: str) -> Policy:
        """The origin's policy; asked for once, however many requests wait for it."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._policies:
            self._policies[origin] = asyncio.ensure_future(self._find(origin, portal))
        return await self._policies[origin]

    async def _find(self, origin: str, portal: str) -> Policy:
        now = datetime.now(UTC)
        row = robots_of(self._db, origin, _stamp(now - FRESH))
        if row is not None and row.verdict in (Verdict.RULES, Verdict.ALLOW_ALL):  # a failure is tried again sooner
            policy = Policy(Verdict(row.verdict), row.status, row.body or "")
        else:
            policy = policy_of(await self._ask(f"{origin}/robots.txt", portal))
            body = policy.body if policy.verdict is Verdict.RULES else None
            keep_robots(
                self._db, RobotsRow(origin, _stamp(now), policy.status, policy.verdict, body, policy.crawl_delay)
            )
        if policy.crawl_delay is not None:
            self._politeness.crawl_delay(host_of(origin), policy.crawl_delay)
        return policy

    async def _ask(self, url: str, portal: str) -> Answer:
        """What robots.txt says, five redirects on at most; one that leads astray is as good as none (4xx)."""
        engine = self._crawler.engine
        assert engine is not None
        via = None
        for hop in range(MOST_REDIRECTS + 1):
            meta = {"portal": portal, "kind": ROBOTS, "via": via, "depth": hop}
            try:
                response = await engine.download_async(Request(url, meta=meta, callback=NO_CALLBACK))
            except NO_ANSWER:
                return Answer(None)
            location = response.headers.get("Location")
            if not 300 <= response.status < 400 or location is None:
                return Answer(response.status, response.body)
            via, url = url, urljoin(url, location.decode("latin-1"))
            if not in_scope(url, portal):
                break
        return Answer(404)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")

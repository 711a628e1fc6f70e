"""The one spider: from a portal's home page or known column to its annual reports, best first, with few requests.

What a page suggests is `crawler.finding.steps`'s to say; here steps become requests. Redirects are steps like links, so
each hop is a row of the frontier, passes scope, robots and budget, and a loop ends where it began.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Self
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response, XmlResponse

from crawler.crawling.session import Session, session_of
from crawler.crawling.visits import Visits, visits_of
from crawler.finding.links import Kind
from crawler.finding.steps import Step, find
from crawler.middlewares.scope import in_scope
from crawler.platforms import instead
from crawler.platforms.page import Page
from crawler.registry.portals import Portal

KNOWN, HOME, TWIN = 100, 40, 1  # the known column before all; home if that fails; its https twin if home fails
LONGEST_URL = 2000  # characters; longer ones are traps


class AnnualReports(Spider):
    """Any portal of the registry; a portal that needs more gets a class of attributes of its own."""

    name = "annual_reports"

    def __init__(self, session: Session, visits: Visits, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self.visits = visits

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = cls(session_of(crawler), visits_of(crawler), *args, **kwargs)
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """All places to begin at; those that turn out not to be needed are skipped when their turn comes."""
        for portal in self.session.portals:
            for step in seeds(portal):
                yield _request(step, portal.host, None, 0)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        """The steps that a response gives, whatever it is: page, redirect, error, file."""
        meta = response.meta
        for step in self._steps(response, meta["portal"], Kind(meta["kind"])):
            depth = meta["depth"] + step.further
            if depth > self.settings.getint("DEPTH_LIMIT"):
                self.visits.note(meta["portal"], f"{response.url} leads further from home than is followed")
            elif len(step.url) <= LONGEST_URL and in_scope(step.url, meta["portal"]):
                yield _request(step, meta["portal"], response.url, depth)

    def _steps(self, response: Response, portal: str, kind: Kind) -> tuple[Step, ...]:
        if 300 <= response.status < 400:
            return self._moved(response, portal, kind)
        if response.status >= 400:
            return self._not_there(response, portal, kind)
        if not isinstance(response, HtmlResponse | XmlResponse):  # XHTML comes as XML here and there
            return ()
        found = find(Page(response.url, response.text), kind, self.session.options.years)
        if found.is_list:
            self.visits.of(portal).arrived = True
        if found.problem is not None:
            self.visits.note(portal, f"{response.url}: {found.problem}")
        return found.steps

    def _moved(self, response: Response, portal: str, kind: Kind) -> tuple[Step, ...]:
        location = response.headers.get("Location")
        if location is None:
            return ()
        url = urljoin(response.url, location.decode("utf-8", "replace").strip())
        if not in_scope(url, portal):
            self.visits.note(portal, f"{response.url} leads to {url}, which is not on this host")
            return ()
        return (Step(url, kind, _priority(response)),)

    def _not_there(self, response: Response, portal: str, kind: Kind) -> tuple[Step, ...]:
        """Another address for a page of a list that is not where it was expected; none for anything else."""
        if kind is not Kind.LIST:
            return ()
        if response.status == 404 and (other := instead(response.url)) is not None:
            return (Step(other, kind, _priority(response), further=0),)
        self.visits.note(portal, f"{response.url}, a page of a list, answered {response.status}")
        return ()


def seeds(portal: Portal) -> Iterator[Step]:
    """Where to begin: the known column if there is one, the home page, its https twin where no port is given."""
    *known, home = portal.start_urls()
    for url in known:
        yield Step(url, Kind.LIST, KNOWN)
    yield Step(home, Kind.COLUMN, HOME)
    if ":" not in portal.host and home.startswith("http:"):
        yield Step(home.replace("http:", "https:", 1), Kind.COLUMN, TWIN)


def _request(step: Step, portal: str, via: str | None, depth: int) -> Request:
    meta = {"portal": portal, "kind": step.kind.value, "via": via, "depth": depth}
    return Request(step.url, priority=step.priority, meta=meta)


def _priority(response: Response) -> int:
    assert response.request is not None
    return response.request.priority

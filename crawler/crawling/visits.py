"""How a crawl stands with each portal while it goes on: requests made, arrived or not, turned away or not.

What outlives the process comes from the archive when a stopped crawl is gone on with; what only spares requests does
not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler
from sqlite_utils import Database

from crawler.archive import visits as table
from crawler.crawling.session import session_of
from crawler.finding.links import Kind


@dataclass(slots=True)
class Visit:
    """One portal in this crawl. `arrived`: its reports' list is found; `places`: pages had, by `place_of`."""

    host: str
    requests: int = 0
    arrived: bool = False
    blocked: str | None = None
    places: set[str] = field(default_factory=set)


class Visits:
    """The visits of one crawl, by the host of the portal."""

    def __init__(self, db: Database, crawl_id: int, max_requests: int) -> None:
        self._db = db
        self._crawl_id = crawl_id
        self.max_requests = max_requests
        made = table.requests(db, crawl_id)
        listed = {count.host for count in table.states(db, crawl_id) if count.kind == Kind.REPORT}
        hosts = made.keys() | listed
        self._visits = {host: Visit(host, made.get(host, 0), host in listed) for host in hosts}

    def of(self, host: str) -> Visit:
        return self._visits.setdefault(host, Visit(host))

    def note(self, host: str, sentence: str) -> None:
        """Keeps a sentence for the judgement: why the visit is less than complete."""
        table.note(self._db, self._crawl_id, host, sentence)


def place_of(url: str) -> str:
    """One name for the addresses of one page: either scheme, with and without www, folder or its index page.

    >>> place_of("http://www.a.gov.cn/zfxxgk/index.html") == place_of("https://a.gov.cn/zfxxgk/")
    True
    """
    parts = urlsplit(url)
    path = re.sub(r"/index\.s?html?$", "/", parts.path or "/")
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{parts.query}"


_of: WeakKeyDictionary[Crawler, Visits] = WeakKeyDictionary()


def visits_of(crawler: Crawler) -> Visits:
    """The visits of this crawl, the same for every component."""
    if crawler not in _of:
        session = session_of(crawler)
        _of[crawler] = Visits(session.archive.db, session.crawl_id, session.options.max_requests)
    return _of[crawler]

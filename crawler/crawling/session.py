"""What one crawl is about, handed to every component of Scrapy that needs it.

Scrapy builds middlewares, scheduler and extensions from its `Crawler`; ours is a subclass that carries the session,
because settings are deep-copied and an open archive cannot be. A component gets at it so:

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

Seams of a request's `meta` (all of them are columns of `frontier`, so a request survives the process): `portal` the
host of the portal it belongs to, `kind` a `links.Kind`, `via` the URL that named it (None for a seed), `depth` from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.settings import Settings

if TYPE_CHECKING:
    from crawler.archive import Archive
    from crawler.registry.portals import Portal


@dataclass(frozen=True, slots=True)
class Resolve:
    """`--resolve HOST:PORT:ADDR`: connections to host and port go to this address, as with curl's option."""

    host: str
    port: int
    address: str


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What a user can say about a crawl; `years` empty means all, `contact` None only for loopback."""

    db: Path
    warc_dir: Path
    years: frozenset[int] = frozenset()
    delay: float = 1.0
    max_requests: int = 500
    contact: str | None = None
    resolve: tuple[Resolve, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the spider: the open and locked archive, the crawl's row in it, the portals, the options."""

    archive: Archive
    crawl_id: int
    portals: tuple[Portal, ...]
    options: CrawlOptions


class SessionCrawler(Crawler):
    """Scrapy's crawler with our session on it."""

    def __init__(self, spidercls: type[Spider], settings: Settings, session: Session) -> None:
        super().__init__(spidercls, settings, init_reactor=True)
        self.session = session


def session_of(crawler: Crawler) -> Session:
    """The session of a crawler that `crawler.crawling.run.run` has built.

    Raises TypeError for any other, e.g. one that `scrapy crawl` has built: the spider needs an archive to write to.
    """
    if not isinstance(crawler, SessionCrawler):
        raise TypeError("this component runs only inside `gongkai crawl` (crawler.crawling.run.run)")
    return crawler.session

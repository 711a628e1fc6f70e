"""A small crawl for tests, in a process of its own: keeper, scheduler, handler, Scrapy, and a spider of a few lines.

    python -m tests.crawler.small DB WARC [--delay S] [--resolve HOST:PORT:ADDR] [--robots] [--setting NAME=JSON] URL

The hosts of all URLs given are named portals. Every link of a page is followed. Prints Scrapy's statistics as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlite_utils
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.linkextractors import LinkExtractor
from scrapy.settings import Settings

from crawler.crawling.session import CrawlOptions, Resolve, Session, SessionCrawler
from crawler.keeping.opening import keeper_of
from crawler.registry.hosts import host_of
from crawler.registry.portals import Portal
from parsers.resources import resource

SETTINGS: dict[str, Any] = {
    "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True,
    "DEPTH_PRIORITY": 0,
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 64,
    "CONCURRENT_ITEMS": 4,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 120,
    "DOWNLOAD_MAXSIZE": 64 * 1024 * 1024,
    "RETRY_TIMES": 2,
    "REFERER_ENABLED": False,
    "SCHEDULER": "crawler.crawling.scheduler.Scheduler",
    "DOWNLOAD_HANDLERS": {"http": "crawler.fetch.handler.Handler", "https": "crawler.fetch.handler.Handler"},
    "SPIDER_MIDDLEWARES": {"crawler.middlewares.finish.FinishMiddleware": 10},
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
        "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
        "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
        "tests.crawler.small.Conditional": 90,
        "crawler.middlewares.replay.ReplayMiddleware": 990,
        "crawler.middlewares.capture.CaptureMiddleware": 1000,
    },
}


class Conditional:
    """Asks as the real one does: with what the archive last heard of the URL."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Any) -> Conditional:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        db = keeper_of(self._crawler).db
        row = db.execute("SELECT etag FROM captures WHERE url = ? AND etag IS NOT NULL", [request.url]).fetchone()
        if row:
            request.headers.setdefault("If-None-Match", row[0])


class Small(Spider):
    name = "small"

    def __init__(self, seeds: list[str], robots: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seeds = seeds
        self.robots = robots

    async def start(self) -> AsyncIterator[Any]:
        for url in self.seeds:
            yield Request(url, meta={"portal": host_of(url), "kind": "page", "via": None, "depth": 0})
        if self.robots:
            for url in self.seeds:
                await self.crawler.engine.download_async(Request(f"{url}robots.txt", meta={"portal": host_of(url)}))

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        if b"raise an error" in response.body:
            raise RuntimeError("as asked")
        urls = [location.decode() for location in response.headers.getlist("Location")]
        if isinstance(response, TextResponse) and response.status == 200:
            urls += [link.url for link in LinkExtractor().extract_links(response)]
        for url in urls:
            meta = {"portal": response.meta["portal"], "kind": "page", "via": response.url}
            meta["depth"] = response.meta["depth"] + 1
            yield Request(response.urljoin(url), meta=meta)


@dataclass(frozen=True)
class OpenArchive:
    db: sqlite_utils.Database


def archive(path: Path) -> OpenArchive:
    new = not path.exists()
    db = sqlite_utils.Database(path)
    db.execute("PRAGMA foreign_keys = ON")
    if new:
        db.enable_wal()
        db.executescript(resource("schema/001.sql").read_text())
    return OpenArchive(db)


def begin(db: sqlite_utils.Database, hosts: set[str]) -> int:
    for host in hosts:
        db.execute("INSERT OR IGNORE INTO portals (host) VALUES (?)", [host])
    row = db.execute("SELECT crawl_id FROM crawls WHERE finished_at IS NULL").fetchone()
    if row is None:
        db.execute("INSERT INTO crawls (started_at, code) VALUES ('2026-01-31T00:00:00Z', 'test')")
        row = db.execute("SELECT max(crawl_id) FROM crawls").fetchone()
    return int(row[0])


def resolve(text: str) -> Resolve:
    host, port, address = text.split(":", 2)
    return Resolve(host, int(port), address)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("db", type=Path)
    parser.add_argument("warc", type=Path)
    parser.add_argument("--delay", type=float, default=0.0)
    parser.add_argument("--resolve", type=resolve, action="append", default=[])
    parser.add_argument("--robots", action="store_true")
    parser.add_argument("--setting", action="append", default=[])
    parser.add_argument("urls", nargs="+")
    args = parser.parse_args(arguments)
    hosts = {host_of(url) for url in args.urls}
    opened = archive(args.db)
    options = CrawlOptions(args.db, args.warc, delay=args.delay, resolve=tuple(args.resolve))
    session = Session(opened, begin(opened.db, hosts), tuple(Portal(host) for host in hosts), options)  # type: ignore[arg-type]
    overrides = {name: json.loads(value) for name, _, value in (one.partition("=") for one in args.setting)}
    process = CrawlerProcess(Settings(SETTINGS | overrides))
    crawler = SessionCrawler(Small, process.settings, session)
    process.crawl(crawler, seeds=args.urls, robots=args.robots)
    process.start()
    if crawler.stats.get_value("finish_reason") == "finished":
        opened.db.execute(
            "UPDATE crawls SET finished_at = 'now', outcome = 'complete' WHERE crawl_id = ?", [session.crawl_id]
        )
    print(json.dumps(crawler.stats.get_stats(), default=str))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Our crawl against bare Scrapy: the same pages, the same concurrency, the same link extraction; reading apart.

    python -m benchmarks.crawl [--rounds N] [--profile FILE]

Sixteen hosts on loopback addresses, 2,000 pages of 7.6 KB, no delay. Ours runs with the project's own settings: robots,
scope, blocks, conditional requests, capture, WARC, frontier. Bare Scrapy keeps nothing. The bar is a ratio of 0.6.
Ours is no slower for two reasons: an own HTTP client, and CONCURRENT_ITEMS (Scrapy starts 100 tasks a response).
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._portal import PAGES, hosts, serve

BAR = 0.6
CONCURRENCY = 16


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", type=Path, help="write a profile of one round of ours, and stop")
    parser.add_argument("--part", choices=["serve", "bare", "ours"], help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args(arguments)
    if args.part is not None:
        PARTS[args.part](args.port, args.profile)
        return 0
    with subprocess.Popen([*PYTHON, "--part", "serve"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        try:
            if args.profile is not None:
                _speed("ours", port, "--profile", str(args.profile))
                return 0
            return _compare(port, args.rounds)
        finally:
            server.terminate()


def _compare(port: str, rounds: int) -> int:
    """Rounds in turn, so that what else the machine does falls on both."""
    pairs = [(_speed("bare", port), _speed("ours", port)) for _ in range(rounds)]
    for bare, ours in pairs:
        ratio, cpu = ours.wall / bare.wall, ours.cpu / bare.cpu
        print(f"bare {bare}   ours {ours}   ratio {ratio:.2f}, of processor time {cpu:.2f}")
    ratio = statistics.median(ours.wall / bare.wall for bare, ours in pairs)
    cpu = statistics.median(ours.cpu / bare.cpu for bare, ours in pairs)
    print(f"median ratio {ratio:.2f}, bar {BAR}; of processor time {cpu:.2f}, which a busy machine disturbs less")
    return 0 if ratio >= BAR else 1


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages a second, and pages a second of processor time."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:5.0f} pages/s ({self.cpu:5.0f} a CPU second)"


def _speed(part: str, port: str, *more: str) -> Speed:
    run = subprocess.run([*PYTHON, "--part", part, "--port", port, *more], capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    if found["pages"] != PAGES:
        raise SystemExit(f"{part}: {found['pages']} pages instead of {PAGES}\n{run.stderr}")
    return Speed(PAGES / float(found["seconds"]), PAGES / float(found["cpu"]))


def bare(port: int, profile: Path | None) -> None:
    """Scrapy as it comes, with the settings that make the work the same."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess
    from scrapy.http import HtmlResponse, Response
    from scrapy.linkextractors import LinkExtractor

    class Bare(Spider):
        name = "bare"
        extractor = LinkExtractor()

        async def start(self) -> AsyncIterator[Any]:
            for host in hosts():
                yield Request(f"http://{host}:{port}/")

        def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
            assert isinstance(response, HtmlResponse)
            for link in self.extractor.extract_links(response):
                yield Request(link.url)

    settings = {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS": CONCURRENCY}
    process = CrawlerProcess({**settings, "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY})
    crawler = process.create_crawler(Bare)
    process.crawl(crawler)
    process.start()
    _report(crawler.stats)


def ours(port: int, profile: Path | None) -> None:
    """The project's crawl, with a spider that extracts links as bare Scrapy's does."""
    from scrapy.crawler import CrawlerProcess

    from crawler.archive import Archive
    from crawler.archive.visits import open_crawl
    from crawler.crawling.run import settings_for
    from crawler.crawling.session import CrawlOptions, Session, SessionCrawler
    from crawler.registry.portals import Portal

    portals = tuple(Portal(f"{host}:{port}") for host in hosts())
    with tempfile.TemporaryDirectory() as folder, Archive.create(Path(folder) / "a.db") as archive:
        options = CrawlOptions(archive.path, archive.warc_folder, delay=0.0, max_requests=PAGES)
        crawl_id = open_crawl(archive.db, portals, "2026-01-31T00:00:00Z", "benchmark")
        settings = settings_for(options)
        settings.setdict({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS": CONCURRENCY, "DEPTH_LIMIT": 0}, "cmdline")
        process = CrawlerProcess(settings)
        crawler = SessionCrawler(_our_spider(), process.settings, Session(archive, crawl_id, portals, options))
        process.crawl(crawler)
        _run(process.start, profile)
        kept = archive.db.execute("SELECT count(*) FROM captures WHERE url NOT LIKE '%robots.txt'").fetchone()[0]
        _report(crawler.stats, kept)


def _our_spider() -> type[Any]:
    from scrapy import Request
    from scrapy.http import HtmlResponse, Response
    from scrapy.linkextractors import LinkExtractor

    from crawler.finding.links import Kind
    from crawler.spiders.annual_reports import AnnualReports

    class Ours(AnnualReports):
        name = "ours"
        extractor = LinkExtractor()

        async def start(self) -> AsyncIterator[Request]:
            for portal in self.session.portals:
                meta = {"portal": portal.host, "kind": str(Kind.REPORT), "via": None, "depth": 0}
                yield Request(f"http://{portal.host}/", meta=meta)

        def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
            assert isinstance(response, HtmlResponse)
            for link in self.extractor.extract_links(response):
                meta = {"portal": response.meta["portal"], "kind": response.meta["kind"], "via": response.url}
                yield Request(link.url, meta=meta)

    return Ours


def _run(start: Any, profile: Path | None) -> None:
    if profile is None:
        start()
        return
    import cProfile

    with cProfile.Profile() as profiler:
        start()
    profiler.dump_stats(profile)


def _report(stats: Any, kept: int | None = None) -> None:
    seconds = (stats.get_value("finish_time") - stats.get_value("start_time")).total_seconds()
    pages = stats.get_value("response_received_count") if kept is None else kept
    cpu = time.process_time()  # with the start of Python and Scrapy, which is the same for both
    print(json.dumps({"pages": pages, "seconds": seconds, "cpu": cpu}))


PYTHON = [sys.executable, "-m", "benchmarks.crawl"]
PARTS = {"serve": lambda port, profile: serve(port), "bare": bare, "ours": ours}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

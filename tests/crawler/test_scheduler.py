"""The frontier as Scrapy's scheduler: order, turns, what is met once, what a run leaves to the next, what it holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler

from crawler.archive.frontier import FrontierRow, insert_links
from crawler.crawling.queues import MOST, Seen
from crawler.crawling.scheduler import Scheduler
from crawler.fetch.politeness import Politeness
from crawler.keeping.keeper import Keeper
from crawler.keeping.recovery import recover
from crawler.warc import WarcFolder
from crawler.warc.record import warcinfo
from tests.crawler.small import Small, archive, begin


class Bench:
    """A scheduler on a real archive, without an engine."""

    def __init__(self, folder: Path, manners: Politeness | None = None) -> None:
        self.db = archive(folder / "a.db").db
        self.crawl_id = begin(self.db, {"a", "b", "c"})
        warc = WarcFolder(folder / "a.warc", lambda name: warcinfo(name, datetime(2026, 1, 31, tzinfo=UTC), {}))
        recover(self.db, folder / "a.warc", self.crawl_id)
        self.keeper = Keeper(self.db, warc, self.crawl_id)
        self.manners = manners or Politeness(0)
        crawler = get_crawler(Small)
        self.scheduler = Scheduler(crawler, self.keeper, self.manners)
        self.scheduler.open(Small([], False))

    def add(self, url: str, priority: int = 0, depth: int = 0) -> bool:
        return self.scheduler.enqueue_request(page(url, priority, depth))

    def drain(self, state: str = "done") -> list[str]:
        """Everything, one request at a time."""
        found = []
        while (request := self.scheduler.next_request()) is not None:
            found.append(request.url)
            self.scheduler.finish(request, state)
        return found

    def end(self) -> None:
        self.scheduler.close("finished")
        self.db.execute("UPDATE crawls SET finished_at = 'now' WHERE crawl_id = ?", [self.crawl_id])


def page(url: str, priority: int = 0, depth: int = 0) -> Request:
    return Request(url, priority=priority, meta={"portal": "a", "kind": "page", "via": None, "depth": depth})


@pytest.fixture
def run(tmp_path: Path) -> Callable[[Callable[[Path], None]], None]:
    """Runs a test's body where a loop runs, as Scrapy's components do."""

    def go(body: Callable[[Path], None]) -> None:
        async def inside() -> None:
            body(tmp_path)

        asyncio.run(inside())

    return go


Run = Callable[[Callable[[Path], None]], None]


def test_best_first_within_a_host_and_turns_between_hosts(run: Run) -> None:
    def body(folder: Path) -> None:
        bench = Bench(folder)
        for host in "ab":
            for name, priority in (("low", 1), ("high", 9), ("middle", 5)):
                bench.add(f"http://{host}/{name}", priority)
        assert [url[7:] for url in bench.drain()] == ["a/high", "b/high", "a/middle", "b/middle", "a/low", "b/low"]
        assert not bench.scheduler.has_pending_requests()

    run(body)


def test_one_request_a_host_is_out_at_a_time(run: Run) -> None:
    def body(folder: Path) -> None:
        bench = Bench(folder)
        for url in ("http://a/1", "http://a/2", "http://b/1"):
            bench.add(url)
        first, second = bench.scheduler.next_request(), bench.scheduler.next_request()
        assert first is not None
        assert second is not None
        assert {first.url, second.url} >= {"http://b/1"}
        assert bench.scheduler.next_request() is None
        assert bench.scheduler.has_pending_requests()
        bench.scheduler.finish(first, "done")
        third = bench.scheduler.next_request()
        assert third is not None
        assert third.url.startswith("http://a/")

    run(body)


def test_a_url_is_met_once_a_crawl_and_taken_over_by_the_next(run: Run) -> None:
    def body(folder: Path) -> None:
        bench = Bench(folder)
        assert bench.add("http://a/?x=1&y=2", 3)
        assert not bench.add("http://a/?y=2&x=1#top")
        assert bench.drain() == ["http://a/?x=1&y=2"]
        bench.keeper.commit()
        assert not bench.add("http://a/?x=1&y=2")
        bench.end()
        again = Bench(folder)
        assert again.crawl_id == 2
        assert not again.scheduler.has_pending_requests()
        assert again.add("http://a/?x=1&y=2", 7)
        assert not again.add("http://a/?x=1&y=2", 7)
        again.keeper.commit()
        rows = again.db.execute("SELECT priority, state, crawl_id FROM frontier").fetchall()
        assert rows == [(7, "queued", 2)]

    run(body)


def test_what_a_run_leaves_the_next_takes_up(run: Run) -> None:
    def body(folder: Path) -> None:
        bench = Bench(folder)
        for number in range(4):
            bench.add(f"http://a/{number}", priority=-number)
        out = bench.scheduler.next_request()
        assert out is not None
        bench.scheduler.finish(out, "done")
        assert bench.scheduler.next_request() is not None  # in flight when the run ends
        bench.keeper.commit()
        states = dict(bench.db.execute("SELECT url, state FROM frontier"))
        assert states == {
            "http://a/0": "done",
            "http://a/1": "in_flight",
            "http://a/2": "queued",
            "http://a/3": "queued",
        }
        again = Bench(folder)
        assert again.crawl_id == bench.crawl_id
        assert again.drain() == ["http://a/1", "http://a/2", "http://a/3"]

    run(body)


def test_a_link_is_handed_out_before_it_is_committed(run: Run) -> None:
    def body(folder: Path) -> None:
        bench = Bench(folder)
        bench.add("http://a/1")
        request = bench.scheduler.next_request()
        assert request is not None
        assert bench.db.execute("SELECT count(*) FROM frontier").fetchone() == (0,)
        bench.scheduler.finish(request, "done")
        bench.keeper.commit()
        assert bench.db.execute("SELECT url, state FROM frontier").fetchall() == [("http://a/1", "done")]

    run(body)


def test_memory_holds_the_best_and_sqlite_the_rest(run: Run) -> None:
    def body(folder: Path) -> None:
        bench = Bench(folder)
        many = 3_000
        for number in range(many):
            bench.add(f"http://a/{number}", priority=(number * 7919) % many)
        (queue,) = bench.scheduler._queues.hosts.values()
        assert len(queue.best) <= 2 * MOST
        priorities = []
        while (request := bench.scheduler.next_request()) is not None:
            priorities.append(request.priority)
            bench.scheduler.finish(request, "done")
            assert len(queue.best) <= 2 * MOST
        assert priorities == sorted(range(many), reverse=True)

    run(body)


def test_a_long_frontier_is_taken_up_at_once(run: Run) -> None:
    def body(folder: Path) -> None:
        first = Bench(folder)
        many = 100_000
        rows = (
            FrontierRow(
                f"{n:040x}",
                f"h{n % 1000}",
                "a",
                f"http://h{n % 1000}/{n}",
                None,
                "page",
                3,
                n % 9,
                "queued",
                0,
                None,
                1,
            )
            for n in range(many)
        )
        with first.db.atomic():
            insert_links(first.db, rows)
        bench = Bench(folder)
        requests = [bench.scheduler.next_request() for _ in range(1000)]
        assert len({request.url.split("/")[2] for request in requests if request is not None}) == 1000
        assert sum(len(queue.best) for queue in bench.scheduler._queues.hosts.values()) <= 100_000

    run(body)


def test_a_host_that_rests_is_waited_for_without_a_busy_loop(run: Run) -> None:
    def body(folder: Path) -> None:
        manners = Politeness(1.0)
        bench = Bench(folder, manners)
        manners.hold("a", 30)
        bench.add("http://a/1")
        assert bench.scheduler.next_request() is None
        assert bench.scheduler.has_pending_requests()
        timer = bench.scheduler._timer
        assert timer is not None
        assert 29 < timer.when() - asyncio.get_running_loop().time() <= 30
        bench.add("http://b/1")
        request = bench.scheduler.next_request()
        assert request is not None
        assert request.url == "http://b/1"
        bench.scheduler.close("finished")

    run(body)


@pytest.mark.parametrize(
    "request_",
    [
        Request("http://a/1", method="POST", body=b"x"),
        Request("http://a/1", callback=print),
        Request("http://a/1", cb_kwargs={"a": 1}),
    ],
)
def test_what_a_row_cannot_hold_is_refused_loudly(run: Run, request_: Request) -> None:
    def body(folder: Path) -> None:
        with pytest.raises(ValueError, match="only plain GETs"):
            Bench(folder).scheduler.enqueue_request(request_)

    run(body)


def test_seen_forgets_the_oldest_first() -> None:
    seen = Seen(limit=2)
    for name in "abc":
        seen.add(name)
    assert [name in seen for name in "abc"] == [False, True, True]

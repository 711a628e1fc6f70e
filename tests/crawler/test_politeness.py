"""A portal is never hammered: counted at a real server, with redirects, robots.txt, several names for one address."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.fetch.politeness import LONGEST_PAUSE, Politeness, Stopped, seconds_of
from tests.crawler.crawls import Kept, crawl
from tests.crawler.servers import Asked, Wire, links, ok, serving


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "a.db", tmp_path / "a.warc")


def gaps(asked: list[Asked]) -> list[float]:
    """Seconds from the end of each answer to the next request."""
    return [later.began - earlier.ended for earlier, later in pairwise(asked)]


def test_one_at_a_time_with_a_pause_between_redirects_and_robots_included(kept: Kept) -> None:
    pages = {
        "/": ok(links("/a", "/b", "/moved")),
        "/moved": b"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n",
        "/robots.txt": ok(b"User-agent: *", "Content-Type: text/plain"),
    }
    for path in ("/a", "/b", "/there"):
        pages[path] = ok(b"<p>page</p>")
    with serving(Wire(pages, seconds=0.05)) as wire:
        crawl(kept, "--delay", "0.3", "--robots", wire.url())
    assert sorted(wire.paths()) == ["/", "/a", "/b", "/moved", "/robots.txt", "/there"]
    assert (wire.most_busy, wire.most_open) == (1, 1)
    assert min(gaps(wire.asked)) >= 0.29
    assert max(gaps(wire.asked)) < 1.0


def test_three_hosts_at_one_address_are_never_asked_more_than_two_at_once(kept: Kept) -> None:
    pages = {"/": ok(links("/a", "/b", "/c"))} | {path: ok(path.encode()) for path in ("/a", "/b", "/c")}
    with serving(Wire(pages, seconds=0.05)) as wire:
        hosts = [f"{name}.gov.cn:{wire.port}" for name in ("a", "b", "c")]
        resolves = [part for host in hosts for part in ("--resolve", f"{host}:127.0.0.1")]
        crawl(kept, *resolves, *(f"http://{host}/" for host in hosts))
    assert len(wire.asked) == 12
    assert wire.most_busy == 2
    assert wire.most_open <= 3  # two of ours; the server may see a third before it sees the first closed
    for host in hosts:
        assert min(gaps([one for one in wire.asked if one.host == host])) >= 0


def test_a_slow_server_is_asked_more_slowly(kept: Kept) -> None:
    pages = {"/": ok(links("/a", "/b"))} | {path: ok(path.encode()) for path in ("/a", "/b")}
    with serving(Wire(pages, seconds=0.4)) as wire:
        crawl(kept, "--delay", "0.05", wire.url())
    assert min(gaps(wire.asked)) >= 0.38


def test_retry_after_holds_the_host_back(kept: Kept) -> None:
    answers = iter([ok(b"later", "Retry-After: 1", status=503), ok(b"<p>here</p>")])
    with serving(Wire(page=lambda host, path: next(answers))) as wire:
        crawl(kept, "--delay", "0.01", wire.url())
    assert wire.paths() == ["/", "/"]
    assert gaps(wire.asked)[0] >= 0.98
    assert kept.rows("SELECT state FROM frontier") == [("done",)]


def test_two_hosts_are_asked_side_by_side(kept: Kept) -> None:
    with serving(Wire({"/": ok(b"a")}, seconds=0.3)) as one, serving(Wire({"/": ok(b"b")}, seconds=0.3)) as other:
        crawl(kept, one.url(), other.url())
    assert abs(one.asked[0].began - other.asked[0].began) < 0.2


def test_what_a_pause_is_made_of() -> None:
    manners = Politeness(1.0)
    assert manners.pause("a") == 1.0
    manners.answered("a", 4.0, 200, None)
    assert manners.pause("a") == 4.0
    manners.answered("a", 500.0, None, None)
    assert manners.pause("a") == LONGEST_PAUSE
    manners.crawl_delay("a", 45)
    assert manners.pause("a") == 45
    manners.crawl_delay("a", 86_400)
    assert manners.pause("a") == 60
    assert Politeness(0).pause("a") == 0


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7.0), ("Sat, 31 Jan 2026 08:00:30 GMT", 30.0), ("Sat, 31 Jan 2026 07:00:00 GMT", 0.0), ("soon", 0.0)],
)
def test_retry_after_is_a_number_or_a_date(said: str, seconds: float) -> None:
    assert seconds_of(said, datetime(2026, 1, 31, 8, tzinfo=UTC)) == seconds


def test_a_portal_cannot_hold_the_crawl_for_a_year() -> None:
    manners = Politeness(1.0)
    manners.answered("a", 0.1, 429, "99999999999999")
    assert 590 < manners.ready_at("a") - Politeness(0).ready_at("a") - _now() <= 600


def test_who_waits_is_sent_home_when_the_crawl_stops() -> None:
    async def wait() -> None:
        manners = Politeness(1.0, running=lambda: False)
        manners.hold("a", 60)
        async with manners.turn("a"):
            raise AssertionError("not its turn")

    with pytest.raises(Stopped, match="stopped before a was asked"):
        asyncio.run(wait())


def _now() -> float:
    import time

    return time.monotonic()

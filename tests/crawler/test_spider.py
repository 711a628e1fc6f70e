"""The real spider with the real settings, over a farm of portals on loopback: one crawl, many ways for it to go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.farm import FARM, farm, host
from tests.crawler.gongkai import gongkai
from tests.crawler.servers import Wire, serving


@dataclass(frozen=True)
class Crawled:
    db: Path
    wire: Wire
    out: str
    err: str
    code: int

    def rows(self, sql: str, *values: object) -> list[Any]:
        connection = sqlite3.connect(self.db)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def visit(self, name: str) -> tuple[str, str | None]:
        sql = "SELECT outcome, reason FROM portal_visits WHERE host = ?"
        ((outcome, reason),) = self.rows(sql, host(name, self.wire.port))
        return outcome, reason

    def asked(self, name: str) -> list[str]:
        return [one.path for one in self.wire.asked if one.host == host(name, self.wire.port)]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("farm")
    with serving(farm()) as wire:
        hosts = [host(name, wire.port) for name in FARM]
        resolve = [f"--resolve={one}:127.0.0.1" for one in hosts]
        done = gongkai("crawl", *hosts, *resolve, "--delay", 0, "--db", folder / "a.db", cwd=folder)
        yield Crawled(folder / "a.db", wire, done.stdout, done.stderr, done.returncode)


@pytest.mark.parametrize(
    ("name", "outcome", "reason"),
    [
        ("plain", "complete", None),
        ("pages", "complete", None),
        ("trs-from-two", "complete", None),
        ("long-list", "complete", None),
        ("deep", "partial", "/m/10 leads further from home than is followed"),
        ("broken-pager", "partial", "/nb/p3.html, a page of a list, answered 404"),
        ("by-script", "partial", "/nb/: the list says it has 5 pages and links to no other"),
        ("empty", "empty", "no report was found on 2 pages"),
        ("moved", "complete", None),
        ("loop", "unreachable", "answered 302"),
        ("leaves", "unreachable", " leads to http://127.0.0.1:1/stolen, which is not on this host"),
        ("gate", "blocked", "turned away: 412: a script challenge (瑞数)"),
        ("gate-inside", "blocked", "turned away: a cookie challenge (加速乐)"),
        ("forbids-robots", "blocked", "turned away: 403: forbidden"),
        ("robots-down", "unreachable", "robots.txt answered 500, so nothing may be fetched"),
        ("robots-silent", "unreachable", "closed without an answer"),
        ("robots-none", "complete", None),
        ("robots-some", "complete", "robots.txt disallows 1 of the listed addresses"),
        ("robots-moved-on", "complete", None),
        ("down", "unreachable", "answered 503"),
        ("menu-dead", "partial", "1 pages on the way could not be fetched"),
    ],
)
def test_how_a_visit_ends(crawled: Crawled, name: str, outcome: str, reason: str | None) -> None:
    found, why = crawled.visit(name)
    assert found == outcome, why
    assert (why is None) if reason is None else reason in (why or "")


@pytest.mark.parametrize("name", ["robots-all", "robots-moved"])
def test_what_robots_txt_forbids_is_not_asked_for(crawled: Crawled, name: str) -> None:
    assert {path for path in crawled.asked(name) if not path.startswith("/r")} == set()
    assert crawled.visit(name) == ("blocked", "robots.txt disallows the home page")


def test_the_way_from_home_to_the_reports_is_short(crawled: Crawled) -> None:
    assert crawled.asked("plain")[:5] == ["/robots.txt", "/", "/zwgk/", "/zfxxgk/", "/nb/"]
    assert len(crawled.asked("plain")) == 7


def test_pages_and_attachments_are_followed_once(crawled: Crawled) -> None:
    asked = crawled.asked("pages")
    assert sorted(asked) == sorted(set(asked))
    assert {"/nb/p3.html", "/nb/2019.html", "/nb/W0.pdf"} <= set(asked)
    assert "/sq.doc" not in asked


def test_a_long_list_is_followed_to_its_end(crawled: Crawled) -> None:
    assert "/nb/30" in crawled.asked("long-list")


def test_nothing_that_is_no_report_is_asked_for(crawled: Crawled) -> None:
    unwanted = {"/news/", "/news/1.html", "/zwgk/zn.html", "/wz.html"}
    assert unwanted & {one.path for one in crawled.wire.asked} == set()


def test_a_gate_ends_the_visit_at_once_and_its_answer_is_kept(crawled: Crawled) -> None:
    assert crawled.asked("gate") == ["/robots.txt", "/"]
    assert crawled.asked("forbids-robots") == ["/robots.txt"]
    sql = "SELECT status FROM captures WHERE portal = ? ORDER BY capture_id"
    assert crawled.rows(sql, host("gate", crawled.wire.port)) == [(200,), (412,)]
    states = "SELECT state FROM frontier WHERE portal = ?"
    assert crawled.rows(states, host("gate", crawled.wire.port)) == [("blocked",)]


def test_what_failed_was_tried_three_times_and_left(crawled: Crawled) -> None:
    assert crawled.asked("robots-down") == ["/robots.txt"] * 3
    assert crawled.asked("down") == ["/robots.txt", "/", "/", "/"]


def test_every_request_of_the_farm_is_in_the_archive(crawled: Crawled) -> None:
    kept = crawled.rows("SELECT count(*) FROM captures")[0][0]
    failed = crawled.rows("SELECT count(*) FROM fetch_failures")[0][0]
    assert kept + failed == len(crawled.wire.asked)
    assert crawled.rows("SELECT sum(requests) FROM portal_visits")[0][0] == len(crawled.wire.asked)
    assert crawled.rows("SELECT count(*) FROM frontier WHERE state IN ('queued', 'in_flight')") == [(0,)]


def test_one_request_at_a_time_a_host_and_two_an_address(crawled: Crawled) -> None:
    assert crawled.wire.most_busy <= 2


def test_via_kind_and_depth_say_how_a_report_was_found(crawled: Crawled) -> None:
    base = f"http://{host('plain', crawled.wire.port)}"
    sql = "SELECT kind, via, depth, state FROM frontier WHERE url = ?"
    assert crawled.rows(sql, f"{base}/nb/2021.html") == [("report", f"{base}/nb/", 4, "done")]


def test_the_crawl_is_partial_and_says_so_in_one_line(crawled: Crawled) -> None:
    assert crawled.code == 4
    assert crawled.err.count("\n") == 1, crawled.err
    assert crawled.err.startswith("gongkai: 15 of 23 portals not complete: ")
    assert crawled.rows("SELECT outcome, portals FROM crawls") == [("partial", len(FARM))]

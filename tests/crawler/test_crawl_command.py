"""`gongkai crawl` as a user meets it: options, bad input in one line each, exit codes, going on after a stop."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive
from tests.crawler.farm import ALLOW, NOT_FOUND, page, plain, report, reports
from tests.crawler.gongkai import gongkai, start
from tests.crawler.servers import Answer, Wire, ok, serving


def rows(db: Path, sql: str) -> list[Any]:
    connection = sqlite3.connect(db)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def refused(code: int, *arguments: object, cwd: Path) -> str:
    """Runs a crawl that must not begin; returns the one line that it says."""
    done = gongkai("crawl", *arguments, cwd=cwd)
    assert done.returncode == code, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("gongkai: ")
    assert not list(cwd.rglob("*.warc.gz"))
    return line.removeprefix("gongkai: ")


@pytest.mark.parametrize(
    "host", ["ftp://www.yzh.gov.cn/", "file:///etc/passwd", "www.yzh.gov.cn/zwgk", "a b", "http://"]
)
def test_what_is_no_http_address_is_refused(host: str, tmp_path: Path) -> None:
    assert repr(host) in refused(2, host, "--contact", "https://example.org/", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("organ,adcode\n原州区人民政府,640402\n", "has no column host"),
        ("host\nwww.yzh.gov.cn\nWWW.YZH.gov.cn\n", "line 3: www.yzh.gov.cn stands on line 2 already"),
        ("host\nhttp://www.yzh.gov.cn/\n", "line 2: 'http://www.yzh.gov.cn/' is no host"),
        ("host\n", "names no portal"),
    ],
)
def test_a_bad_portals_file_is_refused(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(text, encoding="utf-8")
    assert said in refused(2, "--portals", "p.csv", "--contact", "https://example.org/", cwd=tmp_path)


def test_a_portals_file_that_is_not_there(tmp_path: Path) -> None:
    assert "p.csv: cannot be read" in refused(2, "--portals", "p.csv", cwd=tmp_path)


def test_beyond_this_machine_a_contact_is_asked_for(tmp_path: Path) -> None:
    line = refused(2, "www.yzh.gov.cn", cwd=tmp_path)
    assert (
        line
        == "www.yzh.gov.cn is not on this machine: say whose crawler this is, with --contact URL or GONGKAI_CONTACT"
    )
    assert "--delay must be 1 or more" in refused(2, "10.0.0.1", "--delay", 0, "--contact", "x", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_host_named_twice_is_refused(tmp_path: Path) -> None:
    line = refused(2, "127.0.0.1:81", "http://127.0.0.1:81/nb/", cwd=tmp_path)
    assert line == "127.0.0.1:81 is named twice; name each portal once"


@pytest.mark.parametrize("value", ["a.gov.cn", "a.gov.cn:x:127.0.0.1", "a.gov.cn:80:localhost", ":80:::1", "a:0:::1"])
def test_a_bad_resolve_is_wrong_usage(value: str, tmp_path: Path) -> None:
    done = gongkai("crawl", "127.0.0.1:1", "--resolve", value, cwd=tmp_path)
    assert done.returncode == 2
    assert "--resolve" in done.stderr


def test_a_warc_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    line = refused(1, "127.0.0.1:1", "--db", "a.db", "--warc", "file", cwd=tmp_path)
    assert line == f"{tmp_path / 'file'}: the WARC folder cannot be written (File exists); choose another --warc"


def test_a_host_that_does_not_resolve_is_unreachable(tmp_path: Path) -> None:
    contact = {"GONGKAI_CONTACT": "https://example.org/"}
    done = gongkai("crawl", "no-such-host.invalid", "--db", "a.db", cwd=tmp_path, **contact)
    assert done.returncode == 5
    said = "nothing could be reached: no-such-host.invalid: the host does not resolve; check names and network"
    assert done.stderr == f"gongkai: {said}\n"
    assert rows(tmp_path / "a.db", "SELECT outcome, reason FROM portal_visits") == [
        ("unreachable", "the host does not resolve")
    ]


def test_a_private_address_that_nobody_named_is_not_asked(tmp_path: Path) -> None:
    """The machine's own name: that it leads here is the resolver's word, not the user's."""
    with serving(Wire(plain())) as wire:
        name = f"{socket.gethostname()}:{wire.port}"
        done = gongkai("crawl", name, "--db", "a.db", "--contact", "https://example.org/", cwd=tmp_path)
        assert done.returncode == 5, done.stderr
        assert "address that nobody named" in done.stderr
        assert wire.asked == []


def test_nothing_listens(tmp_path: Path) -> None:
    done = gongkai("crawl", "127.0.0.1:1", "--db", "a.db", "--delay", 0, cwd=tmp_path)
    assert done.returncode == 5
    assert "nothing listens at its address" in done.stderr


def test_another_run_holds_the_lock(tmp_path: Path) -> None:
    slow = Wire(plain(), seconds=1)
    with serving(slow) as wire:
        first = start("crawl", f"127.0.0.1:{wire.port}", "--db", "a.db", "--delay", 0, cwd=tmp_path)
        wait_for(lambda: wire.asked)
        second = gongkai("crawl", f"127.0.0.1:{wire.port}", "--db", "a.db", "--delay", 0, cwd=tmp_path)
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=30)
    assert second.returncode == 3
    assert "holds the lock" in second.stderr


def test_a_crawl_says_who_asks_and_what_for(tmp_path: Path) -> None:
    with serving(Wire(plain())) as wire:
        host = f"127.0.0.1:{wire.port}"
        done = gongkai("crawl", host, "--db", "a.db", "--delay", 0, "--contact", "https://example.org/", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "complete" in done.stdout
    assert all(b"User-Agent: gongkai/0.1.0 (+https://example.org/)\r\n" in one.raw for one in wire.asked)
    (first, *_) = (tmp_path / "a.warc").glob("*.warc.gz")
    assert first.stat().st_size > 0


def test_only_the_years_asked_for(tmp_path: Path) -> None:
    with serving(Wire(plain(range(2015, 2025)))) as wire:
        done = gongkai(
            "crawl",
            f"127.0.0.1:{wire.port}",
            "--db",
            "a.db",
            "--delay",
            0,
            "--year",
            2021,
            "--year",
            2020,
            cwd=tmp_path,
        )
    assert done.returncode == 0, done.stderr
    assert {path for path in wire.paths() if path.startswith("/nb/2")} == {"/nb/2020.html", "/nb/2021.html"}


def test_the_budget_of_a_portal(tmp_path: Path) -> None:
    with serving(Wire(plain(range(2008, 2025)))) as wire:
        host = f"127.0.0.1:{wire.port}"
        done = gongkai("crawl", host, "--db", "a.db", "--delay", 0, "--max-requests", 8, cwd=tmp_path)
        assert done.returncode == 4
        assert "has had its requests (--max-requests), 14 addresses are left" in done.stderr
        assert len(wire.paths()) == 8  # robots.txt is one of them


def test_a_url_begins_there_and_home_is_not_needed(tmp_path: Path) -> None:
    with serving(Wire(plain())) as wire:
        done = gongkai("crawl", wire.url("/nb/"), "--db", "a.db", "--delay", 0, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(wire.paths()) == ["/nb/", "/nb/2020.html", "/nb/2021.html", "/robots.txt"]


def test_a_column_that_has_moved_is_found_again_from_home(tmp_path: Path) -> None:
    with serving(Wire(plain())) as wire:
        (tmp_path / "p.csv").write_text(f"host,column_url\n127.0.0.1:{wire.port},{wire.url('/old/')}\n")
        done = gongkai("crawl", "--portals", "p.csv", "--db", "a.db", "--delay", 0, cwd=tmp_path)
    assert wire.paths()[1:3] == ["/old/", "/"]
    assert "/nb/2021.html" in wire.paths()
    assert done.returncode == 4  # the registry is wrong about this portal, which somebody should see
    assert "/old/, a page of a list, answered 404" in done.stderr


def test_a_second_crawl_asks_only_what_has_changed(tmp_path: Path) -> None:
    tagged: dict[str, Answer] = {
        path: answer.replace(b"\r\n\r\n", b'\r\nETag: "1"\r\n\r\n', 1)
        for path, answer in plain().items()
        if isinstance(answer, bytes)
    }

    def answer(host: str, path: str) -> Answer:
        if b"If-None-Match" in wire.asked[-1].raw:
            return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n'
        return tagged.get(path, NOT_FOUND)

    with serving(Wire(page=answer)) as wire:
        host = f"127.0.0.1:{wire.port}"
        for _ in range(2):
            done = gongkai("crawl", host, "--db", "a.db", "--delay", 0, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
    sql = "SELECT crawl_id, kind, count(*) FROM captures GROUP BY 1, 2"
    assert rows(tmp_path / "a.db", sql) == [(1, "response", 7), (2, "not_modified", 6)]
    assert rows(tmp_path / "a.db", "SELECT outcome, requests, listed FROM portal_visits") == [
        ("complete", 7, 2),
        ("complete", 6, 2),
    ]


def test_stopped_by_ctrl_c_and_gone_on_with(tmp_path: Path) -> None:
    with serving(Wire(plain(range(2008, 2025)), seconds=0.15)) as wire:
        command = ["crawl", f"127.0.0.1:{wire.port}", "--db", "a.db", "--delay", 0]
        process = start(*command, cwd=tmp_path)
        wait_for(lambda: len(wire.asked) > 8)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert process.returncode == 130, err
        assert err == "gongkai: stopped; the same command goes on from here\n"
        assert rows(tmp_path / "a.db", "SELECT outcome, finished_at FROM crawls") == [("interrupted", None)]
        done = gongkai(*command, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(wire.paths()) == sorted(set(wire.paths()))  # nothing was asked for twice
    assert len(wire.paths()) == 5 + 17
    assert rows(tmp_path / "a.db", "SELECT crawl_id, outcome FROM crawls") == [(1, "complete")]
    assert rows(tmp_path / "a.db", "SELECT outcome, listed, requests FROM portal_visits") == [("complete", 17, 22)]


def test_when_nothing_more_can_be_kept_the_crawl_stops_and_loses_nothing(tmp_path: Path) -> None:
    pages = plain(range(2008, 2025))
    files = {
        path: ok(os.urandom(400_000), "Content-Type: application/pdf") for path in pages if path.startswith("/nb/2")
    }
    with serving(Wire(pages | files)) as wire:
        command = ["crawl", f"127.0.0.1:{wire.port}", "--db", "a.db", "--delay", "0"]
        Archive.create(tmp_path / "a.db").close()
        limit = (tmp_path / "a.db").stat().st_size + 1_500_000  # room for the archive, not for the WARC
        done = gongkai(*command, cwd=tmp_path, largest_file=limit)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("gongkai: nothing more can be kept ([Errno 27] File too large)")
        assert len(wire.asked) < 15
        again = gongkai(*command, cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert len(wire.paths()) == 5 + 17 + 1  # only what could not be kept was asked for twice
    assert rows(tmp_path / "a.db", "SELECT outcome, listed FROM portal_visits") == [("complete", 17)]


def test_a_crawl_of_other_portals_does_not_go_on_with_the_last(tmp_path: Path) -> None:
    with serving(Wire(plain(), seconds=0.2)) as wire, serving(Wire(plain())) as other:
        process = start("crawl", f"127.0.0.1:{wire.port}", "--db", "a.db", "--delay", 0, cwd=tmp_path)
        wait_for(lambda: len(wire.asked) > 3)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        assert process.returncode == 130
        asked = len(wire.asked)
        done = gongkai("crawl", f"127.0.0.1:{other.port}", "--db", "a.db", "--delay", 0, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert len(wire.asked) == asked
    assert rows(tmp_path / "a.db", "SELECT outcome FROM crawls") == [("interrupted",), ("complete",)]


def test_pages_that_are_no_pages_do_no_harm(tmp_path: Path) -> None:
    odd: dict[str, Answer] = {
        "/robots.txt": ALLOW,
        "/": page("山县", ("/nb/", "政府信息公开年报"), ("/zwgk/", "政务公开")),
        "/nb/": page(
            "政府信息公开年报",
            *reports([2021, 2020, 2019, 2018]),
            ("http://[bad", "坏"),
            ("/nb/" + "x" * 3000, "下一页"),
        ),
        "/nb/2021.html": report(2021),
        "/nb/2020.html": ok(b"\x00\xff\xfe" * 100),
        "/nb/2019.html": ok(b""),
        "/nb/2018.html": ok(
            "山县2018年政府信息公开工作年度报告".encode("gb18030"), "Content-Type: text/html; charset=gb2312"
        ),
    }
    with serving(Wire(odd)) as wire:
        done = gongkai("crawl", f"127.0.0.1:{wire.port}", "--db", "a.db", "--delay", 0, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM captures WHERE status = 200") == [(7,)]


def test_help_has_an_example_and_does_not_wait_for_scrapy() -> None:
    done = gongkai("crawl", "--help")
    assert done.returncode == 0
    assert "Example: gongkai crawl www.yzh.gov.cn --contact" in done.stdout


def wait_for(condition: Any) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until, "waited for 30 seconds"
        time.sleep(0.02)

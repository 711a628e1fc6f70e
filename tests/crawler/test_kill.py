"""kill -9 at any step, then the same command again: nothing is lost, nothing doubled, hardly a page asked for twice."""

from __future__ import annotations

import hashlib
import random
import signal
import sqlite3
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.crawler.crawls import Kept, crawl, start
from tests.crawler.servers import Answer, Wire, links, ok, serving

PAGES = 60
SEED = 20260131
# Each step of keeping, and how often a run of this size passes it.
STEPS = {"append": PAGES, "torn": PAGES, "appended": PAGES, "fsync": 2, "synced": 2, "commit": 2, "committed": 2}


def site(host: str, path: str) -> Answer:
    """Pages that name the next ones, some with equal bodies, one that moved, one that is not there."""
    number = int(path.strip("/") or 0)
    if number % 10 == 7:
        return ok(b"<p>the same on several pages</p>")
    if number % 10 == 8:
        return f"HTTP/1.1 302 Found\r\nLocation: /{number + 1}\r\nContent-Length: 0\r\n\r\n".encode()
    if number >= PAGES:
        return ok(b"<p>no such page</p>", status=404)
    rng = random.Random(number)
    ahead = [number + 1, *(number + rng.randrange(1, 12) for _ in range(4))]
    return ok(links(*(f"/{one}" for one in ahead)) + rng.randbytes(300).hex().encode(), f'ETag: "{number}"')


def moments() -> list[str]:
    """Ten of them, seeded, over all steps."""
    rng = random.Random(SEED)
    steps = [*STEPS, *rng.sample(sorted(STEPS), 3)]
    return [f"{step}:{rng.randint(1, STEPS[step])}" for step in steps]


def content(kept: Kept) -> Counter[tuple[str, int, str]]:
    """The captures, whatever port the server had."""
    rows = kept.rows("SELECT url, status, sha256 FROM captures")
    return Counter((urlsplit(url).path, status, sha256) for url, status, sha256 in rows)


def assert_whole(kept: Kept) -> None:
    """Rows and records are the same captures, the payloads are what the digests say, and the database is sound."""
    rows = set(kept.rows("SELECT warc_file, warc_offset, warc_length, url, fetched_at FROM captures"))
    records = kept.records("response", "revisit")
    assert rows == {(name, r.offset, r.length, r.url, r.field("WARC-Date")) for name, r in records}
    assert len(rows) == len(records)
    assert kept.rows("PRAGMA integrity_check") == [("ok",)]
    assert kept.rows("PRAGMA foreign_key_check") == []
    bodies = {r.url: r.block.split(b"\r\n\r\n", 1)[1] for _, r in kept.records("response")}
    for url, sha256 in kept.rows("SELECT url, sha256 FROM captures WHERE kind = 'response'"):
        assert hashlib.sha256(bodies[url]).hexdigest() == sha256
    assert kept.rows("SELECT DISTINCT state FROM frontier") == [("done",)]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, int, str]]:
    folder = tmp_path_factory.mktemp("undisturbed")
    kept = Kept(folder / "a.db", folder / "a.warc")
    with serving(Wire(page=site, seconds=0.02)) as wire:
        crawl(kept, *names(wire))
        assert_whole(kept)
        assert len(wire.asked) == sum(content(kept).values()) > PAGES
    return content(kept)


def names(wire: Wire) -> list[str]:
    return ["--resolve", f"portal.gov.cn:{wire.port}:127.0.0.1", f"http://portal.gov.cn:{wire.port}/"]


@pytest.mark.parametrize("moment", moments())
def test_killed_at_a_step(moment: str, tmp_path: Path, undisturbed: Counter[tuple[str, int, str]]) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire(page=site, seconds=0.02)) as wire:
        process = start(kept, *names(wire), kill=moment)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        crawl(kept, *names(wire), errors=True)
        asked = Counter(wire.paths())
    assert_whole(kept)
    assert content(kept) == undisturbed
    again = {path for path, times in asked.items() if times > 1}
    assert len(again) <= 1  # at most the one that was on its way
    torn = list(kept.warc.glob("*.torn"))
    assert len(torn) == (1 if moment.startswith("torn") else 0)


@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.4])
def test_killed_at_a_time(seconds: float, tmp_path: Path, undisturbed: Counter[tuple[str, int, str]]) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire(page=site, seconds=0.02)) as wire:
        process = start(kept, *names(wire))
        while not wire.asked:
            time.sleep(0.01)
        time.sleep(seconds)
        process.kill()
        process.communicate()
        crawl(kept, *names(wire), errors=True)
        asked = Counter(wire.paths())
    assert_whole(kept)
    assert content(kept) == undisturbed
    assert len([path for path, times in asked.items() if times > 1]) <= 1


def test_killed_again_and_again(tmp_path: Path, undisturbed: Counter[tuple[str, int, str]]) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire(page=site, seconds=0.02)) as wire:
        for moment in ("appended:9", "torn:7", "append:5", "fsync:1", "torn:3", "appended:2"):
            process = start(kept, *names(wire), kill=moment)
            process.communicate(timeout=60)
            assert process.returncode == -signal.SIGKILL
        crawl(kept, *names(wire), errors=True)
    assert_whole(kept)
    assert content(kept) == undisturbed
    assert kept.rows("SELECT count(*) FROM crawls") == [(1,)]


def test_the_tail_of_a_lost_database_row_is_adopted_in_full(tmp_path: Path) -> None:
    """What an undisturbed run writes and what recovery makes of the same WARC are the same rows."""
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire(page=site, seconds=0.0)) as wire:
        crawl(kept, *names(wire))
        before = kept.rows("SELECT * FROM captures ORDER BY capture_id")
        connection = sqlite3.connect(kept.db)
        connection.execute("DROP TRIGGER captures_are_kept")
        connection.execute("DELETE FROM captures")
        connection.execute("UPDATE crawls SET finished_at = NULL")
        connection.commit()
        connection.close()
        asked = len(wire.asked)
        crawl(kept, *names(wire), errors=True)
        assert len(wire.asked) == asked
    assert kept.rows("SELECT * FROM captures ORDER BY capture_id") == before

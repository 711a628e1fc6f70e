"""kill -9 of `gongkai crawl` itself, while it keeps and while it reads; then the same command again."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.demo_server import serve_demo
from tests.crawler.crawls import Kept
from tests.crawler.gongkai import gongkai, start

WHILE_KEEPING = ("append:4", "torn:9", "appended:12", "commit:1")
WHILE_READING = ("stored:5", "read:1")
# What the pages say; not when they were seen, or at which port.
READ = {
    "reports": "report_id, organ_id, year, scope, form, title, sha256, status, checks_held, repaired, version",
    "report_versions": "report_id, version, sha256, reading_digest",
    "documents": "sha256, media_type, bytes, outcome",
    "disclosure": "*",
    "applications": "*",
    "disputes": "*",
    "evidence": "*",
    "sections": "*",
    "checks": "*",
}


def read(kept: Kept) -> dict[str, list[Any]]:
    return {table: sorted(kept.rows(f"SELECT {columns} FROM {table}"), key=repr) for table, columns in READ.items()}


def pages(kept: Kept) -> Counter[tuple[str, int, str]]:
    """The first crawl's captures but robots.txt, which a second run may ask for anew."""
    rows = kept.rows("SELECT url, status, sha256 FROM captures WHERE crawl_id = 1 AND url NOT LIKE '%/robots.txt'")
    return Counter((urlsplit(url).path, status, sha256) for url, status, sha256 in rows)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    folder = tmp_path_factory.mktemp("whole")
    kept = Kept(folder / "a.db", folder / "a.warc")
    with serve_demo() as host:
        done = gongkai("crawl", host, "--db", kept.db, "--delay", "0")
    assert done.returncode == 0, done.stderr
    assert kept.rows("SELECT count(*) > 3 FROM reports") == [(1,)]
    return kept


@pytest.mark.parametrize("moment", [*WHILE_KEEPING, *WHILE_READING])
def test_killed(moment: str, tmp_path: Path, undisturbed: Kept) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serve_demo() as host:
        command = ["crawl", host, "--db", str(kept.db), "--delay", "0"]
        process = start(*command, GONGKAI_KILL=moment)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        again = gongkai(*command)
    assert again.returncode == 0, again.stderr
    assert pages(kept) == pages(undisturbed)
    assert read(kept) == read(undisturbed)
    rows = set(kept.rows("SELECT warc_file, warc_offset, warc_length FROM captures"))
    assert rows == {(name, r.offset, r.length) for name, r in kept.records("response", "revisit")}
    # Killed while it read, it had fetched all: the same command is then the next crawl, and reads on.
    crawls = [(1, "complete"), (2, "complete")] if moment in WHILE_READING else [(1, "complete")]
    assert kept.rows("SELECT crawl_id, outcome FROM crawls") == crawls

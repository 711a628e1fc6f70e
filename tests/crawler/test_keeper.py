"""When nothing can be kept any more, nothing more is fetched, nothing half is written, and the same command goes on."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.crawler.crawls import Kept, crawl, start
from tests.crawler.servers import Answer, Wire, links, ok, serving


def site(host: str, path: str) -> Answer:
    number = int(path.strip("/") or 0)
    if number > 40:
        return ok(b"<p>the end</p>")
    return ok(links(f"/{number + 1}") + str(number).encode() * 4000, f'ETag: "{number}"')


LIMITED = """
import errno, os, sys
from crawler.warc import files
written, real = 0, os.write
def write(handle, data):
    global written
    written += len(data)
    if written > 20_000:
        raise OSError(errno.ENOSPC, "No space left on device")
    return real(handle, data)
files.os.write = write
from tests.crawler import small
small.main(sys.argv[1:])
"""


def test_a_full_disk_stops_the_crawl_and_the_next_run_goes_on(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire(page=site)) as wire:
        command = [sys.executable, "-c", LIMITED, str(kept.db), str(kept.warc), wire.url()]
        full = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert '"finish_reason": "no_room"' in full.stdout, full.stderr
        assert "nothing can be kept any more, the crawl stops" in full.stderr
        asked = len(wire.asked)
        assert 1 < asked < 40
        crawl(kept, wire.url(), errors=True)
    assert len(wire.asked) == 42 + 1  # the page that found no room was asked for again
    assert kept.rows("SELECT count(*), count(DISTINCT url) FROM captures") == [(42, 42)]
    assert kept.rows("SELECT DISTINCT state FROM frontier") == [("done",)]
    assert list(kept.warc.glob("*.torn")) == []


def test_control_c_ends_cleanly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "a.db", tmp_path / "a.warc")
    with serving(Wire(page=site, seconds=0.02)) as wire:
        process = start(kept, wire.url())
        while len(wire.asked) < 5:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert '"finish_reason": "shutdown"' in out, err
        states = dict(kept.rows("SELECT state, count(*) FROM frontier GROUP BY state"))
        assert set(states) <= {"done", "queued"}
        asked = len(wire.asked)
        assert states["done"] == asked
        crawl(kept, wire.url())
    assert len(wire.asked) == 42
    assert kept.rows("SELECT count(*), count(DISTINCT url) FROM captures") == [(42, 42)]

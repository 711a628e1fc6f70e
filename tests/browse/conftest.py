"""A served archive, a hostile one, and Debian's Chromium to look at them with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browse.hostile import PAGE, make_hostile
from tests.crawler.gongkai import start

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
# As root Chromium has no sandbox of its own; the rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The hostile page as a careless archive would serve it, with and without its redirect.
PAGES = {"/page": PAGE, "/page-that-stays": PAGE.replace('http-equiv="refresh"', "")}


@dataclass(frozen=True)
class Site:
    """A served archive: where it is, and its file."""

    url: str
    db: Path


@contextmanager
def serving(db: Path) -> Iterator[Site]:
    process = start("serve", "--db", db, "--port", 0)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            pytest.fail(process.communicate()[1])
        yield Site(line.split()[0].rstrip("/"), db)
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(scope="session")
def site(demo_archive: Path) -> Iterator[Site]:
    with serving(demo_archive) as served:
        yield served


@pytest.fixture(scope="session")
def hostile(demo_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(make_hostile(demo_archive, tmp_path_factory.mktemp("hostile"))) as served:
        yield served


@dataclass
class Trap:
    """The server that the browser finds at evil.invalid, and what was asked of it."""

    port: int
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def trap() -> Iterator[Trap]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if self.path in PAGES else "text/plain")
            self.end_headers()
            self.wfile.write(PAGES.get(self.path, "window.top.pwned = 1").encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Trap(server.server_port)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")  # no longer: while Playwright runs, no other test can run an event loop
def browser(trap: Trap) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here; scripts/install_debian.sh installs Debian's")
    with sync_playwright() as playwright:
        mapped = f"--host-resolver-rules=MAP evil.invalid 127.0.0.1:{trap.port}"
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, mapped])
        yield running
        running.close()

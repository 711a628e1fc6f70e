"""The demo portal on a loopback port: plain static files, as a small county would serve them.

Nothing here knows about the crawler. `Last-Modified`, `If-Modified-Since` (304) and the redirect of a folder without
its slash are the work of the standard library.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file
from pathlib import Path
from threading import Thread

from parsers.resources import resource


class _Handler(SimpleHTTPRequestHandler):
    """Files only: a folder without an index page is 404, as on a real portal, and nothing is logged."""

    protocol_version = "HTTP/1.1"  # keeps connections open; the class's default closes each

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # an idle kept-open connection must not hold up the end

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that went away; anything else is a bug of ours and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _bind(handler: partial[_Handler], port: int) -> _Server:
    try:
        return _Server(("127.0.0.1", port), handler)
    except OSError:
        return _Server(("127.0.0.1", 0), handler)


@contextmanager
def serve_folder(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve `folder` on 127.0.0.1 while the block runs; yields `host:port`. A taken `port` falls back to a free one."""
    server = _bind(partial(_Handler, directory=str(folder)), port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-portal", daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serve_demo(port: int = 0) -> Iterator[str]:
    """Serve the bundled portal (`data/demo/` of a checkout or of the wheel); otherwise as `serve_folder`."""
    with as_file(resource("demo")) as folder, serve_folder(folder, port) as host:
        yield host

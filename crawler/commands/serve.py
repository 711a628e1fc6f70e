"""`gongkai serve`: the archive in Datasette, with this project's pages."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import click

from crawler.problems import Problem

# A query of anyone may take this long and return so much; what needs more should use the file itself.
SETTINGS = {
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 500,
    "max_returned_rows": 2000,
    "default_page_size": 50,
    "allow_download": False,  # the file is on this machine, and may be written while it is served
}


@click.command()
@click.option(
    "--db", type=click.Path(path_type=Path), default=Path("data/archive.db"), show_default=True, help="Archive."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port on 127.0.0.1; 0 takes a free one.",
)
def command(db: Path, port: int = 8001) -> None:
    """Browse the archive in Datasette, with a page for every report, until Ctrl-C.

    The archive is opened for reading only, so a crawl may go on writing it.

    Example: gongkai serve --db demo.db --port 8001
    """
    from crawler.archive import Archive
    from crawler.browse.serving import serve

    Archive.read(db).close()  # one line where it is no archive, or another schema's
    with _bound(port) as listener:
        click.echo(f"http://127.0.0.1:{listener.getsockname()[1]}/  (Ctrl-C stops)")
        serve(db, SETTINGS, listener)


def _bound(port: int) -> socket.socket:
    """A socket that listens on the port. Raises Problem where that is taken or not allowed."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be had ({error.strerror})"
        raise Problem(f"port {port} {reason}; choose another --port, or 0 for a free one") from error
    return listener

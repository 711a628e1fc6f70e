"""`gongkai demo`: the whole job on the bundled portal, with no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.problems import PartialCrawl, Stopped

if TYPE_CHECKING:  # `--help` must not wait for Scrapy
    from crawler.archive import Archive
    from crawler.crawling.run import CrawlOutcome

# Columns of the view `reports_plain`, each with its heading here.
COLUMNS = {
    "organ": "organ",
    "year": "year",
    "form": "form",
    "status": "status",
    "repaired": "repairs",
    "received": "received",
    "granted": "granted",
    "denied": "denied",
}
NUMBERS = ("repaired", "received", "granted", "denied")
WIDTH = 100  # columns that the table needs; a terminal may be wider


@click.command()
@click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("demo.db"),
    show_default=True,
    help="Archive to make or go on with; its WARCs stand beside it.",
)
@click.option("--serve", is_flag=True, help="Browse the archive afterwards, until Ctrl-C.")
@click.pass_context
def command(ctx: click.Context, db: Path, serve: bool) -> None:
    """Crawl the bundled portal with the real spider, read what it publishes, and show what came in.

    Needs no network: the portal is served on a loopback port while the crawl runs. A second run fetches only what has
    changed.

    Example: gongkai demo --db demo.db --serve
    """
    from crawler.archive import Archive
    from crawler.commands.reading import read_crawl

    with Archive.create(db) as archive:
        outcome = _crawl(archive)
        read_crawl(archive, outcome.crawl_id)
        _print(archive)
    click.echo(f"Browse it: gongkai serve --db {db}")
    if outcome.outcome != "complete":
        raise PartialCrawl(f"the demo portal was not crawled whole: {outcome.visits[0].reason}; run it again")
    if serve:
        from crawler.commands.serve import command as serve_command

        ctx.invoke(serve_command, db=db)


def _crawl(archive: Archive) -> CrawlOutcome:
    """The real crawl of the demo portal, without pauses. Raises Stopped after Ctrl-C."""
    from crawler.crawling.run import run
    from crawler.crawling.session import CrawlOptions
    from crawler.demo_server import serve_demo
    from crawler.registry.portals import Portal

    with serve_demo(_known_port(archive)) as host:
        click.echo(f"gongkai: the demo portal is at http://{host}/ while it is crawled", err=True)
        outcome = run(archive, [Portal(host)], CrawlOptions(archive.path, archive.warc_folder, delay=0))
    if outcome.outcome == "interrupted":
        raise Stopped("stopped; the same command goes on from here")
    return outcome


def _known_port(archive: Archive) -> int:
    """The port of the last demo, 0 for a new archive.

    A portal is known by its host and port, so only on the same port can a second crawl ask what has changed. Should
    another program hold it by then, the portal is fetched anew as one on another port, and its reports stay the same.
    """
    query = "SELECT host FROM portal_visits WHERE host LIKE '127.0.0.1:%' ORDER BY crawl_id DESC LIMIT 1"
    row = archive.db.execute(query).fetchone()
    return int(row[0].rpartition(":")[2]) if row else 0


def _print(archive: Archive) -> None:
    """What the archive holds, one line a report; a dash where the source prints no number."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Annual reports in the archive", title_justify="left")
    for name, heading in COLUMNS.items():
        table.add_column(heading, justify="right" if name in NUMBERS else "left")
    query = f"SELECT {', '.join(COLUMNS)} FROM reports_plain ORDER BY organ, year, scope"
    for row in archive.db.execute(query):
        table.add_row(*("–" if value is None else str(value) for value in row))
    console = Console()
    console.width = max(console.width, WIDTH)
    console.print(table)

"""What a crawl says at its end: a table of its visits on stdout, and an exit code that cannot be taken for success."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from crawler.archive import Archive
from crawler.archive.visits import visits
from crawler.crawling.run import CrawlOutcome
from crawler.problems import NothingReachable, PartialCrawl

MOST_ROWS = 40  # of the table; the archive has all
LEAST_WIDTH = 120  # where stdout is no terminal


def print_visits(archive: Archive, outcome: CrawlOutcome) -> None:
    """The visits as a table: all of a small crawl, of a large one those that are not complete."""
    rows = visits(archive.db, outcome.crawl_id)
    shown = rows if len(rows) <= MOST_ROWS else [row for row in rows if row.outcome != "complete"][:MOST_ROWS]
    table = Table("portal", "outcome", "requests", "listed", "reports", "reason", title=f"Crawl {outcome.crawl_id}")
    for row in shown:
        table.add_row(row.host, row.outcome, str(row.requests), str(row.listed), str(row.reports), row.reason or "")
    console = Console()
    if not console.is_terminal:
        console.width = max(console.width, LEAST_WIDTH)
    console.print(table)
    if len(shown) < len(rows):
        more = len(rows) - len(shown)
        click.echo(f"{more} more portals: SELECT * FROM portal_visits WHERE crawl_id = {outcome.crawl_id}")


def judge(outcome: CrawlOutcome) -> None:
    """Raises PartialCrawl or NothingReachable, each with its exit code; a complete crawl raises nothing."""
    bad = [visit for visit in outcome.visits if visit.outcome != "complete"]
    if not bad:
        return
    first = f"{bad[0].host}: {bad[0].reason}" + (f" (and {len(bad) - 1} more)" if len(bad) > 1 else "")
    if outcome.outcome == "unreachable":
        raise NothingReachable(f"nothing could be reached: {first}; check names and network")
    raise PartialCrawl(f"{len(bad)} of {len(outcome.visits)} portals not complete: {first}; crawl them again later")

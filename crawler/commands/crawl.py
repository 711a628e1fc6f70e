"""`gongkai crawl`: finds and keeps reports on portals, then reads what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.problems import Stopped, WrongUsage

if TYPE_CHECKING:  # `--help` must not wait for Scrapy
    from crawler.crawling.session import Resolve
    from crawler.registry.portals import Portal


def _resolve(text: str) -> Resolve:
    """HOST:PORT:ADDR, as curl takes it; an IPv6 address may stand in brackets."""
    from crawler.crawling.session import Resolve

    host, _, rest = text.partition(":")
    port, _, address = rest.partition(":")
    try:
        number, checked = int(port), str(ip_address(address.removeprefix("[").removesuffix("]")))
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no HOST:PORT:ADDR, such as www.yzh.gov.cn:8000:127.0.0.1") from error
    if not host or not 0 < number < 65536:
        raise click.BadParameter(f"{text!r} has no host, or a port that cannot be")
    return Resolve(host.lower(), number, checked)


@click.command()
@click.argument("hosts", nargs=-1, metavar="[HOST]…")
@click.option("--portals", type=click.Path(path_type=Path), help="CSV file of portals instead of the registry.")
@click.option(
    "--db", type=click.Path(path_type=Path), default=Path("data/archive.db"), show_default=True, help="Archive."
)
@click.option("--warc", type=click.Path(path_type=Path), help="Folder of WARCs; by default beside the archive.")
@click.option(
    "--year", "years", type=click.IntRange(2008, 2100), multiple=True, help="Only reports of this year; repeatable."
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 3600),
    default=1.0,
    show_default=True,
    help="Seconds between requests to a host.",
)
@click.option("--max-requests", type=click.IntRange(1), default=500, show_default=True, help="Most requests a portal.")
@click.option("--contact", envvar="GONGKAI_CONTACT", show_envvar=True, help="Address that says whose crawler this is.")
@click.option(
    "--resolve",
    "resolves",
    type=_resolve,
    metavar="HOST:PORT:ADDR",
    multiple=True,
    help="Connect to ADDR for HOST:PORT; repeatable.",
)
def command(
    hosts: tuple[str, ...],
    portals: Path | None,
    db: Path,
    warc: Path | None,
    years: tuple[int, ...],
    delay: float,
    max_requests: int,
    contact: str | None,
    resolves: tuple[Resolve, ...],
) -> None:
    """Find and keep annual reports on the portals named, or on all in the registry, then read what was kept.

    HOST is host, host:port or an http(s) URL. A crawl that was stopped goes on with the same command.

    Example: gongkai crawl www.yzh.gov.cn --contact https://example.org/our-crawler
    """
    from crawler.archive import Archive
    from crawler.commands.reading import read_crawl
    from crawler.crawling.contact import check_manners
    from crawler.crawling.run import run
    from crawler.crawling.session import CrawlOptions
    from crawler.crawling.summary import judge, print_visits

    chosen = _portals(hosts, portals)
    check_manners(chosen, resolves, contact, delay)
    with Archive.create(db, warc) as archive:
        options = CrawlOptions(
            archive.path, archive.warc_folder, frozenset(years), delay, max_requests, contact, resolves
        )
        outcome = run(archive, chosen, options)
        if outcome.outcome == "interrupted":
            raise Stopped("stopped; the same command goes on from here")
        read_crawl(archive, outcome.crawl_id)
        print_visits(archive, outcome)
    judge(outcome)


def _portals(hosts: Sequence[str], file: Path | None) -> tuple[Portal, ...]:
    """The portals to go to, each once; says what the registry is not right about."""
    from crawler.registry.portals import load_registry, seed_from_argument

    registry = load_registry(file)
    for warning in registry.warnings:
        click.echo(f"gongkai: {warning}", err=True)
    if not hosts:
        click.echo(f"gongkai: {len(registry.portals)} portals from {registry.source}", err=True)
        return registry.portals
    found: dict[str, Portal] = {}
    for portal in (seed_from_argument(host, registry) for host in hosts):
        if portal.host in found:
            raise WrongUsage(f"{portal.host} is named twice; name each portal once")
        found[portal.host] = portal
    return tuple(found.values())

"""The registry: which portals there are, from data/portals.csv, from a file, or from hosts on the command line.

One row a host; only `host` must be filled. `./data/portals.csv` wins over the packaged one. A row that names an adcode,
a level or a column that cannot be is kept without it, and warned of; a file with two rows for a host is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from crawler.organs.divisions import Divisions, load_divisions
from crawler.problems import WrongUsage
from crawler.registry.hosts import canonical_host, host_of
from crawler.registry.portals_csv import COLUMNS, lines_of
from parsers.resources import resource

LEVELS = ("central", "province", "prefecture", "county", "township")
LOCAL = Path("data") / "portals.csv"


@dataclass(frozen=True, slots=True)
class Portal:
    """A site that publishes reports. `host` is canonical (registry.hosts), with its port if it has one of its own.

    `organ` is whose site it is, not whose reports it carries: a county's portal carries its departments' too.
    `start_url` is the page that the command line named.
    """

    host: str
    organ: str | None = None
    adcode: str | None = None
    level: str | None = None
    column_url: str | None = None
    system: str | None = None
    note: str | None = None
    start_url: str | None = None

    def start_urls(self) -> tuple[str, ...]:
        """Where a crawl begins, best first: the page that was asked for, the known report column, the home page.

        The home page is asked for by the scheme of the known page, else by http: most portals redirect from http to
        https, and some have no https at all, so http reaches more of them.
        """
        known = [url for url in (self.start_url, self.column_url) if url]
        scheme = urlsplit(known[0]).scheme if known else "http"
        return tuple(dict.fromkeys([*known, f"{scheme}://{self.host}/"]))


@dataclass(frozen=True, slots=True)
class Registry:
    """The portals, where they were read from, and one sentence for each row that is not quite right."""

    portals: tuple[Portal, ...]
    source: str
    warnings: tuple[str, ...] = ()

    def find(self, host: str) -> Portal | None:
        return next((portal for portal in self.portals if portal.host == host), None)


def load_registry(path: Path | None = None, divisions: Divisions | None = None) -> Registry:
    """The registry at `path`, else ./data/portals.csv, else the packaged one.

    Raises WrongUsage, with file, line and what to do, for a file that cannot be read, lacks the column `host`, has a
    column that is not known, or a row whose host is malformed or stands there already.
    """
    if path is None and LOCAL.is_file():
        path = LOCAL
    source = str(path) if path else "the packaged data/portals.csv"
    try:
        data = path.read_bytes() if path else resource("portals.csv").read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise WrongUsage(f"{source}: cannot be read ({error.strerror}); name a CSV file of portals") from error
    except UnicodeDecodeError as error:
        raise WrongUsage(f"{source}: is not UTF-8 at byte {error.start}; save it as CSV in UTF-8") from error
    return parse_registry(text, source, divisions or load_divisions())


def parse_registry(text: str, source: str, divisions: Divisions) -> Registry:
    """The registry from CSV text; raises as `load_registry`."""
    portals: dict[str, Portal] = {}
    lines: dict[str, int] = {}
    warnings: list[str] = []
    for line in lines_of(text, source):
        where = f"{source} line {line.number}"
        host = _host(line.fields["host"], where)
        if host in lines:
            raise WrongUsage(f"{where}: {host} stands on line {lines[host]} already; keep one row a host")
        lines[host] = line.number
        portals[host], doubts = _portal(host, line.fields, divisions)
        warnings += [f"{where}: {doubt}" for doubt in doubts]
    if not portals:
        raise WrongUsage(f"{source}: names no portal; write one host a line below the header")
    return Registry(tuple(portals.values()), source, tuple(warnings))


def seed_from_argument(text: str, registry: Registry) -> Portal:
    """The portal that a HOST argument names: `host`, `host:port` or an http(s) URL; with what the registry knows of it.

    Raises WrongUsage for anything else.
    """
    try:
        host = host_of(text) if "://" in text else canonical_host(text)
    except ValueError as error:
        raise WrongUsage(f"{text!r}: {error}; give a host, host:port, or an http or https URL") from error
    portal = registry.find(host) or Portal(host)
    if "://" not in text:
        return portal
    page = urldefrag(text).url
    return replace(portal, start_url=page if urlsplit(page).path else f"{page}/")


def _host(text: str, where: str) -> str:
    try:
        return canonical_host(text)
    except ValueError as error:
        raise WrongUsage(f"{where}: {text!r} is no host ({error}); write host or host:port") from error


def _portal(host: str, fields: dict[str, str], divisions: Divisions) -> tuple[Portal, list[str]]:
    """The row, without what is plainly wrong in it, and a sentence for each thing that was left out."""
    portal = Portal(host, **{name: fields[name] or None for name in COLUMNS[1:]})
    doubts = []
    if portal.adcode and not divisions.known(portal.adcode):
        doubts.append(f"{host}: no division has the code {portal.adcode}; it is left out")
        portal = replace(portal, adcode=None)
    if portal.level and portal.level not in LEVELS:
        doubts.append(f"{host}: {portal.level!r} is no level ({', '.join(LEVELS)}); it is left out")
        portal = replace(portal, level=None)
    if portal.column_url and not _same_site(portal.column_url, host):
        doubts.append(f"{host}: the column {portal.column_url} is not an http(s) page of this host; it is left out")
        portal = replace(portal, column_url=None)
    return portal, doubts


def _same_site(url: str, host: str) -> bool:
    try:
        return host_of(url) == host
    except ValueError:
        return False

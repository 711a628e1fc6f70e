"""Whose site a host is, judged by the organs that were seen on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from registry_tables import OWNERS

from crawler.organs.governments import Organ, governments
from crawler.organs.resolver import CENTRAL, Resolved, Resolver
from crawler.registry.portals import Portal

YEAR = 2025  # names and codes are as of this year
SHARED = re.compile(r"xxgk|zwgk|^gk\.|zfxx")  # hosts of an information section, which is a whole government's
SITES = re.compile(r"(政府)?(信息公开|政务公开)(年报)?专栏$")  # names of such sections, given as organs


@dataclass(frozen=True, slots=True)
class Seen:
    """A row of the list: an organ on a host; `found` None where no organ is named."""

    host: str
    found: Resolved | None
    printed: str
    adcode: str
    column_url: str
    system: str
    note: str


def owner(host: str, rows: list[Seen], resolver: Resolver) -> Organ | None:
    """Whose site a host is."""
    place = next((row.found.organ.adcode if row.found else row.adcode for row in rows), None) or None
    if host in OWNERS:
        return resolved(resolver, OWNERS[host], place)
    organs = [row.found.organ for row in rows if row.found]
    highest = sorted((o for o in organs if o.kind == "government"), key=lambda o: o.adcode)
    if highest:
        return highest[0]
    if host.endswith(".cma.gov.cn"):  # one site a province; its name is the province's
        province = resolver.divisions.at(place and place[:2] + "0000", YEAR)
        return resolved(resolver, f"{province.name}气象局", province.adcode) if province else None
    if organs and (organs[0].level == "central" or own_name(host)) and organs[0].kind != "office":
        return organs[0]
    division = resolver.divisions.at(place, YEAR)
    return governments(resolver.divisions, division, YEAR)[0] if division else None


def own_name(host: str) -> bool:
    """Whether a host is named for one organ of a place: czj.km.gov.cn, and neither www.km.gov.cn nor xxgk.km.gov.cn.

    >>> own_name("czj.km.gov.cn"), own_name("www.km.gov.cn"), own_name("xxgk.km.gov.cn"), own_name("km.gov.cn")
    (True, False, False, False)
    """
    labels = host.removesuffix(".gov.cn").split(".")
    return host.endswith(".gov.cn") and len(labels) > 1 and labels[0] != "www" and not SHARED.search(host)


def resolved(resolver: Resolver, name: str, adcode: str | None) -> Organ:
    found = resolver.resolve(name, YEAR, Portal("", adcode=adcode))
    if not isinstance(found, Resolved):
        raise SystemExit(f"registry_tables: {name}: {found.reason}")
    return found.organ


def portal(host: str, rows: list[Seen], own: Organ | None) -> Portal:
    columns = {row.column_url: row for row in rows if row.column_url}
    of_owner = [url for url, row in columns.items() if is_owners(row, own)]
    notes = [row.note for row in rows if row.note]
    notes += [f"column of {row.printed}: {url}" for url, row in columns.items() if url not in of_owner]
    return Portal(
        host=host,
        organ=own.name if own else None,
        adcode=own.adcode if own and own.adcode != CENTRAL else None,
        level=own.level if own else None,
        column_url=of_owner[0] if of_owner else None,
        system=next((row.system for row in rows if row.system), None),
        note="; ".join(notes) or None,
    )


def is_owners(row: Seen, own: Organ | None) -> bool:
    """Whether a row's column is that of the whole site."""
    section = row.found is None and bool(SITES.search(row.printed))
    return own is None or section or (row.found is not None and row.found.organ == own)

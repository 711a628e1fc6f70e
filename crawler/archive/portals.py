"""The table `portals`: the sites that crawls went to, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from crawler.archive.organs import store_organ
from crawler.organs.resolver import Resolved, load_resolver
from crawler.registry.portals import Portal

COLUMNS = ("organ", "column_url", "system", "adcode", "level", "note")
_KNOWN = ", ".join(f"{name} = coalesce(excluded.{name}, {name})" for name in COLUMNS)
_INSERT = f"""
INSERT INTO portals (host, {", ".join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET {_KNOWN}
"""


def keep_portals(db: Database, portals: Iterable[Portal], year: int) -> None:
    """What the registry says of portals, within the caller's transaction; where it says nothing, what was known stays.

    A portal whose organ the registry names gets that organ's id, as names and divisions are in `year`.
    """
    rows = list(portals)
    values = [(p.host, p.organ, p.column_url, p.system, p.adcode, p.level, p.note) for p in rows]
    db.conn.executemany(_INSERT, values)
    owned = {host for (host,) in db.execute("SELECT host FROM portals WHERE organ_id IS NOT NULL")}
    for portal in rows:
        if portal.organ is not None and portal.host not in owned:
            _own(db, portal, year)


def _own(db: Database, portal: Portal, year: int) -> None:
    resolver = load_resolver()
    found = resolver.resolve(portal.organ, year, portal)
    if isinstance(found, Resolved):
        store_organ(db, found.organ, found.kin, resolver.other_names(found.organ))
        db.execute("UPDATE portals SET organ_id = ? WHERE host = ?", [found.organ.organ_id, portal.host])

"""Make data/portals.csv and data/organs.csv from a list of portals gathered by hand.

    .venv/bin/python scripts/make_registry.py PATH/portals.csv

The list has a row for each report or column seen: host, organ, adcode, level, parent, column_url, report_url, system,
note. A host may stand in several rows, `level` says `department` for all departments, and a port stands in the URLs
only. From it come

- one row a host, with the organ whose site it is. Of the organs seen on a host this is the highest government; else the
  organ itself, where the host bears a name of its own (czj.km.gov.cn); else the government of the place, since a
  county's portal carries its departments' reports. What does not follow from this is in `registry_tables.py`.
- the organs that were seen, named and placed by crawler.organs. Governments are left out: they follow from the
  divisions.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from registry_owners import YEAR, Seen, owner, portal
from registry_tables import CENTRAL, LISTED

from crawler.organs.divisions import load_divisions
from crawler.organs.listed import COLUMNS as ORGAN_COLUMNS
from crawler.organs.listed import ListedOrgan
from crawler.organs.resolver import CENTRAL as CENTRAL_ADCODE
from crawler.organs.resolver import DISTINCT, Resolved, Resolver
from crawler.registry.hosts import canonical_host
from crawler.registry.portals import Portal
from crawler.registry.portals_csv import COLUMNS as PORTAL_COLUMNS

DATA = Path(__file__).resolve().parent.parent / "data"


def listed_by_hand() -> tuple[ListedOrgan, ...]:
    zones = tuple(
        ListedOrgan(name, adcode, level, kind, False, superior or None, acts_for or None, split(others), source)
        for name, adcode, level, kind, superior, acts_for, others, source in LISTED
    )
    return zones + tuple(
        ListedOrgan(name, CENTRAL_ADCODE, "central", "department", False, None, None, tuple(others), "国发〔2023〕5号")
        for name, *others in (names.split("|") for names in CENTRAL)
    )


def split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, names.split("|")))


def seen_in(path: Path, resolver: Resolver) -> Iterator[Seen]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["host"] == "host":  # the header once more, where lists were put together
                continue
            adcode = row["adcode"] if resolver.divisions.known(row["adcode"]) else ""
            found = resolver.resolve(row["organ"], YEAR, Portal(row["host"], adcode=adcode or None))
            yield Seen(
                host=host_with_port(row["host"], row["column_url"] or row["report_url"]),
                found=found if isinstance(found, Resolved) else None,
                printed=row["organ"],
                adcode=adcode,
                column_url=row["column_url"],
                system=row["system"],
                note=row["note"],
            )


def host_with_port(host: str, url: str) -> str:
    parts = urlsplit(url)
    return canonical_host(parts.netloc if parts.hostname == host else host)


def organs_seen(rows: list[Seen]) -> list[ListedOrgan]:
    """What was seen and does not follow from the divisions, beside what is listed by hand; by code and name."""
    listed = {(o.adcode, o.name): o for o in listed_by_hand()}
    for row in rows:
        if row.found is None or row.found.organ.kind == "government":
            continue
        organ = row.found.organ
        acts_for = next((k.name for k in row.found.kin if k.organ_id == organ.acts_for_organ_id), None)
        others = (row.printed,) if organ.kind in DISTINCT and row.printed != organ.name else ()
        entry = ListedOrgan(organ.name, organ.adcode, organ.level, organ.kind, False, None, acts_for, others, row.host)
        listed.setdefault((organ.adcode, organ.name), entry)
    return [listed[key] for key in sorted(listed)]


def write(target: Path, header: tuple[str, ...], rows: Iterator[list[str]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    resolver = Resolver(load_divisions(), listed_by_hand())
    rows = list(seen_in(Path(arguments[0]), resolver))
    hosts: dict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        hosts[row.host].append(row)
    portals = [portal(host, hosts[host], owner(host, hosts[host], resolver)) for host in sorted(hosts)]
    organs = organs_seen(rows)
    fields = ([getattr(p, column) or "" for column in PORTAL_COLUMNS] for p in portals)
    write(DATA / "portals.csv", PORTAL_COLUMNS, fields)
    write(DATA / "organs.csv", ORGAN_COLUMNS, (organ_fields(o) for o in organs))
    unnamed = [f"{row.host}: {row.printed!r} names no organ" for row in rows if row.found is None]
    print("\n".join(unnamed), file=sys.stderr)
    print(
        f"{len(rows)} rows -> portals.csv {len(portals)} hosts, organs.csv {len(organs)} organs, {len(unnamed)} unnamed"
    )
    return 0


def organ_fields(organ: ListedOrgan) -> list[str]:
    covers, others = str(int(organ.covers_division)), "|".join(organ.other_names)
    return [
        organ.name, organ.adcode, organ.level, organ.kind, covers, organ.superior or "", organ.acts_for or "", others,
        organ.source,
    ]  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""An organ, and the governments that every division has: they follow from the divisions and are listed nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.organs.divisions import Division, Divisions
from crawler.organs.identity import organ_id


@dataclass(frozen=True, slots=True)
class Organ:
    """A public body, as the table `organs` holds it."""

    organ_id: int
    name: str
    adcode: str
    level: str  # central, province, prefecture, county, township
    kind: str
    government_id: (
        int | None
    )  # the government that it belongs to; None for governments and what answers to no local one
    superior_id: int | None  # for a government, that of the division above
    acts_for_organ_id: int | None  # for an office, the government whose applications it answers
    covers_division: bool  # its territory is the division whose code it bears
    division_name: str | None  # of the division in the report's year; None for central organs


def governments(divisions: Divisions, division: Division, year: int) -> tuple[Organ, ...]:
    """The government of a division and those above it in that year, nearest first."""
    above = divisions.above(division, year)
    higher = governments(divisions, above, year) if above else ()
    # 地区 and 盟 have no government of their own but an office of the province's (地方组织法 Art. 85)
    name = division.name + ("行政公署" if division.name.endswith(("地区", "盟")) else "人民政府")
    organ = Organ(
        organ_id=organ_id(division.adcode, name),
        name=name,
        adcode=division.adcode,
        level=division.level,
        kind="government",
        government_id=None,
        superior_id=higher[0].organ_id if higher else None,
        acts_for_organ_id=None,
        covers_division=True,
        division_name=division.name,
    )
    return (organ, *higher)

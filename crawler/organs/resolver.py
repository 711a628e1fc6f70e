"""Printed names → organs, with the organs that these refer to. How names are read: crawler.organs.names.

Where a name occurs in several places, or is printed without one (区教育局), the portal's row in the registry settles it
if it can; the answer then says `registry` instead of `document`. A document that names nobody (我镇) belongs to the
portal's organ only where that publishes alone: a department, a township. A government's portal carries the reports of
all its departments, so there the document stays unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from crawler.organs.divisions import Divisions, load_divisions
from crawler.organs.governments import Organ, governments
from crawler.organs.identity import organ_id
from crawler.organs.kinds import kind_of
from crawler.organs.listed import ListedOrgan, parse_organs
from crawler.organs.names import NameReader, Placed, Unresolved, cleaned
from crawler.registry.portals import Portal
from parsers.resources import resource

CENTRAL = "100000"  # the adcode of central organs: the country's, which GB/T 2260 leaves unassigned
DISTINCT = ("zone_committee", "vertical", "xpcc")  # kinds whose listed names mean one organ wherever they are printed
ALONE = (
    "department",
    "township",
    "dispatched_office",
    "institution",
)  # kinds whose portals carry their own reports only
OUTSIDE = ("vertical", "xpcc")  # kinds that answer to their own system, not to the government of the place
LONGEST = 60  # characters; the longest listed has 18, full chains and autonomous places add some
OFFICE = re.compile(r"(党政|综合)?办(公[室厅])?$")
NOBODY = re.compile(r"[本我](单位|机关|部门|政府|街道|[办局委厅镇乡区县市省州旗盟部院])")


@dataclass(frozen=True, slots=True)
class Resolved:
    """`kin` are the organs that `organ` refers to, and so on upwards: whoever stores it stores them too."""

    organ: Organ
    kin: tuple[Organ, ...]
    source: str  # document, or registry where the portal's row was needed


class Resolver:
    """Names to organs, over one table of divisions and one of listed organs."""

    def __init__(self, divisions: Divisions, listed: tuple[ListedOrgan, ...]) -> None:
        self.divisions = divisions
        self.listed = listed
        self._by_name = {(o.adcode, cleaned(name)): o for o in listed for name in (o.name, *o.other_names)}
        self._anywhere = {
            name: o for (_, name), o in self._by_name.items() if o.kind in DISTINCT or o.adcode == CENTRAL
        }

    def resolve(self, printed: str | None, year: int, portal: Portal | None = None) -> Resolved | Unresolved:
        """The organ that a document of that report year names, or why it cannot be told.

        `portal` is where the document was found; None for a file without one.
        """
        text = cleaned(printed or "")
        if not text or NOBODY.fullmatch(text):
            return self._publisher(text, year, portal)
        if len(text) > LONGEST or not text.isprintable():
            return Unresolved(f"{text[:20]!r}… is no name of an organ")
        if "某" in text:
            return Unresolved(f"{text} leaves the organ unnamed")
        if listed := self._anywhere.get(text):
            return self.describe(listed, year)
        home = self.divisions.at(portal.adcode, year) if portal else None
        found = NameReader(self.divisions, year, home).read(text)
        if isinstance(found, Unresolved):
            return found
        if found.kind == "government":
            organ, *above = governments(self.divisions, found.division, year)
            return Resolved(organ, tuple(above), found.source)
        listed = self._by_name.get((found.division.adcode, cleaned(found.name))) or derived(found)
        return self.describe(listed, year, found.source)

    def describe(self, listed: ListedOrgan, year: int, source: str = "document") -> Resolved:
        """A listed organ, whole."""
        division = self.divisions.at(listed.adcode, year)
        local = governments(self.divisions, division, year) if division and listed.kind not in OUTSIDE else ()
        above = self._superior(listed, year) or local
        served = self._served(listed, local, year)
        organ = Organ(
            organ_id=organ_id(listed.adcode, listed.name),
            name=listed.name,
            adcode=listed.adcode,
            level=listed.level,
            kind=listed.kind,
            government_id=local[0].organ_id if local else None,
            superior_id=above[0].organ_id if above else None,
            acts_for_organ_id=served[0].organ_id if served else None,
            covers_division=listed.covers_division,
            division_name=division.name if division else None,
        )
        return Resolved(organ, tuple(dict.fromkeys((*served, *above, *local))), source)

    def other_names(self, organ: Organ) -> tuple[str, ...]:
        """Names that the organ is printed under beside its canonical one, as far as it is listed."""
        listed = self._by_name.get((organ.adcode, cleaned(organ.name)))
        return () if listed is None else listed.other_names

    def _superior(self, listed: ListedOrgan, year: int) -> tuple[Organ, ...]:
        found = self.resolve(listed.superior, year) if listed.superior else None
        return (found.organ, *found.kin) if isinstance(found, Resolved) else ()

    def _served(self, listed: ListedOrgan, local: tuple[Organ, ...], year: int) -> tuple[Organ, ...]:
        """The government, or the township, that an office acts for."""
        if listed.acts_for is None:
            return ()
        if named := [g for g in local if g.name == listed.acts_for]:
            return tuple(named)
        kind = kind_of(listed.acts_for)
        assert kind is not None, listed
        township = replace(listed, name=listed.acts_for, kind=kind.code, acts_for=None, other_names=())
        return (self.describe(township, year).organ,)

    def _publisher(self, text: str, year: int, portal: Portal | None) -> Resolved | Unresolved:
        """The portal's own organ, for a document that names nobody, if that is the only one that publishes there."""
        if portal is None or portal.organ is None:
            return Unresolved("the document names no organ, and the registry none for its portal")
        found = self.resolve(portal.organ, year, portal)
        if isinstance(found, Unresolved):
            return found
        if found.organ.kind not in ALONE or found.organ.level == "central":
            return Unresolved(f"the document names no organ, and {portal.host} carries the reports of several")
        if text and len(text) == 2 and text[1] not in found.organ.name:
            return Unresolved(f"the document says {text}, but {portal.host} belongs to {found.organ.name}")
        return replace(found, source="registry")


def derived(found: Placed) -> ListedOrgan:
    """What the name alone says of an organ that is not listed. A zone's level is a county's, whatever code it bears."""
    level = "county" if found.kind == "zone_committee" else found.division.level
    return ListedOrgan(
        name=found.name,
        adcode=found.division.adcode,
        level="township" if found.township else level,
        kind=found.kind,
        covers_division=False,
        superior=None,
        acts_for=OFFICE.sub("", found.name) if found.kind == "office" else None,
        other_names=(),
        source="",
    )


@cache
def load_resolver() -> Resolver:
    """Over the packaged tables, read once a process."""
    return Resolver(load_divisions(), parse_organs(resource("organs.csv").read_text(encoding="utf-8")))

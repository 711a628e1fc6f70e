"""A printed name of an organ → the division it belongs to, its kind, its canonical name.

An organ is a name within a division, so one organ is printed in many ways: 宁夏回族自治区固原市原州区政府办公室.
Canonical is the division's own name and what follows it, in one spelling: 原州区人民政府办公室. Townships and street
offices are named without their county (彭堡镇人民政府); so is what is printed without its place's kind (广州海关).
A division alone means its government. Nothing else is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from crawler.organs.divisions import Division, Divisions
from crawler.organs.kinds import SYSTEMS, ZONE, Kind, kind_of

CORPS, CORPS_ADCODE = "新疆生产建设兵团", "650000"
# 区教育局, 市政府办公室: the kind of the place stands for its name. Not 市场监督管理局, 市政管理局, 市容局, 区划办
GENERIC = re.compile(r"^[本我]?(自治区|地区|省|市|州|盟|县|区|旗)(?!场|政[管设园]|容|划)")
# 加格达奇区教育局: a place that the divisions do not have. Not 城市管理局, 社区办
ELSEWHERE = re.compile(r"^.{2,8}?(省|市|州|盟|县|区|旗)(?!场|政[管设园]|容|划)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A name read. `source` is document, or registry where the portal's place was needed."""

    division: Division
    kind: str
    township: bool
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why a name leads to no organ; `candidates` are the divisions that it could belong to, by code and name."""

    reason: str
    candidates: tuple[str, ...] = ()


def cleaned(name: str) -> str:
    """A name for matching: NFKC, no spaces, no state's name before it, no scope after it.

    >>> cleaned(" 固原市 原州区教育局 "), cleaned("中华人民共和国水利部"), cleaned("原州区（本级）")
    ('固原市原州区教育局', '水利部', '原州区')
    """
    text = re.sub(r"\s", "", normalize("NFKC", name)).removeprefix("中华人民共和国")
    return re.sub(r"\((本级|汇总)\)$", "", text)


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads names as of a year; `home` is the division of the portal that the document came from, None if not known."""

    divisions: Divisions
    year: int
    home: Division | None

    def read(self, text: str) -> Placed | Unresolved:
        """What a cleaned name says."""
        if text.startswith(CORPS):
            corps = self.divisions.at(CORPS_ADCODE, self.year)
            assert corps is not None
            return Placed(corps, "xpcc", False, text, "document")
        system = next((s for s in SYSTEMS if text.startswith(s) and text != s), "")
        rest = text.removeprefix(system)
        if found := self.divisions.leading(rest, self.year):
            return self._settled(found, system)
        bare = [(d, r) for d, r in self.divisions.leading_stem(rest, self.year) if _goes_without_kind(system, r)]
        if bare:
            return self._settled(bare, system, printed=text)
        return self._at_home(text)

    def _settled(self, found: list[tuple[Division, str]], system: str, printed: str = "") -> Placed | Unresolved:
        """The one division that is meant: the only one, or the one nearest to the portal's."""
        nearest = max(self._nearness(d) for d, _ in found)
        near = [(d, rest) for d, rest in found if self._nearness(d) == nearest]
        if len(found) > 1 and (nearest == 0 or len(near) > 1):
            places = tuple(f"{d.adcode} {d.name}" for d, _ in found)
            return Unresolved(f"{found[0][0].name} is {len(found)} places, and the portal does not say which", places)
        division, rest = near[0]
        kind = kind_of(rest)
        if kind is None:
            return Unresolved(f"{rest!r} after {division.name} is no name of an organ")
        source = "document" if len(found) == 1 else "registry"
        if kind.township:
            return self._in_county(division, kind, source)
        name = f"{printed.removesuffix(rest)}{kind.name}" if printed else f"{system}{division.name}{kind.name}"
        return Placed(division, "vertical" if system else kind.code, False, name, source)

    def _nearness(self, division: Division) -> int:
        """How many levels a division shares with the portal's, from the province down; one more if it is the same."""
        if self.home is None:
            return 0
        return sum(division.adcode[:digits] == self.home.adcode[:digits] for digits in (2, 4, 6))

    def _in_county(self, division: Division, kind: Kind, source: str) -> Placed | Unresolved:
        """A township carries its county's code; where only the prefecture is named, the portal may tell the county."""
        if division.level != "county" and self.divisions.has_counties(division):
            if self.home is None or self.home.level != "county" or not self.divisions.inside(self.home, division):
                return Unresolved(f"{kind.name} lies in some county of {division.name}; which is not said")
            division, source = self.home, "registry"
        return Placed(division, kind.code, True, kind.name, source)

    def _at_home(self, text: str) -> Placed | Unresolved:
        """A name without a place: its portal's."""
        generic = GENERIC.match(text)
        rest = text[generic.end() :] if generic else text
        kind = kind_of(rest)
        if kind is None:
            return Unresolved(f"{text!r} is no name of an organ")
        if self.home is None:
            return Unresolved(f"{text} names no place, and its portal's is not known")
        if generic and not self.home.name.endswith(generic[1]):  # 市教育局 on the portal of 原州区 is another's
            return Unresolved(f"{text}: the portal's place is {self.home.name}, no {generic[1]}")
        if re.search(f"{ZONE}.", text):  # 杨凌示范区审计局 is an organ of the zone: its name is whole
            return Placed(self.home, kind.code, kind.township, kind.name, "registry")
        if not generic and not kind.township and ELSEWHERE.match(text):
            return Unresolved(f"{text} names a place that is no division")
        return self._of(self.home, kind)

    def _of(self, home: Division, kind: Kind) -> Placed | Unresolved:
        if kind.township:
            return self._in_county(home, kind, "registry")
        return Placed(home, kind.code, False, home.name + kind.name, "registry")


def _goes_without_kind(system: str, rest: str) -> bool:
    """Whether a place may be printed without its kind here: 广州海关, 新乡经济技术开发区, but no 广州财政局."""
    kind = kind_of(rest)
    return kind is not None and bool(rest) and (bool(system) or kind.code in ("zone_committee", "vertical"))

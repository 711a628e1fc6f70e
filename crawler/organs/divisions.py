"""The divisions of China (data/divisions.csv) and how printed names lead to them.

A name is a claim, not a key: 鼓楼区 is four districts, and 崇川区 has changed its code. So a name gives candidates for
a year, and whoever asks must settle which.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from crawler.organs.places import short_name, stem
from parsers.resources import resource


@dataclass(frozen=True, slots=True)
class Division:
    """A code and its name over a span of years, each as of 31 December; `valid_to` None means still in force."""

    adcode: str
    valid_from: int
    valid_to: int | None
    name: str
    level: str
    parent: str | None
    successor: str | None

    def distance(self, year: int) -> int:
        """How many years lie between `year` and the span; 0 within it."""
        if year < self.valid_from:
            return self.valid_from - year
        return 0 if self.valid_to is None else max(0, year - self.valid_to)


def nearest(divisions: Iterable[Division], year: int) -> list[Division]:
    """Those in force in `year`, or else those that were so closest to it."""
    found = list(divisions)
    best = min((d.distance(year) for d in found), default=0)
    return [d for d in found if d.distance(year) == best]


class Divisions:
    """All divisions, by code and by name."""

    def __init__(self, rows: Iterable[Division]) -> None:
        self.rows = tuple(rows)
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        self._by_stem: dict[str, list[Division]] = defaultdict(list)
        for division in self.rows:
            self._by_code[division.adcode].append(division)
            for name in {division.name, short_name(division.name)}:
                self._by_name[name].append(division)
            self._by_stem[stem(division.name)].append(division)
        self._longest = max(len(name) for name in self._by_name)

    def at(self, adcode: str | None, year: int) -> Division | None:
        """What the code stood for in that year, or closest to it; None for a code that there never was."""
        return next(iter(nearest(self._by_code.get(adcode or "", ()), year)), None)

    def known(self, adcode: str) -> bool:
        return adcode in self._by_code

    def above(self, division: Division, year: int) -> Division | None:
        return self.at(division.parent, year)

    def inside(self, division: Division, outer: Division) -> bool:
        """Whether `division` lies in `outer`, at any depth."""
        return outer.adcode in (division.parent, division.adcode[:2] + "0000") and division.adcode != outer.adcode

    def has_counties(self, division: Division) -> bool:
        """False for the few prefectures that stand directly over townships: 东莞, 中山, 儋州, 嘉峪关."""
        return any(d.parent == division.adcode for d in self.rows)

    def leading(self, text: str, year: int) -> list[tuple[Division, str]]:
        """The divisions that `text` begins with, each with what follows it; of a chain of names, the innermost.

        宁夏回族自治区固原市原州区教育局, 宁夏固原市原州区教育局 and 原州区教育局 all lead to 原州区.
        """
        found = list(self._chains(text, self._by_name, None))
        if not found:
            provinces = [(d, text.removeprefix(stem(d.name))) for d in self.rows if d.level == "province"]
            found = [m for d, rest in provinces if rest != text for m in self._chains(rest, self._by_name, d)]
        return self._of_year(found, year)

    def leading_stem(self, text: str, year: int) -> list[tuple[Division, str]]:
        """As `leading`, for places printed without their kind, as customs houses and zones do: 广州海关."""
        return self._of_year(self._chains(text, self._by_stem, None), year)

    def _chains(
        self, text: str, names: dict[str, list[Division]], outer: Division | None
    ) -> Iterator[tuple[Division, str]]:
        for length in range(min(len(text), self._longest), 1, -1):
            begun = [d for d in names.get(text[:length], ()) if outer is None or self.inside(d, outer)]
            if begun:
                rest = text[length:]
                inner = [match for d in begun for match in self._chains(rest, names, d)]
                yield from inner or [(d, rest) for d in begun]
                return

    @staticmethod
    def _of_year(matches: Iterable[tuple[Division, str]], year: int) -> list[tuple[Division, str]]:
        found = list(matches)
        kept = nearest((d for d, _ in found), year)
        return [(d, rest) for d, rest in found if d in kept]


def parse_divisions(text: str) -> Divisions:
    """The table from its CSV text."""
    return Divisions(
        Division(
            row["adcode"],
            int(row["valid_from"]),
            int(row["valid_to"]) if row["valid_to"] else None,
            row["name"],
            row["level"],
            row["parent"] or None,
            row["successor"] or None,
        )
        for row in csv.DictReader(io.StringIO(text))
    )


@cache
def load_divisions() -> Divisions:
    """The packaged table, read once a process."""
    return parse_divisions(resource("divisions.csv").read_text(encoding="utf-8"))

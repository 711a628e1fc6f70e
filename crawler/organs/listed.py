"""data/organs.csv: organs that names and divisions alone do not tell all about."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

COLUMNS = ("name", "adcode", "level", "kind", "covers_division", "superior", "acts_for", "other_names", "source")


@dataclass(frozen=True, slots=True)
class ListedOrgan:
    """A row. `name` is canonical (crawler.organs.names); `superior` and `acts_for` are names of organs. The adcode of
    central organs is 100000."""

    name: str
    adcode: str
    level: str
    kind: str
    covers_division: bool
    superior: str | None
    acts_for: str | None
    other_names: tuple[str, ...]
    source: str


def parse_organs(text: str) -> tuple[ListedOrgan, ...]:
    """The rows of the table from its CSV text."""
    return tuple(
        ListedOrgan(
            name=row["name"],
            adcode=row["adcode"],
            level=row["level"],
            kind=row["kind"],
            covers_division=row["covers_division"] == "1",
            superior=row["superior"] or None,
            acts_for=row["acts_for"] or None,
            other_names=tuple(filter(None, row["other_names"].split("|"))),
            source=row["source"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )

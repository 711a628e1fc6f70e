"""The tables `organs` and `organ_names`: public bodies, written when a report of theirs is first stored."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from crawler.organs.governments import Organ
from crawler.problems import Problem

_INSERT = """
INSERT INTO organs (organ_id, name, adcode, level, kind, government_id, superior_id, acts_for_organ_id, covers_division)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organ_id) DO NOTHING
"""
_NAME = """
INSERT INTO organ_names (organ_id, name)
SELECT :organ, :name WHERE NOT EXISTS (SELECT 1 FROM organ_names WHERE organ_id = :organ AND name = :name)
"""


def store_organ(db: Database, organ: Organ, kin: Iterable[Organ], names: Iterable[str]) -> None:
    """An organ, the organs it refers to, and the names it is printed under; within the caller's transaction.

    Raises Problem where an id stands for another organ already: two digests have met (crawler.organs.identity).
    """
    for one in (organ, *kin):
        db.execute(
            _INSERT,
            [
                one.organ_id,
                one.name,
                one.adcode,
                one.level,
                one.kind,
                one.government_id,
                one.superior_id,
                one.acts_for_organ_id,
                int(one.covers_division),
            ],
        )
        kept = db.execute("SELECT adcode, name FROM organs WHERE organ_id = ?", [one.organ_id]).fetchone()
        if tuple(kept) != (one.adcode, one.name):
            raise Problem(
                f"organ id {one.organ_id} means {kept[1]} ({kept[0]}) and {one.name} ({one.adcode}); report it"
            )
        db.execute(_NAME, {"organ": one.organ_id, "name": one.name})
    for name in names:
        db.execute(_NAME, {"organ": organ.organ_id, "name": name})

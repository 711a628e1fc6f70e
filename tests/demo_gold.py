"""The gold figures of the demo portal's reports (`tests/gold/*.json`), in the shape of the corpus' gold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from parsers.resources import resource

FOLDER = Path(__file__).parent / "gold"
PORTAL = Path(str(resource("demo")))


@dataclass(frozen=True)
class Gold:
    """What a report of the demo says. `page` is its address in the portal; `cells` are all of its form by code."""

    slug: str
    page: str
    organ: tuple[str, ...]  # any of them is right
    year: int
    form: str
    scope: str
    status: str
    repairs: int
    cells: dict[str, int | Decimal | None]
    mentions: tuple[tuple[int, int, str], ...]  # section, value, unit

    def source(self) -> bytes:
        return (PORTAL / self.page).read_bytes()


def load(path: Path) -> Gold:
    said = json.loads(path.read_text(encoding="utf-8"))
    cells = {
        f"{part}.{column}.{row}": Decimal(value) if isinstance(value, str) else value
        for part in ("disclosure", "applications", "disputes")
        for column, rows in said[part].items()
        for row, value in rows.items()
    }
    mentions = tuple((section, value, unit) for section, _, value, unit in said.get("mentions", ()))
    plain = {name: said[name] for name in ("page", "year", "form", "scope", "status", "repairs")}
    return Gold(path.stem, organ=tuple(said["organ"]), cells=cells, mentions=mentions, **plain)


GOLD = tuple(load(path) for path in sorted(FOLDER.glob("*.json")))

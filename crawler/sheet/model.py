"""The tables of a report as its form prints them, for terminal and page alike: what to draw, not how."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from parsers.model import State, Status

LONGEST = 16  # characters of a cell that are drawn; no count or amount has more


class Mark(StrEnum):
    """What must be seen beside a number. The order is that in which marks are drawn."""

    REPAIRED = "repaired"
    SUGGESTED = "suggested"
    FAILING = "failing"
    UNIT = "unit"
    SUSPECT = "suspect"


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label with the cells that it spans; `across` columns and `down` rows."""

    code: str
    zh: str
    en: str
    across: int = 1
    down: int = 1
    heads: str = "col"  # what it heads, as HTML's scope says: col, row, or nothing


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of the form: what is printed, what that says, and what must be said beside it.

    `signs` point to the notes of its part: `*` for a repair and so on. `place` is as in the view `cells`.
    """

    code: str
    raw: str
    state: State
    value: int | Decimal | None
    place: tuple[float, ...] | None
    suggested: int | None = None
    unit: str | None = None  # of amounts: wan_yuan, yuan, unstated
    marks: tuple[Mark, ...] = ()
    signs: tuple[str, ...] = ()
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        """What is drawn: the print itself, cut where it is no figure; a dot for a cell that is not there."""
        if self.state is State.MISSING:
            return "·"
        text = " ".join(self.raw.split())
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


Line: TypeAlias = tuple[Label | Figure, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a sign beside a number means."""

    sign: str
    mark: Mark
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the form, line by line; `labels` of its `columns` are label columns. `head` lines come first."""

    name: str
    zh: str
    en: str
    status: Status
    lines: tuple[Line, ...]
    head: int
    labels: int
    columns: int
    notes: tuple[Note, ...]
    sums: int  # how many identities the form has for it

    def figures(self) -> tuple[Figure, ...]:
        return tuple(cell for line in self.lines for cell in line if isinstance(cell, Figure))

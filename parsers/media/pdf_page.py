"""What a page prints, before anyone looks for tables: characters and edges, in points from its upper left corner.

Both are dicts in pdfplumber's own words, because its `TableFinder` and `extract_text` take nothing else; no other
module makes them, and none hands them on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

Mark: TypeAlias = dict[str, Any]  # a character or an edge as pdfplumber describes it
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page as displayed. `turn` says how far its text was turned to stand upright here; boxes undo it."""

    number: int
    width: float
    height: float
    chars: Sequence[Mark]
    edges: Sequence[Mark]
    turn: int = 0

    def box(self, found: Box) -> Box:
        """A box of this page as it stands on the displayed page.

        >>> Page(1, 600, 800, (), (), turn=90).box((100, 50, 200, 60))
        (50.0, 600.0, 60.0, 700.0)
        """
        x0, top, x1, bottom = found
        wide, high = self.width, self.height
        turned = {
            0: (x0, top, x1, bottom),
            90: (top, high - x1, bottom, high - x0),
            180: (wide - x1, high - bottom, wide - x0, high - top),
            270: (wide - bottom, x0, wide - top, x1),
        }[self.turn]
        return tuple(round(float(value), 2) for value in turned)  # type: ignore[return-value]


def char(text: str, box: Box, size: float, turn: int = 0, base: float | None = None) -> Mark:
    """A character; `turn` is the direction in which its text runs: 0 to the right, 90 up, 180 to the left, 270 down.

    `base` is its base line, which characters of two fonts share where their boxes do not.
    """
    x0, top, x1, bottom = box
    return {
        "text": text,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "size": size,
        "base": bottom if base is None else base,
        "height": bottom - top,
        "upright": turn in (0, 180),
        "turn": turn,
    }


def edge(x0: float, top: float, x1: float, bottom: float) -> Mark | None:
    """A straight edge; None where the line is neither upright nor level."""
    level, upright = abs(top - bottom) < 0.01, abs(x0 - x1) < 0.01
    if not (level or upright):
        return None
    return {
        "object_type": "line",
        "x0": min(x0, x1),
        "x1": max(x0, x1),
        "top": min(top, bottom),
        "bottom": max(top, bottom),
        "doctop": min(top, bottom),
        "width": abs(x1 - x0),
        "height": abs(bottom - top),
        "orientation": "h" if level else "v",
    }


def edges_between(points: Sequence[tuple[float, float]]) -> Iterable[Mark]:
    """The straight edges along a path."""
    for (x0, top), (x1, bottom) in pairwise(points):
        found = edge(x0, top, x1, bottom)
        if found:
            yield found


def upright(page: Page) -> Page:
    """The page turned so that most of its text runs to the right: landscape tables stand on portrait pages."""
    turns = [mark["turn"] for mark in page.chars]
    turn = max(set(turns), key=turns.count, default=0)
    if not turn or 5 * turns.count(turn) < 3 * len(turns):
        return page
    chars = [
        char(mark["text"], _turned(page, turn, mark), mark["size"], (mark["turn"] - turn) % 360) for mark in page.chars
    ]
    edges = [found for mark in page.edges for found in [edge(*_turned(page, turn, mark))] if found]
    return replace(page, chars=chars, edges=edges, turn=turn)


def _turned(page: Page, turn: int, mark: Mark) -> Box:
    x0, top, x1, bottom = mark["x0"], mark["top"], mark["x1"], mark["bottom"]
    if turn == 90:
        return page.height - bottom, x0, page.height - top, x1
    if turn == 270:
        return top, page.width - x1, bottom, page.width - x0
    return page.width - x1, page.height - bottom, page.width - x0, page.height - top

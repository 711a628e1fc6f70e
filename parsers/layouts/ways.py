"""Every way to lay a row of cells under fewer columns, by leaving out blanks and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

# For each of a strip's codes, which of its cells it takes; None where none is left.
Arrangement: TypeAlias = tuple[int | None, ...]


def windows(blank: Sequence[bool], width: int) -> tuple[Arrangement, ...]:
    """The runs of `width` cells that leave out nothing but blanks at either end.

    >>> windows([True, False, False, True], 2), windows([False, True, True], 2)
    (((1, 2),), ((0, 1),))
    >>> windows([True, False, True], 2), windows([False, False, False], 2)
    (((0, 1), (1, 2)), ())
    """
    if len(blank) < width:
        return ()
    printed = [place for place, empty in enumerate(blank) if not empty] or [0]
    first, last = max(0, printed[-1] - width + 1), min(printed[0], len(blank) - width)
    if all(blank):
        last = first
    return tuple(tuple(range(start, start + width)) for start in range(first, last + 1))


def without_one(blank: Sequence[bool], width: int) -> tuple[Arrangement, ...]:
    """The arrangements that remain when one surplus blank is taken out of a run of `width` + 1 cells.

    Blanks side by side give the same reading, so of each run of blanks only the first is tried.

    >>> without_one([False, True, True, False], 3)
    ((0, 2, 3),)
    """
    found = []
    for run in windows(blank, width + 1):
        for place in run:
            if place is not None and blank[place] and not (place > run[0] and blank[place - 1]):  # type: ignore[operator]
                found.append(tuple(other for other in run if other != place))
    return tuple(dict.fromkeys(found))


def ways_of(
    blank: Sequence[bool], width: int, offset: int | None, *, aligned: bool
) -> tuple[tuple[Arrangement, ...], bool]:
    """The ways to lay a labelled row where positions say nothing, and whether they are loose ones.

    A row full of figures has one way. One that begins or ends blank may have lost a cell, unless it is of markup, where
    every cell is written; where full rows of its shape begin their figures at `offset`, it begins there too.
    """
    if len(blank) < width:
        return (tuple([*range(len(blank)), *[None] * (width - len(blank))]),), True
    ways = windows(blank, width)
    if all(blank):
        return ways, False
    if not ways:
        return without_one(blank, width), False
    alike = tuple(way for way in ways if way[0] == offset)
    full = not any(blank[place] for way in ways for place in (way[0], way[-1]) if place is not None)
    return alike or ways, not (full or (aligned and len(ways) == 1))

"""Rows that may each be read in several ways, and sums over their columns: is there exactly one choice that adds up?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Figures = tuple[int, ...]
Sums = Sequence[tuple[Sequence[str], Sequence[str]]]  # rows on the left add up to rows on the right, in every column
MOST_STATES = 50_000  # partial choices followed at once; a table that needs more is left undecided


@dataclass(frozen=True, slots=True)
class _State:
    """What the rows chosen so far leave open of each sum, in how many ways they do (2 stands for more), and one way."""

    ways: int
    chosen: tuple[tuple[str, Figures], ...]


def only_choice(choices: Mapping[str, Sequence[Figures]], sums: Sums) -> dict[str, Figures] | None:
    """The one choice of a reading for each row with which every sum holds in every column; None for none or several.

    >>> rows = {"a": [(1, 20), (12, 0)], "b": [(12, 0)], "c": [(0, 0)]}
    >>> only_choice(rows, [(["a"], ["b", "c"])])
    {'a': (12, 0), 'b': (12, 0), 'c': (0, 0)}
    >>> only_choice({"a": [(1,), (2,)], "b": [(1,), (2,)]}, [(["a"], ["b"])]) is None
    True
    """
    if not sums or any(not ways for ways in choices.values()):
        return None
    order = sorted(choices, key=lambda row: len(choices[row]))
    width = len(next(iter(choices.values()))[0])
    states: dict[Figures, _State] = {(0,) * (width * len(sums)): _State(1, ())}
    for at, row in enumerate(order):
        if len(states) * len(choices[row]) > MOST_STATES:
            return None
        states = _with_row(states, row, choices[row], sums)
        states = _still_possible(states, _reach(order[at + 1 :], choices, sums, width))
        if not states:
            return None
    (state,) = states.values()
    return dict(sorted(state.chosen, key=lambda pair: list(choices).index(pair[0]))) if state.ways == 1 else None


def _with_row(states: Mapping[Figures, _State], row: str, ways: Sequence[Figures], sums: Sums) -> dict[Figures, _State]:
    signs = [(row in left) - (row in right) for left, right in sums]
    found: dict[Figures, _State] = {}
    for open_, state in states.items():
        for figures in ways:
            moved = tuple(sign * figure for sign in signs for figure in figures)
            rest = tuple(a + b for a, b in zip(open_, moved, strict=True))
            known = found.get(rest)
            number = min(2, state.ways + (known.ways if known else 0))
            found[rest] = _State(number, (*state.chosen, (row, figures)))
    return found


def _reach(
    rows: Sequence[str], choices: Mapping[str, Sequence[Figures]], sums: Sums, width: int
) -> list[tuple[int, int]]:
    """How far the rows still to come can move each sum, down and up."""
    reach = []
    for left, right in sums:
        for column in range(width):
            spans = [
                sorted(((row in left) - (row in right)) * figures[column] for figures in choices[row]) for row in rows
            ]
            reach.append((sum(span[0] for span in spans), sum(span[-1] for span in spans)))
    return reach


def _still_possible(states: Mapping[Figures, _State], reach: Sequence[tuple[int, int]]) -> dict[Figures, _State]:
    """The states that the rows still to come can bring to 0."""
    return {
        open_: state
        for open_, state in states.items()
        if all(low <= -rest <= high for rest, (low, high) in zip(open_, reach, strict=True))
    }

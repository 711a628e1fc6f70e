"""Where the lines of a drawn table meet."""

from __future__ import annotations

from collections.abc import Sequence

# Which arms a junction has: above, below, left, right.
JUNCTIONS = {
    (False, False, False, False): " ",
    (True, True, False, False): "│",
    (False, False, True, True): "─",
    (False, True, False, True): "┌",
    (False, True, True, False): "┐",
    (True, False, False, True): "└",
    (True, False, True, False): "┘",
    (True, True, False, True): "├",
    (True, True, True, False): "┤",
    (False, True, True, True): "┬",
    (True, False, True, True): "┴",
    (True, True, True, True): "┼",
}


def junction(above: Sequence[object] | None, below: Sequence[object] | None, column: int) -> str:
    """The character where a rule meets the border before a column.

    `above` and `below` are the cells that cover each column in the rows on both sides of the rule; None outside of the
    table.

    >>> junction(None, "ab", 0), junction("ab", "ab", 1), junction("aa", "bc", 1)
    ('┌', '│', '┬')
    """
    columns = len(above or below or ())
    inside, open_ = column > 0, column < columns

    def border(line: Sequence[object] | None) -> bool:
        return line is not None and not (inside and open_ and line[column - 1] == line[column])

    def ruled_at(at: int) -> bool:
        return above is None or below is None or above[at] != below[at]

    left, right = inside and ruled_at(column - 1), open_ and ruled_at(column)
    return JUNCTIONS[border(above), border(below), left, right]

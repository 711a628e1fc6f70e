"""Tables with spans in box-drawing characters."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from crawler.drawing.ruled import Box, ruled

LINES = [
    [Box("a", across=2, down=2, align="centre"), Box("申请人", across=2, align="centre")],
    [Box("自然"), Box("人")],
    [Box("三、本年度", down=3), Box("x"), Box("1", align="right"), Box("2")],
    [Box("y"), Box("1", align="right"), Box("2")],
    [Box("z"), Box("1", align="right"), Box("2")],
]


def drawn(rules: frozenset[int]) -> list[str]:
    return [line.plain for line in ruled(LINES, [4, 6, 5, 5], rules)]


def test_spans_pass_through_rules() -> None:
    assert drawn(frozenset({1, 2, 4})) == [
        "┌───────────┬───────────┐",
        "│           │  申请人   │",
        "│     a     ├─────┬─────┤",
        "│           │自然 │人   │",
        "├────┬──────┼─────┼─────┤",
        "│三、│x     │    1│2    │",
        "│本年│y     │    1│2    │",
        "│度  ├──────┼─────┼─────┤",
        "│    │z     │    1│2    │",
        "└────┴──────┴─────┴─────┘",
    ]


@pytest.mark.parametrize("rules", [frozenset[int](), frozenset({1, 2, 3, 4})])
def test_every_line_is_as_wide_as_the_others(rules: frozenset[int]) -> None:
    assert {cell_len(line) for line in drawn(rules)} == {25}


def test_a_long_label_makes_its_rows_higher() -> None:
    lines = [[Box("行政规范性文件", down=2), Box("1")], [Box("2")]]
    assert [line.plain for line in ruled(lines, [4, 2], frozenset())] == [
        "┌────┬──┐",
        "│行政│1 │",
        "│规范│  │",
        "│性文│2 │",
        "│件  │  │",
        "└────┴──┘",
    ]

"""A small part of what `python -m tests.generator` reads, held-out seeds among it; every style at least three times."""

from __future__ import annotations

import pytest

from tests.generator import markup, text
from tests.generator.damage import damage
from tests.generator.document import generate
from tests.generator.judge import judge, silently_wrong

STYLES = [*markup.STYLES, *text.STYLES]
# By rule in doubt: no sum can cut table 二 where its cells ran together. Broken lines part words that nobody knows.
IN_DOUBT = {"run_together", "broken_lines"}


@pytest.mark.parametrize("style", STYLES)
def test_what_is_printed_is_read(style: str) -> None:
    verdicts = [judge(generate(seed, style)) for seed in range(2000, 2003)]
    assert [verdict.wrong for verdict in verdicts] == [()] * 3
    assert [verdict.facts for verdict in verdicts] == [()] * 3
    if style not in IN_DOUBT:
        assert sum(verdict.status == "consistent" for verdict in verdicts) >= 2
        assert not [verdict.unread for verdict in verdicts if verdict.status == "consistent" and verdict.unread]
    if style == "run_together":
        assert {verdict.status for verdict in verdicts} == {"suspect"}


@pytest.mark.parametrize("style", STYLES)
def test_what_is_damaged_is_marked(style: str) -> None:
    for seed in range(2000, 2003):
        verdict = judge(damage(generate(seed, style), seed))
        assert not silently_wrong(verdict), verdict

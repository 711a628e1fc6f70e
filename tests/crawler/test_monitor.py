"""How visits are judged: nothing that may be incomplete passes for complete."""

from __future__ import annotations

import pytest

from crawler.archive.visits import StateCount, VisitRow
from crawler.crawling.monitor import Tally, judge, outcome_of

HOST = "www.yzh.gov.cn"
GOOD = {200: 9}


def states(*counts: tuple[str, str, int]) -> tuple[StateCount, ...]:
    return tuple(StateCount(HOST, kind, state, count) for kind, state, count in counts)


LISTED = [("column", "done", 2), ("list", "done", 1), ("report", "done", 6)]


@pytest.mark.parametrize(
    ("tally", "outcome", "reason"),
    [
        (Tally(HOST, states(*LISTED), GOOD), "complete", None),
        (Tally(HOST, states(*LISTED), GOOD, missing=1), "complete", "1 of the listed addresses answer an error"),
        (Tally(HOST, states(*LISTED), GOOD, missing=4), "partial", "4 of the listed addresses answer an error"),
        (
            Tally(HOST, states(*LISTED, ("report", "refused", 2)), GOOD),
            "complete",
            "robots.txt disallows 2 of the listed addresses",
        ),
        (
            Tally(HOST, states(*LISTED, ("list", "failed", 1)), GOOD),
            "partial",
            "1 pages of lists or reports could not be fetched",
        ),
        (
            Tally(HOST, states(*LISTED, ("report", "over_budget", 7)), GOOD),
            "partial",
            "the portal has had its requests (--max-requests), 7 addresses are left",
        ),
        (
            Tally(HOST, states(*LISTED), GOOD, note="the list says it has 5 pages"),
            "partial",
            "the list says it has 5 pages",
        ),
        (
            Tally(HOST, states(*LISTED, ("report", "queued", 3)), GOOD),
            "partial",
            "stopped with 3 addresses still to be fetched",
        ),
        (
            Tally(HOST, states(*LISTED, ("report", "blocked", 3)), GOOD, note="turned away: 412"),
            "blocked",
            "turned away: 412",
        ),
        (Tally(HOST, states(("column", "done", 9)), GOOD), "empty", "no report was found on 9 pages"),
        (
            Tally(HOST, states(("column", "done", 8), ("column", "failed", 1)), GOOD),
            "partial",
            "1 pages on the way could not be fetched",
        ),
        (
            Tally(HOST, states(("column", "failed", 2)), {}, failure="CannotResolveHostError: x"),
            "unreachable",
            "the host does not resolve",
        ),
        (Tally(HOST, states(("column", "done", 1)), {404: 1}), "unreachable", "answered 404"),
        (Tally(HOST), "unreachable", "nothing was asked"),
    ],
)
def test_a_visit(tally: Tally, outcome: str, reason: str | None) -> None:
    row = judge(tally)
    assert (row.outcome, row.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        (["complete", "complete"], "complete"),
        (["complete", "empty"], "partial"),
        (["unreachable", "complete"], "partial"),
        (["unreachable", "unreachable"], "unreachable"),
        (["blocked"], "partial"),
    ],
)
def test_a_crawl(outcomes: list[str], whole: str) -> None:
    assert outcome_of([VisitRow(HOST, outcome, None, 0, 0, 0) for outcome in outcomes]) == whole

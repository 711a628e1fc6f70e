"""Judges a crawl by what the archive says of it: each portal ends complete, partial, blocked, empty or unreachable.

An empty portal is no success: every portal of the registry is there because it should have reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlite_utils import Database

from crawler.archive import visits as table
from crawler.archive.visits import StateCount, VisitRow
from crawler.finding.links import Kind

WANTED = (Kind.LIST, Kind.REPORT, Kind.ATTACHMENT)
OPEN = ("queued", "in_flight")
FAILURES = {  # by the name of Scrapy's exception
    "CannotResolveHostError": "the host does not resolve",
    "DownloadConnectionRefusedError": "nothing listens at its address",
    "DownloadTimeoutError": "no answer in time",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What one crawl left of one portal. `answers`: status → pages; `missing`: listed files that were not there."""

    host: str
    states: tuple[StateCount, ...] = ()
    answers: dict[int, int] = field(default_factory=dict)
    requests: int = 0
    missing: int = 0
    note: str | None = None
    failure: str | None = None

    def count(self, *states: str, kinds: tuple[str, ...] = ()) -> int:
        """How many addresses stand in these states (none named: in any)."""
        return sum(
            one.count for one in self.states if (not states or one.state in states) and (not kinds or one.kind in kinds)
        )

    @property
    def listed(self) -> int:
        return self.count(kinds=(Kind.REPORT,))


def judge_crawl(db: Database, crawl_id: int) -> list[VisitRow]:
    """How the visits of a crawl went, by host; not yet written."""
    return [judge(tally) for tally in _tallies(db, crawl_id)]


def judge(tally: Tally) -> VisitRow:
    """The outcome of a visit, with its reason; a complete one has remarks at most."""
    outcome, reason = next(_verdicts(tally))
    return VisitRow(tally.host, outcome, reason, tally.requests, tally.listed, 0)


def outcome_of(rows: list[VisitRow]) -> str:
    """The outcome of the crawl that made these visits."""
    outcomes = {row.outcome for row in rows}
    if outcomes == {"unreachable"}:
        return "unreachable"
    return "complete" if outcomes <= {"complete"} else "partial"


def _verdicts(tally: Tally) -> Iterator[tuple[str, str | None]]:
    """Verdicts that apply, the gravest first."""
    if tally.count("blocked"):
        yield "blocked", tally.note or "turned away"
    if not any(200 <= status < 300 or status == 304 for status in tally.answers):
        if tally.count("refused") and not tally.answers and tally.failure is None:
            yield "blocked", "robots.txt disallows the home page"
        yield "unreachable", tally.note or _no_page(tally)
    problems = list(_problems(tally))
    if problems:
        yield "partial", "; ".join(problems)
    if tally.listed == 0:
        yield "empty", f"no report was found on {sum(tally.answers.values())} pages"
    yield "complete", "; ".join(_remarks(tally)) or None


def _remarks(tally: Tally) -> Iterator[str]:
    """What is not here and is nobody's failure: what the portal forbids, and a dead link or two, as all lists have."""
    if disallowed := tally.count("refused", kinds=(Kind.REPORT, Kind.ATTACHMENT)):
        yield f"robots.txt disallows {disallowed} of the listed addresses"
    if tally.missing:
        yield f"{tally.missing} of the listed addresses answer an error"


def _no_page(tally: Tally) -> str:
    if tally.answers:
        return f"answered {', '.join(str(status) for status in sorted(tally.answers))}"
    if tally.failure is None:
        return "nothing was asked"
    kind, _, said = tally.failure.partition(": ")
    return FAILURES.get(kind, said or kind)


def _problems(tally: Tally) -> Iterator[str]:
    """Why there may be more reports than were kept."""
    if tally.note is not None:
        yield tally.note
    if left := tally.count(*OPEN):
        yield f"stopped with {left} addresses still to be fetched"
    if over := tally.count("over_budget"):
        yield f"the portal has had its requests (--max-requests), {over} addresses are left"
    if failed := tally.count("failed", kinds=WANTED):
        yield f"{failed} pages of lists or reports could not be fetched"
    elif tally.listed == 0 and (failed := tally.count("failed")):
        yield f"{failed} pages on the way could not be fetched"
    if 2 * tally.missing > tally.listed:
        yield f"{tally.missing} of the listed addresses answer an error"


def _tallies(db: Database, crawl_id: int) -> Iterator[Tally]:
    states: dict[str, list[StateCount]] = {}
    for one in table.states(db, crawl_id):
        states.setdefault(one.host, []).append(one)
    answers, requests = table.answers(db, crawl_id), table.requests(db, crawl_id)
    missing, failures = table.missing(db, crawl_id), table.failures(db, crawl_id)
    for visit in table.visits(db, crawl_id):
        host = visit.host
        yield Tally(
            host,
            tuple(states.get(host, ())),
            answers.get(host, {}),
            requests.get(host, 0),
            missing.get(host, 0),
            visit.reason,
            failures.get(host),
        )

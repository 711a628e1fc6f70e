"""From a page to the next steps of the search: pure, so that the spider only turns steps into requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crawler.finding.links import ATTACHMENT, NEXT_PAGE, Kind, Link, Worth, attachment, worth, year_of
from crawler.platforms import platform_of
from crawler.platforms.page import Page

ENOUGH = 3  # report links that make a page a list whatever the link to it said; one or two stand on home pages as news


@dataclass(frozen=True, slots=True)
class Step:
    """A URL to fetch next, what it should be, how soon (higher is sooner), and how much further from home it is."""

    url: str
    kind: Kind
    priority: int
    further: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a page gives to the search: `is_list` if it lists annual reports, `problem` if there may be more of them."""

    steps: tuple[Step, ...]
    is_list: bool = False
    problem: str | None = None


def find(page: Page, kind: Kind, years: frozenset[int] = frozenset()) -> Found:
    """The steps that `page`, reached as `kind`, suggests; reports of other years than `years` (if any) are left out."""
    if page.moved_to is not None:
        return Found((Step(page.moved_to, kind, NEXT_PAGE.priority),))
    listing = platform_of(page).listing(page)
    # On a report's page the title over the links is the report's own; it says nothing about the links beside it.
    links = [replace(link, context="") if kind is Kind.REPORT else link for link in listing.links]
    judged = [(link, worth(link)) for link in links]
    reports = {link.url for link, value in judged if value.kind is Kind.REPORT}
    is_list = len(reports) >= (1 if kind is Kind.LIST else ENOUGH)
    steps = [*_follow(judged, years, is_list or kind is Kind.REPORT)]
    if kind is Kind.REPORT:
        steps += [_step(link, ATTACHMENT) for link in links if attachment(link).kind is Kind.ATTACHMENT]
    if is_list or kind is Kind.LIST:
        steps += [Step(url, NEXT_PAGE.kind, NEXT_PAGE.priority, further=0) for url in listing.next_pages]
    return Found(tuple(_once(steps)), is_list, listing.problem if is_list else None)


def _follow(judged: list[tuple[Link, Worth]], years: frozenset[int], arrived: bool) -> Iterator[Step]:
    """Reports and lists always; menus only as long as the search has not arrived."""
    for link, value in judged:
        match value.kind:
            case Kind.REPORT if years and (year_of(f"{link.text} {link.title}") or min(years)) not in years:
                continue
            case Kind.REPORT | Kind.LIST:
                yield _step(link, value)
            case Kind.COLUMN if not arrived:
                yield _step(link, value)
            case Kind.COLUMN | Kind.ATTACHMENT | Kind.NOTHING:
                continue


def _step(link: Link, value: Worth) -> Step:
    return Step(link.url, value.kind, value.priority)


def _once(steps: list[Step]) -> Iterator[Step]:
    """Each URL once, as what it is worth most: a report named by a picture's link and by its title is one report."""
    best: dict[str, Step] = {}
    for step in steps:
        if step.url not in best or best[step.url].priority < step.priority:
            best[step.url] = step
    return iter(best.values())

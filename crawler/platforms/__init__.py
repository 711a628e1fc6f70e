"""Site software, one module each: `recognise(page)` says whether a page is its work, `listing(page)` what the page
lists.

Both are pure functions of the page. To add a platform, write the module, put it into `PLATFORMS` before `generic`, and
leave a recording in `tests/recordings/<platform>/`: docs/adding-a-platform.md.
"""

from __future__ import annotations

from typing import Protocol

from crawler.platforms import generic, trs
from crawler.platforms.page import Listing, Page


class Platform(Protocol):
    """What a module of this package offers."""

    NAME: str

    def recognise(self, page: Page) -> bool:
        """Whether this software made the page; it need not be a list."""

    def listing(self, page: Page) -> Listing:
        """The links of the page, the further pages of its list, and what it promises but does not link to."""

    def instead(self, url: str) -> str | None:
        """The address to try when the list page at `url` is not there; None where there is none."""


PLATFORMS: tuple[Platform, ...] = (trs, generic)  # the first that recognises a page reads it; generic recognises all


def platform_of(page: Page) -> Platform:
    return next(platform for platform in PLATFORMS if platform.recognise(page))


def instead(url: str) -> str | None:
    """Where to look when the list page at `url` answers 404, by the first platform that knows another place for it."""
    return next((other for platform in PLATFORMS if (other := platform.instead(url))), None)

"""Why a request was not sent, each with the state that its row in `frontier` takes.

    Refused                the request never reached the network
    ├── OutOfScope         another host, another scheme (scope)
    ├── Disallowed         robots.txt says no (robots)
    ├── Skipped            no longer needed: the column it would have led to is found, or the page is had (budget)
    ├── KeptOut            robots.txt could not be had, so RFC 9309 keeps us out (robots); like a page that fails
    ├── BlockedTonight     the host turned us away in this crawl; another night (blocks, robots)
    └── OverBudget         the portal has had its requests (budget)

They are raised by our downloader middlewares and are Scrapy's `IgnoreRequest`, so the engine drops the request quietly;
whoever keeps the frontier catches `Refused` and writes `state`.
"""

from __future__ import annotations

from typing import ClassVar

from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    state: ClassVar[str] = "refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OutOfScope(Refused):
    pass


class Disallowed(Refused):
    pass


class Skipped(Refused):
    pass


class KeptOut(Refused):
    state = "failed"


class BlockedTonight(Refused):
    state = "blocked"


class OverBudget(Refused):
    state = "over_budget"

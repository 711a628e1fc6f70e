"""robots.txt by RFC 9309: what an answer means, and whether a URL may be fetched. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from protego import Protego

AGENT = "gongkai"  # the product token that portals can name in their robots.txt
VERSION = re.compile(
    r"(?im)^(user-agent\s*:\s*[a-z_-]+)/.*$"
)  # a product token has none (section 2.2.1); some write it
LONGEST_FILE = 500 * 1024  # section 2.5 asks for at least 500 KiB
LONGEST_DELAY = 60.0


class Verdict(StrEnum):
    RULES = "rules"
    ALLOW_ALL = "allow_all"
    DISALLOW_ALL = "disallow_all"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking for robots.txt brought: a status and a body, or None where nothing answered."""

    status: int | None
    body: bytes = b""


class Policy:
    """What an origin lets us do. `verdict` and `body` are what the archive keeps for a day."""

    def __init__(self, verdict: Verdict, status: int | None, body: str = "") -> None:
        self.verdict = verdict
        self.status = status
        self.body = body
        self._rules = Protego.parse(VERSION.sub(r"\1", body))

    def allows(self, url: str) -> bool:
        """Whether the rules let us fetch `url`; meant for the verdicts `rules` and `allow_all`."""
        return self.verdict is Verdict.ALLOW_ALL or bool(self._rules.can_fetch(url, AGENT))

    @property
    def crawl_delay(self) -> float | None:
        """The pause that the rules ask for, up to a minute; longer ones would be a Disallow in disguise."""
        delay = self._rules.crawl_delay(AGENT)
        return None if delay is None else min(float(delay), LONGEST_DELAY)


def policy_of(answer: Answer) -> Policy:
    """The policy that an answer means (section 2.3.1): 4xx allows all; 5xx and no answer allow nothing.

    >>> [policy_of(Answer(status)).verdict.value for status in (404, 503, None)]
    ['allow_all', 'disallow_all', 'disallow_all']
    >>> policy_of(Answer(200, b"User-agent: *\\nDisallow: /a")).allows("http://a.gov.cn/a/1.html")
    False
    """
    if answer.status is None or answer.status >= 500:
        return Policy(Verdict.DISALLOW_ALL, answer.status)
    if not 200 <= answer.status < 300:
        return Policy(Verdict.ALLOW_ALL, answer.status)
    text = answer.body[:LONGEST_FILE].decode("utf-8", "replace").removeprefix("\ufeff")
    return Policy(Verdict.RULES, answer.status, text)

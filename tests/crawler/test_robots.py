"""What answers for robots.txt mean (RFC 9309), apart from asking for it."""

from __future__ import annotations

import pytest

from crawler.finding.robots import Answer, Verdict, policy_of

URL = "http://a.gov.cn/zwgk/1.html"


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.RULES),
        (404, Verdict.ALLOW_ALL),
        (401, Verdict.ALLOW_ALL),
        (410, Verdict.ALLOW_ALL),
        (304, Verdict.ALLOW_ALL),
        (500, Verdict.DISALLOW_ALL),
        (503, Verdict.DISALLOW_ALL),
        (None, Verdict.DISALLOW_ALL),
    ],
)
def test_what_a_status_means(status: int | None, verdict: Verdict) -> None:
    assert policy_of(Answer(status)).verdict is verdict


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /zwgk/\nAllow: /zwgk/1", True),
        ("User-agent: gongkai\nDisallow: /zwgk/\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: Gongkai/0.1\nDisallow: /zwgk/", False),
        ("User-agent: baiduspider\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*.html$", False),
        ("\ufeffUser-agent: *\r\nDisallow: /zwgk", False),
        ("<html><body>404</body></html>", True),
        ("", True),
    ],
)
def test_what_rules_allow(body: str, allowed: bool) -> None:
    assert policy_of(Answer(200, body.encode())).allows(URL) is allowed


def test_rules_past_the_limit_are_not_read() -> None:
    body = b"User-agent: *\n" + b"# padding\n" * 60_000 + b"Disallow: /\n"
    assert policy_of(Answer(200, body)).allows(URL)


@pytest.mark.parametrize(("printed", "delay"), [("5", 5.0), ("0.5", 0.5), ("3600", 60.0), ("soon", None)])
def test_a_crawl_delay_is_kept_up_to_a_minute(printed: str, delay: float | None) -> None:
    assert policy_of(Answer(200, f"User-agent: *\nCrawl-delay: {printed}".encode())).crawl_delay == delay

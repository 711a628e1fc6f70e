"""What belongs to a portal, and what a crawl may not begin without."""

from __future__ import annotations

import pytest

from crawler.crawling.contact import check_manners, is_loopback
from crawler.crawling.session import Resolve
from crawler.finding.challenges import turned_away
from crawler.middlewares.scope import in_scope
from crawler.problems import WrongUsage
from crawler.registry.portals import Portal


@pytest.mark.parametrize(
    ("url", "portal", "inside"),
    [
        ("http://www.yzh.gov.cn/zwgk/", "www.yzh.gov.cn", True),
        ("https://www.yzh.gov.cn:443/", "www.yzh.gov.cn", True),
        ("https://YZH.gov.cn/", "www.yzh.gov.cn", True),
        ("http://www.yzh.gov.cn:8080/", "www.yzh.gov.cn", False),
        ("http://1.25.240.11:8082/a", "1.25.240.11:8082", True),
        ("http://1.25.240.11/a", "1.25.240.11:8082", False),
        ("http://jyj.yzh.gov.cn/", "www.yzh.gov.cn", False),
        ("http://www.yzh.gov.cn.mirror.com/", "www.yzh.gov.cn", False),
        ("http://www.yzh.gov.cn@mirror.com/", "www.yzh.gov.cn", False),
        ("http://user@www.yzh.gov.cn/", "www.yzh.gov.cn", False),
        ("ftp://www.yzh.gov.cn/", "www.yzh.gov.cn", False),
        ("http://[::1/", "www.yzh.gov.cn", False),
    ],
)
def test_a_portal_is_its_own_host(url: str, portal: str, inside: bool) -> None:
    assert in_scope(url, portal) is inside


@pytest.mark.parametrize(
    ("host", "resolve", "here"),
    [
        ("127.0.0.1:8000", (), True),
        ("localhost:8000", (), True),
        ("[::1]:8000", (), True),
        ("10.0.0.1", (), False),
        ("www.yzh.gov.cn", (), False),
        ("a.gov.cn:8000", (Resolve("a.gov.cn", 8000, "127.0.0.1"),), True),
        ("a.gov.cn:8000", (Resolve("a.gov.cn", 8001, "127.0.0.1"),), False),
        ("a.gov.cn", (Resolve("a.gov.cn", 80, "127.0.0.1"),), False),  # https would go out
        ("a.gov.cn", (Resolve("a.gov.cn", 80, "127.0.0.1"), Resolve("a.gov.cn", 443, "127.0.0.1")), True),
    ],
)
def test_what_stays_on_this_machine(host: str, resolve: tuple[Resolve, ...], here: bool) -> None:
    assert is_loopback(host, resolve) is here


def test_manners() -> None:
    abroad, home = Portal("www.yzh.gov.cn"), Portal("127.0.0.1:8000")
    check_manners([home], (), None, 0)
    check_manners([home, abroad], (), "https://example.org/", 1)
    with pytest.raises(WrongUsage, match=r"www\.yzh\.gov\.cn is not on this machine: say whose"):
        check_manners([home, abroad], (), None, 1)
    with pytest.raises(WrongUsage, match="--delay must be 1 or more"):
        check_manners([abroad], (), "https://example.org/", 0.5)
    with pytest.raises(WrongUsage, match="plain ASCII"):
        check_manners([home], (), "https://example.org/\r\nX: 1", 1)


def test_a_long_page_that_speaks_of_verification_is_no_gate() -> None:
    article = "<p>网站安全验证办法</p>".encode() + b"<p>...</p>" * 3000
    assert turned_away(200, article, True) is None
    assert turned_away(200, "<title>安全验证</title>".encode(), True) == "a page that asks for verification"
    menu = "<p>安全验证</p>".encode() + b'<a href="/">x</a>' * 4
    assert turned_away(200, menu, True) is None

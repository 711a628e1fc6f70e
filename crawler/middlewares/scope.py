"""A portal is its own host: nothing else is fetched in its name, whatever a page or a redirect says.

Mirrors on foreign domains copy whole portals, links and all; this rule keeps them out without a list of them.
"""

from __future__ import annotations

from scrapy import Request

from crawler.crawling.refusals import OutOfScope
from crawler.registry.hosts import host_of


def in_scope(url: str, portal: str) -> bool:
    """Whether a URL belongs to the portal: the same host and port, by http or https, with `www.` or without.

    >>> in_scope("https://www.yzh.gov.cn/a", "yzh.gov.cn"), in_scope("http://yzh.gov.cn.a.com/", "yzh.gov.cn")
    (True, False)
    >>> in_scope("http://127.0.0.1:8000/", "127.0.0.1:8001"), in_scope("ftp://yzh.gov.cn/", "yzh.gov.cn")
    (False, False)
    """
    try:
        return host_of(url).removeprefix("www.") == portal.removeprefix("www.")
    except ValueError:
        return False


class ScopeMiddleware:
    """The last word on scope: links, redirects and seeds alike pass here."""

    def process_request(self, request: Request) -> None:
        portal = request.meta["portal"]
        if not in_scope(request.url, portal):
            raise OutOfScope(f"{request.url} is not on {portal}")

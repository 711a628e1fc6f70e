"""TRS WCM (拓尔思 海云): lists end in a script call `createPageHTML(pages, current, "index", "html")`, counted from 0.

Page one has no number. The second is `index_1.html` on most installations and `index_2.html` on some, so the first
guess is tried and `instead` names the other. Links are relative to the final URL. Articles may have a twin for phones,
`…_wap.html`: the same report. Newer pages (海云 with avalon) print the first rows and fetch the rest by script:
`recordCount` says how many there are.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from crawler.finding.links import Link
from crawler.platforms import generic
from crawler.platforms.page import Listing, Page

NAME = "trs"

CALL = re.compile(r"(?<!function )createPageHTML\s*\(([^()]*)\)")  # many pages print the function itself as well
ARTICLE = re.compile(r"/\d{6}/t\d{8}_\d+(?:_wap)?\.s?html?$|/t\d*_\d+(?:_wap)?\.s?html?$")
WAP = re.compile(r"_wap(?=\.s?html?$)")
RECORDS = re.compile(r"recordCount\s*:\s*['\"]?(\d{1,9})")
NUMBERED = re.compile(r"^(?P<stem>.*/[A-Za-z]+)_(?P<number>\d+)(?P<ext>\.s?html?)$")


def recognise(page: Page) -> bool:
    """A page with the vendor's pager or list script, or with articles named as only this software names them."""
    if CALL.search(page.text) or "trsapi" in page.text:
        return True
    return sum(1 for link in page.links if ARTICLE.search(link.url)) >= 3


def listing(page: Page) -> Listing:
    """The page's links without the twins for phones, and its further pages by the script call."""
    seen = generic.listing(page)
    links = _without_twins(page.links)
    calls = CALL.findall(page.text)
    if not calls:
        return Listing(links, seen.next_pages, seen.problem or _unlisted(page, links))
    understood = [arguments for call in calls if (arguments := _arguments(call)) is not None]
    if not understood:
        return Listing(links, seen.next_pages, f"the pager's call is not understood: createPageHTML({calls[0][:60]})")
    further = _further(page.url, *understood[0])
    return Listing(links, tuple(dict.fromkeys([*further, *seen.next_pages])))


def instead(url: str) -> str | None:
    """The second page where counting begins at 2.

    >>> instead("http://a.gov.cn/zfxxgknb/index_1.html")
    'http://a.gov.cn/zfxxgknb/index_2.html'
    >>> instead("http://a.gov.cn/zfxxgknb/index_2.html") is None
    True
    """
    found = NUMBERED.match(url)
    return f"{found['stem']}_2{found['ext']}" if found and found["number"] == "1" else None


def _arguments(printed: str) -> tuple[int, int, str, str] | None:
    """Pages, current page, name, extension; some installations put an element's name before these. None for others."""
    values = [value.strip().strip("'\"") for value in printed.split(",")]
    if values and not values[0].isdecimal():
        values = values[1:]
    if len(values) < 4 or not all(re.fullmatch(r"\d{1,4}", value) for value in values[:2]):  # no list has 10,000 pages
        return None
    return int(values[0]), int(values[1]), values[2], values[3]


def _further(url: str, pages: int, current: int, name: str, extension: str) -> list[str]:
    """The pages after `current`; on page one only the next, for their numbering is not known before it answers."""
    if current + 1 >= pages:
        return []
    here = NUMBERED.match(url)
    shift = int(here["number"]) - current if here and current else 0
    last = pages if current else 2
    return [urljoin(url, f"{name}_{number + shift}.{extension}") for number in range(current + 1, last)]


def _without_twins(links: tuple[Link, ...]) -> tuple[Link, ...]:
    urls = {link.url for link in links}
    return tuple(link for link in links if WAP.sub("", link.url) not in urls - {link.url})


def _unlisted(page: Page, links: tuple[Link, ...]) -> str | None:
    """What the page says of rows that only its script would fetch."""
    found = RECORDS.search(page.text)
    printed = sum(1 for link in links if ARTICLE.search(link.url))
    if found and 0 < printed < int(found[1]):
        return f"the list says it has {found[1]} entries, prints {printed} and fetches the others by script"
    return None

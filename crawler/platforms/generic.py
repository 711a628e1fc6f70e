"""Any list with visible links to its further pages: next links by their words, numbered links in a pager.

A list that says that it has more and links to no more is a problem, never the end: a pager that breaks silently loses
years.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.finding import words
from crawler.platforms.page import OVERLONG, Listing, Page

NAME = "generic"

NEXT = re.compile("下一?页[>»›]*|后一?页|next", re.IGNORECASE)
ARROW = re.compile("[>»›→]{1,2}")  # elsewhere than in a pager, arrows lead along the path of the page
PREVIOUS = re.compile("上一?页|前一?页|prev(ious)?", re.IGNORECASE)
PAGER = re.compile("pag|fenye|turn", re.IGNORECASE)
PROMISE = re.compile(r"共(\d{1,4})页|第?\d{1,4}/(\d{1,4})页?")
HERE = re.compile(r"第(\d{1,4})页|(?<!\d)(\d{1,4})/\d{1,4}(?!\d)|当前页?:?(\d{1,4})")


def recognise(page: Page) -> bool:
    """Every page: generic stands last."""
    return True


def listing(page: Page) -> Listing:
    """The page's links and the further pages that its pager links to."""
    next_pages = tuple(dict.fromkeys(url for url in _next_pages(page) if url != page.url))
    return Listing(page.links, next_pages, None if next_pages else _promise(page))


def instead(url: str) -> str | None:
    """Nothing: a visible link is right or broken."""
    return None


def _next_pages(page: Page) -> list[str]:
    found = []
    pagers: dict[HtmlElement, bool] = {}
    for node in page.tree.iter("a"):
        text = words.plain(node.text_content()[:OVERLONG]) or words.plain(str(node.get("title", "")))
        if NEXT.fullmatch(text) or ((text.isdecimal() or ARROW.fullmatch(text)) and _in_pager(node, pagers)):
            found.append(page.resolve(str(node.get("href", ""))))
    return [url for url in found if url is not None]


def _in_pager(node: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether a link stands in a pager; each element is looked at once, for a page may have 100,000 links."""
    for _, ancestor in zip(range(3), node.iterancestors(), strict=False):
        if ancestor not in known:
            known[ancestor] = _is_pager(ancestor)
        if known[ancestor]:
            return True
    return False


def _is_pager(element: HtmlElement) -> bool:
    """An element called so, or one whose own words are those of a pager."""
    if PAGER.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return True
    text = words.plain(element.text_content())
    return len(text) < OVERLONG and re.search(r"下一?页|尾页|末页|共\d+页", text) is not None


def _promise(page: Page) -> str | None:
    """What is missing on a page that says it is the first of several and links to none of the others."""
    found = PROMISE.search(page.visible)
    if not found or int(found[1] or found[2]) < 2:
        return None
    pages = int(found[1] or found[2])
    here = HERE.search(page.visible)
    at = int(next(number for number in here.groups() if number)) if here else 1
    links = (
        words.plain(node.text_content()) for node in page.tree.iter("a") if page.resolve(str(node.get("href", "")))
    )
    if at >= pages or any(PREVIOUS.fullmatch(text) for text in links):
        return None
    return f"the list says it has {pages} pages and links to no other"

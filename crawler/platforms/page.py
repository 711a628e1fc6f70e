"""A page as the platforms see it: its URL after redirects, its links as printed, what stands over them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from crawler.finding import words
from crawler.finding.links import Link

OVERLONG = 200  # characters of a link's text; more is an article wrapped in a link, and its beginning tells enough
NAMES = ("ColumnName", "ColumnType", "ArticleTitle")  # metas of 国办发〔2017〕47号, annex 三


@dataclass(frozen=True, slots=True)
class Listing:
    """What a platform finds on a page: links, further pages of the same list, and why there may be more than these.

    `problem` says in words what the page promises and does not link to; a list with a problem is never complete.
    """

    links: tuple[Link, ...] = ()
    next_pages: tuple[str, ...] = ()
    problem: str | None = None


class Page:
    """A decoded HTML page. `url` is where it was found in the end, for links are relative to that."""

    def __init__(self, url: str, text: str) -> None:
        self.url = url
        self.text = text

    @cached_property
    def tree(self) -> HtmlElement:
        """The page's root; an empty document for a page without markup."""
        # As bytes, because lxml refuses text that declares an encoding; huge_tree, because some pages nest their tables
        # deeply.
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
        data = self.text.replace("\x00", "").encode("utf-8", "replace")
        try:
            return html.document_fromstring(data, parser=parser, ensure_head_body=True)
        except ParserError:  # nothing but white space or comments
            return html.document_fromstring("<html/>", ensure_head_body=True)

    @cached_property
    def base(self) -> str:
        for href in self.tree.xpath("//base/@href"):
            return urljoin(self.url, str(href).strip())
        return self.url

    @cached_property
    def context(self) -> str:
        """The words over the page's links: its column by the standard metas, its title, its headings."""
        metas = [str(node.get("content", "")) for node in self.tree.iter("meta") if node.get("name") in NAMES]
        heads = [node.text_content() for node in self.tree.iter("title", "h1", "h2")]
        return " ".join(" ".join([*metas, *heads]).split())[:500]

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link to another document, in the order printed, each address and text once."""
        found = (self.link(node) for node in self.tree.iter("a", "area"))
        return tuple(dict.fromkeys(link for link in found if link is not None))

    def link(self, node: HtmlElement) -> Link | None:
        """The link that an `a` or `area` makes; None for scripts, mail and places on the page itself."""
        url = self.resolve(str(node.get("href", "")))
        if url is None:
            return None
        text = " ".join(node.text_content().split()) or " ".join(str(alt) for alt in node.xpath(".//img/@alt"))
        title = " ".join(str(node.get("title", "")).split())
        return Link(url, text[:OVERLONG], title[:OVERLONG], self.context)

    def resolve(self, href: str) -> str | None:
        """The absolute http(s) URL of an address on this page, without its fragment; None where it names none."""
        href = re.sub(r"[\t\r\n]", "", href).strip()
        if not href or href.startswith("#"):
            return None
        try:
            url = urldefrag(urljoin(self.base, href)).url
            return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
        except ValueError:  # an address that is none, such as http://[
            return None

    @cached_property
    def moved_to(self) -> str | None:
        """Where a page of no content of its own sends its visitors, by a meta refresh or by script."""
        for content in self.tree.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content"):
            if found := re.search(r"^\s*[0-3]?\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", str(content), re.IGNORECASE):
                return self.resolve(found[1])
        if len(self.links) <= 1 and len(self.text) < 5000:
            script = r"location(?:\.href)?\s*(?:=|\.replace\()\s*['\"]([^'\"]+)['\"]"
            if found := re.search(script, self.text):
                return self.resolve(found[1])
        return None

    @cached_property
    def visible(self) -> str:
        """What a person sees, without scripts and styles, as `words.plain` makes it."""
        pieces = self.tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
        return words.plain(" ".join(str(piece) for piece in pieces))

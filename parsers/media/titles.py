"""Candidates for the title of a page, most trusted first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from parsers.model import Block, Paragraph

METAS = ("articletitle", "title", "og:title", "dc.title")
TITLED = re.compile(r"title|biaoti|bt\b", re.I)  # classes that article headings carry on portals
CANDIDATES = etree.XPath(
    "//h1 | //h2 | //h3 | //div[@class or @id] | //p[@class] | //span[@class or @id] | //td[@class or @id]"
)
SPLIT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+|-(?=[^-]*(?:门户|网|政府)[^-]*$)")
LONGEST = 120
TITLE_LINES = 8


def titles_of(
    root: etree._Element, metas: Sequence[tuple[str, str]], blocks: Sequence[Block]
) -> tuple[tuple[str, str], ...]:
    """(text, where) with where one of `meta`, `heading`, `title`, `text`."""
    found = [(content, "meta") for name in METAS for key, content in metas if key.lower() == name]
    found += [(text, "heading") for text in _headings(root)]
    found += [(part, "title") for title in root.iter("title") for part in SPLIT.split(title.text or "")]
    found += [(block.text, "text") for block in blocks[: TITLE_LINES * 4] if isinstance(block, Paragraph)][:TITLE_LINES]
    cleaned = ((" ".join(text.split()), where) for text, where in found)
    return tuple(dict.fromkeys((text, where) for text, where in cleaned if text and len(text) <= LONGEST))


def _headings(root: etree._Element) -> Iterator[str]:
    for element in CANDIDATES(root):
        heading = element.tag in ("h1", "h2", "h3")
        if heading or TITLED.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            text = "".join(element.itertext()) if len(element) < 20 else ""
            if 4 <= len(text.strip()) <= LONGEST:
                yield text

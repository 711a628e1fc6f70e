"""HTML -> Document: one decode, one parse; own walk for tables and paragraphs, trafilatura for the prose."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HTMLParser

from parsers.media import MEDIA_TYPES
from parsers.media.boxes import boxed_grid, may_hold
from parsers.media.decode import decode
from parsers.media.grid import open_grid
from parsers.media.markup import BREAKS, hidden, one_line
from parsers.media.nested import holds_figures, is_whole
from parsers.media.prose import prose_of
from parsers.media.titles import titles_of
from parsers.model import Block, Document, Paragraph, Source

DEEPEST = 250  # trafilatura recurses; no report nests so deep


def read_html(source: Source, *, prose: bool) -> Document:
    """The document on a page. `prose` also asks trafilatura what of it is the article."""
    text = decode(source.data, source.content_type)
    kind = HTMLParser if prose else etree.HTMLParser  # trafilatura wants lxml.html's elements, which are slower
    parser = kind(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    if root is None:
        return Document(MEDIA_TYPES["html"], (), (), ())
    blocks, depth = _Walk().blocks(root)
    metas = tuple((_meta_name(meta), meta.get("content") or "") for meta in root.iter("meta") if _meta_name(meta))
    titles = titles_of(root, metas, blocks)
    article = prose_of(root) if prose and depth < DEEPEST else ()
    return Document(MEDIA_TYPES["html"], titles, metas, tuple(blocks), article)


def _meta_name(meta: etree._Element) -> str:
    return meta.get("name") or meta.get("property") or ""


class _Walk:
    """Collects paragraphs and innermost tables in the order printed, without recursion: pages may nest 100,000 deep."""

    def __init__(self) -> None:
        self._found: list[Block] = []
        self._line: list[str] = []
        self._tables = 0

    def blocks(self, root: etree._Element) -> tuple[list[Block], int]:
        """The blocks, and how deep the page nests."""
        walk = etree.iterwalk(root, events=("start", "end"))
        depth = deepest = 0
        for event, node in walk:
            if event == "end":
                depth -= 1
                self._leave(node)
                continue
            depth += 1
            deepest = max(depth, deepest)
            if node.tag in BREAKS:
                self._flush()
            if self._enter(node):
                walk.skip_subtree()
        self._flush()
        return self._found, deepest

    def _enter(self, node: etree._Element) -> bool:
        """Takes what the element begins with; True where nothing more is to be taken from inside."""
        if hidden(node):
            return True
        if node.tag == "table" and self._table(node):
            return True
        if may_hold(node) and (grid := boxed_grid(node, self._tables + 1)):
            self._tables += 1
            self._found.append(grid)
            return True
        self._line.append(one_line(node.text))
        return False

    def _table(self, node: etree._Element) -> bool:
        """Takes a table with what it holds; False where it only lays out the page."""
        inner = next(node.iterdescendants("table"), None)
        if inner is not None and not is_whole(node):
            if not holds_figures(node):
                return False
            for table in node.iterdescendants("table"):
                if next(table.iterdescendants("table"), None) is None:
                    self._grid(table)
        self._grid(node)
        return True

    def _grid(self, table: etree._Element) -> None:
        self._tables += 1
        self._found.append(open_grid(table, self._tables))

    def _leave(self, node: etree._Element) -> None:
        if node.tag in BREAKS:
            self._flush()
        self._line.append(one_line(node.tail))

    def _flush(self) -> None:
        text = re.sub(r"[ \t]{2,}", " ", "".join(self._line)).strip()
        self._line.clear()
        if text:
            self._found.append(Paragraph(text))

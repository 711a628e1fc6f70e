"""DOCX -> Document: own walk over `word/document.xml`, paragraphs and innermost tables in the order printed.

Headers, footers, notes and comments are no part of a report and are not read. ECMA-376 part 1, 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from parsers.media import MEDIA_TYPES
from parsers.media.package import Package, Unreadable, local
from parsers.media.word_grid import open_table
from parsers.media.word_numbering import numbering_of
from parsers.media.word_styles import styles_of
from parsers.media.word_text import Printer, flow
from parsers.model import Block, Document, Grid, Paragraph, Source

MAX_XML = 16 * 1024 * 1024  # a long report has 2 MB of markup; a tree takes about twenty times as much memory
PICTURES = ("{*}blip", "{*}imagedata")
MAX_BLOCKS = 20_000  # a long report has some 500
TITLE_LINES, LONGEST_TITLE = 8, 120
TITLE_ENDS = re.compile(r"(?:报告|年报|报表|统计表|通知)(?:[（(][^（）()]*[）)])?$")


def read_word(source: Source) -> Document:
    """The document in a Word file. Raises Unreadable: `corrupt`, `encrypted`, `too_large`, `needs_extra`."""
    package = Package(source.data)
    root = package.xml("word/document.xml", MAX_XML)
    body = next((element for element in root if local(element) == "body"), None) if root is not None else None
    if body is None:
        raise Unreadable("corrupt", "the Word file has no body")
    styles = styles_of(package.xml("word/styles.xml", MAX_XML))
    numbering = numbering_of(package.xml("word/numbering.xml", MAX_XML))
    walk = _Walk(Printer(styles, numbering))
    walk.over(body)
    if not walk.blocks and any(next(body.iter(picture), None) is not None for picture in PICTURES):
        raise Unreadable("needs_extra", "the Word file holds pictures and no text: it must be read as a scan")
    titles = [*_lead(walk.prominent), *_first_lines(walk.blocks), *_claimed(package)]
    return Document(MEDIA_TYPES["docx"], tuple(dict.fromkeys(titles)), (), tuple(walk.blocks))


class _Walk:
    """Collects blocks; `prominent` are centred or heading paragraphs before the first table."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._tables = 0
        self._begun = ""  # a paragraph whose end is deleted, so that the next goes on on its line
        self.blocks: list[Block] = []
        self.prominent: list[str] = []

    def over(self, parent: _Element) -> None:
        """Takes what stands in an element. A table that holds another is layout: only what is in it counts."""
        for element in flow(parent):
            name = local(element)
            if len(self.blocks) > MAX_BLOCKS:
                raise Unreadable("too_large", f"the Word file has more than {MAX_BLOCKS:,} paragraphs and tables")
            if name == "p":
                self._paragraph(element)
            elif name == "tbl" and next(element.iterdescendants("{*}tbl"), None) is None:
                self._tables += 1
                self.blocks.append(open_table(element, self._tables, self._printer))
            else:
                self.over(element)

    def _paragraph(self, element: _Element) -> None:
        line = self._printer.line(element)
        text = self._begun + line.text
        self._begun = text if line.goes_on else ""
        if not line.goes_on:
            for printed in (re.sub(r"\s+", " ", part).strip() for part in text.split("\n")):
                self.blocks += [Paragraph(printed)] if printed else []
                self.prominent += [printed] if printed and line.prominent and not self._tables else []
        for box in line.boxes:
            self.over(box)


def _lead(prominent: list[str]) -> Iterator[tuple[str, str]]:
    """The prominent lines at the top; a title over several lines also as one, before its parts."""
    lines = [text for text in prominent[:TITLE_LINES] if len(text) <= LONGEST_TITLE]
    end = next((at for at, text in enumerate(lines) if TITLE_ENDS.search(text)), 0)
    whole = "".join(lines[: end + 1])
    if whole and len(whole) <= LONGEST_TITLE:
        yield whole, "heading"
    for text in lines:
        yield text, "heading"


def _first_lines(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    first = [block.text for block in blocks[: TITLE_LINES * 2] if not isinstance(block, Grid)][:TITLE_LINES]
    return ((text, "text") for text in first if len(text) <= LONGEST_TITLE)


def _claimed(package: Package) -> Iterator[tuple[str, str]]:
    """The title in the file's properties: often that of the file which was once copied, so it comes last."""
    root = package.xml("docProps/core.xml", MAX_XML)
    for element in root if root is not None else ():
        text = " ".join((element.text or "").split())
        if local(element) == "title" and 0 < len(text) <= LONGEST_TITLE:
            yield text, "title"

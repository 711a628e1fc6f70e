"""PDF with a text layer -> Document: one Grid a printed table, over page breaks, and prose in reading order.

Characters and lines come from pypdfium2 where that equals pdfplumber, from pdfplumber elsewhere (pdf_fast, pdf_plain);
tables are what pdfplumber's finder finds. What has no text that can be trusted must be read as a picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from parsers.media import MEDIA_TYPES
from parsers.media.package import Unreadable
from parsers.media.pdf_fast import UNREADABLE, chars_of
from parsers.media.pdf_grid import grid_of
from parsers.media.pdf_joins import joined, joins, lengthened
from parsers.media.pdf_lines import Line, lines_of
from parsers.media.pdf_objects import Count, Frame, Survey, survey
from parsers.media.pdf_open import opened, quick
from parsers.media.pdf_page import Mark, Page, upright
from parsers.media.pdf_plain import Plain
from parsers.media.pdf_prose import paragraphs, titles
from parsers.media.pdf_running import without_numbers, without_running
from parsers.media.pdf_tables import Table, tables_of
from parsers.media.pdf_unruled import unruled
from parsers.model import Block, Document, Paragraph, Refusal, Source

PICTURE = 0.4  # a page is a picture where pictures cover so much of it and next to no text is printed
FEW = 12  # characters: a page number and a stamp's name
MOST_UNREADABLE = 0.02  # share of characters; a bullet of a symbol font is one now and then
MOST_BELOW = 6  # lines of labels that run out of a table at the end of a page
PRIVATE = ("\ue000", "\uf8ff")  # code points that mean nothing outside of one font


def read_pdf(source: Source) -> Document | Refusal:
    """The document in a PDF. Unreadable are `encrypted`, `corrupt` and `too_large` files, and with `needs_extra` those
    whose text is a picture or cannot be told from its codes.
    """
    try:
        pdf = opened(source.data)
        try:
            return _document(pdf, source.data)
        finally:
            pdf.close()
    except Unreadable as refused:
        return refused.refusal


def _document(pdf: pdfium.PdfDocument, data: bytes) -> Document:
    pages = without_numbers([upright(page) for page in _pages(pdf, data)])
    parts = [tables_of(page) for page in pages]
    lines = without_running(pages, [lines_of(page.number, rest) for page, (_, rest) in zip(pages, parts, strict=True)])
    flow = [
        _in_order([*tables, *unruled(page, prose)])
        for page, (tables, _), prose in zip(pages, parts, lines, strict=True)
    ]
    said = pdf.get_metadata_value("Title").strip()
    heading = titles([block for blocks in flow for block in blocks if isinstance(block, Line)], said)
    return Document(MEDIA_TYPES["pdf"], heading, (("pdf:title", said),) if said else (), tuple(_blocks(flow)))


def _pages(pdf: pdfium.PdfDocument, data: bytes) -> list[Page]:
    """All pages. Raises Unreadable where the file's text is none that can be read."""
    count, plain, fast = Count(), Plain(data), quick(pdf)
    surveys, pages = [], []
    for number in range(1, len(pdf) + 1):
        found, page = _page(pdf, number, count, fast=fast)
        surveys.append(found)
        pages.append(page)
    _seen(surveys)
    visible = [_visible(page or plain.page(number)) for number, page in enumerate(pages, 1)]
    _readable(visible, surveys)
    return visible


def _page(pdf: pdfium.PdfDocument, number: int, count: Count, *, fast: bool) -> tuple[Survey, Page | None]:
    """A page's survey, and the page itself where the quick way can read it."""
    try:
        page = pdf[number - 1]
    except pdfium.PdfiumError:
        raise Unreadable("corrupt", f"page {number} of the PDF is broken") from None
    try:
        frame = Frame(page)
        found = survey(page, frame, count, paths=fast)
        chars = chars_of(page, frame) if fast else None
        return found, Page(number, frame.width, frame.height, chars, found.edges) if chars is not None else None
    finally:
        page.close()


def _seen(surveys: Sequence[Survey]) -> None:
    """Text that is not seen lies over a scan: somebody's reading of it, which nobody has checked."""
    texts, unseen = sum(found.texts for found in surveys), sum(found.unseen for found in surveys)
    if 2 * unseen > texts:
        raise Unreadable("needs_extra", "the PDF's text is an unseen layer over pictures; it must be read as a picture")


def _visible(page: Page) -> Page:
    """The page without characters beyond its edges and without those printed twice at one place to look bold."""
    kept: dict[tuple[str, int, int], Mark] = {}
    for mark in page.chars:
        x, y = (mark["x0"] + mark["x1"]) / 2, (mark["top"] + mark["bottom"]) / 2
        if 0 <= x <= page.width and 0 <= y <= page.height:
            kept.setdefault((mark["text"], round(x), round(y)), mark)
    return replace(page, chars=list(kept.values()))


def _readable(pages: Sequence[Page], surveys: Sequence[Survey]) -> None:
    texts = [[str(mark["text"]) for mark in page.chars if not str(mark["text"]).isspace()] for page in pages]
    pictures = [len(text) <= FEW and found.pictures > PICTURE for text, found in zip(texts, surveys, strict=True)]
    printed = [text for page in texts for text in page]
    if not printed and not any(pictures):
        raise Unreadable(
            "empty" if not any(found.pictures for found in surveys) else "needs_extra", "no text is printed"
        )
    if 2 * sum(pictures) >= len(pages) or not printed:
        raise Unreadable("needs_extra", "the PDF's pages are pictures; they must be read as pictures")
    wrong = sum(text == UNREADABLE or PRIVATE[0] <= text <= PRIVATE[1] for text in printed)
    if wrong > MOST_UNREADABLE * len(printed):
        raise Unreadable("needs_extra", "the PDF does not say what its characters mean; it must be read as a picture")


def _in_order(blocks: Sequence[Table | Line]) -> list[Table | Line]:
    return sorted(blocks, key=lambda block: block.top)


def _blocks(pages: Sequence[Sequence[Table | Line]]) -> Iterator[Block]:
    """Paragraphs and grids in reading order; a table that ends a page is joined with one that begins the next."""
    index = 0
    run: list[Line] = []
    for block in _joined(pages):
        if isinstance(block, Line):
            run.append(block)
            continue
        yield from map(Paragraph, paragraphs(run))
        run = []
        index += 1
        yield grid_of(block, index)
    yield from map(Paragraph, paragraphs(run))


def _joined(pages: Sequence[Sequence[Table | Line]]) -> Iterator[Table | Line]:
    """The blocks of all pages, tables joined over page breaks."""
    table: Table | None = None
    below: list[Line] = []  # what stands between the table and the page's end
    for blocks in pages:
        for at, block in enumerate(blocks):
            whole = _whole(table, below, block) if table and isinstance(block, Table) and not at else None
            if whole:
                table, below = whole, []
            elif isinstance(block, Table):
                yield from [table] if table else []
                yield from below
                table, below = block, []
            elif table:
                below.append(block)
            else:
                yield block
    yield from [table] if table else []
    yield from below


def _whole(above: Table, below: Sequence[Line], rest: Table) -> Table | None:
    """A table with its part overleaf; None where the second is no part of it. Lines between them may be the end of a
    label that runs out of its cell.
    """
    if not joins(above, rest) or len(below) > MOST_BELOW:
        return None
    full: Table | None = above
    for line in below:
        full = lengthened(full, line) if full else None
    return joined(full, rest) if full else None

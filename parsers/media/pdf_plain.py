"""A page's characters and edges by pdfplumber's own layout (pdfminer): the plain way, right for every producer."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTItem, LTLine, LTPage, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter

from parsers.media.pdf_fast import UNREADABLE
from parsers.media.pdf_page import Mark, Page, char, edge, edges_between

# pdfminer complains about every font of every page of files that print well; what it cannot read it raises.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class Plain:
    """A file opened for plain reading, when the first page asks for it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None

    def page(self, number: int) -> Page:
        """The page with this number, from 1."""
        if self._pdf is None:
            self._pdf = pdfplumber.open(BytesIO(self._data), password="")
        page = self._pdf.pages[number - 1]
        media, crop = page.mediabox, page.cropbox if not page.rotation else page.mediabox
        left, above = float(crop[0] - media[0]), float(crop[1] - media[1])
        high = float(media[3] - media[1])
        wide, tall = float(crop[2] - crop[0]), float(crop[3] - crop[1])
        chars: list[Mark] = []
        edges: list[Mark] = []
        for item in _flat(self._layout(page)):
            if isinstance(item, LTChar):
                chars.append(_char(item, left, high - above))
            else:
                edges += _edges(item, left, high - above)
        page.close()
        return Page(number, wide, tall, chars, edges)

    def _layout(self, page: Any) -> LTPage:
        """The page's layout as pdfplumber has it made, without the tags of marked content, which nobody asks for."""
        device = PDFPageAggregator(self._pdf.rsrcmgr, laparams=None)
        PDFPageInterpreter(self._pdf.rsrcmgr, device).process_page(page.page_obj)
        return device.get_result()


def _flat(items: Iterable[LTItem]) -> Iterator[LTItem]:
    for item in items:
        if isinstance(item, LTFigure):
            yield from _flat(item)
        elif isinstance(item, LTChar | LTCurve):
            yield item


def _char(item: LTChar, left: float, high: float) -> Mark:
    text = item.get_text()
    a, b = item.matrix[0], item.matrix[1]
    turn = (0 if a >= 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)
    box = (item.x0 - left, high - item.y1, item.x1 - left, high - item.y0)
    said = UNREADABLE if text.startswith("(cid:") or text == "\0" else text
    return char(said, box, item.size, turn, base=high - item.matrix[5] if turn == 0 else None)


def _edges(item: LTItem, left: float, high: float) -> Iterable[Mark]:
    if isinstance(item, LTLine):
        found = edge(item.x0 - left, high - item.y1, item.x1 - left, high - item.y0)
        return [found] if found else []
    if isinstance(item, LTRect):
        x0, x1, top, bottom = item.x0 - left, item.x1 - left, high - item.y1, high - item.y0
        return edges_between([(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)])
    if isinstance(item, LTCurve):
        return edges_between([(x - left, high - y) for x, y in item.pts])
    return []

"""Page numbers, headers and footers: what is printed on a page and belongs to no text and no table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.media.pdf_lines import Line
from parsers.media.pdf_page import Mark, Page

ZONE = 0.15  # of the page's height, at its top and at its foot, where page numbers and headers stand
MARKED = re.compile(
    r"^(?:[-\u2010-\u2015·•]+\s*(\d{1,3})\s*[-\u2010-\u2015·•]+|第\s*(\d{1,3})\s*页(?:[,，/ ]*共\s*\d{1,3}\s*页)?)$"
)
NUMBER = re.compile(
    rf"{MARKED.pattern}|^(\d{{1,3}})\s*/\s*\d{{1,3}}$|^(\d{{1,3}})$|^[pP]age\s*(\d{{1,3}})(?:\s*of\s*\d+)?$"
)


def without_numbers(pages: Sequence[Page]) -> list[Page]:
    """The pages without numbers that stand among a table's cells. Only marked ones (— 3 —, 第3页) are taken for such.

    A bare figure inside a table is a figure of the table, whatever page it stands on.
    """
    runs = {page.number: list(_marked(page)) for page in pages}
    offsets = Counter(number - page for page, found in runs.items() for number, _ in found)
    if not offsets:
        return list(pages)
    offset, _ = offsets.most_common(1)[0]
    drop = {id(mark) for page, found in runs.items() for number, run in found if number - page == offset for mark in run}
    return [replace(page, chars=[mark for mark in page.chars if id(mark) not in drop]) for page in pages]


def _marked(page: Page) -> Iterator[tuple[int, Sequence[Mark]]]:
    """The marked numbers near the page's ends: runs of characters that were drawn one after the other."""
    run: list[Mark] = []
    for mark in [*page.chars, None]:
        if run and (mark is None or not _follows(run[-1], mark)):
            match = MARKED.match("".join(str(one["text"]) for one in run).strip()) if len(run) < 20 else None
            if match:
                yield int(match.group(1) or match.group(2)), run
            run = []
        if mark is not None and _near_end(page, mark["top"], mark["bottom"]):
            run.append(mark)


def _follows(before: Mark, mark: Mark) -> bool:
    return bool(abs(before["bottom"] - mark["bottom"]) < 0.3 * mark["size"] and -1 <= mark["x0"] - before["x1"] < 12)


def _near_end(page: Page, top: float, bottom: float) -> bool:
    return top < ZONE * page.height or bottom > (1 - ZONE) * page.height


def without_running(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without its number and without what other pages print at the same place."""
    seen = Counter(
        key for page, found in zip(pages, lines, strict=True) for key in {_key(line) for line in _ends(page, found)}
    )
    kept = []
    for page, found in zip(pages, lines, strict=True):
        ends = {id(line) for line in _ends(page, found)}
        kept.append(
            [line for line in found if id(line) not in ends or not (NUMBER.match(line.text) or seen[_key(line)] > 1)]
        )
    return kept


def _ends(page: Page, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if _near_end(page, line.top, line.bottom)]


def _key(line: Line) -> tuple[str, int, int]:
    """What a running line has in common on all pages: its words but for figures, and its place."""
    return re.sub(r"\d+", "#", "".join(line.text.split())), round(line.top / 3), round(line.size)

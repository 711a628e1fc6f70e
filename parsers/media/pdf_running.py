"""Page numbers, headers and footers: what is printed on a page and belongs to no text and no table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.media.pdf_lines import Line
from parsers.media.pdf_page import Mark, Page

ZONE = 0.15  # of the page's height, at its top and at its foot, where page numbers and headers stand
MARKED = re.compile(
    r"[-\u2010-\u2015·•]+\s*(\d{1,3})\s*[-\u2010-\u2015·•]+|第\s*(\d{1,3})\s*页(?:[,，/ ]*共\s*\d{1,3}\s*页)?"
)
NUMBER = re.compile(
    rf"^(?:{MARKED.pattern})$|^(\d{{1,3}})\s*/\s*\d{{1,3}}$|^(\d{{1,3}})$|^[pP]age\s*(\d{{1,3}})(?:\s*of\s*\d+)?$"
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
    drop = {
        id(mark) for page, found in runs.items() for number, run in found if number - page == offset for mark in run
    }
    return [replace(page, chars=[mark for mark in page.chars if id(mark) not in drop]) for page in pages]


def _marked(page: Page) -> Iterator[tuple[int, Sequence[Mark]]]:
    """The marked numbers near the page's ends: runs of characters on one base line, of one size, without a gap."""
    rows: dict[tuple[float, float], list[Mark]] = defaultdict(list)
    for mark in page.chars:
        if _near_end(page, mark["top"], mark["bottom"]) and not mark["text"].isspace():
            rows[round(mark["base"], 1), round(mark["size"], 1)].append(mark)
    for row in rows.values():
        for run in _runs(sorted(row, key=lambda mark: float(mark["x0"]))):
            match = MARKED.search("".join(str(mark["text"])[:1] for mark in run))
            if match:
                yield int(match.group(1) or match.group(2)), run[match.start() : match.end()]


def _runs(row: Sequence[Mark]) -> Iterator[list[Mark]]:
    run: list[Mark] = []
    for mark in row:
        if run and mark["x0"] - run[-1]["x1"] > 1.5 * mark["size"]:
            yield run
            run = []
        run.append(mark)
    yield run


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

"""Lines -> paragraphs, and the lines that are a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from parsers.media.pdf_lines import Line

BEGINS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d))"
)
ENDS = re.compile(r"[。！？；：:!?;]$")
SHORT = 2.5  # in sizes: a line that ends so far before the others is the last of its paragraph
INDENT = 1.2  # in sizes: a line that begins so far behind the others is the first of one
LARGE = 1.15  # times the usual size: a line of a title
TITLE_LINES, LONGEST_TITLE = 12, 120
JOINED = 3  # lines of one title


def paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The paragraphs in lines that follow one another, page after page."""
    if not lines:
        return
    left, right = _margins(lines)
    text, last = "", lines[0]
    for line in lines:
        if text and _begins(line, last, left, right):
            yield text
            text = ""
        text += (" " if text and text[-1].isascii() and line.text[:1].isascii() else "") + line.text
        last = line
    yield text


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where full lines begin and end: a short stretch between tables has its own."""
    return min(line.x0 for line in lines), max(line.x1 for line in lines)


def _begins(line: Line, last: Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph."""
    if last.x1 < right - SHORT * last.size or line.x0 > left + INDENT * line.size:
        return True
    if abs(line.size - last.size) > 0.12 * last.size:
        return True
    gap = line.top - last.bottom if line.page == last.page else 0.0
    return gap > 1.8 * line.size or bool(BEGINS.match(line.text) and ENDS.search(last.text))


def titles(lines: Sequence[Line], said: str) -> tuple[tuple[str, str], ...]:
    """(text, where), most trusted first: large lines at the beginning, first lines, then what the file's data claim.

    The claim comes last: files are made from last year's, and nobody looks at their data.
    """
    first = [line for line in lines[:TITLE_LINES] if len(line.text) <= LONGEST_TITLE]
    usual = median([line.size for line in lines]) if lines else 0.0
    large = [line for line in first if line.size >= LARGE * usual]
    found = [(text, "heading") for text in _runs(large)]
    found += [(line.text, "text") for line in first]
    found += [(said, "title")] if said and not large else []
    return tuple(dict.fromkeys((" ".join(text.split()), where) for text, where in found if text.strip()))


def _runs(lines: Sequence[Line]) -> Iterator[str]:
    """Titles of up to three lines of one size as a whole, then each line by itself."""
    for at, line in enumerate(lines):
        run = [line]
        for other in lines[at + 1 : at + JOINED]:
            near = other.page == line.page and other.top - run[-1].bottom < 1.5 * line.size
            if not near or abs(other.size - line.size) > 0.1 * line.size:
                break
            run.append(other)
        if len(run) > 1 and (not at or abs(lines[at - 1].size - line.size) > 0.1 * line.size):
            yield "".join(part.text for part in run)
    yield from (line.text for line in lines)

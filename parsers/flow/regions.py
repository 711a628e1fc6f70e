"""Running text -> the stretches of it that are tables: labels of one part with figures, and no sentence between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.flow.pieces import Piece, pieces
from parsers.flow.words import Found, labels_in, meaning_of, part_of
from parsers.narrative import KNOWN, MARK

HEADING = re.compile(rf"(?:{MARK})?(?:{KNOWN})")  # of a section; its words are labels too: 四、…行政复议、行政诉讼情况
FEWEST_LABELS = 4  # sentences name a label or two; not even a cut-off table names fewer


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and the cells up to the next one."""

    label: Found
    cells: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A table in running text: its part of the form, and its labels with their cells, in the order printed."""

    part: str
    entries: tuple[Entry, ...]

    @property
    def start(self) -> int:
        return self.entries[0].label.start

    @property
    def end(self) -> int:
        last = self.entries[-1]
        return last.cells[-1].end if last.cells else last.label.end


def regions(text: str, form: str) -> Iterator[Region]:
    """The tables of a form that NFKC text prints, whole or cut off."""
    begin = 0
    for heading in HEADING.finditer(text):
        yield from _between(text, form, begin, heading.start())
        begin = heading.end()
    yield from _between(text, form, begin, len(text))


def _between(text: str, form: str, start: int, end: int) -> Iterator[Region]:
    """The tables between two headings."""
    found = list(labels_in(text, form, start, end))
    run: list[Entry] = []
    part = ""
    for at, label in enumerate(found):
        if part and label.meanings and meaning_of(label, part) is None:
            yield from _region(run, part)
            run, part = [], ""
        cells, goes_on = pieces(text, label.end, found[at + 1].start if at + 1 < len(found) else end)
        run.append(Entry(label, tuple(cells)))
        part = part or part_of(label)
        if not goes_on:
            yield from _region(run, part)
            run, part = [], ""
    yield from _region(run, part)


def _region(run: Sequence[Entry], part: str) -> Iterator[Region]:
    """The run as a region where it is a table: labels enough, more figures than words."""
    named = {(meaning.use, meaning.code) for entry in run for meaning in [meaning_of(entry.label, part)] if meaning}
    cells = [cell for entry in run for cell in entry.cells if cell.text]
    figures = sum(not cell.words for cell in cells)
    if part and len(named) >= FEWEST_LABELS and figures and 2 * figures >= len(cells):
        yield Region(part, tuple(run))

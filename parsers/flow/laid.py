"""Document x Form -> the document with grids where its paragraphs print tables that no markup holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from parsers.flow.pieces import Piece
from parsers.flow.regions import Region, regions
from parsers.flow.rows import rows_of
from parsers.flow.runs import split_rows
from parsers.forms import Form, Layout
from parsers.media.grid import MAX_COLUMNS, MAX_ROWS
from parsers.model import Block, Document, Grid, GridCell, Paragraph, Repair
from parsers.traditional import fold

TABLES = (Layout.BANDS, Layout.MATRIX, Layout.STRIP)  # the layouts whose rows can be told from their labels alone
MOST = 200_000  # characters of running text that are looked through; a report has some 10,000


@dataclass(frozen=True, slots=True)
class Laid:
    """The document with its tables as grids, and the cells that ran together and that identities told apart."""

    document: Document
    repairs: tuple[Repair, ...]


def lay(document: Document, form: Form, parts: frozenset[str]) -> Laid:
    """Tables of these parts in running text as grids; paragraphs keep what is no table. Columns are not aligned."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    before = tables = max((grid.index for grid in document.grids()), default=0)
    for running, group in groupby(document.blocks, key=lambda block: isinstance(block, Paragraph)):
        if not running:
            blocks += group
            continue
        texts = [block.text for block in group if isinstance(block, Paragraph)]
        for piece in _pieces("\n".join(texts), form, parts):
            if isinstance(piece, str):
                blocks += [Paragraph(line.strip()) for line in piece.split("\n") if line.strip()]
            else:
                tables += 1
                blocks.append(replace(piece.grid, index=tables))
                repairs += piece.repairs
    found = tables > before
    return Laid(replace(document, blocks=tuple(blocks)), tuple(repairs)) if found else Laid(document, ())


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    repairs: tuple[Repair, ...]


def _pieces(printed: str, form: Form, parts: frozenset[str]) -> Iterator[str | _Table]:
    """Running text cut into what is text and what are tables."""
    done = 0
    if len(printed) <= MOST:
        text, places = _plain(printed)
        for region in regions(text, form.code):
            if region.part in parts:
                yield printed[done : places[region.start]]
                yield _table(region, text, printed, places, form)
                done = places[region.end - 1] + 1
    yield printed[done:]


def _table(region: Region, text: str, printed: str, places: Sequence[int], form: Form) -> _Table:
    part = form.part(region.part)
    rows = rows_of(region, text, part.layout)
    repairs: tuple[Repair, ...] = ()
    if part.layout is not Layout.BANDS:  # no sum covers 二, so nothing there can say where to cut
        rows, repairs = split_rows(form, part, rows)

    def as_printed(cell: Piece) -> str:
        return " ".join(printed[places[cell.start] : places[cell.end - 1] + 1].split()) if cell.text else ""

    lines = [[*row.labels, *row.cells] for row in rows]
    laid = tuple(
        tuple(GridCell(as_printed(cell), number, column) for column, cell in enumerate(line[:MAX_COLUMNS]))
        for number, line in enumerate(lines[:MAX_ROWS])
    )
    cut = len(lines) > MAX_ROWS or any(len(line) > MAX_COLUMNS for line in lines)
    return _Table(Grid(0, laid, aligned=False, cut=cut), repairs)


def _plain(printed: str) -> tuple[str, Sequence[int]]:
    """NFKC text in simplified characters, and where each of its characters stands in the print."""
    if unicodedata.is_normalized("NFKC", printed):
        return fold(printed), range(len(printed))
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(printed):
        for plain in _char(char):
            chars.append(plain)
            places.append(place)
    return fold("".join(chars)), places


@lru_cache(maxsize=4096)
def _char(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


def absent(form: Form, there: Iterable[str]) -> frozenset[str]:
    """The tables of a form that are not among those found."""
    return frozenset(part.name for part in form.parts if part.layout in TABLES) - frozenset(there)

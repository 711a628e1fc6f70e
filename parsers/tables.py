"""Document x Form -> cells: rows and columns are found by their labels, never by counting numbers.

Each part of the form is looked for in each table of the document: bands of 二 may be tables of their own, 三 may go on
in a next one, all three may stand in one. What is found twice must say the same twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from parsers.forms import Form, Layout, Part, load
from parsers.layouts.bands import Bands
from parsers.layouts.matrix import Matrix
from parsers.layouts.strip import Line
from parsers.layouts.strips import Head, Strip, is_figure, is_words, line
from parsers.model import Cell, Document, Grid, Repair, State, Unmapped
from parsers.repairs import settle


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why cells of a part are in doubt."""

    part: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tables of a document say in terms of a form: every cell of the form, in its order.

    `argued` names the parts in which identities, not positions, laid some row. `extras` are cells of columns that the
    form does not have and some reports add.
    """

    cells: tuple[Cell, ...]
    unmapped: tuple[Unmapped, ...]
    repairs: tuple[Repair, ...]
    doubts: tuple[Doubt, ...]
    argued: frozenset[str]
    extras: tuple[Cell, ...] = ()

    def there(self, part: Part) -> bool:
        """Whether the document has this table at all."""
        prefix = f"{part.name}."
        return any(cell.state is not State.MISSING and cell.code.startswith(prefix) for cell in self.cells)


@dataclass(slots=True)
class _Found:
    """What has been found so far; filled part by part, then frozen into a Reading."""

    cells: dict[str, Cell] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    argued: set[str] = field(default_factory=set)

    def take(self, part: str, cells: Mapping[str, Cell]) -> None:
        for code, cell in cells.items():
            known = self.cells.get(code)
            if known is None or known.state is State.MISSING:
                self.cells[code] = cell
            elif (known.state, known.value) != (cell.state, cell.value):
                self.doubts.append(Doubt(part, f"{code} is printed twice, as {known.raw!r} and as {cell.raw!r}"))
                self.cells[code] = replace(known, state=State.TEXT, value=None)


def read_tables(document: Document, form: Form | None) -> Reading:
    """All cells of the form as the document prints them. Without a form every row with figures is unmapped."""
    grids = list(document.grids())
    found = _Found()
    used: dict[int, set[int]] = {grid.index: set() for grid in grids}
    codes: list[str] = []
    if form is not None:
        codes = [code for part in form.parts for code in part.cells]
        for part in form.parts:
            _read_part(form, part, grids, found, used)
    form_s = frozenset(codes)
    extras = tuple(cell for code, cell in found.cells.items() if code not in form_s)
    return Reading(
        cells=tuple(found.cells.get(code) or Cell(code, "", State.MISSING, None, None) for code in codes),
        unmapped=(*unmapped_rows(grids, used), *(_unmapped_columns(form, extras) if form else ())),
        repairs=tuple(dict.fromkeys(found.repairs)),
        doubts=tuple(dict.fromkeys(found.doubts)),
        argued=frozenset(found.argued),
        extras=extras,
    )


def _unmapped_columns(form: Form, extras: Sequence[Cell]) -> Iterator[Unmapped]:
    """Columns that reports add, each as a row: they belong to no form, and are kept."""
    cells = {cell.code: cell for cell in extras}
    for part in form.parts:
        for column in part.optional_columns:
            printed = [
                cells[slot.code] for slot in part.optional_slots if slot.column == column.code and slot.code in cells
            ]
            if printed:
                table = next((cell.place.table for cell in printed if cell.place and cell.place.table), 0)
                yield Unmapped(table, f"{part.zh} {column.zh}", tuple(cell.raw for cell in printed))


def _read_part(form: Form, part: Part, grids: Sequence[Grid], found: _Found, used: dict[int, set[int]]) -> None:
    strips, rows = _strips(form, part, grids)
    for index, numbers in rows:
        used[index] |= numbers
    for strip in strips:
        settled = settle(strip, form)
        found.take(part.name, settled.cells)
        found.repairs += [settled.repair] if settled.repair else []
        found.doubts += [Doubt(part.name, settled.doubt)] if settled.doubt else []
        found.argued |= {part.name} if settled.argued else set()
    for grid in grids:
        if grid.cut and any(strip.table == grid.index for strip in strips):
            found.doubts.append(Doubt(part.name, f"table {grid.index} is larger than any form and was cut"))
    _judge(part, found)


@cache
def _reader(form: str, part: str) -> Bands | Matrix | Line:
    """The reader of a part; kept, because it remembers the labels that it has matched."""
    found = load(form).part(part)
    readers: dict[Layout, type[Bands | Matrix | Line]] = {
        Layout.BANDS: Bands,
        Layout.MATRIX: Matrix,
        Layout.STRIP: Line,
    }
    return readers[found.layout](found)


def _strips(form: Form, part: Part, grids: Iterable[Grid]) -> tuple[list[Strip], list[tuple[int, set[int]]]]:
    """The strips of a part in all tables, and the rows of each table that were read."""
    head: Head | None = None
    strips: list[Strip] = []
    used: list[tuple[int, set[int]]] = []
    reader = _reader(form.code, part.name)
    for grid in grids:
        if isinstance(reader, Line):
            found, rows = reader.read(grid)
        else:
            found, rows, head = reader.read(grid, head)
        strips += found
        used.append((grid.index, rows))
    return strips, used


def _judge(part: Part, found: _Found) -> None:
    """Doubts that concern a part as a whole: cells not found though the table is there, one print for two cells."""
    cells = {code: found.cells[code] for code in part.cells if code in found.cells}
    absent = [code for code in part.cells if code not in cells or cells[code].state is State.MISSING]
    if cells and absent:
        shown = ", ".join(absent[:3]) + (" …" if len(absent) > 3 else "")
        found.doubts.append(Doubt(part.name, f"{len(absent)} of {len(part.cells)} cells were not found: {shown}"))
    places: dict[object, str] = {}
    for code, cell in cells.items():
        if cell.place in places and cell.state not in (State.BLANK, State.MISSING):
            found.doubts.append(Doubt(part.name, f"one print stands for both {places[cell.place]} and {code}"))
            found.cells[code] = replace(cell, state=State.TEXT, value=None)
        elif cell.place is not None:
            places[cell.place] = code


def unmapped_rows(grids: Iterable[Grid], used: Mapping[int, set[int]]) -> Iterator[Unmapped]:
    """Rows with a label and figures that no form has taken; `used` holds the rows of each table that one has."""
    for grid in grids:
        for at in range(len(grid.rows)):
            cells = [] if at in used[grid.index] else line(grid, at)
            figures = tuple(cell.text for cell in cells if is_figure(cell.text))
            words = " ".join(cell.text for cell in cells if is_words(cell.text))
            if figures and words:
                yield Unmapped(grid.index, words, figures)

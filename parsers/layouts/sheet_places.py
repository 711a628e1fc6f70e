"""Where the figures of a sheet's row stand: right below their heads, or as many behind the unit as the head names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from parsers.layouts.indicators import is_unit
from parsers.layouts.sheet_head import HEADLESS, PERIODS, Band, Field
from parsers.layouts.strips import is_blank, is_figure, is_words
from parsers.model import Grid, GridCell

# A cell a period, and why they are in doubt.
Placed: TypeAlias = tuple[tuple[tuple[Field, GridCell | None], ...], str]


def placed_in(grid: Grid, at: int, band: Band, cells: Sequence[GridCell]) -> Placed | None:
    """The cells right below the heads of figures; None where the row does not keep to its head."""
    row = grid.rows[at]
    under: dict[Field, list[GridCell | None]] = {}
    last = Field.OTHER
    for offset, field in enumerate(band.fields):
        last = last if field is Field.SAME else field
        place = band.first + offset
        if last in PERIODS:
            under.setdefault(last, []).append(row[place] if place < len(row) else None)
    found = tuple((period, _printed(there)) for period, there in under.items())
    taken = [cell for _, cell in found if cell]
    if any(is_unit(cell.text) or (is_words(cell.text) and cell.column < band.first + 1) for cell in taken):
        return None
    kept = (
        {id(cell) for cell in taken}
        | cells_under(grid, at, band, Field.CODE)
        | cells_under(grid, at, band, Field.OTHER)
    )
    if any(id(cell) not in kept and is_figure(cell.text) for cell in cells):
        return None
    return found, ""


def _printed(cells: Sequence[GridCell | None]) -> GridCell | None:
    """Of the cells below one head the one that is not blank."""
    there = [cell for cell in cells if cell]
    return next((cell for cell in there if not is_blank(cell.text)), there[0] if there else None)


def cells_under(grid: Grid, at: int, band: Band, wanted: Field) -> set[int]:
    """The cells below heads of one kind, by identity."""
    row = grid.rows[at]
    places = (band.first + offset for offset, field in enumerate(band.fields) if field is wanted)
    return {id(row[place]) for place in places if place < len(row) and row[place]}


def counted_in(band: Band, behind: Sequence[GridCell]) -> Placed:
    """What stands behind the unit, as much as the head names; else the figures are in doubt, and none has a value."""
    units = [at for at, cell in enumerate(behind) if is_unit(cell.text)]
    cells = behind[units[-1] + 1 :] if units else behind
    fields = band.after_unit()
    if not units and len(cells) == len(fields) + 1 and Field.UNIT in band.fields and is_blank(cells[0].text):
        cells = cells[1:]  # the unit is left blank
    if len(cells) == len(fields):
        pairs = [(field, cell) for field, cell in zip(fields, cells, strict=True) if field in PERIODS]
        return tuple(pairs), ""
    periods: tuple[tuple[Field, GridCell | None], ...] = tuple((period, None) for period in band.periods())
    if all(is_blank(cell.text) for cell in cells) and cells:
        return tuple((period, cells[0]) for period in band.periods()), ""
    printed = [cell for cell in cells if not is_blank(cell.text)]
    if len(printed) == len(periods) == len(fields) == 1 and band is not HEADLESS:
        return ((periods[0][0], printed[0]),), ""
    return periods, f"{len(printed)} figures under {len(periods)} columns" if printed else ""

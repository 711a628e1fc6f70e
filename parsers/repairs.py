"""Strips -> cells. Where a row can be laid under its labels in several ways, the identities decide, or nobody does.

A row of 16 cells under 15 columns holds one surplus blank. Every place for it is tried; an arrangement stays if all
identities within the row hold. One reading left: taken, and recorded as a repair wherever it differs from reading by
position. Two or none: what the readings agree on is kept, the rest is text, and the report is suspect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from parsers.forms import Form, Kind, Label, load
from parsers.identities import evaluate
from parsers.layouts.strips import Strip
from parsers.layouts.ways import Arrangement
from parsers.model import Cell, GridCell, Place, Repair, State, Verdict
from parsers.numbers import read

Reading = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Settled:
    """A strip's cells, the repair that gave them if there was one, and why they are in doubt if they are.

    `argued` says that not the print but the identities laid the cells; should others fail, that is no organ's fault.
    """

    cells: Mapping[str, Cell]
    repair: Repair | None = None
    doubt: str = ""
    argued: bool = False


def settle(strip: Strip, form: Form) -> Settled:
    """The strip's cells by code."""
    if len(strip.arrangements) == 1 and not strip.loose:
        return Settled(_reading(strip, strip.arrangements[0], form), doubt=strip.doubt)
    position = _reading(strip, _by_position(strip), form)
    distinct = {_what(reading): reading for reading in (_reading(strip, way, form) for way in strip.arrangements)}
    if len(distinct) == 1 and not strip.loose:
        return Settled(next(iter(distinct.values())), doubt=strip.doubt)
    proved = [reading for reading in distinct.values() if _proved(reading, form)]
    size = f"{len(strip.cells)} cells under {len(strip.codes)} columns"
    where = f"table {strip.table}, row {strip.label!r}: {size}"
    if len(proved) == 1:
        chosen = len(strip.arrangements) > 1  # with but one way to lay the cells there was nothing to mend
        why = f"{where}; the identities leave this reading only"
        return Settled(proved[0], _repair(position, proved[0], why) if chosen else None, strip.doubt, argued=True)
    readings = proved or list(distinct.values())
    return Settled(_agreed(readings, position), doubt=f"{where}, and {len(proved)} readings satisfy the identities")


def _by_position(strip: Strip) -> Arrangement:
    return tuple(place if place < len(strip.cells) else None for place in range(len(strip.codes)))


def _reading(strip: Strip, way: Arrangement, form: Form) -> Reading:
    pairs = zip(strip.codes, way, strict=True)
    return {
        code: _cell(code, strip.cells[at] if at is not None else None, strip.table, form) for code, at in pairs if code
    }


def _cell(code: str, cell: GridCell | None, table: int, form: Form) -> Cell:
    if cell is None:
        return Cell(code, "", State.MISSING, None, None)
    label = _labels(form.code)[code]
    printed = read(cell.text, label.kind, label.unit)
    place = Place(table, cell.row, cell.column, cell.page, cell.box, cell.address)
    return Cell(code, cell.text, printed.state, printed.value, place, printed.unit)


@cache
def _labels(form: str) -> dict[str, Label]:
    """For every cell the label that says how it is read: its column's, or its row's where the column only counts."""
    found = {}
    for part in load(form).parts:
        every = (*part.columns, *part.optional_columns)
        rows, columns = ({label.code: label for label in labels} for labels in (part.rows, every))
        for slot in (*part.slots, *part.optional_slots):
            column = columns[slot.column]
            found[slot.code] = rows[slot.row] if column.kind is Kind.COUNT else column
    return found


def _what(reading: Mapping[str, Cell]) -> tuple[tuple[str, object, object], ...]:
    """What a reading says, wherever it stands."""
    return tuple(
        (code, cell.state, cell.value if cell.value is not None else cell.raw) for code, cell in reading.items()
    )


def _proved(reading: Mapping[str, Cell], form: Form) -> bool:
    """Whether there are identities wholly within the row, and all hold."""
    inside = [identity for identity in form.identities if {*identity.left, *identity.right} <= reading.keys()]
    return bool(inside) and all(check.lenient is Verdict.HOLDS for check in evaluate(form, reading, inside))


def _repair(before: Mapping[str, Cell], after: Mapping[str, Cell], why: str) -> Repair | None:
    changed = tuple(code for code in after if _what({code: before[code]}) != _what({code: after[code]}))
    if not changed:
        return None
    return Repair(changed, _shown(changed, before), _shown(changed, after), why)


def _shown(codes: Iterable[str], cells: Mapping[str, Cell]) -> str:
    """Codes without their part, with what is printed; a blank is shown as ␣.

    >>> _shown(["disputes.other.total"], {"disputes.other.total": Cell("", " ", State.BLANK, None, None)})
    'other.total ␣'
    """
    return ", ".join(f"{code.partition('.')[2]} {cells[code].raw.strip() or '␣'}" for code in codes)


def _agreed(readings: Sequence[Reading], position: Reading) -> Reading:
    """What all of several readings agree on; elsewhere the print by position, without a value."""
    kept: Reading = {}
    for code, cell in position.items():
        said = {_what({code: reading[code]}) for reading in readings}
        if len(readings) > 1 and len(said) == 1:
            kept[code] = readings[0][code]
        else:
            state = cell.state if cell.state in (State.MISSING, State.BLANK) else State.TEXT
            kept[code] = Cell(code, cell.raw, state, None, cell.place)
    return kept

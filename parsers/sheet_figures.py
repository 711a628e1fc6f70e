"""A printed row of a sheet -> its figures: values, units, places. What is printed twice must say the same twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers.forms import Kind, Label
from parsers.layouts.sheet import Entry
from parsers.model import Figure, GridCell, Place, State
from parsers.numbers import Printed, read

MONEY = frozenset(("万元", "元"))


def figures_of(entry: Entry, label: Label) -> Iterator[Figure]:
    """The figures of a row of the form; where the row is in doubt none has a value."""
    for period, cell in entry.cells:
        if cell is not None:
            printed = _read(entry, label, cell.text)
            unit = _unit(entry, label, printed)
            yield _figure(entry, str(period), cell, printed, indicator=label.code, unit=unit)


def foreign_figures(entry: Entry) -> Iterator[Figure]:
    """The figures of a row of no form, as counts."""
    for period, cell in entry.cells:
        if cell is not None:
            yield _figure(entry, str(period), cell, read(cell.text), indicator=None, unit=entry.unit)


def missing_figure(label: Label, period: str) -> Figure:
    """A figure that the form has and the document has not."""
    unit = label.unit if label.kind is Kind.COUNT else "万元"
    return Figure(label.code, label.zh, period, None, unit, "", State.MISSING, None)


def _figure(entry: Entry, period: str, cell: GridCell, printed: Printed, *, indicator: str | None, unit: str) -> Figure:
    doubtful = bool(entry.doubt) and printed.value is not None
    value, state = (None, State.TEXT) if doubtful else (printed.value, printed.state)
    place = Place(entry.table, cell.row, cell.column, cell.page, cell.box, cell.address) if entry.table else None
    return Figure(indicator, entry.label, period, value, unit, cell.text, state, place, entry.unit)


def _unit(entry: Entry, label: Label, printed: Printed) -> str:
    """The unit of a value: amounts are in 万元, counts in what the sheet prints."""
    if label.kind is Kind.AMOUNT:
        return "" if printed.unit == "unstated" else "万元"
    return entry.unit or label.unit


def _read(entry: Entry, label: Label, text: str) -> Printed:
    if label.kind is Kind.AMOUNT:
        return read(text, Kind.AMOUNT, entry.unit if entry.unit in MONEY else "")
    return read(text)


def once(figures: Iterable[Figure]) -> tuple[dict[tuple[str, str], Figure], list[str]]:
    """Each figure once; where two prints say otherwise none has a value."""
    found: dict[tuple[str, str], Figure] = {}
    conflicts = []
    for figure in figures:
        key = (figure.indicator or "", figure.period)
        known = found.setdefault(key, figure)
        if (known.state, known.value) != (figure.state, figure.value):
            conflicts.append(f"{figure.code} is printed twice, as {known.raw!r} and as {figure.raw!r}")
            found[key] = replace(known, state=State.TEXT, value=None)
    return found, conflicts

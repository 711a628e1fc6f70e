"""The tables of a report's form, each cell with its figure and marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from sqlite3 import Connection
from typing import Any

from crawler.sheet import layout, marks
from crawler.sheet.facts import Mend, Sum
from crawler.sheet.model import Figure, Table
from parsers.forms import Form, Part
from parsers.model import State, Status

CELLS = """SELECT c.cell, c.raw, c.state, c.value, c.place, c.suggested, d.amount_unit
FROM cells c LEFT JOIN disclosure d ON c.measure = 'amount' AND d.report_id = c.report_id AND d.item = c.subject
WHERE c.report_id = ? AND c.part = ?"""


def tables(
    db: Connection,
    report_id: int,
    form: Form,
    statuses: Mapping[str, str | None],
    sums: Sequence[Sum],
    mends: Sequence[Mend],
) -> tuple[Table, ...]:
    """Every part of the form; one that the document does not print has no lines."""
    found = []
    for part in form.parts:
        status = Status(statuses[part.name] or "partial")
        own = {row[0]: _figure(row) for row in db.execute(CELLS, [report_id, part.name])}
        figures = marks.marked(form, own, mends, sums, status)
        found.append(_table(form, part, figures, mends, status))
    return tuple(found)


def _table(form: Form, part: Part, figures: Mapping[str, Figure], mends: Sequence[Mend], status: Status) -> Table:
    drawn = layout.draw(part, figures) if figures else layout.Drawn((), 0, 0, 0)
    return Table(
        name=part.name,
        zh=part.zh,
        en=part.en,
        status=status,
        lines=drawn.lines,
        head=drawn.head,
        labels=drawn.labels,
        columns=drawn.columns,
        notes=marks.notes(part, figures, mends),
        sums=sum(1 for identity in form.identities if identity.name.startswith(f"{part.name}.")),
    )


def _figure(row: Sequence[Any]) -> Figure:
    code, raw, state, value, place, suggested, unit = row
    return Figure(
        code=code,
        raw=raw,
        state=State(state),
        value=Decimal(value) if isinstance(value, str) else value,
        place=tuple(json.loads(place)) if place else None,
        suggested=suggested,
        unit=unit,
    )

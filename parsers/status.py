"""How far a report and each of its tables can be trusted: the first that applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parsers.forms import Form, Part
from parsers.model import Cell, Check, State, Status, Verdict
from parsers.tables import Reading

TRUST = (Status.SUSPECT, Status.INCONSISTENT, Status.PARTIAL, Status.UNPROVEN, Status.CONSISTENT)


def part_statuses(form: Form, reading: Reading, checks: Sequence[Check]) -> tuple[tuple[str, Status], ...]:
    """The status of each table of the form."""
    held = proved(form, checks)
    return tuple((part.name, _part_status(part, reading, checks, held)) for part in form.parts)


def overall(form: Form, parts: Iterable[tuple[str, Status]]) -> Status:
    """The status of the report from those of its tables. That no sum covers a table (二) leaves the report as proved as
    the others are, unless the form has no identities at all.
    """
    summed = {identity.name.partition(".")[0] for identity in form.identities}
    counted = [status for name, status in parts if status is not Status.UNPROVEN or name in summed or not summed]
    return min(counted, key=TRUST.index, default=Status.CONSISTENT)


def _part_status(part: Part, reading: Reading, checks: Sequence[Check], held: frozenset[str]) -> Status:
    if any(doubt.part == part.name for doubt in reading.doubts):
        return Status.SUSPECT
    if any(check.lenient is Verdict.FAILS and check.identity.startswith(f"{part.name}.") for check in checks):
        return Status.INCONSISTENT
    if not reading.there(part):
        return Status.PARTIAL
    cells = {cell.code: cell for cell in reading.cells}
    return Status.CONSISTENT if all(_shown(cells, code, held) for code in part.cells) else Status.UNPROVEN


def sheet_status(form: Form, cells: Mapping[str, Cell], checks: Sequence[Check], *, doubtful: bool) -> Status:
    """The status of a sheet of indicators, which is the status of its report."""
    if doubtful:
        return Status.SUSPECT
    if any(check.lenient is Verdict.FAILS for check in checks):
        return Status.INCONSISTENT
    held = proved(form, checks)
    return Status.CONSISTENT if all(_shown(cells, code, held) for code in cells) else Status.UNPROVEN


def proved(form: Form, checks: Iterable[Check]) -> frozenset[str]:
    """The cells that stand in a sum that holds. That a part is no more than its whole proves neither."""
    held = {(check.identity, check.scope) for check in checks if check.lenient is Verdict.HOLDS}
    return frozenset(
        code
        for identity in form.identities
        if (identity.name, identity.scope) in held and not identity.at_most
        for code in (*identity.left, *identity.right)
    )


def _shown(cells: Mapping[str, Cell], code: str, held: frozenset[str]) -> bool:
    """A cell needs proof only where it carries a figure other than 0."""
    return cells[code].state is not State.NUMBER or code in held

"""How far a report and each of its tables can be trusted: the first that applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parsers.forms import Form, Part
from parsers.model import Cell, Check, State, Status, Verdict
from parsers.tables import Reading

TRUST = (Status.SUSPECT, Status.INCONSISTENT, Status.PARTIAL, Status.UNPROVEN, Status.CONSISTENT)


def part_statuses(form: Form, reading: Reading, checks: Sequence[Check]) -> tuple[tuple[str, Status], ...]:
    """The status of each table of the form."""
    return tuple((part.name, _part_status(form, part, reading, checks)) for part in form.parts)


def overall(form: Form, reading: Reading, checks: Sequence[Check]) -> Status:
    """The status of the report. Table 二, which no sum covers, makes a report unproven only where nothing else is there."""
    found = dict(part_statuses(form, reading, checks))
    summed = [part for part in form.parts if _has_identities(form, part)]
    if Status.PARTIAL not in found.values() or any(found[part.name] is not Status.PARTIAL for part in summed):
        found = {
            name: status for name, status in found.items() if status is not Status.UNPROVEN or _named(summed, name)
        }
    return min(found.values(), key=TRUST.index, default=Status.CONSISTENT)


def _named(parts: Iterable[Part], name: str) -> bool:
    return any(part.name == name for part in parts)


def _has_identities(form: Form, part: Part) -> bool:
    return any(identity.left[0] in part.cells for identity in form.identities)


def _part_status(form: Form, part: Part, reading: Reading, checks: Sequence[Check]) -> Status:
    if any(doubt.part == part.name for doubt in reading.doubts):
        return Status.SUSPECT
    if any(check.lenient is Verdict.FAILS and check.identity.startswith(f"{part.name}.") for check in checks):
        return Status.INCONSISTENT
    if not reading.there(part):
        return Status.PARTIAL
    held = proved(form, checks)
    cells = {cell.code: cell for cell in reading.cells}
    return Status.CONSISTENT if all(_shown(cells, code, held) for code in part.cells) else Status.UNPROVEN


def proved(form: Form, checks: Iterable[Check]) -> frozenset[str]:
    """The cells that stand in an identity that holds."""
    held = {(check.identity, check.scope) for check in checks if check.lenient is Verdict.HOLDS}
    return frozenset(
        code
        for identity in form.identities
        if (identity.name, identity.scope) in held
        for code in (*identity.left, *identity.right)
    )


def _shown(cells: Mapping[str, Cell], code: str, held: frozenset[str]) -> bool:
    """A cell needs proof only where it carries a figure other than 0."""
    return cells[code].state is not State.NUMBER or code in held

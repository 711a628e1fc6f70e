"""Cells -> checks: every identity of the form, strict and lenient.

Strict: every cell must carry a number. Lenient: a blank addend counts as 0; a blank sum whose addends are not all zero
claims nothing, and wherever it stands the identity is unknown. Text and missing cells make any identity unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from parsers.forms import Form, Identity, load
from parsers.model import Cell, Check, State, Verdict

NUMBERS = (State.NUMBER, State.ZERO)
EMPTY = (State.BLANK, State.NOT_APPLICABLE)
NOTHING = frozenset((*EMPTY, State.ZERO))

Cells = Mapping[str, Cell]


def evaluate(form: Form, cells: Cells, among: Iterable[Identity] | None = None) -> tuple[Check, ...]:
    """A check for each identity of the form, or for those in `among`; `cells` holds the form's cells by code."""
    sums = _sums(form.code)
    counted = {code: value_of(cell) for code, cell in cells.items() if _counts(code, cell, cells, sums)}
    blank = frozenset(code for code, cell in cells.items() if cell.state in EMPTY)
    return tuple(_check(identity, counted, blank) for identity in (form.identities if among is None else among))


@cache
def _sums(form: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every cell that an identity says is a sum, or a whole, with its addends or parts."""
    sums: dict[str, tuple[tuple[str, ...], ...]] = {}
    found = load(form)
    for identity in (*found.identities, *found.optional_identities):
        whole, addends = (identity.right, identity.left) if identity.at_most else (identity.left, identity.right)
        if len(whole) == 1:
            sums[whole[0]] = (*sums.get(whole[0], ()), addends)
    return sums


def _check(identity: Identity, counted: Mapping[str, int], blank: frozenset[str]) -> Check:
    try:
        left, right = (sum([counted[code] for code in side]) for side in (identity.left, identity.right))
    except KeyError:  # a cell that cannot be counted
        return Check(identity.name, identity.scope, None, None, Verdict.UNKNOWN, Verdict.UNKNOWN)
    holds = left <= right if identity.at_most else left == right
    verdict = Verdict.HOLDS if holds else Verdict.FAILS
    whole = blank.isdisjoint(identity.left) and blank.isdisjoint(identity.right)
    return Check(identity.name, identity.scope, left, right, verdict, verdict if whole else Verdict.UNKNOWN)


def _counts(code: str, cell: Cell, cells: Cells, sums: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    """Whether a cell can stand in a lenient sum."""
    if cell.state in NUMBERS:
        return isinstance(cell.value, int)
    return cell.state in EMPTY and all(_all_zero(addends, cells) for addends in sums.get(code, ()))


def _all_zero(addends: Iterable[str], cells: Cells) -> bool:
    return all(cells[code].state in NOTHING for code in addends if code in cells)


def value_of(cell: Cell) -> int:
    """A count for a sum, 0 for a blank."""
    return int(cell.value) if cell.value is not None else 0


def suggestions(form: Form, cells: Cells, checks: Iterable[Check]) -> dict[str, int]:
    """The one cell whose change would make every failing identity hold and break none, with the value it then has.

    Table 三 locates errors: a misread cell puts its row and its column off by the same amount. With fewer than two
    identities failing, or with two cells that would do, nothing is suggested.
    """
    verdicts = {(check.identity, check.scope): check for check in checks}
    failing: list[tuple[Identity, Check]] = []
    other: list[tuple[Identity, Check]] = []
    for identity in form.identities:
        check = verdicts[identity.name, identity.scope]
        (failing if check.lenient is Verdict.FAILS else other).append((identity, check))
    if len(failing) < 2:
        return {}
    codes = set.intersection(*({*identity.left, *identity.right} for identity, _ in failing))
    holding = {code for identity, _ in other for code in (*identity.left, *identity.right)}
    found = {code: value for code in codes - holding for value in [_mended(code, cells, failing)] if value is not None}
    return found if len(found) == 1 else {}


def _mended(code: str, cells: Cells, failing: Iterable[tuple[Identity, Check]]) -> int | None:
    """The value with which this cell would settle all failing identities, None where no value does."""
    deltas = set()
    for identity, check in failing:
        if check.left is None or check.right is None:
            return None
        off = check.left - check.right
        deltas.add(-off if code in identity.left else off)
    value = value_of(cells[code]) + deltas.pop()
    return value if not deltas and value >= 0 else None

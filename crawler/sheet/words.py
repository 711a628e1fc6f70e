"""What is said of a sheet in words, in either language: its status, its sums, where a cell stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crawler.drawing.phrases import Phrases
from crawler.sheet.facts import Sheet, Sum
from crawler.sheet.marks import names, shown_amount
from crawler.sheet.model import Figure, Table
from parsers.forms import CODES, load
from parsers.model import State, Status, Verdict


def explanation(sheet: Sheet, say: Phrases) -> str:
    """What the report's status means, in a sentence."""
    zeros = sheet.head.status is Status.CONSISTENT and not sheet.tally.nonzero
    return say(f"explain.{sheet.head.status}{'.zero' if zeros else ''}")


def standing(table: Table, say: Phrases) -> str:
    """What a table's status says; one that no sum covers can neither hold nor fail."""
    if not table.lines:
        return say("table.absent")
    if not table.sums and table.status is Status.UNPROVEN:
        return say("table.no_sums")
    return say(f"status.{table.status}")


def tally(sheet: Sheet, say: Phrases) -> str:
    """How many sums there are and how they came out."""
    found = sheet.tally
    if not found.total:
        return say("checks.none")
    return say(
        "checks.tally",
        total=found.total,
        held=found.held,
        nonzero=found.nonzero,
        failed=found.failed,
        unknown=found.unknown,
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of sum and how those of a report came out."""

    words: str
    held: int
    failed: int
    unknown: int


def kinds(sheet: Sheet, say: Phrases) -> tuple[Kind, ...]:
    """The kinds of sums that the report's form prescribes; none where it prescribes none."""
    if not sheet.tally.total or sheet.head.form not in CODES:
        return ()
    total = Counter(identity.name for identity in load(sheet.head.form).identities)
    failed = Counter(entry.identity for entry in sheet.sums if entry.lenient is Verdict.FAILS)
    unknown = Counter(entry.identity for entry in sheet.sums if entry.lenient is Verdict.UNKNOWN)
    return tuple(
        Kind(say(f"identity.{name}"), count - failed[name] - unknown[name], failed[name], unknown[name])
        for name, count in total.items()
    )


def sum_in_words(entry: Sum, say: Phrases) -> str:
    """A sum that fails or cannot be judged."""
    key = "check.fails" if entry.lenient is Verdict.FAILS else "check.unknown"
    scope = {"zh": entry.zh, "en": f"{entry.en} ({entry.zh})"}[say.language]
    identity = say(f"identity.{entry.identity}")
    return say(key, identity=identity, scope=scope, left=entry.left, right=entry.right)


def cell_name(form: str, code: str, say: Phrases) -> str:
    """A cell's name: 总计 · 一、本年新收政府信息公开申请数量. Raises KeyError for a code of no cell."""
    for part in load(form).parts:
        if code in part.cells:
            return names(part).of(say.language)[code]
    raise KeyError(code)


def place(figure: Figure, say: Phrases) -> str:
    """Where a cell stands in the document; the shapes of places are those of the table `evidence`."""
    match figure.place:
        case None:
            return say("place.none")
        case (page,):
            return say("place.page", page=page)
        case (page, left, top, right, bottom):
            return say("place.box", page=page, left=left, top=top, right=right, bottom=bottom)
        case (table, row, column):
            return say("place.table", table=table, row=row, column=column)
    raise ValueError(f"{figure.code}: no place looks like {figure.place}")


def value(figure: Figure, say: Phrases) -> str:
    """The value with its unit where that is an amount's; what the state says where there is none."""
    if figure.value is None:
        return say(f"state.{figure.state}")
    return shown_amount(figure) + (" 万元" if figure.unit else "")


def printed(figure: Figure, say: Phrases) -> str:
    """The whole print, or that there is none."""
    if figure.state is State.MISSING:
        return say("state.missing")
    return " ".join(figure.raw.split()) or say("blank")

"""A reading against what its document says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from parsers.model import Refusal, Report, Source, Status
from parsers.report import read
from tests.generator.document import Generated
from tests.generator.gold import Gold


@dataclass(frozen=True, slots=True)
class Verdict:
    """`wrong` cells carry a value that is not the gold's, `unread` ones none where the gold has one."""

    cells: int
    wrong: tuple[str, ...]
    unread: tuple[str, ...]
    status: str
    facts: tuple[str, ...]  # organ, year, form, scope, as far as they are not right
    doubts: tuple[str, ...]

    def off(self) -> bool:
        """Whether anything of an undamaged document is not read as it should be."""
        return bool(self.wrong or self.unread or self.facts or self.status != Status.CONSISTENT)


def judge(document: Generated) -> Verdict:
    found = read(Source(document.data), prose=False)
    if isinstance(found, Refusal):
        return Verdict(0, (), ("all",), f"{found.code}: {found.message}", ("report",), ())
    gold = _values(document.gold)
    values = {cell.code: cell.value for cell in found.cells}
    wrong = tuple(code for code, value in values.items() if value is not None and value != gold.get(code))
    unread = tuple(code for code, value in gold.items() if value is not None and values.get(code) is None)
    return Verdict(len(gold), wrong, unread, str(found.status), tuple(_facts(found, document.gold)), found.doubts)


def silently_wrong(verdict: Verdict) -> bool:
    """A number that is not the gold's, in a report that nothing marks."""
    return bool(verdict.wrong) and verdict.status not in (Status.SUSPECT, Status.INCONSISTENT)


def _facts(found: Report, gold: Gold) -> list[str]:
    pairs = {
        "organ": (found.organ, gold.organ),
        "year": (found.year, gold.year),
        "form": (found.form, gold.form),
        "scope": (str(found.scope), gold.scope),
    }
    return [f"{name}: {read_} for {right}" for name, (read_, right) in pairs.items() if read_ != right]


def _values(gold: Gold) -> dict[str, int | Decimal | None]:
    values: dict[str, int | Decimal | None] = {}
    for part, table in gold.figures.items():
        for outer, row in table.items():
            for inner, value in row.items():
                amount = Decimal(value.removesuffix("万元")) if isinstance(value, str) else value
                values[f"{part}.{outer}.{inner}"] = amount
    return values

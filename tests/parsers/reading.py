"""What tests ask of a reading: its cells against gold figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from parsers.model import Report, Source
from parsers.report import read


def report(data: bytes, **claims: Any) -> Report:
    """The report that bytes must give."""
    result = read(Source(data, **claims), prose=False)
    assert isinstance(result, Report), result
    return result


def wrong(found: Report, gold: dict[str, dict[str, dict[str, Any]]]) -> dict[str, tuple[object, object]]:
    """The cells that say otherwise than the gold: what was read, what is right."""
    expected = {
        f"{part}.{outer}.{inner}": value
        for part, table in gold.items()
        for outer, row in table.items()
        for inner, value in row.items()
    }
    read_ = {cell.code: cell.value for cell in found.cells}
    assert read_.keys() == expected.keys()
    pairs = {
        code: (read_[code], Decimal(value) if isinstance(value, str) else value) for code, value in expected.items()
    }
    return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}


def tables(gold: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    return {part: gold[part] for part in ("disclosure", "applications", "disputes")}

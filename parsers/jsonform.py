"""A Report or Refusal as the contract's JSON line of `gongkai parse --json`; keys in the contract's order."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, TypeAlias

from parsers.forms import CODES, Part, load
from parsers.model import Cell, Check, Figure, Mention, Refusal, Report

Json: TypeAlias = dict[str, Any]  # what json.dumps takes; typed up to here, free of the project's types from here on


def json_line(path: str, result: Report | Refusal) -> str:
    """One line, without the line end.

    >>> json_line("x.pdf", Refusal("not_a_report", "a list of reports"))
    '{"path": "x.pdf", "error": {"code": "not_a_report", "message": "a list of reports"}}'
    """
    return json.dumps(as_json(path, result), ensure_ascii=False)


def as_json(path: str, result: Report | Refusal) -> Json:
    """The line as Python objects."""
    if isinstance(result, Refusal):
        return {"path": path, "error": {"code": result.code, "message": result.message}}
    cells = {cell.code: cell for cell in result.cells}
    return {
        "path": path,
        **_about(result),
        **_tables(result.form, cells),
        "figures": {figure.code: _value(figure) for figure in result.figures if figure.code},
        "unmapped": [{"table": row.table, "label": row.label, "values": list(row.values)} for row in result.unmapped],
        "sections": [{"number": part.number, "heading": part.heading, "text": part.text} for part in result.sections],
        "mentions": [_mention(mention) for mention in result.mentions],
        "checks": [_check(check) for check in result.checks],
        "repairs": [
            {"cells": list(repair.cells), "from": repair.before, "to": repair.after, "why": repair.why}
            for repair in result.repairs
        ],
        "status": str(result.status),
        "evidence": {
            **{code: _evidence(cell) for code, cell in cells.items()},
            **{f"figures.{figure.code}": _evidence(figure) for figure in result.figures if figure.code},
        },
    }


def _about(report: Report) -> Json:
    return {
        "organ": report.organ,
        "organ_source": report.organ_source,
        "year": report.year,
        "scope": str(report.scope),
        "form": report.form,
        "title": report.title,
        "published_on": report.published_on.isoformat() if report.published_on else None,
    }


def _check(check: Check) -> Json:
    return {
        "identity": check.identity,
        "scope": check.scope,
        "left": check.left,
        "right": check.right,
        "lenient": str(check.lenient),
        "strict": str(check.strict),
    }


def _tables(form: str, cells: dict[str, Cell]) -> Json:
    """The tables of the document's form: item or column, then measure, then value."""
    if form not in CODES or not cells:
        return {}
    return {part.name: _table(part, cells) for part in load(form).parts}


def _table(part: Part, cells: dict[str, Cell]) -> Json:
    table: Json = {}
    for code in part.cells:
        _, outer, inner = code.split(".")
        table.setdefault(outer, {})[inner] = _value(cells[code])
    return table


def _value(cell: Cell | Figure) -> int | str | None:
    """A count as it is, an amount as a decimal string in 万元 that never shows an exponent or a needless 0.

    >>> from parsers.model import State
    >>> [_value(Cell("", "", State.NUMBER, Decimal(value), None)) for value in ("4166.2400", "0.00", "5E+3")]
    ['4166.24', '0', '5000']
    """
    if not isinstance(cell.value, Decimal):
        return cell.value
    shown = format(cell.value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _mention(mention: Mention) -> Json:
    whole = mention.value == mention.value.to_integral_value()
    return {
        "section": mention.section,
        "subject": mention.subject,
        "value": int(mention.value) if whole else float(mention.value),
        "unit": mention.unit,
        "approximate": mention.approximate,
        "text": mention.text,
    }


def _evidence(cell: Cell | Figure) -> Json:
    place = cell.place
    return {
        "raw": cell.raw,
        "state": str(cell.state),
        "suggested": cell.suggested if isinstance(cell, Cell) else None,
        "page": place.page if place else None,
        "box": list(place.box) if place and place.box else None,
        "table": place.table if place else None,
        "row": place.row if place else None,
        "column": place.column if place else None,
    }

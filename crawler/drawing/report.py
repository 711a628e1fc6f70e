"""A report that was just read, drawn for the terminal: what it is, its tables, what is marked and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from parsers.forms import CODES, Part, load
from parsers.model import Cell, Figure, Refusal, Report, State

REPAIRED, NARROW = "*", 100
SHOWN = {State.MISSING: "·", State.BLANK: ""}


def draw(path: str, result: Report | Refusal, *, width: int, colour: bool) -> str:
    """The drawing, as text of the given width."""
    file = StringIO()
    console = Console(file=file, width=max(width, NARROW), force_terminal=colour, no_color=not colour, highlight=False)
    if isinstance(result, Refusal):
        console.print(Text(f"{path}: {result.code}: {result.message}"))
        return file.getvalue()
    for line in _head(path, result):
        console.print(Text(line))
    cells = {cell.code: cell for cell in result.cells}
    repaired = frozenset(code for repair in result.repairs for code in repair.cells)
    for part in load(result.form).parts if result.form in CODES and cells else ():
        console.print(_table(part, cells, repaired, dict(result.part_status)[part.name]))
    if result.figures:
        console.print(_sheet(result.figures, result.status))
    for line in _notes(result):
        console.print(Text(line))
    return file.getvalue() + "\n"


def _head(path: str, report: Report) -> Iterator[str]:
    yield f"{path}: {report.title or 'no title'}"
    known = (report.organ or "?", report.year or "?", report.scope, report.form, report.status)
    yield "organ {} · year {} · scope {} · form {} · {}".format(*known)


def _table(part: Part, cells: dict[str, Cell], repaired: frozenset[str], status: str) -> Table:
    table = Table(title=f"{part.zh} ({status})", title_justify="left", show_lines=False)
    table.add_column("", overflow="fold")
    for column in part.columns:
        table.add_column(column.zh, justify="right", overflow="fold")
    codes = {(slot.row, slot.column): slot.code for slot in part.slots}
    for row in part.rows:
        printed = (codes.get((row.code, column.code)) for column in part.columns)
        table.add_row(Text(row.zh), *(Text(_shown(cells[code], repaired) if code else "") for code in printed))
    return table


def _sheet(figures: Sequence[Figure], status: str) -> Table:
    """A sheet of indicators, one row an indicator, one column a period."""
    periods = tuple(dict.fromkeys(figure.period for figure in figures))
    table = Table("", "单位", title=f"统计表 ({status})", title_justify="left", show_lines=False)
    for period in periods:
        table.add_column({"year": "本年", "cumulative": "历年累计"}[period], justify="right", overflow="fold")
    rows: dict[tuple[str | None, str], dict[str, Figure]] = {}
    for figure in figures:
        rows.setdefault((figure.indicator, figure.label), {})[figure.period] = figure
    for (_, label), row in rows.items():
        shown = [_printed(row[period]) if period in row else "" for period in periods]
        unit = next(iter(row.values())).unit_printed
        table.add_row(Text(label), Text(unit), *map(Text, shown))
    return table


def _printed(figure: Figure) -> str:
    """The print itself; with a question mark where it is no figure."""
    text = SHOWN.get(figure.state, figure.raw)
    return f"{text} ?" if figure.state is State.TEXT else text


def _shown(cell: Cell, repaired: frozenset[str]) -> str:
    """The print itself, with its marks."""
    text = SHOWN.get(cell.state, cell.raw)
    mark = REPAIRED if cell.code in repaired else ""
    return f"{text}{mark}" + (f" → {cell.suggested}?" if cell.suggested is not None else "")


def _notes(report: Report) -> Iterator[str]:
    for repair in report.repairs:
        yield f"{REPAIRED} repaired: {repair.before} → {repair.after}: {repair.why}"
    for doubt in report.doubts:
        yield f"! in doubt: {doubt}"
    for check in report.checks:
        if check.lenient == "fails":
            yield f"! does not add up: {check.identity} for {check.scope}: {check.left} against {check.right}"
    for row in report.unmapped:
        yield f"  of no form: {row.label}: {' | '.join(row.values)}"

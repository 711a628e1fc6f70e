"""The whole way: Source -> Report, or a Refusal with the contract's code. The same bytes give the same report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from parsers.dates import period_in, published_on, report_year
from parsers.figures import with_figures
from parsers.flow.laid import absent, lay
from parsers.forms import CODES, Form, load
from parsers.identities import evaluate, suggestions
from parsers.kinds import title_of, why_no_report
from parsers.media.package import out_of_memory
from parsers.media.readers import read_medium
from parsers.media.sniff import sniff
from parsers.mentions import mentions_of
from parsers.model import Cell, Check, Document, Refusal, Report, Section, Source, State, Status, Verdict
from parsers.names import organ_of, scope_of
from parsers.narrative import article, opening, sections_of
from parsers.recognise import form_code, form_of, ran_together
from parsers.sheets import read_sheet, sheet_of
from parsers.status import overall, part_statuses
from parsers.tables import Doubt, Reading, read_tables

REVISION = "2026-11-24.4"  # changes whenever a document may be read otherwise than before
MAX_BYTES = 64 * 1024 * 1024


def read(source: Source, *, prose: bool = True) -> Report | Refusal:
    """What a document says. `prose` asks trafilatura which paragraphs are the article; without it menus stay in.

    Raises nothing but MemoryError, which is the process's own: what breaks a reader is refused as `corrupt`, with what
    broke.
    """
    if len(source.data) > MAX_BYTES:
        return Refusal("too_large", f"{len(source.data):,} bytes; at most {MAX_BYTES:,} are read")
    try:
        return _read(source, prose=prose)
    except MemoryError:
        raise
    except Exception as error:  # bytes come from strangers, and one document must never stop the next
        if out_of_memory(error):
            raise MemoryError from error
        return Refusal("corrupt", f"reading broke off: {type(error).__name__}: {str(error)[:200]}")


def _read(source: Source, *, prose: bool) -> Report | Refusal:
    kind = sniff(source.data)
    if isinstance(kind, Refusal):
        return kind
    document = read_medium(kind, source, prose=prose)
    if isinstance(document, Refusal):
        return document
    if not document.blocks:
        return Refusal("empty", "the document prints nothing")
    form = form_of(document)
    if form is None and (sheet := sheet_of(document)):
        return _sheet(document, sheet)
    reading = read_tables(document, form)
    figures = any(cell.state in (State.NUMBER, State.ZERO) for cell in reading.cells)
    document, reading = _with_text_tables(document, form, reading)
    sections = sections_of(document, six=form is not None)
    if reason := why_no_report(document, sections, figures=figures):
        return Refusal("not_a_report", reason)
    return _report(document, form, reading, sections)


def _sheet(document: Document, sheet: Form) -> Report | Refusal:
    """A document that prints one sheet of indicators, as reports before 2019 did."""
    reading = read_sheet(document, sheet)
    sections = sections_of(document, six=False)
    if reason := why_no_report(document, sections, figures=reading.counts()):
        return Refusal("not_a_report", reason)
    report = _report(document, None, Reading((), (), (), (), frozenset()), sections)
    return with_figures(report, sheet, reading)


def _with_text_tables(document: Document, form: Form | None, reading: Reading) -> tuple[Document, Reading]:
    """The tables that stand in running text read too, where no table of the page's own is that part of the form."""
    missing = absent(form, (part.name for part in form.parts if reading.there(part))) if form else frozenset()
    if form and missing:
        laid = lay(document, form, missing)
        if laid.document is not document:
            document, found = laid.document, read_tables(laid.document, form)
            reading = replace(found, repairs=(*found.repairs, *laid.repairs))
    return document, _with_run_together(document, form, reading)


def _with_run_together(document: Document, form: Form | None, reading: Reading) -> Reading:
    """A table whose labels stand in running text is there, but its cells cannot be told apart."""
    doubts = tuple(
        Doubt(part.name, f"the cells of the table {part.zh} ran together in the text")
        for part in (form.parts if form else ())
        if not reading.there(part) and ran_together(document, part)
    )
    return replace(reading, doubts=(*reading.doubts, *doubts))


def _report(document: Document, form: Form | None, reading: Reading, sections: tuple[Section, ...]) -> Report:
    paragraphs = opening(article(document))
    title = title_of(document)
    titles = [text for text, where in document.titles if where != "text"] or [title or ""]
    period = period_in(paragraphs)
    year = report_year([title or "", *titles], period, paragraphs)
    organ = organ_of(document.titles, paragraphs, document.metas)
    code = form_code(document, form, year)
    if form is None and code in CODES:  # a year whose form has tables, and the document prints none of them
        form = load(code)
        reading = replace(read_tables(document, form), unmapped=reading.unmapped)
    scope, evidence = scope_of(paragraphs)
    published = published_on(document.metas, opening(document.paragraphs()))
    reading, checks = _proved(form, reading)
    parts = part_statuses(form, reading, checks) if form else ()
    return Report(
        organ=organ[0] if organ else None,
        organ_source=organ[1] if organ else None,
        year=year,
        scope=scope,
        scope_evidence=evidence,
        period_from=period[0] if period else None,
        period_to=period[1] if period else None,
        form=code,
        title=title,
        published_on=published[0] if published else None,
        published_source=published[1] if published else None,
        cells=reading.cells,
        unmapped=reading.unmapped,
        sections=sections,
        mentions=mentions_of(sections),
        checks=checks,
        repairs=reading.repairs,
        doubts=tuple(doubt.why for doubt in reading.doubts),
        status=overall(form, parts) if form else Status.PARTIAL if code == "2014" else Status.UNPROVEN,
        part_status=parts,
    )


def _optional(form: Form, cells: Mapping[str, Cell], extras: Sequence[Cell]) -> tuple[Check, ...]:
    """The sums of columns that this report adds to the form's."""
    known = {**cells, **{cell.code: cell for cell in extras}}
    there = [one for one in form.optional_identities if {*one.left, *one.right} <= known.keys()] if extras else []
    return evaluate(form, known, there) if there else ()


def _proved(form: Form | None, reading: Reading) -> tuple[Reading, tuple[Check, ...]]:
    """Every identity evaluated, and the value that they prove against a print set beside it."""
    if form is None:
        return reading, ()
    cells = {cell.code: cell for cell in reading.cells}
    checks = evaluate(form, cells)
    suggested = suggestions(form, cells, checks)
    checks = (*checks, *_optional(form, cells, reading.extras))
    marked = tuple(
        replace(cell, suggested=suggested[cell.code]) if cell.code in suggested else cell for cell in reading.cells
    )
    failing = {check.identity.partition(".")[0] for check in checks if check.lenient is Verdict.FAILS}
    doubts = [
        Doubt(part, f"sums of {part} fail, and only identities say where some of its figures stand")
        for part in sorted(failing & reading.argued)
    ]
    return replace(reading, cells=marked, doubts=(*reading.doubts, *doubts)), checks

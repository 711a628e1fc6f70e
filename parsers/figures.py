"""A report and the sheet that it prints -> the report with its figures, their checks and their status."""

from __future__ import annotations

from dataclasses import replace

from parsers.forms import CODES, Form
from parsers.identities import evaluate
from parsers.model import Report
from parsers.sheets import SheetReading
from parsers.status import sheet_status

NATIONAL = "2014"


def with_figures(report: Report, form: Form, reading: SheetReading) -> Report:
    """The report of a document that prints a sheet.

    The national sheet is form 2014 whatever its year. A provincial one is what the rule in force asked for, and 2014
    where that would have been a form with tables.
    """
    cells = reading.cells()
    printed = [identity for identity in form.identities if cells.keys() >= {*identity.left, *identity.right}]
    checks = evaluate(form, cells, printed)
    status = sheet_status(form, cells, checks, doubtful=bool(reading.doubts))
    return replace(
        report,
        form=NATIONAL if form.code == NATIONAL or report.form in CODES else report.form,
        cells=(),
        unmapped=reading.unmapped,
        checks=checks,
        doubts=reading.doubts,
        status=status,
        part_status=(("figures", status),),
        sheet=form.code,
        figures=reading.figures,
    )

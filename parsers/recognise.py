"""Which form a document prints: decided by its labels, never by its year (late and early adopters exist)."""

from __future__ import annotations

from functools import cache

from parsers.forms import Form, Layout, Part, all_forms
from parsers.labels import LONGEST, key, letters
from parsers.model import Document

COMMON = 5  # so many labels that all forms share show that there is a form, though not which
MOST = 200_000  # characters of running text that are looked through; a report has some 10,000
RUN_TOGETHER = 2  # so many of a table's own labels in plain text show that its cells ran together there
NATIONAL_SHEET = ("统计指标", "制发规范性文件总数", "政府信息公开情况统计表")


def form_of(document: Document) -> Form | None:
    """The form whose own labels the tables print, else the running text; None where neither prints a form."""
    printed_cells = {cell.text for grid in document.grids() for row in grid.rows for cell in row if cell}
    cells = frozenset(key(text) for text in printed_cells if len(text) <= LONGEST)
    text = _running(document)
    for printed in (lambda words: words in cells, lambda words: words in text):
        scores = {form.code: sum(map(printed, _own_labels(form.code))) for form in all_forms()}
        if any(scores.values()):
            return max(all_forms(), key=lambda form: scores[form.code])
    # 三 of form 2019 has no label of its own: what lacks the rows that 2021 added is the older form.
    shared = sum(words in cells for words in _all_labels("2019") if len(words) > 3)
    return all_forms()[-1] if shared >= COMMON else None


def form_code(document: Document, form: Form | None, year: int | None) -> str:
    """The code of a report's form; where no form is printed, that of the rule in force in the year reported on."""
    if form:
        return form.code
    text = _running(document)
    if any(words in text for words in NATIONAL_SHEET) and not (year and year < 2014):
        return "2014"
    if year is None or year < 2014:
        return "narrative"
    return "2014" if year < 2019 else "2019" if year < 2021 else "2021"


def ran_together(document: Document, part: Part) -> bool:
    """Whether the head or the rows of a table stand in running text, so that its figures cannot be told apart.

    Sentences speak of 行政许可 and 行政处罚; of 现行有效件数 and 尚未审结 only tables do.
    """
    text = _running(document)
    labels = part.columns if part.layout is Layout.BANDS else part.rows
    return sum(key(label.zh) in text for label in labels if len(key(label.zh)) > 3) >= RUN_TOGETHER


def _running(document: Document) -> str:
    return letters("".join(document.paragraphs())[:MOST])


@cache
def _all_labels(code: str) -> frozenset[str]:
    form = next(form for form in all_forms() if form.code == code)
    groups = [label for part in form.parts for label in (*part.row_groups, *part.column_groups)]
    labels = [label for part in form.parts for label in (*part.rows, *part.columns)]
    return frozenset(key(words) for label in (*labels, *groups) for words in (label.zh, *label.variants))


@cache
def _own_labels(code: str) -> frozenset[str]:
    """The labels that no other form prints."""
    others = frozenset().union(*(_all_labels(form.code) for form in all_forms() if form.code != code))
    return frozenset(words for words in _all_labels(code) - others if len(words) > 3)

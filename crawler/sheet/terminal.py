"""A sheet in the terminal: its tables as the form prints them, and below each what its signs mean."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from crawler.drawing.phrases import Phrases
from crawler.sheet import words
from crawler.sheet.drawn import STATUS_STYLES, STYLES, drawn
from crawler.sheet.facts import Sheet
from parsers.model import Verdict

EN = Phrases("en")
# Control characters and what turns the direction of writing.
STEERING = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)


def print_sheet(sheet: Sheet, console: Console) -> None:
    """The whole report. The console must be wide enough (100 columns); it breaks no line of a table."""
    for line in _head(sheet):
        _say(console, line)
    for table in sheet.tables:
        console.print()
        for line in drawn(table, console.width):
            _say(console, line, whole=True)
        for note in table.notes:
            _say(console, Text(f"{note.sign} {note.en}", style=STYLES[note.mark]))
    console.print()
    for line in _checks(sheet):
        _say(console, line)
    for line in _provenance(sheet):
        _say(console, line, whole=True)


def _say(console: Console, text: Text, *, whole: bool = False) -> None:
    """Prints a text, a `whole` one in one line; a portal's words must not steer the terminal."""
    text.plain = text.plain.translate(STEERING)
    console.print(text, soft_wrap=whole)


def print_cell(sheet: Sheet, code: str, console: Console) -> None:
    """One cell: what it says, what is printed, where it stands. Raises KeyError where the report has none such."""
    figure = sheet.figure(code)
    _say(console, Text(f"{sheet.organ.name} {sheet.head.year}", style="bold"), whole=True)
    _say(console, Text(f"{code} · {words.cell_name(sheet.head.form, code, Phrases('zh'))}"), whole=True)
    for line in (
        _fact("value", Text(words.value(figure, EN))),
        _fact("printed", Text(words.printed(figure, EN))),
        _fact("state", Text(str(figure.state))),
        _fact("place", Text(words.place(figure, EN))),
        *(
            Text(f"{note.sign} {note.en}", style=STYLES[note.mark])
            for table in sheet.tables
            if figure in table.figures()
            for note in table.notes
            if note.sign in figure.signs
        ),
        *_provenance(sheet),
    ):
        _say(console, line, whole=True)


def _head(sheet: Sheet) -> Iterator[Text]:
    head, where = sheet.head, " ".join(filter(None, (sheet.organ.province, sheet.organ.division)))
    yield Text(f"{sheet.organ.name} {head.year}", style="bold").append(f"  {where}", style="dim")
    if head.title:
        yield Text(head.title)
    yield _fact("status", Text(EN(f"status.{head.status}"), STATUS_STYLES[head.status]), words.explanation(sheet, EN))
    yield _fact("scope", Text(EN(f"scope.{head.scope}")), head.scope_evidence or "")
    yield _fact("form", Text(EN(f"form.{head.form}")))
    for doubt in head.doubts:
        yield Text(f"? {EN('doubts')}: {doubt}", style="bold red")


def _fact(key: str, value: Text, more: str = "") -> Text:
    line = Text.assemble((f"{EN(key):<14} ", "dim"), value)
    return line.append(f" · {more}") if more else line


def _checks(sheet: Sheet) -> Iterator[Text]:
    yield Text(words.tally(sheet, EN))
    for entry in sheet.sums:
        fails = entry.lenient is Verdict.FAILS
        yield Text(f"{'≠' if fails else '·'} {words.sum_in_words(entry, EN)}", style="red" if fails else "yellow")
    for row in sheet.unmapped:
        yield Text(f"{EN('unmapped')}: {row.label}: {' | '.join(row.values)}", style="yellow")


def _provenance(sheet: Sheet) -> Iterator[Text]:
    capture = sheet.capture
    yield _fact("url", Text(capture.url))
    yield _fact("fetched_at", Text(capture.fetched_at))
    yield _fact("sha256", Text(capture.sha256))
    yield _fact("warc", Text(f"{capture.warc_file} {capture.warc_offset}"))
    for witness in sheet.witnesses:
        agrees = EN("witness.agrees") if witness.agrees else EN("witness.differs")
        yield _fact("witnesses", Text(witness.url, style="" if witness.agrees else "red"), agrees)

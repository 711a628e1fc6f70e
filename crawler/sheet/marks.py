"""What must be seen beside the numbers of a table: repairs, suggestions, sums that fail, units, doubt.

A mark colours its cell, a sign points to a note below the table. Both stand wherever a stored number is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.drawing.phrases import LANGUAGES, Phrases
from crawler.sheet.facts import Mend, Sum
from crawler.sheet.model import Figure, Mark, Note
from parsers.forms import Form, Layout, Part
from parsers.model import Status, Verdict

SUGGESTED, FAILING, UNIT, SUSPECT = "†", "≠", "‡", "?"
BLANK = "␣"  # how repairs show a blank cell
UNITS_TO_SAY = ("unstated", "yuan")  # wan_yuan is what the form prints anyway


@dataclass(frozen=True, slots=True)
class Names:
    """A cell's code → its name in words, in each language."""

    zh: Mapping[str, str]
    en: Mapping[str, str]

    def of(self, language: str) -> Mapping[str, str]:
        return {"zh": self.zh, "en": self.en}[language]


def names(part: Part) -> Names:
    """行政复议 · 总计: first what the figures are about, then what is counted."""
    rows, columns = ({label.code: label for label in labels} for labels in (part.rows, part.columns))
    pairs = {slot.code: (rows[slot.row], columns[slot.column]) for slot in part.slots}
    if part.layout is not Layout.BANDS:
        pairs = {code: (column, row) for code, (row, column) in pairs.items()}
    return Names(
        {code: f"{first.zh} · {second.zh}" for code, (first, second) in pairs.items()},
        {code: f"{first.en} · {second.en}" for code, (first, second) in pairs.items()},
    )


def marked(
    form: Form, figures: Mapping[str, Figure], mends: Sequence[Mend], sums: Sequence[Sum], status: Status
) -> dict[str, Figure]:
    """The figures with their marks and signs; `status` is their table's."""
    failing = {(entry.identity, entry.scope) for entry in sums if entry.lenient is Verdict.FAILS}
    identities = [identity for identity in form.identities if (identity.name, identity.scope) in failing]
    whole = {code for identity in identities for code in (*identity.left, *identity.right)}
    left = {code for identity in identities for code in identity.left}  # the sign stands beside the sum alone
    found: dict[str, Figure] = {}
    for code, figure in figures.items():
        own = [mend.sign for mend in mends if code in mend.cells]
        about = {
            Mark.REPAIRED: (bool(own), own),
            Mark.SUGGESTED: (figure.suggested is not None, [SUGGESTED]),
            Mark.FAILING: (code in whole, [FAILING] if code in left else []),
            Mark.UNIT: (figure.unit in UNITS_TO_SAY and bool(figure.raw.strip()), [UNIT]),
            Mark.SUSPECT: (status is Status.SUSPECT and figure.value is not None, [SUSPECT]),
        }
        marks = tuple(mark for mark, (applies, _) in about.items() if applies)
        signs = tuple(sign for applies, signs in about.values() if applies for sign in signs)
        found[code] = replace(figure, marks=marks, signs=signs)
    return found


def notes(part: Part, figures: Mapping[str, Figure], mends: Sequence[Mend]) -> tuple[Note, ...]:
    """What the signs in a table mean, each once."""
    words = names(part)
    found = [_mend_note(mend, words) for mend in mends if set(mend.cells) & figures.keys()]
    for code, figure in figures.items():
        found += [_note(sign, mark, key, code, figure, words) for sign, mark, key in _own(figure)]
    present = {mark for figure in figures.values() for mark in figure.marks}
    for sign, mark in ((FAILING, Mark.FAILING), (SUSPECT, Mark.SUSPECT)):
        if mark in present:
            found.append(Note(sign, mark, *(Phrases(language)(f"note.{mark}") for language in LANGUAGES)))
    return tuple(found)


def _own(figure: Figure) -> Iterator[tuple[str, Mark, str]]:
    if Mark.SUGGESTED in figure.marks:
        yield SUGGESTED, Mark.SUGGESTED, "note.suggested"
    if Mark.UNIT in figure.marks:
        yield UNIT, Mark.UNIT, f"note.{figure.unit}"


def _note(sign: str, mark: Mark, key: str, code: str, figure: Figure, words: Names) -> Note:
    values = {"raw": figure.text, "suggested": figure.suggested, "value": shown_amount(figure)}
    texts = (Phrases(language)(key, cell=words.of(language)[code], **values) for language in LANGUAGES)
    return Note(sign, mark, *texts)


def _mend_note(mend: Mend, words: Names) -> Note:
    texts = []
    for language in LANGUAGES:
        say = Phrases(language)
        changes = _changes(mend, words.of(language), say("blank"))
        texts.append(say("note.repaired", changes=changes, why=mend.why))
    return Note(mend.sign, Mark.REPAIRED, *texts)


def _changes(mend: Mend, words: Mapping[str, str], blank: str) -> str:
    """What a repair changed, cell by cell: `Other · Total blank → 5`."""
    before, after = (_by_cell(text, mend.cells) for text in (mend.before, mend.after))
    if not before.keys() == after.keys() == set(mend.cells) <= words.keys():
        return f"{mend.before} → {mend.after}"  # a repair of another kind, in its own words
    shown = {BLANK: blank}
    return "; ".join(
        f"{words[code]} {shown.get(before[code], before[code])} → {shown.get(after[code], after[code])}"
        for code in mend.cells
    )


def _by_cell(text: str, cells: Sequence[str]) -> dict[str, str]:
    """A repair's list of codes (without their part) and prints, taken apart.

    >>> _by_cell("other.total 1,234, other.upheld ␣", ["disputes.other.total", "disputes.other.upheld"])
    {'disputes.other.total': '1,234', 'disputes.other.upheld': '␣'}
    """
    short = {code.partition(".")[2]: code for code in cells}
    pattern = "|".join(re.escape(code) for code in sorted(short, key=len, reverse=True))
    _, *pieces = re.split(f"(?:^|, )({pattern}) ", text)
    return {short[code]: said for code, said in zip(pieces[::2], pieces[1::2], strict=True)}


def shown_amount(figure: Figure) -> str:
    """The value in words for people: no exponent, no needless zeros."""
    if figure.value is None:
        return ""
    text = format(figure.value, "f") if not isinstance(figure.value, int) else str(figure.value)
    return text.rstrip("0").rstrip(".") if "." in text else text

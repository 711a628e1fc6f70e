"""The text of a Word paragraph as printed: tracked deletions, hidden runs and field codes are not.

Text boxes hang in a run and hold paragraphs and tables of their own; they are handed back beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from parsers.media.package import local
from parsers.media.word_numbering import Numbering
from parsers.media.word_styles import Styles, attribute, centred, child, numbering, switch, value

# Elements that only wrap what is printed.
WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo"}
# What is not printed, or says how to print.
UNSEEN = {"del", "moveFrom", "rPr", "pPr", "sdtPr", "sdtEndPr", "rt", "instrText", "delText", "Fallback"}
# Superscripts and struck figures are set apart, as in HTML: 5 with a footnote 1 is not 51.
RAISED = {"superscript", "subscript"}
MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PRINTED = {"r", "ruby", "rubyBase", "oMath", "oMathPara", "drawing", "pict", "object"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text with line ends where it breaks, whether it stands out, and the text boxes that hang in it.

    `goes_on` says that its end is a tracked deletion: the next paragraph follows on the same line.
    """

    text: str
    prominent: bool
    boxes: tuple[_Element, ...]
    goes_on: bool


class Printer:
    """Prints paragraphs in the order of the file, which numbered lists need."""

    def __init__(self, styles: Styles, numbering_: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering_

    def line(self, paragraph: _Element) -> Line:
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        parts: list[str] = []
        boxes: list[_Element] = []
        self._collect(paragraph, self._styles.hidden(style), parts, boxes)
        text = "".join(parts)
        label = self._label(properties, style) if text.strip() else ""
        own = centred(properties)
        middle = self._styles.centred(style) if own is None else own
        deleted = child(child(properties, "rPr"), "del") is not None
        return Line(label + text, middle or self._styles.heading(style), tuple(boxes), deleted)

    def _label(self, properties: _Element | None, style: str | None) -> str:
        found = numbering(properties) or self._styles.numbering(style)
        return self._numbering.next(*found) if found else ""

    def _collect(self, element: _Element, hidden: bool, parts: list[str], boxes: list[_Element]) -> None:
        for part in element:
            name = local(part)
            if name in UNSEEN:
                continue
            if name == "txbxContent":
                boxes += [] if hidden else [part]
            elif name == "r":
                self._run(part, hidden, parts, boxes)
            elif name == "t" and not hidden:
                parts.append(part.text or "")
            elif name in MARKS and not hidden:
                parts.append(MARKS[name])
            elif name == "sym" and not hidden:
                parts.append(_symbol(part))
            elif name == "AlternateContent":
                self._collect(chosen(part), hidden, parts, boxes)
            elif name in WRAPPERS or name in PRINTED or _holds_box(part):
                self._collect(part, hidden, parts, boxes)

    def _run(self, run: _Element, hidden: bool, parts: list[str], boxes: list[_Element]) -> None:
        properties = child(run, "rPr")
        own = switch(child(properties, "vanish"))
        if own is None:
            own = hidden or self._styles.hidden(value(child(properties, "rStyle")))
        apart = _apart(properties)
        parts += ["\n"] if apart else []
        self._collect(run, own, parts, boxes)
        parts += ["\n"] if apart else []


def flow(parent: _Element) -> Iterator[_Element]:
    """The paragraphs, tables, rows or cells in an element, out of whatever wraps them; tracked deletions are left out.

    A wrapper may stand at any level: around paragraphs, tables, rows and cells.
    """
    for element in parent:
        name = local(element)
        if name in WRAPPERS:
            yield from flow(element)
        elif name == "AlternateContent":
            yield from flow(chosen(element))
        elif name in ("p", "tbl", "tr", "tc"):
            yield element


def chosen(alternatives: _Element) -> _Element:
    """Of alternatives that print the same the first; empty where there is none."""
    found: Sequence[_Element] = [part for part in alternatives if local(part) in ("Choice", "Fallback")]
    return next((part for part in found if local(part) == "Choice"), found[0] if found else alternatives)


def _apart(properties: _Element | None) -> bool:
    struck = switch(child(properties, "strike")) or switch(child(properties, "dstrike"))
    return bool(struck) or value(child(properties, "vertAlign")) in RAISED


def _symbol(element: _Element) -> str:
    """A character of a symbol font; it has no meaning outside of that font, so it never becomes a digit."""
    code = attribute(element, "char") or ""
    try:
        return chr(int(code, 16)) if len(code) == 4 else "\ufffd"
    except ValueError:
        return "\ufffd"


def _holds_box(element: _Element) -> bool:
    """Shapes and groups of them nest in many kinds of elements; what matters is whether text hangs in one."""
    return next(element.iterdescendants("{*}txbxContent"), None) is not None

"""What the styles of a Word file say that a reader must know: what is hidden, centred, a heading, numbered.

Toggles and inheritance as in ECMA-376 part 1, 17.7; a style that is its own ancestor inherits nothing more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from parsers.media.package import local

OFF = {"0", "false", "off", "none"}
DEEPEST = 12  # styles based on styles; Word itself stops at about as many


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written, without what it inherits; None where it says nothing."""

    name: str
    based_on: str | None
    hidden: bool | None
    centred: bool | None
    heading: bool
    numbering: tuple[str, str] | None  # numId and level


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a file by their id."""

    by_id: dict[str, Style] = field(default_factory=dict)

    def hidden(self, style: str | None) -> bool:
        return next((found.hidden for found in self._chain(style) if found.hidden is not None), False)

    def centred(self, style: str | None) -> bool:
        return next((found.centred for found in self._chain(style) if found.centred is not None), False)

    def heading(self, style: str | None) -> bool:
        return any(found.heading for found in self._chain(style))

    def numbering(self, style: str | None) -> tuple[str, str] | None:
        return next((found.numbering for found in self._chain(style) if found.numbering is not None), None)

    def _chain(self, style: str | None) -> Iterator[Style]:
        for _ in range(DEEPEST):
            if style is None or style not in self.by_id:
                return
            yield self.by_id[style]
            style = self.by_id[style].based_on


def styles_of(root: _Element | None) -> Styles:
    """The styles in `word/styles.xml`."""
    if root is None:
        return Styles()
    found = {attribute(style, "styleId") or "": _style(style) for style in root if local(style) == "style"}
    return Styles(found)


def _style(element: _Element) -> Style:
    name = value(child(element, "name")) or ""
    paragraph = child(element, "pPr")
    outline = value(child(paragraph, "outlineLvl"))
    return Style(
        name=name,
        based_on=value(child(element, "basedOn")),
        hidden=switch(child(child(element, "rPr"), "vanish")),
        centred=centred(paragraph),
        heading=name.lower().startswith(("heading", "title", "标题")) or (outline is not None and outline != "9"),
        numbering=numbering(paragraph),
    )


def centred(properties: _Element | None) -> bool | None:
    """Whether paragraph properties centre; None where they do not say."""
    alignment = value(child(properties, "jc"))
    return None if alignment is None else alignment == "center"


def numbering(properties: _Element | None) -> tuple[str, str] | None:
    """The list (numId) and level that paragraph properties name; list 0 is none, and said to be so."""
    element = child(properties, "numPr")
    if element is None:
        return None
    number = value(child(element, "numId"))
    return (number, value(child(element, "ilvl")) or "0") if number else None


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that local name."""
    if element is not None:
        for found in element:
            if local(found) == name:
                return found
    return None


def attribute(element: _Element, name: str) -> str | None:
    """An attribute by its local name: the transitional and the strict schema differ in the namespace only."""
    return next((str(text) for key, text in element.items() if str(key).rpartition("}")[2] == name), None)


def value(element: _Element | None) -> str | None:
    return attribute(element, "val") if element is not None else None


def switch(element: _Element | None) -> bool | None:
    """A toggle: on where it stands without a value, None where it does not stand."""
    return None if element is None else (value(element) or "on") not in OFF

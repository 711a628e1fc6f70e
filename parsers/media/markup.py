"""What of an element is shown, and how its text is printed."""

from __future__ import annotations

import re

from lxml.etree import _Element

UNSEEN = {"script", "style", "template", "noscript", "head", "option", "textarea", "object", "svg", "rt", "rp"}
BREAKS = {
    *("address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p"),
    *("pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
# In a cell these set figures apart that would else run together: 5<sup>1</sup> is not 51, <s>5</s>6 not 56.
APART = BREAKS | {"sup", "sub", "s", "del", "strike"}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")  # in lower case
SPACES = re.compile(r"[ \t\f\v]*\n\s*")
DEEPEST = 60  # cells do not nest so deep; below it every text stands on a line of its own


def hidden(element: _Element) -> bool:
    """Whether markup says that the element is not shown."""
    if element.tag in UNSEEN or element.get("hidden") is not None:
        return True
    style = (element.get("style") or "").lower()
    return ("display" in style or "visibility" in style) and HIDDEN.search(style) is not None


def one_line(text: str | None) -> str:
    """Line ends in markup are spaces in print."""
    return text.replace("\n", " ").replace("\r", " ") if text else ""


def printed(element: _Element) -> str:
    """The text of a cell as printed, one line a block, so that figures of two lines never run together."""
    if not len(element):
        return one_line(element.text).strip()
    parts: list[str] = []
    _collect(element, parts, 0)
    text = "".join(parts)
    return (SPACES.sub("\n", text) if "\n" in text else text).strip()


def _collect(element: _Element, parts: list[str], depth: int) -> None:
    parts.append(one_line(element.text))
    for child in element:
        apart = child.tag in APART
        if apart:
            parts.append("\n")
        if depth > DEEPEST:
            parts.append("\n".join(child.itertext()))
        elif not hidden(child):
            _collect(child, parts, depth + 1)
        if apart:
            parts.append("\n")
        parts.append(one_line(child.tail))

"""What calamine does not say about an XLSX sheet, from its markup: what is hidden, errors, formulas never computed.

calamine lays a sheet out as one rectangle in memory, so how large that would be is found out here first.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from parsers.media.package import Package, Unreadable, local, out_of_memory
from parsers.media.sheet_places import LAST_COLUMN, LAST_ROW, Place, place_of
from parsers.media.word_styles import attribute, child

MAX_XML = 24 * 1024 * 1024
MAX_CELLS = 300_000
MAX_PLACES = 2_000_000  # rows x columns of the rectangle; calamine takes some 32 bytes for each
MAX_TEXT = 128 * 1024 * 1024  # cells x longest shared string: calamine copies the string into every cell


@dataclass(slots=True)
class Facts:
    """One sheet: rows and columns that are hidden, and what stands in cells that calamine gives as empty."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    texts: dict[Place, str] = field(default_factory=dict)
    rows: int = 0  # to the last cell
    columns: int = 0
    cells: int = 0


def facts_of(package: Package) -> list[Facts]:
    """The facts of every sheet, in the workbook's order. Raises Unreadable: `corrupt`, `encrypted`, `too_large`."""
    parts = {name: package.part(name) for name in package.names() if name.endswith((".xml", ".rels"))}
    workbook = package.xml("xl/workbook.xml", MAX_XML)
    if workbook is None:
        raise Unreadable("corrupt", "the workbook is not there")
    targets = _targets(package)
    found = []
    for sheet in workbook.iter("{*}sheet"):
        data = parts.get(targets.get(attribute(sheet, "id") or "", ""))
        if data is None:
            raise Unreadable("corrupt", f"sheet {attribute(sheet, 'name')} is not in the package")
        found.append(_scan(data, attribute(sheet, "name") or ""))
    longest = max(map(len, (parts.get("xl/sharedStrings.xml") or b"").split(b"</si>")), default=0)
    if sum(facts.cells for facts in found) * longest > MAX_TEXT:
        raise Unreadable("too_large", "the workbook repeats a long text in too many cells")
    return found


def _targets(package: Package) -> dict[str, str]:
    """The part that each relation of the workbook names."""
    root = package.xml("xl/_rels/workbook.xml.rels", MAX_XML)
    relations = root.iter("{*}Relationship") if root is not None else ()
    pairs = ((attribute(relation, "Id") or "", attribute(relation, "Target") or "") for relation in relations)
    return {key: posixpath.normpath(posixpath.join("/xl", target)).lstrip("/") for key, target in pairs}


def _scan(data: bytes, name: str) -> Facts:
    if len(data) > MAX_XML:
        raise Unreadable("too_large", f"sheet {name} has {len(data):,} bytes; at most {MAX_XML:,} are read")
    facts = Facts()
    tags = ("{*}row", "{*}c", "{*}col")
    walk = etree.iterparse(io.BytesIO(data), ("end",), tag=tags, resolve_entities=False, no_network=True)
    try:
        _walk(walk, facts, name)
    except etree.XMLSyntaxError as error:
        if out_of_memory(error):
            raise MemoryError from None
        raise Unreadable("corrupt", f"sheet {name} is no XML: {error.msg}"[:200]) from None
    if walk.root is not None and walk.root.getroottree().docinfo.doctype:
        raise Unreadable("corrupt", f"sheet {name} declares a document type, which no package may")
    return facts


def _walk(walk: Iterable[tuple[str, etree._Element]], facts: Facts, name: str) -> None:
    row, column, rows = -1, -1, 0
    inside: etree._Element | None = None  # the row that the cell before stood in
    for _, element in walk:
        kind = local(element)
        parent = element if kind == "row" else element.getparent()
        if kind != "col" and parent is not inside:
            row, column, rows, inside = _row(parent, row + 1), -1, rows + 1, parent
        if kind == "row":
            facts.hidden_rows |= {row} if element.get("hidden") in ("1", "true") else set()
            inside = None
        elif kind == "c":
            row, column = place_of(element.get("r"), row, column + 1)
            _cell(element, (row, column), facts, name)
        else:
            facts.hidden_columns |= _hidden_columns(element)
        _forget(element)
        if rows > MAX_CELLS or facts.cells > MAX_CELLS:
            raise Unreadable("too_large", f"sheet {name} has more than {MAX_CELLS:,} rows or cells")


def _forget(element: etree._Element) -> None:
    """Frees what has been looked at, so that memory does not grow with the sheet."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _cell(element: etree._Element, place: Place, facts: Facts, name: str) -> None:
    facts.cells += 1
    facts.rows, facts.columns = max(facts.rows, place[0] + 1), max(facts.columns, place[1] + 1)
    if facts.rows * facts.columns > MAX_PLACES:
        raise Unreadable("too_large", f"sheet {name} is {facts.rows:,} rows high and {facts.columns:,} columns wide")
    value = child(element, "v")
    printed = (value.text or "") if value is not None else ""
    formula = child(element, "f")
    if element.get("t") == "e":
        facts.texts[place] = printed or "#ERROR"
    elif formula is not None and not printed and element.get("t") != "str":
        facts.texts[place] = f"={formula.text or ''}"


def _row(element: etree._Element | None, next_: int) -> int:
    text = (element.get("r") if element is not None else None) or ""
    return min(int(text), LAST_ROW) - 1 if text.isascii() and text.isdigit() and len(text) < 9 else next_


def _hidden_columns(element: etree._Element) -> set[int]:
    first, last = element.get("min") or "", element.get("max") or ""
    hidden = element.get("hidden") in ("1", "true")
    if not (hidden and first.isdigit() and last.isdigit() and len(first) < 6 and len(last) < 6):
        return set()
    return set(range(int(first) - 1, min(int(last), LAST_COLUMN)))

"""Bytes -> text, once for all readers, so that tables and prose never disagree about a character."""

from __future__ import annotations

import codecs
import re

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
META = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""", re.I)
HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,20})""", re.I)
# Pages that say GB2312 or GBK use characters of GB18030 (names of places and persons); it contains both.
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030"}
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # nothing prints them, and a NUL would end a parse


def decode(data: bytes, content_type: str | None = None) -> str:
    """The text of a page or file. A BOM wins, then what is valid UTF-8, then what was declared, then GB18030.

    Valid UTF-8 is never another charset by chance, so it goes before declarations, which are often wrong.

    >>> decode("规章".encode("gbk"), "text/html; charset=GB2312")
    '规章'
    >>> decode("规章".encode(), "text/html; charset=ISO-8859-1")
    '规章'
    """
    return CONTROLS.sub("", _decode(data, content_type))


def _decode(data: bytes, content_type: str | None) -> str:
    for bom, charset in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(charset, "replace")
    text = data.decode("utf-8", "replace")
    if _is_utf8(text):
        return text
    for charset in (*_declared(data, content_type), "gb18030"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return min(text, data.decode("gb18030", "replace"), key=lambda decoded: decoded.count("�"))


def _is_utf8(text: str) -> bool:
    """Whether bytes were UTF-8 but for a few broken ones: of another charset hardly a character survives."""
    broken = text.count("�")
    return not broken or 4 * broken < sum(char > "\x7f" for char in text)


def _declared(data: bytes, content_type: str | None) -> list[str]:
    names = [match.group(1) for match in [HEADER.search(content_type or "")] if match]
    names += [match.group(1).decode("ascii", "replace") for match in [META.search(data, 0, 4096)] if match]
    known = []
    for name in names:
        try:
            known.append(codecs.lookup(ALIASES.get(name.lower(), name)).name)
        except LookupError:
            continue  # a charset nobody knows says nothing
    return [name for name in known if not name.startswith(("iso8859", "cp1252", "ascii", "utf-16", "utf-32"))]

"""Medium -> reader: the one table of them. A reader is imported when the first document of its medium is met, for some
take longer to import than a page to read.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from parsers.media.html import read_html
from parsers.media.package import Unreadable
from parsers.media.text import read_text
from parsers.model import Document, Refusal, Source

Reader = Callable[[Source], Document | Refusal]
LATER = {  # medium, as sniff names it: module and function
    "pdf": ("parsers.media.pdf", "read_pdf"),
    "markdown": ("parsers.media.markdown", "read_markdown"),
    "docx": ("parsers.media.word", "read_word"),
    "xlsx": ("parsers.media.sheet", "read_xlsx"),
    "xls": ("parsers.media.sheet", "read_xls"),
}


def read_medium(kind: str, source: Source, *, prose: bool) -> Document | Refusal:
    """The document in a source of this medium. `prose` concerns pages only, whose article stands among menus."""
    if kind == "html":
        return read_html(source, prose=prose)
    if kind == "text":
        return read_text(source)
    module, name = LATER[kind]
    reader: Reader = getattr(import_module(module), name)
    try:
        return reader(source)
    except Unreadable as error:
        return error.refusal

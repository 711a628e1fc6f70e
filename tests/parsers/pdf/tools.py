"""What tests of the PDF reader ask of a reading."""

from __future__ import annotations

from parsers.media.pdf import read_pdf
from parsers.model import Document, Report, Source
from tests.parsers.reading import wrong
from tests.parsers.render import Figures

UNSTATED = "disclosure.procurement.amount"  # form 2019 prints no unit, so that a bare amount has no value


def document(data: bytes) -> Document:
    """The document that bytes must give."""
    found = read_pdf(Source(data))
    assert isinstance(found, Document), found
    return found


def exact(found: Report, gold: Figures) -> bool:
    """Whether every cell says what was printed."""
    return not wrong(found, gold).keys() - {UNSTATED}

"""Bytes -> an open PDF, or why there is none: broken, locked, too large, or packed to burst."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.media.package import Unreadable
from parsers.media.pdf_bombs import no_bomb

MOST_PAGES = 300  # the longest reports known have some 60
# Producers whose characters pdfium gives as pdfminer does; each is tested in tests/parsers/pdf and benchmarks/pdf.py.
QUICK = re.compile(r"WPS|Kingsoft|LibreOffice|OpenOffice", re.I)


def opened(data: bytes) -> pdfium.PdfDocument:
    """The PDF, opened with the empty password; the caller closes it. Raises Unreadable."""
    no_bomb(data)
    try:
        pdf = pdfium.PdfDocument(data, password="")
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Unreadable(
                "encrypted", "the PDF opens with a password only; ask its publisher for an open one"
            ) from None
        raise Unreadable("corrupt", "the PDF is broken: no reader can open it") from None
    pages = len(pdf)
    if 0 < pages <= MOST_PAGES:
        return pdf
    pdf.close()
    if pages:
        raise Unreadable("too_large", f"the PDF has {pages:,} pages; no report has more than {MOST_PAGES}")
    raise Unreadable("corrupt", "the PDF holds no page that can be read")


def quick(pdf: pdfium.PdfDocument) -> bool:
    """Whether the program that made the file is one whose files the quick way reads as the plain one does."""
    return bool(QUICK.search(f"{pdf.get_metadata_value('Producer')} {pdf.get_metadata_value('Creator')}"))

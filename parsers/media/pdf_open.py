"""Bytes -> an open PDF, or why there is none: broken, locked, too large, or packed to burst."""

from __future__ import annotations

import re
import zlib

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.media.package import Unreadable

MOST_PAGES = 300  # the longest reports known have some 60
MOST_INFLATED = 192 * 1024 * 1024  # bytes that all packed streams may hold together; a report's hold 1 to 20 MB
STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda])")  # a zlib stream begins
CHUNK = 1 << 20
# Producers whose characters pdfium gives as pdfminer does; each is tested in tests/parsers/pdf and benchmarks/pdf.py.
QUICK = re.compile(r"WPS|Kingsoft|LibreOffice|OpenOffice", re.I)


def opened(data: bytes) -> pdfium.PdfDocument:
    """The PDF, opened with the empty password; the caller closes it. Raises Unreadable."""
    _no_bomb(data)
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


def _no_bomb(data: bytes) -> None:
    """Raises Unreadable where packed streams would fill the memory; inflates them piece by piece and keeps nothing."""
    total = 0
    for match in STREAM.finditer(data):
        stream = zlib.decompressobj()
        at = match.end()
        rest = data[at : at + CHUNK]
        try:
            while rest and not stream.eof:
                total += len(stream.decompress(rest, CHUNK))
                if total > MOST_INFLATED:
                    raise Unreadable("too_large", "the PDF's streams unpack to more than any report holds")
                if stream.unconsumed_tail:
                    rest = stream.unconsumed_tail
                else:
                    at += len(rest)
                    rest = data[at : at + CHUNK]
        except zlib.error:
            continue  # pdfium judges a broken stream

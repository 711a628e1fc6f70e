"""Small files that would fill the memory or never end: found in their bytes, before any reader unpacks them.

pdfium unpacks a page's streams and follows its forms when it loads the page, and cannot be stopped there.
"""

from __future__ import annotations

import re
import zlib

from parsers.media.package import Unreadable

MOST_INFLATED = (
    192 * 1024 * 1024
)  # bytes that packed streams may hold together, without pictures; a report's hold 20 MB
MOST_PACKED = 1032  # times that deflate can make a stream smaller (RFC 1951)
CHUNK = 1 << 20
STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda])")  # a zlib stream begins
DICTIONARY = 800  # bytes before a stream that hold what is said of it
TWICE = re.compile(rb"/(?:Flate|LZW|RunLength)Decode[^>]{0,40}?/(?:Flate|LZW|RunLength)Decode")
DRAWS = re.compile(rb"/[^\s/]+\s+Do\b")
MOST_BRANCHES = 20  # forms that draw two others each: so many in a chain are a million drawings


def no_bomb(data: bytes) -> None:
    """Raises Unreadable where packed streams hold too much or forms draw each other without end."""
    if len(data) * MOST_PACKED < MOST_INFLATED and data.count(b"/Form") <= MOST_BRANCHES and not TWICE.search(data):
        return
    total = branches = 0
    for match in STREAM.finditer(data):
        said = data[max(0, match.start() - DICTIONARY) : match.start()].rpartition(b" obj")[2]
        if b"/Image" in said:
            continue  # pictures are unpacked by who draws them, and nobody does here
        if TWICE.search(said):
            raise Unreadable("corrupt", "a stream of the PDF is packed twice over; no program that prints does that")
        draws, size = _unpacked(data, match.end(), MOST_INFLATED - total, form=b"/Form" in said)
        total += size
        branches += draws > 1
        if total >= MOST_INFLATED:
            raise Unreadable("too_large", "the PDF's streams unpack to more than any report holds")
        if branches > MOST_BRANCHES:
            raise Unreadable("too_large", "forms of the PDF draw each other more often than any report does")


def _unpacked(data: bytes, begin: int, most: int, *, form: bool) -> tuple[int, int]:
    """How often a form draws another one, and how many bytes the stream holds. Keeps nothing of it."""
    stream = zlib.decompressobj()
    rest, at, size, draws = data[begin : begin + CHUNK], begin, 0, 0
    try:
        while rest and not stream.eof and size < most:
            piece = stream.decompress(rest, CHUNK)
            size += len(piece)
            draws += len(DRAWS.findall(piece)) if form else 0
            at += len(rest) if not stream.unconsumed_tail else 0
            rest = stream.unconsumed_tail or data[at : at + CHUNK]
    except zlib.error:
        pass  # pdfium judges a broken stream
    return draws, size

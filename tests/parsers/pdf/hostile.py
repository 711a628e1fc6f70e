"""PDF files that no report is: each should be refused in little time and little memory, whatever it holds."""

from __future__ import annotations

import zlib

from tests.parsers.pdf.byhand import assembled

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(data, 6)
    return b"<< /Filter /FlateDecode%s /Length %d >>\nstream\n%s\nendstream" % (extra, len(packed), packed)


def pages(count: int) -> bytes:
    """So many pages, all empty."""
    kids = b" ".join(b"%d 0 R" % (3 + at) for at in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return assembled([CATALOG, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids), *[page] * count])


def one_page(
    content: bytes, *, box: bytes = b"0 0 595 842", resources: bytes = b"<< >>", more: tuple[bytes, ...] = ()
) -> bytes:
    """One page with this content."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Resources %s /Contents 4 0 R >>" % (box, resources)
    return assembled([CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, _stream(content), *more])


def cyclic_pages() -> bytes:
    """A page tree whose only kid is itself."""
    return assembled([CATALOG, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"])


def cyclic_forms() -> bytes:
    """A form that draws itself."""
    form = _stream(b"/X Do", b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>")
    return one_page(b"/X Do", resources=b"<< /XObject << /X 5 0 R >> >>", more=(form,))


def doubling_forms(depth: int = 40) -> bytes:
    """Forms that draw the next one twice: 2^40 drawings in a few hundred bytes."""
    forms = []
    for at in range(depth):
        inner = b" /Resources << /XObject << /X %d 0 R >> >>" % (6 + at) if at < depth - 1 else b""
        forms.append(_stream(b"/X Do /X Do", b" /Type /XObject /Subtype /Form /BBox [0 0 9 9]" + inner))
    return one_page(b"/X Do", resources=b"<< /XObject << /X 5 0 R >> >>", more=tuple(forms))


def objects(count: int) -> bytes:
    """A million of small objects in the file, and as many references to them."""
    filler = [b"[%d 0 R]" % (at + 2) for at in range(count)]
    return one_page(b"", more=tuple(filler))


def drawn(count: int) -> bytes:
    """A page of so many rectangles."""
    return one_page(b"\n".join(b"%d %d 5 5 re f" % (at % 590, at // 590 % 840) for at in range(count)))


def lattice(count: int) -> bytes:
    """A page ruled by so many lines each way, as far apart as rows may be."""
    lines = [b"%.2f 0 m %.2f 5000 l S" % (6.0 * at, 6.0 * at) for at in range(count)]
    lines += [b"0 %.2f m 5000 %.2f l S" % (6.0 * at, 6.0 * at) for at in range(count)]
    lines.append(b"BT /F 9 Tf 1 0 0 1 90 700 Tm (some words) Tj ET")
    return one_page(b"\n".join(lines), box=b"0 0 5000 5000", resources=b"<< /Font << /F 5 0 R >> >>", more=(HELVETICA,))


def inflating(size: int) -> bytes:
    """A page whose content unpacks to so many bytes."""
    return one_page(b" " * size)


def nested(depth: int) -> bytes:
    """Arrays within arrays."""
    return one_page(b"", more=(b"[" * depth + b"]" * depth,))


def _picture() -> bytes:
    return _stream(
        bytes([200] * 100),
        b" /Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )


def scan() -> bytes:
    """A page that is a picture."""
    return one_page(b"q 595 0 0 842 0 0 cm /P Do Q", resources=b"<< /XObject << /P 5 0 R >> >>", more=(_picture(),))


def read_scan() -> bytes:
    """A page that is a picture under text that is not seen, as readers of scans leave it."""
    text = b"BT /F 9 Tf 3 Tr 1 0 0 1 90 700 Tm (" + b"1234567890 " * 9 + b") Tj ET"
    resources = b"<< /XObject << /P 5 0 R >> /Font << /F 6 0 R >> >>"
    return one_page(b"q 595 0 0 842 0 0 cm /P Do Q " + text, resources=resources, more=(_picture(), HELVETICA))

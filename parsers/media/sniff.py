"""What bytes are, judged by the bytes alone; names and Content-Type are claims."""

from __future__ import annotations

import re

from parsers.media.containers import OLE, ZIP, kind_of_ole, kind_of_zip
from parsers.media.markdown import has_pipe_table
from parsers.model import Refusal

MAGIC = (
    (b"PK\x05\x06", "ZIP file"),
    (b"Rar!\x1a\x07", "RAR file"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip file"),
    (b"\x1f\x8b", "gzip file"),
    (b"\x89PNG\r\n\x1a\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"RIFF", "RIFF file"),
    (b"II*\x00", "TIFF picture"),
    (b"MM\x00*", "TIFF picture"),
    (b"{\\rtf", "RTF file"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|meta|title|table|tbody|tr|td|div|p|span|h[1-6]|br|ul|a)\b", re.I)
STRUCTURE = re.compile(rb"<(?:!doctype|html|head|body|table|tr|div)\b", re.I)
PDF = re.compile(rb"%PDF-[12]\.\d")
PDF_WITHIN = 1024  # readers look for the header as far as this (ISO 32000-1, Annex H.3.4.1)
WINDOW = 65_536
CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27))


def sniff(data: bytes) -> str | Refusal:
    """`html`, `text`, `markdown`, `pdf`, `docx`, `xlsx`, `xls`, or why the bytes cannot be read.

    >>> sniff(b"<p>x</p>"), sniff(b"plain")
    ('html', 'text')
    >>> sniff(b"%PDF-1.7 ..."), sniff(b"Rar!\\x1a\\x07 ...").code, sniff(b"  ").code
    ('pdf', 'unsupported_type', 'empty')
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return Refusal("empty", "the file holds nothing")
    head = data[:WINDOW]
    if PDF.search(head[:PDF_WITHIN]):
        return "pdf"
    if data.startswith(ZIP):
        return kind_of_zip(data)
    if data.startswith(OLE):
        return kind_of_ole(data)
    for magic, name in MAGIC:
        if head.lstrip(b"\r\n\t \xef\xbb\xbf").startswith(magic):
            return Refusal("unsupported_type", f"this is a {name}, which is not read so far")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    elif _binary(head):
        return Refusal("corrupt", "the bytes are no text in any charset that is read (binary data)")
    if not STRUCTURE.search(head) and has_pipe_table(head.decode("latin-1").replace("\r", "")):
        return "markdown"  # it may hold <br> and the like, and is no page for that
    return "html" if MARKUP.search(head) else "text"


def _binary(head: bytes) -> bool:
    """Text has next to no control bytes; one in a hundred allows for what broken exports leave behind."""
    return len(head) - len(head.translate(None, CONTROLS)) > len(head) / 100

"""What a ZIP file or an OLE container holds, by the names in its directory."""

from __future__ import annotations

from parsers.media.package import CHUNK, Package, Unreadable
from parsers.model import Refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# What the first bytes of a damaged ZIP must show to be called a damaged office file.
OFFICE = (b"[Content_Types].xml", b"_rels/", b"word/", b"xl/", b"docProps/")


def kind_of_zip(data: bytes) -> str | Refusal:
    """`docx` or `xlsx` by the parts that the package holds, else why it is not read."""
    try:
        names = set(Package(data).names())
    except Unreadable as error:
        known = error.refusal.code != "corrupt" or any(mark in data[:CHUNK] for mark in OFFICE)
        return error.refusal if known else Refusal("unsupported_type", f"this is a ZIP file, and {error}")
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        return Refusal("unsupported_type", "this is an OFD file; OFD is not read so far")
    return Refusal("unsupported_type", "this is a ZIP file, and neither DOCX nor XLSX")


def kind_of_ole(data: bytes) -> str | Refusal:
    """`xls` by the streams that the container holds, else why it is not read."""
    if _holds(data, "EncryptedPackage"):
        return Refusal("encrypted", "the file is encrypted: without its password nothing can be read")
    if _holds(data, "Workbook") or _holds(data, "Book"):
        return "xls"
    if _holds(data, "WordDocument"):
        return Refusal("unsupported_type", "this is a DOC or WPS file, which is not read so far")
    if _cut_off(data):
        return Refusal("corrupt", "this is an OLE file (XLS, DOC, WPS or another), and it is cut off")
    return Refusal("unsupported_type", "this is an OLE file, and no spreadsheet")


def _cut_off(data: bytes) -> bool:
    """Whether the file ends before its directory begins; its header says where that is (MS-CFB 2.2)."""
    size, first = 1 << min(int.from_bytes(data[30:32], "little"), 16), int.from_bytes(data[48:52], "little")
    return (first + 1) * size >= len(data)


def _holds(data: bytes, stream: str) -> bool:
    """Whether the directory names a stream. An entry has 128 bytes and begins with its name, in UTF-16, 64 bytes long.

    https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb
    """
    name = stream.encode("utf-16-le").ljust(64, b"\0") + (2 * len(stream) + 2).to_bytes(2, "little")
    at = data.find(name)
    while at != -1 and at % 128:
        at = data.find(name, at + 1)
    return at != -1

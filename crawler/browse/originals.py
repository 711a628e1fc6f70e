"""Kept bytes, served so that nothing in them can act: /original/CAPTURE.

The sandbox of the Content-Security-Policy gives a page an origin of its own and no scripts, forms or windows; nothing
is loaded from elsewhere. What is neither HTML nor plain text by content is only ever a download.
"""

from __future__ import annotations

import asyncio
import codecs
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from sqlite3 import Connection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from datasette.utils.asgi import Request, Response

from crawler.browse import pages
from crawler.warc import Torn, read_record
from parsers.media.sniff import sniff

if TYPE_CHECKING:  # Datasette loads the plugin while it is itself being imported
    from datasette.app import Datasette

POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
INLINE = {"html": "text/html", "text": "text/plain"}
SUFFIXES = frozenset(
    [
        ".pdf",
        ".doc",
        ".docx",
        ".xls",
        ".xlsx",
        ".wps",
        ".et",
        ".ofd",
        ".zip",
        ".rar",
        ".7z",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".tif",
    ]
)
PLACE = """SELECT c.url, c.content_type, p.warc_file, p.warc_offset
FROM captures c JOIN captures p ON p.capture_id = coalesce(c.payload_capture_id, c.capture_id)
WHERE c.capture_id = ?"""
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,20})", re.I)


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a capture's payload is kept, and what was said about it."""

    url: str
    content_type: str | None
    warc_file: str
    warc_offset: int


async def original(datasette: Datasette, request: Request) -> Response:
    """A capture's decoded entity body, as kept; 404 where there is none."""
    archive = pages.archive_of(datasette)
    capture_id = int(request.url_vars["capture_id"])

    def query(db: Connection) -> Kept | None:
        row = db.execute(PLACE, [capture_id]).fetchone()
        return None if row is None else Kept(*row)

    kept = await datasette.get_database(archive.database).execute_fn(query)
    if kept is None:
        return await pages.missing(datasette, request, "capture", capture_id=capture_id)
    try:
        body = await asyncio.to_thread(_body, archive.warc_folder, kept)
    except (OSError, Torn, ValueError):
        return await pages.missing(datasette, request, "warc", file=kept.warc_file)
    if body is None:
        return await pages.missing(datasette, request, "payload")
    return _response(body, kept, capture_id)


def is_inline(media_type: str | None) -> bool:
    """Whether a document of this type, which was judged by content, is shown and not downloaded."""
    return media_type in INLINE.values()


def _body(folder: Path, kept: Kept) -> bytes | None:
    """The bytes; None where they would be too large after decoding. Raises OSError, Torn, ValueError."""
    if PurePosixPath(kept.warc_file).name != kept.warc_file:
        raise ValueError(f"{kept.warc_file} is no name of a file")
    return read_record(folder, kept.warc_file, kept.warc_offset).decoded


def _response(body: bytes, kept: Kept, capture_id: int) -> Response:
    kind = sniff(body)
    headers = {"content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
    if isinstance(kind, str) and kind in INLINE:
        charset = charset_of(body, kept.content_type)
        media_type = f"{INLINE[kind]}; charset={charset}" if charset else INLINE[kind]
        return Response(body, headers=headers, content_type=media_type)
    suffix = PurePosixPath(urlsplit(kept.url).path).suffix.lower()
    name = f"capture-{capture_id}{suffix if suffix in SUFFIXES else '.bin'}"  # never a name that a portal gave
    headers["content-disposition"] = f'attachment; filename="{name}"'
    return Response(body, headers=headers, content_type="application/octet-stream")


def charset_of(body: bytes, content_type: str | None) -> str | None:
    """The charset to name; None leaves it to what the page itself declares. Judged as parsers.media.decode does.

    >>> charset_of("规章".encode(), "text/html; charset=gbk"), charset_of("规章".encode("gbk"), "text/plain")
    ('utf-8', 'gb18030')
    >>> charset_of(b"<meta charset=big5>" + "規".encode("big5"), "text/html") is None
    True
    """
    try:
        body.decode()
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    said = CHARSET.search(content_type or "")
    if said and _known(said.group(1)):
        return said.group(1)
    return (
        None
        if b"charset" in body[:4096].lower() or body[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        else "gb18030"
    )


def _known(name: str) -> bool:
    """Whether a declared charset may be believed; the Latin ones are servers' defaults and mean nothing here."""
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return False
    return not found.startswith(("iso8859", "cp1252", "ascii"))

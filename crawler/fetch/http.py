"""HTTP/1.1 over one connection, keeping every byte of the answer as far as it came.

Neither Scrapy's download handlers nor aiohttp hand over the header as received, or keep what came of a body before the
time was up; an archive needs both. Lenient as browsers are (RFC 9112 says where): portals run on old software.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field

from crawler.keeping.wire import Head, parse_head

LARGEST_HEAD = 256 * 1024
PIECE = 64 * 1024


class BadAnswer(Exception):
    """What came is no HTTP, or ended within the header. Raised by `ask`."""


class NoAnswer(BadAnswer):
    """The connection was closed before the first byte: on a kept connection, only that the server had tired of it."""


@dataclass(slots=True)
class Answer:
    """Filled as bytes come in, so that what came is there however it ends. `whole` once the body's end was seen."""

    head: bytes = b""
    parsed: Head | None = None
    body: bytearray = field(default_factory=bytearray)
    truncated: str | None = None
    reusable: bool = False


@dataclass(slots=True)
class Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    address: str
    used: bool = False

    @property
    def alive(self) -> bool:
        return not self.reader.at_eof() and not self.writer.is_closing()


async def ask(connection: Connection, request: bytes, answer: Answer, limit: int) -> None:
    """Sends the request and fills the answer, its body up to `limit` bytes.

    Raises BadAnswer, OSError. What ends a body early stands in `answer.truncated` and is not raised.
    """
    connection.used = True
    connection.writer.write(request)
    await connection.writer.drain()
    answer.head = await _read_head(connection.reader)
    answer.parsed = parse_head(answer.head)
    try:
        await _read_body(connection.reader, request.startswith(b"HEAD "), answer, limit)
    except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
        answer.truncated = "disconnect"
    except ValueError:  # StreamReader's word for a line past its limit: chunks that are none
        answer.truncated = "unspecified"
    answer.reusable = answer.reusable and answer.truncated is None and keeps_open(answer.head, answer.parsed)


def keeps_open(raw: bytes, head: Head) -> bool:
    """Whether the server will take another request (RFC 9112, section 9.3)."""
    said = ",".join(head.all("Connection")).lower()
    return "close" not in said and (raw.startswith(b"HTTP/1.1") or "keep-alive" in said)


async def _read_head(reader: asyncio.StreamReader) -> bytes:
    lines: list[bytes] = []
    size = 0
    while True:
        try:
            line = await reader.readline()
        except ValueError as error:  # StreamReader's word for a line past its limit
            raise BadAnswer("a header line without end") from error
        if not line.endswith(b"\n"):
            raise BadAnswer("the header was cut off") if lines or line else NoAnswer("closed without an answer")
        if not lines and not line.startswith(b"HTTP/"):
            raise BadAnswer(f"no HTTP: {line[:40]!r}")
        lines.append(line)
        size += len(line)
        if size > LARGEST_HEAD:
            raise BadAnswer("a header without end")
        if line in (b"\r\n", b"\n"):
            if not lines[0].split(b" ", 1)[-1].startswith(b"1"):
                return b"".join(lines)
            lines.clear()  # 1xx: the real answer follows


async def _read_body(reader: asyncio.StreamReader, bodyless: bool, answer: Answer, limit: int) -> None:
    head = answer.parsed
    assert head is not None
    length = head.first("Content-Length")
    if bodyless or head.status in (204, 304):
        answer.reusable = True
    elif any("chunked" in value.lower() for value in head.all("Transfer-Encoding")):
        await _read_chunks(reader, answer, limit)
    elif length is not None and length.isdigit():
        await _read_exactly(reader, int(length), answer, limit)
        answer.reusable = True
    else:
        while piece := await reader.read(PIECE):
            _take(piece, answer, limit)
            if answer.truncated:
                return


async def _read_chunks(reader: asyncio.StreamReader, answer: Answer, limit: int) -> None:
    while True:
        line = await reader.readline()
        size = line.partition(b";")[0].strip()
        try:
            left = int(size, 16)
        except ValueError:
            if not line:
                raise asyncio.IncompleteReadError(b"", None) from None
            answer.body += line  # said chunked and is not: keep what comes, and say that it is no whole body
            answer.truncated = "unspecified"
            return
        if left <= 0:
            break
        await _read_exactly(reader, left, answer, limit)
        if answer.truncated:
            return
        await reader.readline()
    while (await reader.readline()) not in (b"\r\n", b"\n", b""):
        pass  # trailer fields
    answer.reusable = True


async def _read_exactly(reader: asyncio.StreamReader, size: int, answer: Answer, limit: int) -> None:
    while size and not answer.truncated:
        piece = await reader.read(min(size, PIECE))
        if not piece:
            raise asyncio.IncompleteReadError(b"", size)
        size -= len(piece)
        _take(piece, answer, limit)


def _take(piece: bytes, answer: Answer, limit: int) -> None:
    room = limit - len(answer.body)
    answer.body += piece[:room]
    if len(piece) > room:
        answer.truncated = "length"

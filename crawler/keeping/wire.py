"""One exchange of HTTP as it went over the wire, and what its header says. Nothing of Scrapy changes these bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the response to it.

    `head` is the status line and header as received, with the empty line; `body` the entity body, chunked framing
    removed and content coding untouched; `truncated` says why it is not whole (WARC-Truncated).
    """

    url: str
    at: datetime
    request: bytes
    head: bytes
    body: bytes
    address: str | None
    truncated: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Head:
    status: int
    fields: tuple[tuple[bytes, bytes], ...]

    def all(self, name: str) -> list[str]:
        """The values of a field, in order."""
        wanted = name.lower().encode()
        return [value.decode("latin-1") for key, value in self.fields if key.lower() == wanted]

    def first(self, name: str) -> str | None:
        values = self.all(name)
        return values[0] if values else None


def parse_head(head: bytes) -> Head:
    """The status and the fields of a head as received; folded lines are joined, lines without a colon are no fields.

    Raises ValueError where the first line is no status line.

    >>> parse_head(b"HTTP/1.1 200 OK\\r\\nServer: x\\r\\nETag:  \\"1\\"\\r\\n\\r\\n")
    Head(status=200, fields=((b'Server', b'x'), (b'ETag', b'"1"')))
    """
    line, _, rest = head.partition(b"\n")
    status = _STATUS.match(line)
    if status is None:
        raise ValueError(f"no status line: {line[:80]!r}")
    return Head(int(status.group(1)), tuple(_fields(rest)))


def _fields(rest: bytes) -> Sequence[tuple[bytes, bytes]]:
    unfolded = re.sub(rb"\r?\n[ \t]+", b" ", rest)
    pairs = (line.partition(b":") for line in unfolded.splitlines())
    return [(name.strip(), value.strip()) for name, colon, value in pairs if colon]


def split_head(block: bytes) -> tuple[bytes, bytes]:
    """A message → its head (with the empty line) and its body.

    >>> split_head(b"HTTP/1.1 200 OK\\r\\n\\r\\nbody")
    (b'HTTP/1.1 200 OK\\r\\n\\r\\n', b'body')
    """
    end = HEAD_END.search(block)
    return (block, b"") if end is None else (block[: end.end()], block[end.end() :])


def without_framing(head: bytes) -> bytes:
    """The head of a response whose chunked framing is gone: Transfer-Encoding keeps its value under another name.

    Readers of WARCs (warcio, pywb, FastWARC) take the body apart as chunks where the header says so.

    >>> without_framing(b"HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n")
    b'HTTP/1.1 200 OK\\r\\nX-Orig-transfer-encoding: chunked\\r\\n\\r\\n'
    """
    return re.sub(rb"(?im)^(transfer-encoding[ \t]*:)", rb"X-Orig-\1", head)

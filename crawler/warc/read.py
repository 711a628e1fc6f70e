"""Reading WARCs: one record at its place, a whole file of anyone's, and the tail that a crash left behind."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader

from crawler.keeping.coding import LIMIT, decoded_body
from crawler.keeping.wire import Head, parse_head, split_head

CHUNK = 1 << 16
LARGEST = LIMIT + (1 << 20)  # a body and its head


class Torn(Exception):
    """The file ends, or turns to rubbish, within the record at `offset`. Raised by `members` after all whole ones."""

    def __init__(self, path: Path, offset: int) -> None:
        super().__init__(f"{path.name}: torn at {offset}")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the file. `whole` is False where its block is larger than what is read into memory."""

    kind: str
    fields: tuple[tuple[str, str], ...]
    block: bytes
    offset: int
    length: int
    whole: bool = True

    def field(self, name: str) -> str | None:
        return next((value for key, value in self.fields if key.lower() == name.lower()), None)

    @property
    def url(self) -> str:
        return (self.field("WARC-Target-URI") or "").strip("<>")

    @property
    def http(self) -> bool:
        return (self.field("Content-Type") or "").lower().startswith("application/http")


@dataclass(frozen=True, slots=True)
class Stored:
    """What a response, revisit or resource record holds.

    `wire` is the entity body without chunked framing, `decoded` without content coding too (None: larger than 64 MB);
    both are empty for a revisit, whose payload stands in another record.
    """

    record: Record
    status: int | None
    head: Head | None
    wire: bytes
    decoded: bytes | None


def read_record(folder: Path, file: str, offset: int) -> Stored:
    """The record that begins at `offset` of `file`. Raises OSError, Torn, ValueError (no record)."""
    for record in members(folder / file, offset):
        return stored(record)
    raise ValueError(f"{file}: no record at {offset}")


def stored(record: Record) -> Stored:
    """A record taken apart. Raises ValueError for HTTP without a status line."""
    if not record.http:
        return Stored(record, None, None, record.block, record.block)
    raw, wire = split_head(record.block)
    head = parse_head(raw)
    if any("chunked" in value.lower() for value in head.all("Transfer-Encoding")):
        wire = _unchunked(wire)  # other people's WARCs keep the framing
    return Stored(record, head.status, head, wire, decoded_body(wire, head))


def members(path: Path, start: int = 0) -> Iterator[Record]:
    """The records of one of our own files from `start` on. Raises Torn where the rest is no whole record."""
    with path.open("rb") as file:
        file.seek(start)
        offset, rest = start, b""
        while rest := rest or file.read(CHUNK):
            pieces, gunzip = [], zlib.decompressobj(zlib.MAX_WBITS + 16)
            used = len(rest)
            try:
                while not gunzip.eof and rest:
                    pieces.append(gunzip.decompress(rest))
                    rest = b"" if gunzip.eof else file.read(CHUNK)
                    used += len(rest)
                length = used - len(gunzip.unused_data)
                record = _parse(b"".join(pieces), offset, length) if gunzip.eof else None
            except (zlib.error, ValueError) as error:
                raise Torn(path, offset) from error
            if record is None:
                raise Torn(path, offset)
            yield record
            offset, rest = offset + length, gunzip.unused_data


def iter_records(path: Path) -> Iterator[Record]:
    """The records of any WARC or ARC, compressed or not. Raises warcio's ArchiveLoadFailed for other files, OSError."""
    with path.open("rb") as file:
        records = ArchiveIterator(file, no_record_parse=True, arc2warc=True)
        for found in records:
            block = found.raw_stream.read(LARGEST)
            fields = tuple((name, value) for name, value in found.rec_headers.headers)
            whole = not found.raw_stream.read(1)
            yield Record(found.rec_type, fields, block, records.get_record_offset(), records.get_record_length(), whole)


def _parse(data: bytes, offset: int, length: int) -> Record:
    head, _, rest = data.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    if not lines[0].startswith("WARC/1."):
        raise ValueError("no WARC record")
    pairs = (line.partition(":") for line in lines[1:])
    fields = tuple((name, value.strip()) for name, _, value in pairs)
    named = dict(fields)
    size = int(named["Content-Length"])
    if len(rest) < size:
        raise ValueError("a block shorter than its Content-Length")
    return Record(named["WARC-Type"], fields, rest[:size], offset, length)


def _unchunked(wire: bytes) -> bytes:
    body: bytes = ChunkedDataReader(BytesIO(wire)).read(LARGEST)
    return body

"""Records of WARC 1.1 (ISO 28500:2017) as bytes, one gzip member each. The clock is the caller's."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from crawler.keeping.wire import Exchange, without_framing

IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
RESPONSE = "application/http;msgtype=response"
REQUEST = "application/http;msgtype=request"
FIELDS = "application/warc-fields"

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Original:
    """The capture that a revisit record refers to."""

    url: str
    fetched_at: str


def digest(data: bytes) -> str:
    """A labelled digest: SHA-256 in base 32, as warcio and FastWARC verify it. SHA-1 would let a portal forge a twin.

    >>> digest(b"")
    'sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ===='
    """
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def stamp(at: datetime) -> str:
    """An instant as WARC-Date and the archive print it.

    >>> stamp(datetime(2026, 1, 31, 8, tzinfo=UTC))
    '2026-01-31T08:00:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def member(kind: str, fields: Fields, block: bytes, level: int = 6) -> bytes:
    """One whole record, compressed. Content-Length and WARC-Block-Digest are set here."""
    lines = ["WARC/1.1", f"WARC-Type: {kind}"]
    lines += [f"{name}: {_one_line(value)}" for name, value in fields]
    lines += [f"WARC-Block-Digest: {digest(block)}", f"Content-Length: {len(block)}", "", ""]
    squeeze = zlib.compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return squeeze.compress("\r\n".join(lines).encode() + block + b"\r\n\r\n") + squeeze.flush()


def _one_line(value: str) -> str:
    return value if value.isprintable() else " ".join(value.split())


def warc_fields(pairs: Iterable[tuple[str, str | None]]) -> bytes:
    """A block of application/warc-fields; pairs without a value are left out."""
    return "".join(f"{name}: {_one_line(value)}\r\n" for name, value in pairs if value is not None).encode()


def warcinfo(filename: str, at: datetime, info: Mapping[str, str | None]) -> bytes:
    fields = [("WARC-Record-ID", new_id()), ("WARC-Date", stamp(at)), ("WARC-Filename", filename)]
    return member("warcinfo", [*fields, ("Content-Type", FIELDS)], warc_fields(info.items()))


def response(exchange: Exchange, record_id: str, payload: str) -> bytes:
    """The response record of an exchange, whole or as far as it came; `payload` is the digest of its body."""
    extra = [("WARC-Payload-Digest", payload)]
    if exchange.truncated is not None:
        extra.append(("WARC-Truncated", exchange.truncated))
    block = without_framing(exchange.head) + exchange.body
    # A scan of 40 MB hardly shrinks, and would hold up every other download.
    level = 6 if len(block) < 1 << 20 else 1
    return member("response", _about(exchange, record_id, RESPONSE) + extra, block, level)


def revisit(exchange: Exchange, record_id: str, profile: str, original: Original, payload: str) -> bytes:
    """A record of a response whose payload the archive has: only the head is kept, with the place of the payload."""
    extra = [
        ("WARC-Profile", profile),
        ("WARC-Refers-To-Target-URI", original.url),
        ("WARC-Refers-To-Date", original.fetched_at),
    ]
    if profile == IDENTICAL:
        extra.append(("WARC-Payload-Digest", payload))
    return member("revisit", _about(exchange, record_id, RESPONSE) + extra, without_framing(exchange.head))


def request(exchange: Exchange, response_id: str) -> bytes:
    fields = [*_about(exchange, new_id(), REQUEST), ("WARC-Concurrent-To", response_id)]
    return member("request", fields, exchange.request)


def metadata(exchange: Exchange, response_id: str, facts: Iterable[tuple[str, str | None]]) -> bytes:
    fields = [*_about(exchange, new_id(), FIELDS), ("WARC-Concurrent-To", response_id)]
    return member("metadata", fields, warc_fields(facts))


def resource(url: str, at: datetime, content_type: str, body: bytes, record_id: str) -> bytes:
    """A file that did not come by HTTP from its URL: an imported one."""
    fields = [
        ("WARC-Record-ID", record_id),
        ("WARC-Date", stamp(at)),
        ("WARC-Target-URI", url),
        ("Content-Type", content_type),
        ("WARC-Payload-Digest", digest(body)),
    ]
    return member("resource", fields, body)


def _about(exchange: Exchange, record_id: str, content_type: str) -> list[tuple[str, str]]:
    fields = [
        ("WARC-Record-ID", record_id),
        ("WARC-Date", stamp(exchange.at)),
        ("WARC-Target-URI", exchange.url),
        ("Content-Type", content_type),
    ]
    return fields if exchange.address is None else [*fields, ("WARC-IP-Address", exchange.address)]

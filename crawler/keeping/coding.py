"""Content codings (RFC 9110, section 8.4.1): the entity body on the wire → what it says, never more than a limit."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Sequence

import brotli  # Scrapy requires it

from crawler.keeping.wire import Head

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIMIT = 64 * 1024 * 1024


class TooLarge(ValueError):
    """The body would be larger than the limit after decoding. Raised by `decode`."""


class Undecodable(ValueError):
    """The body is not in the coding that its header names. Raised by the decoders, caught by `decode`."""


def decode(wire: bytes, codings: Sequence[str], limit: int = LIMIT) -> bytes:
    """`wire` without the content codings, of which the last named was applied last.

    A body cut off on its way gives as much as can be had. An unknown coding, or a body that is not what its header says
    (real servers send plain pages as `gzip`), is left as it is. Raises TooLarge past `limit`.

    >>> decode(zlib.compress(b"text"), ["deflate"])
    b'text'
    >>> decode(b"<html>", ["gzip"])
    b'<html>'
    """
    body = wire
    for coding in reversed(codings):
        if coding not in DECODERS:
            return body
        try:
            body = DECODERS[coding](body, limit)
        except Undecodable:
            return body
    return body


def decoded_body(wire: bytes, head: Head) -> bytes | None:
    """The body as its header says to read it; None where it would be larger than the limit (a bomb)."""
    try:
        return decode(wire, codings_of(head.all("Content-Encoding")))
    except TooLarge:
        return None


def codings_of(values: Sequence[str]) -> list[str]:
    """The codings in the values of Content-Encoding, as applied.

    >>> codings_of(["gzip, BR"])
    ['gzip', 'br']
    """
    names = (name.strip().lower() for value in values for name in value.split(","))
    return [name for name in names if name not in ("", "identity")]


def _zlib(wbits: int) -> Callable[[bytes, int], bytes]:
    def inflate(body: bytes, limit: int) -> bytes:
        found, rest = b"", body
        while rest.strip(b"\0"):  # gzip bodies may be several members, and some servers pad the last
            member = zlib.decompressobj(wbits)
            try:
                found += member.decompress(rest, limit + 1 - len(found))
            except zlib.error as error:
                if found:
                    break  # rubbish after a whole member
                raise Undecodable(str(error)) from error
            _check(len(found), limit)
            rest = member.unused_data
        return found

    return inflate


def _deflate(body: bytes, limit: int) -> bytes:
    try:
        return _zlib(zlib.MAX_WBITS)(body, limit)
    except Undecodable:
        return _zlib(-zlib.MAX_WBITS)(body, limit)  # old IIS sends the bare stream


def _brotli(body: bytes, limit: int) -> bytes:
    stream, found = brotli.Decompressor(), bytearray()
    try:
        piece = stream.process(body, output_buffer_limit=limit + 1)
        while piece:
            found += piece
            _check(len(found), limit)
            piece = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=limit + 1)
    except brotli.error as error:
        if not found:
            raise Undecodable(str(error)) from error
    return bytes(found)


def _zstd(body: bytes, limit: int) -> bytes:
    found = b""
    while body:
        frame = zstd.ZstdDecompressor()
        try:
            found += frame.decompress(body, limit + 1 - len(found))
        except zstd.ZstdError as error:
            if not found:
                raise Undecodable(str(error)) from error
            break
        _check(len(found), limit)
        body = frame.unused_data if frame.eof else b""
    return found


def _check(size: int, limit: int) -> None:
    if size > limit:
        raise TooLarge(f"more than {limit} bytes after decoding")


DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _zlib(zlib.MAX_WBITS + 16),
    "x-gzip": _zlib(zlib.MAX_WBITS + 16),
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}

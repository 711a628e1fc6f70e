"""Encrypts the objects of a PDF file: the standard security handler, revision 2 (ISO 32000-1, 7.6.3)."""

from __future__ import annotations

import hashlib

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
IDENTITY = b"0123456789abcdef"
ALLOWED = -4


def rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked(objects: list[bytes], password: str) -> tuple[list[bytes], bytes]:
    """The objects with their streams encrypted, and what the trailer says of it. No string of theirs may matter."""
    padded = (password.encode() + PAD)[:32]
    owner = rc4(hashlib.md5((b"owner" + PAD)[:32]).digest()[:5], padded)
    key = hashlib.md5(padded + owner + ALLOWED.to_bytes(4, "little", signed=True) + IDENTITY).digest()[:5]
    closed = [_stream(body, number, key) for number, body in enumerate(objects, 1)]
    said = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P {ALLOWED} /O <{owner.hex()}> /U <{rc4(key, PAD).hex()}> >>"
    return closed, f" {said} /ID [<{IDENTITY.hex()}> <{IDENTITY.hex()}>]".encode()


def _stream(body: bytes, number: int, key: bytes) -> bytes:
    head, begun, rest = body.partition(b"\nstream\n")
    if not begun:
        return body
    own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return head + begun + rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"

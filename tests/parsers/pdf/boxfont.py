"""A TrueType font whose glyphs are boxes: small enough to be embedded in a test file, real enough for every reader.

Tables as Apple's and Microsoft's TrueType reference describe them: https://learn.microsoft.com/typography/opentype/spec/
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

UNITS, ASCENT, DESCENT = 1000, 859, -141


def box_font(widths: Sequence[int]) -> bytes:
    """The font; glyph N is a box in an advance of `widths[N]`."""
    glyphs = [_box(width) for width in widths]
    loca = [sum(len(glyph) for glyph in glyphs[:at]) for at in range(len(glyphs) + 1)]
    count = len(widths)
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 1, 12) + _cmap(count),
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            0x10000,
            0x10000,
            0,
            0x5F0F3CF5,
            0,
            UNITS,
            0,
            0,
            0,
            DESCENT,
            1000,
            ASCENT,
            0,
            8,
            2,
            1,
            0,
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, 1000, 0, 0, 1000, *[0] * 8, count),
        b"hmtx": b"".join(struct.pack(">Hh", width, 50) for width in widths),
        b"loca": struct.pack(f">{count + 1}I", *loca),
        b"maxp": struct.pack(">IH13H", 0x10000, count, 8, 2, *[0] * 11),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    out = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    at = 12 + 16 * len(tables)
    for tag, table in tables.items():
        out += tag + struct.pack(">III", _checksum(table), at, len(table))
        at += len(table) + -len(table) % 4
    return out + b"".join(table + b"\0" * (-len(table) % 4) for table in tables.values())


def _box(width: int) -> bytes:
    """A rectangle, clockwise, drawn with four points."""
    x0, x1, y0, y1 = 50, width - 50, -80, 780
    header = struct.pack(">hhhhh", 1, x0, y0, x1, y1)
    body = struct.pack(">HH", 3, 0) + bytes([1] * 4)
    points = struct.pack(">8h", x0, 0, x1 - x0, 0, y0, y1 - y0, 0, y0 - y1)
    glyph = header + body + points
    return glyph + b"\0" * (-len(glyph) % 4)


def _cmap(count: int) -> bytes:
    """Format 4 with one segment in the private use area: the font itself does not know what its glyphs mean."""
    segments = struct.pack(">2HH2H2H2H", 0xE000 + count - 1, 0xFFFF, 0, 0xE000, 0xFFFF, 0x2000, 1, 0, 0)
    return struct.pack(">HHHHHHH", 4, 14 + len(segments), 0, 4, 4, 1, 0) + segments


def _checksum(table: bytes) -> int:
    padded = table + b"\0" * (-len(table) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF

"""Prints a sheet by hand as WPS does: every character a text object of its own, borders as thin filled rectangles.

Nothing but the PDF reference (ISO 32000-1) stands behind it, so that it can print what office programs print now and
then: rows cut by the page's end, labels that go on overleaf, page numbers inside a table, turned pages, no ToUnicode.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.parsers.pdf.boxfont import box_font
from tests.parsers.pdf.lock import locked
from tests.parsers.pdf.sheets import Sheet, Table, laid

WIDE, HIGH, MARGIN = 595.3, 841.9, 72.0
PAD, HAIR = 3.0, 0.48


@dataclass(frozen=True)
class Style:
    """How to print. `rotate` turns the pages, `mirror` draws in a system whose y runs down, scaled by 0.75."""

    ruled: bool = True
    cut: bool = False  # rows may be cut by the page's end
    room: float = 0.0  # height left unused at the end of pages: moves the break
    numbers: str = "— {} —"
    inside: bool = False  # the page number stands inside of the table's last row on the page
    rotate: int = 0
    mirror: bool = False
    header: str = ""
    to_unicode: bool = True
    size: float = 8.0
    producer: str = "WPS Office"
    top: bool = False  # text at the top of its cell, not in its middle
    glued: bool = False  # a whole line is one string
    password: str | None = None  # encrypts the file; "" opens without being asked for it


@dataclass
class _Page:
    ops: list[str] = field(default_factory=list)


@dataclass
class _Line:
    """A line of a cell: text, its left end, and its baseline, counted down from the table's top."""

    text: str
    x: float
    y: float


def width_of(text: str, size: float) -> float:
    return sum(0.5 if char < "\u0100" else 1.0 for char in text) * size


def wrapped(text: str, size: float, wide: float) -> list[str]:
    lines, line = [], ""
    for char in text:
        if width_of(line + char, size) > wide and line:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


class _Printer:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.pages = [_Page()]
        self.codes: dict[str, int] = {}
        self.y = MARGIN  # from the page's top
        self.bottom = HIGH - MARGIN - style.room

    def code(self, char: str) -> int:
        return self.codes.setdefault(char, len(self.codes) + 3)

    def text(self, text: str, x: float, y: float, size: float) -> None:
        ops = self.pages[-1].ops
        if self.style.glued:
            hexed = "".join(f"{self.code(char):04X}" for char in text)
            ops.append(self._text(x, y, size, hexed))
            return
        for char in text:
            if char != " ":
                ops.append(self._text(x, y, size, f"{self.code(char):04X}"))
            x += width_of(char, size)

    def _text(self, x: float, y: float, size: float, hexed: str) -> str:
        if self.style.mirror:
            return f"BT /F1 {size / 0.75:.2f} Tf 1 0 0 -1 {x / 0.75:.2f} {y / 0.75:.2f} Tm <{hexed}> Tj ET"
        return f"BT /F1 {size:g} Tf 1 0 0 1 {x:.2f} {HIGH - y:.2f} Tm <{hexed}> Tj ET"

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A border: a filled rectangle as thin as a hair."""
        wide, high = max(x1 - x0, HAIR), max(y1 - y0, HAIR)
        if self.style.mirror:
            self.pages[-1].ops.append(f"{x0 / 0.75:.2f} {y0 / 0.75:.2f} {wide / 0.75:.2f} {high / 0.75:.2f} re f")
        else:
            self.pages[-1].ops.append(f"{x0:.2f} {HIGH - y0 - high:.2f} {wide:.2f} {high:.2f} re f")

    def turn(self) -> None:
        self.pages.append(_Page())
        self.y = MARGIN

    def paragraph(self, text: str, size: float, *, centred: bool = False) -> None:
        wide = WIDE - 2 * MARGIN
        indent = 0 if centred else 2 * size
        first = wrapped(text, size, wide - indent)[:1]
        lines = [*first, *(wrapped(text[len(first[0]) :], size, wide) if len(text) > len(first[0]) else [])]
        for number, line in enumerate(lines):
            if self.y + size * 1.6 > self.bottom:
                self.turn()
            self.y += size * 1.6
            left = (wide - width_of(line, size)) / 2 if centred else indent * (number == 0)
            self.text(line, MARGIN + left, self.y - size * 0.3, size)

    def table(self, table: Table) -> None:
        size, wide = self.style.size, WIDE - 2 * MARGIN
        xs = [MARGIN + wide * sum(table.widths[:at]) / sum(table.widths) for at in range(len(table.widths) + 1)]
        cells = laid(table)
        texts = {
            (row, column): list(cell.text)
            if cell.upright
            else wrapped(cell.text, size, xs[column + cell.across] - xs[column] - 2 * PAD)
            for row, column, cell in cells
        }
        high = [size + 2 * PAD] * len(table.rows)
        for row, column, cell in sorted(cells, key=lambda entry: entry[2].down):
            need = len(texts[row, column]) * size * 1.3 + 2 * PAD
            have = sum(high[row : row + cell.down])
            high[row + cell.down - 1] += max(0.0, need - have)
        tops = [sum(high[:at]) for at in range(len(high) + 1)]
        boxes, lines = [], []
        for row, column, cell in cells:
            x0, x1, y0, y1 = xs[column], xs[column + cell.across], tops[row], tops[row + cell.down]
            boxes.append((x0, y0, x1, y1))
            rows = texts[row, column]
            above = PAD if self.style.top else (y1 - y0 - len(rows) * size * 1.3) / 2
            for at, text in enumerate(rows):
                y = y0 + above + at * size * 1.3 + size
                lines.append(_Line(text, x0 + (x1 - x0 - width_of(text, size)) / 2, y))
        repeat = tops[table.head] if table.again else 0.0
        for number, (begin, end) in enumerate(self._slices(tops, repeat, lines, size)):
            if number:
                self.turn()
                if repeat:
                    self._slice(boxes, lines, 0.0, repeat, size)
            self._slice(boxes, lines, begin, end, size)
        self.y += size

    def _slices(
        self, tops: list[float], repeat: float, lines: list[_Line], size: float
    ) -> Iterator[tuple[float, float]]:
        """The parts of the table that stand on one page each; no line of text is cut, and no head that comes again."""
        begin, room = 0.0, self.bottom - self.y
        while begin < tops[-1]:
            fits = [top for top in tops if begin < top <= begin + room]
            whole = fits[-1] if fits else begin
            end = begin + room if self.style.cut and tops[-1] > begin + room else whole
            for line in sorted(lines, key=lambda line: -line.y) if self.style.cut else ():
                if line.y - size - 1 < end < line.y + size * 0.3:
                    end = line.y - size - 1
            end = begin if end < repeat else end
            if end > begin or begin:
                yield begin, end
            else:
                self.turn()
            begin, room = end, HIGH - MARGIN - self.style.room - MARGIN - repeat

    def _slice(
        self, boxes: list[tuple[float, float, float, float]], lines: list[_Line], begin: float, end: float, size: float
    ) -> None:
        down = self.y - begin
        for x0, y0, x1, y1 in boxes if self.style.ruled else ():
            top, foot = max(y0, begin), min(y1, end)
            if top < foot - 0.01:
                self.bar(x0, top + down, x1, top + down)
                self.bar(x0, foot + down, x1, foot + down)
                self.bar(x0, top + down, x0, foot + down)
                self.bar(x1, top + down, x1, foot + down)
        for line in lines:
            if begin <= line.y - size / 2 < end:
                self.text(line.text, line.x, line.y + down, size)
        self.y += end - begin


def to_pdf(sheet: Sheet, style: Style = Style()) -> bytes:
    """The PDF that the style prints of a sheet."""
    printer = _Printer(style)
    for at, block in enumerate(sheet.blocks):
        if isinstance(block, Table):
            printer.table(block)
        else:
            printer.paragraph(block, 12 if at else 18, centred=at == 0)
    pages, last = printer.pages, printer.pages[-1]
    for number, page in enumerate(pages, 1):
        printer.pages = [page]
        if style.numbers:
            text = style.numbers.format(number)
            y = printer.bottom - 3 if style.inside and page is not last else HIGH - 36
            printer.text(text, (WIDE - width_of(text, 9)) / 2, y, 9)
        if style.header:
            printer.text(style.header, MARGIN, 40, 9)
    return _file([page.ops for page in pages], printer.codes, style, sheet.title)


def _file(pages: list[list[str]], codes: dict[str, int], style: Style, title: str) -> bytes:
    count = len(pages)
    kids = " ".join(f"{9 + 2 * at} 0 R" for at in range(count))
    wide = [1000] * 3 + [500 if char < chr(256) else 1000 for char in codes]
    widths = " ".join(f"{code} [{wide[code]}]" for code in codes.values())
    unicode = " /ToUnicode 7 0 R" if style.to_unicode else ""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
        f"<< /Producer ({style.producer}) /Title <FEFF{title.encode('utf-16-be').hex()}> >>".encode(),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+SimSun /Encoding /Identity-H /DescendantFonts [5 0 R]"
        f"{unicode} >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+SimSun /CIDSystemInfo << /Registry (Adobe)"
        f" /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R /CIDToGIDMap /Identity"
        f" /DW 1000 /W [{widths}] >>".encode(),
        b"<< /Type /FontDescriptor /FontName /ABCDEF+SimSun /Flags 4 /FontBBox [-8 -145 1000 859] /ItalicAngle 0"
        b" /Ascent 859 /Descent -141 /CapHeight 683 /StemV 91 /FontFile2 8 0 R >>",
        _stream(_to_unicode(codes)),
        _stream(box_font(wide)),
    ]
    for at, ops in enumerate(pages):
        cm = f"q 0.75 0 0 -0.75 0 {HIGH} cm\n" if style.mirror else "q\n"
        turned = f" /Rotate {style.rotate}" if style.rotate else ""
        box, content = f"0 0 {WIDE} {HIGH}", (cm + "\n".join(ops) + "\nQ").encode()
        if style.rotate in (90, 270):
            box = f"0 0 {HIGH} {WIDE}"
            turn = f"0 1 -1 0 {HIGH} 0" if style.rotate == 90 else f"0 -1 1 0 0 {WIDE}"
            content = f"q {turn} cm\n".encode() + content + b"\nQ"
        if style.rotate == 180:
            content = f"q -1 0 0 -1 {WIDE} {HIGH} cm\n".encode() + content + b"\nQ"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}]{turned} /Resources << /Font << /F1 4 0 R >> >>"
            f" /Contents {10 + 2 * at} 0 R >>".encode()
        )
        objects.append(_stream(content))
    if style.password is None:
        return assembled(objects, b" /Info 3 0 R")
    return assembled(*locked(objects, style.password))


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)


def assembled(objects: list[bytes], said: bytes = b"") -> bytes:
    """A PDF file of these objects, numbered from 1, the first of them its catalog; `said` goes into the trailer."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, said, start)
    return bytes(out)


def _to_unicode(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{mapped}\nendcmap end end"
    ).encode()

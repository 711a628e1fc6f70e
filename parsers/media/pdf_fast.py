"""A page's characters by pypdfium2, placed as pdfminer places them: the quick way.

Where it cannot be known to equal the plain way (a font that is not in the file, text that does not stand upright) the
page is left to that. Measured equal on files of WPS, LibreOffice and reportlab: tests/parsers/pdf, benchmarks/pdf.py.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.media.pdf_objects import Frame, Handle
from parsers.media.pdf_page import Mark, char

NARROW = 0.15  # in sizes: a smaller gap is no space
UNREADABLE = "\ufffd"  # printed, and the file does not say what it is


@dataclass(frozen=True, slots=True)
class _Face:
    """What of a text object places its characters: height on the page, and how far below the base line it reaches."""

    size: float
    below: float


def chars_of(page: pdfium.PdfPage, frame: Frame) -> list[Mark] | None:
    """The characters of a page, None where the page must be read in the plain way."""
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        return _Reader(text, frame).read()
    finally:
        raw.FPDFText_ClosePage(text)


class _Reader:
    """Reads one text page; keeps the memory that pdfium writes into, and what is known of fonts and objects."""

    def __init__(self, text: Handle, frame: Frame) -> None:
        self._text = text
        self._place = frame.place()
        self._turn = frame.rotation
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._float = ctypes.c_float()
        self._fonts: dict[int, float | None] = {}
        self._last: tuple[int, _Face | None] = (0, None)

    def read(self) -> list[Mark] | None:
        marks: list[Mark] = []
        apart = False  # pdfium puts a space of its own, without a width, where the file prints one
        for at in range(raw.FPDFText_CountChars(self._text)):
            if raw.FPDFText_IsGenerated(self._text, at):
                apart = True
                continue
            face = self._face(at)
            if face is None:
                return None
            mark = self._char(at, face)
            if apart and marks:
                marks += _space(marks[-1], mark)
            marks.append(mark)
            apart = False
        return marks

    def _char(self, at: int, face: _Face) -> Mark:
        code = raw.FPDFText_GetUnicode(self._text, at)
        wrong = not code or raw.FPDFText_HasUnicodeMapError(self._text, at) == 1
        raw.FPDFText_GetCharOrigin(self._text, at, self._x, self._y)
        raw.FPDFText_GetLooseCharBox(self._text, at, self._box)
        x0, base = self._place(self._x.value, self._y.value)
        far = self._box
        x1, _ = self._place(far.left, far.bottom) if self._turn > 90 else self._place(far.right, far.top)
        bottom = base + face.below
        box = (x0, bottom - face.size, max(x0, x1), bottom)
        return char(UNREADABLE if wrong else chr(code), box, face.size, base=base)

    def _face(self, at: int) -> _Face | None:
        """Size and depth of a character's text object; None where its place could not be told surely."""
        item = raw.FPDFText_GetTextObject(self._text, at)
        address = ctypes.addressof(item.contents) if item else 0
        if address != self._last[0]:
            self._last = (address, self._new_face(at, item))
        return self._last[1]

    def _new_face(self, at: int, item: Handle) -> _Face | None:
        scale = self._scale(at)
        descent = self._descent(item)
        if not scale or descent is None or not raw.FPDFTextObj_GetFontSize(item, self._float):
            return None
        size = abs(self._float.value) * scale
        return _Face(size, -descent * size) if self._float.value > 0 else None

    def _scale(self, at: int) -> float:
        """How tall one unit of the text object is displayed; 0 where it does not stand upright."""
        raw.FPDFText_GetMatrix(self._text, at, self._matrix)
        a, b, c, d = self._matrix.a, self._matrix.b, self._matrix.c, self._matrix.d
        across, rise, slant, up = {
            0: (a, b, c, d),
            90: (b, -a, d, -c),
            180: (-a, -b, -c, -d),
            270: (-b, a, -d, c),
        }[self._turn]
        level = abs(rise) < 1e-4 * abs(across) and abs(slant) < 1e-4 * abs(up)
        return up if level and across > 0 and up > 0 else 0.0

    def _descent(self, item: Handle) -> float | None:
        """How far a font reaches below its base line, as a share of its size; None for one that is not in the file."""
        font = raw.FPDFTextObj_GetFont(item)
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self._fonts:
            known = address and raw.FPDFFont_GetIsEmbedded(font) == 1
            known = known and raw.FPDFFont_GetDescent(font, 1.0, self._float)
            self._fonts[address] = self._float.value if known else None
        return self._fonts[address]


def _space(before: Mark, after: Mark) -> list[Mark]:
    """The space between two characters of a line, where there is one to be seen."""
    end, begin = before["x1"], after["x0"]
    if abs(before["base"] - after["base"]) > 1 or begin - end < NARROW * after["size"]:
        return []
    return [char(" ", (end, after["top"], begin, after["bottom"]), after["size"], base=after["base"])]

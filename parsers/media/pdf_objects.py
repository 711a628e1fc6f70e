"""A page's objects by pypdfium2: how many, what share is picture, whether text is seen, and where paths run.

pdfium walks a page in a fraction of the time that pdfminer takes, so every file is surveyed here before it is read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from parsers.media.package import Unreadable
from parsers.media.pdf_page import Mark, edges_between

Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Handle: TypeAlias = Any  # a pointer of pdfium's

MOST_OBJECTS = 120_000  # a report of 100 pages by WPS, which makes an object of every character, has as many
MOST_ON_PAGE = 25_000  # ten times what the fullest page of a form has
DEEPEST_FORM = 12  # forms within forms; a cycle has no end
INVISIBLE = 3  # text render mode of the layer that lies over a scan (ISO 32000-1, table 106)
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Count:
    """What a walk has met so far, over all pages of a file."""

    objects: int = 0
    on_page: int = 0

    def turn(self) -> None:
        """Begins a page."""
        self.on_page = 0

    def add(self, number: int) -> None:
        self.objects += number
        self.on_page += number
        if self.objects > MOST_OBJECTS or self.on_page > MOST_ON_PAGE:
            raise Unreadable("too_large", "the PDF draws more characters and lines than any report does")


@dataclass(slots=True)
class Survey:
    """A page in figures: text objects, how many of them are not seen, and the share of the page under pictures."""

    texts: int = 0
    unseen: int = 0
    pictures: float = 0.0
    edges: list[Mark] = field(default_factory=list)


class Frame:
    """The page as displayed: pdfium's user space -> points from the upper left corner, after /Rotate."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, box)
        self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        self.rotation = page.get_rotation()
        wide, high = abs(box.right - box.left), abs(box.top - box.bottom)
        self.width, self.height = (high, wide) if self.rotation in (90, 270) else (wide, high)

    def place(self) -> Callable[[float, float], Point]:
        """Where a point of user space is displayed: right and down from the corner."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        return {
            0: lambda x, y: (x - left, top - y),
            90: lambda x, y: (y - bottom, x - left),
            180: lambda x, y: (right - x, y - bottom),
            270: lambda x, y: (top - y, right - x),
        }[self.rotation]


def survey(page: pdfium.PdfPage, frame: Frame, count: Count, *, paths: bool) -> Survey:
    """The page's figures; with `paths` its edges too. Raises Unreadable where the file draws too much."""
    found = Survey()
    count.turn()
    place = frame.place()
    area = max(frame.width * frame.height, 1.0)
    for item, matrix in _walk(page, count):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            found.texts += 1
            found.unseen += raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
        elif kind == raw.FPDF_PAGEOBJ_PATH and paths:
            for points in _paths(item, matrix, count):
                found.edges += edges_between([place(x, y) for x, y in points])
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures += _area(item, matrix) / area
    return found


def _walk(page: pdfium.PdfPage, count: Count) -> Iterator[tuple[Handle, Matrix]]:
    """All objects of a page, those of forms too, each with the matrix of the forms around it."""
    number = raw.FPDFPage_CountObjects(page.raw)
    count.add(number)
    for at in range(number):
        item = raw.FPDFPage_GetObject(page.raw, at)
        yield item, UNIT
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
            yield from _form(item, UNIT, count, 0)


def _form(form: Handle, around: Matrix, count: Count, depth: int) -> Iterator[tuple[Handle, Matrix]]:
    if depth > DEEPEST_FORM:
        raise Unreadable("corrupt", "forms stand within forms without end")
    number = raw.FPDFFormObj_CountObjects(form)
    count.add(max(number, 0))
    matrix = _times(_matrix(form), around)
    for at in range(number):
        item = raw.FPDFFormObj_GetObject(form, at)
        yield item, matrix
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
            yield from _form(item, matrix, count, depth + 1)


def _matrix(item: Handle) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _paths(item: Handle, around: Matrix, count: Count) -> Iterator[list[Point]]:
    """The subpaths of a path as points; a curve has the points where it begins and ends."""
    a, b, c, d, e, f = _times(_matrix(item), around)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    number = raw.FPDFPath_CountSegments(item)
    count.add(max(number, 0) // 8)
    for at in range(number):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = [point]
        else:
            points.append(point)
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _area(item: Handle, around: Matrix) -> float:
    """How much of the page a picture covers, in square points."""
    a, b, c, d, _, _ = _times(_matrix(item), around)
    return abs(a * d - b * c)

"""What else is painted on a page of a PDF: pictures, and areas of colour that text may hide in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.analysis.reading.pdf_direct import direct, pdfium_c
from services.analysis.reading.pdf_frame import Frame

_MAX_OBJECTS = 20_000
_IMAGE, _PATH = pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH
_FORM = pdfium_c.FPDF_PAGEOBJ_FORM
_type = direct("FPDFPageObj_GetType", ctypes.c_int, ctypes.c_void_p)
_page_object = direct("FPDFPage_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_form_object = direct("FPDFFormObj_GetObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_MAX_DEPTH = 4
_AREA = 0.003  # of the page: smaller areas are rules, bullets and chips
_DOT = (1.5, 7.0)  # points, width and height
_MAX_DOTS = 500
Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Backdrop:
    """What is on a page beside text."""

    pictures: float  # the share of the page that pictures cover, at most 1
    colours: set[Colour]  # of large filled areas
    # Small filled shapes, as wide as high: list markers that are drawn, not written.
    dots: list[Box]
    paths: int  # how many shapes there are in all


def backdrop_of(page: Any, frame: Frame) -> Backdrop:
    """Look through the page's objects, those in forms included."""
    pictures, colours, dots, paths = 0.0, set[Colour](), list[Box](), 0
    whole = max(frame.width * frame.height, 1.0)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for handle in _objects(page):
        item = _pointer(handle)
        paths += _type(handle) == _PATH
        if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        box = frame.box(left.value, bottom.value, right.value, top.value)
        share = _inside(box, frame) / whole
        if _type(handle) == _IMAGE:
            pictures += share
        elif share > _AREA:
            colour = _fill(item)
            if colour is not None:
                colours.add(colour)
        elif _is_dot(box) and len(dots) < _MAX_DOTS:
            dots.append(box)
    return Backdrop(min(pictures, 1.0), colours, dots, paths)


def _is_dot(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    least, most = _DOT
    return least <= width <= most and least <= height <= most and abs(width - height) < 0.3 * most


def _objects(page: Any) -> Iterator[int]:
    """Pictures and paths, those in forms included, not more than anyone draws by hand."""
    budget = _MAX_OBJECTS
    handle = ctypes.cast(page, ctypes.c_void_p).value or 0
    count = min(pdfium_c.FPDFPage_CountObjects(page), budget)
    stack = [(_page_object(handle, index), 0) for index in reversed(range(count))]
    while stack and budget:
        item, depth = stack.pop()
        budget -= 1
        kind = _type(item) if item else 0
        if kind in (_IMAGE, _PATH):
            yield item
        elif kind == _FORM and depth < _MAX_DEPTH:
            parts = min(pdfium_c.FPDFFormObj_CountObjects(_pointer(item)), budget)
            stack += [(_form_object(item, index), depth + 1) for index in range(parts)]


def _pointer(item: int) -> Any:
    return ctypes.cast(ctypes.c_void_p(item), pdfium_c.FPDF_PAGEOBJECT)


def _inside(box: Box, frame: Frame) -> float:
    width = min(box[2], frame.width) - max(box[0], 0.0)
    height = min(box[3], frame.height) - max(box[1], 0.0)
    return max(width, 0.0) * max(height, 0.0)


def _fill(item: Any) -> Colour | None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium_c.FPDFPath_GetDrawMode(item, mode, stroke) or not mode.value:
        return None
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return None
    return (red.value, green.value, blue.value) if alpha.value > 8 else None

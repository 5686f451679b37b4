"""Text in the colour of what lies under it: found by looking at the page, as a reader would.

White text on a dark side bar is meant to be read, white text on white is not. Only text in a
suspicious colour (near white, or that of a large area of the page) is looked at; then the page is
painted and the places where the text stands are searched for contrast.
"""

from __future__ import annotations

import ctypes
from typing import Any

from services.analysis.reading.layout_geometry import Glyph
from services.analysis.reading.pdf_direct import pdfium_c
from services.analysis.reading.pdf_frame import Frame
from services.analysis.reading.pdf_glyphs import Glyphs, Style
from services.analysis.reading.pdf_objects import Colour

_NEAR_WHITE = 225  # every channel at least this
_ALIKE = 24  # greatest difference of a channel between colours that look the same
_CONTRAST = 14  # least difference of a channel, over the text's place, that shows something
_MAX_PIXELS = 4_000_000
_SCALE = 2.0  # pixels a point


def suspicious(style: Style, colours: set[Colour]) -> bool:
    """Whether text of this style might not stand out."""
    if min(style.colour) >= _NEAR_WHITE:
        return True
    return any(
        max(abs(a - b) for a, b in zip(style.colour, colour, strict=True)) <= _ALIKE
        for colour in colours
    )


def part_unseen(page: Any, frame: Frame, read: Glyphs, colours: set[Colour]) -> None:
    """Move glyphs that cannot be made out from `read.glyphs` to `read.hidden`."""
    doubtful = {n for n, style in enumerate(read.styles) if suspicious(style, colours)}
    glyphs = [g for g in read.glyphs if g.font in doubtful and g.text != " " and not g.turn]
    if not glyphs:
        return
    picture = _Picture(page, frame)
    unseen: set[int] = set()
    for run in _runs(glyphs):
        if not picture.shows(run):
            unseen.update(id(glyph) for glyph in run)
    if unseen:
        read.hidden += [glyph for glyph in read.glyphs if id(glyph) in unseen]
        read.glyphs[:] = [glyph for glyph in read.glyphs if id(glyph) not in unseen]


def _runs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Neighbours of one look on one baseline: they are seen together or not at all."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is not None and last.font == glyph.font and abs(last.base - glyph.base) < 1.0:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


class _Picture:
    """The page, painted."""

    def __init__(self, page: Any, frame: Frame) -> None:
        area = max(frame.width * frame.height, 1.0)
        self._scale = min(_SCALE, (_MAX_PIXELS / area) ** 0.5)
        self._width = max(int(frame.width * self._scale), 1)
        self._height = max(int(frame.height * self._scale), 1)
        bitmap = pdfium_c.FPDFBitmap_CreateEx(
            self._width, self._height, pdfium_c.FPDFBitmap_BGR, None, 0
        )
        self._stride = pdfium_c.FPDFBitmap_GetStride(bitmap)
        pdfium_c.FPDFBitmap_FillRect(bitmap, 0, 0, self._width, self._height, 0xFFFFFFFF)
        pdfium_c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, self._width, self._height, 0, 0)
        self._pixels = ctypes.string_at(
            pdfium_c.FPDFBitmap_GetBuffer(bitmap), self._stride * self._height
        )
        pdfium_c.FPDFBitmap_Destroy(bitmap)

    def shows(self, glyphs: list[Glyph]) -> bool:
        """Whether anything stands out where these glyphs are."""
        return any(self._contrast(glyph) >= _CONTRAST for glyph in glyphs[:24])

    def _contrast(self, glyph: Glyph) -> int:
        scale = self._scale
        left = max(int(glyph.x0 * scale), 0)
        right = min(int(glyph.x1 * scale) + 1, self._width)
        top = max(int((glyph.base - 0.7 * glyph.size) * scale), 0)
        bottom = min(int(glyph.base * scale) + 1, self._height)
        low, high = [255] * 3, [0] * 3
        for row in range(top, bottom):
            start = row * self._stride + 3 * left
            pixels = self._pixels[start : row * self._stride + 3 * right]
            if not pixels:
                continue
            for channel in range(3):
                values = pixels[channel::3]
                low[channel] = min(low[channel], *values)
                high[channel] = max(high[channel], *values)
        return max(most - least for least, most in zip(low, high, strict=True))

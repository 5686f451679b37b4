"""One page of a PDF, through PDFium: its glyphs with place, typeface and visibility."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from services.analysis.reading.characters import SOFT_HYPHEN, clean
from services.analysis.reading.layout_geometry import Glyph

MAX_GLYPHS = 60_000  # a page of a resume holds some 3,000 characters
_BOLD = re.compile(
    r"bold|black|heavy|semibd|demi(?!ts)|(?:^|\+)(?:cm|ec|lm|sf|ti|ac)?bx\w*\d|[-,]bd\b", re.I
)
_LIGHT = re.compile(r"light|thin|regular|book|roman|medium", re.I)
_ITALIC = re.compile(r"italic|oblique|slanted|(?:^|\+)(?:cm|ec|sf)(?:ti|sl|mi)\d|[-,]it\b", re.I)
_ICONS = re.compile(r"awesome|icon|glyph|wingding|webding|dingbat|symbols|academicons", re.I)
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_INVISIBLE_MODES = frozenset((3, 7))  # neither filled nor stroked; only clipped to
TINY = 2.0  # points: nobody reads this
_SPOKEN = 4  # so many characters from one glyph are words for a screen reader, not a ligature

# A pointer as a plain number: it is compared for every character.
_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


@dataclass(slots=True)
class Style:
    """What all glyphs of one text object share."""

    size: float
    bold: bool
    italic: bool
    icons: bool
    invisible: bool  # painted with nothing
    colour: tuple[int, int, int]
    turn: int  # quarter turns from upright as seen: 0 is upright


@dataclass(frozen=True, slots=True)
class Frame:
    """From the page's own coordinates to points from its top left corner, as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int  # quarter turns, clockwise

    @property
    def width(self) -> float:
        return self.right - self.left if self.turn % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.turn % 2 == 0 else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def frame_of(page: Any) -> Frame:
    """The visible box of a page; a page without a sane one gets US Letter."""
    rect = pdfium_c.FS_RECTF()
    ok = pdfium_c.FPDF_GetPageBoundingBox(page, rect)
    turn = pdfium_c.FPDFPage_GetRotation(page) % 4
    if not ok or not rect.right - rect.left > 1 or not rect.top - rect.bottom > 1:
        return Frame(0.0, 0.0, 612.0, 792.0, turn)
    return Frame(rect.left, rect.bottom, rect.right, rect.top, turn)


@dataclass(slots=True)
class Glyphs:
    """What a page's text amounts to. `glyphs[i].font` is an index of `styles`."""

    glyphs: list[Glyph]
    styles: list[Style]
    spoken: list[str]  # texts that stand behind one glyph, such as an icon's "mailto:…"
    unmapped: int  # glyphs the file gives no character for
    overprinted: int  # characters painted twice on the same spot


class GlyphReader:
    """Reads the characters of one text page in the order of the file's content."""

    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._text = text_page
        self._frame = frame
        self._styles: list[Style] = []
        self._style_of: dict[int, int] = {}
        self._painted: dict[tuple[str, int, int], Glyph] = {}
        self._out = Glyphs([], self._styles, [], 0, 0)

    def read(self) -> Glyphs:
        """All glyphs; each stack of characters on one spot is either a ligature or spoken text."""
        count = min(pdfium_c.FPDFText_CountChars(self._text), MAX_GLYPHS)
        rect, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        text, get_unicode = self._text, pdfium_c.FPDFText_GetUnicode
        get_box, get_origin = pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_GetCharOrigin
        stack: list[Glyph] = []
        spot: tuple[float, float, int] | None = None
        previous, style = 0, 0
        for index in range(count):
            handle = _text_object(text, index) or 0
            code = get_unicode(text, index)
            if not handle:
                self._generated(code, index, stack)
                stack, spot = [], None
                continue
            if handle != previous:
                previous, style = handle, self._style(handle, index)
            get_origin(text, index, x, y)
            get_box(text, index, rect)
            here = (x.value, y.value, handle)
            if here != spot:
                self._keep(stack)
                stack, spot = [], here
            glyph = self._glyph(code, rect, x.value, y.value, style)
            if glyph is not None:
                stack.append(glyph)
        self._keep(stack)
        return self._out

    def _generated(self, code: int, index: int, stack: list[Glyph]) -> None:
        """PDFium's own spaces say nothing the geometry does not; its hyphens stand on the page."""
        self._keep(stack)
        if code == 0x02 and self._out.glyphs:
            last = self._out.glyphs[-1]
            self._out.glyphs.append(
                Glyph("-", last.x1, last.x1, last.base, last.size, last.bold, last.italic)
            )

    def _glyph(self, code: int, rect: Any, x: float, y: float, number: int) -> Glyph | None:
        text = "-" if code in (SOFT_HYPHEN, 0x02, 0xFFFE) else clean(code)
        if code in (0, 0xFFFD):
            self._out.unmapped += 1
        style = self._styles[number]
        if style.icons and text.isalnum():
            text = "•" if style.size < 14 else ""
        if not text:
            return None
        if self._frame.turn == 0 and style.turn == 0:
            left, top = self._frame.left, self._frame.top
            x0, x1, base = rect.left - left, rect.right - left, top - y
        else:
            x0, x1, base = self._turned(rect, x, y, style.turn)
        if not (math.isfinite(x0) and math.isfinite(x1) and math.isfinite(base)):
            return None
        return Glyph(
            text, x0, max(x0, x1), base, style.size, style.bold, style.italic, style.turn != 0, number
        )

    def _turned(self, rect: Any, x: float, y: float, turn: int) -> tuple[float, float, float]:
        """Along the reading direction of the glyph, whichever way it runs on the page."""
        left, top, right, bottom = self._frame.box(rect.left, rect.bottom, rect.right, rect.top)
        ox, oy = self._frame.point(x, y)
        if turn == 0:
            return left, right, oy
        if turn == 1:  # clockwise: runs downwards
            return top, bottom, -ox
        if turn == 2:
            return -right, -left, -oy
        return -bottom, -top, ox  # runs upwards

    def _keep(self, stack: list[Glyph]) -> None:
        if not stack:
            return
        if len(stack) >= _SPOKEN:
            self._out.spoken.append("".join(glyph.text for glyph in stack))
            return
        for glyph in stack:
            if glyph.text != " " and self._twice(glyph):
                continue
            self._out.glyphs.append(glyph)

    def _twice(self, glyph: Glyph) -> bool:
        """The same character a hair beside itself is one bold character."""
        column, row = int(glyph.x0 // 2), int(glyph.base // 2)
        for dx in (0, -1, 1):
            for dy in (0, -1, 1):
                other = self._painted.get((glyph.text, column + dx, row + dy))
                if (
                    other is not None
                    and other.font != glyph.font
                    and abs(other.x0 - glyph.x0) < 0.12 * glyph.size
                    and abs(other.base - glyph.base) < 0.12 * glyph.size
                    and abs(other.size - glyph.size) < 0.5
                ):
                    other.bold = True
                    self._out.overprinted += 1
                    return True
        self._painted[(glyph.text, column, row)] = glyph
        return False

    def _style(self, handle: int, index: int) -> int:
        known = self._style_of.get(handle)
        if known is None:
            known = self._style_of[handle] = len(self._styles)
            self._styles.append(self._read_style(index))
        return known

    def _read_style(self, index: int) -> Style:
        text = self._text
        matrix, flags = pdfium_c.FS_MATRIX(), ctypes.c_int()
        pdfium_c.FPDFText_GetMatrix(text, index, matrix)
        buffer = ctypes.create_string_buffer(128)
        pdfium_c.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
        name = buffer.value.decode("utf-8", "replace")
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(pdfium_c.FPDFText_GetTextObject(text, index))
        colour, alpha = self._colour(index, stroked=mode == 1)
        size = pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        return Style(
            size=size if math.isfinite(size) else 0.0,
            bold=self._bold(name, flags.value, index) or mode == 2,
            italic=bool(_ITALIC.search(name) or flags.value & _ITALIC_FLAG),
            icons=bool(_ICONS.search(name)),
            invisible=mode in _INVISIBLE_MODES or alpha < 8,
            colour=colour,
            turn=self._turn(matrix.a, matrix.b),
        )

    def _bold(self, name: str, flags: int, index: int) -> bool:
        if _BOLD.search(name):
            return True
        if _LIGHT.search(name):
            return False
        weight = pdfium_c.FPDFText_GetFontWeight(self._text, index)
        return bool(flags & _FORCE_BOLD_FLAG) or weight >= 700

    def _turn(self, a: float, b: float) -> int:
        """Quarter turns clockwise as shown; a slant of less than an eighth turn is upright."""
        if a == 0 and b == 0:
            return 0
        angle = -math.atan2(b, a) + self._frame.turn * math.pi / 2
        return round(angle / (math.pi / 2)) % 4

    def _colour(self, index: int, *, stroked: bool) -> tuple[tuple[int, int, int], int]:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        get = pdfium_c.FPDFText_GetStrokeColor if stroked else pdfium_c.FPDFText_GetFillColor
        if not get(self._text, index, red, green, blue, alpha):
            return (0, 0, 0), 255
        return (red.value, green.value, blue.value), alpha.value

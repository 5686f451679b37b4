"""One page of a PDF, through PDFium: its glyphs with place, typeface and visibility."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

from services.analysis.reading.characters import SOFT_HYPHEN, clean
from services.analysis.reading.layout_geometry import Glyph
from services.analysis.reading.pdf_direct import direct, pdfium_c
from services.analysis.reading.pdf_frame import Frame

MAX_GLYPHS = 60_000  # a page of a resume holds some 3,000 characters
_BOLD = re.compile(
    r"bold|black|heavy|semibd|demi(?!ts)|-medi(?:ital)?$|[-,]bd\b"
    r"|(?:^|\+)(?:cm|ec|lm|sf|ti|ac)?bx\w*\d",
    re.IGNORECASE,
)
# A name somebody chose, as against a number a program gave: it would say that the font is bold.
_NAMED = re.compile(r"^(?:[A-Z]{6}\+)?(?!cidfont|font|type|t3|g_)[a-z]{4,}", re.IGNORECASE)
_ITALIC = re.compile(
    r"italic|oblique|slanted|(?:^|\+)(?:cm|ec|sf)(?:ti|sl|mi)\d|[-,]it\b", re.IGNORECASE
)
_ICONS = re.compile(r"awesome|icon(?!ic)|glyphicon|webding|material.?symbol", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_INVISIBLE_MODES = frozenset((3, 7))  # neither filled nor stroked; only clipped to
TINY = 2.0  # points: nobody reads this
_NARROW = 0.2  # ems: only characters narrower than this may share their origin with others
_UNMAPPED = frozenset((0x00, 0xFFFD))
_SPOKEN = 4  # so many characters from one glyph are words for a screen reader, not a ligature

_PLACE = (ctypes.c_void_p, ctypes.c_int)
_text_object = direct("FPDFText_GetTextObject", ctypes.c_void_p, *_PLACE)
_unicode = direct("FPDFText_GetUnicode", ctypes.c_uint, *_PLACE)
_loose_box = direct("FPDFText_GetLooseCharBox", ctypes.c_int, *_PLACE, ctypes.c_void_p)
_char_origin = direct(
    "FPDFText_GetCharOrigin", ctypes.c_int, *_PLACE, ctypes.c_void_p, ctypes.c_void_p
)
_matrix = direct("FPDFText_GetMatrix", ctypes.c_int, *_PLACE, ctypes.c_void_p)
_font_size = direct("FPDFTextObj_GetFontSize", ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
_font = direct("FPDFTextObj_GetFont", ctypes.c_void_p, ctypes.c_void_p)
_render_mode = direct("FPDFTextObj_GetTextRenderMode", ctypes.c_int, ctypes.c_void_p)


@dataclass(frozen=True, slots=True)
class Style:
    """What glyphs of one look share."""

    size: float  # points, as shown
    bold: bool
    italic: bool
    icons: bool  # a font of pictures
    bullets: bool  # a font whose letters stand for bullets
    invisible: bool  # painted with nothing
    colour: tuple[int, int, int]
    turn: int  # quarter turns clockwise from upright, as shown


_NO_STYLE = Style(0.0, False, False, False, False, True, (0, 0, 0), 0)


@dataclass(slots=True)
class Glyphs:
    """What a page's text amounts to. `glyphs[i].font` is an index of `styles`."""

    glyphs: list[Glyph]
    styles: list[Style]
    hidden: list[Glyph]  # painted with nothing, too small to see, or off the page
    spoken: list[
        tuple[int, list[Glyph]]
    ]  # (place in `glyphs`, characters that stand behind one glyph)
    unmapped: int = 0  # glyphs the file gives no character for


class GlyphReader:
    """Reads the characters of one text page in the order of the file's content.

    It runs for every character of every page, and some programs write a text object a character, so
    it asks PDFium as little as it can: a baseline once an object, a style once a look, a
    character's origin only where the character is suspiciously narrow.
    """

    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._text = text_page
        self._frame = frame
        self._looks = StyleReader(text_page, frame)
        self._clean: dict[int, str] = {}
        self._out = Glyphs([], self._looks.styles, [], [])
        self._stack = 0  # glyphs at the end of the output that share one origin
        self._spot: float = math.nan
        self._base: float = 0.0  # of the object being read, where upright
        self._bottom: float = 0.0
        self._upright = frame.turn == 0
        self._width, self._height = frame.width, frame.height
        self._page = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at = (ctypes.addressof(self._x), ctypes.addressof(self._y))

    def read(self) -> Glyphs:
        """All glyphs of the page."""
        page, rect = self._page, pdfium_c.FS_RECTF()
        where = ctypes.addressof(rect)
        previous, number, style = 0, 0, _NO_STYLE
        for index in range(min(pdfium_c.FPDFText_CountChars(self._text), MAX_GLYPHS)):
            handle = _text_object(page, index) or 0
            code = _unicode(page, index)
            if not handle:
                self._generated(code)
                continue
            _loose_box(page, index, where)
            if handle != previous:
                previous, number = handle, self._looks.number(handle, index)
                style = self._looks.styles[number]
                self._base = self._frame.top - self._origin(index)[1]
                self._bottom = float(rect.bottom)
            text = self._clean.get(code)
            if text is None:
                text = self._clean[code] = _cleaned(code)
            if style.bullets and text.isalnum():
                text = "•"
            self._add(self._placed(text, rect, style, number, index), style, index)
            if code in _UNMAPPED:
                self._out.unmapped += 1
        self._end_stack()
        return self._out

    def _generated(self, code: int) -> None:
        """What PDFium adds itself: a space where it sees a gap, a hyphen where one ends a line."""
        self._end_stack()
        if not self._out.glyphs:
            return
        last = self._out.glyphs[-1]
        if code in {0x20, 0x02}:
            text = " " if code == 0x20 else "-"
            self._out.glyphs.append(
                Glyph(text, last.x1, last.x1, last.base, last.size, last.bold, last.italic)
            )

    def _placed(self, text: str, rect: Any, style: Style, number: int, index: int) -> Glyph:
        size = style.size
        if self._upright and style.turn == 0:
            left, base = self._frame.left, self._base
            x0, x1 = rect.left - left, rect.right - left
            moved = rect.bottom - self._bottom
            if moved > 0.1 * size or moved < -0.1 * size:
                base = self._frame.top - self._origin(index)[1]
        else:
            x0, x1, base = self._turned(rect, *self._origin(index), style.turn)
        return Glyph(
            text,
            x0,
            max(x0, x1),
            base,
            size,
            style.bold,
            style.italic,
            style.turn,
            number,
        )

    def _add(self, glyph: Glyph, style: Style, index: int) -> None:
        if glyph.x1 - glyph.x0 < _NARROW * glyph.size or style.icons:
            self._pile(index)
        elif self._stack:
            self._end_stack()
        if not glyph.text:
            if self._stack:
                self._stack -= 1
            return
        if style.invisible or glyph.size <= TINY or not self._inside(glyph):
            self._out.hidden.append(glyph)
            self._stack = 0
        else:
            self._out.glyphs.append(glyph)

    def _inside(self, glyph: Glyph) -> bool:
        if glyph.turn:
            return True
        return (
            -2 <= glyph.x0 <= self._width + 2 and 0 <= glyph.base <= self._height + 0.5 * glyph.size
        )

    def _pile(self, index: int) -> None:
        """Count characters on one spot: more than a ligature's are one glyph's spoken text."""
        x = self._origin(index)[0]
        if self._stack and x == self._spot:
            self._stack += 1
            return
        self._end_stack()
        self._spot, self._stack = x, 1

    def _end_stack(self) -> None:
        if not self._stack:
            return
        piled = self._out.glyphs[-self._stack :]
        if self._stack >= _SPOKEN or self._looks.styles[piled[-1].font].icons:
            del self._out.glyphs[-self._stack :]
        if self._stack >= _SPOKEN:
            self._out.spoken.append((len(self._out.glyphs), piled))
        self._stack = 0

    def _origin(self, index: int) -> tuple[float, float]:
        _char_origin(self._page, index, *self._at)
        return self._x.value, self._y.value

    def _turned(self, rect: Any, x: float, y: float, turn: int) -> tuple[float, float, float]:
        """Along the reading direction of the glyph, whichever way it runs on the page."""
        left, top, right, bottom = self._frame.box(rect.left, rect.bottom, rect.right, rect.top)
        ox, oy = self._frame.point(x, y)
        if turn == 0:
            return left, right, oy
        if turn == 1:  # runs downwards
            return top, bottom, -ox
        if turn == 2:
            return -right, -left, -oy
        return -bottom, -top, ox  # runs upwards


class StyleReader:
    """The looks of text objects, each look once."""

    def __init__(self, text_page: Any, frame: Frame) -> None:
        self._text = text_page
        self._frame = frame
        self._page = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        self._matrix, self._size = pdfium_c.FS_MATRIX(), ctypes.c_float()
        self._where = (ctypes.addressof(self._matrix), ctypes.addressof(self._size))
        self._rgba = [ctypes.c_uint() for _ in range(4)]
        self._number_of: dict[tuple[Any, ...], int] = {}
        self.styles: list[Style] = []

    def number(self, handle: int, index: int) -> int:
        """The index in `styles` of the look of an object; `index` is one of its characters."""
        matrix, size = self._matrix, self._size
        _matrix(self._page, index, self._where[0])
        _font_size(handle, self._where[1])
        mode = _render_mode(handle)
        colour, alpha = self._colour(index, stroked=mode == 1)
        key = (
            _font(handle),
            size.value,
            (matrix.a, matrix.b, matrix.c, matrix.d),
            mode,
            colour,
            alpha,
        )
        known = self._number_of.get(key)
        if known is None:
            known = self._number_of[key] = len(self.styles)
            self.styles.append(self._style(index, mode, colour, alpha))
        return known

    def _style(self, index: int, mode: int, colour: tuple[int, int, int], alpha: int) -> Style:
        flags, buffer = ctypes.c_int(), ctypes.create_string_buffer(128)
        pdfium_c.FPDFText_GetFontInfo(self._text, index, buffer, 128, flags)
        name = buffer.value.decode("utf-8", "replace")
        size = self._size.value * math.hypot(self._matrix.c, self._matrix.d)
        return Style(
            size=size if math.isfinite(size) else 0.0,
            bold=self._bold(name, flags.value, index) or mode == 2,
            italic=bool(_ITALIC.search(name) or flags.value & _ITALIC_FLAG),
            icons=bool(_ICONS.search(name)),
            bullets="ingding" in name,
            invisible=mode in _INVISIBLE_MODES or alpha < 8,
            colour=colour,
            turn=self._turn(self._matrix.a, self._matrix.b),
        )

    def _bold(self, name: str, flags: int, index: int) -> bool:
        if _BOLD.search(name):
            return True
        if flags & _FORCE_BOLD_FLAG:
            return True
        if _NAMED.match(name):
            return False
        return pdfium_c.FPDFText_GetFontWeight(self._text, index) >= 700

    def _turn(self, a: float, b: float) -> int:
        """Quarter turns clockwise as shown; a slant of less than an eighth turn is upright."""
        if a == 0 and b == 0:
            return 0
        angle = -math.atan2(b, a) + self._frame.turn * math.pi / 2
        return round(angle / (math.pi / 2)) % 4

    def _colour(self, index: int, *, stroked: bool) -> tuple[tuple[int, int, int], int]:
        red, green, blue, alpha = self._rgba
        get = pdfium_c.FPDFText_GetStrokeColor if stroked else pdfium_c.FPDFText_GetFillColor
        if not get(self._text, index, red, green, blue, alpha):
            return (0, 0, 0), 255
        return (red.value, green.value, blue.value), alpha.value


def _cleaned(code: int) -> str:
    return "-" if code in (SOFT_HYPHEN, 0x02, 0xFFFE) else clean(code)

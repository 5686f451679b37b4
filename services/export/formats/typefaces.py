"""The typefaces of a PDF: which one sets which character, loaded when first needed, once a process.

Fira Sans sets Latin, Greek and Cyrillic in real weights. What it lacks comes from Noto Sans, and
Chinese, Japanese and Korean from WenQuanYi Micro Hei; those have one weight, and bold is drawn by
thickening their outlines. All are TrueType and free (OFL 1.1, OFL 1.1, Apache 2.0), and only the
glyphs a document uses are embedded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from services.export.formats.characters import SUBSTITUTE, is_hangul, is_ideographic

Cut = Literal["regular", "bold", "italic"]

_FIRA: dict[Cut, str] = {
    "regular": "FiraSans-Regular.ttf",
    "bold": "FiraSans-Bold.ttf",
    "italic": "FiraSans-Italic.ttf",
}
_NOTO = ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
_HAN = ("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc")
# Characters that few typefaces have, and others that say the same.
_ALIKE = {
    "\u2010": "-",
    "\u2011": "-",
    "\u00a0": " ",
    "\u2007": " ",
    "\u2212": "–",
    "\u2015": "—",
    "\u25aa": "•",
    "\u25cf": "•",
    "\u25e6": "•",
    "\u2043": "•",
    "\u301c": "～",
}


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file. Widths are in thousandths of the size."""

    name: str  # as registered with reportlab
    glyphs: dict[int, Any]
    widths: dict[int, float]
    default_width: float
    thickened: bool = False  # bold has to be drawn

    def has(self, character: str) -> bool:
        return ord(character) in self.glyphs

    def width(self, text: str) -> float:
        """Thousandths of the size the text takes."""
        widths, default = self.widths, self.default_width
        return sum([widths.get(ord(character), default) for character in text])


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one typeface sets; what stands here can be set as it is."""

    face: Typeface
    text: str
    thickened: bool


class Missing:
    """The characters of one document that no typeface has."""

    def __init__(self) -> None:
        self.count = 0
        self.kinds: set[str] = set()

    def note(self, character: str) -> None:
        self.count += 1
        self.kinds.add(character)


def preload() -> None:
    """Load what nearly every document needs: for a process from which others are forked."""
    for cut in _FIRA:
        _fira(cut)


def runs(text: str, cut: Cut, missing: Missing) -> Iterator[Run]:
    """The text as runs of one typeface each. Characters nobody has become a visible substitute."""
    first = _fira(cut)
    if first.glyphs.keys() >= set(map(ord, text)):
        yield Run(first, text, thickened=False)
        return
    current, buffer = first, ""
    for character in text:
        face, shown = _place(character, cut, current, missing)
        if face is not current and buffer:
            yield _run(current, buffer, cut)
            buffer = ""
        current, buffer = face, buffer + shown
    if buffer:
        yield _run(current, buffer, cut)


def _run(face: Typeface, text: str, cut: Cut) -> Run:
    return Run(face, text, thickened=face.thickened and cut == "bold")


def _place(character: str, cut: Cut, current: Typeface, missing: Missing) -> tuple[Typeface, str]:
    """Who sets the character, and as what."""
    if unicodedata.combining(character) and current.has(character):
        return current, character  # a mark stays with its letter
    for candidate in filter(None, (character, _ALIKE.get(character))):
        if (face := _face_for(candidate, cut)) is not None:
            return face, candidate
    missing.note(character)
    return _face_for(SUBSTITUTE, cut) or _fira(cut), SUBSTITUTE


def _face_for(character: str, cut: Cut) -> Typeface | None:
    """The first typeface that has the character; the large one is asked last, and not in vain."""
    first = _fira(cut)
    if first.has(character):
        return first
    eastern = is_ideographic(character) or is_hangul(character)
    if not eastern and _noto().has(character):
        return _noto()
    private = "\ue000" <= character <= "\uf8ff"  # pictures of whoever made the typeface
    if private or character > "\uffff":
        return None
    return _han() if _han().has(character) else None


@cache
def _fira(cut: Cut) -> Typeface:
    return _load("fontpkg_fira_sans", f"files/{_FIRA[cut]}")


@cache
def _noto() -> Typeface:
    return _load(*_NOTO, thickened=True)


@cache
def _han() -> Typeface:
    return _load(*_HAN, thickened=True)


def _load(package: str, path: str, *, thickened: bool = False) -> Typeface:
    from reportlab.pdfbase import pdfmetrics, ttfonts

    fonts: Any = ttfonts
    registry: Any = pdfmetrics
    name = re.split(r"[.\[]", Path(path).name)[0]
    font = fonts.TTFont(name, str(_directory(package) / path), shapable=False)
    registry.registerFont(font)
    face = font.face
    return Typeface(name, face.charToGlyph, face.charWidths, face.defaultWidth, thickened)


def _directory(package: str) -> Path:
    """Where a package keeps its files, without running it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"The package {package} with the fonts of PDF is not installed.")
    return Path(spec.origin).parent

"""What single characters of a file mean for text: ligatures, spaces, icons, bullets, marks."""

from __future__ import annotations

import re
import unicodedata

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# Zero-width characters, direction marks, byte order marks, variation selectors, replacement and
# control characters.
_DROPPED = frozenset(
    [
        *(0x034F, 0x061C, 0x180E, 0xFEFF, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0x7F),
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x80, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
    ]
)
_SPACES = frozenset(
    [
        *(0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xA0),
        *(0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000),
        *range(0x2000, 0x200B),
    ]
)
SOFT_HYPHEN = 0xAD

# Accents that no letter holds already, and the vowels of Indic and South-East Asian scripts: they
# belong to the word they stand in, but are no letters to `\w`.
MARKS = "".join(
    chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"
)
# Bullets as Word writes them: Symbol and Wingdings code points in the private use area.
_SYMBOL_BULLETS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF076: "❖",
    0xF0A8: "◻",
    0xF06E: "■",
    0xF06C: "●",
    0xF075: "◆",
    0xF02D: "-",
}
BULLETS = frozenset("•·▪◦‣●○■□◆◇►▶➢➤✓✔❖◻⁃∙»›➔⇨▸▹★☆❑❒♦◾▫⚫⬥➣⟐˗")
_DASH_BULLETS = frozenset("-–—*+")
_NUMBERED = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-z]\))\s+\S")


def clean(code: int) -> str:
    """The text of one code point: "" for what is not text, " " for every kind of space."""
    if 0x20 < code < 0x7F:
        return chr(code)
    if code in _SPACES:
        return " "
    if code in _DROPPED or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    if code in _SYMBOL_BULLETS:
        return _SYMBOL_BULLETS[code]
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return ""  # icons: a glyph with no meaning outside its own font
    char = chr(code)
    return LIGATURES.get(char, char)


def clean_text(text: str) -> str:
    """`clean` over a string; tabs stay, because they mark a gap; soft hyphens go."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        "\t" if char == "\t" else clean(ord(char)) for char in text if ord(char) != SOFT_HYPHEN
    )


def starts_as_bullet(text: str) -> bool:
    """Whether the line opens with a list marker, and something follows it."""
    if len(text) < 2:
        return False
    head, second = text[0], text[1]
    if head in BULLETS:
        return True
    if head in _DASH_BULLETS and second == " ":
        return True
    return bool(_NUMBERED.match(text))


def is_marker(text: str) -> bool:
    """Whether the whole word is a list marker."""
    return len(text) == 1 and (text in BULLETS or text in _DASH_BULLETS)

"""Text made fit to be set: composed, on one line, without what nobody can see."""

from __future__ import annotations

import unicodedata

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
_SPACES = frozenset(("Zs", "Zl", "Zp"))
# Kept of the invisible ones: no-break space, which holds words together.
_NO_BREAK = "\N{NO-BREAK SPACE}"


def clean(text: str) -> str:
    """The text as one line of visible characters.

    Control characters, marks of direction, joiners and variation selectors vanish: they show
    nothing, and a reordering mark can make a line say something else. Half a surrogate pair,
    which no file can hold, becomes the substitute.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split(" ")).strip() if "  " not in text else " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(map(_shown, composed))
    return " ".join(part for part in shown.split(" ") if part)


def _shown(character: str) -> str:
    if character.isalnum() or character == _NO_BREAK:
        return character
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in _SPACES:
        return " "
    if category == "Cs":
        return SUBSTITUTE
    if category in {"Cc", "Cf"} or _selects_variant(character):
        return ""
    return character


def _selects_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def is_ideographic(character: str) -> bool:
    """Whether the character is of Chinese or Japanese, which are written without spaces."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\ufe30" <= character <= "\ufe4f"
        or "\uff00" <= character <= "\uffef"
    )


def is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3"


def script_of(text: str) -> str:
    """The language tag that most of the letters suggest; `en`, the labels' own, for Latin ones.

    A script is not a language: where one script serves many, the tag names the script alone.
    """
    counts = {"en": 0, "und-Cyrl": 0, "el": 0, "zh": 0, "ja": 0, "ko": 0}
    for character in text:
        if "\u0041" <= character <= "\u024f":
            counts["en"] += character.isalpha()
        elif "\u0370" <= character <= "\u03ff":
            counts["el"] += 1
        elif "\u0400" <= character <= "\u052f":
            counts["und-Cyrl"] += 1
        elif "\u3040" <= character <= "\u30ff":
            counts["ja"] += 1
        elif "\uac00" <= character <= "\ud7a3":
            counts["ko"] += 1
        elif "\u3400" <= character <= "\u9fff":
            counts["zh"] += 1
    if counts["ja"] * 10 > counts["zh"]:  # kana are never Chinese
        counts["ja"] += counts.pop("zh")
    return max(counts, key=lambda tag: counts[tag])

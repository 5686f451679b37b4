"""Small pieces of the sentences the rules write: quotes, lists, counts, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.analysis.reading.vocabulary.listing import words

_SPACES = re.compile(r"\s+")
# A hyphen that only marked the end of a line, as PDF readers hand it on.
_LINE_HYPHEN = re.compile("[\u00ad\ufffe\uffff]\\s*|\ufffd")
_MARKER = re.compile(
    r"^(?:[^\w\s$€£¥~<>+\"'“‘(\[¿¡#@&-]\s*|[-–*]\s+|o\s+(?=[A-Z])|\(?\d{1,2}[.)]\s+)+"
)
_SEPARATOR = re.compile(r"(,\s|\s[&/|–—-]\s|\s\((?!\w+\)$)|\s\+\s)")
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s")
_SENTENCE = re.compile(r"[.!?]\)?\s(?=[A-ZÀ-Þ(])")
_CONNECTIVES = words(
    """
a an the and or of to in on for with by at from via as into de la y
"""
)


def tidy(text: str) -> str:
    """One line of plain words: no line breaks, no bullet marker, no invisible hyphen."""
    return _MARKER.sub("", _SPACES.sub(" ", _LINE_HYPHEN.sub("", text)).strip())


def clip(text: str, most: int) -> str:
    """At most `most` characters, cut at a word and marked so."""
    text = tidy(text)
    if len(text) <= most:
        return text
    kept = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-").split(" ")
    while len(kept) > 1 and kept[-1].casefold() in _CONNECTIVES:
        kept.pop()
    return " ".join(kept) + " …"


def quoted(text: str, most: int = 150, lead: str = "") -> str:
    """The words in quotation marks, without the full stop that would end our sentence early."""
    inner = clip(text, most).replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{lead}{inner.rstrip('.;, ')}”"


def shorten(text: str, most: int = 38) -> str:
    """A title or name cut at its own separators: "Profesor, Jefatura de MAC" becomes "Profesor"."""
    text = tidy(text)
    if len(text) <= most:
        return text
    parts = _SEPARATOR.split(text)
    short = parts[0]
    for separator, part in zip(parts[1::2], parts[2::2], strict=True):
        if len(short) + len(separator) + len(part) > most:
            break
        short += separator + part
    return (
        clip(short, most + 16).removesuffix(" …") if len(short) <= most + 16 else clip(short, most)
    )


def telling(text: str, figure: str | None, most: int = 150) -> str:
    """The quoted part of a line that holds its figure, where the whole is too long to repeat."""
    text = tidy(text)
    at = text.find(figure) if figure else -1
    if len(text) <= most or figure is None or at < 0:
        return quoted(text, most)
    begin = max((found.end() for found in _CLAUSE.finditer(text, 0, at)), default=0)
    sentence = max((found.end() for found in _SENTENCE.finditer(text, 0, at)), default=0)
    if at + len(figure) - sentence <= most:
        begin = sentence
    elif at + len(figure) - begin > most:
        begin = text.rfind(" ", 0, max(at - most // 2, 1)) + 1
    part = clip(text[begin:], most)
    if _SENTENCE.search(part):
        part = part[: next(_SENTENCE.finditer(part)).start() + 1]
    lead = "" if begin in (0, sentence) else "… "
    return quoted(part, most, lead)


def listed(items: Sequence[str], most: int = 0) -> str:
    """`a, b and c`; with `most`, `a, b and 4 more`."""
    if most and len(items) > most + 1:
        return f"{', '.join(items[:most])} and {len(items) - most} more"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 line`, `3 lines`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def years(months: int) -> str:
    """`7 months`, `1 year`, `7.6 years`."""
    if months < 12:
        return count(months, "month")
    value = f"{months / 12:.1f}".removesuffix(".0")
    return "1 year" if value == "1" else f"{value} years"


def person(name: str | None) -> str | None:
    """The name as a sentence would write it: JORDAN BLAKE becomes Jordan Blake."""
    if not name or not name.strip():
        return None
    name = tidy(name)
    return name if any(letter.islower() for letter in name) else name.title()


def sentence(text: str) -> str:
    """With exactly one full stop at its end, also after "Inc."."""
    return text if text.endswith(("!", "?")) else text.rstrip(". ") + "."


def possessive(name: str) -> str:
    return name + ("'" if name.endswith("s") else "'s")

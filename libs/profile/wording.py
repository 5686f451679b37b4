"""Small pieces of the sentences Vitae writes of a resume: quotes, lists, counts, years."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLANKS = re.compile(r"[\s\x00-\x1f]+")
# A hyphen that only marked the end of a line, as PDF readers hand it on.
_LINE_HYPHEN = re.compile("[\u00ad\ufffe\uffff]\\s*|\ufffd")
_MARKER = re.compile(
    r"^(?:[^\w\s$€£¥~<>+\"'“‘(\[¿¡#@&-]\s*|[-–*]\s+|o\s+(?=[A-Z])|\(?\d{1,2}[.)]\s+)+"
)
_CONNECTIVES = {
    "a", "an", "the", "and", "or", "of", "to", "in", "on", "for", "with", "by", "at", "from", "via",
    "as", "into", "de", "la", "y",
}  # fmt: skip
_QUOTED_MOST = 220


def one_line(text: str) -> str:
    """Plain words: no line breaks, no invisible hyphen."""
    return _BLANKS.sub(" ", _LINE_HYPHEN.sub("", text)).strip()


def tidy(text: str) -> str:
    """One line without the bullet or number it may begin with. Not for telephone numbers."""
    return _MARKER.sub("", one_line(text))


def clip(text: str, most: int) -> str:
    """At most `most` characters, cut at a word that can end a phrase, and marked so."""
    text = tidy(text)
    if len(text) <= most:
        return text
    kept = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-").split(" ")
    while len(kept) > 1 and kept[-1].casefold() in _CONNECTIVES:
        kept.pop()
    return " ".join(kept) + " …"


def quoted(text: str, most: int = _QUOTED_MOST, lead: str = "") -> str:
    """The words in quotation marks, without the full stop that would end our sentence early."""
    inner = clip(text, most).replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{lead}{inner.rstrip('.;, ')}”"


def listed(items: Sequence[str], most: int = 0, last: str = "and") -> str:
    """`a, b and c`; with `most`, `a, b and 4 more`; by semicolons where an item holds a comma
    outside of quotation marks.
    """
    if most and len(items) > most + 1:
        items = [*items[:most], f"{len(items) - most} more"]
    if len(items) < 2:
        return "".join(items)
    if any("," in item and not item.startswith("“") for item in items):
        return f"{'; '.join(items[:-1])}; {last} {items[-1]}"
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 line`, `3 lines`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def years(months: int) -> str:
    """`7 months`, `1 year`, `7.6 years`."""
    if months < 12:
        return count(months, "month")
    value = f"{months / 12:.1f}".removesuffix(".0")
    return "1 year" if value == "1" else f"{value} years"


def sentence(text: str) -> str:
    """With exactly one full stop at its end, also after "Inc."."""
    return text if text.endswith(("!", "?", ".”", "…")) else text.rstrip(". ") + "."

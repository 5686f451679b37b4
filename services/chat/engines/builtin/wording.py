"""Small pieces of the sentences of an answer: lists, lengths of time, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BLANKS = re.compile(r"[\s\x00-\x1f]+")
# A hyphen that only marked the end of a line, as PDF readers hand it on.
_LINE_HYPHEN = re.compile("[\u00ad\ufffe\uffff]\\s*|\ufffd")
_MARKER = re.compile(r"^(?:[•·●▪◦‣○■–*-]\s*)+")
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“¿])")
_QUOTED_MOST = 220
_PIECE = 80


def tidy(text: str) -> str:
    """One line of plain words: no line breaks, no bullet, no invisible hyphen."""
    return _MARKER.sub("", _BLANKS.sub(" ", _LINE_HYPHEN.sub("", text)).strip())


def clip(text: str, most: int) -> str:
    """At most about `most` characters, cut at a word and marked so."""
    text = tidy(text)
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def quoted(text: str, most: int = _QUOTED_MOST) -> str:
    """The words in quotation marks, without the full stop that would end our sentence early."""
    inner = clip(text, most).replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"“{inner.rstrip('.;, ')}”"


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; by semicolons where the items themselves hold commas."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    joint = f"; {last} " if comma == "; " else f" {last} "
    return f"{comma.join(items[:-1])}{joint}{items[-1]}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 role`, `3 roles`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def years(months: int) -> str:
    """`7 months`, `1 year`, `7.6 years`."""
    if months < 12:
        return count(months, "month")
    value = f"{months / 12:.1f}".removesuffix(".0")
    return "1 year" if value == "1" else f"{value} years"


def sentence(text: str) -> str:
    """With a capital and exactly one full stop at its end, also after "Inc."."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith(("!", "?", ".”", "…")) else text.rstrip(". ") + "."


def pieces(text: str) -> Iterator[str]:
    """`text` by sentences, long ones by about eighty characters; joined, they are `text`."""
    start = 0
    for end in [found.end() for found in _SENTENCE.finditer(text)] + [len(text)]:
        while end - start > _PIECE * 3 // 2:
            blank = text.rfind(" ", start + 1, start + _PIECE) + 1
            cut = blank if blank > start + 1 else start + _PIECE
            yield text[start:cut]
            start = cut
        if end > start:
            yield text[start:end]
        start = end

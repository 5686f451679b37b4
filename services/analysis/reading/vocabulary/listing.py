"""How the word lists beside this file are written: words by blanks, phrases by `|` or line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ACCENTS = {
    "a": "[aáàâãäå]",
    "c": "[cçćč]",
    "e": "[eéèêëę]",
    "i": "[iíìîï]",
    "n": "[nñń]",
    "o": "[oóòôõöø]",
    "s": "[sšśş]",
    "u": "[uúùûü]",
    "z": "[zžźż]",
    "'": "['’]",
    " ": r"\s+",
}


def words(text: str) -> frozenset[str]:
    """The set of words in `text`."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The set of phrases in `text`."""
    return frozenset(
        phrase.strip() for row in text.splitlines() for phrase in row.split("|") if phrase.strip()
    )


def any_of(entries: Iterable[str]) -> str:
    """A pattern for any of the folded entries, longest first, that also matches their accents."""
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(_accented(entry) for entry in ordered)


def _accented(entry: str) -> str:
    return "".join(_ACCENTS.get(char, re.escape(char)) for char in entry)

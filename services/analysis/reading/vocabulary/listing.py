"""How the word lists beside this file are written: words by blanks, phrases by `|` or line ends."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The set of words in `text`."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """The set of phrases in `text`."""
    return frozenset(
        phrase.strip() for row in text.splitlines() for phrase in row.split("|") if phrase.strip()
    )

"""What the rules alone do with words: shorter titles, the telling part of a line, names."""

from __future__ import annotations

import re

from libs.profile.wording import clip, quoted, sentence, tidy

APPLICANT = "the applicant"  # whose name isn't known
_SEPARATOR = re.compile(r"(,\s|\s[&/|–—-]\s|\s\((?!\w+\)$)|\s\+\s)")
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s")
_SENTENCE = re.compile(r"[.!?]\)?\s(?=[A-ZÀ-Þ(])")


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
    whole = len(short) <= most + 16
    return _closed(clip(short, most + 16).removesuffix(" …") if whole else clip(short, most))


def named(name: str, most: int) -> str:
    """A name of at most `most` characters that leaves no bracket open."""
    return _closed(clip(name, most))


def _closed(short: str) -> str:
    """Without the bracket that a cut left open: "Suite (Excel, Word …" becomes "Suite"."""
    opened = short.rfind("(")
    if opened <= 0 or ")" in short[opened:]:
        return short
    return short[:opened].rstrip(" ,;:–-")


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


def person(name: str | None) -> str | None:
    """The name as a sentence would write it: JORDAN BLAKE becomes Jordan Blake."""
    if not name or not name.strip():
        return None
    name = tidy(name)
    return name if any(letter.islower() for letter in name) else name.title()


def spoken(text: str) -> str:
    """A sentence as it is shown: whoever has no name begins it with a capital letter."""
    return sentence("The" + text[3:] if text.startswith(APPLICANT) else text)


def possessive(name: str) -> str:
    return name + ("'" if name.endswith("s") else "'s")

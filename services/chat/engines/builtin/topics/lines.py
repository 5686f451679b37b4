"""Answers that quote lines of the resume, each with the role or studies it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile.wording import quoted, tidy
from services.chat.engines.builtin.citing import TextLine
from services.chat.engines.builtin.facts import Facts
from services.chat.engines.engine import Citation

_ENDS = re.compile(r"[.!?:;]\)?$")
_GOES_ON = re.compile(r"^[a-zà-ÿ(]|^\d+%")
_BULLET = re.compile(r"^\s*[•·●▪◦‣○■*–-]\s")
_MOST_WRAPPED = 3


def whole(facts: Facts, line: TextLine) -> Citation:
    """The sentence a line is part of, where it was wrapped over several lines."""
    if highlight := facts.highlight_at(line):
        return highlight
    lines = facts.lines
    first = last = line.index
    while first > 0 and last - first < _MOST_WRAPPED and _joined(lines[first - 1], lines[first]):
        first -= 1
    while (
        last + 1 < len(lines)
        and last - first < _MOST_WRAPPED
        and _joined(lines[last], lines[last + 1])
    ):
        last += 1
    start = lines[first].start
    bullet = _BULLET.match(lines[first].text)
    return facts.places.at(start + (bullet.end() if bullet else 0), lines[last].end)


def _joined(line: TextLine, after: TextLine) -> bool:
    """Whether a sentence goes on from one line to the next."""
    if _BULLET.match(after.text) or _ENDS.search(line.text) or "\t" in line.text:
        return False
    if line.paragraph == after.paragraph:
        return True
    long = len(line.text) >= 50 or line.text.endswith(("-", "\ufffe", "\u00ad", ","))
    return long and (_GOES_ON.match(after.text) is not None or line.text.endswith("-"))


def context(facts: Facts, place: Citation) -> str:
    """` (Engineer at Acme, 2019 to 2021)`: whose line it is, where the line itself doesn't say."""
    for line in facts.lines_of(place):
        role = facts.owner(line)
        if role is None:
            continue
        parts = [part for part in (role.title, role.company) if part and part not in place.quote]
        label = " at ".join(parts)
        when = role.dates
        inside = ", ".join(part for part in (label, when) if part)
        return f" ({inside})" if inside else ""
    return ""


def quotes(facts: Facts, places: Sequence[Citation]) -> str:
    """The places quoted one after the other, with whose they are."""
    return "; ".join(quoted(tidy(place.quote)) + context(facts, place) for place in places)


def is_heading(text: str) -> bool:
    """Whether a line looks like the heading of a section."""
    words = text.split()
    if not words or len(words) > 5 or _BULLET.match(text) or _ENDS.search(text.rstrip(":")):
        return False
    if any(char.isdigit() for char in text) or "," in text or "\t" in text:
        return False
    return text.isupper() or (text.istitle() and len(words) <= 3)

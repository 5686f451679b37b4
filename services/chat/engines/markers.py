"""The marks by which a model names what a claim rests on, taken out of a text that comes in pieces.

Asked for are `[[12]]` for a line of the resume and `[[F3]]` for a fact; taken are also single
brackets, several names in one mark, and ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 48  # characters of a mark
_MOST_NAMES = 12  # in one mark
_B = r"[ \t]*"
_NAME = rf"(?:lines?{_B}|facts?{_B}|l)?f?\d{{1,5}}"
_JOINED = rf"{_B}(?:[-\u2013,;&]|and|\]{_B},?{_B}\[){_B}"
_MARK = re.compile(
    rf"\[{{1,2}}{_B}({_NAME}(?:{_JOINED}{_NAME})*){_B}\]{{1,2}}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"([-\u2013])?\s*(?:lines?\s*|l)?(f(?:acts?\s*)?)?(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a claim is said to rest on: names of lines (`12`) and facts (`F3`)."""

    names: tuple[str, ...]


class Markers:
    """Parts text from marks, wherever the pieces are cut."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> Iterator[str | Mark]:
        """Text and marks so far, in order."""
        return self._parts(self._held + piece, last=False)

    def end(self) -> Iterator[str | Mark]:
        """What was held back as the beginning of a mark."""
        return self._parts(self._held, last=True)

    def _parts(self, text: str, *, last: bool) -> Iterator[str | Mark]:
        self._held = ""
        position = 0
        while (at := text.find("[", position)) >= 0:
            if at > position:
                yield text[position:at]
            if not last and _unfinished(text[at:]):
                self._held = text[at:]
                return
            if mark := _MARK.match(text, at):
                yield Mark(_names(mark.group(1)))
                position = mark.end()
            else:
                yield "["
                position = at + 1
        if position < len(text):
            yield text[position:]


def _unfinished(text: str) -> bool:
    """Whether `text`, which begins with a bracket, may yet become a mark, or a longer one."""
    if len(text) > LONGEST or "\n" in text:
        return False
    closed = text.rstrip()
    if not closed.endswith("]"):
        return "]" not in text
    return not closed.endswith("]]") and text.startswith("[[")


def _names(listed: str) -> tuple[str, ...]:
    names: list[str] = []
    previous = 0
    for dash, fact, digits in _NUMBER.findall(listed):
        number = int(digits)
        first = previous + 1 if dash and not fact and previous < number else number
        names += [f"F{n}" if fact else str(n) for n in range(first, number + 1)][:_MOST_NAMES]
        previous = 0 if fact else number
    return tuple(dict.fromkeys(names))[:_MOST_NAMES]

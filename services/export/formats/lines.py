"""Paragraphs broken into lines: words, Chinese and Japanese without spaces, and what is too long.

Text never carries markup: a paragraph is a list of spans, each with its own look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from services.export.formats.characters import is_ideographic
from services.export.formats.typefaces import Cut, Missing, Run, runs

# Between these and what follows or precedes no line may break.
_NEVER_FIRST = frozenset(
    "、。，．・：；？！゛゜ーヽヾゝゞ々’”）〕］｝〉》」』】,.:;?!)]}…‥％℃〜～"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NEVER_LAST = frozenset("（〔［｛〈《「『【‘“([{￥＄")
# Where a word too long for a line is rather broken than anywhere.
_SEAM = re.compile(r"(?<=[/\-_.,;:?&=@|])(?=[^\s])")
_WORDS = re.compile(r" +|[^ ]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How a span is set. Size in points; the colour as 0xRRGGBB."""

    size: float
    colour: int
    cut: Cut = "regular"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look; `link` is where they lead."""

    text: str
    look: Look
    link: str | None = None


@dataclass(slots=True)
class Segment:
    """What is drawn in one go: one typeface, one look. Width in points."""

    run: Run
    look: Look
    link: str | None
    width: float


@dataclass(slots=True)
class Line:
    segments: list[Segment] = field(default_factory=list[Segment])
    width: float = 0.0

    @property
    def text(self) -> str:
        return "".join(segment.run.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class _Atom:
    """The least that stands on one line; `space` before it is dropped at a line's start."""

    segments: tuple[Segment, ...]
    width: float
    space: tuple[Segment, ...] = ()
    space_width: float = 0.0


def break_lines(
    spans: Sequence[Span], width: float, missing: Missing, first_width: float | None = None
) -> list[Line]:
    """The spans as lines at most `width` points wide (the first `first_width`).

    Only a single character wider than the line sticks out.
    """
    lines = [Line()]
    room = width if first_width is None else first_width
    for atom in _atoms(spans, missing):
        line = lines[-1]
        if line.segments and line.width + atom.space_width + atom.width > room:
            lines.append(Line())
            line, room = lines[-1], width
        if not line.segments and atom.width > room:
            room = _add_broken(atom, lines, room, width)
            continue
        if line.segments:
            _add(line, atom.space)
        _add(line, atom.segments)
    return lines if lines[-1].segments or len(lines) == 1 else lines[:-1]


def text_width(text: str, look: Look, missing: Missing) -> float:
    """Points the text takes on one line."""
    return sum(segment.width for segment in _segments(Span(text, look), text, missing))


def _add(line: Line, segments: Sequence[Segment]) -> None:
    for segment in segments:
        last = line.segments[-1] if line.segments else None
        if (
            last is not None
            and last.run.face is segment.run.face
            and last.run.thickened == segment.run.thickened
            and last.look is segment.look
            and last.link == segment.link
        ):
            joined = Run(last.run.face, last.run.text + segment.run.text, last.run.thickened)
            width = last.width + segment.width
            line.segments[-1] = Segment(joined, last.look, last.link, width)
        else:
            line.segments.append(segment)
        line.width += segment.width


def _add_broken(atom: _Atom, lines: list[Line], room: float, width: float) -> float:
    """A word longer than a line, over as many lines as it takes; the room in the last one."""
    for segment in atom.segments:
        for part in _parts(segment, max(room, width)):
            if lines[-1].segments and lines[-1].width + part.width > room:
                lines.append(Line())
                room = width
            _add(lines[-1], (part,))
    return room


def _parts(segment: Segment, width: float) -> Iterator[Segment]:
    """The segment cut at its seams, or between characters where a part is still too wide."""
    for part in _SEAM.split(segment.run.text):
        whole = _piece_of(segment, part)
        if whole.width <= width / 2:
            yield whole
        else:
            yield from (_piece_of(segment, cluster) for cluster in _clusters(part))


def _piece_of(segment: Segment, text: str) -> Segment:
    run = Run(segment.run.face, text, segment.run.thickened)
    width = segment.run.face.width(text) * segment.look.size / 1000
    return Segment(run, segment.look, segment.link, width)


def _clusters(text: str) -> Iterator[str]:
    """Characters with the marks that belong to them."""
    start = 0
    for index in range(1, len(text)):
        if not unicodedata.combining(text[index]):
            yield text[start:index]
            start = index
    yield text[start:]


def _atoms(spans: Sequence[Span], missing: Missing) -> Iterator[_Atom]:
    """What may stand on a line of its own, in order. Spans that touch make one word."""
    pending: list[Segment] = []
    space: tuple[Segment, ...] = ()
    for span in spans:
        blank = tuple(_segments(span, " ", missing))
        for token in _WORDS.findall(span.text):
            if token[0] == " ":
                if pending:
                    yield _atom(pending, space)
                    pending = []
                space = blank
                continue
            for number, part in enumerate(_unspaced(token)):
                if number and pending:
                    yield _atom(pending, space)
                    pending, space = [], ()
                pending += _segments(span, part, missing)
    if pending:
        yield _atom(pending, space)


def _atom(segments: list[Segment], space: tuple[Segment, ...]) -> _Atom:
    return _Atom(
        tuple(segments),
        sum(segment.width for segment in segments),
        space,
        sum(segment.width for segment in space),
    )


def _segments(span: Span, text: str, missing: Missing) -> list[Segment]:
    size = span.look.size / 1000
    return [
        Segment(run, span.look, span.link, run.face.width(run.text) * size)
        for run in runs(text, span.look.cut, missing)
    ]


def _unspaced(word: str) -> list[str]:
    """A word cut where a line may break without a space: beside ideographs, not Hangul."""
    if word.isascii() or not any(map(is_ideographic, word)):
        return [word]
    parts = [word[0]]
    for before, character in pairwise(word):
        free = is_ideographic(before) or is_ideographic(character)
        tied = (
            character in _NEVER_FIRST or before in _NEVER_LAST or unicodedata.combining(character)
        )
        if free and not tied:
            parts.append(character)
        else:
            parts[-1] += character
    return parts

"""The head of a record as segments: what separators set apart, but no dates, places, durations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from services.analysis.reading.cells import Cell, Style, style_of
from services.analysis.reading.cues import company_cue, is_duration, is_employment_type, title_cue
from services.analysis.reading.dates import find_dates
from services.analysis.reading.document import Line
from services.analysis.reading.locations import is_location, without_location
from services.analysis.reading.pieces import EDGES, Piece
from services.analysis.reading.rows import Row
from services.analysis.reading.vocabulary.labels import RECORD_LABELS
from services.analysis.reading.vocabulary.listing import any_of

SEPARATOR = re.compile(
    r"\s*[|¦│｜]\s*|\s*;\s+|\s+[·•∙●▪◦⋅*♦◆■❖✦⬥►⁃]\s*|\s*[·•∙]\s+|\s+[–—‒-]{1,2}\s+|[–—]\s+|\s+[–—]|\s+//?/\s+|\s+@\s*|\t+"
)
_WEB = re.compile(
    r"^(?:https?://|www\.)\S+$|^\S{3,}\.(?:com|org|net|io|dev|edu)(?:/\S*)?$", re.IGNORECASE
)
_PREPOSITION = re.compile(r"(?:at|bei|chez|presso)\s+(?=[^\W\d_a-z])")
_LABEL = re.compile(rf"^(?:{any_of(RECORD_LABELS)})\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """A phrase of a record's head that may be a title, an employer, a school or a degree."""

    piece: Piece
    row: int  # which line of the head
    cell: int
    style: Style
    line: Line
    dashed: bool = False  # a dash, not another separator, sets it apart from the one before

    @property
    def text(self) -> str:
        return self.piece.text


@dataclass(slots=True)
class Parts:
    """A record's head, taken apart."""

    segments: list[Segment] = field(default_factory=list[Segment])
    places: list[Piece] = field(default_factory=list[Piece])


def take_apart(rows: Sequence[Row]) -> Parts:
    """The segments and places of the head lines, in reading order."""
    parts = Parts()
    for index, row in enumerate(rows):
        dates = [when.piece for when in find_dates(row.piece)]
        for number, cell in enumerate(row.cells):
            for phrase, dashed in _phrases(cell, dates):
                for piece in _by_typeface(row.line, phrase):
                    style = style_of(row.line, piece)
                    _sort(parts, Segment(piece, index, number, style, row.line, dashed))
    return parts


def _by_typeface(line: Line, phrase: Piece) -> list[Piece]:
    """A phrase cut where its typeface changes between words: "**Acme**, _Engineer_"."""
    cuts: list[int] = []
    spans = [span for span in line.spans if phrase.start < span.end and span.start < phrase.end]
    for left, right in pairwise(spans):
        at = right.start - phrase.start
        same = (left.bold, left.italic) == (right.bold, right.italic)
        if same or not 0 < at < len(phrase.text):
            continue
        before, after = phrase.text[:at], phrase.text[at:]
        apart = before[-1] in " ,:" or after[0] in " ,:"
        bracket = after.lstrip(" ,")[:1] == "("
        if apart and not bracket and before.strip(EDGES) and after.strip(EDGES):
            cuts.append(at)
    edges = [0, *cuts, len(phrase.text)]
    return [phrase.cut(start, end) for start, end in pairwise(edges)]


def _phrases(cell: Cell, dates: Sequence[Piece]) -> Iterable[tuple[Piece, bool]]:
    """What separators and dates leave of a cell."""
    for part in _around(cell.piece, dates):
        dashed, at = False, 0
        for match in SEPARATOR.finditer(part.text):
            if _inside_brackets(part.text, match.start()):
                continue
            yield part.cut(at, match.start()), dashed
            dashed = match.group().strip() in {"-", "–", "—", "--", "‒"}
            at = match.end()
        yield part.cut(at), dashed


def _inside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at) and ")" in text[at:]


def _around(piece: Piece, dates: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for date in dates:
        start, end = date.start - piece.start, date.end - piece.start
        if end > at and start < len(piece.text):
            found.append(piece.cut(at, max(at, start)))
            at = min(end, len(piece.text))
    found.append(piece.cut(at))
    return [part for part in found if part.text]


def _sort(parts: Parts, segment: Segment) -> None:
    """Put a phrase where it belongs; nothing where it says neither who, what nor where."""
    piece = segment.piece.without_brackets()
    label = _LABEL.match(piece.text) or _PREPOSITION.match(piece.text)
    piece = piece.cut(label.end()).strip() if label else piece
    text = piece.text
    if not any(char.isalnum() for char in text) or is_duration(text) or is_employment_type(text):
        if is_location(text):
            parts.places.append(piece)
        return
    if _WEB.match(text) or (
        text.endswith(".") and len(text.split()) >= 4 and title_cue(text) < 2 > company_cue(text)
    ):
        return
    kept, place = without_location(piece)
    if place is not None:
        parts.places.append(place)
    for part in kept:
        trimmed = part.without_brackets()
        if any(char.isalnum() for char in trimmed.text):
            parts.segments.append(
                replace(segment, piece=trimmed, style=style_of(segment.line, trimmed))
            )

"""The name of the person a resume is about; None rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.analysis.reading.characters import MARKS
from services.analysis.reading.cues import company_cue, title_cue
from services.analysis.reading.headings import is_document_title, phrase_kind
from services.analysis.reading.locations import is_location
from services.analysis.reading.pieces import Piece, Quoter
from services.analysis.reading.rows import Row
from services.analysis.reading.vocabulary.degrees import DEGREE_ABBREVIATIONS
from services.analysis.reading.vocabulary.heading_words import DOCUMENT_WORDS
from services.analysis.reading.vocabulary.labels import (
    NAME_LABELS,
    NAME_PARTICLES,
    NOT_NAMES,
    POST_NOMINALS,
)
from services.analysis.reading.vocabulary.listing import any_of
from services.analysis.reading.words import fold, folded_words, is_upper

_LABEL = re.compile(rf"^(?:{any_of(NAME_LABELS)})\s*[:\t-]?\s+", re.IGNORECASE)
_TITLE_PREFIX = re.compile(
    r"^(?:curriculum\s+vitae|resume|résumé|cv|lebenslauf)\s*[:|\u2013\u2014-]\s*", re.IGNORECASE
)
_APART = re.compile(r"\s*[|•·\t]\s*|\s+[–—-]\s+|\s{3,}|,\s+|\s*\(")
_WORD = re.compile(rf"^[^\W\d_](?:[^\W\d_]|[{MARKS}'’.`-])*\.?$")
_VOWEL = re.compile("[AEIOUY]")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_HAN_NAME = re.compile("^[\u4e00-\u9fff]{2,4}$")
_THRESHOLD = 3.0
_ROWS = 14  # how far down the header a name can stand


@dataclass(frozen=True, slots=True)
class _Candidate:
    piece: Piece
    size: float
    row: int
    labelled: bool = False


def find_name(
    rows: Sequence[Row], email: str | None, links: Iterable[str], quoter: Quoter
) -> Piece | None:
    """The name among the header's rows. It may span two lines; it stands verbatim in the text."""
    candidates = [c for index, row in enumerate(rows[:_ROWS]) for c in _candidates(row, index)]
    candidates += _two_lines(rows[:_ROWS], quoter)
    largest = max((cell.style.size for row in rows[:_ROWS] for cell in row.cells), default=0.0)
    handles = [fold(link.rstrip("/").rsplit("/", 1)[-1]) for link in links]
    local = fold((email or "").split("@")[0])
    best: tuple[float, Piece] | None = None
    for candidate in candidates:
        score = _score(candidate, largest, local, handles)
        if score >= _THRESHOLD and (best is None or score > best[0]):
            best = (score, candidate.piece)
    return best[1] if best else None


def _candidates(row: Row, index: int) -> Iterable[_Candidate]:
    for cell in row.cells[:3]:
        piece = cell.piece.strip()
        label = _LABEL.match(piece.text) or _TITLE_PREFIX.match(piece.text)
        if label:
            piece = piece.cut(label.end()).strip()
        first = next(iter(piece.split(_APART)), None)
        if first is not None and _could_be_name(first.text):
            name = _without_post_nominals(first)
            yield _Candidate(name, cell.style.size, index, bool(label))
    if len(row.cells) == 2 and _LABEL.match(row.cells[0].piece.text + " "):
        value = row.cells[1].piece.strip()
        if _could_be_name(value.text):
            name = _without_post_nominals(value)
            yield _Candidate(name, row.cells[1].style.size, index, True)


def _without_post_nominals(piece: Piece) -> Piece:
    """The name alone, of "Mary Jones RN BSN"; what is left is a full name."""
    while len(piece.text.split()) > 2:
        rest, last = piece.text.rsplit(maxsplit=1)
        plain = last.replace(".", "")
        # In a name in capitals a word with a vowel may be one of its words: "JOHN KAY MBA".
        doubtful = is_upper(rest) and _VOWEL.search(plain)
        if plain not in POST_NOMINALS or doubtful:
            break
        piece = piece.cut(0, len(rest))
    return piece


def _two_lines(rows: Sequence[Row], quoter: Quoter) -> Iterable[_Candidate]:
    """First and last name on lines of their own, in one typeface larger than the rest."""
    for index, (above, below) in enumerate(pairwise(rows)):
        same = above.style == below.style and above.line.column == below.line.column
        if not same or len(above.cells) != 1 or len(below.cells) != 1 or above.style.size == 0:
            continue
        short = len(above.text.split()) <= 2 and len(below.text.split()) <= 2
        if short and _could_be_name(above.text) and _could_be_name(below.text):
            yield _Candidate(quoter.joined(above.piece, below.piece), above.style.size, index)


def _could_be_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or is_document_title(text):
        return False
    if (
        not all(_WORD.match(word) for word in words)
        or sum(len(word.strip(".")) > 1 for word in words) == 0
    ):
        return False
    folded = folded_words(text)
    if any(word in NOT_NAMES for word in folded) or all(w in DOCUMENT_WORDS for w in folded):
        return False
    if sum(word in DOCUMENT_WORDS for word in folded) * 2 > len(folded):
        return False
    if phrase_kind(text)[0] is not None:
        return False
    return all(
        word[0].isupper() or fold(word) in NAME_PARTICLES or not word[0].islower() for word in words
    )


def _score(candidate: _Candidate, largest: float, local: str, handles: Sequence[str]) -> float:
    text = candidate.piece.text
    words = [word.strip(".'") for word in folded_words(text)]
    score = 4.0 if candidate.labelled else 0.0
    score += 1.5 if _HAN_NAME.match(text) else 0.0
    score += 1.5 if 2 <= len(words) <= 4 else 0.25
    score += max(0.0, 1.5 - 0.4 * candidate.row)
    if largest and candidate.size >= largest - 0.5:
        score += 1.5
    elif largest and candidate.size >= 0.75 * largest:
        score += 0.5
    score += 3.0 * _match(words, local)
    score += 1.5 * max((_match(words, handle) for handle in handles), default=0.0)
    score -= 1.5 * min(2.0, title_cue(text)) + (4.0 if company_cue(text) >= 1.5 else 0.0)
    if is_location(text):
        score -= 3.0
    if all(word in DEGREE_ABBREVIATIONS for word in words):
        score -= 4.0
    return score


def _match(words: Sequence[str], handle: str) -> float:
    """How well a name fits the local part of an address or a profile's handle, 0 to 1."""
    plain = re.sub(r"[^a-z]", "", handle)
    long = [re.sub(r"[^a-z]", "", word) for word in words if len(word) > 1]
    long = [word for word in long if word]
    if len(plain) < 3 or not long:
        return 0.0
    if "".join(long) == plain or "".join(reversed(long)) == plain:
        return 1.0
    inside = [word for word in long if len(word) > 2 and word in plain]
    if len(inside) >= 2:
        return 1.0
    if inside and len(inside[0]) >= 0.5 * len(plain):
        return 0.9
    initials = "".join(word[0] for word in long)
    return 0.4 if inside or (plain.startswith(initials) and len(initials) > 2) else 0.0

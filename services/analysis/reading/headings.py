"""Which lines are section headings: by vocabulary, by typography, and by both together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.analysis.reading.cells import Cell, cells, style_of
from services.analysis.reading.dates import find_dates
from services.analysis.reading.document import Line
from services.analysis.reading.pieces import Piece, line_piece
from services.analysis.reading.vocabulary import chinese
from services.analysis.reading.vocabulary.heading_words import (
    AMBIGUOUS,
    DOCUMENT_TITLES,
    MODIFIERS,
)
from services.analysis.reading.vocabulary.headings import NOUNS, PHRASES, SectionKind
from services.analysis.reading.vocabulary.organisations import LEGAL_FORMS, ORGANISATION_WORDS
from services.analysis.reading.vocabulary.roles import TITLE_WORDS
from services.analysis.reading.words import fold, folded_words, is_upper

_DECORATION = " \t:.-_=*#|\u2013\u2014\u2022\u00b7>\u25a0\u25cf\u25aa[](){}\u203a\u00bb~"
_NUMBERING = re.compile(r"^(?:[IVX]{1,4}|\d{1,2}|[A-H])[.)]\s+")
_MAX_WORDS = 7
_MAX_CHARACTERS = 60
_BROKEN = 3  # lines between the parts of a heading that a rail breaks
_ALIGNED = 3.0  # points
_CORE = frozenset(("experience", "education", "skills", "summary"))
_PRIORITY: tuple[SectionKind, ...] = (
    "experience",
    "education",
    "skills",
    "projects",
    "certifications",
    "languages",
    "summary",
    "activities",
    "courses",
    "contact",
    "other",
)

Signature = tuple[float, bool, bool]  # size, bold, capitals


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the kind of section it opens, its words, how many cells of the line it takes."""

    kind: SectionKind
    piece: Piece
    cells: int  # 0: the whole line


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    kind: SectionKind
    piece: Piece
    cells: int
    exact: bool  # the whole phrase is in the vocabulary
    signature: Signature


def find_headings(lines: Sequence[Line]) -> dict[int, Heading]:
    """Line index → heading, over the whole document."""
    body = _body_signature(lines)
    known = [c for i, line in enumerate(lines) if (c := _candidate(i, line)) is not None]
    trusted = _trusted(known, body)
    found: dict[int, Heading] = {}
    for candidate in known:
        if _believed(candidate, lines[candidate.index], body, trusted):
            found[candidate.index] = Heading(candidate.kind, candidate.piece, candidate.cells)
    found.update(_broken_in_rail(lines, found))
    found.update(_unknown(lines, found, body))
    return dict(sorted(found.items()))


def _trusted(known: Sequence[_Candidate], body: Signature) -> set[Signature]:
    """The ways headings are set: twice at least, or once for a word that can be nothing else."""
    clear = [c for c in known if c.exact and not _is_ambiguous(c.piece.text)]
    exact = [c for c in clear if c.signature != body]
    counts = Counter(c.signature for c in exact)
    plain = {c.signature for c in exact if c.kind in _CORE}
    return plain | {sign for sign, count in counts.items() if count > 1}


def _is_ambiguous(text: str) -> bool:
    """Whether the word names a section in one resume and a skill or a label in the next."""
    return fold(text.strip(_DECORATION)) in AMBIGUOUS


def phrase_kind(text: str) -> tuple[SectionKind | None, bool]:
    """The kind of section the phrase names, and whether the vocabulary has the whole phrase."""
    key = _key(text)
    whole = PHRASES.get(key) or chinese.HEADINGS.get(key.replace(" ", ""))
    if whole is not None:
        return whole, True
    words = key.replace("/", " ").replace("&", " & ").split()
    if not 1 < len(words) <= _MAX_WORDS:
        return None, False
    nouns: list[SectionKind] = [NOUNS[word] for word in words if word in NOUNS]
    if not nouns or (words[-1] not in NOUNS and words[0] not in NOUNS):
        return None, False
    kind = min(nouns, key=_PRIORITY.index)
    return kind, all(word in NOUNS or word in MODIFIERS for word in words)


def _key(text: str) -> str:
    """The words of a heading for look-up: decoration off, letter-spacing closed."""
    plain = _NUMBERING.sub("", text.strip(_DECORATION)).strip(_DECORATION)
    tokens = plain.split()
    if len(tokens) > 3 and all(len(token) == 1 for token in tokens):  # letter-spaced
        plain = " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", plain))
    return fold(plain).replace("&", "and")


def _candidate(index: int, line: Line) -> _Candidate | None:
    if line.bullet:
        return None
    parts = cells(line)
    if len(parts) > 1 and (found := _in_rail(index, line, parts[0])):
        return found
    whole = line_piece(line).strip(" \t")
    if len(whole.text) > _MAX_CHARACTERS or whole.text.endswith((".", ",", ";")):
        return None
    kind, exact = phrase_kind(whole.text)
    if kind is None or (len(parts) > 1 and not exact):
        return None
    return _Candidate(index, kind, whole, 0, exact, signature(line, whole))


def _in_rail(index: int, line: Line, cell: Cell) -> _Candidate | None:
    """A heading that stands in the first cell of a line, its section beginning beside it."""
    first = cell.piece
    if len(first.text) > _MAX_CHARACTERS or first.text.endswith(":"):
        return None
    kind, exact = phrase_kind(first.text)
    if kind is None or not exact:
        return None
    return _Candidate(index, kind, first, 1, exact, signature(line, first))


def _broken_in_rail(lines: Sequence[Line], found: dict[int, Heading]) -> dict[int, Heading]:
    """The first lines of headings that a narrow rail breaks ("Technical" above "Skills")."""
    upper: dict[int, Heading] = {}
    for index, heading in found.items():
        for above in range(max(0, index - _BROKEN), index) if heading.cells else ():
            first = cells(lines[above])[:2]
            if len(first) < 2 or above in found:
                continue
            kind, exact = phrase_kind(f"{first[0].piece.text} {heading.piece.text}")
            beside = abs(first[0].x0 - lines[index].x0) < _ALIGNED
            if exact and kind is not None and beside:
                upper[above] = Heading(kind, first[0].piece, 1)
    return upper


def signature(line: Line, piece: Piece) -> Signature:
    """How the piece is set: size to half a point, bold, capitals."""
    style = style_of(line, piece)
    return (round(style.size * 2) / 2, style.bold, is_upper(piece.text))


def _body_signature(lines: Sequence[Line]) -> Signature:
    """How most of the text is set."""
    counts: Counter[Signature] = Counter()
    for line in lines:
        for span in line.spans:
            piece = Piece(span.start, line.text[span.start - line.start : span.end - line.start])
            counts[signature(line, piece)] += len(piece.text)
        if not line.spans:
            counts[signature(line, line_piece(line))] += len(line.text)
    return counts.most_common(1)[0][0] if counts else (0.0, False, False)


def _believed(candidate: _Candidate, line: Line, body: Signature, trusted: set[Signature]) -> bool:
    """Whether a phrase that could be a heading is set like one."""
    if line.heading:
        return True
    distinct = candidate.signature != body and candidate.signature[0] >= body[0] - 0.5
    if candidate.cells:  # beside its section: only where it is set like other headings
        return distinct and candidate.signature in trusted
    if not trusted:  # a format without typography
        return candidate.exact
    if candidate.signature in trusted:
        return True
    if _is_ambiguous(candidate.piece.text):
        return False
    several = len(folded_words(candidate.piece.text)) > 1
    return candidate.exact and (distinct or several)


def _unknown(
    lines: Sequence[Line], found: dict[int, Heading], body: Signature
) -> dict[int, Heading]:
    """Lines set exactly like the headings that are known, whose words no vocabulary has."""
    used = Counter(signature(lines[i], h.piece) for i, h in found.items())
    top = min([*found, *_contact_lines(lines)], default=0)  # the name may be set like a heading
    shared = {sign for sign, count in used.items() if count >= 2 and sign != body}
    unknown = {
        index: Heading("other", line_piece(line).strip(" \t"), 0)
        for index, line in enumerate(lines)
        if index not in found and signature(line, line_piece(line)) in shared
        if index > top and _could_be_heading(line) and not _leads_record(lines, index)
    }
    crowded = len(unknown) > max(3, len(found))
    return {} if crowded and not any(lines[i].heading for i in unknown) else unknown


def _leads_record(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line has a range of dates: then this one names an employer or school."""
    below = lines[index + 1 : index + 2]
    return any(when.range for line in below for when in find_dates(line_piece(line)))


def _contact_lines(lines: Sequence[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if "@" in line.text]


def _could_be_heading(line: Line) -> bool:
    words = folded_words(line.text)
    if not 1 <= len(words) <= _MAX_WORDS or len(line.text) > _MAX_CHARACTERS or line.bullet:
        return False
    if line.text.rstrip().endswith((".", ",", ";")) or len(cells(line)) > 1:
        return False
    if any(char.isdigit() or char in "@|" for char in line.text):
        return False
    known = TITLE_WORDS | ORGANISATION_WORDS | LEGAL_FORMS
    return not any(word in known for word in words)


def is_document_title(text: str) -> bool:
    """Whether the words name the document ("Curriculum Vitae"), not a person or a section."""
    return _key(text) in DOCUMENT_TITLES

"""Which phrases are degrees and which are schools, and where the field of a degree begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.analysis.reading.memory import remembered
from services.analysis.reading.pieces import Piece
from services.analysis.reading.vocabulary import chinese, korean
from services.analysis.reading.vocabulary.degrees import (
    DEGREE_ABBREVIATIONS,
    DEGREE_WORDS,
    EDUCATION_NOTES,
    FIELD_WORDS,
    WEAK_DEGREE_WORDS,
)
from services.analysis.reading.vocabulary.organisations import ORGANISATION_WORDS, SCHOOL_WORDS
from services.analysis.reading.words import fold, folded_words, is_upper

_MAX_WORDS = 20
_LAST_WORDS = frozenset(
    ("diploma", "certificate", "degree", "ged", "abitur", "baccalaureate", "diplom")
)
_CERTIFICATE = re.compile(
    r"\b(?:certificate|diploma|degree|certificado|titulo|diplome) (?:of|in|de|en)\b|"
    r"\bclass (?:x|xii|10|12)(?:th)?\b|\b1[02]th\b"
)
_DOTTED = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_]|\s|,|$)")
_FIELD = re.compile(r"\s(?:in|en|im|em|der|f[üu]r)\s+(?P<field>[^\W\d_].*)$", re.IGNORECASE)
# What may stand between a degree and its field: "BSc (Hons) Nursing".
_HONOURS = re.compile(r"\s*(?:\((?:hons?|honou?rs|oxon|cantab)\.?\)|hons\b\.?)\s*", re.IGNORECASE)
_MADE_OF = re.compile(r"\b(?:bachelor|master|doctor)(?:'?s)? (?:of|in)\b")
_UNIT = re.compile(
    r"^(?:school|college|faculty|department|dept\.?|institute|facultad|faculdade|facolta|departamento|"
    r"dipartimento|fakultat|ufr|escuela|scuola) (?:of|de|di|do|da|fur)\b"
)
_AND_SCHOOL = re.compile(
    r"\s(?:at|from|an der|bei der|presso|chez|à l['’]|na|no|en la|en el)\s", re.IGNORECASE
)


@remembered
def degree_strength(text: str) -> float:
    """How surely the phrase is or holds a degree: 0 no, 1 perhaps, 2 surely."""
    bare = _DOTTED.sub("", text.strip())
    words = folded_words(bare)
    if not words or len(words) > _MAX_WORDS:
        return 0.0
    if words[0] in DEGREE_ABBREVIATIONS:
        return 1.75 if words[0] in WEAK_DEGREE_WORDS and _written_as_degree(text) else _short(words)
    if _CERTIFICATE.search(fold(text)):
        return 1.75
    eastern = any(part in bare for part in (*chinese.DEGREE_PARTS, *korean.DEGREE_PARTS))
    if eastern or (words[-1] in _LAST_WORDS and len(words) > 1):
        return 2.0  # "High School Diploma"
    if words[0] in DEGREE_WORDS or words[0].rstrip("s").removesuffix("'") in DEGREE_WORDS:
        return 1.5 if words[0] in WEAK_DEGREE_WORDS else 2.0
    return _inside(bare, words)


def _written_as_degree(text: str) -> bool:
    """Whether "MA" or "B.E." is written like a degree, not like a word of some language."""
    first = text.split(maxsplit=1)[0]
    return (
        is_upper(_DOTTED.sub("", first))
        or "." in first[:-1]
        or (first[0].isupper() and len(first) > 2)
    )


def _short(words: Sequence[str]) -> float:
    return 0.0 if words[0] in WEAK_DEGREE_WORDS else 2.0


def _inside(bare: str, words: Sequence[str]) -> float:
    """How surely a phrase that begins otherwise holds a degree: "Computer Science, PhD"."""
    strong = any(word in DEGREE_WORDS and word not in WEAK_DEGREE_WORDS for word in words)
    if strong or _MADE_OF.search(fold(bare)):  # "Professional Master of Education"
        return 1.25
    if words[-1] in DEGREE_ABBREVIATIONS and is_upper(bare.rsplit(maxsplit=1)[-1]):
        return 1.25
    return 1.0 if any(word in DEGREE_WORDS for word in words) else 0.0


@remembered
def school_strength(text: str) -> float:
    """How surely the phrase names a school: 0 no, 1 perhaps, 2 surely."""
    words = folded_words(text)
    if not words or len(words) > 16:
        return 0.0
    hits = [word for word in words if word in SCHOOL_WORDS]
    if any(part in text for part in (*chinese.SCHOOL_PARTS, *korean.SCHOOL_PARTS)):
        return 2.0
    if any(len(word) > 5 for word in hits):
        return 2.0
    if hits:
        return 1.5
    compound = any(
        len(word) > 10 and word.endswith(("schule", "universitat", "gymnasium", "kolleg"))
        for word in words
    )
    if compound:
        return 2.0
    return 0.75 if any(word in ORGANISATION_WORDS for word in words) else 0.0


def names_field(text: str) -> bool:
    """Whether the phrase names a subject of study."""
    return any(word in FIELD_WORDS for word in folded_words(text))


def is_unit(text: str) -> bool:
    """Whether the phrase names a part of a school ("College of Engineering")."""
    return bool(_UNIT.match(fold(text)))


def is_note(text: str) -> bool:
    """Whether the phrase is a grade, a thesis, a list of courses."""
    key = fold(text).lstrip("(- ")
    return any(key.startswith(note) for note in EDUCATION_NOTES)


def field_of(degree: Piece) -> Piece | None:
    """What was studied, of a degree as written: "History" of "B.A. in History"."""
    match = _FIELD.search(degree.text)
    if match:
        return degree.cut(match.start("field")).without_brackets()
    head, comma, tail = degree.text.partition(",")
    if comma and tail.strip() and degree_strength(head) >= 1.5:
        return degree.cut(len(head) + 1).without_brackets()
    first = degree.text.split()[0]
    short = folded_words(_DOTTED.sub("", first))
    if short and short[0] in DEGREE_ABBREVIATIONS and len(first) < len(degree.text):
        honours = _HONOURS.match(degree.text, len(first))
        rest = degree.cut(honours.end() if honours else len(first)).without_brackets()
        return rest if len(rest.text) > 2 else None
    return None


def part_at_school(piece: Piece) -> list[Piece]:
    """A degree and its school as two pieces: "BSc at Yale College", "PhD Yale College"."""
    for match in _AND_SCHOOL.finditer(piece.text):
        left, right = piece.cut(0, match.start()).strip(), piece.cut(match.end()).strip()
        if degree_strength(left.text) >= 1 and school_strength(right.text) >= 1.5:
            return [left, right]
    first, _, rest = piece.text.partition(" ")
    school = rest.split(",")[0]
    tight = folded_words(rest)[:1] != ("of",) and not names_field(school)
    if (
        tight
        and degree_strength(first) >= 1.75
        and school_strength(school) >= 1.5
        and first[-1] != ","
    ):
        return [piece.cut(0, len(first)), piece.cut(len(first)).strip()]
    return [piece]

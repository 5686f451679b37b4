"""Contact details: e-mail, telephone, place, age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from services.analysis.reading.dates import find_dates
from services.analysis.reading.locations import COMMA, is_location, is_place_name, without_location
from services.analysis.reading.pieces import Piece
from services.analysis.reading.rows import Row
from services.analysis.reading.sections import Section
from services.analysis.reading.segments import SEPARATOR
from services.analysis.reading.vocabulary.labels import PHONE_LABELS, PLACE_LABELS, STREETS
from services.analysis.reading.vocabulary.listing import any_of
from services.analysis.reading.words import fold

_EMAIL = re.compile(
    r"(?<![\w.%+-])[^\W_][\w.%+-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,5}[^\W\d_]{2,24}(?![\w@])"
)
_PHONE = re.compile(
    r"(?<![\w./@#-])(?:\(?\+|00)?[\s(]{0,2}\d(?:(?:[\s.\-\u2010-\u2015/]|\s?\(|\)[\s-]?|\s-\s)?\d){6,14}(?![\w@/])"
)
_PHONE_LABEL = re.compile(rf"(?:{any_of(PHONE_LABELS)})\s*[.:]?\s*[(+]?$", re.IGNORECASE)
_PLACE_LABEL = re.compile(rf"^(?:{any_of(PLACE_LABELS)})\s*[:\t]\s*", re.IGNORECASE)
_STREET = re.compile(
    rf"\b(?:{any_of(STREETS)})\b|stra(?:ss|ß)e\b|(?<=\w)str\.|\b(?:st|rd|dr|av)\.", re.IGNORECASE
)
_TOWN = re.compile(r"\b(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?\s+[^\W\d_][^\d,|]{2,40}$")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\S+\.[a-z]{2,10}/\S*", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:person\w*|dati|datos|dados|etat civil|details)\b")
_AGE = (
    re.compile(
        r"\b(?:age|aged|edad|alter|idade|et[aà]|[aâ]ge)\s*[:\s]\s*(?P<age>\d{2})\b(?!\s*[-–/.]\s*\d)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<age>\d{2})\s*(?:years?\s+old|ans\b(?!\s+d)|a[ñn]os(?:\s+de\s+edad)?\b(?!\s+de\s+exp)|jahre?\s+alt|anos\s+de\s+idade|anni\b(?!\s+di))",
        re.IGNORECASE,
    ),
)


def find_email(pieces: Iterable[Piece]) -> Piece | None:
    """The first e-mail address."""
    for piece in pieces:
        match = _EMAIL.search(piece.text[:2000])
        if match:
            return piece.cut(match.start(), match.end())
    return None


def find_phone(pieces: Iterable[Piece], *, labelled: bool = False) -> Piece | None:
    """The first telephone number; with `labelled`, only one that says it is one."""
    for piece in pieces:
        text = piece.text[:2000]
        for match in _PHONE.finditer(text):
            number = piece.cut(match.start(), match.end()).strip(" \t\n\u00a0,;:|/")
            plus = number.text.lstrip("( ").startswith(("+", "00"))
            said = plus or bool(_PHONE_LABEL.search(text, 0, match.start()))
            if (said or not labelled) and _is_phone(number, said=said):
                return _balanced(number)
    return None


def _is_phone(number: Piece, *, said: bool) -> bool:
    digits = sum(char.isdigit() for char in number.text)
    if not 7 <= digits <= 15 or find_dates(number):
        return False
    groups = re.findall(r"\d+", number.text)
    if not said and (len(groups) == 1 and digits < 9):
        return False
    return not all(len(group) == 4 and group[:2] in ("19", "20") for group in groups)


def _balanced(number: Piece) -> Piece:
    if number.text.count("(") > number.text.count(")"):
        return number.cut(number.text.index("(") + 1)
    return number


def find_place(rows: Sequence[Row]) -> Piece | None:
    """Where the person lives, as the header or the contact section says."""
    phrases = [phrase for row in rows for phrase in _phrases(row)]
    for phrase in phrases:
        label = _PLACE_LABEL.match(phrase.text)
        if label and len(phrase.text) - label.end() > 1:
            return phrase.cut(label.end()).strip()
    for phrase in (*phrases, *(left for row in rows for left in _beside_addresses(row.piece))):
        if is_location(phrase.text):
            return phrase
    return next((place for phrase in phrases if (place := _in_address(phrase))), None)


def _phrases(row: Row) -> list[Piece]:
    return [
        part.without_brackets()
        for cell in row.cells
        for part in cell.piece.split(SEPARATOR)
        if "@" not in part.text and len(part.text) < 120
    ]


def _beside_addresses(piece: Piece) -> list[Piece]:
    """What e-mail addresses, web addresses and telephone numbers leave of a line they stand in."""
    around: list[Piece] = []
    for part in piece.cut(0, 500).split(_ADDRESS):
        phone = find_phone([part])
        around += (
            [part.cut(0, phone.start - part.start), part.cut(phone.end - part.start)]
            if phone
            else [part]
        )
    found = [part.strip() for part in around]
    return found if len(found) > 1 else []


def _in_address(phrase: Piece) -> Piece | None:
    """The town of a postal address."""
    town = _TOWN.search(phrase.text)
    if town and (_STREET.search(phrase.text) or is_place_name(re.sub(r"^\S+\s", "", town.group()))):
        return phrase.cut(town.start(), town.end())
    _, place = without_location(phrase)
    if place is not None and (_STREET.search(phrase.text) or phrase.text[:1].isdigit()):
        return place
    parts = phrase.split(COMMA)
    if (
        len(parts) > 1
        and _STREET.search(phrase.text)
        and not any(find_dates(part) for part in parts)
    ):
        return parts[-1]
    return None


def find_age(pieces: Iterable[Piece]) -> Piece | None:
    """The age, where it is said: the piece that says it; its digits are `age_of`."""
    for piece in pieces:
        for pattern in _AGE:
            match = pattern.search(piece.text[:500])
            if match and 14 <= int(match["age"]) <= 99:
                return piece.cut(match.start(), match.end())
    return None


def age_of(piece: Piece) -> int:
    """The number in a piece found by `find_age`."""
    digits = re.search(r"\d{2}", piece.text)
    return int(digits.group()) if digits else 0


def contact_rows(sections: Sequence[Section]) -> list[Row]:
    """Where contact details stand: what is above the first heading, and contact sections."""
    own = {"header", "contact", "links"}
    rows = [row for section in sections if section.kind in own for row in section.rows]
    personal = [
        s for s in sections if s.kind == "other" and s.heading and _personal(s.heading.text)
    ]
    return rows + [row for section in personal for row in section.rows]


def _personal(heading: str) -> bool:
    return bool(_PERSONAL.search(fold(heading)))

"""Places in a record: which phrases are places, and how to take one off the end of a phrase."""

from __future__ import annotations

import re

from services.analysis.reading.cues import title_cue
from services.analysis.reading.pieces import Piece
from services.analysis.reading.vocabulary.organisations import LEGAL_FORMS, ORGANISATION_WORDS
from services.analysis.reading.vocabulary.places import (
    CITIES,
    COUNTRIES,
    REGION_CODES,
    REGIONS,
    REMOTE,
)
from services.analysis.reading.vocabulary.roles import TITLE_WORDS
from services.analysis.reading.words import fold, folded_words

COMMA = re.compile(r"(?<!\d),|,(?!\d)|，")
_EITHER = re.compile(r"\s[&/|]\s|\s(?:and|und|y|et|e|or)\s|/")
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{0,2}-?\d{4,6}(?:-\d{3,4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2})\b"
)
_AREA = re.compile(r"(?:^greater\s|\s(?:metropolitan\s)?area$|\sregion$|^region\s)")
_SENTENCE_DOT = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_])")
_DEPARTMENTS = frozenset(("IT", "PR"))  # codes of regions that more often mean a department
_BRACKETED = re.compile(r"\s*\([^()]{0,40}\)\s*")


def is_location(text: str) -> bool:
    """Whether the whole phrase is a place: "Austin, TX", "Remote", "Berlin, Germany", "UK"."""
    plain = _BRACKETED.sub(" ", text).strip(" .,;()")
    if not plain or len(plain) > 70:
        return is_place_name(text.strip(" ()")) if text else False
    if is_place_name(plain):
        return True
    either = [part for part in _EITHER.split(plain) if part.strip()]
    if len(either) > 1 and all(is_location(part) for part in either):
        return True
    parts = [part.strip() for part in COMMA.split(_POSTCODE.sub("", plain)) if part.strip()]
    return _single(parts[0]) if len(parts) == 1 else _city_and_region(parts)


def _single(text: str) -> bool:
    """A place in one piece: "Melbourne VIC", "San Francisco Bay Area"."""
    words = text.split()
    code = len(words) > 1 and words[-1] in REGION_CODES and len(words[-1]) > len("SE")
    named = _could_be_city(" ".join(words[:-1])) if code else _area(text)
    return named or _city_with_code(text)


def _city_with_code(text: str) -> bool:
    """A known city with its region's code and no comma: "Springfield IL"."""
    city, _, code = text.rpartition(" ")
    return code in REGION_CODES and code not in _DEPARTMENTS and fold(city) in CITIES


def _city_and_region(parts: list[str]) -> bool:
    """A place in two or three pieces: "Austin, TX", "Mountain View, California, USA"."""
    if not 1 < len(parts) < 4 or not is_region(parts[-1]) or not _could_be_city(parts[0]):
        return False
    first, *between, last = parts
    if fold(last) in REMOTE or (not between and fold(last) in CITIES):
        return is_place_name(first)  # a city follows a firm, a state follows a city
    # "Acme, Berlin, Germany" begins with a firm; "Mountain View, California, USA" does not.
    state = all(is_region(part) and fold(part) not in CITIES for part in between)
    return state and (not between or is_country(last))


def is_country(text: str) -> bool:
    """A country, by name or by one of the codes that stand for one after a state."""
    return fold(text).strip(" .,;") in COUNTRIES or text in ("US", "USA", "EUA", "EEUU", "UAE")


def leading_stranger(place: Piece) -> Piece | None:
    """What stands before a country where no known city does: "Brightside" of "Brightside, Peru"."""
    parts = place.split(COMMA)
    if len(parts) != 2 or not is_country(parts[1].text) or is_place_name(parts[0].text):
        return None
    return parts[0]


def is_place_name(text: str) -> bool:
    """A country, region, large city, or a word for work from anywhere."""
    key = fold(text).strip(" .,;")
    return key in COUNTRIES or key in REGIONS or key in CITIES or key in REMOTE


def is_region(text: str) -> bool:
    """What may stand after a city: a state or country, by name or code; also work from anywhere."""
    bare = _POSTCODE.sub("", text).strip(" ()")
    if bare.rstrip(".") in REGION_CODES or bare.replace(".", "") in REGION_CODES:
        return True
    key = fold(bare).strip(" .,;")
    return key in COUNTRIES or key in REGIONS or key in REMOTE


def _area(text: str) -> bool:
    key = fold(text)
    return bool(_AREA.search(key)) and len(key.split()) <= 5 and _could_be_city(text)


def _could_be_city(text: str) -> bool:
    words = folded_words(text)
    if not 0 < len(words) <= 4 or any(char.isdigit() for char in text):
        return False
    if not text.strip()[:1].isupper():
        return False
    if fold(text) in CITIES:
        return True
    return not any(
        word in LEGAL_FORMS
        or word in TITLE_WORDS
        or (word in ORGANISATION_WORDS and len(words) > 1)
        for word in words
    )


def without_location(piece: Piece) -> tuple[list[Piece], Piece | None]:
    """The comma parts of `piece` that are no place, and the place among them.

    Parts that touch stay one piece: of "Docent, Library, Reno, NV" stays "Docent, Library".
    """
    whole = piece.strip()
    if is_location(whole.text):
        return [], whole
    parts = _open_sentence([part for part in piece.parts(COMMA) if part.strip().text])
    for last in range(len(parts) - 1, 0, -1):
        text = parts[last].strip().text
        if not (is_region(text) or is_place_name(text) or _city_with_code(text)):
            continue
        first = _place_start(parts, last)
        place = _span(piece, parts[first], parts[last])
        left = [_span(piece, parts[0], parts[first - 1])] if first else []
        right = [_span(piece, parts[last + 1], parts[-1])] if last + 1 < len(parts) else []
        return [part for part in left + right if part.text], place
    return ([whole] if whole.text else []), None


def _open_sentence(parts: list[Piece]) -> list[Piece]:
    """A firm and a city that a full stop parts: "Northwind Technology. San Jose, California"."""
    if len(parts) < 2 or not is_region(parts[-1].strip().text):
        return parts
    before = parts[-2]
    cuts = list(_SENTENCE_DOT.finditer(before.text))
    if not cuts or not _could_be_city(before.text[cuts[-1].end() :]):
        return parts
    cut = cuts[-1]
    return [*parts[:-2], before.cut(0, cut.start()), before.cut(cut.end()), parts[-1]]


def _place_start(parts: list[Piece], last: int) -> int:
    """The first part of the place that ends at part `last`."""
    region = parts[last].strip().text
    if last == 0 or not is_region(region) or fold(region) in REMOTE:
        return last
    before = parts[last - 1].strip().text
    city = parts[last - 2].strip().text if last > 2 else ""
    state = is_region(before) and fold(before) not in CITIES and is_country(region)
    if state and city and _could_be_city(city):
        return last - 2
    return last - 1 if _is_its_city(parts, last) else last


def _is_its_city(parts: list[Piece], last: int) -> bool:
    """Whether the part before a region is a city in it, not the name of a firm."""
    before, region = parts[last - 1].strip().text, parts[last].strip().text
    before = _POSTCODE.sub("", before).strip()  # "69003 Lyon"
    if fold(region) in CITIES and not is_place_name(before):
        return False  # "Magazine Luiza, São Paulo"
    code = region.rstrip(".") in REGION_CODES
    followed = code and len(parts) > 2
    if last == 1 and not followed:
        return False  # what is left of the place must name someone
    if fold(before) in CITIES:
        return True
    if not _could_be_city(before) or (not code and _names_firm(before)):
        return False
    # "Engineer, Brightside, Germany" names a firm.
    return not (last == 2 and fold(region) in COUNTRIES and title_cue(parts[0].text) >= 1.5)


def _names_firm(text: str) -> bool:
    words = folded_words(text)
    return any(word in LEGAL_FORMS or word in ORGANISATION_WORDS for word in words)


def _span(piece: Piece, first: Piece, last: Piece) -> Piece:
    """From the start of one part to the end of another, edges off."""
    return piece.cut(first.start - piece.start, last.end - piece.start).strip()

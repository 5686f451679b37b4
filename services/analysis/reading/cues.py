"""How much the words of a phrase speak for a job title, and how much for an organisation."""

from __future__ import annotations

import re

from services.analysis.reading.memory import remembered
from services.analysis.reading.vocabulary import chinese
from services.analysis.reading.vocabulary.organisations import (
    LEGAL_FORMS,
    ORGANISATION_WORDS,
    SCHOOL_WORDS,
)
from services.analysis.reading.vocabulary.roles import (
    EMPLOYMENT_TYPES,
    TITLE_ENDINGS,
    TITLE_MODIFIERS,
    TITLE_PHRASES,
    TITLE_WORDS,
)
from services.analysis.reading.words import fold, folded_words

_HEAD_END = re.compile(
    r"\s*[,;:(|/–—]|\s-\s|\s(?:of|for|in|to|at|on|with|de|del|en|para|des|du|pour|für|im|bei|di|per|da|do|em|e|y|und|et|and|&)\s",
    re.IGNORECASE,
)
_GRADE = re.compile(r"(?:[ivx]{1,3}(?:/[ivx]{1,3})?|\d|l\d|ii/iii|intern)$")
_BRACKETED = re.compile(r"\([^()]*\)")
_DURATION = re.compile(
    r"^[(\s]*(?:(?:about|ca\.?|approx\.?)\s)?(?:\d{1,3}[+.,]?\d?\s*(?:years?|yrs?|months?|mos?|weeks?|jahre?n?|monate?n?|ans?|mois|anos?|años?|mes(?:es)?|anni|anno|mesi|hours?)\b[\s,&]*(?:and\s|y\s|et\s|und\s)?){1,3}(?:per\s\w+)?[)\s]*$",
    re.IGNORECASE,
)
# A language's order: the head noun ends an English or German title and begins a Romance one.
_LEADING_ROMANCE = re.compile(r"\s(?:de|del|en|des|du|di|da|do|em|d['’])\s?", re.IGNORECASE)


@remembered
def title_cue(text: str) -> float:
    """How much speaks for a job title: 0 nothing, 2 and more a clear case."""
    key = fold(_BRACKETED.sub(" ", text))
    words = folded_words(key)
    if not words or len(words) > 16:
        return 0.0
    head = folded_words(_HEAD_END.split(key, maxsplit=1)[0]) or words
    score = 2.0 if key.endswith(chinese.TITLE_ENDINGS) else 0.0
    while len(head) > 1 and _GRADE.match(head[-1]):
        head = head[:-1]
    if head and _is_title_word(head[-1]):
        score += 2.0
    elif _is_title_word(words[0]) or _is_title_word(words[-1]):
        score += 1.5
    elif any(_is_title_word(word) for word in words):
        score += 1.0
    if words[0] in TITLE_MODIFIERS and len(words) > 1:
        score += 0.75
    if any(key.startswith(phrase) for phrase in TITLE_PHRASES):
        score += 1.5
    return score


@remembered
def company_cue(text: str) -> float:
    """How much speaks for an organisation: 0 nothing, 2 and more a clear case."""
    key = fold(_BRACKETED.sub(" ", text))
    words = folded_words(key)
    if not words or len(words) > 16:
        return 0.0
    score = 2.0 if key.endswith(chinese.COMPANY_ENDINGS) else 0.0
    score += 1.0 if any(part in key for part in chinese.COMPANY_PARTS) else 0.0
    head = folded_words(re.split(r"\s[-|·]\s|,", key, maxsplit=1)[0]) or words
    last_two = (head[-1], words[-1])
    if any(word.rstrip(".") in LEGAL_FORMS for word in last_two) and len(words) > 1:
        score += 2.5
    if head[-1] in ORGANISATION_WORDS or head[0] in ORGANISATION_WORDS:
        score += 1.75
    elif any(word in ORGANISATION_WORDS for word in words):
        score += 0.75
    if any(word in SCHOOL_WORDS for word in words):
        score += 1.0
    if words[0] == "the":
        score += 0.5
    return score


def _is_title_word(word: str) -> bool:
    if word in TITLE_WORDS:
        return True
    if word.endswith("s") and word[:-1] in TITLE_WORDS:
        return False
    tail = word.rsplit("-", 1)[-1].rsplit("/", 1)[-1]
    if tail != word and tail in TITLE_WORDS:
        return True
    return len(word) > 8 and word.endswith(TITLE_ENDINGS)


def is_employment_type(text: str) -> bool:
    """Whether the phrase only says what kind of post it is: "Full-time", "(Part-time)"."""
    return fold(text).strip(" ().,") in EMPLOYMENT_TYPES


def is_duration(text: str) -> bool:
    """Whether the phrase only says how long: "2 years 10 months"."""
    return len(text) < 60 and bool(_DURATION.match(text))

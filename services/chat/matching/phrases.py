"""Several words that mean one thing, put as the one word the vocabulary knows."""

from __future__ import annotations

from collections.abc import Sequence

from services.chat.matching.words import Word, stem

# Written by stems. An empty meaning: the phrase says nothing.
_PHRASES: dict[str, str] = {
    "at the moment": "current",
    "at present": "current",
    "right now": "current",
    "most recent": "latest",
    "what year": "when",
    "which year": "when",
    "in what year": "when",
    "in which year": "when",
    "what date": "when",
    "for how long": "howlong",
    "how long": "howlong",
    "how much time": "howlong",
    "how many year of": "howlong",
    "how many year": "howlong",
    "how many month": "howlong",
    "for how many year": "howlong",
    "how much experience": "howlong",
    "how much work experience": "howlong",
    "by how much": "howmuch",
    "how much": "howmuch",
    "what percentage": "howmuch",
    "how many": "howmany",
    "the number of": "howmany",
    "what make you": "why",
    "what make me": "why",
    "how come": "why",
    "what be the reason": "why",
    "for what reason": "why",
    "how big": "howlarge",
    "how large": "howlarge",
    "tell me": "tell",
    "can you tell me": "tell",
    "could you tell me": "tell",
    "can you please tell me": "tell",
    "could you please tell me": "tell",
    "can you list": "list",
    "can you describe": "describe",
    "can you explain": "explain",
    "would you like": "want",
    "i would like": "want",
    "prior to": "before",
    "as well as": "and",
    "as well": "",
    "short summary": "summary",
    "brief summary": "summary",
    "give me": "give",
    "show me": "show",
    "walk me": "walk",
    "let me": "let",
    "time when": "time",
    "time where": "time",
    "situation where": "time",
    "situation when": "time",
    "situation in which": "time",
    "occasion when": "time",
    "example of a time": "time",
    "would you say": "",
    "i want to know": "",
    "i would like to know": "",
    "do you know": "",
    "let me know": "",
    "phone number": "phone",
    "telephone number": "phone",
    "mobile number": "phone",
    "date of birth": "birthday",
    "most important": "main",
    "good at": "know",
    "stop work at": "leave",
    "stop work for": "leave",
    "stop work": "leave",
    "finish university": "graduate",
    "finish college": "graduate",
    "complete university": "graduate",
    "strong point": "strength",
    "strong side": "strength",
    "weak point": "weakness",
    "weak spot": "weakness",
    "weak side": "weakness",
    "look like": "",
    "be there": "have",
    "there be": "have",
}
_BY_STEMS = {tuple(map(stem, phrase.split())): meaning for phrase, meaning in _PHRASES.items()}
_LONGEST = max(map(len, _BY_STEMS))


def with_phrases_joined(found: Sequence[Word]) -> list[Word]:
    """The words, with every phrase replaced by its meaning; the longest phrase wins."""
    joined: list[Word] = []
    at = 0
    while at < len(found):
        length, meaning = _phrase_at(found, at)
        if length == 0:
            joined.append(found[at])
        elif meaning:
            joined.append(Word(meaning, stem(meaning)))
        at += length or 1
    return joined


def _phrase_at(found: Sequence[Word], at: int) -> tuple[int, str]:
    """How many words the phrase that begins here has, 0 where none does, and its meaning."""
    for length in range(min(_LONGEST, len(found) - at), 1, -1):
        stems = tuple(word.stem for word in found[at : at + length])
        if stems in _BY_STEMS:
            return length, _BY_STEMS[stems]
    return 0, ""

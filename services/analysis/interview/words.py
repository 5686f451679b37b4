"""Sentences around what the resume says: how a question opens, why it is asked."""

from __future__ import annotations

import re

from services.analysis.reading.vocabulary.listing import words

# How a question comes to a line. No set uses one twice before it has used all.
LINE_OPENINGS = (
    "You write {quote}: {ask}",
    "One line reads {quote}: {ask}",
    "{quote}, you say: {ask}",
    "Let's take {quote}: {ask}",
    "About {quote}: {ask}",
    "Your resume has {quote}: {ask}",
    "I stopped at {quote}: {ask}",
    "Back to {quote}: {ask}",
    "On {quote}: {ask}",
    "A line of yours, {quote}: {ask}",
    "{quote} caught my eye: {ask}",
    "Looking at {quote}: {ask}",
)
SKILL_OPENINGS = (
    "You list {quote}: {ask}",
    "{quote} is on your resume: {ask}",
    "Among what you name is {quote}: {ask}",
    "Your resume names {quote}: {ask}",
    "Let's talk about {quote}: {ask}",
    "I see {quote}: {ask}",
    "You name {quote}: {ask}",
    "One entry is {quote}: {ask}",
)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_POINTS_BACK = re.compile(r"\b(?:there|that (?:system|design|pipeline|suite))\b")
_STEM = 6  # letters
_SAY_NOTHING = words(
    """
about across after again alone anothe before behind beside betwee could different differ during
every first having other others people should since someth someon somebo still their there these
thing things those three through throug today under until using what's where which while whose
within withou would years
"""
)
_NOT_LETTERS = re.compile(r"[^\w]+")


def opened(opening: str, quote: str, ask: str) -> str:
    """A question behind the words that prompt it."""
    if ":" in ask:  # it sets a scene of its own: a sentence for itself
        opening = opening.replace(": {ask}", ". {ask}")
        ask = capital(ask)
    return opening.format(quote=quote, ask=ask)


def capital(text: str) -> str:
    """With a capital at its beginning, also behind a quotation mark."""
    return text[:1].upper() + text[1:]


def bare(text: str) -> str:
    """For comparing questions: letters and digits alone."""
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def words_in(text: str) -> int:
    return len(text.split())


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words, for telling how much two texts are about."""
    found = frozenset(word[:_STEM] for word in _LONG_WORD.findall(text.casefold()))
    return found - _SAY_NOTHING


def points_back(ask: str) -> bool:
    """Whether a question speaks of something named before it."""
    return _POINTS_BACK.search(ask) is not None

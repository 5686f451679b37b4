"""Lines of a resume as their owner would say them: in the first person, word for word the same.

A line is only opened with "I" where its first word is known to be a deed; any other is quoted, so
that nothing is said that the resume doesn't say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from libs.profile.wording import clip, quoted, tidy
from services.analysis.interview.deeds import (
    AMBIGUOUS,
    BASES,
    CHANGES,
    DONE_TO,
    NOT_PAST,
    PASTS,
    RESULTS,
)
from services.analysis.reading.vocabulary.verbs import ACTION_VERBS
from services.analysis.rubric.rewrite import in_past, past_of

_LONGEST = 240  # characters of one spoken sentence
_SENTENCE = re.compile(r"(?<=[a-z0-9%)][.!])\s+(?=[A-Z])")
_OBJECT = re.compile(
    r"(?:the|an?|all|our|their|his|her|my|new|daily|weekly|monthly|and|with|to|for|on|in|up|over"
    r"|across|between|by|from|as|\$?\d[\d,.]*\+?|[a-z-]+s)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^(?P<what>I (?P<verb>[a-z]+)\b.{8,}?),? (?P<how>(?P<by>by [a-z-]+ing|through|via)\b.+)$"
)
_SO = re.compile(rf"^(?P<what>.{{12,}}?),\s(?:and\s)?(?P<so>{'|'.join(RESULTS)})\s(?P<rest>.+)$")
# A second effect would have to be put in the past too, and may be a noun: "and training".
_AND_SO = re.compile(r"(?:,|\band) [a-z]+ing\b")
_WAS = re.compile(
    r"(?:responsible for|in charge of|tasked with|part of|member of)\b", re.IGNORECASE
)
_CUTS = re.compile(
    r"\s\((?:[^)]*)\)|[,;]\s(?=(?:including|such as|and|with|which|while)\b)|;\s|\.\s"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A line, told: as a whole, and, where its words allow, what was done and what came of it."""

    whole: str
    how: str = ""
    result: str = ""


def told(line: str) -> Told:
    """The line as full sentences."""
    first = opening_sentence(line)
    said = first_person(first)
    if said is None:
        return Told(f"In the words of my resume: {quoted(first, _LONGEST)}.")
    said = _short(said)
    whole = said + "."
    if (match := _SO.match(said)) and not _AND_SO.search(match["rest"]):
        past = RESULTS[match["so"]]
        return Told(whole, f"{match['what']}.", f"That {past} {match['rest']}.")
    match = _HOW.match(said)
    if match and (match["verb"] in CHANGES or match["by"].startswith("by ")):
        return Told(whole, f"I got there {match['how']}.", f"{match['what']}.")
    return Told(whole)


def opening_sentence(line: str) -> str:
    """The first sentence of a line, which is what is told of it."""
    return _SENTENCE.split(tidy(line))[0]


def first_person(line: str) -> str | None:
    """`Cut costs by 14%.` becomes `I cut costs by 14%`; None where the line opens with no deed."""
    text = tidy(line).rstrip(" .;,:")
    first, _, rest = text.partition(" ")
    word = first.casefold()
    if not rest or (first.isupper() and len(first) > 1):
        return None
    if word in ("i", "i've", "i’ve"):
        return text
    if word.endswith("ly"):
        verb, _, others = rest.partition(" ")
        said = _opened(verb.casefold(), others) if others else None
        return f"I {word} {said}" if said else None
    if word in ("was", "am"):
        return f"I {word} {rest}"
    if _WAS.match(text):
        return f"I was {_lowered(text)}"
    said = _opened(word, rest)
    return f"I {said}" if said else None


def _opened(word: str, rest: str) -> str | None:
    """The words after "I"; None where `word` names no deed of the person's own."""
    following = rest.split(" ", 1)[0].casefold()
    if is_past(word):
        if following in ("by", "as", "for", "to", "from", "among") and word in DONE_TO:
            return f"was {word} {rest}"
        return None if following == "by" else f"{word} {rest}"
    base = word if word in BASES else word.removesuffix("s") if word.endswith("s") else ""
    if base in BASES and (base not in AMBIGUOUS or _OBJECT.match(rest)):
        return f"{base} {rest}"
    past = past_of(word) if word.endswith("ing") else None
    if past and is_past(past) and (done := in_past(f"{word} {rest}")):
        return _lowered(done)
    return None


def is_past(word: str) -> bool:
    """Whether a folded word is a verb in the past."""
    known = word in ACTION_VERBS and word.isascii() and not word.endswith("e")
    return (
        known or word in PASTS or (word.endswith("ed") and len(word) > 4)
    ) and word not in NOT_PAST


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _short(said: str) -> str:
    """Short enough to say in one breath, cut where a thought ends."""
    if len(said) <= _LONGEST:
        return said
    ends = [match.start() for match in _CUTS.finditer(said, 60, _LONGEST)]
    return said[: ends[-1]] if ends else clip(said, _LONGEST).removesuffix(" …")

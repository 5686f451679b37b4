"""A line of the resume, rewritten in its own words with gaps for the owner to fill.

Nothing is invented: what the line doesn't say stays a `[placeholder]`.
"""

from __future__ import annotations

import re

from libs.profile.wording import clip
from services.analysis.reading.vocabulary.listing import words

NUMBER = "[add your number]"
RESULT = "[add the result]"
DEED = "[what you did]"
HOW_MUCH = "[add your number: how many, how often, by how much]"
_LONGEST = 130
# English words that end the phrase before a noun: a number can't go further to the left.
_FUNCTION_WORDS = words(
    """
a an the of to in for with from by on at into over under through across during via and or as
that which who while where when between among about regarding using including per within is
are was were be been has have had will can may all both more most such than their its our my
his her your this these those any each every other various several multiple many numerous
some
"""
)
_VAGUE = words(
    """
various several multiple many numerous some
"""
)
_QUANTIFIERS = _VAGUE | {"all", "the", "their"}
_LONGEST_PHRASE = 3  # words before the noun
# Things people count first when they tell how much they did.
_COUNTABLE = words(
    """
clients customers patients students pupils residents users guests visitors families children
employees members engineers nurses teachers technicians agents volunteers vendors suppliers
partners participants candidates donors subscribers physicians interns stakeholders accounts
projects teams sites stores offices schools classes lessons reports invoices cases calls
tickets orders events meetings sessions returns audits budgets systems applications apps
services servers models products requests sections courses reviews tests scripts plans
shifts deliveries shipments campaigns articles posts contracts claims policies procedures
inspections repairs installations machines vehicles routes units items books performances
concerts productions shows workshops trainings seminars exams lectures interviews hires
grants programs programmes studies experiments samples surveys records files documents forms
emails statements forecasts sheets papers designs tools pipelines features components
dashboards locations departments wards beds rooms tables meals sales payments transactions
departments issues defects incidents bugs releases deployments microservices websites pages
visualizations clases alumnos
"""
)
_GERUND = re.compile(r"^([a-z]+)ing\b")
_IRREGULAR = {
    "building": "built", "running": "ran", "leading": "led", "writing": "wrote",
    "teaching": "taught",
    "making": "made", "taking": "took", "giving": "gave", "keeping": "kept", "selling": "sold",
    "buying": "bought", "overseeing": "oversaw", "setting": "set", "drawing": "drew",
    "driving": "drove", "growing": "grew", "holding": "held", "speaking": "spoke", "putting": "put",
    "bringing": "brought", "meeting": "met", "dealing": "dealt", "feeding": "fed", "getting": "got",
    "upselling": "upsold", "rewriting": "rewrote", "rebuilding": "rebuilt", "cutting": "cut",
    "finding": "found", "doing": "did", "going": "went", "seeing": "saw", "sending": "sent",
    "bending": "bent",
    "spending": "spent", "winning": "won", "beginning": "began", "undertaking": "undertook",
    "understanding": "understood", "engineering": "engineering", "nursing": "nursing",
    "marketing": "marketing", "accounting": "accounting", "housekeeping": "housekeeping",
    "catering": "catering", "banking": "banking", "manufacturing": "manufacturing",
}  # fmt: skip
_SPEAKER = re.compile(r"^I (?:also |have |have been )?")
_HELPED = re.compile(r"(?:help|assist)\w*(?: out| to)?", re.IGNORECASE)
_IRREGULAR_PASTS = frozenset(_IRREGULAR.values())
_PREPOSITIONS = (
    (re.compile(r".*\bwith$", re.IGNORECASE), "with "),
    (re.compile(r"^work\w* on$", re.IGNORECASE), "on "),
    (re.compile(r"^contribut", re.IGNORECASE), "for "),
    (
        re.compile(
            r"^(?:responsib|.*responsible|.*in charge|.*tasked|.*duties|.*tasks)", re.IGNORECASE
        ),
        "",
    ),
    (re.compile(r"^", re.IGNORECASE), "in "),
)


def with_number(text: str) -> str:
    """The English line with `[add your number]` before the noun it would count."""
    tokens = clip(text, _LONGEST).rstrip(".").split(" ")
    cut = tokens[-1] == "…"
    if cut:
        tokens.pop()
    first = _place_for_number(tokens)
    if first is None:
        return f"{' '.join(tokens).rstrip(',;')}, {HOW_MUCH}"
    start = first
    while start > 1 and tokens[start - 1].casefold() in _QUANTIFIERS:
        start -= 1
    line = " ".join([*tokens[:start], NUMBER, *tokens[first:]])
    return f"{line} …" if cut else f"{line}, {RESULT}"


def is_countable(text: str) -> bool:
    """Whether `with_number` finds a noun in the line to put its number before."""
    return _place_for_number(clip(text, _LONGEST).split(" ")) is not None


def with_deed(text: str, weak: str) -> str | None:
    """The English line with a deed in place of its `weak` opening; None where words don't allow."""
    rest = _whole_clauses(text, _LONGEST).rstrip(".")[len(weak) :].lstrip(" :,")
    weak = _SPEAKER.sub("", weak)
    gerund = _GERUND.match(rest)
    past = past_of(gerund[0]) if gerund else None
    if gerund and past:
        return f"{past.capitalize()}{rest[gerund.end() :]}, {RESULT}"
    if _HELPED.fullmatch(weak):
        return None
    first, _, others = rest.partition(" ")
    rest = others if first.casefold() in _VAGUE and others else rest
    preposition = next((word for opening, word in _PREPOSITIONS if opening.match(weak)), "")
    return f"{DEED} {preposition}{rest}, {RESULT}"


def _whole_clauses(text: str, most: int) -> str:
    """The line, of a long one the clauses that fit: half a phrase is no suggestion."""
    short = clip(text, most)
    at = short.rfind(", ")
    return short[:at] if short.endswith(" …") and at > most // 4 else short


def as_clause(text: str) -> str:
    """`Cut costs by 14%` → `who cut costs by 14%`, to follow a title; other lines stay."""
    first, _, rest = text.partition(" ")
    verb = first.casefold()
    if rest and (verb.endswith("ed") or verb in _IRREGULAR_PASTS):
        return f"who {verb} {rest}"
    return text


def in_past(text: str) -> str | None:
    """`Monitoring and recording` → `Monitored and recorded`; None where unsure."""
    tokens = text.split(" ")
    past = past_of(tokens[0].casefold())
    if past is None:
        return None
    tokens[0] = past.capitalize()
    if len(tokens) > 2 and tokens[1] == "and" and _GERUND.fullmatch(tokens[2]):
        tokens[2] = past_of(tokens[2]) or tokens[2]
    return " ".join(tokens)


def past_of(gerund: str) -> str | None:
    """`managing` → `managed`; None where the word names a trade, not a deed."""
    if gerund in _IRREGULAR:
        past = _IRREGULAR[gerund]
        return None if past == gerund else past
    stem = gerund.removesuffix("ing")
    if len(stem) < 3:
        return None
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return stem[:-1] + "ied"
    return stem + "ed"


def _place_for_number(tokens: list[str]) -> int | None:
    """Where the phrase begins that names the first thing people would count."""
    for noun in range(1, len(tokens)):
        if _bare(tokens[noun]) in _COUNTABLE:
            start = noun
            while start > 1 and not _ends_phrase(tokens, start - 1):
                start -= 1
            return start if noun - start <= _LONGEST_PHRASE else None
    return None


def _ends_phrase(tokens: list[str], at: int) -> bool:
    """Whether a counted phrase can't reach over this token to the left."""
    token, before = tokens[at], tokens[at - 1].casefold()
    word = token.casefold()
    verb = before == "to" or (before in ("and", "or") and word.endswith(("ed", "ing")))
    return (
        verb
        or word in _FUNCTION_WORDS
        or token[-1] in ",;:.)—–"
        or word.endswith(("ing", "'s", "’s"))
    )


def _bare(token: str) -> str:
    return token.strip(",;:.()").casefold() if token[:1].islower() else ""

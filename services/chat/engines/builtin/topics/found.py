"""Anything else: the lines of the resume that say most of what is asked, or that none does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile.wording import listed, quoted
from services.chat.engines.builtin.citing import TextLine
from services.chat.engines.builtin.facts import Facts, Role, how_long
from services.chat.engines.builtin.meaning import FILLERS, GENERAL
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.lines import is_heading, quotes, whole
from services.chat.engines.builtin.words import cue, fold, stem, stems
from services.chat.engines.engine import Citation

_MOST = 3
_LONG_FOR = re.compile(
    r"\bhow (?:long|many (?:years|months)) (?:\w+ ){0,2}?(?:did|have|has|had) (\w+)"
)
HOW_LONG = cue(
    """
        how long|how (?:many|much) (?:years?|months?|time)|duration|for how many
        length of
        """
)
_MEMBERSHIP = cue(
    r"""
        ^(?:am|is|are|was|were) \w+ (?:an?|the) .*
        (?:work(?:ed|ing)?|employed|job) (?:at|for|with) .*|(?:work(?:ed|ing)?|studied|study) in .*
        """
)
_EXPERIENCE = cue("experienced?")
_MENTIONED = cue("(?:anything|something|a word|nothing) (?:about|on|of)|mention(?:s|ed)?")
# Lines as good as the best one but for this are told too.
_CLOSE = 0.12
_SHORT = 60


def found(query: Query) -> Reply:
    """One to three lines that answer, or what was looked for."""
    terms = query.terms_beside(FILLERS) or query.terms
    places = best_places(query, terms)
    if not places:
        # A word like "people" need not stand in the line that counts them; a "yes" needs all.
        telling = [term for term in terms if term not in GENERAL]
        near = best_places(query, telling) if not query.yes_no and telling != terms else []
        if not near:
            return nothing(query, terms)
        return said(f"the resume says: {quotes(query.facts, near)}", cites=near)
    if query.yes_no and query.asks(_EXPERIENCE):
        places = best_places(query, terms, query.facts.roles) or places
        if all(_of_studies(query.facts, place) for place in places):
            return said(f"of studies the resume says: {quotes(query.facts, places)}", cites=places)
    if query.asks(_MENTIONED) and not _literal(terms, places):
        return nothing(query, terms)
    if _of_the_person(query):
        roles = [role for role in query.facts.roles_naming(places) if role.span]
        if roles:
            where = listed([role.label for role in roles])
            text = f"{how_long(roles)}, by the roles whose lines say so: {where}"
            return said(
                text, cites=[*places, *(c for one in roles for c in query.facts.cite(one)[:3])]
            )
    return said(f"{opening(query)}: {quotes(query.facts, places)}", cites=places)


def _of_studies(facts: Facts, place: Citation) -> bool:
    """Whether a line is of the education, and of no job: a degree is no experience."""
    studied = {
        line.index
        for study in facts.studies
        for proof in facts.cite_study(study)
        for line in facts.lines_of(proof)
    }
    lines = facts.lines_of(place)
    return all(line.index in studied and not facts.owner(line) for line in lines)


def _literal(terms: Sequence[str], places: Sequence[Citation]) -> bool:
    """Whether the places say one of the words themselves, and none that means the same."""
    said_there = {word for place in places for word in stems(place.quote)}
    return any(stem(term) in said_there for term in terms)


def opening(query: Query) -> str:
    """A line that names a firm or a trade is no proof of having been there, or been one."""
    agrees = query.yes_no and not query.negated and not query.asks(_MEMBERSHIP)
    return "Yes. The resume says" if agrees else "The resume says"


def _of_the_person(query: Query) -> bool:
    """Whether it asks how long the person did something, and not how long something took."""
    at = _LONG_FOR.search(query.text)
    subjects = {"i", "you", "he", "she", "they", "we"} | query.facts.name_words
    return at is not None and at[1] in subjects


def nothing(query: Query, terms: Sequence[str]) -> Reply:
    """That the resume doesn't say it, with what was looked for.

    A line may be missing, or say it in words that we don't know: that is no "No".
    """
    telling = [term for term in terms if term not in GENERAL]
    missing = [term for term in telling if not query.facts.index.says(term)] or telling
    if not missing:
        return silent("the resume doesn't say that")
    looked = listed([quoted(as_typed(query, term)) for term in missing[:4]])
    return silent(f"the resume doesn't say that: I looked for {looked}")


def as_typed(query: Query, term: str) -> str:
    """The word as it was typed, where it can be told."""
    at = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", query.typed, re.IGNORECASE)
    if at:
        return at[0]
    typed = (word for word in re.findall(r"[\w'’-]+", query.typed) if fold(word) == term)
    return next(typed, term)


def best_places(
    query: Query, terms: Sequence[str], within: Sequence[Role] | None = None
) -> list[Citation]:
    """The best lines for the terms, whole; only lines of `within`, where given."""
    facts = query.facts
    allowed: frozenset[int] | None = None
    if within is not None:
        mine = {id(role) for role in within}
        allowed = frozenset(
            line.index
            for line in facts.lines
            if (owner := facts.owner(line)) is not None and id(owner) in mine
        )
    hits = facts.index.search(terms, query.text, allowed)
    if not hits:
        return []
    good = [hit.line for hit in hits if hit.score >= hits[0].score - _CLOSE][:_MOST]
    places = [_told(facts, line) for line in good]
    kept: list[Citation] = []
    telling = [place for place in places if not is_heading(place.quote)]
    for place in telling or places:
        if not any(one.start < place.end and place.start < one.end for one in kept):
            kept.append(place)
    return sorted(kept, key=lambda place: place.start)


def _told(facts: Facts, line: TextLine) -> Citation:
    """The sentence of a line; under a short heading, with what it heads."""
    place = whole(facts, line)
    if len(place.quote) > _SHORT or not (is_heading(line.text) or _heads(facts, line)):
        return place
    after = facts.lines[line.index + 1 : line.index + 4]
    end = place.end
    owner = facts.owner(line)
    for one in after:
        if is_heading(one.text) or facts.owner(one) is not owner:
            break
        end = one.end
    return facts.places.at(place.start, end)


def _heads(facts: Facts, line: TextLine) -> bool:
    """Whether it is the first line of an entry: the next one is dates or a bullet."""
    if line.index + 1 >= len(facts.lines):
        return False
    after = facts.lines[line.index + 1].text
    return re.match(r"\s*[•·●▪–-]\s|.{0,20}\b(?:19|20)\d{2}\b", after) is not None and not re.match(
        r"\s*[•·●▪–-]\s", line.text
    )

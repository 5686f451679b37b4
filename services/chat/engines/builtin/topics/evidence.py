"""Lines that prove something: achievements with figures, fit for a job, a trade."""

from __future__ import annotations

import re

from libs.profile.wording import listed, quoted, tidy, years
from services.chat.engines.builtin.facts import Facts, Role, months
from services.chat.engines.builtin.meaning import FILLERS
from services.chat.engines.builtin.names import LEVELS, titled
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics import found, leading
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.topics.tools import Knowledge, knowledge
from services.chat.engines.builtin.words import cue, entries, fold, stem, word_list
from services.chat.engines.engine import Citation

_MOST = 5
_FIGURE = re.compile(
    r"[$€£¥]\s?\d|\d[\d,.]*\s?(?:%|percent|ms|x\b|k\b|m\b|million|billion|\+|hours?|minutes?|users?"
    r"|requests?|events?|tb|engineers?|students?|people)|\bfrom \S+ to \S+|\b\d{2,}\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_JOB_WORDS = entries(
    "fit suit suitable match right good candidate position job role post vacancy opening work apply"
    " applying hire recommend qualified qualify would should strong enough ideal team needs need"
    " requires require wants want looking company requirements person experience years skills"
)


def achievements(query: Query) -> Reply | None:
    """The lines with figures, those of the latest roles first."""
    facts = query.facts
    places: list[Citation] = []
    for role in facts.ordered:
        lines = facts.highlights(role)
        places += [one for one in lines if _FIGURE.search(_YEAR.sub("", one.quote))][:4]
    if not places:
        lines = [
            line
            for line in facts.lines
            if _FIGURE.search(_YEAR.sub("", line.text)) and facts.owner(line)
        ]
        places = [whole(facts, line) for line in lines]
    if not places:
        return silent("the resume doesn't mention any result with a figure")
    chosen = _spread(facts, places)[:_MOST]
    return said(f"results with figures: {quotes(facts, chosen)}", cites=chosen)


def _spread(facts: Facts, places: list[Citation]) -> list[Citation]:
    """Two of each role before more of any."""
    seen: dict[int, int] = {}
    first: list[Citation] = []
    rest: list[Citation] = []
    for place in places:
        owners = [id(role) for role in facts.roles_naming([place])][:1]
        number = seen.get(owners[0], 0) if owners else 0
        if owners:
            seen[owners[0]] = number + 1
        (first if number < 2 else rest).append(place)
    return first + rest


def fit(query: Query) -> Reply | None:
    """What the question asks of a job, matched with what the resume states; no verdict."""
    facts = query.facts
    asked = [knowledge(facts, tool) for tool in query.tools[:10]]
    words = [term for term in query.terms if term not in _JOB_WORDS and term not in _names(asked)]
    sentences: list[str] = []
    cites: list[Citation] = []
    known = [one for one in asked if one.known]
    if known:
        sentences.append(f"the resume states {listed([one.tool.shown for one in known])}")
        cites += [place for one in known for place in one.places[:1]]
    missing = [one.tool.shown for one in asked if not one.known]
    if missing:
        sentences.append(f"it doesn't mention {listed(missing, last='or')}")
    similar = _titles(query, words)
    if similar:
        sentences.append(f"the roles closest to it: {listed([role.dated for role in similar[:3]])}")
        cites += [place for role in similar[:3] for place in facts.cite(role)]
    if not sentences:
        places = found.best_places(query, words) if words else []
        if places:
            sentences.append(f"the resume says: {quotes(facts, places)}")
            cites += places
    timed = [role for role in facts.roles if role.span]
    if timed:
        sentences.append(f"its dated roles cover {years(months(timed))}")
    if not cites:
        looked = listed([f"“{found.as_typed(query, word)}”" for word in words[:4]])
        what = f": I looked for {looked}" if looked else ""
        return silent(f"the resume doesn't say anything that matches this{what}", *sentences)
    return said(*sentences, "whether that is enough is for whoever hires to say", cites=cites)


def _names(asked: list[Knowledge]) -> set[str]:
    return {word for one in asked for word in word_list(one.tool.name)}


def _titles(query: Query, words: list[str]) -> list[Role]:
    """Roles whose titles hold the most of the words."""
    best: list[Role] = []
    for word in words:
        for role in titled(query.facts, [word]):
            if role not in best:
                best.append(role)
    return best


_AS_A = cue(
    r"""
        (?:work(?:ed|ing)?|employed|serve[ds]?|job|been|act(?:ed)?) as an? .*
        ^(?:is|am|are|was|were) \w+ an? (?:\w+ )?(?:manager|leader|supervisor|boss|head|director)
        """
)
_IN_CHARGE = cue("managers?|leaders?|supervisors?|boss|heads?|directors?")


def _no_title(query: Query, words: list[str]) -> Reply | None:
    """That no title says it; of whoever is in charge, lines may say it all the same."""
    if not words or len(words) > 3 or any(titled(query.facts, [word]) for word in words):
        return None
    no = "No: no" if query.yes_no and not query.negated else "No"
    text = f"{no} title in the resume says {quoted(' '.join(words))}"
    led = leading.leadership(query) if query.asks(_IN_CHARGE) else None
    if led is None or not led.grounded:
        return silent(text)
    return Reply(f"{text}. {led.text.removeprefix('Yes. ')}", led.citations)


def _certified(query: Query, words: list[str]) -> Reply | None:
    """By a certificate: "am I a CPA"."""
    facts = query.facts
    held = [
        one
        for one in facts.profile.certifications
        if words and set(words) <= set(word_list(fold(one.name)))
    ]
    if not held:
        return None
    yes = "Yes, by certificate: " if query.yes_no and not query.negated else ""
    cites = [place for one in held for place in facts.places.of(one.evidence)[:2]]
    return said(yes + listed([tidy(one.name) for one in held]), cites=cites)


def is_a(query: Query) -> Reply | None:
    """By the titles held: "is she a developer or a designer"."""
    facts = query.facts
    words = query.terms_beside(FILLERS)
    both = titled(facts, words)
    if both:
        cites = [place for role in both for place in facts.cite(role)[:3]]
        yes = "Yes: " if query.yes_no else ""
        return said(yes + listed([role.dated for role in both[:6]]), cites=cites)
    if certified := _certified(query, words):
        return certified
    if len(words) > 1 and " or " not in query.text:
        return None
    ranked = query.asks(_AS_A) or set(words) <= LEVELS
    if not both and " or " not in query.text and ranked:
        return _no_title(query, words)
    held = [(word, roles) for word in words if (roles := titled(facts, [word]))]
    if not held:
        return None
    cites = [place for _, roles in held for role in roles[:2] for place in facts.cite(role)]
    text = "; ".join(
        f"{word} by title: {listed([role.dated for role in roles[:4]])}" for word, roles in held
    )
    missing = [word for word in words if not any(stem(word) == stem(one) for one, _ in held)]
    lacks = f"no title says {listed(missing, last='or')}" if missing else ""
    choice = " or " in query.text
    return said(text if choice or not query.yes_no else f"Yes: {text}", lacks, cites=cites)

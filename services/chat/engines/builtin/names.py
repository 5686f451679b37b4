"""Which employers, titles, institutions, places, years of a resume a question speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from libs.profile.tenure import Span
from services.chat.engines.builtin.facts import Facts, Role
from services.chat.engines.builtin.meaning import GENERAL
from services.chat.engines.builtin.typos import CUES
from services.chat.engines.builtin.words import STOP, cue, entries, fold, stem, word_list

# Parts of names that tell no employer from another.
_GENERIC = STOP | entries(
    """
    inc llc ltd gmbh corp corporation company co group systems system labs lab technologies
    technology solutions services service international university college school institute
    academy department dept team global software consulting partners holdings research state
    national bank media digital studio studios industries enterprise enterprises management
    financial museum center centre club society customer experience engineering engineer data
    professional education self employed science sciences corporate product products work
    universidad facultad instituto de la del los las y en e a
    """
)
_PREPOSITION = entries(
    "at for in with before after from to inside leave left leaving join joined joining within by"
    " of en para antes despues"
)
# Parts of titles that tell how high a trade is practised, and not which.
LEVELS = entries(
    "senior junior lead staff principal chief head sr jr i ii iii iv assistant associate"
)
INTERNSHIPS = cue("internships?|intern|traineeships?")
_INTERN = cue("interns?|internship|trainee|becari[oa]|practicante|praktikant(?:in)?|stagiaire")
_LONGEST_TITLE = 4  # words
_NUMBER = r"((?:19|20)\d{2})"
_RANGE = re.compile(rf"\b{_NUMBER}\b\s*(?:-|to|until|till|and|through|a|y|hasta)\s*\b{_NUMBER}\b")
_YEAR = re.compile(rf"\b{_NUMBER}\b")
# Open at one end: all the time a career can take.
_SIDE = re.compile(rf"\b(before|prior to|until|till|after|since) (?:the year )?{_NUMBER}\b")
_EARLIEST, _LATEST = 1900 * 12, 2200 * 12
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?,?(?: of)? {_NUMBER}\b")
_SEASON = re.compile(rf"\b({'|'.join(_SEASONS)})(?: of| in)? {_NUMBER}\b")

# What people call an employer by: "at the museum".
_KINDS = entries(
    "museum bank school studio clinic hospital lab center centre club society opera store library"
)

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the folded question from `start` to `end`, and how many of a name they are."""

    start: int
    end: int
    weight: int


def name_in(name: str, question: str, lower_words: frozenset[str]) -> Mention | None:
    """Where the folded question speaks of `name`: all of it, or words that tell it from others.

    A single word that the resume also writes in lower case ("books", "opera") counts only after a
    preposition: "at the opera".
    """
    folded = fold(name)
    at = _whole(folded, question) if len(folded) > 1 else None
    if at:
        return Mention(*at, weight=10 + len(folded))
    kinds = [word for word in word_list(folded) if word in _KINDS]
    for word in kinds:
        at = re.search(rf"\bat (?:the |my )?({word})\b", question)
        if at:
            return Mention(*at.span(1), weight=1)
    return _in_part(folded, question, lower_words)


def _in_part(name: str, question: str, lower_words: frozenset[str]) -> Mention | None:
    """Where most of the telling words of a folded name stand together."""
    telling = {word for word in word_list(name) if word not in _GENERIC and len(word) > 1}
    places = sorted(span for word in telling for span in _everywhere(word, question))
    if not places:
        return None
    runs = _runs(places, question, frozenset(word_list(name)))
    start, end = max(runs, key=lambda run: (_said(run, question, telling), -run[0]))
    word = question[start:end]
    weight = _said((start, end), question, telling)
    vague = word in lower_words or word in CUES or len(word) < 3
    if weight == 1 and vague and not _after_preposition(question, start):
        return None
    return Mention(start, end, weight=weight)


def _runs(
    places: Sequence[tuple[int, int]], question: str, name: frozenset[str]
) -> list[tuple[int, int]]:
    """The places, those as one that have only words of the name between them."""
    runs = [places[0]]
    for start, end in places[1:]:
        between = word_list(question[runs[-1][1] : start])
        if all(word in name for word in between):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _said(run: tuple[int, int], question: str, telling: set[str]) -> int:
    return len(telling & set(word_list(question[run[0] : run[1]])))


def _everywhere(word: str, question: str) -> list[tuple[int, int]]:
    return [at.span() for at in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", question)]


def _whole(words: str, question: str) -> tuple[int, int] | None:
    found = re.search(rf"(?<![\w]){re.escape(words)}(?![\w])", question)
    return found.span() if found else None


def _after_preposition(question: str, start: int) -> bool:
    before = [word for word in word_list(question[:start]) if word not in ("the", "my", "a", "el")]
    return bool(before) and before[-1] in _PREPOSITION


def best_named(
    things: Sequence[Named], name: Callable[[Named], str], question: str, lower: frozenset[str]
) -> tuple[list[Named], list[Mention]]:
    """The things whose names the question speaks of best, and where."""
    found = [(one, at) for one in things if (at := name_in(name(one), question, lower))]
    kept: list[tuple[Named, Mention]] = []
    for one, at in found:
        rivals = [other for _, other in found if other.start <= at.start and at.end <= other.end]
        if at.weight >= max(rival.weight for rival in rivals):
            kept.append((one, at))
    return [one for one, _ in kept], list({at.start: at for _, at in kept}.values())


def titled(facts: Facts, words: Iterable[str]) -> list[Role]:
    """Roles whose titles hold all the words, whatever their endings."""
    wanted = {stem(word) for word in words}
    if not wanted:
        return []
    return [
        role
        for role in facts.ordered
        if wanted <= {stem(word) for word in word_list(fold(role.title))} | _initials(role.title)
    ]


def _initials(title: str) -> set[str]:
    """The letters a title is called by: "CPA", "SRE"."""
    words = word_list(fold(title))
    runs = (words[at : at + size] for size in (3, 4) for at in range(len(words) - size + 1))
    return {"".join(word[0] for word in run) for run in runs}


def by_title(facts: Facts, question: str) -> list[Role]:
    """Roles whose titles share the most telling words with the question; all internships, where
    they are asked for.
    """
    if INTERNSHIPS.search(question):
        return [role for role in facts.ordered if _INTERN.search(fold(role.title))]
    words = set(word_list(question))
    asked = {stem(word) for word in words}
    best: list[Role] = []
    most = 0
    for role in facts.ordered:
        own = {*word_list(fold(role.title)), *_initials(role.title)} - STOP
        telling = len({stem(word) for word in own - LEVELS} & asked)
        shared = telling * 10 + len(own & LEVELS & words)
        if telling and shared >= most:
            best = [*best, role] if shared == most else [role]
            most = shared
    return best


def titles_in(facts: Facts, question: str) -> list[tuple[list[Role], Mention]]:
    """Words of the question that stand together in titles, as many as do, with those roles."""
    words = list(re.finditer(r"[^\W_]+", question))
    found: list[tuple[list[Role], Mention]] = []
    at = 0
    while at < len(words):
        for end in range(min(at + _LONGEST_TITLE, len(words)), at, -1):
            run = [word[0] for word in words[at:end]]
            telling = not any(word in STOP or word in GENERAL for word in run)
            if telling and (roles := titled(facts, run)):
                mention = Mention(words[at].start(), words[end - 1].end(), len(run))
                found.append((roles, mention))
                at = end - 1
                break
        at += 1
    return found


def located(facts: Facts, question: str) -> tuple[list[Role], str]:
    """Roles in a town or country that the question names, and the name as the resume writes it."""
    for role in facts.roles:
        for part in re.split(r"[,/|()]", role.entry.location or ""):
            place = part.strip()
            if len(place) > 2 and _whole(fold(place), question):
                wanted = fold(place)
                here = [one for one in facts.ordered if wanted in fold(one.entry.location or "")]
                return here, place
    return [], ""


def period(question: str) -> Span | None:
    """The months a question speaks of: "in 2019", "between 2018 and 2020", "summer 2021"."""
    if found := _RANGE.search(question):
        first, last = int(found[1]), int(found[2])
        return Span(first * 12, last * 12 + 11) if first <= last else None
    if found := _MONTH.search(question):
        month = int(found[2]) * 12 + _MONTHS.index(found[1])
        return Span(month, month)
    if found := _SEASON.search(question):
        begin, end = _SEASONS[found[1]]
        return Span(int(found[2]) * 12 + begin - 1, int(found[2]) * 12 + end - 1)
    if found := _SIDE.search(question):
        return _beside(found[1], int(found[2]))
    if found := _YEAR.search(question):
        return Span(int(found[1]) * 12, int(found[1]) * 12 + 11)
    return None


def _beside(side: str, year: int) -> Span:
    """All months before a year, up to its end, from it on, or after it."""
    if side in ("before", "prior to"):
        return Span(_EARLIEST, year * 12 - 1)
    if side in ("until", "till"):
        return Span(_EARLIEST, year * 12 + 11)
    return Span(year * 12 if side == "since" else year * 12 + 12, _LATEST)

"""How roles rise: ranks that titles state, and moves between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.analysis.reading.vocabulary.listing import words
from services.analysis.rubric.career import Role
from services.analysis.rubric.resume import Resume

# Rank a word in a title states. Titles without such a word have no rank of their own, and are
# compared only with titles of the same trade ("Accountant" with "Junior Accountant").
_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(rf"\b(?:{titles})\b", re.IGNORECASE))
    for rank, titles in (
        (
            0,
            r"intern(?:ship)?|trainee|apprentice|becari[oa]|stagiaire|praktikant(?:in)?",
        ),
        (0, r"werkstudent(?:in)?|student (?:nurse|teacher)|residency"),
        (1, r"junior|jr\.?|assistant|aide|auxiliar|assistante?|helper|entry[- ]level"),
        (4, r"senior|sr\.?|expert|charge nurse"),
        (5, r"staff (?:\w+ )?(?:engineer|developer|scientist|designer)"),
        (5, r"lead|leader|principal|supervisor|foreman|team ?lead|head (?:nurse|teacher|chef)"),
        (5, r"coordinador[a]?|coordinat(?:rice|eur)|chef d'équipe|teamleiter(?:in)?"),
        (6, r"manager|gerente|responsable|leiter(?:in)?|superintendent|matron"),
        (6, r"assistant (?:director|principal)"),
        (7, r"senior manager|sr\.? (?:engineering )?manager|head of|associate director"),
        (7, r"(?:department|division) chair"),
        (8, r"director|directora|directeur|directrice|direktor(?:in)?|dean"),
        (9, r"vice president|vp|svp|evp|vice[- ]principal"),
        (10, r"chief|ceo|cto|cfo|coo|cio|president|partner|geschäftsführer(?:in)?"),
        (10, r"(?:managing|executive) director"),
    )
)
_PLAIN = 3
_LEADS = 5
_RUNS = 6
_WORD = re.compile(r"[^\W\d_]{3,}")
_FILLER = words(
    """
junior senior assistant lead staff principal the and for head chief trainee intern
"""
)
# Words that state something other than seniority where they stand beside these.
_ACADEMIC = re.compile(r"\b(assistant|associate|adjunct|full)? ?professor\b", re.IGNORECASE)
_ACADEMIC_RANK = {"adjunct": 3, "assistant": 4, "associate": 5, "": 6, "full": 6}


@dataclass(frozen=True, slots=True)
class Move:
    """From one role to a later one."""

    before: Role
    after: Role


def rank(title: str | None) -> int | None:
    """What the title itself states of seniority, 0 (in training) to 10; None if nothing."""
    if not title:
        return None
    academic = _ACADEMIC.search(title)
    if academic:
        return _ACADEMIC_RANK[(academic[1] or "").casefold()]
    stated = [value for value, words in _RANKS if words.search(title)]
    if not stated:
        return None
    # "Assistant Manager" manages; "Executive Assistant" assists.
    if 1 in stated and max(stated) == 6:
        return 5
    return max(stated) if 0 not in stated else 0


def rises(before: Role, after: Role) -> bool:
    """Whether the later title states more seniority, as far as the words tell."""
    low, high = rank(before.title), rank(after.title)
    if low is not None and high is not None:
        return high > low
    if not _same_trade(before.title, after.title):
        return False
    return (_PLAIN if high is None else high) > (_PLAIN if low is None else low)


def promotions(resume: Resume) -> list[Move]:
    """Rises inside one employer, latest first.

    There, a step from a plain title to one that leads is a rise in any trade.
    """
    return [move for move in _moves(resume) if rises(move.before, move.after) or _takes_lead(move)]


def longest_rise(resume: Resume) -> Move | None:
    """From the first dated role to the latest, where the title rose between employers.

    Across trades titles don't compare: a teaching assistant who becomes a lead vocalist changed
    work. A rise is named within one trade, out of training, or among those who run things.
    """
    roles = resume.dated
    if len(roles) < 2:
        return None
    first = min(roles, key=lambda role: role.span.first if role.span else 0)
    latest = roles[0]
    if first is latest or same_company(first.company, latest.company) or not rises(first, latest):
        return None
    low, high = rank(first.title), rank(latest.title)
    running = low is not None and high is not None and low >= _RUNS
    if low == 0 or running or _same_trade(first.title, latest.title):
        return Move(first, latest)
    return None


def same_company(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _folded(one or "") == _folded(other or "")


def _takes_lead(move: Move) -> bool:
    high = rank(move.after.title)
    return rank(move.before.title) is None and high is not None and high >= _LEADS


def _moves(resume: Resume) -> list[Move]:
    """Each dated role with the one that came right before it at the same employer."""
    roles = resume.dated
    moves: list[Move] = []
    for position, after in enumerate(roles):
        for before in roles[position + 1 :]:
            earlier = bool(before.span and after.span and before.span.first < after.span.first)
            if earlier and same_company(before.company, after.company):
                moves.append(Move(before, after))
                break
    return moves


def _same_trade(one: str | None, other: str | None) -> bool:
    first, second = (
        {word.casefold() for word in _WORD.findall(title or "")} - _FILLER for title in (one, other)
    )
    return bool(first & second)


def _folded(company: str) -> str:
    words = re.findall(r"\w+", company.casefold())
    return " ".join(
        word for word in words if word not in {"inc", "llc", "ltd", "gmbh", "co", "corp"}
    )

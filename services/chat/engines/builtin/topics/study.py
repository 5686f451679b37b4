"""Degrees, institutions, fields, dates of study, the highest level."""

from __future__ import annotations

import re

from libs.profile.wording import listed, quoted
from services.chat.engines.builtin.facts import Facts, Study
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.lines import whole
from services.chat.engines.builtin.words import cue, fold
from services.chat.engines.engine import Citation

# Highest first: what it is called, and how degrees and questions write it.
_LEVELS = (
    ("doctorate", r"ph\.? ?d\.?|doctor(?:ate|al|ado)?|d\.phil|dba|edd|md"),
    (
        "master's degree",
        r"master(?:'?s)?|m\.? ?sc?\.?|m\.? ?a\.?|mba|m\.? ?eng\.?|msc|maestria|mfa|ma|ms",
    ),
    (
        "bachelor's degree",
        (
            r"bachelor(?:'?s)?|b\.? ?sc?\.?|b\.? ?a\.?|b\.? ?eng\.?|b\.? ?e\.?|b\.? ?m\.?"
            r"|b\.f\.a\.?|bba|bfa|licenciatura|undergraduate degree|ba|bs"
        ),
    ),
    ("associate degree", r"associate(?:'?s)?"),
    ("diploma", r"diploma|high school|secondary|abitur|baccalaureate|a-levels"),
)
_ASKED_LEVEL = tuple(
    (name, re.compile(rf"(?<![\w.])(?:{words})(?!\w)"))
    for name, words in (
        ("doctorate", r"ph\.?d\.?s?|doctor(?:ate|al)(?: degree)?"),
        ("master's degree", r"master'?s?(?: degree)?|msc|mba|meng|graduate degree"),
        ("bachelor's degree", r"bachelor'?s?(?: degree)?|bsc|undergraduate degree"),
        ("associate degree", r"associate'?s? degree"),
    )
)
_HIGHEST = cue("highest|level of (?:education|study|studies)|education(?:al)? level|best degree")
_GRADE = re.compile(r"\bgpa\b|promedio|cum laude|average", re.IGNORECASE)
_WANTS_GRADE = cue("gpa|grades?|marks?|average")
_WHEN = cue("when|(?:which|what) years?|years?|dates?|how long")
_NOT_STUDY = cue(r"teach\w*|taught")


def level(text: str) -> int:
    """The rank of a degree, the highest 0; behind all where it can't be told."""
    folded = fold(text)
    for rank, (_, words) in enumerate(_LEVELS):
        if re.search(rf"(?<![\w.])(?:{words})(?![\w])", folded):
            return rank
    return len(_LEVELS)


def study(query: Query) -> Reply | None:
    """What, where and when was studied."""
    facts = query.facts
    if query.asks(_NOT_STUDY):
        return None
    if not facts.studies:
        opening = "No: the" if query.yes_no else "The"
        return silent(f"{opening} resume doesn't mention any education")
    wanted = next((name for name, words in _ASKED_LEVEL if words.search(query.text)), None)
    if wanted and (query.yes_no or len(_of_level(facts, wanted)) > 0):
        return _has_level(query, wanted)
    if query.asks(_HIGHEST):
        best = min(facts.studies, key=lambda one: level(one.degree))
        return said(f"the highest degree is {best.label}", cites=facts.cite_study(best))
    chosen = query.studies or list(facts.studies)
    return _told(query, chosen)


def _told(query: Query, chosen: list[Study]) -> Reply:
    facts = query.facts
    cites = [place for one in chosen for place in facts.cite_study(one)]
    labels = listed([one.label for one in chosen])
    if query.asks(_WHEN) and not any(one.start or one.end for one in chosen):
        return silent(f"the resume lists {labels}, but gives no date for it", cites=cites)
    yes = "Yes: " if query.yes_no else ""
    graded = _grades(facts, chosen) if query.asks(_WANTS_GRADE) else []
    grade = listed([quoted(one.quote) for one in graded])
    return said(yes + labels, f"the resume says: {grade}" if grade else "", cites=[*graded, *cites])


def _grades(facts: Facts, chosen: list[Study]) -> list[Citation]:
    if not chosen:
        return []
    return [whole(facts, line) for line in facts.lines if _GRADE.search(line.text)][:3]


def _of_level(facts: Facts, name: str) -> list[Study]:
    rank = next(rank for rank, (one, _) in enumerate(_LEVELS) if one == name)
    return [one for one in facts.studies if level(one.degree) == rank]


def _has_level(query: Query, name: str) -> Reply:
    facts = query.facts
    held = _of_level(facts, name)
    if held:
        yes = "Yes: " if query.yes_no else ""
        cites = [place for one in held for place in facts.cite_study(one)]
        return said(yes + listed([one.label for one in held]), cites=cites)
    best = min(facts.studies, key=lambda one: level(one.degree))
    text = f"No: the resume lists no {name}; the highest degree it gives is {best.label}"
    return said(text, cites=facts.cite_study(best))

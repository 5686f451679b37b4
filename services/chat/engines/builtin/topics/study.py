"""Degrees, institutions, fields, dates of study, the highest level."""

from __future__ import annotations

import re

from libs.profile.tenure import month_of
from libs.profile.wording import listed, quoted
from services.chat.engines.builtin.facts import Facts, Study
from services.chat.engines.builtin.meaning import FILLERS, concept
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.found import as_typed
from services.chat.engines.builtin.topics.lines import whole
from services.chat.engines.builtin.words import cue, entries, fold, stem, word_list
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
_SCHOOL_LEVEL = len(_LEVELS) - 1
ASKED_LEVEL = tuple(
    (name, re.compile(rf"(?<![\w.])(?:{words})(?!\w)"))
    for name, words in (
        ("doctorate", r"ph\.?d\.?s?|doctor(?:ate|al)(?: degree)?"),
        ("master's degree", r"master'?s?(?: degree)?|msc|mba|meng|graduate degree"),
        ("bachelor's degree", r"bachelor'?s?(?: degree)?|bsc|undergraduate degree"),
        ("associate degree", r"associate'?s? degree"),
    )
)
_HIGHEST = cue("highest|level of (?:education|study|studies)|education(?:al)? level|best degree")
# School before university, by what it is called.
_SCHOOL = cue("(?:high|secondary|grammar|middle|primary|elementary|grade) ?school")
_CALLED_SCHOOL = re.compile(r"\b(?:school|academy|lyc[eé]e|gymnasium|preparatoria|bachillerato)\b")
_GRADE = re.compile(r"\bgpa\b|promedio|cum laude|average", re.IGNORECASE)
_WANTS_GRADE = cue("gpa|grades?|marks?|average")
_WHEN = cue("when|(?:which|what) years?|years?|dates?|how long")
# What a resume would list, were it so: "did I study at Yale", "a degree in law". What is asked of
# a school's kind or country, "at a German university", its name need not say.
_LISTED = cue(
    r"""
        (?:stud(?:y|ied)|graduate[ds]?) (?:at|from) (?!an? |any |another ).*
        (?:degrees?|bachelor'?s?|master'?s?|ph\.?d|diploma) (?:at|from|in) (?!an? |any |another ).*
        (?:go|went|gone) to (?!an? |any |another ).*|attend(?:ed)? (?!an? |any |another ).*
        """
)
_ENDED = cue("graduat\\w+|finish(?:ed)?|complete[d]?|until|end(?:ed)?")
_HELD = cue("degrees?|diplomas?")
_GOING_ON = cue(r"stud\w+|attend\w*|go|going|went|enrol\w+|pursu\w+|still|will|working")
_FILLERS = FILLERS | {
    stem(word)
    for word in entries(
        """
        study studied studies studying degree degrees education educated university universities
        college colleges graduate graduated graduation major majored diploma school schooling phd
        ph d doctorate doctoral master masters bachelor bachelors msc mba meng bsc undergraduate
        academic field qualification qualifications associate finish finished finishing complete
        completed completing get attend attended go higher formal first second third last hold earn
        earned obtain obtained title diplomas receive received enrolled enroll pursue pursuing
        educational went gone done abroad gpa grade grades marks average
        """
    )
}
_EXPECTED = re.compile(r"\b(?:expected|anticipated|candidate|in progress|ongoing|present)\b")
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
    if levels := asked_levels(query):
        return _of_levels(query, levels)
    if query.asks(_SCHOOL) and not query.studies:
        return _at_school(query)
    if query.asks(_HIGHEST):
        best = _highest(facts)
        return said(f"the highest degree is {best.label}", cites=facts.cite_study(best))
    chosen = query.studies or list(facts.studies)
    return _unnamed(query, chosen) or _in_time(query, chosen) or _told(query, chosen)


def _at_school(query: Query) -> Reply:
    """The studies called a school; else those without a degree, which may be one."""
    facts = query.facts
    schools = [
        one
        for one in facts.studies
        if _CALLED_SCHOOL.search(fold(one.institution)) and level(one.degree) >= _SCHOOL_LEVEL
    ]
    if schools:
        return _told(query, schools)
    bare = [one for one in facts.studies if not one.degree]
    cites = [place for one in bare for place in facts.cite_study(one)]
    text = "the resume calls none of its studies a school before university"
    labels = listed([one.label for one in bare])
    return silent(text, f"without a degree it lists {labels}" if bare else "", cites=cites)


def _highest(facts: Facts) -> Study:
    return min(facts.studies, key=lambda one: level(one.degree))


def _unnamed(query: Query, chosen: list[Study]) -> Reply | None:
    """That no studies of the resume name what a "yes" would agree to."""
    facts = query.facts
    places = [at for one in facts.studies if (at := query.place_of(one.institution))]
    named = {word for at in places for word in word_list(query.text[at.start : at.end])}
    terms = [term for term in query.terms_beside(_FILLERS) if term not in named]
    if query.period:
        terms = [term for term in terms if not term.isdigit()]
    if not query.yes_no or not terms:
        return None
    asked = {concept(term) for term in terms}
    labels = [{concept(word) for word in word_list(fold(one.label))} for one in chosen]
    if any(asked <= words for words in labels):
        return None
    missing = [one for one in terms if not any(concept(one) in words for words in labels)]
    looked = listed([quoted(as_typed(query, term)) for term in missing or terms], last="or")
    text = f"the resume doesn't say that of any studies: I looked for {looked}"
    if query.asks(_LISTED) and not query.negated:
        text = f"No: the resume lists no studies that name {looked}"
    every = listed([one.label for one in facts.studies])
    cites = [place for one in facts.studies for place in facts.cite_study(one)]
    return silent(text, f"it lists {every}", cites=cites)


def _in_time(query: Query, chosen: list[Study]) -> Reply | None:
    """Whether the studies went on, or ended, in a time."""
    time = query.period
    if time is None or not query.yes_no or not all(one.end for one in chosen):
        return None
    ended = query.asks(_ENDED)
    inside: list[Study] = []
    for one in chosen:
        last = one.end.last if one.end else 0
        first = last if ended else one.start.first if one.start else None
        if first is None and last > time.last:
            return None  # it may have begun by then
        if last >= time.first and (first is None or first <= time.last):
            inside.append(one)
    cites = [place for one in chosen for place in query.facts.cite_study(one)]
    labels = listed([one.label for one in inside or chosen])
    return said(f"{'Yes' if inside else 'No'}: {labels}", cites=cites)


def _told(query: Query, chosen: list[Study]) -> Reply:
    facts = query.facts
    cites = [place for one in chosen for place in facts.cite_study(one)]
    labels = listed([one.label for one in chosen])
    if query.asks(_WHEN) and not any(one.start or one.end for one in chosen):
        return silent(f"the resume lists {labels}, but gives no date for it", cites=cites)
    ahead = [one for one in chosen if _ahead(query, one)]
    yes = "Yes: " if query.yes_no and len(ahead) < len(chosen) else ""
    graded = _grades(facts, chosen) if query.asks(_WANTS_GRADE) else []
    grade = listed([quoted(one.quote) for one in graded])
    which = "it is" if len(chosen) == 1 else listed([one.label for one in ahead]) + " is"
    unfinished = f"the resume doesn't say that {which} finished" if ahead and query.yes_no else ""
    to_come = bool(ahead) and all(
        one.end and one.end.first > month_of(facts.today) for one in ahead
    )
    if query.yes_no and to_come and len(ahead) == len(chosen) and _asks_for_end(query):
        ends = listed([str(one.end) for one in ahead])
        yes, unfinished = "Not yet: ", f"the end it gives is still to come: {ends}"
    marks = f"the resume says: {grade}" if grade else ""
    return said(yes + labels, unfinished, marks, cites=[*graded, *cites])


def _asks_for_end(query: Query) -> bool:
    """Whether a "yes" would say that a degree is held: "do I have a degree", not "do I study"."""
    if query.negated or query.asks(_GOING_ON):
        return False
    return query.asks(_ENDED) or bool(asked_levels(query)) or query.asks(_HELD)


def _ahead(query: Query, study: Study) -> bool:
    """Whether their end is to come, or is asked for and called expected."""
    facts = query.facts
    if study.end and study.end.first > month_of(facts.today):
        return True
    lines = [line for place in facts.cite_study(study) for line in facts.lines_of(place)]
    return query.asks(_ENDED) and any(_EXPECTED.search(fold(line.text)) for line in lines)


def _grades(facts: Facts, chosen: list[Study]) -> list[Citation]:
    if not chosen:
        return []
    return [whole(facts, line) for line in facts.lines if _GRADE.search(line.text)][:3]


def of_level(facts: Facts, name: str) -> list[Study]:
    """The studies of a level, by its name."""
    rank = next(rank for rank, (one, _) in enumerate(_LEVELS) if one == name)
    return [one for one in facts.studies if level(one.degree) == rank]


def asked_levels(query: Query) -> list[str]:
    """The names of the levels of degrees that the question speaks of."""
    return [name for name, words in ASKED_LEVEL if words.search(query.text)]


def _of_levels(query: Query, names: list[str]) -> Reply:
    """The studies of the levels, or which of them the resume lacks."""
    facts = query.facts
    lacking = [name for name in names if not of_level(facts, name)]
    if not lacking:
        held = [one for name in names for one in of_level(facts, name)]
        return _unnamed(query, held) or _in_time(query, held) or _told(query, held)
    best = _highest(facts)
    names_lacking = listed(lacking, last="or")
    text = f"the resume lists no {names_lacking}; the highest degree it gives is {best.label}"
    cites = facts.cite_study(best)
    return said(f"No: {text}", cites=cites) if query.yes_no else silent(text, cites=cites)

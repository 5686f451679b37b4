"""What the analysis says of the resume: strengths, weaknesses, advice, score, summary, warnings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile.model import Recommendation, Remark, ScorePart
from libs.profile.wording import listed, tidy, years
from services.chat.engines.builtin.facts import Facts, months
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.roles import told
from services.chat.engines.builtin.words import cue, fold, word_list
from services.chat.engines.engine import Citation

_MOST = 4
# "Sum up my second job" is asked of that job.
_SUMMING_UP = (
    r"(?:summ?ar(?:y of|i[sz]e\w*)|sum up|describe|overview of|about|introduc(?:e|tion to))(?: of)?"
)
_PART = (
    r"(?:jobs?|roles?|positions?|posts?|employers?|compan(?:y|ies)|internships?|work history"
    r"|education|stud(?:y|ies)|degrees?|skills?|projects?|certificates?|certifications?|languages?"
    r"|achievements?|responsibilities|duties|(?:experience|work|time) (?:at|for|with))"
)
_OF_A_PART = cue(rf"{_SUMMING_UP} (?:my|his|her|their|the|\w+'s) (?:[\w-]+ ){{0,3}}?{_PART}")
_SINGLE = cue("first|most important|single|one (?:thing|tip|advice)|biggest|top priority")
_ONE_SENTENCE = cue("(?:in )?(?:one|1|a single) (?:sentence|line)|briefly|very short")
# A full stop behind few letters may be that of "Inc." or "B.Sc."
_SENTENCE = re.compile(r"(?:(?<=[^\W_A-Z]{4}[.!?])|(?<=[)%”’][.!?]))\s+(?=[A-ZÀ-Þ])")
_RANK = {"high": 0, "medium": 1, "low": 2}


def _proofs(facts: Facts, remarks: Sequence[Remark | Recommendation]) -> list[Citation]:
    return [place for one in remarks for place in facts.places.of(one.evidence)[:2]]


def strengths(query: Query) -> Reply | None:
    if query.roles:
        return None  # "the best thing I did at Acme" is asked of that job
    found = query.facts.profile.strengths[:_MOST]
    if not found:
        return silent("the analysis found no strength that the resume proves")
    return said(*(tidy(one.text) for one in found), cites=_proofs(query.facts, found))


def weaknesses(query: Query) -> Reply | None:
    found = query.facts.profile.weaknesses[:_MOST]
    if not found:
        return silent("the analysis found no weakness in the resume")
    return said(*(tidy(one.text) for one in found), cites=_proofs(query.facts, found))


def advice(query: Query) -> Reply | None:
    """What to change, the most important first."""
    every = query.facts.profile.recommendations
    most = 1 if query.asks(_SINGLE) else _MOST
    found = sorted(every, key=lambda one: _RANK[one.priority])[:most]
    if not found:
        return silent("the analysis has no recommendation for this resume")
    return said(*(tidy(one.text) for one in found), cites=_proofs(query.facts, found))


def score(query: Query) -> Reply | None:
    """The total and its parts with their reasons, or the part that is asked for."""
    given = query.facts.profile.score
    if given is None:
        return silent("this resume has no score")
    asked = set(word_list(query.text))
    if named := [part for part in given.parts if fold(part.name) in asked]:
        return said(*map(_part, named))
    return said(f"the score is {_points(given.total)} of 100", *map(_part, given.parts))


def _part(part: ScorePart) -> str:
    return f"{part.name} {_points(part.points)} of {_points(part.max)} points: {tidy(part.why)}"


def _points(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def summary(query: Query) -> Reply | None:
    """The analysis's summary, or one made of the facts."""
    facts = query.facts
    if query.roles or query.asks(_OF_A_PART):
        return None
    text = facts.profile.summary
    if text:
        told_all = tidy(text)
        short = _SENTENCE.split(told_all)[0] if query.asks(_ONE_SENTENCE) else told_all
        return said(short, cites=facts.places.of(facts.proof("summary")))
    person = facts.profile.personal_info
    name = tidy(person.name or "") or "the resume"
    now = [role for role in facts.ordered if role.current] or list(facts.ordered[:1])
    sentences: list[str] = []
    cites: list[Citation] = []
    if now:
        sentences.append(f"{name}: {now[0].dated}")
        lines, places = told(facts, now[0], 1)
        sentences.append(lines)
        cites += [*facts.cite(now[0]), *places]
    timed = [role for role in facts.roles if role.span]
    if timed:
        sentences.append(f"{years(months(timed))} of dated work")
    if facts.profile.skills:
        names = listed([tidy(skill.name) for skill in facts.profile.skills[:6]])
        sentences.append(f"skills: {names}")
        cites += [
            p for skill in facts.profile.skills[:6] for p in facts.places.of(skill.evidence)[:1]
        ]
    if facts.studies:
        sentences.append(facts.studies[0].label)
        cites += facts.cite_study(facts.studies[0])
    if not sentences:
        return silent("the resume says too little to sum it up")
    return said(*sentences, cites=cites)


def person(query: Query) -> Reply | None:
    """Who the resume is of; a question about anyone else isn't ours."""
    return None if query.terms else summary(query)


def warnings(query: Query) -> Reply | None:
    """What the owner should know of the file, and what was left out for want of proof."""
    profile = query.facts.profile
    texts = [tidy(one.message) for one in profile.warnings[:8]]
    dropped = {fold(one.path.split("[")[0].split(".")[0]) for one in profile.dropped}
    if dropped:
        texts.append(
            f"left out because the text doesn't hold it: values of {listed(sorted(dropped))}"
        )
    if not texts:
        opening = "No: the" if query.yes_no else "The"
        fine = f"{opening} analysis found nothing wrong with the file itself, such as hidden text"
        weak = profile.weaknesses[:2]
        cites = _proofs(query.facts, weak)
        return said(fine, *(tidy(one.text) for one in weak), cites=cites)
    yes = "Yes. " if query.yes_no else ""
    texts[0] = yes + texts[0]
    return said(*texts)

"""Turns in a career and kinds of lines that prompt a question of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from libs.profile.model import Evidence
from libs.profile.wording import quoted, tidy
from services.analysis.interview.deeds import TAUGHT
from services.analysis.interview.entries import name_of, place_of, sayable
from services.analysis.interview.material import Material
from services.analysis.rubric import progression, timeline
from services.analysis.rubric.career import Bullet, Role
from services.analysis.rubric.evidence import first_quotes
from services.analysis.rubric.figures import Weight
from services.analysis.rubric.strengths import best_lines

_SHORT = 11  # months
_LONG = 72
_FEW = 3
_LONG_AGO = -20  # what the study of somebody who has worked in several roles asks to be asked
_FEWEST_BLANKS = 4  # of a description; what is shorter is a role or a date


# A line leads people only where it names some: "Led the migration of …" leads none.
_PEOPLE = re.compile(
    r"\b(?:team|teams|people|staff|crew|squad|department|employees|colleagues|members|volunteers"
    r"|interns|reports|nurses|assistants|teachers|students|pupils|waiters|cooks|agents|workers"
    r"|associates|drivers|clerks|\w{3,}(?:eers|pers|ners|ists|ians|yers|sors))\b",
    re.IGNORECASE,
)


def _led(line: str) -> bool:
    return _PEOPLE.search(line) is not None


@dataclass(frozen=True, slots=True)
class Moment:
    """`name` is a topic of the frames; `facts` fill the braces of its questions; `said` tells it
    in the first person.
    """

    name: str
    said: str = ""
    facts: dict[str, str] = field(default_factory=dict[str, str])
    evidence: tuple[Evidence, ...] = ()
    bullet: Bullet | None = None
    support: Bullet | None = None  # a line that the answer may be told from
    weight: float = 0.0  # how much it asks to be asked about, besides what is usual


def moments(material: Material) -> list[Moment]:
    """Everything of the resume that one of the frames is about."""
    return [*_lines(material), *_roles(material), *_records(material)]


def _lines(material: Material) -> Iterator[Moment]:
    measured = [one for one in best_lines(material.resume) if one.measure.weight == Weight.CHANGE]
    for bullet in measured[:_FEW]:
        yield Moment("change", bullet=bullet, weight=8)
    leading = [one for one in material.lines if one.leads and not one.weak and _led(one.text)]
    for bullet in [one for one in leading if not TAUGHT.search(one.text)][:_FEW]:
        yield Moment("leading", bullet=bullet, weight=6)
    for bullet in [one for one in material.lines if one.weak][:_FEW]:
        yield Moment("weak", bullet=bullet, weight=4)
    for bullet in (best_lines(material.resume) + [one for one in material.lines if one.leads])[
        :_FEW
    ]:
        yield Moment("ahead", bullet=bullet, weight=-22)
    for bullet in measured[:_FEW]:
        yield Moment("cause", bullet=bullet, weight=-18)
    plain = [one for one in material.lines if not one.measure.weight and not one.weak]
    for bullet in plain[:_FEW]:
        yield Moment("unmeasured", bullet=bullet)


def _roles(material: Material) -> Iterator[Moment]:
    resume = material.resume
    for move in progression.promotions(resume)[:1]:
        company = name_of(move.after.company)
        yield from _between(
            "promotion", move.before, move.after, f"At {company} I went from {{0}} to {{1}}.", 12
        )
    for _, before, after in timeline.gaps(resume)[:1]:
        yield from _between("gap", before, after, "I worked {0}, and later {1}.", 10)
    roles = [role for role in resume.dated if role.span and not role.current]
    brief = [
        role
        for role in roles
        if role.span and role.span.months <= _SHORT and not _in_training(role)
    ]
    for role in brief[:1]:
        yield from _at("short", role, f"I worked {place_of(role)}.", 4)
    long = [role for role in resume.dated if role.span and role.span.months >= _LONG]
    for role in long[:1]:
        yield from _at("long", role, f"I have worked {place_of(role)}.", 6)
    if len(resume.dated) > 2:
        yield from _at("first", resume.dated[-1], f"I began {place_of(resume.dated[-1])}.", 0)
    yield from _turn(material)


def _turn(material: Material) -> Iterator[Moment]:
    """From a role of one trade to one of another."""
    dated = material.resume.dated
    for after, before in pairwise(dated):
        now, then = material.trades_of(after), material.trades_of(before)
        if now and then and not now & then:
            yield from _between("turn", before, after, "I was {0} before I became {1}.", 8)
            return


def _between(name: str, before: Role, after: Role, said: str, weight: float) -> Iterator[Moment]:
    titles = name_of(before.title), name_of(after.title)
    company = name_of(after.company)
    if not all(titles) or (name == "promotion" and not company):
        return
    places = place_of(before), place_of(after)
    first, second = titles if name in ("promotion", "turn") else places
    # Words of the resume may hold braces: they are put in, never filled.
    told = said.replace("{1}", second).replace("{0}", first)
    facts = {"before": titles[0], "after": titles[1], "company": company}
    if name == "gap" and titles[0] == titles[1] and name_of(before.company) and company:
        # Told apart by their employers; a title and its employer needn't stand side by side.
        facts |= {"before": name_of(before.company), "after": company}
    proofs = _titled(before), _titled(after), before.evidence, after.evidence
    evidence = tuple({one.quote: one for one in first_quotes(proofs)}.values())
    yield Moment(name, told, facts, evidence, weight=weight)


def _titled(role: Role) -> list[Evidence]:
    """The proof of a role, from the words on that say its title: its employer proves no step."""
    at = next((at for at, one in enumerate(role.evidence) if (role.title or "") in one.quote), 0)
    return list(role.evidence[at:])


def _at(name: str, role: Role, said: str, weight: float) -> Iterator[Moment]:
    title, company = name_of(role.title), name_of(role.company)
    if title and company:
        facts = {"title": title, "company": company}
        yield Moment(name, said, facts, tuple(first_quotes([role.evidence])), weight=weight)


def _in_training(role: Role) -> bool:
    return progression.rank(role.title) == 0


def _records(material: Material) -> Iterator[Moment]:
    """Certificates, projects, study and languages."""
    profile = material.brief.profile
    for one in profile.certifications[:2]:
        yield from _named("certificate", one.name, one.evidence, "I hold {0}.", 2)
    for one in profile.projects[:2]:
        described = tidy(one.description or "")
        tells = described.count(" ") >= _FEWEST_BLANKS and len(described) <= 120
        about = (
            f" My resume says of it: {quoted(described)}." if tells and sayable(described) else ""
        )
        said = f"{{0}} is a project of mine.{about}"
        yield from _named("project", one.name, one.evidence, said, 4)
    for one in profile.education[:1]:
        school = name_of(one.institution)
        degree = name_of(one.degree)
        degree = f"I took my {degree} at {{0}}." if degree else "I studied at {0}."
        for moment in _named("study", school, one.evidence, degree, 0):
            facts = {"school": school}
            late = _LONG_AGO if len(material.resume.dated) > 1 else 0
            yield Moment(moment.name, moment.said, facts, moment.evidence, weight=late)
    spoken = [one for one in profile.languages if one.name.casefold() != "english"]
    for one in spoken[:1]:
        for moment in _named("spoken", one.name, one.evidence, "I list {0} as a language.", 2):
            facts = {"language": tidy(one.name)}
            yield Moment(moment.name, moment.said, facts, moment.evidence, weight=moment.weight)


def _named(
    kind: str, name: str, evidence: list[Evidence], said: str, weight: float
) -> Iterator[Moment]:
    quotes = tuple(first_quotes([evidence]))
    name = tidy(name)
    if quotes and sayable(name) and len(name) < 90:
        told = said.replace("{0}", name)
        yield Moment(kind, told, {"name": name}, quotes, weight=weight)

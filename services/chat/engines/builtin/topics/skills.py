"""Skills together: all of them, of one kind, the top ones, what is not known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from libs.profile.model import Skill
from libs.profile.wording import count, listed, one_line, tidy, years
from services.chat.engines.builtin.facts import Facts, months
from services.chat.engines.builtin.kinds import KIND_CUES
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.spanish import translated
from services.chat.engines.builtin.technologies import KINDS, KNOWN, patterns
from services.chat.engines.builtin.topics.tools import knowledge
from services.chat.engines.builtin.words import cue, entries, fold, stem, word_list
from services.chat.engines.engine import Citation

_TOP = cue("top|best|main|key|strongest|most important|primary|core|major")
_CATEGORY_FILLERS = entries(
    "skills skill technical top awards honors other and & of the areas area key core languages my"
)
_SOFTWARE = cue("(?:which|what) (?:\\w+ )?(?:software|programs|applications|apps)")
_NAMED_SOFTWARE = re.compile(r"\b(?:software|suite|app|apps|applications?)\b")
_MOST = 60
_NAMED = 30  # tools of the text


def by_kind(query: Query) -> Reply | None:
    """The skills of a kind: of a category the resume itself uses, or of our own list."""
    facts = query.facts
    category = _category(query)
    if category:
        skills = [skill for skill in facts.profile.skills if skill.category == category]
        return _listing(facts, skills, f"under “{tidy(category)}”")
    kind = query.kind
    return of_kind(query, kind) if kind else None


def of_kind(query: Query, kind: str) -> Reply:
    """The skills under headings that call them so, those of our own list, those in the text."""
    facts = query.facts
    members = KINDS[kind]
    called = [one for one in _categories(facts) if _calls(one, kind)]
    under = [skill for skill in facts.profile.skills if skill.category in called]
    skills = [one for one in facts.profile.skills if one not in under and _is_of(one, members)]
    elsewhere = _elsewhere(facts, members, [*under, *skills])
    named = [tool for tool in query.tools if tool.name in members]
    missing = [tool.shown for tool in named if not knowledge(facts, tool).known]
    lacks = f"the resume doesn't mention {listed(missing, last='or')}" if missing else ""
    if not (under or skills or elsewhere):
        lacks = lacks or f"the resume doesn't mention any {kind}"
        return silent(f"No: {lacks}" if query.yes_no and not query.negated else lacks)
    sentences = [_under(category, under) for category in called]
    if skills:
        sentences.append(f"{kind} among the skills: {listed([tidy(one.name) for one in skills])}")
    if elsewhere:
        names = listed(list(dict.fromkeys(one_line(place.quote) for place in elsewhere))[:12])
        sentences.append(f"{'also' if sentences else kind} in the text: {names}")
    cites = [place for skill in [*under, *skills] for place in facts.places.of(skill.evidence)[:1]]
    sentences[0] = ("Yes. " if query.yes_no else "") + sentences[0][:1].upper() + sentences[0][1:]
    return said(*sentences, lacks, cites=[*cites, *elsewhere])


def _under(category: str, skills: Sequence[Skill]) -> str:
    names = [tidy(skill.name) for skill in skills if skill.category == category]
    return f"under “{tidy(category)}”: {listed(names)}"


def _elsewhere(facts: Facts, members: frozenset[str], known: Sequence[Skill]) -> list[Citation]:
    """Where the text names members that the known skills don't."""
    names = {fold(skill.name) for skill in known}
    return [
        place
        for name in sorted(members)
        if name not in names and not any(name in one for one in names)
        for place in facts.mentions(name)[:1]
    ]


def _categories(facts: Facts) -> list[str]:
    return list(dict.fromkeys(skill.category for skill in facts.profile.skills))


def _calls(category: str, kind: str) -> bool:
    """Whether a heading of skills speaks of the kind, as a question would."""
    asked = f"which {translated(fold(category))}"
    return any(one == kind and re.search(cues, asked) for one, cues in KIND_CUES)


def _is_of(skill: Skill, members: frozenset[str]) -> bool:
    name = fold(skill.name)
    if name in members:
        return True
    return any(
        pattern.search(skill.name)
        for one in members
        if len(one) > 2 and one in name
        for pattern in patterns(one)
    )


def _category(query: Query) -> str | None:
    """The heading of skills whose telling words the question repeats."""
    asked = {stem(word) for word in word_list(query.text)}
    for category in _categories(query.facts):
        words = {stem(word) for word in word_list(fold(category)) if word not in _CATEGORY_FILLERS}
        if words and words <= asked:
            return category
    return None


def _listing(facts: Facts, skills: list[Skill], where: str) -> Reply:
    names = listed([tidy(skill.name) for skill in skills[:_MOST]])
    more = len(skills) - _MOST
    rest = f", and {more} more" if more > 0 else ""
    cites = [place for skill in skills for place in facts.places.of(skill.evidence)[:1]]
    return said(f"{where}: {names}{rest}", cites=cites)


def all_skills(query: Query) -> Reply | None:
    """All skills by the resume's headings, or the top ones by how often roles mention them."""
    facts = query.facts
    skills = facts.profile.skills
    if not skills:
        return _unlisted(facts)
    if query.asks(cue("how many|number of")):
        return said(
            f"the resume lists {count(len(skills), 'skill')}", cites=_first_places(facts, skills)
        )
    if query.asks(_TOP):
        return _top(facts, skills)
    if query.asks(_SOFTWARE):
        return _software(facts, skills)
    groups: dict[str, list[str]] = {}
    for skill in skills[:_MOST]:
        groups.setdefault(tidy(skill.category), []).append(tidy(skill.name))
    texts = [
        f"{category}: {listed(names)}" if category else listed(names)
        for category, names in groups.items()
    ]
    more = len(skills) - _MOST
    rest = f"and {more} more" if more > 0 else ""
    return said(*texts, rest, cites=_first_places(facts, skills))


def _software(facts: Facts, skills: list[Skill]) -> Reply:
    """The skills that are software by our lists or by what they are called."""
    members = KNOWN - KINDS["soft skills"]
    ours = [one for one in skills if _is_of(one, members) or _NAMED_SOFTWARE.search(fold(one.name))]
    if ours:
        names = listed([tidy(skill.name) for skill in ours[:_MOST]])
        return said(f"software among the skills: {names}", cites=_first_places(facts, ours))
    every = listed([tidy(skill.name) for skill in skills[:_MOST]])
    text = f"the resume doesn't say which of its skills are software: {every}"
    return said(text, cites=_first_places(facts, skills))


def _unlisted(facts: Facts) -> Reply:
    """That no skills are listed, with the tools that the text names all the same."""
    text = "the resume doesn't list any skills; it has no skills section that can be read"
    named = _elsewhere(facts, KNOWN - KINDS["soft skills"], ())
    whole = [
        one
        for one in named
        if not any(o.start <= one.start and one.end <= o.end and o != one for o in named)
    ]
    whole = sorted({place.quote: place for place in whole}.values(), key=lambda one: one.start)
    if not whole:
        return silent(text)
    return silent(
        text, f"its text names {listed([one.quote for one in whole[:_NAMED]])}", cites=whole
    )


def _first_places(facts: Facts, skills: Sequence[Skill]) -> list[Citation]:
    return [place for skill in skills for place in facts.places.of(skill.evidence)[:1]]


def _top(facts: Facts, skills: list[Skill]) -> Reply:
    """By time in the roles that mention them, then by how often, then as listed."""
    ranked: list[tuple[int, int, int, Skill]] = []
    for order, skill in enumerate(skills[:_MOST]):
        roles = facts.roles_naming(facts.mentions(fold(skill.name)))
        ranked.append((-months(roles), -len(roles), order, skill))
    ranked.sort(key=lambda one: one[:3])
    top = [skill for *_, skill in ranked[:6]]
    shown = [(tidy(skill.name), time) for time, *_, skill in ranked[:6]]
    names = listed(
        [
            f"{name} ({years(-time)} in roles that mention it)" if time else name
            for name, time in shown
        ]
    )
    how = (
        "the resume's own order"
        if not any(time for _, time in shown)
        else "time in the roles that mention them, then the resume's own order"
    )
    return said(f"the top skills are {names}", f"this is by {how}", cites=_first_places(facts, top))


def unknown(query: Query) -> Reply | None:
    """What isn't known can't be told; which skills no line of a job shows, can."""
    facts = query.facts
    if not query.negated:
        return None
    text = "the resume doesn't say what is not known: it only lists what is"
    if query.kind:
        known = by_kind(query)
        return silent(text, known.text, cites=known.citations) if known else silent(text)
    unproven = [
        skill
        for skill in facts.profile.skills
        if not facts.roles_naming(facts.mentions(fold(skill.name)))
    ]
    if unproven and facts.roles:
        names = listed([tidy(skill.name) for skill in unproven[:8]])
        return silent(
            text,
            f"listed, but in no line of a job: {names}",
            cites=_first_places(facts, unproven[:8]),
        )
    return silent(text)

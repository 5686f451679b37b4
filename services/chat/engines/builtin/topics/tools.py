"""Skills and tools: known or not, since when, where used, all of them, by kind, the top ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from libs.profile.model import Skill
from services.chat.engines.builtin.facts import Facts, Role, how_long, months
from services.chat.engines.builtin.meaning import FILLERS
from services.chat.engines.builtin.question import Query, Tool
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.technologies import KINDS, KNOWN, patterns
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.wording import count, listed, quoted, tidy, years
from services.chat.engines.builtin.words import cue, entries, fold, stem, word_list
from services.chat.engines.engine import Citation

_HOW_LONG = cue("how long|(?:how )?many years?|how many months|years of|since when|for years")
_KNOW = cue(
    """
        knows?|known|familiar|experienced?(?: with| in)?|skills?|skilled|proficient
        good (?:at|with|in)|fluent in|master(?:s|ed)?|able to|capable|knowledge
        expert(?:ise)?|competent|worked with|work(?:ing)? with|used?|uses|using|write
        code|program|idea of|handle|learn(?:ed|t)?|have|has|got|list(?:ed)?
        on (?:my|the|his|her)|how (?:good|well)|comfortable with|background in|can|do
        what about|touched
        """
)
_WHERE = cue(
    """
        where|when|at which|in which
        (?:which|what) (?:company|job|role|employer|project)
        """
)
_TOP = cue("top|best|main|key|strongest|most important|primary|core|major")
_OPEN = cue("what|which|list|all|any")
_CATEGORY_FILLERS = entries(
    "skills skill technical top awards honors other and & of the areas area key core languages my"
)
_USE = frozenset(
    stem(word)
    for word in entries(
        "do did use used using know work worked with have has ever anywhere how long years year many"
        " experience at in where when which company job role some any touch learn learned apply"
    )
)
_MOST = 60


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the resume shows of one tool."""

    tool: Tool
    listed: list[Skill]
    places: list[Citation]
    roles: list[Role]

    @property
    def known(self) -> bool:
        return bool(self.listed or self.places)


def knowledge(facts: Facts, tool: Tool) -> Knowledge:
    places = facts.mentions(tool.name)
    return Knowledge(tool, facts.skills_named(tool.name), places, facts.roles_naming(places))


def know(query: Query) -> Reply | None:
    """Whether named tools are known; how long and where, if asked."""
    if not query.tools or not query.asks(_KNOW):
        return None
    facts = query.facts
    if query.asks(cue("what (?:did|have|has)|how (?:did|have|has|was|were)")):
        return None
    beside = _beside_tools(query)
    if beside and not (query.yes_no and query.asks(cue("know|familiar|experience|proficient"))):
        return None
    all_known = [knowledge(facts, tool) for tool in query.tools[:8]]
    if query.asks(_HOW_LONG):
        return _for_how_long(query, all_known)
    known = [one for one in all_known if one.known]
    missing = [one.tool.shown for one in all_known if not one.known]
    lacks = f"the resume doesn't mention {listed(missing, 'or')}" if missing else ""
    if not known:
        if query.negated:
            return silent(f"Right: {lacks}")
        return silent(f"No: {lacks}" if query.yes_no else lacks)
    cites = [place for one in known for place in _proof(facts, one)]
    opening = "Yes: " if query.yes_no and not query.negated else ""
    if query.negated:
        opening = "By this resume that is known: "
    told = [_where(facts, one) for one in known]
    told[0] = opening + told[0]
    return said(*told, lacks, cites=cites)


def _beside_tools(query: Query) -> list[str]:
    """What the question says beside tools and words of knowing."""
    named = {word for tool in query.tools for word in word_list(fold(tool.name))}
    named |= {word for tool in query.tools for word in word_list(fold(tool.shown))}
    return [term for term in query.terms_beside(FILLERS | _USE) if term not in named]


def _proof(facts: Facts, one: Knowledge) -> list[Citation]:
    own = [place for skill in one.listed for place in facts.places.of(skill.evidence)[:1]]
    inside = [
        whole(facts, line)
        for place in one.places
        for line in facts.lines_of(place)
        if facts.owner(line)
    ]
    return [*own[:2], *(inside[:2] or one.places[:1])]


def _where(facts: Facts, one: Knowledge) -> str:
    """`“Go” is listed under Skills; used as Engineer at Acme (2019 to today)`."""
    name = tidy(one.listed[0].name) if one.listed else one.tool.shown
    parts: list[str] = []
    if one.listed:
        category = tidy(one.listed[0].category)
        under = f" under “{category}”" if category and fold(category) != fold(name) else ""
        parts.append(f"{name} is listed{under}")
    if one.roles:
        verb = "used" if one.listed else f"{name} is mentioned"
        parts.append(f"{verb} as {listed([role.dated for role in one.roles[:4]])}")
        lines = [
            whole(facts, line)
            for place in one.places
            for line in facts.lines_of(place)
            if facts.highlight_at(line)
        ][:1]
        if lines:
            parts[-1] += f": {quoted(lines[0].quote)}"
    elif not one.listed:
        places = [whole(facts, line) for place in one.places[:1] for line in facts.lines_of(place)]
        parts.append(f"{name} is mentioned: {quotes(facts, places[:1])}")
    return "; ".join(parts)


def _for_how_long(query: Query, asked: Sequence[Knowledge]) -> Reply:
    """Years per tool: from the dated roles whose lines mention it."""
    facts = query.facts
    sentences: list[str] = []
    cites: list[Citation] = []
    counted = False
    for one in asked:
        timed = [role for role in one.roles if role.span]
        cites += _proof(facts, one)
        if timed:
            counted = True
            where = listed([role.label for role in timed[:6]])
            sentences.append(
                f"{one.tool.shown}: {how_long(timed)}, by the roles whose lines mention it: {where}"
            )
            cites += [place for role in timed for place in facts.cite(role)[:3]]
        elif one.known:
            name = one.tool.shown
            sentences.append(
                f"the resume doesn't say for how long: {name} is in it,"
                " but in no line of a dated role"
            )
        else:
            sentences.append(f"the resume doesn't mention {one.tool.shown}")
    return said(*sentences, cites=cites) if counted else silent(*sentences, cites=cites)


def used_at(query: Query, roles: Sequence[Role]) -> Reply | None:
    """Whether a named tool was used at a named employer."""
    if (
        not query.tools
        or not query.yes_no
        or [t for t in query.terms_beside(FILLERS | _USE, employers=True) if not _part_of(t, query)]
    ):
        return None
    facts = query.facts
    used: list[Citation] = []
    for tool in query.tools:
        for place in facts.mentions(tool.name):
            if any(role in roles for role in facts.roles_naming([place])):
                used += [whole(facts, line) for line in facts.lines_of(place)]
    names = listed([tool.shown for tool in query.tools], "or")
    if not used:
        return silent(f"No: the resume doesn't mention {names} at {roles[0].company}")
    return said(f"Yes. The resume says: {quotes(facts, used[:3])}", cites=used[:3])


def _part_of(term: str, query: Query) -> bool:
    return any(term in word_list(tool.name) for tool in query.tools)


def listed_at(query: Query, roles: Sequence[Role]) -> Reply:
    """The tools that the lines of a role name."""
    facts = query.facts
    names: dict[str, Citation] = {}
    own = [skill.name for skill in facts.profile.skills]
    for name in [*own, *sorted(KNOWN - KINDS["soft skills"])]:
        folded = fold(name)
        if folded in KINDS["soft skills"]:
            continue
        for pattern in patterns(folded):
            for role in roles:
                _collect(facts, role, pattern.finditer, names)
    company = roles[0].company or roles[0].title
    if not names:
        cites = [place for role in roles for place in facts.cite(role)]
        return silent(
            f"the resume doesn't say which technologies were used at {company}", cites=cites
        )
    kept = [
        name
        for name in names
        if not any(name != other and fold(name) in fold(other) for other in names)
    ]
    kept = [name for name in kept if fold(name) not in fold(company)]
    kept.sort(key=lambda name: names[name].start)
    return said(
        f"the lines about {company} name {listed(kept[:30])}",
        cites=[names[name] for name in kept],
    )


def _collect(facts: Facts, role: Role, finditer: object, names: dict[str, Citation]) -> None:
    for line in facts.lines:
        if facts.owner(line) is role:
            for found in finditer(facts.text, line.start, line.end):  # type: ignore[operator]
                names.setdefault(found[0], facts.places.at(*found.span()))


def by_kind(query: Query) -> Reply | None:
    """The skills of a kind: of a category the resume itself uses, or of our own list."""
    facts = query.facts
    category = _category(query)
    if category:
        skills = [skill for skill in facts.profile.skills if skill.category == category]
        return _listing(facts, skills, f"under “{tidy(category)}”")
    kind = query.kind
    if kind is None:
        return None
    members = KINDS[kind]
    skills = [skill for skill in facts.profile.skills if _is_of(skill, members)]
    listed_names = {fold(skill.name) for skill in skills}
    elsewhere = [
        (place.quote, place)
        for name in sorted(members)
        if name not in listed_names and not any(name in one for one in listed_names)
        for place in facts.mentions(name)[:1]
    ]
    named = [tool for tool in query.tools if tool.name in members]
    missing = [tool.shown for tool in named if not knowledge(facts, tool).known]
    lacks = f"the resume doesn't mention {listed(missing, 'or')}" if missing else ""
    if not skills and not elsewhere:
        lacks = lacks or f"the resume doesn't mention any {kind}"
        return silent(f"No: {lacks}" if query.yes_no and not query.negated else lacks)
    sentences: list[str] = []
    if skills:
        sentences.append(f"{kind} among the skills: {listed([tidy(one.name) for one in skills])}")
    if elsewhere:
        names = listed(list(dict.fromkeys(tidy(name) for name, _ in elsewhere))[:12])
        sentences.append(f"{'also' if skills else kind} in the text: {names}")
    cites = [place for skill in skills for place in facts.places.of(skill.evidence)[:1]]
    sentences[0] = ("Yes. " if query.yes_no else "") + sentences[0][:1].upper() + sentences[0][1:]
    return said(*sentences, lacks, cites=[*cites, *(place for _, place in elsewhere)])


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
    for category in dict.fromkeys(skill.category for skill in query.facts.profile.skills):
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
        return silent(
            "the resume doesn't list any skills; it has no skills section that can be read"
        )
    if query.asks(cue("how many|number of")):
        return said(
            f"the resume lists {count(len(skills), 'skill')}", cites=_first_places(facts, skills)
        )
    if query.asks(_TOP):
        return _top(facts, skills)
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
    """ "What don't I know": the resume can't tell, but what its lines leave unproven."""
    facts = query.facts
    if not query.negated:
        return None
    unproven = [
        skill
        for skill in facts.profile.skills
        if not facts.roles_naming(facts.mentions(fold(skill.name)))
    ]
    text = "the resume doesn't say what is not known: it only lists what is"
    if unproven and facts.roles:
        names = listed([tidy(skill.name) for skill in unproven[:8]])
        return silent(
            text,
            f"listed, but in no line of a job: {names}",
            cites=_first_places(facts, unproven[:8]),
        )
    return silent(text)

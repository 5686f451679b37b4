"""Single skills and tools: known or not, for how long, used where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from libs.profile.model import Skill
from libs.profile.wording import listed, quoted, tidy
from services.chat.engines.builtin.facts import Facts, Role, companies, how_long
from services.chat.engines.builtin.meaning import FILLERS
from services.chat.engines.builtin.question import Query, Tool
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.technologies import KINDS, KNOWN, patterns
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.words import cue, entries, fold, stem, word_list
from services.chat.engines.engine import Citation

_HOW_LONG = cue(
    "how long|(?:how )?many years?|how many months|years of|since when|for years|years$"
)
_DONE_WITH = cue("what (?:did|have|has)|how (?:did|have|has|was|were)")
_KNOWING = cue("know|familiar|experience|proficient")
_HOW_WELL = cue(
    "good (?:at|with|in)|experts?|expertise|strong|advanced|skilled|how (?:well|good)|well"
)
_USE = frozenset(
    stem(word)
    for word in entries(
        """
        do did use used using know work worked with have has ever anywhere how long years year many
        experience at in where when which company job role some any touch learn learned apply
        set list listed
        """
    )
)


# No resume need use the word for who led a team to have done it.
_SHOWN_BY_DEEDS = entries("leadership management mentoring coaching")


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
    if not _asks_to_know(query):
        return None
    every = [knowledge(query.facts, tool) for tool in query.tools[:8]]
    if all(one.tool.name in _SHOWN_BY_DEEDS and not one.known for one in every):
        return None
    return _for_how_long(query, every) if query.asks(_HOW_LONG) else _known(query, every)


def _asks_to_know(query: Query) -> bool:
    """Whether the question is about tools, and not about what was done with them."""
    if not query.tools or query.asks(_DONE_WITH):
        return False
    return not _beside_tools(query) or (query.yes_no and query.asks(_KNOWING))


def _known(query: Query, every: Sequence[Knowledge]) -> Reply:
    known = [one for one in every if one.known]
    missing = [one.tool.shown for one in every if not one.known]
    lacks = f"the resume doesn't mention {listed(missing, last='or')}" if missing else ""
    yes, no = ("Yes: ", "No: ") if query.yes_no else ("", "")
    if query.asks(_HOW_WELL):
        yes = ""  # being in a resume is no proof of how well it is known
    if query.negated:
        yes, no = "By this resume that is known: ", "Right: "
    if not known:
        return silent(no + lacks)
    cites = [place for one in known for place in _proof(query.facts, one)]
    told = [_where(query.facts, one) for one in known]
    return said(yes + told[0], *told[1:], lacks, cites=cites)


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
    asked = [tool for tool in query.tools if not _names_employer(query, tool, roles)]
    if not asked:
        return None
    used: list[Citation] = []
    missing: list[str] = []
    for tool in asked:
        places = facts.mentions(tool.name)
        own = [one for one in places if any(role in roles for role in facts.roles_naming([one]))]
        used += [whole(facts, line) for place in own for line in facts.lines_of(place)]
        missing += [] if own else [tool.shown]
    lacks = f"the resume doesn't mention {listed(missing, last='or')} at {companies(roles)}"
    if not used:
        return silent(f"No: {lacks}")
    more = lacks if missing else ""
    return said(f"Yes. The resume says: {quotes(facts, used[:3])}", more, cites=used[:3])


def _names_employer(query: Query, tool: Tool, roles: Sequence[Role]) -> bool:
    """Whether it is the employer that is called so: Figma, Notion."""
    spans = [at for role in roles if (at := query.place_of(role.company))]
    return any(at.start <= tool.start and tool.end <= at.end for at in spans)


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
                _collect(facts, role, pattern, names)
    company = companies(roles)
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


def _collect(
    facts: Facts, role: Role, pattern: re.Pattern[str], names: dict[str, Citation]
) -> None:
    for line in facts.lines:
        if facts.owner(line) is role:
            for found in pattern.finditer(facts.text, line.start, line.end):
                names.setdefault(found[0], facts.places.at(*found.span()))

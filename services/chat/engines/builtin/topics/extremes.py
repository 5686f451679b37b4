"""The first, latest, longest or shortest job, of all or of those under a title."""

from __future__ import annotations

from libs.profile.wording import listed, years
from services.chat.engines.builtin.facts import Role, how_long, months
from services.chat.engines.builtin.names import INTERNSHIPS, by_title
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics import tools
from services.chat.engines.builtin.topics.roles import (
    DOING,
    HOW_LONG,
    MOST_ROLES,
    TECH,
    placed,
    told,
)
from services.chat.engines.builtin.words import cue
from services.chat.engines.engine import Citation

_EXTREMES = (
    (
        "longest",
        cue(
            """
        longest|most time|lasted (?:the )?(?:most|longer)|lasted longest
        stay(?:ed)? (?:the )?(?:longest|most)
        """
        ),
    ),
    ("shortest", cue("shortest|least time|briefest")),
    (
        "first",
        cue(
            r"""
        (?:very )?first (?:\w+ )?(?:job|role|position|employer|company|work|employment|internship)
        earliest (?:job|role|position|internship)
        (?:hired|employed) (?:me|him|her|them|\w+) first|first (?:hired|employed)
        (?:start|started|began|begin) (?:my|his|her|the|their) (?:career|working life)
        (?:career|working life) (?:start|started|began|begin|begun)
        (?:start|started|began|begin) (?:to )?work(?:ing)?(?! (?:at|for|with|on|as|in|from)\b)
        oldest (?:job|role)
        """
        ),
    ),
    (
        "latest",
        cue(
            r"""
        (?:most recent|latest|last|newest) (?:\w+ )?(?:job|role|position|employer|company|work
        title|experience|internship)
        most recent(?:ly)?
        """
        ),
    ),
)


_LATEST = "(?:last|latest|most recent|newest|current|present)"
_EARLIEST = "(?:first|earliest)"
_JOB = "(?:jobs?|roles?|positions?)"
_BESIDE = "(?:and|to|with|vs|versus)"
_FIRST_AND_LAST = cue(
    rf"""
        {_EARLIEST} {_BESIDE} (?:\w+ )?{_LATEST} (?:\w+ )?{_JOB}
        {_EARLIEST} {_JOB} {_BESIDE} (?:\w+ )?{_LATEST}(?: \w+)?
        {_LATEST} (?:{_JOB} )?{_BESIDE} (?:\w+ )?{_EARLIEST} {_JOB}
        """
)
_NOT_THEMSELVES = cue("between|how long|longer|years?|months?|from|same")


def both_ends(query: Query) -> Reply | None:
    """The first job and the latest, where both are asked for in one breath."""
    facts = query.facts
    if not query.asks(_FIRST_AND_LAST) or query.asks(_NOT_THEMSELVES) or len(facts.dated) < 2:
        return None
    begun = [role for role in facts.dated if role.start]
    first = min(begun, key=lambda role: role.start.first if role.start else 0)
    ends = ((name, role) for name, role in (("first", first), ("latest", facts.dated[0])))
    texts: list[str] = []
    cites: list[Citation] = []
    for name, role in ends:
        lines, places = told(facts, role, 2)
        lasted = f"that is {how_long([role])}" if role.span else ""
        texts += [f"the {name} role is {placed(role)}", lasted, lines]
        cites += [*facts.cite(role), *places]
    return said(*texts, cites=cites)


def extreme(query: Query) -> Reply | None:
    """The first, latest, longest or shortest job."""
    which = next((name for name, pattern in _EXTREMES if query.asks(pattern)), None)
    facts = query.facts
    if which is None or not facts.roles:
        return None
    held = by_title(facts, query.text)
    if query.asks(INTERNSHIPS) and not held:
        return None
    if which in ("longest", "shortest"):
        return _by_length(query, which, [role for role in held or facts.dated if role.span])
    if len(facts.dated) < len(facts.roles) and which == "first" and not facts.dated:
        role = facts.roles[-1]
        return silent(
            f"the resume gives no dates; the role it lists last is {role.label}",
            told(facts, role)[0] if query.asks(DOING) else "",
            cites=facts.cite(role),
        )
    ordered = held or facts.ordered
    dated = [role for role in ordered if role.start] or ordered
    first = min(dated, key=lambda role: role.start.first if role.start else 0)
    role = first if which == "first" else ordered[0]
    cites = facts.cite(role)
    text, places = told(facts, role) if query.asks(DOING) else ("", [])
    if query.asks(TECH):
        used = tools.listed_at(query, [role])
        text, places = used.text, [*used.citations]
    if query.asks(HOW_LONG) and role.span:
        text = f"that is {how_long([role])}"
    ended = _ended(query, role)
    cites += [place for one in ended for place in facts.cite(one)]
    last = f"the last that ended is {placed(ended[0])}" if ended else ""
    noun = _noun(query)
    if query.asks(_WHEN) and not role.dates:
        return silent(
            f"the {which} {noun} is {placed(role)}", "the resume gives no dates", cites=cites
        )
    return said(f"the {which} {noun} is {placed(role)}", text, last, cites=[*cites, *places])


_WHEN = cue("when|(?:which|what) (?:year|month|date)s?")
_ENDING = cue("end(?:ed)?|finish(?:ed)?|le(?:ft|ave)|quit|stop(?:ped)?|until when")


def _ended(query: Query, latest: Role) -> list[Role]:
    """The last role that is over, where its end is asked for and the latest one goes on."""
    past = [role for role in query.facts.ordered if role.end and not role.current]
    return past[:1] if latest.current and query.asks(_ENDING) else []


def _noun(query: Query) -> str:
    return "internship" if query.asks(INTERNSHIPS) else "role"


def _by_length(query: Query, which: str, timed: list[Role]) -> Reply:
    facts = query.facts
    if not timed:
        return silent("the resume gives no dates to compare its roles by")
    pick = max if which == "longest" else min
    length = pick(months([role]) for role in timed)
    alike = [role for role in timed if months([role]) == length]
    cites = [place for role in alike for place in facts.cite(role)]
    text = f"the {which} {_noun(query)} is {alike[0].label}: {how_long(alike[:1])}"
    if len(alike) > 1:
        each = listed([role.dated for role in alike[:MOST_ROLES]])
        text = f"the {which} {_noun(query)}s are {each}: {years(length)} each"
    groups: dict[str, list[Role]] = {}
    for role in timed:
        groups.setdefault(role.company or role.label, []).append(role)
    longest = max(groups, key=lambda name: months(groups[name]))
    together = groups[longest]
    if which == "shortest" or months(together) <= length:
        return said(text, cites=cites)
    extra = f"the longest time at one employer is {how_long(together)} at {longest}"
    return said(text, extra, cites=[*cites, *[c for one in together for c in facts.cite(one)]])

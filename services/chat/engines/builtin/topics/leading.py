"""People led, trained or mentored: the lines that say so, and of how many."""

from __future__ import annotations

import re

from libs.profile.wording import listed
from services.chat.engines.builtin.citing import TextLine
from services.chat.engines.builtin.facts import Facts, companies
from services.chat.engines.builtin.meaning import FILLERS, concept
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.words import cue, word_list
from services.chat.engines.engine import Citation

_MOST = 5
_PERSON = (
    r"(?:teams?|engineers?|developers?|staff|people|persons?|members?|students?|agents?|interns?"
    r"|juniors?|technicians?|managers?|undergraduates|employees|organi[sz]ation|division|department"
    r"|guild|reports|apprentices?|trainees?|colleagues|associates|volunteers?|crews?|nurses"
    r"|analysts?|designers?|researchers?|consultants?|workers|supervisors?|specialists?|hires"
    r"|joiners?|starters?|personnel|cooks|drivers|teachers|leads|representatives|equipos?|personas"
    r"|alumnos|estudiantes|ingenieros)"
)
_PEOPLE = re.compile(rf"\b{_PERSON}\b", re.IGNORECASE)
_TRAINING = cue(r"train(?:ed|ing|s)?|mentor\w*|coach\w*|taught")
_TRAINS = (
    r"(?:train(?:ed|s|ing)?(?! (?:in|by|on|as|at)\b)|mentor\w*|coach\w*|taught|tutor\w*|onboarded)"
)
# "Led by Sequoia" is done by others.
_LEADS = (
    r"(?:led|leads?|leading|managed?|manages|managing|supervis(?:ed|es?|ing)|head(?:ed|s|ing| of)"
    r"|direct(?:ed|s|ing)|oversaw|oversees?|overseeing|recruit(?:ed|s|ing)?|hired|hiring|dirig\w+"
    r"|lider\w+|supervis[oó]|captain\w*|in charge of|responsible for)(?! (?:by|to|edge)\b)"
)
_VERB = re.compile(rf"(?<!-)\b(?:{_LEADS}|{_TRAINS})\b", re.IGNORECASE)
# Who was mentored need not have reported to the mentor.
_LEADING_VERB = re.compile(rf"(?<!-)\b{_LEADS}\b", re.IGNORECASE)
_TRAINING_VERB = re.compile(rf"\b{_TRAINS}", re.IGNORECASE)
_GROWN = re.compile(
    r"\b(?:buil[td]|grew|grow(?:n|ing)?|scal(?:ed|ing)|assembled|formed)(?: [\w$-]+){0,5}? "
    r"(?:teams?|organi[sz]ation|department|staff)\b(?=\W*(?:$|[,.;]|of|from|to|at|in|as|across"
    r"|and|with|that|who)\b|\W*$)",
    re.IGNORECASE,
)
_SIZED = re.compile(
    rf"\bteam of\b|\b\d+-(?:person|engineer|member)\b|\bdirect {_PERSON}", re.IGNORECASE
)
# What stands between the verb and people who are not its object: "managed the budget for the team".
_APART = re.compile(
    r"\b(?:for|with|by|to|from|used|serving|among|via|per|alongside)\b", re.IGNORECASE
)
# People the person was one of, prospects of a sale: neither is led.
_WITHIN = re.compile(
    r"\b(?:in|within|part of|member of|joined|among|on|for|by|from) (?:an?|the|our) "
    r"(?:[\w-]+ ){0,3}?"
    r"(?:teams?\b(?: of)?|\d+-(?:person|engineer|member)\b(?: [\w-]+){0,2} teams?)"
    r"|\b(?:lead|head) (?:[\w-]+ )?(?:engineer|developer|designer|analyst|researcher|consultant"
    r"|technician|nurse|teacher|driver|cook|member)\b"
    r"|\b(?:sales|qualified|new|inbound|outbound|marketing|customer|business|warm|cold|\d[\d,.+]*"
    r"|generat\w+|captur\w+|of) leads?\b",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)"
_COUNTED = re.compile(
    rf"\b{_NUMBER}\+?[- ](?:[\w-]+ ){{0,3}}?{_PERSON}\b|\bteam of (?:[\w-]+ ){{0,2}}?{_NUMBER}\b"
    rf"|\b{_PERSON} (?:from|of) (?:\w+ )?{_NUMBER}\b|\b{_NUMBER}-(?:person|engineer|member|strong)",
    re.IGNORECASE,
)
# A team may be asked for without its being led: "did my team move".
_OF_LEADING = cue(
    r"lead\w*|led|manag\w*|supervis\w*|mentor\w*|train\w*|coach\w*|report\w*|subordinates|head\w*"
    r"|direct\w*|in charge|built|build|hired?|teach|taught"
)
_OF_A_TEAM = cue(r"(?:lead|led|manag\w+|head\w*|supervis\w+) (?:\w+ ){0,2}?(?:teams?|people|staff)")
_HEADS = re.compile(r"\b(?:lead|head|manager|director|chief|cto|ceo|captain|supervisor)\b")


def leadership(query: Query) -> Reply | None:
    """The lines that show people led, trained or mentored."""
    facts = query.facts
    if _of_work(query):
        return None
    places = _whole(facts, _lines(query))[:_MOST]
    counted = re.search(r"\d", query.text)  # "of more than ten" is for the reader to compare
    agrees = query.yes_no and not query.negated and query.asks(_OF_LEADING)
    opening = "Yes" if agrees and not counted else ""
    if places:
        text = f"the resume says: {quotes(facts, places)}"
        return said(f"{opening}. {text[:1].upper()}{text[1:]}" if opening else text, cites=places)
    heads = [role for role in facts.ordered if _HEADS.search(role.title.casefold())]
    if heads:
        cites = [place for role in heads for place in facts.cite(role)]
        text = "no line of the resume says that people were led, trained or managed"
        titles = f"titles that may mean it: {listed([role.dated for role in heads[:4]])}"
        return said(text, titles, cites=cites)
    no = "No: the" if query.yes_no and not query.negated else "The"
    return silent(f"{no} resume doesn't mention leading, training or managing people")


_OBJECT = re.compile(r"\b(?:lead|led|manag\w+|head|direct) (?:the|an?|any) ([\w-]+(?: [\w-]+)?)")


def _of_work(query: Query) -> bool:
    """Whether a thing was led: "did I lead the migration"."""
    at = _OBJECT.search(query.text)
    return at is not None and not _PEOPLE.search(at[1])


def team_size(query: Query) -> Reply | None:
    """How many people were led, where a line counts them."""
    facts = query.facts
    lines = _lines(query)
    at = ""
    if query.roles:
        lines = [line for line in lines if facts.owner(line) in query.roles]
        at = f" at {companies(query.roles)}"
    verb = _TRAINING_VERB if query.asks(_TRAINING) else _LEADING_VERB
    names = _names(facts)
    sized = [
        line for line in lines if _COUNTED.search(line.text) and _shows(line.text, names, verb)
    ]
    counted = _whole(facts, sized)[:_MOST]
    if counted:
        return said(f"the resume says: {quotes(facts, counted)}", cites=counted)
    done = "trained or mentored" if query.asks(_TRAINING) else "led or managed"
    text = f"the resume doesn't say how many people were {done}{at}"
    places = _whole(facts, lines)[:2]
    more = f"of that it says: {quotes(facts, places)}" if places else ""
    return silent(text, more, cites=places)


def _lines(query: Query) -> list[TextLine]:
    """The lines about people led; those with numbers and with the question's words first."""
    facts = query.facts
    verb = _TRAINING_VERB if query.asks(_TRAINING) else _VERB
    names = _names(facts)
    lines = [line for line in facts.lines if _shows(line.text, names, verb)]
    if query.asks(_OF_A_TEAM):  # who is coached need not be led: only where nobody else is
        led = [line for line in lines if _shows(line.text, names, _LEADING_VERB)]
        lines = led or lines
    return sorted(lines, key=lambda line: -_telling(line, query))


def _names(facts: Facts) -> re.Pattern[str] | None:
    """Employers and schools: a firm called "Money Management" manages nobody."""
    named = {role.company for role in facts.roles} | {one.institution for one in facts.studies}
    longest = sorted((name for name in named if len(name) > 2), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)), re.IGNORECASE) if longest else None


def _shows(text: str, names: re.Pattern[str] | None, verb: re.Pattern[str]) -> bool:
    """Whether a line says that people were led, or trained, as `verb` has it."""
    own = _WITHIN.sub(" | ", names.sub(" | ", text) if names else text)
    if any(_has_object(own[found.end() :]) for found in verb.finditer(own)):
        return True
    sized = _SIZED.search(own) or _GROWN.search(own)
    return verb is not _TRAINING_VERB and sized is not None


def _has_object(rest: str) -> bool:
    people = _PEOPLE.search(rest)
    return people is not None and not _APART.search(rest[: people.start()])


def _whole(facts: Facts, lines: list[TextLine]) -> list[Citation]:
    places = (whole(facts, line) for line in lines[: _MOST + 3])
    return list({place.start: place for place in places}.values())


def _telling(line: TextLine, query: Query) -> float:
    """More for a line with a number of people, and for the question's own words."""
    numbers = [
        int(one)
        for one in re.findall(
            r"\b(\d{1,4})[+-]?\s?(?:\w+ )?(?:person|member|engineer|people|staff|students)",
            line.text,
        )
    ]
    word = re.search(rf"\b{_NUMBER}\b", line.text.casefold())
    terms = {concept(term) for term in query.terms_beside(FILLERS)}
    own = len(terms & {concept(one) for one in word_list(line.text.casefold())})
    return own + (1 if word else 0) + (1 + max(numbers) / 1000 if numbers else 0)

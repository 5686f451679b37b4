"""Name, e-mail, phone, place, addresses on the web."""

from __future__ import annotations

import re
from collections.abc import Callable

from libs.profile.wording import listed, one_line
from services.chat.engines.builtin.facts import Facts
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics.lines import quotes, whole
from services.chat.engines.builtin.words import cue, fold, word_list
from services.chat.engines.engine import Citation

_Slot = tuple[str, list[Citation]]
_STREET = re.compile(
    r"\b\d+\s+(?:\w+\.?\s+){0,4}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|way|boulevard"
    r"|blvd)\b"
    r"|\b(?:avenida|calle|rue|via)\s.{4,60}",
    re.IGNORECASE,
)
_WANTS_STREET = cue("street|postal address|home address|mailing address|house number")
_LAST_NAME = cue("last name|surname|family name")


def _value(facts: Facts, field: str) -> _Slot | None:
    value = getattr(facts.profile.personal_info, field)
    if not value:
        return None
    cites = facts.places.of(facts.proof(f"personal_info.{field}"))
    found = facts.places.find(str(value)) if not cites else None
    return one_line(str(value)), [*cites, *([found] if found else [])][:1]


def _links(facts: Facts, wanted: Callable[[str], bool]) -> _Slot | None:
    links = [link for link in facts.profile.personal_info.links if wanted(link.casefold())]
    proof = facts.places.of(facts.proof("personal_info.links"))
    bare = [re.sub(r"^https?://(?:www\.)?", "", link).rstrip("/") for link in links]
    cites = [
        one
        for one in proof
        if any(fold(one.quote) in fold(link) or fold(link) in fold(one.quote) for link in bare)
    ]
    return (listed(bare), cites) if links else None


def _linkedin(facts: Facts) -> _Slot | None:
    url = facts.profile.personal_info.linkedin_url
    if not url:
        return _links(facts, lambda link: "linkedin." in link)
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/"), facts.places.of(
        facts.proof("personal_info.linkedin_url")
    )[:1]


def _website(facts: Facts) -> _Slot | None:
    return _links(facts, lambda link: "linkedin." not in link)


# What it is called in an answer, what asks for it, where it is.
_SLOTS: tuple[tuple[str, re.Pattern[str], Callable[[Facts], _Slot | None]], ...] = (
    (
        "name",
        cue(
            r"""
        (?:my|your|his|her|their|full|first|last|family|sur|candidates?|applicants?|persons?
        \w+'s) ?name
        name of the (?:candidate|applicant|person|owner)|who am i|surname
        name (?:is )?(?:on|in|at the top of) (?:this|the|my|your|her|his) (?:resume|cv|file)
        whose (?:resume|cv)|who (?:is this|wrote this|does this belong to)
        what is (?:he|she|the candidate) called
        """
        ),
        lambda facts: _value(facts, "name"),
    ),
    (
        "e-mail address",
        cue("e ?-?mails?(?: address(?:es)?)?|mail address|mail"),
        lambda facts: _value(facts, "email"),
    ),
    (
        "phone number",
        cue(
            """
        (?:tele)?phones?|mobile (?:number|phone|no|nr)|mobile(?: is)?$|number to call
        cell(?: ?phone)?(?: number)?|call (?:me|him|her|them)
        number (?:can|to|should) .*(?:call|reach)
        """
        ),
        lambda facts: _value(facts, "phone"),
    ),
    (
        "location",
        cue(
            r"""
        where (?:\w+ )?(?:\w+ )?(?:lives?|living|based|located|residing|resides?|from)
        (?:live|lives|based|located|reside|resides) (?:in|at|now|currently)
        address(?:es)?
        (?:my|your|his|her|their|current) (?:location|city|town|country|residence)
        (?:which|what) (?:city|town|country|state|place) .*(?:live|lives|based|located|from)
        home ?town|where .*(?:come|comes) from|location
        """
        ),
        lambda facts: _value(facts, "location"),
    ),
    ("LinkedIn address", cue("linked ?in"), _linkedin),
    (
        "GitHub address",
        # What else is there, stars or commits, is no address.
        cue(
            r"git ?hub(?!(?: \w+)? (?:stars?|followers|forks?|commits?|repo\w*|contributions?"
            r"|actions?|projects?))(?: .*)?"
        ),
        lambda f: _links(f, lambda link: "github." in link),
    ),
    (
        "website",
        cue(
            """
        web ?sites?|web ?pages?|home ?pages?|portfolios?|urls?|links?|blog
        online profiles?|social (?:media|profiles?)
        """
        ),
        _website,
    ),
)
_EVERYTHING = cue(
    r"""
        contact(?: details?| info(?:rmation)?| data)?
        (?:reach|contact|get in touch with|get hold of) (?:me|him|her|them|you|\w+)
        (?:be|is|am) (?:reached|contacted)|reach(?:ed|able)|get in touch
        """
)
_OTHER_SUBJECT = cue(
    """
        intern(?:ship)?s?|jobs?|office|company|university|college|school|role|employer
        clients?|customers?|email marketing|mail campaigns?
        """
)


_LIVES_IN = re.compile(r"\b(?:live|lives|living|based|located|reside|resides|from|in) in (.+)$")
_PARTY = (
    r"employer|company|firm|work ?place|manager|boss|supervisor|university|college|school"
    r"|professor|teacher|client|customer|colleague|office|team|department|referee|reference|wife|husband|spouse"
    r"|mother|father|parent|brother|sister|friend|doctor|landlord"
)
_THING = (
    r"(?:(?:tele)?phone|mobile|cell|e ?-?mail|mail|address|web ?site|web ?page|home ?page|number"
    r"|contact|name|location|linked ?in|url)"
)
_OTHER_PARTY = re.compile(
    rf"(?<!\w)(?:(?P<a>{_PARTY})s?(?:'s?)? (?:\w+ ){{0,2}}?{_THING}s?\b"
    rf"|{_THING}s?(?: \w+){{0,2}} (?:of|for|at) (?:my |his |her |their |the |an? |\w+'s )?"
    rf"(?:\w+ )?(?P<b>{_PARTY})s?\b)"
)
# How a line writes the details that others may have too.
_WRITTEN = {
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w"),
    "phone number": re.compile(r"\+?\(?\d{2,4}\)?[ .-]\d{3}[ .-]?\d{2,4}"),
    "LinkedIn address": re.compile(r"linkedin\.", re.IGNORECASE),
    "website": re.compile(r"https?://|www\.\w", re.IGNORECASE),
    "location": re.compile(r"(?!)"),
}


def contact(query: Query) -> Reply | None:
    """The details asked for, and which of them the resume lacks."""
    names = _asked(query)
    if not names:
        return None
    if party := _OTHER_PARTY.search(query.text):
        return _of_another(query, party["a"] or party["b"], names)
    facts = query.facts
    if "location" in names and query.asks(_WANTS_STREET):
        return _street(facts)
    found: list[str] = []
    missing: list[str] = []
    cites: list[Citation] = []
    for name, _, look in _SLOTS:
        if name in names:
            slot = look(facts)
            if slot:
                found.append(f"the {name} is {slot[0]}")
                cites += slot[1]
            else:
                missing.append(f"no {name}")
    lacks = f"the resume gives {listed(missing, last='or')}" if missing else ""
    if not found:
        return silent(f"No: {lacks}" if query.yes_no else lacks)
    yes = "Yes: " if query.yes_no else ""
    if query.yes_no and _lives_elsewhere(query, names):
        yes = "The resume doesn't say that: "
    if "name" in names and query.asks(_LAST_NAME) and len(facts.name_words) == 1:
        lacks = "the resume gives only this one name"
    return said(yes + listed(found), lacks, cites=cites)


def _lives_elsewhere(query: Query, names: list[str]) -> bool:
    """Whether a place is asked for that the location doesn't name: "do I live in Austin"."""
    at = _LIVES_IN.search(query.text)
    if at is None or "location" not in names:
        return False
    home = set(word_list(fold(query.facts.profile.personal_info.location or "")))
    return not set(word_list(at[1])) & home


def _of_another(query: Query, party: str, names: list[str]) -> Reply | None:
    """Somebody else's details are never the person's own: a line of a job may give them."""
    wanted = [name for name in names if name in _WRITTEN]
    if not wanted:
        return None  # an employer's name, where a school is
    facts = query.facts
    places = [
        whole(facts, line)
        for line in facts.lines
        if facts.owner(line) and any(_WRITTEN[name].search(line.text) for name in wanted)
    ][:3]
    if places:
        return said(f"the resume says: {quotes(facts, places)}", cites=places)
    return silent(f"the resume doesn't say the {listed(wanted, last='or')} of the {party}")


def _asked(query: Query) -> list[str]:
    if _names_others(query):
        return []
    names = [name for name, pattern, _ in _SLOTS if query.asks(pattern)]
    if query.asks(_EVERYTHING):
        names += ["name", "e-mail address", "phone number", "location", "LinkedIn address"]
    if "location" in names and (query.roles or query.asks(_OTHER_SUBJECT)):
        names.remove("location")
    if "e-mail address" in names and "location" in names and not query.asks(_WANTS_STREET):
        alone = re.sub(r"e ?-?mail address", "", query.text)
        if "address" not in alone and "live" not in alone and "locat" not in alone:
            names.remove("location")
    if query.period or query.asks(_OTHER_SUBJECT):
        names = [name for name in names if name != "location"]
    return names


def _names_others(query: Query) -> bool:
    """Whether it speaks of an employer or a school by name: their details, or work there."""
    named = [role.company for role in query.roles] + [one.institution for one in query.studies]
    own = query.facts.name_words
    return bool(named) and not any(own & set(word_list(fold(name))) for name in named)


def _street(facts: Facts) -> Reply:
    for line in facts.lines[:15]:
        if found := _STREET.search(line.text):
            place = facts.places.at(line.start + found.start(), line.end)
            return said(f"the address is {one_line(place.quote)}", cites=[place])
    slot = _value(facts, "location")
    if slot is None:
        return silent("the resume gives no street address and no location")
    return silent(
        f"the resume doesn't say at which street; the location it gives is {slot[0]}", cites=slot[1]
    )

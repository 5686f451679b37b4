"""What a job description asks for, beside what the resume shows. It is data: words to look up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from libs.profile.wording import tidy
from services.analysis.interview.material import Material, topic_words
from services.analysis.interview.naming import may_say, says, says_one_of_its_kind
from services.analysis.reading.vocabulary.listing import words
from services.analysis.rubric.guards import is_instruction

_MOST = 24  # terms
_CUE = re.compile(
    r"\b(?:experience (?:with|in|of|using)|knowledge of|proficien(?:t|cy) (?:in|with)|skills? in"
    r"|familiar(?:ity)? with|expertise (?:in|with)|background in|certified in|fluent in|command of"
    r"|requirements?:|skills?:|required:|must[- ]haves?:|stack:|tools:)"
    r"\s*(?P<list>[^.;:\n()]{2,160})",
    re.IGNORECASE,
)
# What is asked for so is to be known, in small letters and of another trade too ("robotics").
_KNOWN = re.compile(r"(?:\w+ with|knowledge of)\b", re.IGNORECASE)
# "CI/CD" and "A/R" are one word each.
_PARTS = re.compile(
    r"\s*(?:,|(?<!\bCI)(?<!\bA)(?<!\bPL)(?<!\bTCP)/|\band\b|\bor\b|\bas well as\b|&)\s*"
)
_FILLER = re.compile(
    r"^(?:the|an?|any|our|strong|solid|good|deep|proven|relevant|similar|other|modern|advanced"
    r"|excellent|including|such as|e\.g\.|tools like|working|experience (?:with|in|of)"
    r"|knowledge of|proficiency (?:with|in)|hands-on|fluent|fluency in|native|business"
    r"|conversational|professional)\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:(?:experience|skills?|knowledge|proficiency|fluency)\b|\(|(?:is|are|would be|will be)\b"
    r"|(?:an? )?(?:plus|advantage|bonus)\b|preferred\b|desir(?:ed|able)\b|required\b).*$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:etc|others?|tools?|technologies|systems|a?n? ?related field|the role|work|skills?"
    r"|years?.*|\d.*|equivalent.*|similar.*|communication.*|team.*|environment.*|field.*)$",
    re.IGNORECASE,
)
_MOST_WORDS = 4
# What a posting asks of a life rather than of somebody's work: nothing one could be examined in.
_CONDITION = re.compile(
    r"\b(?:willing\w*|able to|ability|abilities|relocate|overtime|shift work|shifts|nights?"
    r"|weekends?|evenings?|bank holidays|driv(?:er|ing)(?:['’]?s)? licen[cs]e|own (?:car|vehicle)"
    r"|right to work|work (?:permit|visa|authori[sz]ation)|authori[sz]ed to|eligible|citizenship"
    r"|security clearance|background check|dbs(?: check)?|full[- ]time|part[- ]time|physically"
    r"|to travel|availability (?:for|on|to))\b"
    r"|^(?:(?:some|occasional|frequent|regular|international|business) )?travel(?:l?ing)?$"
    r"|^(?:fully )?(?:remote|hybrid|on[- ]?site)(?: work)?$|^(?:flexible|flexibility|available)\b"
    r"|^(?:a )?(?:passion|enthusias|interest in|desire|commitment|motivat|punctual|reliab\w+$"
    r"|patien(?:t|ce)$|empath|energetic|positive|attention to detail|can[- ]do|sense of humou?r"
    r"|self[- ](?:starter|motivat|driven|reliant))",
    re.IGNORECASE,
)
# Words of every posting, which say nothing of what somebody must know.
_EVERYWHERE = words(
    """
requirements features experience team skills leadership communication documentation scope customers
clients presentation presentations operations office stakeholders organization schedule research
education supplies equipment
"""
)
_SENTENCE = re.compile(r"\n|(?<=[.!?;])\s+")


@dataclass(frozen=True, slots=True)
class Posting:
    """Topics of the bank by key, with the posting's word for each: those `named` that the resume
    has in that word, and those it only comes `near`. `lacking`: what the posting asks for that the
    resume doesn't show, in its order.
    """

    named: dict[str, str]
    near: dict[str, str]
    lacking: tuple[str, ...]
    shared: tuple[str, ...]  # terms outside the bank that the resume has too


def read_posting(material: Material) -> Posting:
    """The posting of the brief; empty where there is none."""
    topics, terms, known = _wanted(material.posting)
    resume = material.brief.document.text
    sheets = {topic.key for trade in material.trades for topic in trade.topics}
    named: dict[str, str] = {}
    near: dict[str, str] = {}
    lacking: dict[str, str] = {}
    for key, said in topics.items():
        for term in sorted(said, key=lambda one: (-len(one), one)):
            if says(resume, term):
                named.setdefault(key, term)
            elif key in material.shown and (term.islower() or says_one_of_its_kind(resume, term)):
                near.setdefault(key, term)
            elif _comes_near(material, term) or term.casefold() in _EVERYWHERE:
                continue
            elif key in sheets or not term.islower() or term in known:
                lacking.setdefault(term.casefold(), term)
    shared = [term for term in terms if says(resume, term)]
    lacking |= {
        term.casefold(): term
        for term in terms
        if term not in shared and not _comes_near(material, term)
    }
    return Posting(named, near, tuple(lacking.values())[:_MOST], tuple(shared)[:_MOST])


def _wanted(text: str) -> tuple[dict[str, set[str]], list[str], set[str]]:
    """What a posting asks for: its words for topics of the bank, terms that are outside it, and the
    terms that it wants somebody to know.
    """
    topics: dict[str, set[str]] = {}
    terms: dict[str, str] = {}
    known: set[str] = set()
    for part in _SENTENCE.split(text):
        if is_instruction(part):
            continue
        cued: list[str] = []
        for match in _CUE.finditer(part):
            listed = [term for one in _PARTS.split(match["list"]) if (term := _bare(one))]
            cued += listed
            if _KNOWN.match(match[0]):
                known.update(listed)
        for said, topic in topic_words(part):
            # "transfer pricing" rather than "pricing", where the posting lists it so.
            whole = next((term for term in cued if said in term.casefold()), "")
            term = whole or _as_written(said, part)
            if not _CONDITION.search(term):
                topics.setdefault(topic.key, set()).add(term)
        terms |= {term.casefold(): term for term in cued if not topic_words(term)}
    return topics, list(terms.values()), known


def _comes_near(material: Material, term: str) -> bool:
    """Whether one can't say that the resume doesn't show a term, though it doesn't name it: it has
    the words in other forms, a tool of that kind, or what the posting gives as an example of it.
    """
    resume = material.brief.document.text
    if may_say(resume, term) or says_one_of_its_kind(resume, term):
        return True
    example = re.search(rf"{re.escape(term)}\s*\(([^()\n]{{2,80}})\)", material.posting)
    return example is not None and any(
        says(resume, one) for part in _PARTS.split(example[1]) if (one := _bare(part))
    )


def _as_written(said: str, line: str) -> str:
    """The folded words as the posting spells them, where they stand there plainly."""
    found = re.search(re.escape(said).replace(r"\ ", r"\s+"), line, re.IGNORECASE)
    return tidy(found[0]) if found else said


def _bare(part: str) -> str:
    text = tidy(part).strip(" .,;:!?'\"“”‘’*")
    while (short := _FILLER.sub("", text)) != text:
        text = short
    text = _AFTER.sub("", text)
    fits = 1 < len(text) <= 40 and len(text.split()) <= _MOST_WORDS
    asks = fits and not _VAGUE.match(text) and not _CONDITION.search(text)
    return text if asks and not is_instruction(text) else ""

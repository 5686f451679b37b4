"""What a job description asks for, beside what the resume shows. It is data: words to look up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.analysis.interview.bank import Topic
from services.analysis.interview.material import Material, topics_in
from services.analysis.reading.words import folded_words
from services.analysis.rubric.guards import is_instruction
from services.analysis.rubric.wording import tidy

_LONGEST = 20_000  # characters that are read
_MOST = 24  # terms
_CUE = re.compile(
    r"\b(?:experience (?:with|in|of|using)|knowledge of|proficien(?:t|cy) (?:in|with)|skills? in"
    r"|familiar(?:ity)? with|expertise (?:in|with)|background in|certified in|fluent in|command of"
    r"|requirements?:|skills?:|required:|must[- ]haves?:|stack:|tools:)"
    r"\s*(?P<list>[^.;:\n()]{2,160})",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:,|/|\band\b|\bor\b|\bas well as\b|&)\s*")
_FILLER = re.compile(
    r"^(?:the|an?|any|our|strong|solid|good|deep|proven|relevant|similar|other|modern|advanced"
    r"|excellent|including|such as|e\.g\.|tools like|working)\s+",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:etc|others?|tools?|technologies|systems|a?n? ?related field|the role|work|skills?"
    r"|years?.*|\d.*|equivalent.*|similar.*|communication.*|team.*|environment.*|field.*)$",
    re.IGNORECASE,
)
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Posting:
    """`named`: topics of the bank that the posting names and the resume shows, with the posting's
    word for each. `lacking`: what it asks for that the resume doesn't show, in its order.
    """

    named: dict[str, str]
    lacking: tuple[str, ...]
    shared: tuple[str, ...]  # terms outside the bank that the resume has too


def read_posting(material: Material) -> Posting:
    """The posting of the brief; empty where there is none."""
    text = material.brief.job_description[:_LONGEST]
    lines = [line for line in text.splitlines() if not is_instruction(line)]
    wanted: dict[str, tuple[str, Topic]] = {}
    terms: dict[str, str] = {}
    for line in lines:
        for key, (words, topic) in topics_in(line).items():
            wanted.setdefault(key, (_as_written(words, line), topic))
        for match in _CUE.finditer(line):
            for term in map(_bare, _PARTS.split(match["list"])):
                if term and not topics_in(term):
                    terms.setdefault(term.casefold(), term)
    resume = f" {' '.join(folded_words(material.brief.document.text))} "
    named: dict[str, str] = {}
    lacking: dict[str, str] = {}
    for key, (term, topic) in wanted.items():
        if key in material.shown or _says(resume, term):
            named[key] = term
        elif not topic.key.startswith("frames") and len(term) > 1:
            lacking.setdefault(term.casefold(), term)
    shared = [term for term in terms.values() if _says(resume, term)]
    lacking |= {key: term for key, term in terms.items() if term not in shared}
    return Posting(named, tuple(lacking.values())[:_MOST], tuple(shared)[:_MOST])


def _says(resume: str, term: str) -> bool:
    """Whether the resume has the term, its last word perhaps with another ending."""
    words = " ".join(folded_words(term))
    return bool(words) and (f" {words} " in resume or (len(words) > 4 and f" {words}" in resume))


def _as_written(words: str, line: str) -> str:
    """The folded words as the posting spells them, where they stand there plainly."""
    found = re.search(re.escape(words).replace(r"\ ", r"\s+"), line, re.IGNORECASE)
    return tidy(found[0]) if found else words


def _bare(part: str) -> str:
    text = tidy(part).strip(" .,;:!?'\"“”‘’*")
    while (short := _FILLER.sub("", text)) != text:
        text = short
    fits = 1 < len(text) <= 40 and len(text.split()) <= _MOST_WORDS
    return text if fits and not _VAGUE.match(text) and not is_instruction(text) else ""

"""Whether a text is a resume at all.

What speaks for it: sections only a resume has, a person with contact details, and records (posts
with dates, degrees). What speaks against it: what other documents say of themselves, and talk to a
reader.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from libs.profile.model import Profile
from services.analysis.reading.document import Document
from services.analysis.reading.sections import Section
from services.analysis.reading.vocabulary.listing import any_of
from services.analysis.reading.vocabulary.other_documents import ADDRESSES, HEADINGS, OPENINGS
from services.analysis.reading.words import fold

_CORE = frozenset(("experience", "education", "skills"))
_MORE = frozenset(("summary", "projects", "certifications", "languages", "activities", "contact"))
_OTHER_KINDS = re.compile(
    rf"\W*(?:\d+\W+)?(?:(?:{any_of(HEADINGS)})\W*$|(?:{any_of(OPENINGS)})\b)", re.IGNORECASE
)
_ADDRESSED = re.compile(rf"\b(?:{any_of(ADDRESSES)})\b", re.IGNORECASE)
_MAX_PAGES = 30
_MANY = 6  # records that are enough without a heading
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Grounds:
    """What speaks for and against, each counted."""

    core: int  # kinds of sections among experience, education, skills
    sections: int  # all kinds of resume sections, core ones double
    contact: int  # e-mail (double), telephone, LinkedIn profile, name
    records: int  # posts and degrees
    against: int


def is_resume(document: Document, sections: Sequence[Section], profile: Profile) -> bool:
    """The decision, from the sections and the facts read from them."""
    grounds = weigh(document, sections, profile)
    if (document.page_count or 0) > _MAX_PAGES and grounds.records < _MANY:
        return False
    total = min(grounds.sections, 6) + min(grounds.contact, 4) + min(grounds.records, 6)
    if total - 2 * grounds.against < _ENOUGH:
        return False
    if profile.personal_info.name is None:  # anonymous: everything else must be there
        return grounds.core >= 2 and grounds.records >= 4 and grounds.against == 0
    told = grounds.core >= 1 and grounds.records >= 2
    dateless = grounds.sections >= 5 and grounds.contact >= 3
    return told or dateless or grounds.records >= _MANY


def weigh(document: Document, sections: Sequence[Section], profile: Profile) -> Grounds:
    """Count the grounds."""
    kinds = {section.kind for section in sections if section.heading is not None and section.rows}
    person = profile.personal_info
    contact = (
        2 * bool(person.email) + bool(person.phone) + bool(person.linkedin_url) + bool(person.name)
    )
    posts = sum(1 for e in profile.experience if e.title and (e.start or e.end or e.current))
    paired = sum(1 for e in profile.experience if e.title and e.company)
    degrees = sum(1 for e in profile.education if e.degree and (e.institution or e.end))
    lines = [fold(line.text[:120]) for line in document.lines[:400]]
    against = sum(1 for line in set(lines) if _OTHER_KINDS.match(line))
    against += min(2, len(_ADDRESSED.findall(document.text[:20000])) // 2)
    return Grounds(
        core=len(kinds & _CORE),
        sections=2 * len(kinds & _CORE) + len(kinds & _MORE),
        contact=contact,
        records=2 * max(posts, min(paired, 3)) + 2 * degrees,
        against=against,
    )

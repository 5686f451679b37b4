"""The builtin engine: reads a profile out of a document by rules alone, every value with its proof.

The same document gives the same profile; nothing is in it that the text does not say.
"""

from __future__ import annotations

from libs.profile.model import EngineInfo, Evidence, PersonalInfo, Profile, ProfileWarning
from services.analysis.errors import NotAResume
from services.analysis.reading.certificates import read_certifications
from services.analysis.reading.contact import (
    age_of,
    contact_rows,
    find_age,
    find_email,
    find_phone,
    find_place,
)
from services.analysis.reading.document import Document
from services.analysis.reading.education import read_education
from services.analysis.reading.experience import read_experience
from services.analysis.reading.links import (
    Link,
    find_links,
    is_linkedin,
    is_profile,
    is_web,
    normalise,
    same_address,
)
from services.analysis.reading.memory import forget
from services.analysis.reading.names import find_name
from services.analysis.reading.pieces import Quoter, line_piece
from services.analysis.reading.projects import read_projects
from services.analysis.reading.resume_check import is_resume
from services.analysis.reading.rows import Row
from services.analysis.reading.sections import MAX_LINES, Section, split_sections
from services.analysis.reading.skills import read_skills
from services.analysis.reading.spoken import read_languages

VERSION = "1"


def extract_facts(document: Document) -> Profile:
    """The facts of a resume. Raises `NotAResume` where the text is none."""
    try:
        return _facts(document)
    finally:
        forget()


def _facts(document: Document) -> Profile:
    quoter = Quoter(document)
    sections = split_sections(document)
    person, proof = _person(document, sections, quoter)
    profile = Profile(
        engine=EngineInfo(name="builtin", model="builtin", version=VERSION),
        personal_info=person,
        skills=read_skills(sections, quoter),
        experience=read_experience(sections, quoter),
        education=read_education(sections, quoter),
        certifications=read_certifications(sections, quoter),
        projects=read_projects(sections, quoter),
        languages=read_languages(sections, quoter),
        warnings=[ProfileWarning(code=w.code, message=w.message) for w in document.warnings],
        evidence_of=proof,
    )
    if not is_resume(document, sections, profile):
        raise NotAResume
    return profile


def _person(
    document: Document, sections: list[Section], quoter: Quoter
) -> tuple[PersonalInfo, dict[str, list[Evidence]]]:
    """Who the resume is about, and the proof of each of its values."""
    rows = contact_rows(sections)
    near = [line_piece(row.line) for row in rows]
    anywhere = [line_piece(line) for line in document.lines[:MAX_LINES]]
    email = find_email(near) or find_email(anywhere)
    phone = find_phone(near) or find_phone(anywhere, labelled=True)
    links = _links(document, rows)
    name = find_name(rows, email.text if email else None, [link.url for link in links], quoter)
    place = find_place(rows)
    age = find_age(near)
    linkedin = next((link for link in links if is_linkedin(link.url)), None)
    person = PersonalInfo(
        name=name.value if name else None,
        email=email.value if email else None,
        phone=phone.value if phone else None,
        location=place.value if place else None,
        links=[link.url for link in links],
        linkedin_url=linkedin.url if linkedin else None,
        age=age_of(age) if age else None,
    )
    proof = {
        "personal_info.name": quoter.quote(name),
        "personal_info.email": quoter.quote(email),
        "personal_info.phone": quoter.quote(phone),
        "personal_info.location": quoter.quote(place),
        "personal_info.age": quoter.quote(age),
        "personal_info.links": [_link_proof(link, quoter) for link in links],
        "personal_info.linkedin_url": [_link_proof(linkedin, quoter)] if linkedin else [],
    }
    return person, {path: evidence for path, evidence in proof.items() if evidence}


def _links(document: Document, rows: list[Row]) -> list[Link]:
    """Addresses where contact details stand; profiles linked from anywhere."""
    found = find_links(row.line for row in rows)
    seen = {same_address(link.url) for link in found}
    for target in document.links:
        if is_web(target) and is_profile(target) and same_address(target) not in seen:
            found.append(Link(normalise(target), None, written=False))
    return found


def _link_proof(link: Link, quoter: Quoter) -> Evidence:
    """A quote where the address is written; else how it was found, with the words that carry it."""
    quotes = quoter.quote(link.piece)
    if link.written and quotes:
        return quotes[0]
    return Evidence(
        kind="computed",
        quote=link.piece.value if link.piece else "",
        how="the target of a hyperlink in the file",
        sources=quotes,
    )

"""From a model's answer to a profile: each value looked up in the text, the rest dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from libs.profile.model import (
    Certification,
    Education,
    EngineInfo,
    Evidence,
    Experience,
    Language,
    PersonalInfo,
    Profile,
    Project,
    Recommendation,
    Remark,
    Skill,
)
from services.analysis.engines.locate import Found
from services.analysis.engines.openai_answer import (
    Answer,
    Certificate,
    Claim,
    Job,
    PersonalProject,
    SpokenLanguage,
    Study,
)
from services.analysis.engines.openai_claims import NOT_FOUND, Proof
from services.analysis.reading.dates import When, find_dates
from services.analysis.reading.document import Document
from services.analysis.reading.links import find_links, is_linkedin, same_address
from services.analysis.reading.pieces import Piece
from services.analysis.reading.words import squeeze

# Characters: parts of one entry stand together; a name from another page is another entry's.
_ENTRY_REACH = 3000
_MOST = {"skills": 200, "entries": 60, "highlights": 40, "claims": 12, "links": 30}
_AGE = re.compile(r"(?<!\d)(1[4-9]|[2-9]\d)(?!\d)")
_DIGITS = re.compile(r"\D+")
_PHONE = re.compile(r"\+?\(?\d[\d\s().\u2010-\u2013/-]{5,24}\d")

Row = TypeVar("Row")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class _Entry:
    """The parts of one record that were found, near each other."""

    parts: dict[str, Found]
    evidence: list[Evidence]

    def value(self, name: str) -> str | None:
        return self.parts[name].value if name in self.parts else None

    def when(self) -> When | None:
        """The range its dates say, as our own reader understands them."""
        if "dates" not in self.parts:
            return None
        piece = self.parts["dates"].piece
        dates = find_dates(Piece(piece.start, piece.text.replace("\n", " ")))
        return next((when for when in dates if when.range), dates[0] if dates else None)


def build(document: Document, answer: Answer, engine: EngineInfo) -> Profile:
    """The profile that the text proves; what it does not is in `dropped`. No score, no rules."""
    proof = Proof(document)
    profile = Profile(engine=engine)
    _person(proof, answer, profile)
    profile.skills = _skills(proof, answer)
    profile.experience = _each(answer.experience, lambda i, row: _experience(proof, i, row))
    profile.education = _each(answer.education, lambda i, row: _education(proof, i, row))
    profile.certifications = _each(answer.certifications, lambda i, row: _certified(proof, i, row))
    profile.projects = _each(answer.projects, lambda i, row: _project(proof, i, row))
    profile.languages = _each(answer.languages, lambda i, row: _language(proof, i, row))
    _prose(proof, answer, profile)
    profile.dropped = proof.dropped
    return profile


def _each(rows: list[Row], make: Callable[[int, Row], Made | None]) -> list[Made]:
    made = (make(number, row) for number, row in enumerate(rows[: _MOST["entries"]]))
    return [one for one in made if one is not None]


def _person(proof: Proof, answer: Answer, profile: Profile) -> None:
    said, info = answer.person, profile.personal_info
    found = {name: proof.value(f"personal_info.{name}", getattr(said, name)) for name in _PLAIN}
    if (phone := _phone(proof, said.phone)) is not None:
        found["phone"] = phone
    for name, place in found.items():
        if place is not None:
            setattr(info, name, place.value)
            profile.evidence_of[f"personal_info.{name}"] = proof.quotes(place)
    if (age := proof.value("personal_info.age", said.age)) is not None:
        if stated := _AGE.search(age.piece.text):
            info.age = int(stated.group())
            profile.evidence_of["personal_info.age"] = proof.quotes(age)
        else:
            proof.drop("personal_info.age", age.value, "states no age")
    _links(proof, said.links, info, profile.evidence_of)


_PLAIN = ("name", "email", "location")


def _phone(proof: Proof, value: str | None) -> Found | None:
    """A telephone number, also where the model wrote its digits in other groups."""
    digits = _DIGITS.sub("", value or "")
    if value and (plain := proof.locator.find(value)):
        return plain
    for match in _PHONE.finditer(proof.document.text) if digits else ():
        if _DIGITS.sub("", match.group()) == digits:
            piece = Piece(match.start(), match.group())
            return Found(piece, piece.value)
    if value:
        proof.drop("personal_info.phone", value, NOT_FOUND)
    return None


def _links(
    proof: Proof, said: list[str], info: PersonalInfo, evidence_of: dict[str, list[Evidence]]
) -> None:
    """The model chooses which of the file's addresses are the person's own."""
    known = {same_address(link.url): link for link in find_links(proof.document.lines)}
    for number, address in enumerate(islice(dict.fromkeys(said), _MOST["links"])):
        link = known.get(same_address(squeeze(address)))
        if link is None or link.piece is None:
            proof.drop(f"personal_info.links[{number}]", address, NOT_FOUND)
            continue
        evidence = proof.quoter.quote(link.piece)
        if not link.written:
            how = "the address that these words link to"
            evidence = [Evidence(kind="computed", how=how, sources=evidence)]
        if is_linkedin(link.url) and not info.linkedin_url:
            info.linkedin_url = link.url
            evidence_of["personal_info.linkedin_url"] = evidence
        evidence_of[f"personal_info.links[{len(info.links)}]"] = evidence
        info.links.append(link.url)


def _skills(proof: Proof, answer: Answer) -> list[Skill]:
    skills: dict[str, Skill] = {}
    for number, said in enumerate(answer.skills[: _MOST["skills"]]):
        found = proof.value(f"skills[{number}].name", said.name)
        if found is not None:
            category = squeeze(said.category)[:60] or "other"
            skill = Skill(name=found.value, category=category, evidence=proof.quotes(found))
            skills.setdefault(found.value.casefold(), skill)
    return list(skills.values())


def _entry(proof: Proof, path: str, said: dict[str, str | None], lines: list[str]) -> _Entry:
    """Finds the parts of one record: the rarest first, the others near it."""
    places = {
        name: proof.locator.find_all(value)
        for name, value in said.items()
        if value and value.strip()
    }
    for name, found in places.items():
        if not found:
            proof.drop(f"{path}.{name}", said[name] or "", NOT_FOUND)
    certain = sorted((len(found), name) for name, found in places.items() if found)
    parts: dict[str, Found] = {}
    anchor = places[certain[0][1]][0] if certain else None
    for _, name in certain:
        near = _nearest(places[name], anchor)
        if near is None:
            proof.drop(f"{path}.{name}", said[name] or "", "stands far from the rest of its entry")
        else:
            parts[name] = near
    for number, line in enumerate(lines[: _MOST["highlights"]]):
        near = _nearest(proof.locator.find_all(line), anchor)
        if near is None:
            proof.drop(f"{path}.highlights[{number}]", line, NOT_FOUND)
        else:
            parts[f"highlights.{number:03}"] = near
    return _Entry(parts, proof.quotes(*parts.values()))


def _nearest(places: Iterable[Found], anchor: Found | None) -> Found | None:
    if anchor is None:
        return next(iter(places), None)
    near = min(places, key=anchor.distance, default=None)
    return near if near and anchor.distance(near) <= _ENTRY_REACH else None


def _highlights(entry: _Entry) -> list[str]:
    return [found.value for name, found in sorted(entry.parts.items()) if "." in name]


def _experience(proof: Proof, number: int, said: Job) -> Experience | None:
    path = f"experience[{number}]"
    fields = said.model_dump(include={"company", "title", "location", "dates"})
    entry = _entry(proof, path, fields, said.highlights)
    if not entry.parts.keys() & {"company", "title"}:
        return None
    when = entry.when()
    return Experience(
        company=entry.value("company"),
        title=entry.value("title"),
        location=entry.value("location"),
        start=when.start if when else None,
        end=when.end if when else None,
        current=bool(when and when.current),
        highlights=_highlights(entry),
        evidence=entry.evidence,
    )


def _education(proof: Proof, number: int, said: Study) -> Education | None:
    entry = _entry(proof, f"education[{number}]", said.model_dump(), [])
    if not entry.parts.keys() & {"institution", "degree"}:
        return None
    when = entry.when()
    return Education(
        institution=entry.value("institution"),
        degree=entry.value("degree"),
        field=entry.value("field"),
        start=when.start if when and when.range else None,
        end=(when.end if when.range else when.latest) if when else None,
        evidence=entry.evidence,
    )


def _certified(proof: Proof, number: int, said: Certificate) -> Certification | None:
    entry = _entry(proof, f"certifications[{number}]", said.model_dump(), [])
    name, when = entry.value("name"), entry.when()
    if name is None:
        return None
    date = when.start or when.end if when else None
    return Certification(
        name=name, issuer=entry.value("issuer"), date=date, evidence=entry.evidence
    )


def _project(proof: Proof, number: int, said: PersonalProject) -> Project | None:
    fields = said.model_dump(exclude={"highlights"})
    entry = _entry(proof, f"projects[{number}]", fields, said.highlights)
    name, when = entry.value("name"), entry.when()
    if name is None:
        return None
    return Project(
        name=name,
        description=entry.value("description"),
        start=when.start if when else None,
        end=when.end if when else None,
        highlights=_highlights(entry),
        evidence=entry.evidence,
    )


def _language(proof: Proof, number: int, said: SpokenLanguage) -> Language | None:
    entry = _entry(proof, f"languages[{number}]", said.model_dump(), [])
    if (name := entry.value("name")) is None:
        return None
    return Language(name=name, level=entry.value("level"), evidence=entry.evidence)


def _prose(proof: Proof, answer: Answer, profile: Profile) -> None:
    if summary := proof.claim("summary", answer.summary, names=True, numbers=True):
        profile.summary, profile.evidence_of["summary"] = summary
    profile.strengths = _remarks(proof, "strengths", answer.strengths, names=True)
    profile.weaknesses = _remarks(proof, "weaknesses", answer.weaknesses, names=False)
    for number, said in enumerate(answer.recommendations[: _MOST["claims"]]):
        path = f"recommendations[{number}]"
        # Advice may name what is not there yet: that is its point.
        if made := proof.claim(path, said, names=False, numbers=False):
            text, evidence = made
            advice = Recommendation(text=text, priority=said.priority, evidence=evidence)
            profile.recommendations.append(advice)


def _remarks(proof: Proof, path: str, claims: list[Claim], *, names: bool) -> list[Remark]:
    remarks: list[Remark] = []
    for number, said in enumerate(claims[: _MOST["claims"]]):
        if made := proof.claim(f"{path}[{number}]", said, names=names, numbers=True):
            text, evidence = made
            remarks.append(Remark(text=text, evidence=evidence))
    return remarks

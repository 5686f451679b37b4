"""The profile in short lines for a model to read, each with the places that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from libs.profile.instructions import speaks_to_program
from libs.profile.model import Evidence, Experience, Profile
from libs.profile.tenure import parse, worked
from services.chat.engines.engine import Citation, Resume

MAX_CHARACTERS = 8_000
_LONGEST = 400  # characters of one fact
_MOST_PLACES = 4  # of one fact


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the resume. `places` are none where it rests on what is absent."""

    text: str
    places: tuple[Citation, ...]


def facts_of(resume: Resume, most: int = MAX_CHARACTERS) -> list[Fact]:
    """What the profile says, the most asked for first, at most `most` characters in all."""
    found: list[Fact] = []
    length = 0
    for text, evidence in _told(resume.profile):
        short = " ".join(text.split())[:_LONGEST]
        if speaks_to_program(short):
            continue
        length += len(short)
        if length > most:
            break
        found.append(Fact(short, tuple(_places(evidence, resume.text))[:_MOST_PLACES]))
    return found


def _told(profile: Profile) -> Iterator[tuple[str, Sequence[Evidence]]]:
    yield from _person(profile)
    yield from _career(profile)
    if profile.score:
        yield f"score of the resume: {profile.score.total:g} of 100", ()
    for remark in profile.strengths:
        yield f"strength: {remark.text}", remark.evidence
    for remark in profile.weaknesses:
        yield f"weakness: {remark.text}", remark.evidence
    for advice in profile.recommendations:
        yield f"recommendation ({advice.priority}): {advice.text}", advice.evidence


def _person(profile: Profile) -> Iterator[tuple[str, Sequence[Evidence]]]:
    person, proof = profile.personal_info, profile.evidence_of
    for name in ("name", "email", "phone", "location", "linkedin_url", "age"):
        if value := getattr(person, name):
            yield f"{name.replace('_', ' ')}: {value}", proof.get(f"personal_info.{name}", ())
    if profile.work_years is not None:
        yield f"years of work in all: {profile.work_years:g}", proof.get("work_years", ())


def _career(profile: Profile) -> Iterator[tuple[str, Sequence[Evidence]]]:
    for job in profile.experience:
        yield f"worked: {_job(job)}", job.evidence
    for study in profile.education:
        parts = (study.degree, study.field, study.institution, _dates(study.start, study.end))
        yield f"studied: {_joined(parts)}", study.evidence
    if profile.skills:
        yield f"skills: {', '.join(skill.name for skill in profile.skills)}", ()
    for language in profile.languages:
        yield f"speaks: {_joined((language.name, language.level))}", language.evidence
    for certificate in profile.certifications:
        parts = (certificate.name, certificate.issuer, certificate.date)
        yield f"certificate: {_joined(parts)}", certificate.evidence


def _job(job: Experience) -> str:
    return _joined((job.title, job.company, job.location, _dates(job.start, job.end), _length(job)))


def _length(job: Experience) -> str | None:
    """How long it was, where the resume gives both ends."""
    start, end = parse(job.start), parse(job.end)
    if not (start and end and (span := worked(start, end))):
        return None
    years, months = divmod(span.months, 12)
    parts = [(years, "year"), (months, "month")]
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in parts if count)


def _dates(start: str | None, end: str | None) -> str | None:
    return f"{start or '?'} to {end or 'now'}" if start or end else None


def _joined(parts: Sequence[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _places(evidence: Sequence[Evidence], text: str) -> Iterator[Citation]:
    for piece in evidence:
        start, end = piece.start, piece.end
        if piece.kind == "computed":
            yield from _places(piece.sources, text)
        elif piece.kind == "quote" and start is not None and end is not None:
            quote = text[start:end]
            if quote and quote == piece.quote:
                yield Citation(piece.page, piece.paragraph or 0, start, end, quote)

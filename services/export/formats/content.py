"""What a document says of a profile, in order and in words: the same in every format.

Nothing is said here that the profile does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from libs.profile import tenure
from libs.profile.model import (
    Certification,
    Education,
    Evidence,
    Experience,
    Language,
    Profile,
    Recommendation,
    Remark,
    Score,
    ScorePart,
)
from services.export.formats.characters import clean, script_of
from services.export.formats.entries import Entry, Facts, Phrase
from services.export.formats.format import Export

CREATOR = "Vitae"
EMPTY = "The profile holds nothing to show."
_TELLING = 12  # characters of a quote that says something by itself
_QUOTE_MOST = 220  # characters of a quote: enough to find the place
_FULL = 100.0  # what a total is out of where its parts don't say
PART_NAMES_MOST = 20  # parts of a score that are shown
_PRIORITIES = ("high", "medium", "low")
# A category that says no more than the heading over it.
_PLAIN_CATEGORIES = frozenset(("", "skills", "skill", "other", "general"))


def name(export: Export) -> str:
    """What stands at the head of the document."""
    return clean(export.profile.personal_info.name or "") or "Resume"


def facts(export: Export) -> Facts:
    profile = export.profile
    person = clean(profile.personal_info.name or "")
    return Facts(
        title=f"{person} – Resume" if person else "Resume",
        author=person or CREATOR,
        subject="Resume and its analysis" if analysed(profile) else "Resume",
        language=script_of(_prose(profile)),
        keywords=", ".join(clean(skill.name) for skill in profile.skills[:20]),
    )


def provenance(export: Export) -> str:
    """Who made the document, by which rules, and when: the line at the foot of its pages."""
    profile = export.profile
    engine = profile.engine
    made_by = f"{engine.name} {engine.version}" if engine.name == engine.model else engine.model
    parts = [CREATOR, f"engine {clean(made_by)[:32]}"]
    if profile.score is not None:
        parts.append(f"score rules {clean(profile.score.version)[:12]}")
    day = export.exported_at
    parts.append(f"{day.day} {day:%b %Y}")
    if export.masked:
        parts.append("personal details hidden")
    return " · ".join(parts)


def analysed(profile: Profile) -> bool:
    """Whether there is anything to show after the resume itself."""
    return bool(
        profile.score
        or profile.strengths
        or profile.weaknesses
        or profile.recommendations
        or profile.warnings
    )


def contact(profile: Profile) -> list[Phrase]:
    """The contact details, the most used first; addresses without the scheme people don't type."""
    person = profile.personal_info
    email = clean(person.email or "")
    found = [Phrase(email, f"mailto:{email}" if "@" in email else None)] if email else []
    found += [Phrase(clean(value)) for value in (person.phone, person.location) if value]
    if person.age is not None:
        found.append(Phrase(f"Age: {person.age}"))
    seen: set[str] = set()
    for link in [*person.links, person.linkedin_url or ""]:
        shown = _bare(clean(link))
        if shown and shown.casefold() not in seen:
            seen.add(shown.casefold())
            found.append(Phrase(shown, _target(clean(link))))
    return [phrase for phrase in found if phrase.text]


def skills(profile: Profile) -> list[tuple[str, list[str]]]:
    """The skills under their categories, in the order of the profile; "" where one says nothing."""
    groups: dict[str, list[str]] = {}
    for skill in profile.skills:
        category = clean(skill.category).rstrip(":")
        plain = category.casefold() in _PLAIN_CATEGORIES
        name = clean(skill.name)
        if name:
            groups.setdefault("" if plain else category, []).append(name)
    return list(groups.items())


def posts(profile: Profile) -> list[Entry]:
    return [_post(post) for post in profile.experience]


def studies(profile: Profile) -> list[Entry]:
    return [_study(study) for study in profile.education]


def projects(profile: Profile) -> list[Entry]:
    return [
        Entry(
            title=clean(project.name),
            when=period(project.start, project.end),
            text=clean(project.description or ""),
            items=_items(project.highlights),
        )
        for project in profile.projects
    ]


def certifications(profile: Profile) -> list[str]:
    return [_certification(one) for one in profile.certifications]


def languages(profile: Profile) -> str:
    return ", ".join(map(_language, profile.languages))


def remarks(found: Sequence[Remark]) -> list[tuple[str, str]]:
    """Each text with the line that proves it, or ""."""
    return [(clean(one.text), proof(one.evidence, one.text)) for one in found]


def recommendations(profile: Profile) -> list[tuple[str, str, str]]:
    """(priority, text, proof), the most pressing first; the profile's order within a priority."""
    order: list[Recommendation] = sorted(
        profile.recommendations, key=lambda one: _PRIORITIES.index(one.priority)
    )
    return [(one.priority, clean(one.text), proof(one.evidence, one.text)) for one in order]


def proof(evidence: Sequence[Evidence], said: str = "") -> str:
    """The first quote, with its page; how it was computed or what was looked for where there is
    none; "" where the text itself quotes the resume.
    """
    told = " ".join(said.split())
    quotes = [
        (clean(one.quote).lstrip("•-– "), one.page) for one in evidence if one.kind == "quote"
    ]
    if any(quote in told for quote, _ in quotes if len(quote) >= _TELLING):
        return ""
    for quote, page in quotes:
        if len(quote) >= _TELLING:
            return f"“{_shortened(quote)}”" + (f" · page {page}" if page else "")
    for one in evidence:
        if one.kind == "computed" and one.how:
            return _shortened(f"Counted: {clean(one.how)}")
        if one.kind == "absence" and one.quote:
            return _shortened(f"Looked for: {clean(one.quote)}")
    return ""


def full(score: Score) -> float:
    """What the total of a score is out of."""
    return sum(part.max for part in score.parts) or _FULL


def part_name(part: ScorePart) -> str:
    name = clean(part.name)
    return name[:1].upper() + name[1:]


def why(part: ScorePart) -> str:
    return clean(part.why)


def period(start: str | None, end: str | None, *, current: bool = False) -> str:
    """`Mar 2019 – Present`, `2015 – 2019`, `2019`; "" for no date at all."""
    since, until = _date(start), "Present" if current else _date(end)
    if since and until:
        return since if since == until else f"{since} – {until}"
    return since or until


def points(number: float) -> str:
    """A number of points, without decimals that say nothing."""
    return f"{number:.1f}".removesuffix(".0")


def years(number: float) -> str:
    return f"{points(number)} {'year' if number == 1 else 'years'} of dated experience"


def _date(value: str | None) -> str:
    date = tenure.parse(value)
    return str(date) if date else clean(value or "")


def _post(post: Experience) -> Entry:
    title, company, place = (clean(v or "") for v in (post.title, post.company, post.location))
    return Entry(
        title=title or company,
        when=period(post.start, post.end, current=post.current),
        detail=company if title else "",
        place=place,
        items=_items(post.highlights),
    )


def _study(study: Education) -> Entry:
    degree, subject, school = (
        clean(value or "") for value in (study.degree, study.field, study.institution)
    )
    told = subject.casefold() in degree.casefold()
    title, *rest = [part for part in (degree, school, "" if told else subject) if part] or [""]
    return Entry(
        title=title,
        when=period(study.start, study.end),
        detail=" · ".join(rest),
    )


def _certification(one: Certification) -> str:
    name, issuer = clean(one.name), clean(one.issuer or "")
    parts = [name, "" if issuer in name else issuer, _date(one.date)]
    return " · ".join(part for part in parts if part)


def _language(one: Language) -> str:
    name, level = clean(one.name), clean(one.level or "")
    return f"{name} ({level})" if level else name


def _items(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for raw in texts if (text := clean(raw).lstrip("•▪ ")))


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTE_MOST else text[:_QUOTE_MOST].rsplit(" ", 1)[0] + " …"


def _bare(link: str) -> str:
    for prefix in ("https://", "http://", "www."):
        link = link.removeprefix(prefix)
    return link.rstrip("/")


def _target(link: str) -> str | None:
    """Where a click leads: the web and mail alone, whatever the profile holds; nowhere where the
    address is hidden.
    """
    if link.startswith("["):
        return None
    if link.startswith(("https://", "http://")):
        return link
    return None if ":" in link.partition("/")[0] else f"https://{link}"


def _prose(profile: Profile) -> str:
    """Enough of the profile to tell its script."""
    parts = [profile.personal_info.name or "", profile.summary or ""]
    for post in profile.experience:
        parts += [post.title or "", post.company or "", *post.highlights]
    parts += [study.institution or "" for study in profile.education]
    return " ".join(parts)[:5000]

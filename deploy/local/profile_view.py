"""A profile on a terminal, for the person it is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from libs.profile.model import Evidence, Profile, Recommendation, Remark, Score, Skill

QUOTE_LENGTH = 160
QUOTES_SHOWN = 2
SPACES = frozenset("\n\t\r")
# Control, direction, surrogate and private-use characters: a file's text must not drive a terminal.
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co"})


def clean(value: object) -> str:
    """Text of a stranger's file as one safe line."""
    text = "" if value is None else str(value)
    spaced = (" " if char in SPACES else char for char in text)
    return "".join(char for char in spaced if unicodedata.category(char) not in UNPRINTABLE).strip()


def joined(values: Iterable[object], separator: str = " · ") -> str:
    return separator.join(text for text in map(clean, values) if text)


def period(start: str | None, end: str | None, *, current: bool = False) -> str:
    return joined((start, "present" if current else end), " – ")


def quotes(evidence: list[Evidence]) -> list[str]:
    """What the evidence shows, in a few words."""
    found: list[str] = []
    for item in evidence:
        text = clean(item.quote)
        short = text if len(text) <= QUOTE_LENGTH else text[: QUOTE_LENGTH - 1] + "…"
        if item.kind == "quote":
            found.append(f"“{short}”")
        elif item.kind == "absence":
            found.append(f"looked for and not found: {short}")
        else:
            found.append(clean(item.how) or "computed from the text")
    return found[:QUOTES_SHOWN]


def heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold cyan")


def person(profile: Profile) -> RenderableType:
    info = profile.personal_info
    name = clean(info.name) or "(no name found)"
    lines = [
        joined((info.email, info.phone, info.location)),
        joined(dict.fromkeys([info.linkedin_url, *info.links])),
        "" if profile.work_years is None else f"{profile.work_years:g} years of work",
    ]
    texts = [Text(line) for line in lines if line]
    return Panel(Group(*texts), title=Text(name, style="bold"), title_align="left")


def score(value: Score) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 1))
    for part in value.parts:
        points = Text(f"{part.points:g}/{part.max:g}", style="bold")
        table.add_row(Text(clean(part.name)), points, Text(clean(part.why)))
    most = sum(part.max for part in value.parts)
    return Group(heading(f"Score {value.total:g}/{most:g}"), table)


def entry(what: str, when: str, highlights: Iterable[str] = ()) -> Iterable[RenderableType]:
    """One post, degree or project."""
    yield Text.assemble((what, "bold"), (f"  {when}" if when else "", "dim"))
    for highlight in highlights:
        yield Padding(Text(f"• {clean(highlight)}"), (0, 0, 0, 2), expand=False)


def career(profile: Profile) -> Iterable[RenderableType]:
    if profile.experience:
        yield heading("Experience")
    for post in profile.experience:
        what = joined((post.title, post.company, post.location), ", ")
        yield from entry(what, period(post.start, post.end, current=post.current), post.highlights)
    if profile.education:
        yield heading("Education")
    for study in profile.education:
        what = joined((study.degree, study.field, study.institution), ", ")
        yield from entry(what, period(study.start, study.end))
    if profile.projects:
        yield heading("Projects")
    for project in profile.projects:
        what = joined((project.name, project.description), ", ")
        yield from entry(what, period(project.start, project.end), project.highlights)


def skills(entries: list[Skill]) -> Iterable[RenderableType]:
    groups: dict[str, list[str]] = {}
    for skill in entries:
        groups.setdefault(clean(skill.category), []).append(clean(skill.name))
    if groups:
        yield heading("Skills")
    for category, names in groups.items():
        yield Text.assemble((f"{category or 'other'}: ", "bold"), ", ".join(names))


def extras(profile: Profile) -> Iterable[RenderableType]:
    languages = [joined((item.name, item.level), ", ") for item in profile.languages]
    certificates = [joined((c.name, c.issuer, c.date), ", ") for c in profile.certifications]
    for title, texts in (("Languages", languages), ("Certifications", certificates)):
        if texts:
            yield heading(title)
            yield Text(joined(texts))


def remarks(
    title: str, entries: list[Remark] | list[Recommendation], mark: str, style: str
) -> Iterable[RenderableType]:
    """Strengths, weaknesses, recommendations: each with what proves it."""
    if entries:
        yield heading(title)
    for remark in entries:
        line = Text.assemble((f"{mark} ", style), clean(remark.text))
        if priority := getattr(remark, "priority", ""):
            line.append(f"  ({priority})", style="dim")
        yield line
        for quote in quotes(remark.evidence):
            yield Padding(Text(quote, style="dim italic"), (0, 0, 0, 4), expand=False)


def notices(profile: Profile) -> Iterable[RenderableType]:
    if profile.warnings:
        yield heading("Warnings")
    for warning in profile.warnings:
        yield Text(f"! {clean(warning.message)}", style="yellow")
    if profile.dropped:
        count = len(profile.dropped)
        yield Text(f"\n{count} claims were dropped: the text does not hold them.", style="dim")
    yield Text(f"\nEngine: {joined((profile.engine.name, profile.engine.model))}", style="dim")


def sections(profile: Profile) -> Iterable[RenderableType]:
    """The profile from top to bottom."""
    yield person(profile)
    if summary := clean(profile.summary):
        yield heading("Summary")
        yield Text(summary)
    if profile.score:
        yield score(profile.score)
    yield from career(profile)
    yield from skills(profile.skills)
    yield from extras(profile)
    yield from remarks("Strengths", profile.strengths, "+", "bold green")
    yield from remarks("Weaknesses", profile.weaknesses, "-", "bold yellow")
    yield from remarks("Recommendations", profile.recommendations, "→", "bold blue")
    yield from notices(profile)


def show(profile: Profile, console: Console) -> None:
    for section in sections(profile):
        console.print(section, highlight=False)

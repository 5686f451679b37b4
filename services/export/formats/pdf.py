"""A profile as a PDF somebody wants to send: the resume first, its analysis on pages of its own.

Text is drawn as text, never read as markup: nothing in a profile can change the document.
"""

from __future__ import annotations

from collections.abc import Sequence

from services.export.formats import content
from services.export.formats.chart import score_chart
from services.export.formats.composer import Composer
from services.export.formats.entries import Entry
from services.export.formats.format import Export
from services.export.formats.pages import Properties, paginate, print_pages
from services.export.formats.typefaces import Missing


def render(export: Export) -> bytes:
    """The whole file. Blocking."""
    missing = Missing()
    composer = Composer(missing)
    _resume(export, composer)
    if content.analysed(export.profile):
        _analysis(export, composer)
    if len(composer.strips) == 1:
        composer.small(content.EMPTY)
    if missing.count:
        _note_missing(composer, missing)
    facts = content.facts(export)
    properties = Properties(
        title=facts.title,
        author=facts.author,
        subject=facts.subject,
        keywords=facts.keywords,
        creator=content.CREATOR,
        language=facts.language,
        created=export.exported_at,
    )
    foot = content.provenance(export)
    return print_pages(paginate(composer.strips), composer.root, properties, foot, missing)


def _resume(export: Export, composer: Composer) -> None:
    profile = export.profile
    composer.name(content.name(export))
    composer.contact(content.contact(profile))
    if profile.summary:
        composer.section("Summary")
        composer.paragraph(content.clean(profile.summary))
    if groups := content.skills(profile):
        composer.section("Skills")
        for category, names in groups:
            composer.labelled(category, ", ".join(names))
    _entries(composer, "Experience", content.posts(profile))
    _entries(composer, "Education", content.studies(profile))
    _entries(composer, "Projects", content.projects(profile))
    if certifications := content.certifications(profile):
        composer.section("Certifications")
        composer.items(certifications)
    if profile.languages:
        composer.section("Languages")
        composer.paragraph(content.languages(profile))


def _entries(composer: Composer, heading: str, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    composer.section(heading)
    for entry in entries:
        composer.entry(entry)


def _analysis(export: Export, composer: Composer) -> None:
    profile = export.profile
    composer.section("Analysis", fresh=True)
    worked = "" if profile.work_years is None else content.years(profile.work_years)
    if profile.score is not None:
        for strip in score_chart(profile.score, worked, composer.root, composer.missing):
            composer.add(strip)
    elif worked:
        composer.paragraph(worked)
    for heading, remarks in (("Strengths", profile.strengths), ("Weaknesses", profile.weaknesses)):
        if remarks:
            composer.section(heading)
            composer.proven(content.remarks(remarks))
    if profile.recommendations:
        composer.section("Recommendations")
        composer.advice(content.recommendations(profile))
    if profile.warnings:
        composer.section("Notes on the file")
        composer.items([content.clean(warning.message) for warning in profile.warnings])


def _note_missing(composer: Composer, missing: Missing) -> None:
    """Say what a reader of the document cannot see in it."""
    kinds = len(missing.kinds)
    composer.small(
        f"{missing.count} {'character' if missing.count == 1 else 'characters'}"
        f" of {kinds} {'kind' if kinds == 1 else 'kinds'} could not be set in the typefaces of this"
        " document and are shown as a question mark in a diamond."
    )

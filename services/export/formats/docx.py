"""A profile as a Word document: real headings, lists and links, nothing laid out by tables.

The same text in the same order as the PDF's; the looks are in styles, so that whoever gets the
document can change each in one place.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from services.export.formats import content
from services.export.formats.entries import Entry
from services.export.formats.format import Export
from services.export.formats.word import WordDocument


def render(export: Export) -> bytes:
    """The whole file. Blocking."""
    document = WordDocument(content.facts(export), export.exported_at, content.provenance(export))
    _resume(export, document)
    if content.analysed(export.profile):
        _analysis(export, document)
    if document.paragraphs == 1:
        document.add("Normal", content.EMPTY)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _resume(export: Export, document: WordDocument) -> None:
    profile = export.profile
    document.add("Title", content.name(export))
    if phrases := content.contact(profile):
        contact = document.add("Subtitle")
        for number, phrase in enumerate(phrases):
            contact.text(" · " if number else "")
            contact.link(phrase.text, phrase.link)
    if profile.summary:
        document.add("Heading 1", "Summary")
        document.add("Normal", content.clean(profile.summary))
    if groups := content.skills(profile):
        document.add("Heading 1", "Skills")
        for category, names in groups:
            paragraph = document.add("Normal")
            if category:
                paragraph.text(f"{category}: ", "Strong")
            paragraph.text(", ".join(names))
    _entries(document, "Experience", content.posts(profile))
    _entries(document, "Education", content.studies(profile))
    _entries(document, "Projects", content.projects(profile))
    _list(document, "Certifications", content.certifications(profile))
    if profile.languages:
        document.add("Heading 1", "Languages")
        document.add("Normal", content.languages(profile))


def _entries(document: WordDocument, heading: str, entries: Sequence[Entry]) -> None:
    if entries:
        document.add("Heading 1", heading)
    for entry in entries:
        title = document.add("Heading 2", entry.title)
        if entry.when:
            title.tab()
            title.text(entry.when, "Dates")
        if entry.detail or entry.place:
            line = document.add("Employer", entry.detail)
            if entry.place:
                line.text(f" · {entry.place}" if entry.detail else entry.place)
        if entry.text:
            document.add("Normal", entry.text)
        for number, text in enumerate(entry.items, start=1):
            item = document.add("List Bullet", text)
            if number == len(entry.items) - 1:
                item.keep_with_next()  # the last line of a list doesn't stand alone on a page


def _list(document: WordDocument, heading: str, texts: Iterable[str]) -> None:
    for number, text in enumerate(texts):
        if not number:
            document.add("Heading 1", heading)
        document.add("List Bullet", text)


def _analysis(export: Export, document: WordDocument) -> None:
    profile = export.profile
    document.add("Heading 1", "Analysis").begin_page()
    worked = "" if profile.work_years is None else content.years(profile.work_years)
    if profile.score is not None:
        line = document.add("Normal")
        line.text(content.points(profile.score.total), "Strong")
        line.text(f" of {content.points(content.full(profile.score))} points")
        line.text(f" · {worked}" if worked else "")
        for part in profile.score.parts[: content.PART_NAMES_MOST]:
            item = document.add("List Bullet")
            item.text(f"{content.points(part.points)} / {content.points(part.max)}", "Strong")
            reason = content.why(part)
            item.text(f" {content.part_name(part)}" + (f" – {reason}" if reason else ""))
    elif worked:
        document.add("Normal", worked)
    for heading, remarks in (("Strengths", profile.strengths), ("Weaknesses", profile.weaknesses)):
        if remarks:
            document.add("Heading 1", heading)
        for text, proof in content.remarks(remarks):
            document.add("List Bullet", text)
            _prove(document, proof)
    if profile.recommendations:
        document.add("Heading 1", "Recommendations")
    for priority, text, proof in content.recommendations(profile):
        item = document.add("List Bullet")
        item.text(f"{priority.capitalize()} priority · ", "Strong")
        item.text(text)
        _prove(document, proof)
    warnings = [content.clean(warning.message) for warning in profile.warnings]
    _list(document, "Notes on the file", warnings)


def _prove(document: WordDocument, proof: str) -> None:
    if proof:
        document.add("Evidence", proof)

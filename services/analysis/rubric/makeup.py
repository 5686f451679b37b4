"""Weaknesses of the document as a whole: its length, and text that isn't meant for people."""

from __future__ import annotations

from libs.profile.wording import clip, count, quoted
from services.analysis.rubric import guards
from services.analysis.rubric.evidence import computed, first_quotes
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.wording import possessive

SHORT_WORDS = 150
LONG_WORDS = 1100
LONG_PAGES = 3


def hidden_text(resume: Resume) -> Finding | None:
    """Text no reader can see. Its words are never repeated or counted for anything else."""
    words = sum(len(piece.split()) for piece in resume.document.hidden)
    if not words:
        return None
    text = (
        f"The file of {possessive(resume.subject)} resume holds {count(words, 'word')} that no"
        f" reader can see"
        " (white, tiny, covered or off the page)."
    )
    how = (
        f"{count(words, 'word')} in {count(len(resume.document.hidden), 'piece')} of invisible text"
    )
    return Finding("hidden_text", text, (computed(how, []),), 90, terms=(str(words),))


def instructions(resume: Resume) -> Finding | None:
    """Lines that speak to a program instead of a reader."""
    told = [line for line in resume.document.lines[:3000] if guards.is_instruction(line.text)]
    if not told:
        return None
    text = (
        f"{quoted(told[0].text, 100)} speaks to a program, not to a reader of"
        f" {possessive(resume.subject)} resume."
    )
    quotes = tuple(resume.locator.quote(line.start, line.end) for line in told[:3])
    return Finding("instructions", text, quotes, 91, terms=(clip(told[0].text, 100),))


def length(resume: Resume) -> Finding | None:
    """Too little to judge by, or more than a first reading takes in."""
    words, pages = resume.word_count, resume.document.page_count or 0
    on_pages = f" on {count(pages, 'page')}" if pages else ""
    latest = resume.latest
    share = ""
    if latest:
        own = sum(bullet.words for bullet in resume.of(latest))
        share = f", {count(own, 'word')} of them on {latest.label}"
    sources = first_quotes([latest.evidence]) if latest else []
    how = f"{count(words, 'word')}{on_pages} counted"
    if words < SHORT_WORDS:
        text = (
            f"{possessive(resume.subject)} whole resume is {count(words, 'word')}{share}:"
            f" little to judge by."
        )
        return Finding("short", text, (computed(how, sources),), 46, terms=(str(words),))
    if words > LONG_WORDS or (pages > LONG_PAGES and words > LONG_WORDS * 0.8):
        text = f"{possessive(resume.subject)} resume takes {words} words{on_pages}{share}."
        return Finding("long", text, (computed(how, sources),), 30, terms=(str(words),))
    return None

"""Weaknesses in how the lines under roles and projects are written."""

from __future__ import annotations

import re
from collections import Counter

from libs.profile.wording import clip, count, listed, quoted
from services.analysis.reading.vocabulary.listing import words
from services.analysis.rubric.career import Bullet
from services.analysis.rubric.evidence import computed
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.rewrite import is_countable

_FEWEST_LINES = 3
_ENOUGH_FIGURES = 0.75
_DENSE_WORDS = 45
_MOST_REPEATS = 4
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_GERUND = re.compile(r"(?!(?:Every|Any|No|Some)thing|During|Being|Spring)[A-Z][a-z]{2,}ing\b")
# Nouns that open a line as often as they would be verbs.
_NOUNS_IN_ING = words(
    """
engineering marketing accounting nursing banking building training
"""
)


def no_figures(resume: Resume) -> Finding | None:
    """Roles none of whose lines says how much; else the share of lines without a figure."""
    bullets = resume.role_bullets or resume.bullets
    if not bullets or resume.words is None:
        return None
    bare = [bullet for bullet in bullets if not bullet.measure.weight]
    how = f"{count(len(bullets), 'line')} looked through for a number, amount, share or duration"
    labels = list(dict.fromkeys(bullet.label for bullet in bullets))
    measured = {bullet.label for bullet in bullets if bullet.measure.weight}
    empty = [label for label in labels if label not in measured]
    if empty:
        of_empty = [bullet for bullet in bare if bullet.label in empty]
        # The example is a line that asks for a number: "for clients", not "for the department".
        of_empty.sort(key=lambda one: (labels.index(one.label), not is_countable(one.text)))
        text = _bare_roles(empty, of_empty, len(labels))
        latest = resume.latest is not None and resume.latest.label in empty
        weight = 85 if latest else 60 if len(empty) * 2 >= len(labels) else 50
        examples = of_empty
    elif len(bare) > len(bullets) * (1 - _ENOUGH_FIGURES):
        text = (
            f"{len(bare)} of {len(bullets)} lines give no figure, among them"
            f" {quoted(bare[0].text, 110)} ({bare[0].label})."
        )
        weight, examples = 45, bare
    else:
        return None
    quotes = [bullet.evidence for bullet in examples[:4]]
    return Finding(
        "no_figures", text, (*quotes, computed(how, quotes)), weight, tuple(examples[:6])
    )


def _bare_roles(empty: list[str], bullets: list[Bullet], roles: int) -> str:
    example = quoted(bullets[0].text, 110)
    lines = count(len(bullets), "line")
    if len(empty) == 1:
        none = "Neither" if len(bullets) == 2 else "None"
        only = "The one line" if len(bullets) == 1 else f"{none} of the {lines}"
        gives = "gives no figure" if len(bullets) == 1 else "gives a figure"
        return f"{only} under {empty[0]} {gives}; {example} leaves open how much or how many."
    every = " (every one)" if len(empty) == roles else ""
    return (
        f"The {lines} under {listed(empty, 3)}{every} give no figure; {example} leaves open"
        " how much or how many."
    )


def weak_openings(resume: Resume) -> Finding | None:
    weak = [bullet for bullet in resume.bullets if bullet.weak]
    if not weak:
        return None
    examples = list({bullet.weak.casefold(): bullet for bullet in weak if bullet.weak}.values())[:3]
    shown = listed([f"{quoted(bullet.text, 70)} ({bullet.label})" for bullet in examples[:2]])
    verb = "opens" if len(weak) == 1 else "open"
    text = f"{len(weak)} of {count(len(resume.bullets), 'line')} {verb} weakly: {shown}."
    many = len(weak) >= _FEWEST_LINES or len(weak) * 2 >= len(resume.bullets)
    return Finding(
        "weak_openings",
        text,
        tuple(bullet.evidence for bullet in weak[:5]),
        70 if many else 48,
        tuple(examples),
        terms=tuple(bullet.weak or "" for bullet in examples),
    )


def dense(resume: Resume) -> Finding | None:
    long = [bullet for bullet in resume.bullets if bullet.words > _DENSE_WORDS]
    if not long:
        return None
    worst = max(long, key=lambda bullet: bullet.words)
    more = f" ({len(long)} lines run past {_DENSE_WORDS} words)" if len(long) > 1 else ""
    text = (
        f"The point that begins {quoted(worst.text, 60)} under {worst.label} runs to"
        f" {worst.words} words{more}."
    )
    quotes = tuple(bullet.evidence for bullet in long[:3])
    return Finding("dense", text, quotes, 35 + min(len(long), 5), (worst,))


def first_person(resume: Resume) -> Finding | None:
    if not resume.words:
        return None
    pattern = resume.words.first_person
    spoken = [
        (bullet, found) for bullet in resume.bullets if (found := pattern.search(bullet.text))
    ]
    if not spoken:
        return None
    # A line with a weak opening is no example: without "I" it would still open weakly.
    bullet, found = next((one for one in spoken if not one[0].weak), spoken[0])
    more = f" and {count(len(spoken) - 1, 'other line')}" if len(spoken) > 1 else ""
    text = (
        f"“{found[0]}” in {quoted(bullet.text, 90)} ({bullet.label}){more} tells the story in"
        f" the first person."
    )
    quotes = tuple(one.evidence for one, _ in spoken[:4])
    return Finding("first_person", text, quotes, 28, (bullet,), terms=(found[0],))


def mixed_openings(resume: Resume) -> Finding | None:
    """English lines some of which open in -ing, beside others that state a finished deed."""
    if resume.language != "en":
        return None
    going = [bullet for bullet in resume.bullets if _is_gerund(bullet.text)]
    done = [bullet for bullet in resume.bullets if re.match(r"[A-Z][a-z-]+ed\b", bullet.text)]
    if not going or not done:
        return None
    text = (
        f"{quoted(going[0].text, 60)} ({going[0].label}) opens in -ing, while"
        f" {quoted(done[0].text, 60)} ({done[0].label}) opens with what was done."
    )
    quotes = (going[0].evidence, done[0].evidence)
    return Finding("mixed_openings", text, quotes, 25, tuple(going[:2]))


def repeated_opening(resume: Resume) -> Finding | None:
    firsts = Counter(first for bullet in resume.bullets if (first := opening_word(bullet.text)))
    for word, times in firsts.most_common(1):
        if times < _MOST_REPEATS or times * 6 < len(resume.bullets):
            return None
        same = [bullet for bullet in resume.bullets if opening_word(bullet.text) == word]
        roles = list(dict.fromkeys(bullet.label for bullet in same))
        text = (
            f"“{word.capitalize()}” opens {times} of {len(resume.bullets)} lines,"
            f" as in {quoted(same[0].text, 70)} ({listed(roles, 2)})."
        )
        quotes = tuple(bullet.evidence for bullet in same[:5])
        return Finding("repeated_opening", text, quotes, 22, tuple(same[1:3]), terms=(word,))
    return None


def cliches(resume: Resume) -> Finding | None:
    """Praise of oneself above the first role, where nothing proves it."""
    if not resume.words:
        return None
    found = [
        (section, line.line, match)
        for section in resume.sections
        if section.kind in ("summary", "header")
        for line in section.rows[:40]
        if (match := resume.words.cliche.search(line.line.text))
    ]
    if not found:
        return None
    words = list(dict.fromkeys(clip(match[0], 40) for _, _, match in found))[:3]
    name = listed([quoted(word) for word in words])
    quotes = tuple(
        resume.locator.quote(line.start + match.start(), line.start + match.end())
        for _, line, match in found[:3]
    )
    about = resume.latest.label if resume.latest else resume.subject
    verb = "says" if len(words) == 1 else "say"
    text = f"{name} in the opening lines {verb} nothing of {about} that a reader could check."
    return Finding("cliches", text, quotes, 20, terms=tuple(words))


def opening_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found[0].casefold() if found else ""


def _is_gerund(text: str) -> bool:
    found = _GERUND.match(text)
    return found is not None and found[0].casefold() not in _NOUNS_IN_ING

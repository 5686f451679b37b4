"""Answers: what the resume says, told by its owner, and prompts where it says no more."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from libs.profile.model import Evidence
from services.analysis.interview.candidates import Candidate
from services.analysis.interview.completing import completed
from services.analysis.interview.deeds import TAUGHT
from services.analysis.interview.entries import held, place_of
from services.analysis.interview.material import Material
from services.analysis.interview.words import (
    asks_for_trouble,
    capital,
    content_in_common,
    stems,
    words_in,
)
from services.analysis.rubric.career import Bullet
from services.analysis.rubric.figures import Weight
from services.analysis.rubric.rewrite import NUMBER

RESULT = "[add the result]"
_NOTHING = "[name the piece of your work that comes nearest to this]"
_NO_LINE = "No line of my resume tells of this yet."
_TAKE_YOUR_OWN = "No line of your resume tells of it: take an example of your own."
_ASKS_FOR_ONE = re.compile(r"\[(?:Add|Name|Say)\b[^\]]*\]$")
_EXAMPLE = "[Add an example of your own.]"
_FEWEST_WORDS = 60
_MORE = (
    (0, "[Add in a sentence when this was, and who else had a part in it.]"),
    (3, "[Say what it changed for the people around you.]"),
    (1, "[Say why it mattered, and to whom.]"),
)
_LESSONS = (
    "[Say in a sentence what you took from it.]",
    "[Add what you would do in the same way again.]",
    "[End with what you do differently since.]",
    "[Add who noticed, and what they said.]",
)
_FIGURES = (
    f"In figures: {NUMBER}.",
    f"The size of it: {NUMBER}.",
    f"What can be counted: {NUMBER}.",
)
_NEAR = (
    "What I can set beside it from my own work:",
    "Nearest to it in my resume:",
    "From my own work:",
)
_ITSELF = (
    "This is about my own work:",
    "The work in question:",
)
_CAME = (
    f"What came of it: {RESULT}; in figures: {NUMBER}.",
    f"How it ended: {RESULT}; counted: {NUMBER}.",
    f"Afterwards: {RESULT}; where it can be counted: {NUMBER}.",
)


@dataclass(slots=True)
class Answer:
    """The text, and the quotes it was made from."""

    text: str
    evidence: list[Evidence] = field(default_factory=list[Evidence])
    situation: Bullet | None = None  # the line that its situation tells or quotes


def answer(
    material: Material, one: Candidate, bullet: Bullet | None, told: Collection[Bullet] = ()
) -> Answer:
    """The answer to a candidate; `bullet` is the line it is told from, where there is one, and
    `told` are lines that the situations of other answers have had.
    """
    if one.ask.category == "Behavioral":
        return _star(material, one, bullet, told)
    return _direct(material, one, bullet)


def _direct(material: Material, one: Candidate, bullet: Bullet | None) -> Answer:
    """Facts and then the matter for what was done; the matter and then facts for what would be."""
    fact, cue = _fact(material, one, bullet), completed(one.ask.cue)
    hypothetical = one.ask.category != "Technical"
    if bullet is None and one.kind in ("trade", "plain"):
        text = _without_a_line(cue)
    elif not hypothetical:
        text = f"{fact} {cue}".strip()
    elif one.kind == "gap":
        text = f"{cue} {fact}"
    else:
        opening = _pick(material, one, _ITSELF if bullet is one.bullet else _NEAR)
        text = f"{cue} {opening} {_lowered(fact)}" if bullet else cue
    evidence = [bullet.evidence] if bullet else _of_work(material) if fact in text else []
    more = one.support if one.support is not bullet else None
    if more and TAUGHT.search(more.text):
        more = None  # it names what was taught, and tells of no work on it
    if more and not hypothetical and words_in(text) < 60:
        told = material.told(more)
        if told.whole.startswith("I "):
            text += f" {_also(material, bullet, more)} {told.whole}"
            evidence.append(more.evidence)
    return Answer(text, evidence)


def _without_a_line(cue: str) -> str:
    """A line on something else would prove nothing: the example is the person's to add."""
    asked = _ASKS_FOR_ONE.search(cue)
    said = cue[: asked.start()] if asked else f"{cue} "
    return f"{said}{_NO_LINE} {asked[0] if asked else _EXAMPLE}"


def _fact(material: Material, one: Candidate, bullet: Bullet | None) -> str:
    """The sentence of the resume that an answer stands on."""
    said, nearest = "", ""
    if one.kind == "gap":
        said, nearest = f"My resume doesn't show {one.term}.", "The nearest it has:"
    elif one.listing:
        titled = one.listing.kind == "title"  # its role may well have lines, on other things
        said = f"{one.listing.said}{'' if titled else '; no line of my resume tells of it yet'}."
        nearest = "The nearest work:"
    elif one.kind == "unseen":
        said = f"No line of my resume is about {_named(one.name)}."
        nearest = "The nearest is this:"
    if bullet is None:
        placed_already = one.listing is not None and one.listing.kind == "title"
        return f"{said} {_sentence(_NOTHING) if placed_already else _work(material)}".strip()
    if not said or said.rstrip(".") == _held_of(material, bullet):
        return placed(material, bullet)
    return f"{said} {nearest} {_lowered(placed(material, bullet))}"


def _held_of(material: Material, bullet: Bullet) -> str:
    role = material.role(bullet)
    return held(role) if role else ""


def _named(name: str) -> str:
    """A topic inside a sentence: `month-end close`, but `SQL`."""
    first = name.split(" ", maxsplit=1)[0]
    return name if first[1:].lower() != first[1:] else name[:1].lower() + name[1:]


def _work(material: Material) -> str:
    """Where somebody works whose resume has no line to tell of it."""
    role = material.resume.latest
    place = place_of(role) if role else ""
    return f"{held(role)}. {_sentence(_NOTHING)}" if role and place else _sentence(_NOTHING)


def _of_work(material: Material) -> list[Evidence]:
    """The proof of what `_work` says."""
    role = material.resume.latest
    return [one for one in role.evidence if one.kind == "quote"][:1] if role else []


def _sentence(prompt: str) -> str:
    return f"[{prompt[1:2].upper()}{prompt[2:-1]}.]"


def placed(material: Material, bullet: Bullet) -> str:
    """`As Staff Nurse at St. Brigid Hospital, I cut falls by 40%.`"""
    told, place = material.told(bullet), material.place(bullet)
    if not place:
        return told.whole
    return f"{capital(place)}, {_lowered(told.whole)}"


def _lowered(sentence: str) -> str:
    """A sentence behind an opening; "I" keeps its capital, and so does a name."""
    begins = ("As ", "At ", "On ", "In ")
    return sentence[:1].lower() + sentence[1:] if sentence.startswith(begins) else sentence


def _also(material: Material, bullet: Bullet | None, more: Bullet) -> str:
    here = bullet is not None and bullet.role == more.role
    place = material.place(more)
    return "In the same role" + "," if here or not place else f"{capital(place)},"


def _star(
    material: Material, one: Candidate, bullet: Bullet | None, told: Collection[Bullet]
) -> Answer:
    """Situation, task, action, result: lines of the resume, each part completed by prompts."""
    task, _, action = (completed(part) for part in one.ask.cue.partition("//"))
    evidence = [bullet.evidence] if bullet else []
    situated = one.kind in ("trade", "plain")
    if situated:
        # The line is where it could have happened, not what happened.
        situation = _situated(material, one, bullet)
        beside = None
        did, result = _done(material, one, None)
    else:
        situation, beside = _situation(material, one, bullet, told)
        did, result = _done(material, one, bullet)
    evidence += [beside.evidence] if beside else []
    parts = (situation, task, f"{did} {action}".strip(), result)
    return Answer(_labelled(_filled(parts)), evidence, bullet if situated else beside)


def _situated(material: Material, one: Candidate, bullet: Bullet | None) -> str:
    """A line that could be the occasion asked for; it is told where no failure is."""
    if bullet and not asks_for_trouble(one.ask.text) and stems(one.ask.text) & stems(bullet.text):
        return placed(material, bullet)
    return _unnamed(material, bullet)


def _unnamed(material: Material, bullet: Bullet | None) -> str:
    """A prompt for what no line tells of: a line on something else is not what was asked for."""
    nearest = f"Your nearest line: {material.quote(bullet)}." if bullet else _TAKE_YOUR_OWN
    return f"[Name the time this was. {nearest}]"


def _filled(parts: tuple[str, ...]) -> list[str]:
    """The parts with more to fill in, where they would be too short to speak for a minute."""
    filled = list(parts)
    for at, prompt in _MORE:
        if sum(map(words_in, filled)) + len(filled) >= _FEWEST_WORDS:
            break
        filled[at] = f"{filled[at]} {prompt}"
    return filled


def _labelled(parts: Sequence[str]) -> str:
    names = ("Situation", "Task", "Action", "Result")
    return "\n".join(f"{name}: {text}" for name, text in zip(names, parts, strict=True))


def _situation(
    material: Material, one: Candidate, bullet: Bullet | None, told_of: Collection[Bullet]
) -> tuple[str, Bullet | None]:
    """Where it was, with another line of the same role to show what the work was like."""
    if one.said:
        return one.said, None
    role = material.role(bullet) if bullet else material.resume.latest
    place = place_of(role) if role else ""
    if not place and bullet and (on := material.place(bullet)):
        return f"This was work {on}.", None
    text = f"{held(role)}." if role and place else "[Say where and when this was.]"
    for other in material.lines:
        alike = bullet and other.role == bullet.role and other not in (bullet, *told_of)
        alike = alike and content_in_common(one.ask.text, one.ask.cue, other.text)
        told = material.told(other) if alike else None
        if told and told.whole.startswith("I ") and words_in(told.whole) <= 30:
            return f"{text} Besides this, {told.whole}", other
    return text, None


def _done(material: Material, one: Candidate, bullet: Bullet | None) -> tuple[str, str]:
    """What was done and what came of it, as far as the line says."""
    lesson = _pick(material, one, _LESSONS)
    if bullet is None and one.said:
        return "", f"{RESULT[0]}Say what it led to.] {lesson}"
    if bullet is None:
        return "", f"{_pick(material, one, _CAME)} {lesson}"
    told = material.told(bullet)
    if told.result:
        return told.how, f"{told.result} {lesson}"
    if bullet.measure.weight == Weight.CHANGE and told.whole.startswith("I "):
        return "", f"{told.whole} {lesson}"
    figure = _pick(material, one, _FIGURES)
    if bullet.measure.weight:
        figure = f"What came of it: {RESULT}."
    return told.whole, f"{figure} {lesson}"


def _pick(material: Material, one: Candidate, choices: tuple[str, ...]) -> str:
    return choices[int(material.chance(f"{one.ask.key}{choices[0]}") * len(choices))]

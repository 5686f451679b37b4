"""Interview questions by rules alone: a bank of questions, met with what one resume says."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from libs.profile.interview import Question
from libs.profile.model import Evidence
from libs.profile.wording import listed, quoted
from services.analysis.interview import answers, words
from services.analysis.interview.candidates import Candidate, candidates
from services.analysis.interview.choose import Chooser
from services.analysis.interview.deeds import TAUGHT
from services.analysis.interview.engine import Brief
from services.analysis.interview.entries import place_of
from services.analysis.interview.material import Material
from services.analysis.interview.naming import says
from services.analysis.interview.posting import read_posting
from services.analysis.interview.related import in_common, lines_for, titled
from services.analysis.reading.memory import forget
from services.analysis.rubric.career import Bullet

NAME = "builtin"
_MOST_EVIDENCE = 4


class BuiltinQuestions:
    """Rules over the profile and the text: no key, no network, the same set every time."""

    name = NAME

    async def generate(self, brief: Brief, deadline: float, *, set_id: str) -> Sequence[Question]:  # noqa: ARG002 - asks nobody
        """Exactly `brief.count` questions. Takes milliseconds, in a thread of its own."""
        return await asyncio.to_thread(questions, brief)


def questions(brief: Brief) -> list[Question]:
    """The set for a brief: the same for the same one, whatever else has been asked of it."""
    try:
        material = Material(brief)
        posting = read_posting(material)
        chosen = Chooser(material, candidates(material, posting)).chosen()
        writer = _Writer(material, chosen)
        return [writer.write(number, one) for number, one in enumerate(chosen, start=1)]
    finally:
        forget()


class _Writer:
    """Puts chosen questions into words, so that no two of a set sound alike."""

    def __init__(self, material: Material, chosen: Sequence[Candidate]) -> None:
        self._material = material
        self._lines = Counter(one.bullet for one in chosen if one.bullet)
        self._openings: Counter[str] = Counter()
        self._situations: set[Bullet] = set()

    def write(self, number: int, one: Candidate) -> Question:
        bullet = one.bullet or self._nearest(one)
        if bullet and words.points_back(one.ask.text):
            one = replace(one, bullet=bullet)  # the question will quote it
        answer = answers.answer(self._material, one, bullet, self._situations)
        self._situations |= {answer.situation} if answer.situation else set()
        prompted = one.evidence or bullet
        evidence = [*one.evidence, *answer.evidence]
        evidence = evidence if prompted else [self._looked_for(one), *evidence]
        return Question(
            id=f"q{number}",
            question=self._question(one, bullet),
            category=one.ask.category,
            difficulty=one.ask.difficulty,
            answer=answer.text,
            why=self._why(one, bullet),
            evidence=_once(evidence)[:_MOST_EVIDENCE],
        )

    def _question(self, one: Candidate, bullet: Bullet | None) -> str:
        if one.facts:
            return words.capital(one.ask.text.format_map(one.facts))
        if bullet and one.bullet:
            return self._opened(words.LINE_OPENINGS, one, self._material.quote(bullet))
        if one.listing and one.kind == "topic":
            openings = words.ENTRY_OPENINGS[one.listing.kind]
            return self._opened(openings, one, quoted(one.listing.text))
        if words.points_back(one.ask.text):
            return self._opened(words.WORK_OPENINGS, one, "")
        return words.capital(one.ask.text)

    def _opened(self, openings: Sequence[str], one: Candidate, said: str) -> str:
        chance = self._material.chance
        opening = min(openings, key=lambda form: (self._openings[form], chance(one.ask.key + form)))
        self._openings[opening] += 1
        return words.capital(words.opened(opening, said, one.ask.text))

    def _nearest(self, one: Candidate) -> Bullet | None:
        """The line that has most to do with a question which no line prompted."""
        if one.support or one.said:
            return one.support
        material = self._material
        if one.kind == "gap" and (kindred := material.kindred(one.term)):
            return kindred
        own = {role.index for role in material.own_roles}

        def near(bullet: Bullet) -> tuple[float, float]:
            worth = 3.0 * in_common(one, bullet) + bullet.measure.weight / 2
            worth += 4 * material.told(bullet).whole.startswith("I ") + 3 * (bullet.role in own)
            worth -= 1.5 * (self._lines[bullet] + material.steps_back(bullet))
            worth -= 2 * (bullet.weak is not None)
            if one.ask.category != "Behavioral" and TAUGHT.search(bullet.text):
                worth -= 4
            return worth, material.chance(one.ask.key + bullet.text)

        fresh = lines_for(material, one)
        if one.ask.category == "Behavioral":
            fresh = [line for line in fresh if line not in self._situations] or fresh
        best = max(fresh, key=near, default=None)
        if best:
            self._lines[best] += 1
        return best

    def _why(self, one: Candidate, bullet: Bullet | None) -> str:
        return f"{self._prompt(one, bullet)} An interviewer wants to see {one.aim}."

    def _prompt(  # noqa: PLR0911 - one sentence for each kind
        self, one: Candidate, bullet: Bullet | None
    ) -> str:
        """What in the resume, or in the posting, makes one ask."""
        said = self._material.quote(bullet) if bullet else ""
        if one.kind == "gap":
            return f"The posting asks for “{one.term}”, which the resume doesn't show."
        if one.term:
            shown = self._holding(one.term, one.bullet) if one.bullet else _entry(one)
            if one.near:
                return f"The posting names “{one.term}”, and the resume comes near it: {shown}."
            return f"The posting names “{one.term}”, and the resume has it: {shown}."
        if one.listing and not (bullet and titled(self._material, one, bullet)):
            return f"The resume names {_entry(one)}, and no line tells of it at work."
        if one.said:
            proof = [quoted(each.quote) for each in one.evidence if each.kind == "quote"]
            return (
                f"The resume tells of it: {listed(proof)}." if proof else "The resume tells of it."
            )
        if bullet is None and self._material.lines:
            return f"Asked of {self._material.trades[0].noun}; no line of the resume tells of it."
        if bullet is None:
            role = self._material.resume.latest
            place = place_of(role) if role else ""
            held = f"The resume gives work {place}" if place else "The resume gives facts"
            return f"{held}, and no line on what was done."
        if one.bullet or one.listing:
            return f"Under {self._material.label(bullet)} the resume says {said}."
        if one.kind == "plain":
            return f"Nearest to it the resume says {said}."
        return f"Asked of {self._material.trades[0].noun} who writes {said}."

    def _holding(self, term: str, bullet: Bullet) -> str:
        """The quote of a line that holds the posting's word: the whole line, where its shortened
        form would leave the word out.
        """
        short = self._material.quote(bullet)
        return short if says(short, term) or not says(bullet.text, term) else quoted(bullet.text)

    def _looked_for(self, one: Candidate) -> Evidence:
        """What was sought and not found, where nothing in the resume prompts the question."""
        if not self._material.lines:
            return Evidence(kind="absence", quote="lines about work done")
        sought = [quoted(word) for word in words.sought(f"{one.name} {one.ask.text}")]
        told = f"that speak of {listed(sought)}" if sought else "about what is asked"
        return Evidence(kind="absence", quote=f"lines {told}")


def _entry(one: Candidate) -> str:
    return quoted(one.listing.text) if one.listing else ""


def _once(evidence: Sequence[Evidence]) -> list[Evidence]:
    return list({(one.kind, one.start, one.end, one.quote): one for one in evidence}.values())

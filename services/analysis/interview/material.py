"""What a resume gives to ask about: its lines, what they show, and the trade it speaks of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from libs.profile.wording import quoted
from services.analysis.engines.engine import today
from services.analysis.interview.bank import Profession, Topic
from services.analysis.interview.employer import without_employer
from services.analysis.interview.engine import Brief
from services.analysis.interview.entries import (
    Listing,
    listings,
    name_of,
    place_of,
    sayable,
    skill_listing,
)
from services.analysis.interview.index import Index
from services.analysis.interview.professions import EVERYDAY, FRAMES, PROFESSIONS
from services.analysis.interview.speech import Told, opening_sentence, told
from services.analysis.interview.trades import named_in, trades
from services.analysis.rubric.career import Bullet, Role
from services.analysis.rubric.guards import is_instruction
from services.analysis.rubric.resume import Resume
from services.analysis.rubric.skills import SkillUse
from services.analysis.rubric.wording import shorten

_LONGEST_QUOTE = 130  # characters
_MOST_CERTAIN = 2  # words of a foreign trade's topic, which one line says by no accident
_POSTING = 20_000  # characters of a posting that are read


@dataclass(slots=True)
class Shown:
    """Where a topic shows in the resume: in lines, and in entries, of which skills come first."""

    lines: list[Bullet] = field(default_factory=list[Bullet])
    listings: list[Listing] = field(default_factory=list[Listing])


class Material:
    """One resume as the makers of questions look at it."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.resume = Resume(brief.document, brief.profile, today())
        self._told: dict[Bullet, Told] = {}

    @cached_property
    def lines(self) -> tuple[Bullet, ...]:
        """Lines with something to ask about, each wording once."""
        found: dict[str, Bullet] = {}
        for bullet in self.resume.bullets:
            if bullet.words >= 3:
                found.setdefault(bullet.text.casefold(), bullet)
        return tuple(found.values())

    @cached_property
    def seed(self) -> str:
        """Tells people apart, and is the same for one resume in two file formats."""
        profile = self.brief.profile
        parts = [profile.personal_info.name or ""]
        for role in profile.experience:
            parts += [role.title or "", role.company or "", *role.highlights[:1]]
        return "|".join("".join(filter(str.isalnum, part.casefold())) for part in parts)

    def chance(self, key: str) -> float:
        """A number in [0, 1) for this person and `key`: always the same."""
        digest = hashlib.blake2b(f"{self.seed}#{key}".encode(), digest_size=4).digest()
        return int.from_bytes(digest, "big") / 2**32

    def told(self, bullet: Bullet) -> Told:
        if bullet not in self._told:
            self._told[bullet] = told(bullet.text)
        return self._told[bullet]

    def quote(self, bullet: Bullet) -> str:
        """What a question and its reason repeat of a line, in quotation marks."""
        return quoted(opening_sentence(bullet.text), _LONGEST_QUOTE)

    def label(self, bullet: Bullet) -> str:
        """The role or project of a line, as one would name it."""
        role = self.role(bullet)
        parts = [name_of(role.title), name_of(role.company)] if role else [name_of(bullet.label)]
        return " at ".join(filter(None, parts)) or "one entry"

    def steps_back(self, bullet: Bullet) -> int:
        """How many roles are later than that of a line; projects stand behind all."""
        places = {role.index: place for place, role in enumerate(self.resume.dated)}
        return places.get(bullet.role, len(places)) if bullet.role is not None else len(places)

    def kindred(self, term: str) -> Bullet | None:
        """A line that shows the topic which a term names in other words."""
        shown = [self.shown.get(topic.key) for _, topic in topic_words(term)]
        return next((line for one in shown if one for line in one.lines), None)

    def role(self, bullet: Bullet) -> Role | None:
        return self.resume.roles[bullet.role] if bullet.role is not None else None

    @cached_property
    def trades(self) -> tuple[Profession, ...]:
        """The trade the resume speaks of, and a second where it nearly speaks as much of it."""
        return trades(self.brief.profile, self.resume, self.lines)

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """What the resume shows, by the key of the topic."""
        found: dict[str, Shown] = {}
        for bullet in self.lines:
            for topic in self._told_of(bullet):
                found.setdefault(topic.key, Shown()).lines.append(bullet)
        for use in self.resume.skill_uses:
            if use.skill.evidence and not is_instruction(use.skill.name):
                self._note_skill(found, use)
        for listing in listings(self.brief.profile, self.resume.roles):
            for topic, said in _named(listing.text).items():
                if self._at_home(topic) or _distinct(said) >= _MOST_CERTAIN:
                    found.setdefault(topic.key, Shown()).listings.append(listing)
        return found

    def _told_of(self, bullet: Bullet) -> list[Topic]:
        """The topics of a line. Words mean other things in other trades ("shipping features"), so
        that a topic of a foreign one takes two of them, or one that the posting says too.
        """
        role = self.role(bullet)
        titled = self.trades_of(role) if role else set[str]()
        return [
            topic
            for topic, said in _named(bullet.text).items()
            if self._at_home(topic)
            or topic.trade in titled
            or _distinct(said) >= _MOST_CERTAIN
            or not said.isdisjoint(self._posted)
        ]

    def _note_skill(self, found: dict[str, Shown], use: SkillUse) -> None:
        """A listed skill shows its topic; one of another trade not where it is one of its own."""
        named = _named(use.skill.name)
        home = [topic for topic in named if self._at_home(topic)]
        for topic in home or named:
            if use.bullet and not home and topic.key not in found:
                continue  # a line on it that speaks of something else, for all one can tell
            shown = found.setdefault(topic.key, Shown())
            shown.listings.append(skill_listing(use.skill))
            # "Wiring" shows in "Wired 60 houses", in another form of the word.
            if use.bullet and not shown.lines:
                shown.lines.append(use.bullet)

    def _at_home(self, topic: Topic) -> bool:
        """Whether a topic is of the person's trades, or of any trade."""
        return topic.trade in self._home

    @cached_property
    def _home(self) -> frozenset[str]:
        return frozenset(one.key for one in (*self.trades, EVERYDAY, FRAMES))

    @cached_property
    def posting(self) -> str:
        """What the posting says, but for whose it is."""
        return without_employer(self.brief.job_description[:_POSTING], _topical)

    @cached_property
    def _posted(self) -> frozenset[str]:
        """The words for topics that the posting says."""
        return frozenset(said for said, _ in topic_words(self.posting))

    @cached_property
    def own_roles(self) -> tuple[Role, ...]:
        """Roles of the resume's own trade; all, where no title names it."""
        trade = self.trades[0].key
        own = [role for role in self.resume.roles if trade in self.trades_of(role)]
        return tuple(own) or self.resume.roles

    def trades_of(self, role: Role) -> set[str]:
        """The trades that a role's title names."""
        return named_in(role.title or "")

    def place(self, bullet: Bullet | None) -> str:
        """`as Accountant at Gilmore Financial`, `at Kasa`, `on tinydb`, or nothing."""
        role = self.role(bullet) if bullet else None
        if role is None:
            return f"on {shorten(bullet.label)}" if bullet and sayable(bullet.label) else ""
        return place_of(role)


@lru_cache(maxsize=1)
def _topics() -> Index[Topic]:
    """The words of all topics of the bank."""
    sheets = (*PROFESSIONS, EVERYDAY, FRAMES)
    topics = [topic for trade in sheets for topic in trade.topics]
    return Index((word, topic) for topic in topics for word in topic.words)


def topic_words(text: str) -> list[tuple[str, Topic]]:
    """The folded words of `text` that name topics, each with its topic."""
    return list(_topics().find(text))


def _topical(text: str) -> set[str]:
    """Each folded word of `text` that is part of a topic's words."""
    return {word for said, _ in topic_words(text) for word in said.split(" ")}


def _named(text: str) -> dict[Topic, set[str]]:
    """The topics that a text names, each with the words that name it."""
    found: dict[Topic, set[str]] = {}
    for said, topic in topic_words(text):
        found.setdefault(topic, set()).add(said)
    return found


def _distinct(said: set[str]) -> int:
    """How many words those are: "ledger" in "general ledger" is none of its own."""
    bare = {word.removesuffix("s") for word in said}
    return sum(not any(word in other for other in bare - {word}) for word in bare)

"""Every question a resume could be asked, each with what prompts it and how much it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from libs.profile.model import Evidence
from services.analysis.interview.bank import Ask, Topic
from services.analysis.interview.deeds import TAUGHT
from services.analysis.interview.entries import Listing
from services.analysis.interview.material import Material, Shown
from services.analysis.interview.moments import Moment, moments
from services.analysis.interview.naming import says
from services.analysis.interview.posting import Posting
from services.analysis.interview.professions import EVERYDAY, FRAMES, PLAIN, PROFESSIONS
from services.analysis.interview.words import points_back, stems
from services.analysis.rubric.career import Bullet

Kind = Literal["topic", "unseen", "trade", "frame", "moment", "plain", "gap"]

# What a question weighs by where it comes from; chance adds up to CHANCE.
_WEIGHTS: dict[Kind, float] = {
    "topic": 70, "trade": 62, "moment": 58, "frame": 56, "unseen": 34, "plain": 24, "gap": 120,
}  # fmt: skip
CHANCE = 38.0
_ONLY_LISTED = 12  # less for a skill that no line shows
_FOREIGN = 22  # less for a topic of another trade
_SECOND = 14  # less for the second trade
_POSTING, _NEAR = 60, 30  # more where the posting asks for it, or for something near
_ON_A_LINE = 22  # more for a plain question about a line
_BACK, _FAR_BACK = 4, 3  # less for each later role, up to so many
_MOST_LINES = 4  # of one topic
_MOST_PLAIN = 24  # lines that any question can be asked of
AIMS = {
    "Technical": "whether you know the work from doing it",
    "Behavioral": "how you acted when it was not easy",
    "Situational": "what you would put first",
    "Problem-Solving": "how you get from a symptom to its cause",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One question that could be asked. `group` is what it is about, `bullet` the line that
    prompts it; `facts` fill the braces of its text, and `said` tells them in the first person.
    """

    ask: Ask
    kind: Kind
    weight: float
    group: str
    aim: str
    name: str = ""  # of the topic
    bullet: Bullet | None = None
    support: Bullet | None = None
    listing: Listing | None = None  # the entry that prompts it, where no line does
    term: str = ""  # the posting's word for it
    near: bool = False  # the resume has it in other words
    said: str = ""
    facts: dict[str, str] = field(default_factory=dict[str, str])
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The posting's word for a topic: one that the resume has, or one that it comes near."""

    named: str
    near: str


def candidates(material: Material, posting: Posting) -> list[Candidate]:
    """All of them, in a fixed order."""
    found = list(_topics(material, posting))
    found += _trades(material)
    found += _frames(material)
    found += _plain(material, posting)
    found += _gaps(posting)
    return found


def _topics(material: Material, posting: Posting) -> Iterator[Candidate]:
    """Questions on what the resume shows, and on what nobody of its trade is spared."""
    trades = material.trades
    for sheet in (*PROFESSIONS, EVERYDAY):
        foreign = sheet not in trades
        less = _FOREIGN if foreign else _SECOND if sheet is not trades[0] else 0
        for topic in sheet.topics:
            shown = material.shown.get(topic.key)
            if shown and (shown.lines or shown.listings):
                asked = Asked(posting.named.get(topic.key, ""), posting.near.get(topic.key, ""))
                late = material.steps_back(shown.lines[0]) if shown.lines else 0
                yield from _shown(
                    topic, shown, asked, -less - _BACK * min(late, _FAR_BACK), foreign=foreign
                )
            elif topic.core and not foreign:
                alone = (ask for ask in topic.asks if not points_back(ask.text))
                yield from (_about(ask, topic, "unseen", -less) for ask in alone)


def _shown(
    topic: Topic, shown: Shown, asked: Asked, weight: float, *, foreign: bool
) -> Iterator[Candidate]:
    weight += _POSTING if asked.named else _NEAR if asked.near else 0
    term, lines, listings = _naming(asked, shown)
    for number, ask in enumerate(topic.asks):
        bullet, support = _fitting(ask, lines[:_MOST_LINES], number)
        if bullet is None and points_back(ask.text):
            continue  # to what? No line is there to be quoted
        if foreign and bullet and _teaches(ask, bullet):
            continue
        listing = None if bullet else next(iter(listings), None)
        yield Candidate(
            ask=ask,
            kind="topic",
            weight=_WEIGHTS["topic"] + weight - (0 if bullet else _ONLY_LISTED),
            group=topic.key,
            aim=topic.aim,
            name=topic.name,
            bullet=bullet,
            support=support,
            listing=listing,
            term=term,
            near=not asked.named,
            evidence=(listing.evidence,) if listing else (),
        )


def _teaches(ask: Ask, bullet: Bullet) -> bool:
    """Whether a line about teaching somebody would be asked about as a technical matter."""
    return ask.category == "Technical" and TAUGHT.search(bullet.text) is not None


def _fitting(ask: Ask, lines: list[Bullet], number: int) -> tuple[Bullet | None, Bullet | None]:
    """The line that has most to do with a question, and a second; each question of a topic takes
    another where none has more to do with it.
    """
    wanted = stems(f"{ask.text} {ask.cue}")
    turned = lines[number % len(lines) :] + lines[: number % len(lines)] if lines else []
    ranked = sorted(turned, key=lambda line: -len(wanted & stems(line.text)))
    return next(iter(ranked), None), ranked[1] if len(ranked) > 1 else None


def _naming(asked: Asked, shown: Shown) -> tuple[str, list[Bullet], list[Listing]]:
    """The posting's word, with the lines or else the entries that show a topic. What the resume is
    said to have is quoted from there: where no line and no entry says the word, it isn't spoken of.
    """
    if not asked.named:
        return asked.near, shown.lines, shown.listings
    if lines := [line for line in shown.lines if says(line.text, asked.named)]:
        return asked.named, lines, []
    if listings := [one for one in shown.listings if says(one.text, asked.named)]:
        # Who was an intensive care nurse has more to tell than who lists intensive care.
        return asked.named, [], sorted(listings, key=lambda one: one.kind != "title")
    return "", shown.lines, shown.listings


def _about(ask: Ask, topic: Topic, kind: Kind, weight: float) -> Candidate:
    return Candidate(ask, kind, _WEIGHTS[kind] + weight, topic.key, topic.aim, topic.name)


def _trades(material: Material) -> Iterator[Candidate]:
    for number, trade in enumerate(one for one in material.trades if one is not PLAIN):
        for ask in trade.asks:
            weight = _WEIGHTS["trade"] - number * _SECOND
            yield Candidate(ask, "trade", weight, ask.key, AIMS[ask.category])


def _frames(material: Material) -> Iterator[Candidate]:
    topics = {topic.name: topic for topic in FRAMES.topics}
    for moment in moments(material):
        topic = topics[moment.name]
        yield from (_moved(ask, topic, moment) for ask in topic.asks)
    for topic in FRAMES.topics:
        shown = material.shown.get(topic.key)
        for bullet in (shown.lines if shown else [])[:_MOST_LINES]:
            for ask in topic.asks:
                weight = _WEIGHTS["frame"]
                yield Candidate(
                    ask, "frame", weight, topic.key, topic.aim, topic.name, bullet=bullet
                )


def _moved(ask: Ask, topic: Topic, moment: Moment) -> Candidate:
    return Candidate(
        ask=ask,
        kind="moment",
        weight=_WEIGHTS["moment"] + moment.weight,
        group=topic.key,
        aim=topic.aim,
        bullet=moment.bullet,
        support=moment.support,
        said=moment.said,
        facts=moment.facts,
        evidence=moment.evidence,
    )


def _plain(material: Material, posting: Posting) -> Iterator[Candidate]:
    """What can be asked of anybody, and of any line."""
    teaches = any(trade.key == "teaching" for trade in material.trades)
    # Teaching somebody is no technical matter but where it is the trade.
    lines = [line for line in material.lines if teaches or not TAUGHT.search(line.text)]
    for bullet in lines[:_MOST_PLAIN]:
        asked = next((term for term in posting.shared if says(bullet.text, term)), "")
        for ask in PLAIN.asks:
            if ask.category == "Technical":
                weight = _WEIGHTS["plain"] + _ON_A_LINE + (_POSTING if asked else 0)
                aim = AIMS[ask.category]
                yield Candidate(ask, "plain", weight, ask.key, aim, bullet=bullet, term=asked)
    for ask in PLAIN.asks:
        less = 20 if ask.category == "Technical" else 0
        yield Candidate(ask, "plain", _WEIGHTS["plain"] - less, ask.key, AIMS[ask.category])


def _gaps(posting: Posting) -> Iterator[Candidate]:
    (gap,) = PLAIN.topics
    for number, term in enumerate(posting.lacking):
        looked_for = Evidence(kind="absence", quote=term)
        for ask in gap.asks:
            yield Candidate(
                ask=ask,
                kind="gap",
                weight=_WEIGHTS["gap"] - number,
                group=f"gap {term.casefold()}",
                aim=gap.aim,
                term=term,
                facts={"term": term},
                evidence=(looked_for,),
            )

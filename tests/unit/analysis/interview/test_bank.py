"""The sheets: whole, without doubles, and with nothing in an answer that somebody may not say."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from services.analysis.interview.bank import Ask, Profession, profession
from services.analysis.interview.completing import completed
from services.analysis.interview.mix import MOST, slots
from services.analysis.interview.professions import EVERYDAY, FRAMES, PLAIN, PROFESSIONS
from tests.support.interview_claims import claims_nothing, told_outside_prompts

SHEETS = (*PROFESSIONS, EVERYDAY, FRAMES, PLAIN)
CATEGORIES = {"Technical", "Behavioral", "Situational", "Problem-Solving"}


def asks_of(sheet: Profession) -> list[Ask]:
    return [*sheet.asks, *(ask for topic in sheet.topics for ask in topic.asks)]


EVERY = [ask for sheet in SHEETS for ask in asks_of(sheet)]


def test_a_sheet_is_read_as_it_is_written() -> None:
    read = profession(
        "x",
        "an x",
        titles="x | chief x",
        words="",
        sheets="""
        @Behavioral
        E when did it
          go wrong? > It was [say what]. // I did [say what].
        @Technical
        * ! Things | thing*, big thing | care
        H how so? > So.
        """,
    )
    (own,) = read.asks
    assert (own.category, own.difficulty, own.text) == (
        "Behavioral", "Easy", "when did it go wrong?",
    )  # fmt: skip
    (topic,) = read.topics
    assert (topic.name, topic.core, topic.aim) == ("Things", True, "care")
    assert topic.words == {"thing*", "big thing"}
    assert [(ask.text, ask.cue, ask.category) for ask in topic.asks] == [
        ("how so?", "So.", "Technical")
    ]


def test_no_question_stands_twice() -> None:
    assert [text for text, times in Counter(ask.text for ask in EVERY).items() if times > 1] == []
    assert len({ask.key for ask in EVERY}) == len(EVERY)


def test_the_bank_is_wide() -> None:
    topics = [topic for sheet in PROFESSIONS for topic in sheet.topics]
    assert len(topics) >= 100
    assert all(len(topic.asks) >= 2 for topic in topics)
    assert len(EVERY) > 900


@pytest.mark.parametrize("trade", PROFESSIONS, ids=lambda trade: trade.key)
def test_every_trade_has_questions_of_each_kind(trade: Profession) -> None:
    kinds = Counter((ask.category, ask.difficulty) for ask in trade.asks)
    assert {category for category, _ in kinds} == CATEGORIES
    for slot in set(slots(10)):
        assert kinds[slot], slot
    assert len(asks_of(trade)) >= 24


def test_every_question_can_follow_a_colon_and_ends_as_a_sentence() -> None:
    for ask in EVERY:
        assert ask.text[:1].islower() or ask.text[:1] == "“", ask
        assert ask.text.endswith(("?", ".")), ask
        assert ask.cue.endswith((".", ".]")), ask


def test_answers_go_on_without_a_figure_or_a_name_of_their_own() -> None:
    """What stands outside the prompts is spoken as the person's own."""
    for ask in EVERY:
        said = re.sub(r"\[[^\]]*\]", "…", ask.cue)
        assert not re.search(r"\d", said), ask
        names = re.findall(r"(?<=[\w,;] )[A-Z]\w+", said)
        assert [name for name in names if name != "I"] == [], ask
        assert "[" in ask.cue or ask.category == "Technical", ask


def test_outside_prompts_an_answer_claims_nothing_of_anybody() -> None:
    """All that is spoken as the person's own without their doing was read, and is on a list."""
    for ask in EVERY:
        for part in ask.cue.split("//"):
            spoken = told_outside_prompts(completed(part))
            assert [one for one in spoken if not claims_nothing(one)] == [], ask


def test_behavioral_answers_part_the_task_from_the_action() -> None:
    behavioral = [ask for ask in EVERY if ask.category == "Behavioral"]
    assert all(ask.cue.count("//") == 1 for ask in behavioral)
    assert not any("//" in ask.cue for ask in EVERY if ask.category != "Behavioral")


def test_the_mix_of_every_ten() -> None:
    for start in range(0, MOST, 10):
        ten = slots(MOST)[start : start + 10]
        assert Counter(category for category, _ in ten) == {
            "Technical": 4, "Behavioral": 3, "Situational": 2, "Problem-Solving": 1,
        }  # fmt: skip
        assert Counter(level for _, level in ten) == {"Easy": 3, "Medium": 5, "Hard": 2}


@pytest.mark.parametrize("count", [0, -1, 31])
def test_a_set_has_one_to_thirty_questions(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 30"):
        slots(count)

"""Questions that ask the same are answered alike; those that only look so are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from services.chat.matching.contradiction import contradict
from services.chat.matching.reading import read
from tests.support.questions import SETS, Pair, pairs_of, score

ADR = Path(__file__).parents[4] / "docs" / "adr" / "0012-stored-answers.md"
EVERY = [pair for path in SETS.values() for pair in pairs_of(path)]
DIFFERENT = [pair for pair in EVERY if not pair.same]


def test_there_are_enough_of_both() -> None:
    assert len(EVERY) >= 200
    assert min(len(DIFFERENT), len(EVERY) - len(DIFFERENT)) >= 100
    assert len({(pair.stored, pair.asked) for pair in EVERY}) == len(EVERY)


@pytest.mark.parametrize(
    ("name", "recall", "of_alike"), [("made with", 0.82, 0.95), ("held out", 0.68, 0.8)]
)
async def test_right_where_vectors_alone_are_wrong(
    name: str, recall: float, of_alike: float
) -> None:
    found = await score(pairs_of(SETS[name]))
    assert found.cosine.precision < 0.6
    assert found.ours.precision >= 0.97
    assert found.ours.recall >= recall
    assert found.recall_of_alike >= of_alike


async def test_the_figures_are_those_told_in_the_decision() -> None:
    told = ADR.read_text().splitlines()
    for name, path in SETS.items():
        pairs = pairs_of(path)
        found = await score(pairs)
        assert (found.pairs, found.same) == (len(pairs), sum(pair.same for pair in pairs))
        (line,) = [each for each in told if each.startswith(f"| {name} |")]
        row = found.row(name)
        figures = [[float(one) for one in re.findall(r"[\d.]+", each)] for each in (row, line)]
        assert len(figures[0]) == 8
        # Another processor rounds a vector otherwise.
        assert figures[0] == pytest.approx(figures[1], rel=0.02)


@pytest.mark.parametrize("pair", DIFFERENT, ids=lambda pair: f"{pair.kind}: {pair.asked}")
def test_other_questions_contradict(pair: Pair) -> None:
    """Whatever their vectors say, and whichever came first."""
    assert contradict(read(pair.stored), read(pair.asked))
    assert contradict(read(pair.asked), read(pair.stored))


def test_a_question_never_contradicts_itself() -> None:
    for pair in EVERY:
        for question in (pair.stored, pair.asked):
            for again in (question, f"  {question.rstrip('?.')} ", question.replace("'", "’")):
                assert not contradict(read(question), read(again)), again


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Wie viele Jahre Erfahrung habe ich?", "Wie viele Jahre Ausbildung habe ich?"),
        ("¿Dónde trabajé en 2019?", "¿Dónde trabajé en 2020?"),
        ("我的优势是什么？", "我的缺点是什么？"),
        ("", "Do I know Python?"),
        ("What is it?", "What is this about?"),
    ],
)
def test_words_it_does_not_know_must_be_the_same(stored: str, asked: str) -> None:
    assert contradict(read(stored), read(asked))
    assert not contradict(read(stored), read(stored))


def test_a_long_question_is_read_as_well() -> None:
    question = "Did I work with Python at Northlight and Java at Orvane in 2019? " * 60
    assert not contradict(read(question), read(question))

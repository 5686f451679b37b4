"""Interview questions over the shared folder of resumes: proven, of the trade, each set its own.

Runs where that folder is: `VITAE_SHARED`, or `../shared` beside the repository.
"""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import pytest

from libs.profile.interview import Question
from services.analysis.engines.builtin import extract_facts
from services.analysis.errors import DocumentError
from services.analysis.interview.builtin import questions
from services.analysis.interview.engine import Brief
from services.analysis.interview.material import Material
from services.analysis.interview.mix import slots
from services.analysis.interview.words import bare
from services.analysis.reading.read import read
from services.analysis.rubric.judge import judge
from tests.support.interview_claims import claimed, invented
from tests.support.sheets import shared

RESUMES = shared("resumes")
TODAY = date(2026, 6, 15)

pytestmark = pytest.mark.skipif(
    not (RESUMES / "docs").is_dir(), reason="the shared folder of resumes is not on this machine"
)

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
# What stands before the question itself: words of ours around a quoted line.
_OPENING = re.compile(r"^[^“:.]*“[^”]*”[^:.“]{0,20}[:.]\s*")


@dataclass(frozen=True, eq=False)
class Asked:
    id: str
    brief: Brief
    made: list[Question]
    trades: frozenset[str]
    runs: frozenset[tuple[str, ...]]

    @property
    def sentences(self) -> set[str]:
        """The questions by the sentence, without what they quote."""
        plain = [re.sub("“[^”]*”", " ", _OPENING.sub("", one.question)) for one in self.made]
        return {bare(part) for text in plain for part in re.split(r"(?<=[.?!])\s", text) if part}


@pytest.fixture(scope="module")
def corpus() -> list[Asked]:
    asked: list[Asked] = []
    for path in sorted((RESUMES / "docs").iterdir()):
        try:
            document = read(path.read_bytes(), path.suffix.removeprefix("."))  # type: ignore[arg-type]
            facts = extract_facts(document)
        except DocumentError:
            continue  # the scan: no text, so no profile
        brief = Brief(document, judge(document, facts, TODAY), 10)
        words = _WORD.findall(document.text.casefold())
        runs = frozenset(tuple(words[at : at + 5]) for at in range(len(words) - 4))
        trades = frozenset(trade.key for trade in Material(brief).trades)
        asked.append(Asked(path.stem, brief, questions(brief), trades, runs))
    assert len(asked) >= 51
    return asked


def same_resume(one: Asked, other: Asked) -> bool:
    """The same text in two layouts, or versions of one person's resume."""
    common = len(one.runs & other.runs)
    if common * 2 >= len(one.runs | other.runs):
        return True
    names = {(each.brief.profile.personal_info.name or each.id).casefold() for each in (one, other)}
    return len(names) == 1 and common * 5 >= 2 * min(len(one.runs), len(other.runs))


def test_every_set_keeps_what_is_promised(corpus: list[Asked]) -> None:
    for one in corpus:
        assert Counter(each.category for each in one.made) == Counter(kind for kind, _ in slots(10))
        assert Counter(each.difficulty for each in one.made) == {"Easy": 3, "Medium": 5, "Hard": 2}
        assert len({bare(each.question) for each in one.made}) == 10
        for each in one.made:
            if each.category == "Behavioral":
                assert 60 <= len(each.answer.split()) <= 180, (one.id, each.answer)


def test_nothing_is_invented(corpus: list[Asked]) -> None:
    for one in corpus:
        text = one.brief.document.text
        for each in questions(replace(one.brief, count=30)):
            assert invented(each.answer, text) == [], (one.id, each.answer)
            assert claimed(each.answer, text) == [], (one.id, each.answer)
            for proof in each.evidence:
                if proof.kind == "quote":
                    assert text[proof.start : proof.end] == proof.quote, (one.id, each.question)
                else:
                    assert proof.kind == "absence"
                    untold = ("Asked of ", "The resume gives ")
                    assert each.why.startswith(untold), (one.id, each.why)


def test_few_questions_are_about_what_no_line_tells_of(corpus: list[Asked]) -> None:
    made = [each for one in corpus for each in one.made]
    untold = [each for each in made if "no line of the resume tells of it" in each.why]
    print(f"no line tells of {len(untold)} of {len(made)} questions")
    assert len(untold) < 0.15 * len(made)


def test_what_is_quoted_in_a_question_stands_in_the_resume(corpus: list[Asked]) -> None:
    for one in corpus:
        letters = "".join(filter(str.isalnum, one.brief.document.text.casefold()))
        for each in one.made:
            for quote in re.findall(r"“([^”]*)”", each.question):
                for part in quote.split("…"):
                    wanted = "".join(filter(str.isalnum, part.casefold()))
                    assert wanted in letters, (one.id, quote)


# Words that point at something named before, apart from the engine's own list of them.
_POINTS = re.compile(
    r"(?:^|[ ,])(?:in|on|of|for|with|around|to|about|did|does|was|bring|through|behind) that"
    r"(?= (?:to|look|rest|would|does|did|step|once|and|made|end)\b|[ ]?[,?.])"
    r"|\bthat (?:system|design|software|pipeline|suite|code)\b"
    r"|(?<!is )(?<!are )\bthere\b(?! (?:is|are|was|were)\b)"
)


def test_no_question_points_at_nothing(corpus: list[Asked]) -> None:
    """Where it says "that", words of the resume stand before it, or the question sets a scene."""
    dangling = [
        (one.id, each.question)
        for one in corpus
        for each in questions(replace(one.brief, count=30))
        if _POINTS.search(each.question.partition(":")[0]) and "“" not in each.question
    ]
    assert dangling == []


def test_a_line_is_asked_nothing_of_a_foreign_trade_for_one_word(corpus: list[Asked]) -> None:
    for one in corpus:
        for each in questions(replace(one.brief, count=30)):
            asked = each.question.casefold()
            if "library collections" in asked:
                assert "dispute" not in asked
                assert "owe" not in asked.split()
                assert "pays" not in asked.split()
            if "shipping 6 major" in asked:
                assert "rate" not in asked.split()
                assert "carrier" not in asked.split()
            if "screened all phone and email" in asked:
                assert "claim" not in asked.split()


def test_no_line_is_the_situation_twice_while_there_are_others(corpus: list[Asked]) -> None:
    for one in corpus:
        lines = [line.text[12:50] for line in Material(one.brief).lines]
        told = [each.answer.split("\n")[0] for each in one.made if each.category == "Behavioral"]
        if len(lines) > len(told):
            assert all(sum(line in text for text in told) <= 1 for line in lines), one.id


def test_different_people_are_asked_different_questions(corpus: list[Asked]) -> None:
    """Fewer than a fifth of the sentences in common; within a trade, fewer than half."""
    compared = 0
    for one, other in combinations(corpus, 2):
        if same_resume(one, other):
            continue
        compared += 1
        common = len(one.sentences & other.sentences)
        fewest = min(len(one.sentences), len(other.sentences))
        limit = 0.5 if one.trades & other.trades else 0.2
        assert common < limit * fewest, (one.id, other.id, one.sentences & other.sentences)
    assert compared > 1100


def test_one_resume_in_two_formats_is_asked_the_same(corpus: list[Asked]) -> None:
    by_id = {one.id: one for one in corpus}
    for name in ("sb_01_accountant", "sb_01_office_coordinator"):
        word, page = by_id[f"{name}_docx"], by_id[f"{name}_pdf"]
        assert len(word.sentences & page.sentences) >= 8, name


def test_a_set_costs_less_than_reading_the_resume(corpus: list[Asked]) -> None:
    """Medians of both on the processor's own clock, in one run."""
    asking: list[float] = []
    reading: list[float] = []
    for one in corpus:
        began = time.process_time()
        judge(one.brief.document, extract_facts(one.brief.document), TODAY)
        read_at = time.process_time()
        questions(one.brief)
        asking.append(time.process_time() - read_at)
        reading.append(read_at - began)
    assert statistics.median(asking) < statistics.median(reading)

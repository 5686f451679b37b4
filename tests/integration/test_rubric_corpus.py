"""Judgements over the shared folder of resumes: proven, specific to each, spread out, repeatable.

Runs where that folder is: `VITAE_SHARED`, or `../shared` beside the repository.

Two files are one resume where they say the same (half or more of all runs of five words are
common: the same template in several layouts or formats), or where they are versions of one
person's resume (the same name in the folder's gold, and two fifths of the shorter one's runs in
the longer). Any other two, among them people who share a name or whole lines of a template, must
not share a sentence of more than eight words.
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

import pytest

from libs.profile.model import Evidence, Profile
from services.analysis.engines.builtin import extract_facts
from services.analysis.errors import DocumentError
from services.analysis.reading.document import Document
from services.analysis.reading.read import read
from services.analysis.rubric.judge import judge
from tests.support.sheets import shared

RESUMES = shared("resumes")
TODAY = date(2026, 6, 15)
LONGEST_SHARED = 8  # words

pytestmark = pytest.mark.skipif(
    not (RESUMES / "docs").is_dir(), reason="the shared folder of resumes is not on this machine"
)

# Clauses too, so that a borrowed phrase behind a colon is seen.
_SENTENCE = re.compile(r"[.!?:;][”’)]*\s+|\n")
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


@dataclass(frozen=True, eq=False)
class Judged:
    id: str
    person: str  # of the gold, folded
    document: Document
    facts: Profile
    profile: Profile

    @cached_property
    def sentences(self) -> set[str]:
        """All sentences too long to be a label, folded to their words."""
        found = [self.profile.summary or ""]
        found += [one.text for one in self.profile.strengths]
        found += [one.text for one in self.profile.weaknesses]
        found += [one.text for one in self.profile.recommendations]
        words = [_WORD.findall(part.casefold()) for text in found for part in _SENTENCE.split(text)]
        return {" ".join(one) for one in words if len(one) > LONGEST_SHARED}

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        words = _WORD.findall(self.document.text.casefold())
        return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}

    def evidence(self) -> Iterator[tuple[str, Evidence]]:
        said = [*self.profile.strengths, *self.profile.weaknesses, *self.profile.recommendations]
        for one in said:
            for evidence in one.evidence:
                yield one.text, evidence
                yield from ((one.text, source) for source in evidence.sources)
        for path in ("summary", "work_years"):
            for evidence in self.profile.evidence_of.get(path, []):
                yield path, evidence
                yield from ((path, source) for source in evidence.sources)


@pytest.fixture(scope="module")
def corpus() -> list[Judged]:
    judged: list[Judged] = []
    for path in sorted((RESUMES / "docs").iterdir()):
        kind = path.suffix.removeprefix(".")
        assert kind in ("pdf", "docx", "doc")
        try:
            document = read(path.read_bytes(), kind)
            facts = extract_facts(document)
        except DocumentError:
            continue  # the scan: no text, so no profile
        gold = json.loads((RESUMES / "gold" / f"{path.stem}.json").read_text())
        person = " ".join(_WORD.findall(str(gold["name"]).casefold()))
        judged.append(Judged(path.stem, person, document, facts, judge(document, facts, TODAY)))
    assert len(judged) >= 51
    return judged


def same_resume(one: Judged, other: Judged) -> bool:
    first, second = one.runs, other.runs
    common = len(first & second)
    if common * 2 >= len(first | second):
        return True
    return one.person == other.person and common * 5 >= 2 * min(len(first), len(second))


def test_no_sentence_is_said_of_two_resumes(corpus: list[Judged]) -> None:
    compared = 0
    common: list[tuple[str, str, str]] = []
    for one, other in combinations(corpus, 2):
        if same_resume(one, other):
            continue
        compared += 1
        common += [(one.id, other.id, text) for text in one.sentences & other.sentences]
    assert compared > 1100  # grouping leaves nearly all pairs to be compared
    assert common == []


def test_every_claim_carries_evidence_that_stands_in_the_text(corpus: list[Judged]) -> None:
    for one in corpus:
        text = one.document.text
        for claim, evidence in one.evidence():
            if evidence.kind == "quote":
                assert text[evidence.start : evidence.end] == evidence.quote, (one.id, claim)
                assert evidence.quote.strip(), (one.id, claim)
            else:
                assert evidence.how or evidence.quote, (one.id, claim)
        remarks = [*one.profile.strengths, *one.profile.weaknesses]
        assert all(remark.evidence for remark in remarks), one.id
        assert all(advice.evidence for advice in one.profile.recommendations), one.id
        assert one.profile.summary is None or one.profile.evidence_of["summary"], one.id


def test_what_is_quoted_in_a_sentence_stands_in_the_resume(corpus: list[Judged]) -> None:
    """Words in quotation marks are the resume's own, up to placeholders, cuts and line breaks."""
    for one in corpus:
        letters = _letters(one.document.text)
        for remark in [*one.profile.strengths, *one.profile.weaknesses]:
            for quote in re.findall(r"“([^”]*)”", remark.text):
                assert _letters(quote) in letters, (one.id, quote)
        summary = re.findall(r"“([^”]*)”", one.profile.summary or "")
        assert all(_letters(quote) in letters for quote in summary), one.id


def test_names_in_the_summary_stand_in_the_resume(corpus: list[Judged]) -> None:
    ours = {"before", "among", "of", "other", "the"}
    for one in corpus:
        letters = _letters(one.document.text)
        for word in re.findall(r"(?<!\w)[A-ZÀ-Þ][\w'’-]*", one.profile.summary or ""):
            bare = re.sub(r"['’]s?$", "", word)
            known = bare.casefold() in ours or _letters(bare) in letters or bare in MONTHS
            assert known, (one.id, word)


def test_useful_to_everyone(corpus: list[Judged]) -> None:
    for one in corpus:
        assert one.profile.summary, one.id
        assert 1 <= len(one.profile.strengths) <= 7, one.id
        assert 1 <= len(one.profile.weaknesses) <= 9, one.id
        assert 1 <= len(one.profile.recommendations) <= 8, one.id


def test_scores_tell_resumes_apart(corpus: list[Judged]) -> None:
    totals = sorted(one.profile.score.total for one in corpus if one.profile.score)
    assert len(totals) == len(corpus)
    assert totals[0] < 45
    assert totals[-1] > 90
    assert statistics.stdev(totals) > 10
    assert len({round(total) for total in totals}) > 20


def test_scores_rank_as_a_reader_would(corpus: list[Judged]) -> None:
    total = {one.id: one.profile.score.total for one in corpus if one.profile.score}
    unfilled, vague = total["ocv_chanchal-sharma-sample"], total["ocv_gdoc-minimal"]
    plain, proven = total["sb_01_accountant_pdf"], total["sb_01_office_coordinator_pdf"]
    assert unfilled < vague < plain < proven


def test_one_resume_in_two_formats_scores_alike(corpus: list[Judged]) -> None:
    for one, other in combinations(corpus, 2):
        if one.person == other.person and one.id[:12] == other.id[:12] and same_resume(one, other):
            first, second = one.profile.score, other.profile.score
            assert first
            assert second
            assert abs(first.total - second.total) <= 8, (one.id, other.id)


def test_the_same_again_and_the_same_score_on_another_day(corpus: list[Judged]) -> None:
    for one in corpus:
        assert judge(one.document, one.facts, TODAY) == one.profile
        assert judge(one.document, one.facts, date(2033, 1, 1)).score == one.profile.score


MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())

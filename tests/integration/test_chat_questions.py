"""Questions in people's own words over the shared folder of resumes, for the builtin engine.

Runs where that folder is: `VITAE_SHARED`, or `../shared` beside the repository. What is expected is
what a careful reader finds: where our reading misses a fact, the answer counts as wrong.
`developed.json` was looked at while the rules were written, `held_out.json` was not. `strict.json`
holds what was once answered wrongly, each with what must not be said: all of it must be right.

A case: `has` are strings the answer must hold (`a|b`: one of them), `hasnt` must not be in it,
`starts` begins it, `grounded` is whether the resume says it, `history` what was said before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from libs.profile import tenure
from libs.profile.model import Profile
from libs.profile.tenure import PartialDate, Span
from services.analysis.engines.builtin import extract_facts
from services.analysis.reading.read import read
from services.analysis.rubric.judge import judge
from services.chat.engines.builtin import BuiltinAnswers
from services.chat.engines.engine import Answer, Asked, Line, Resume, Turn
from tests.support.sheets import shared

RESUMES = shared("resumes")
CASES = Path(__file__).parent / "chat_questions"
TODAY = date(2026, 6, 15)
RIGHT = {"developed": 0.98, "held_out": 0.98, "strict": 1.0}

pytestmark = pytest.mark.skipif(
    not (RESUMES / "docs").is_dir(), reason="the shared folder of resumes is not on this machine"
)

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)}) ((?:19|20)\d{{2}})\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][\w’'-]*")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w|(?:https?://)?[\w-]+(?:\.[\w-]+)+/[\w/.@-]+")
_QUOTE = re.compile(r"“([^”]*)”")
# Words our own sentences begin with, and the names of kinds that are written in capitals.
_OURS = frozenset(
    [
        "a",
        "also",
        "after",
        "at",
        "as",
        "before",
        "bi",
        "by",
        "e-mail",
        "frontend",
        "backend",
        "databases",
        "cloud",
        "programming",
        "containers",
        "design",
        "office",
        "machine",
        "messaging",
        "operating",
        "test",
        "accounting",
        "soft",
        "in",
        "i",
        "it",
        "its",
        "java",
        "languages",
        "linkedin",
        "github",
        "no",
        "nothing",
        "on",
        "page",
        "results",
        "right",
        "listed",
        "left",
        "score",
        "scored",
        "that",
        "the",
        "this",
        "time",
        "under",
        "used",
        "version",
        "whether",
        "with",
        "without",
        "yes",
        "is",
    ]
)


@dataclass(frozen=True)
class Case:
    resume: str
    question: str
    has: list[str]
    grounded: bool
    hasnt: list[str] = field(default_factory=list)
    starts: str = ""
    history: list[list[str]] = field(default_factory=list)


def cases(name: str) -> list[Case]:
    return [Case(**one) for one in json.loads((CASES / f"{name}.json").read_text())]


@cache
def resume(name: str) -> Resume:
    path = next((RESUMES / "docs").glob(f"{name}.*"))
    kind = path.suffix.removeprefix(".")
    assert kind in ("pdf", "docx", "doc")
    document = read(path.read_bytes(), kind)
    profile = judge(document, extract_facts(document), TODAY)
    lines = tuple(Line(one.start, one.end, one.page, one.paragraph) for one in document.lines)
    return Resume(profile, document.text, lines)


async def ask(case: Case) -> tuple[str, Answer]:
    """The joined pieces, and the answer."""
    history = tuple(Turn(role, content) for role, content in case.history)  # type: ignore[arg-type]
    asked = Asked(case.question, resume(case.resume), history)
    engine = BuiltinAnswers(lambda: TODAY)
    parts = [part async for part in engine.answer(asked, deadline=0.0)]
    *pieces, answer = parts
    assert isinstance(answer, Answer)
    return "".join(str(piece) for piece in pieces), answer


def errors(case: Case, answer: Answer) -> list[str]:
    """What a careful reader would object to."""
    text = answer.text.casefold()
    lacking = [one for one in case.has if not any(p.casefold() in text for p in one.split("|"))]
    found = [f"lacks {one}" for one in lacking]
    found += [f"says {one}" for one in case.hasnt if one.casefold() in text]
    if case.starts and not answer.text.startswith(case.starts):
        found.append(f"does not begin with {case.starts}")
    if answer.grounded != case.grounded:
        found.append(f"grounded is {answer.grounded}")
    return found


@pytest.mark.parametrize("name", RIGHT)
async def test_enough_questions_are_answered_rightly(name: str) -> None:
    asked = cases(name)
    wrong: list[str] = []
    for case in asked:
        _, answer = await ask(case)
        if objections := errors(case, answer):
            wrong.append(f"{case.resume}: {case.question} -> {answer.text[:300]} {objections}")
    share = 1 - len(wrong) / len(asked)
    print(f"\n{name}: {len(asked) - len(wrong)} of {len(asked)} right ({share:.1%})")
    print("\n".join(wrong))
    assert share >= RIGHT[name], wrong


@pytest.mark.parametrize("name", RIGHT)
async def test_nothing_is_invented(name: str) -> None:
    invented: list[str] = []
    for case in cases(name):
        joined, answer = await ask(case)
        assert joined == answer.text
        said = list(inventions(case, answer.text))
        invented += [f"{case.resume}: {case.question} -> {one} in: {answer.text}" for one in said]
    assert invented == []


@pytest.mark.parametrize("name", RIGHT)
async def test_every_citation_stands_where_it_says(name: str) -> None:
    cited = 0
    for case in cases(name):
        _, answer = await ask(case)
        source = resume(case.resume)
        for place in answer.citations:
            cited += 1
            assert place.quote.strip()
            assert source.text[place.start : place.end] == place.quote
            line = next(one for one in source.lines if one.start <= place.start < one.end)
            assert (line.page, line.paragraph) == (place.page, place.paragraph)
    assert cited > len(cases(name))


def test_the_questions_are_many_and_varied() -> None:
    asked = [case for name in RIGHT for case in cases(name)]
    assert len(asked) >= 160
    assert len({case.resume for case in asked}) >= 25
    assert sum(not case.grounded for case in asked) >= 25
    assert len({case.question.casefold() for case in asked}) > len(asked) * 0.9


async def test_an_invention_would_be_seen() -> None:
    case = Case("ocv_gdoc-minimal", "Where do I work?", [], grounded=True)
    for text in (
        "The current role is at Initrode.",
        "It is 17.3 years.",
        "Write to someone@else.example.",
        "The role began in Mar 2018.",
        "The resume says: “Led the platform team”.",
    ):
        assert list(inventions(case, text)), text
    assert (
        list(inventions(case, "The current role is Software Engineer at Globex Corporation.")) == []
    )


def inventions(case: Case, text: str) -> Iterator[str]:
    """Numbers, names, dates, addresses, quotes of an answer that stand nowhere else."""
    source = resume(case.resume)
    values = " ".join(_values(source.profile))
    said = " ".join([case.question, *(content for _, content in case.history)])
    everything = f"{source.text} {values} {said}"
    letters = _letters(everything)
    words = {word.casefold() for word in re.findall(r"[\w’'-]+", everything)}
    words |= {part for word in words for part in re.split(r"[-’']", word)}
    yield from (quote for quote in _QUOTE.findall(text) if _letters(quote) not in letters)
    yield from (one for one in _ADDRESS.findall(text) if _letters(one) not in letters)
    for month, year in _DATE.findall(text):
        iso = f"{year}-{_MONTHS.index(month) + 1:02}"
        if iso not in values and f"{month} {year}" not in everything:
            yield f"{month} {year}"
    numbers = set(_NUMBER.findall(everything)) | _computed(source.profile)
    for number in _NUMBER.findall(_DATE.sub("", text)):
        if number not in numbers and number not in everything:
            yield number
    for word in _CAPITALISED.findall(text):
        bare = re.sub(r"['’]s?$", "", word)
        known = {bare.casefold(), *re.split(r"[-’']", bare.casefold())} & (words | _OURS)
        if not known and bare not in _MONTHS and _letters(bare) not in letters:
            yield word


def _values(profile: Profile) -> Iterator[str]:
    """All strings of a profile; ISO dates stand for the dates they mean."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)
        elif value is not None:
            yield str(value)

    yield from walk(profile.model_dump(exclude={"engine"}))


def _computed(profile: Profile) -> set[str]:
    """Lengths of time that any roles of the profile cover together, all of them up to or from a
    year, or one on average; counts of its parts; gaps, also the one up to today.
    """
    spans: list[Span] = []
    for entry in profile.experience:
        start, end = tenure.parse(entry.start), tenure.parse(entry.end)
        until = PartialDate(TODAY.year, TODAY.month) if entry.current else end
        span = tenure.worked(start, until) if start and until else None
        if span:
            spans.append(span)
    lengths = {
        tenure.union_months(group)
        for size in range(1, len(spans) + 1)
        for group in (combinations(spans, size) if size <= 3 or size >= len(spans) - 1 else ())
    }
    now = tenure.month_of(TODAY)
    since: set[int] = set()
    for year in range(1990, TODAY.year + 1):
        first = year * 12
        lengths.add(tenure.union_months(_clipped(spans, 0, first - 1)))
        lengths.add(tenure.union_months(_clipped(spans, first, now)))
    if spans:
        lengths.add(round(sum(one.months for one in spans) / len(spans)))
        last = max(one.last for one in spans)
        # Since the last job; from the end of its year, where no month is given.
        since = {now - last, now - last // 12 * 12 - 11}
        lengths |= since
    parts = [profile.experience, profile.education, profile.skills, profile.projects,
             profile.certifications, profile.languages]  # fmt: skip
    numbers = {str(n) for part in parts for n in range(len(part) + 1)}
    numbers |= {str(months) for months in lengths if months < 12}
    numbers |= {str(months) for months in since}
    numbers |= {f"{months / 12:.1f}".removesuffix(".0") for months in lengths}
    ordered = sorted(spans, key=lambda one: one.first)
    for before, after in combinations(ordered, 2):
        numbers |= {str(after.first - before.last + shift) for shift in range(-7, 8)}
    # The scale of the score, and the shortest gap that is told.
    return numbers | {"100", str(tenure.GAP_MONTHS)}


def _clipped(spans: list[Span], first: int, last: int) -> list[Span]:
    """As much of the spans as lies between two months."""
    cut = [Span(max(one.first, first), min(one.last, last)) for one in spans]
    return [one for one in cut if one.first <= one.last]


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())

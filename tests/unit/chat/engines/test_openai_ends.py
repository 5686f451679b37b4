"""Answers of a model that fail, break off, never end or are larger than may be sent."""

from __future__ import annotations

import json
import re
from contextlib import aclosing
from dataclasses import asdict

import pytest

from libs.llm.errors import (
    ModelAnswerInvalid,
    ModelBrokenOff,
    ModelError,
    ModelRefused,
    ModelStalled,
    ModelUnavailable,
)
from services.chat.engines.engine import Asked
from services.chat.engines.openai import MAX_ANSWER, ModelAnswers
from tests.fake_openai.server import FakeOpenAI
from tests.unit.chat.engines.asking import Within, ask, says
from tests.unit.chat.engines.resumes import profile_of, resume_of


@pytest.mark.parametrize(
    ("fault", "failed_as"),
    [
        ("stall", ModelStalled),
        ("keep_alive", ModelStalled),
        ("break", ModelBrokenOff),
        ("reset", ModelBrokenOff),
        ("error_event", ModelUnavailable),
        ("filter", ModelRefused),
    ],
)
async def test_what_was_said_before_it_broke_stands(
    fake: FakeOpenAI,
    engine: ModelAnswers,
    within: Within,
    fault: str,
    failed_as: type[ModelError],
) -> None:
    says(fake, "You used Bazel [[8]]. You led " + "people and " * 10 + "more.", fault=fault)
    told: list[str] = []

    async def listen() -> None:
        async for part in engine.answer(Asked("What?", resume_of()), within(10)):
            assert isinstance(part, str)
            told.append(part)

    with pytest.raises(failed_as):
        await listen()
    assert re.fullmatch(r"You used Bazel\. You led( people( and)?)+", "".join(told))


@pytest.mark.parametrize(
    ("fault", "failed_as"),
    [("refusal", ModelRefused), ("null_content", ModelAnswerInvalid), ("html", ModelUnavailable)],
)
async def test_no_answer_at_all_is_a_failure(
    fake: FakeOpenAI,
    engine: ModelAnswers,
    within: Within,
    fault: str,
    failed_as: type[ModelError],
) -> None:
    says(fake, "You used Bazel.", fault=fault)
    with pytest.raises(failed_as):
        await ask(engine, within(10))


async def test_an_answer_of_marks_alone_is_none(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    says(fake, "[[8]] [[9]]")
    with pytest.raises(ModelAnswerInvalid):
        await ask(engine, within(10))


async def test_an_answer_that_was_cut_shows_it(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    says(fake, "You used Bazel [[8]]. You led a team of people.", fault="length")
    _, whole = await ask(engine, within(5))
    assert whole.text.startswith("You used Bazel.")
    assert whole.text.endswith("…")


async def test_an_answer_without_end_is_ended(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    says(fake, "You led people and went on. " * 2000, pieces=500)
    _, whole = await ask(engine, within(20))
    assert MAX_ANSWER <= len(whole.text) <= MAX_ANSWER + 1
    assert whole.text.endswith("…")
    await fake.until(lambda server: server.inflight == 0)


@pytest.mark.parametrize(
    ("said", "line", "most"),
    [
        ("You met people and went on. ", "Harbour work and people. ", 60),
        ("\u4f60\u9886\u5bfc\u4e86\u4eba\u3002", "\u5e26\u9886\u56e2\u961f", 64),
        ('You "met" \\ people\tand. ', 'Harbour "work"\t\\ ', 64),
        ("\U0001f600 \x01. ", "\U0001f600\x01 ", 64),
    ],
)
async def test_the_largest_answer_with_its_citations_is_one_frame(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within, said: str, *, line: str, most: int
) -> None:
    text = "\n".join((line * 2_000)[:1_500] for _ in range(14))
    marks = "".join(f"[[{number}]]" for number in range(1, 15))
    says(fake, f"{said.rstrip(' .')} {marks}. " + said * (16_000 // len(said)), pieces=300)
    _, whole = await ask(engine, within(20), resume=resume_of(text))
    assert whole.text.endswith("…")
    assert len(whole.citations) == 12
    assert all(100 < len(place.quote) <= 300 for place in whole.citations)
    frame = {
        "type": "message",
        "ids": ["0" * 36] * 4,
        "content": whole.text,
        "citations": [asdict(place) for place in whole.citations],
    }
    assert len(json.dumps(frame, ensure_ascii=False).encode()) < most * 1024


async def test_of_a_long_line_is_quoted_what_was_told(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    other = "Did this and that. " * 100
    resume = resume_of(f"Zoë Example\n{other}Kept the lighthouse of Bugio. {other}")
    for mark in (" [[2]]", ""):
        says(fake, f"You kept a lighthouse{mark}.")
        _, whole = await ask(engine, within(5), resume=resume)
        (place,) = whole.citations
        assert "Kept the lighthouse of Bugio." in place.quote
        assert len(place.quote) <= 300


@pytest.mark.parametrize(
    ("said", "lasting"),
    [
        ("You have worked there for 2 years.", False),
        ("You led people until today.", False),
        ("Llevas 2 años en Harbour Systems.", False),
        ("You used Bazel.", True),
    ],
)
async def test_how_long_a_current_job_has_lasted_does_not_last(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within, said: str, *, lasting: bool
) -> None:
    says(fake, said)
    _, whole = await ask(engine, within(5))
    assert whole.lasting  # the job has ended
    made = profile_of()
    job = made.experience[0].model_copy(update={"current": True, "end": None})
    current = resume_of(profile=made.model_copy(update={"experience": [job]}))
    _, whole = await ask(engine, within(5), resume=current)
    assert whole.text == said
    assert whole.lasting is lasting


async def test_who_leaves_frees_the_model(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    says(fake, "You used Bazel. You led people.", fault="stall")
    async with aclosing(engine.answer(Asked("What?", resume_of()), within(30))) as parts:
        assert await anext(parts) == "You used Bazel."
    await fake.until(lambda server: server.inflight == 0)

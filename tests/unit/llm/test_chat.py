"""Validated answers, whatever the server makes of `response_format`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Literal

import pytest
from pydantic import BaseModel

from libs.llm.answer import Message
from libs.llm.chat import ChatModel, Form
from libs.llm.errors import (
    ModelAnswerInvalid,
    ModelContextExceeded,
    ModelRefused,
    ModelRequestRejected,
)
from tests.fake_openai.modes import Mode, Modes
from tests.fake_openai.server import FakeOpenAI
from tests.unit.llm.conftest import Connect

Within = Callable[[float], float]

ASK: list[Message] = [
    {"role": "system", "content": "You count."},
    {"role": "user", "content": "Count to one."},
]


class Count(BaseModel):
    label: str
    number: int
    kind: Literal["cardinal", "ordinal"]


def misbehave(fake: FakeOpenAI, **mode: object) -> None:
    fake.modes = Modes(chat=Mode.model_validate(mode))


def forms(fake: FakeOpenAI) -> list[str]:
    """The response format of each chat request, in order."""
    return [body.get("response_format", {}).get("type", "none") for _, body in fake.requests]


async def test_a_good_server_answers_at_once(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    done = await chat.complete_json(ASK, Count, within(5), request_id="job-1")
    assert done.value == Count(label="text", number=1, kind="cardinal")
    assert done.form is Form.SCHEMA
    assert done.usage.prompt > 0
    assert not done.usage.estimated
    assert fake.calls()["chat_by_id"] == {"job-1": 1}
    sent = fake.requests[0][1]["response_format"]["json_schema"]
    assert sent["strict"] is True
    assert sent["schema"]["additionalProperties"] is False
    assert sent["schema"]["required"] == ["label", "number", "kind"]


@pytest.mark.parametrize("status", [400, 422, 500, 501])
async def test_a_refused_schema_steps_down_and_is_remembered(
    fake: FakeOpenAI, chat: ChatModel, within: Within, status: int
) -> None:
    misbehave(fake, refuse=["json_schema"], refuse_status=status)
    assert (await chat.complete_json(ASK, Count, within(5))).form is Form.OBJECT
    assert forms(fake) == ["json_schema", "json_object"]
    await chat.complete_json(ASK, Count, within(5))
    assert forms(fake) == ["json_schema", "json_object", "json_object"]


async def test_a_server_that_refuses_every_form_is_asked_in_words(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, refuse=["json_schema", "json_object"])
    assert (await chat.complete_json(ASK, Count, within(5))).form is Form.PROMPT
    assert forms(fake) == ["json_schema", "json_object", "none"]
    messages = fake.requests[-1][1]["messages"]
    assert [message["role"] for message in messages] == ["system", "user"]
    assert '"label"' in messages[0]["content"]


async def test_an_ignored_schema_is_noticed_by_the_answer(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, ignore=["json_schema"])
    assert (await chat.complete_json(ASK, Count, within(5))).form is Form.OBJECT
    misbehave(fake, ignore=["json_schema", "json_object"])
    fresh = ChatModel(chat.server, "gpt-4")
    assert (await fresh.complete_json(ASK, Count, within(5))).form is Form.PROMPT
    repair = fake.requests[-1][1]["messages"]
    assert [message["role"] for message in repair] == ["system", "user", "assistant", "user"]


async def test_the_better_form_is_tried_again_after_a_while(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    chat = ChatModel(connect(), "gpt-4", memory=0.0)
    misbehave(fake, refuse=["json_schema"])
    await chat.complete_json(ASK, Count, within(5))
    misbehave(fake)
    assert (await chat.complete_json(ASK, Count, within(5))).form is Form.SCHEMA


@pytest.mark.parametrize("dress", ["fence", "trailing_comma", "prose", "thinking"])
async def test_json_in_any_dress_needs_one_call(
    fake: FakeOpenAI, chat: ChatModel, within: Within, dress: str
) -> None:
    misbehave(fake, dress=dress)
    done = await chat.complete_json(ASK, Count, within(5))
    assert done.value.label == "text"
    assert fake.total("chat") == 1


@pytest.mark.parametrize("fault", ["empty_choices", "null_content", "wrong", "prose"])
async def test_a_bad_answer_is_asked_for_again(
    fake: FakeOpenAI, chat: ChatModel, within: Within, fault: str
) -> None:
    await chat.complete_json(ASK, Count, within(5))
    misbehave(fake, fault=fault, times=1)
    assert (await chat.complete_json(ASK, Count, within(5))).value.number == 1
    assert fake.total("chat") == 3


@pytest.mark.parametrize("fault", ["empty_choices", "null_content", "wrong", "prose"])
async def test_bad_answers_without_end_are_given_up(
    fake: FakeOpenAI, chat: ChatModel, within: Within, fault: str
) -> None:
    misbehave(fake, fault=fault)
    with pytest.raises(ModelAnswerInvalid) as failed:
        await chat.complete_json(ASK, Count, within(5))
    assert failed.value.code == "model_answer_invalid"
    assert "OPENAI_MODEL" in str(failed.value)
    assert fake.total("chat") == 3  # schema, object, repair
    assert chat.server.breaker.state == "closed"


async def test_a_form_that_stops_working_is_forgotten(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    await chat.complete_json(ASK, Count, within(5))
    misbehave(fake, ignore=["json_schema"])
    with pytest.raises(ModelAnswerInvalid):
        await chat.complete_json(ASK, Count, within(5))
    assert (await chat.complete_json(ASK, Count, within(5))).form is Form.OBJECT


async def test_a_cut_answer_is_asked_for_shorter_once(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    chat = ChatModel(connect(), "gpt-4", max_answer_tokens=100)
    misbehave(fake, fault="length", times=1)
    assert (await chat.complete_json(ASK, Count, within(5))).value.number == 1
    first, second = (body for _, body in fake.requests)
    assert (first["max_tokens"], second["max_tokens"]) == (100, 200)
    assert "much shorter" in second["messages"][-1]["content"]
    misbehave(fake, fault="length")
    with pytest.raises(ModelAnswerInvalid, match="cut off twice"):
        await chat.complete_json(ASK, Count, within(5))
    assert fake.total("chat") == 4


@pytest.mark.parametrize("fault", ["filter", "refusal"])
async def test_a_refusal_is_final(
    fake: FakeOpenAI, chat: ChatModel, within: Within, fault: str
) -> None:
    misbehave(fake, fault=fault)
    with pytest.raises(ModelRefused) as failed:
        await chat.complete_json(ASK, Count, within(5))
    assert (failed.value.code, failed.value.transient) == ("model_refused", False)
    assert fake.total("chat") == 1


async def test_a_request_past_the_window_says_so(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, window=10)
    with pytest.raises(ModelContextExceeded, match="longer than the model can read"):
        await chat.complete_json(ASK, Count, within(5))
    assert fake.total("chat") == 1


async def test_a_request_rejected_in_every_form_is_final(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, fault="status", status=400)
    with pytest.raises(ModelRequestRejected) as failed:
        await chat.complete_json(ASK, Count, within(5))
    assert failed.value.code == "model_refused"
    assert fake.total("chat") == 3


async def test_a_model_without_temperature_is_asked_without(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, refuse_temperature=True)
    assert (await chat.complete_json(ASK, Count, within(5))).form is Form.SCHEMA
    await chat.complete_json(ASK, Count, within(5))
    assert ["temperature" in body for _, body in fake.requests] == [True, False, False]


async def test_missing_usage_is_estimated_and_said_to_be(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, usage=False)
    usage = (await chat.complete_json(ASK, Count, within(5))).usage
    assert usage.estimated
    assert usage.prompt == 6  # 23 characters at 4 a token
    assert usage.completion > 0


async def test_the_deadline_covers_every_try_together(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, fault="wrong", latency=0.3)
    started = asyncio.get_running_loop().time()
    with pytest.raises(Exception, match="in time") as failed:
        await chat.complete_json(ASK, Count, within(0.5))
    assert failed.value.__class__.__name__ == "ModelTimeout"
    assert asyncio.get_running_loop().time() - started < 2
    assert fake.total("chat") == 2

"""Every way a model server fails, as one failure with a code and what to do next."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pydantic import BaseModel

from libs.llm.answer import Message
from libs.llm.chat import ChatModel
from libs.llm.config import ModelServerConfig
from libs.llm.errors import (
    ModelAnswerInvalid,
    ModelAuthFailed,
    ModelError,
    ModelNotFound,
    ModelQuotaExhausted,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from libs.llm.failures import from_status, retry_after
from libs.llm.server import ModelServer
from tests.fake_openai.modes import Mode, Modes
from tests.fake_openai.server import FakeOpenAI
from tests.unit.llm.conftest import Connect

Within = Callable[[float], float]
ASK: list[Message] = [{"role": "user", "content": "Confidential words of a resume."}]


class Short(BaseModel):
    word: str


def misbehave(fake: FakeOpenAI, **mode: object) -> None:
    fake.modes = Modes(chat=Mode.model_validate(mode))


async def failure(chat: ChatModel, deadline: float) -> ModelError:
    with pytest.raises(ModelError) as failed:
        await chat.complete_json(ASK, Short, deadline)
    return failed.value


@pytest.mark.parametrize(
    ("mode", "failed_as"),
    [
        ({"status": 401}, ModelAuthFailed),
        ({"status": 403}, ModelAuthFailed),
        ({"status": 404}, ModelNotFound),
        ({"status": 404, "code": "model_not_found"}, ModelNotFound),
        ({"status": 405}, ModelNotFound),
        ({"status": 301}, ModelNotFound),
        ({"status": 400, "code": "content_filter"}, ModelRefused),
        (
            {"status": 429, "code": "insufficient_quota"},
            ModelQuotaExhausted,
        ),
        ({"status": 402}, ModelQuotaExhausted),
        ({"status": 400, "code": "invalid_api_key"}, ModelAuthFailed),
        ({"status": 400, "code": "no_db_connection"}, ModelAuthFailed),
    ],
)
async def test_what_waiting_cannot_mend_is_said_after_one_call(
    fake: FakeOpenAI,
    chat: ChatModel,
    within: Within,
    mode: dict[str, object],
    failed_as: type[ModelError],
) -> None:
    misbehave(fake, fault="status", **mode)
    failed = await failure(chat, within(5))
    assert type(failed) is failed_as
    assert not failed.transient
    assert fake.total("chat") == 1
    assert chat.server.breaker.state == "closed"


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 529])
async def test_a_passing_failure_is_tried_again_at_once(
    fake: FakeOpenAI, chat: ChatModel, within: Within, status: int
) -> None:
    await chat.complete_json(ASK, Short, within(5))
    misbehave(fake, fault="status", status=status, retry_after=0.01, times=2)
    await chat.complete_json(ASK, Short, within(5))
    assert fake.total("chat") == 4


@pytest.mark.parametrize("fault", ["reset", "html", "error_200"])
async def test_a_broken_answer_is_tried_again_then_transient(
    fake: FakeOpenAI, chat: ChatModel, within: Within, fault: str
) -> None:
    misbehave(fake, fault=fault, times=2)
    await chat.complete_json(ASK, Short, within(10))
    assert fake.total("chat") == 3
    misbehave(fake, fault=fault)
    failed = await failure(chat, within(10))
    assert (failed.code, failed.transient) == ("model_unavailable", True)
    assert fake.total("chat") == 6


async def test_a_long_retry_after_is_handed_on_without_waiting(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    misbehave(fake, fault="status", status=429, retry_after=90)
    failed = await failure(chat, within(60))
    assert isinstance(failed, ModelUnavailable)
    assert failed.retry_after == pytest.approx(90)
    assert fake.total("chat") == 1
    # Everybody else is held back too, for as long as was asked.
    assert chat.server.breaker.retry_after() == pytest.approx(90, abs=1)
    held = await failure(chat, within(60))
    assert isinstance(held, ModelUnavailable)
    assert held.retry_after == pytest.approx(90, abs=1)
    assert fake.total("chat") == 1


async def test_no_server_at_all_is_transient(within: Within) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: refused, and nobody else's
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        server = ModelServer(ModelServerConfig(url, "key"))
        failed = await failure(ChatModel(server, "gpt-4"), within(10))
        await server.aclose()
    assert (failed.code, failed.transient) == ("model_unavailable", True)
    assert "127.0.0.1" not in str(failed)


@pytest.mark.parametrize("fault", ["hang", "trickle"])
async def test_silence_and_a_byte_a_second_end_at_the_deadline(
    fake: FakeOpenAI, chat: ChatModel, within: Within, fault: str
) -> None:
    misbehave(fake, fault=fault)
    started = asyncio.get_running_loop().time()
    failed = await failure(chat, within(1.5))
    took = asyncio.get_running_loop().time() - started
    assert isinstance(failed, ModelTimeout)
    assert failed.transient
    assert 1.4 < took < 3
    assert fake.total("chat") == 1


async def test_a_deadline_that_has_passed_costs_no_request(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    chat = ChatModel(connect(breaker_failures=1), "gpt-4")
    assert isinstance(await failure(chat, within(-1)), ModelTimeout)
    assert fake.total("chat") == 0
    assert chat.server.breaker.state == "closed"


async def test_the_servers_own_limit_holds_without_a_callers(
    fake: FakeOpenAI, connect: Connect
) -> None:
    chat = ChatModel(connect(timeout=0.3), "gpt-4")
    misbehave(fake, fault="hang")
    assert isinstance(await failure(chat, float("inf")), ModelTimeout)


@pytest.mark.parametrize("fault", ["huge", "packed"])
async def test_the_size_of_an_answer_is_bounded(
    fake: FakeOpenAI, connect: Connect, within: Within, fault: str
) -> None:
    chat = ChatModel(connect(max_answer_bytes=200_000), "gpt-4")
    misbehave(fake, fault=fault)
    failed = await failure(chat, within(5))
    assert isinstance(failed, ModelAnswerInvalid)
    assert fake.total("chat") == 1


async def test_a_cancelled_request_ends_and_says_nothing_of_the_server(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    chat = ChatModel(connect(breaker_failures=1), "gpt-4")
    misbehave(fake, fault="hang")
    task = asyncio.create_task(chat.complete_json(ASK, Short, within(60)))
    await fake.until(lambda server: server.total("chat") == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert chat.server.breaker.state == "closed"
    await fake.until(lambda server: server.inflight == 0)


async def test_the_breaker_opens_and_a_probe_closes_it(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    server = connect(breaker_failures=3, breaker_pause=0.3, tries=1)
    chat = ChatModel(server, "gpt-4")
    misbehave(fake, fault="status", status=503)
    for _ in range(5):
        assert (await failure(chat, within(5))).transient
    assert fake.total("chat") == 3
    misbehave(fake)
    await asyncio.sleep(server.breaker.retry_after())  # what a caller does with it
    await chat.complete_json(ASK, Short, within(5))
    assert server.breaker.state == "closed"


async def test_nothing_that_was_sent_is_logged_or_said(
    fake: FakeOpenAI, chat: ChatModel, within: Within, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("openai").setLevel(logging.INFO)
    for mode in ({"fault": "status", "status": 503, "retry_after": 0}, {"fault": "wrong"}):
        misbehave(fake, **mode)
        failed = await failure(chat, within(5))
        assert failed.__cause__ is None
        assert "Confidential" not in str(failed)
    assert "model request failed" in caplog.text
    assert "Confidential" not in caplog.text
    assert "sk-test" not in caplog.text


async def test_no_key_sends_no_authorization(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    await ChatModel(connect(api_key=""), "m").complete_json(ASK, Short, within(5))
    await ChatModel(connect(api_key="sk-1"), "m").complete_json(ASK, Short, within(5))
    assert fake.authorizations == [None, "Bearer sk-1"]


@pytest.mark.parametrize(
    "settings",
    [{"base_url": "localhost:11434/v1"}, {"api_key": "two words"}, {"api_key": "sk-\u2026"}],
)
def test_settings_that_can_never_work_are_refused_by_name(settings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="OPENAI_"):
        ModelServerConfig(settings.get("base_url", "http://localhost"), settings.get("api_key", ""))


@pytest.mark.parametrize(
    "message",
    [
        "/chat/completions: Invalid model name passed in model=owl.",
        "The model `owl` does not exist.",
        "model 'owl' not found, try pulling it first",
    ],
)
def test_an_unknown_model_is_known_by_what_is_said_of_it(message: str) -> None:
    failed = from_status(400, {"error": {"message": message, "code": "400"}}, {})
    assert type(failed) is ModelNotFound


def test_retry_after_in_every_spelling() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert retry_after({"retry-after": "2"}) == 2.0
    assert retry_after({"retry-after-ms": "1500", "retry-after": "9"}) == 1.5
    assert retry_after({"retry-after": later}) == pytest.approx(30, abs=2)
    assert retry_after({"retry-after": "-5"}) == 0.0
    assert retry_after({"retry-after": "1e99"}) == 3600.0
    for nothing in ({}, {"retry-after": "soon"}, {"retry-after": "nan"}):
        assert retry_after(nothing) is None


def test_codes_are_stable() -> None:
    codes = {
        ModelUnavailable: "model_unavailable",
        ModelTimeout: "model_unavailable",
        ModelAuthFailed: "model_auth_failed",
        ModelNotFound: "model_not_found",
        ModelQuotaExhausted: "model_quota_exhausted",
        ModelRefused: "model_refused",
        ModelAnswerInvalid: "model_answer_invalid",
    }
    assert {kind: kind().code for kind in codes} == codes

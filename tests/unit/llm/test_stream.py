"""Answers told in pieces, and every way that they break off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import pytest

from libs.llm.answer import Message
from libs.llm.chat import ChatModel, Ending
from libs.llm.errors import (
    ModelAnswerInvalid,
    ModelAuthFailed,
    ModelBrokenOff,
    ModelContextExceeded,
    ModelError,
    ModelRefused,
    ModelStalled,
    ModelTimeout,
    ModelUnavailable,
)
from tests.fake_openai.modes import Mode, Modes
from tests.fake_openai.server import FakeOpenAI
from tests.unit.llm.conftest import Connect

Within = Callable[[float], float]
ASK: list[Message] = [{"role": "user", "content": "Confidential words of a resume."}]
TEXT = "Zoë lives in 日本 and likes 🦉 owls. She has eight years of work behind her."


def behave(fake: FakeOpenAI, **mode: object) -> None:
    fake.modes = Modes(chat=Mode.model_validate({"text": TEXT, **mode}))


async def listen(
    chat: ChatModel, deadline: float, stall: float | None = None
) -> tuple[list[str], Ending | ModelError]:
    """The pieces, and how it ended."""
    told: list[str] = []
    ending: Ending | None = None
    try:
        async for piece in chat.stream_text(ASK, deadline, stall_seconds=stall, request_id="q"):
            assert ending is None
            if isinstance(piece, str):
                assert piece
                told.append(piece)
            else:
                ending = piece
    except ModelError as error:
        return told, error
    assert ending
    return told, ending


async def fails(
    chat: ChatModel, deadline: float, stall: float | None = None
) -> tuple[str, ModelError]:
    told, ending = await listen(chat, deadline, stall)
    assert isinstance(ending, ModelError)
    assert "Confidential" not in str(ending)
    return "".join(told), ending


async def test_pieces_come_as_they_are_told(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    behave(fake, pieces=20, pause=0.05)
    clock = asyncio.get_running_loop().time
    times: list[float] = []
    told: list[str] = []
    async for piece in chat.stream_text(ASK, within(10)):
        times.append(clock())
        if isinstance(piece, str):
            told.append(piece)
        else:
            assert (piece.cut, piece.usage.estimated) == (False, False)
            assert piece.usage.completion == len(TEXT) // 4
    assert "".join(told) == TEXT
    assert len(told) == 20
    assert times[-2] - times[0] > 0.5  # not all at the end
    sent = fake.requests[0][1]
    assert sent["stream"] is True
    assert sent["stream_options"] == {"include_usage": True}
    assert chat.server.breaker.state == "closed"
    await fake.until(lambda server: server.inflight == 0)


@pytest.mark.parametrize(
    "mode",
    [
        {"lines": "crlf"},
        {"lines": "parted"},
        {"byte_by_byte": True},
        {"byte_by_byte": True, "lines": "crlf", "pieces": 7},
        {"done": False},
        {"finish": False},
        {"ignore_stream": True},
        {"refuse_stream_options": True},
        {"refuse_temperature": True},
        {"thinking": "field"},
        {"thinking": "tags"},
        {"thinking": "tags", "pieces": 100},
        {"thinking": "tags", "pieces": 1},
        {"pieces": 1},
        {"pieces": 1000},
    ],
)
async def test_every_habit_of_servers_gives_the_same_text(
    fake: FakeOpenAI, chat: ChatModel, within: Within, mode: dict[str, object]
) -> None:
    behave(fake, **mode)
    told, ending = await listen(chat, within(10))
    assert "".join(told).lstrip() == TEXT
    assert isinstance(ending, Ending)
    assert not ending.cut
    assert ending.usage.answers == 1


@pytest.mark.parametrize(
    ("mode", "estimated"),
    [({}, False), ({"usage": False}, True), ({"refuse_stream_options": True}, True)],
)
async def test_tokens_are_counted_or_estimated(
    fake: FakeOpenAI, chat: ChatModel, within: Within, mode: dict[str, object], *, estimated: bool
) -> None:
    behave(fake, **mode)
    _, ending = await listen(chat, within(10))
    assert isinstance(ending, Ending)
    assert ending.usage.estimated is estimated
    assert ending.usage.prompt >= 7
    assert ending.usage.completion in (len(TEXT) // 4, len(TEXT) // 4 + 1)


async def test_what_a_server_refuses_is_not_sent_again(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    behave(fake, refuse_stream_options=True)
    await listen(chat, within(5))
    await listen(chat, within(5))
    sent = ["stream_options" in body for _, body in fake.requests]
    assert sent == [True, False, False]


async def test_two_who_learn_it_at_once_both_get_their_answer(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    behave(fake, refuse_stream_options=True, latency=0.1)
    both = await asyncio.gather(listen(chat, within(5)), listen(chat, within(5)))
    assert ["".join(told) for told, _ in both] == [TEXT, TEXT]


async def test_an_answer_cut_for_its_length_says_so(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    behave(fake, fault="length")
    told, ending = await listen(ChatModel(connect(), "gpt-4", max_answer_tokens=9), within(5))
    assert TEXT.startswith("".join(told))
    assert isinstance(ending, Ending)
    assert ending.cut
    assert fake.requests[0][1]["max_tokens"] == 9


@pytest.mark.parametrize(
    ("fault", "failed_as", "some"),
    [
        ("reset", ModelBrokenOff, True),
        ("break", ModelBrokenOff, True),
        ("malformed", ModelBrokenOff, True),
        ("error_event", ModelUnavailable, True),
        ("filter", ModelRefused, True),
        ("refusal", ModelRefused, False),
        ("null_content", ModelAnswerInvalid, False),
        ("empty_choices", ModelAnswerInvalid, False),
    ],
)
async def test_what_was_told_stands_and_nothing_is_asked_twice(
    fake: FakeOpenAI,
    chat: ChatModel,
    within: Within,
    fault: str,
    failed_as: type[ModelError],
    *,
    some: bool,
) -> None:
    behave(fake, fault=fault)
    told, failed = await fails(chat, within(5))
    assert type(failed) is failed_as
    assert TEXT.startswith(told)
    assert bool(told) is some
    if some:
        assert fake.total("chat") == 1


@pytest.mark.parametrize("fault", ["stall", "keep_alive"])
async def test_silence_in_the_middle_ends_it_whatever_keeps_the_line_open(
    fake: FakeOpenAI, chat: ChatModel, within: Within, fault: str
) -> None:
    behave(fake, fault=fault)
    started = asyncio.get_running_loop().time()
    told, failed = await fails(chat, within(30), stall=0.5)
    assert 0.4 < asyncio.get_running_loop().time() - started < 3
    assert isinstance(failed, ModelStalled)
    assert "stopped in the middle" in str(failed)
    assert told
    await fake.until(lambda server: server.inflight == 0)


async def test_a_slow_beginning_is_no_stall(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    behave(fake, latency=0.6, pieces=3)
    told, ending = await listen(chat, within(10), stall=0.3)
    assert "".join(told) == TEXT
    assert isinstance(ending, Ending)


async def test_a_slow_listener_is_no_stall(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    behave(fake, pieces=4, pause=0.1)
    told: list[str] = []
    async for piece in chat.stream_text(ASK, within(10), stall_seconds=0.3):
        if isinstance(piece, str):
            told.append(piece)
            await asyncio.sleep(0.4)  # the listener's own business
    assert "".join(told) == TEXT


@pytest.mark.parametrize("fault", ["hang", "trickle", "stall"])
async def test_the_deadline_holds(
    fake: FakeOpenAI, chat: ChatModel, within: Within, fault: str
) -> None:
    behave(fake, fault=fault)
    started = asyncio.get_running_loop().time()
    _, failed = await fails(chat, within(1.2), stall=30)
    assert 1.1 < asyncio.get_running_loop().time() - started < 3
    assert type(failed) is ModelTimeout
    assert fake.total("chat") == 1
    await fake.until(lambda server: server.inflight == 0)


@pytest.mark.parametrize(
    "mode",
    [
        {"fault": "status", "status": 503, "times": 2},
        {"fault": "status", "status": 429, "retry_after": 0.05, "times": 2},
        {"fault": "html", "times": 2},
        {"fault": "error_200", "times": 2},
    ],
)
async def test_failures_before_the_first_piece_are_tried_again(
    fake: FakeOpenAI, chat: ChatModel, within: Within, mode: dict[str, object]
) -> None:
    behave(fake, **mode)
    told, ending = await listen(chat, within(10))
    assert "".join(told) == TEXT
    assert isinstance(ending, Ending)
    assert fake.total("chat") == 3


@pytest.mark.parametrize(
    ("mode", "failed_as", "calls"),
    [
        ({"fault": "status", "status": 401}, ModelAuthFailed, 1),
        ({"fault": "status", "status": 500}, ModelUnavailable, 3),
        ({"fault": "status", "status": 429, "retry_after": 60}, ModelUnavailable, 1),
        ({"fault": "html"}, ModelUnavailable, 4),
        ({"window": 3}, ModelContextExceeded, 1),
        ({"fault": "packed"}, ModelAnswerInvalid, 1),
    ],
)
async def test_failures_that_stay_are_typed(
    fake: FakeOpenAI,
    chat: ChatModel,
    within: Within,
    mode: dict[str, object],
    failed_as: type[ModelError],
    *,
    calls: int,
) -> None:
    behave(fake, **mode)
    told, failed = await fails(chat, within(10))
    assert type(failed) is failed_as
    assert not told
    assert fake.total("chat") == calls


async def test_a_server_that_streams_nothing_is_asked_for_the_whole(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    behave(fake, fault="no_events")
    told, ending = await listen(chat, within(5))
    assert told == [TEXT]
    assert isinstance(ending, Ending)
    assert ["stream" in body for _, body in fake.requests] == [True, False]


async def test_its_size_is_bounded(fake: FakeOpenAI, connect: Connect, within: Within) -> None:
    behave(fake, fault="huge")
    chat = ChatModel(connect(max_stream_bytes=300_000), "gpt-4")
    _, failed = await fails(chat, within(10))
    assert isinstance(failed, ModelAnswerInvalid)


async def test_one_who_leaves_early_frees_the_server_and_says_nothing_of_it(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    behave(fake, fault="stall")
    chat = ChatModel(connect(breaker_failures=1), "gpt-4")
    async with aclosing(chat.stream_text(ASK, within(30))) as pieces:
        await anext(pieces)
    await fake.until(lambda server: server.inflight == 0)
    assert chat.server.breaker.state == "closed"


async def test_an_answer_that_has_begun_proves_the_server_is_back(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    server = connect(breaker_failures=1, breaker_pause=0.2, tries=1)
    chat = ChatModel(server, "gpt-4")
    behave(fake, fault="status", status=503)
    await fails(chat, within(5))
    assert server.breaker.state == "open"
    await asyncio.sleep(server.breaker.retry_after())  # what a caller does with it
    behave(fake, fault="stall")
    async with aclosing(chat.stream_text(ASK, within(30))) as pieces:
        await anext(pieces)
        assert server.breaker.state == "closed"


async def test_a_server_that_breaks_off_again_and_again_is_held_back(
    fake: FakeOpenAI, connect: Connect, within: Within
) -> None:
    chat = ChatModel(connect(breaker_failures=1), "gpt-4")
    behave(fake, fault="break")
    await fails(chat, within(5))
    assert chat.server.breaker.state == "open"


async def test_connections_are_used_again(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    for _ in range(3):
        await listen(chat, within(5))
    assert len(fake._connections) == 1


async def test_thoughts_whose_beginning_is_never_told_are_learnt(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    behave(fake, text="I should say hi.</think>Hi.")
    for _ in range(2):  # until then, the thoughts could not be known for such
        told, _ = await listen(chat, within(5))
        assert "".join(told) == "I should say hi.Hi."
    told, _ = await listen(chat, within(5))
    assert "".join(told) == "Hi."
    behave(fake, text="No thoughts now.")
    for _ in range(2):
        told, _ = await listen(chat, within(5))
        assert "".join(told) == "No thoughts now."


async def test_a_quoted_tag_does_not_hold_the_next_answer_back(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    for _ in range(3):
        behave(fake, text="Your resume quotes </think> in line 3.")
        await listen(chat, within(5))
        behave(fake, text="You know Python and you know Go.", pieces=4)
        told, _ = await listen(chat, within(5))
        assert len(told) > 2  # in pieces, as it came

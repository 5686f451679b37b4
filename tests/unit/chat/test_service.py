"""The use cases of chat: who may ask what, how often; stopping, taking up again, erasing."""

from __future__ import annotations

import asyncio

import pytest

from libs.db.ids import new_id
from libs.rpc.errors import DomainError, Kind, RemoteError
from services.chat.engines.engine import Answer
from services.chat.errors import JobNotFound, MessageInvalid, MessageNotFound, TooManyAnswers
from tests.unit.chat.memory import JOB, UPLOAD, USER, Chat

DONE = Answer("Done.")


def refused(kind: Kind, reason: str) -> RemoteError:
    return RemoteError(kind, reason, "For a person.", {})


async def test_a_question_is_told_before_its_answer_begins() -> None:
    chat = Chat()
    question, reply = await chat.service.send(USER, JOB, "Hi?", "c-1", fresh=False)
    chat.engine.say("Done.", DONE)
    await chat.ended(reply)
    roles = [message.role for message in chat.told.messages]
    assert roles == ["user", "assistant", "assistant"]  # asked, begun, ended
    assert (question.content, question.client_id) == ("Hi?", "c-1")
    assert (reply.status, reply.seq, reply.reply_to) == ("streaming", 0, question.message_id)


async def test_the_same_client_id_is_the_same_question() -> None:
    chat = Chat()
    first = await chat.service.send(USER, JOB, "Hi?", "c-1", fresh=False)
    again = await chat.service.send(USER, JOB, "Hi?", "c-1", fresh=False)
    assert [m.message_id for m in first] == [m.message_id for m in again]
    chat.analysis.refusal = refused(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE")
    assert await chat.service.send(USER, JOB, "Hi?", "c-1", fresh=False) == again
    assert len(chat.messages.rows) == 2
    stranger = await chat.messages.asked(new_id(), "c-1")
    assert stranger is None


@pytest.mark.parametrize(
    ("content", "client_id"),
    [("", "c"), (" \n", "c"), ("x" * 4001, "c"), ("a\0b", "c"), ("Hi", ""), ("Hi", "c" * 101)],
)
async def test_what_is_no_message_is_refused(content: str, client_id: str) -> None:
    chat = Chat()
    with pytest.raises(MessageInvalid):
        await chat.service.send(USER, JOB, content, client_id, fresh=False)
    assert not chat.messages.rows


@pytest.mark.parametrize(
    "refusal",
    [refused(Kind.NOT_FOUND, "JOB_NOT_FOUND"), refused(Kind.CONFLICT, "JOB_NOT_COMPLETED")],
)
async def test_a_job_must_be_ones_own_and_completed(refusal: DomainError) -> None:
    chat = Chat()
    chat.analysis.refusal = refusal
    with pytest.raises(DomainError) as raised:
        await chat.ask()
    assert raised.value is refusal
    with pytest.raises(JobNotFound):
        await chat.service.send(USER, "no-id", "Hi?", "c", fresh=False)
    assert not chat.messages.rows
    assert not chat.told.messages


async def test_so_many_answers_at_once_even_when_asked_together() -> None:
    chat = Chat(at_once=2)
    tried = [chat.ask() for _ in range(5)]
    results = await asyncio.gather(*tried, return_exceptions=True)
    assert sum(isinstance(result, TooManyAnswers) for result in results) == 3
    await chat.until(lambda: len(chat.engine.asked) == 2)
    chat.engine.say("Done.", DONE)
    await chat.until(lambda: chat.answering.of_user(USER) == 1)
    await chat.ask()
    with pytest.raises(TooManyAnswers):
        await chat.ask()


async def test_an_answer_is_given_although_its_asker_left_as_it_was_kept() -> None:
    chat = Chat(at_once=1)
    chat.messages.commits = asyncio.Event()
    asking = asyncio.create_task(chat.ask())
    await chat.until(lambda: len(chat.messages.rows) == 2)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    chat.messages.commits.set()
    chat.engine.say("Done.", DONE)
    statuses = [row.status for row in chat.messages.rows.values()]
    assert statuses == ["complete", "streaming"]
    await chat.until(lambda: all(r.status == "complete" for r in chat.messages.rows.values()))
    assert chat.told.messages[-1].content == "Done."


async def test_cancelling_keeps_what_there_is() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("Half of it")
    await chat.until(lambda: bool(chat.told.pieces))
    ended = await chat.service.cancel(USER, reply.message_id)
    assert (ended.status, ended.error_code) == ("interrupted", "cancelled")
    assert ended.content == "Half of it"
    assert chat.told.messages[-1] == ended
    assert await chat.service.cancel(USER, reply.message_id) == ended  # again changes nothing
    for user, message_id in ((new_id(), reply.message_id), (USER, new_id()), (USER, "x")):
        with pytest.raises(MessageNotFound):
            await chat.service.cancel(user, message_id)


async def test_an_answer_that_another_process_gives_is_cancelled_by_its_row() -> None:
    chat, other = Chat(), Chat()
    reply = await chat.ask()
    other.service._messages = chat.messages  # type: ignore[assignment]
    assert (await other.service.cancel(USER, reply.message_id)).error_code == "cancelled"


@pytest.mark.parametrize("after", [0, 1, 2, 3, 9])
async def test_resuming_yields_what_followed_live_and_ended(after: int) -> None:
    chat = Chat()
    reply = await chat.ask()
    for number, part in enumerate(("One ", "two ", "three"), 1):
        chat.engine.say(part)
        await chat.until(lambda number=number: len(chat.told.pieces) == number)
    rest = "".join(("One ", "two ", "three")[after:])
    live = await chat.service.resume(USER, reply.message_id, after)
    assert (live.text, live.seq, live.ended) == (rest, 3, False)
    chat.engine.say(Answer("One two three"))
    await chat.ended(reply)
    kept = await chat.service.resume(USER, reply.message_id, after)
    assert (kept.text, kept.seq, kept.ended) == (rest, 3, True)
    assert kept.message.content == "One two three"
    with pytest.raises(MessageNotFound):
        await chat.service.resume(new_id(), reply.message_id, after)


async def test_history_of_a_job_that_is_not_ones_own_is_not_found() -> None:
    chat = Chat()
    await chat.ask()
    assert len((await chat.service.history(USER, JOB, 20, "")).items) == 2
    chat.analysis.refusal = refused(Kind.NOT_FOUND, "JOB_NOT_FOUND")
    with pytest.raises(DomainError) as raised:
        await chat.service.history(new_id(), JOB, 20, "")
    assert raised.value.reason == "JOB_NOT_FOUND"
    chat.analysis.refusal = refused(Kind.CONFLICT, "JOB_NOT_COMPLETED")
    assert (await chat.service.history(USER, new_id(), 20, "")).items == []


@pytest.mark.parametrize("of", ["file", "user"])
async def test_an_answer_that_is_being_given_leaves_nothing_when_it_is_erased(of: str) -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("Secret ")
    await chat.until(lambda: bool(chat.told.pieces))
    if of == "file":
        await chat.service.erase_file(UPLOAD)
    else:
        await chat.service.erase_user(USER)
    assert not chat.messages.rows
    assert chat.pairs.erased == [UPLOAD if of == "file" else USER]
    assert chat.engine.closed == 1
    told = chat.told.messages[-1]
    assert (told.message_id, told.error_code, told.content) == (reply.message_id, "erased", "")
    assert chat.answering.find(reply.message_id) is None


async def test_a_pair_that_was_kept_during_an_erasure_elsewhere_goes_too() -> None:
    chat = Chat()
    chat.pairs.on_keep = chat.messages.rows.clear  # as another process erases
    reply = await chat.ask("Skills?")
    chat.engine.say("Done.", DONE)
    live = chat.answering.find(reply.message_id)
    assert live is not None
    await asyncio.wait_for(live.ended.wait(), 5)
    assert chat.pairs.erased == [UPLOAD]
    assert not chat.pairs.stored

"""How an answer is given: from what, piece by piece, and how it ends."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from libs.llm.errors import ModelAuthFailed, ModelRefused, ModelTimeout
from libs.rpc.errors import Unavailable
from services.chat.engines.engine import Answer, Citation
from services.chat.errors import CANCELLED
from services.chat.models import MAX_ANSWER
from services.chat.stored import StoredAnswer
from services.chat.upkeep import Upkeep
from tests.unit.chat.memory import JOB, UPLOAD, USER, Chat

CITED = (Citation(1, 9, 4, 10, "Python"),)
WHOLE = Answer("You know Python.", CITED)


async def test_an_answer_is_told_in_pieces_and_kept_with_its_citations() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("You know ", "Python.", WHOLE)
    ended = await chat.ended(reply)
    assert chat.text(reply) == "You know Python."
    assert (ended.content, ended.status, ended.citations) == (WHOLE.text, "complete", CITED)
    assert (ended.engine, ended.from_qa) == ("scripted", False)
    assert ended.seq == chat.told.pieces[-1][1] + 1
    assert chat.told.messages[-1] == ended
    assert chat.engine.asked[0].passages[0].text == "Python"
    assert chat.engine.closed == 1


async def test_the_first_piece_goes_at_once_and_a_fast_engine_makes_few_frames() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("First")
    await chat.until(lambda: len(chat.told.pieces) == 1)
    chat.engine.say(*[f" {number}" for number in range(500)], WHOLE)
    ended = await chat.ended(reply)
    assert ended.content == "First" + "".join(f" {number}" for number in range(500))
    assert len(chat.told.pieces) <= 4


async def test_a_stored_answer_is_given_unless_it_is_to_be_fresh() -> None:
    chat = Chat()
    chat.pairs.stored["Where?"] = StoredAnswer("In Lisbon.", CITED, "another")
    stored = await chat.ended(await chat.ask("Where?"))
    assert (stored.content, stored.from_qa, stored.engine) == ("In Lisbon.", True, "another")
    assert stored.citations == CITED
    assert not chat.engine.asked
    scope = chat.pairs.asked[0]
    assert (scope.user_id, scope.job_id, scope.upload_id) == (USER, JOB, UPLOAD)
    assert scope.profile_version == "1"
    chat.engine.say("In Porto.", Answer("In Porto."))
    fresh = await chat.ended(await chat.ask("Where?", fresh=True))
    assert (fresh.content, fresh.from_qa) == ("In Porto.", False)
    assert chat.pairs.stored["Where?"].text == "In Porto."  # and it is what is given from now on


@pytest.mark.parametrize(
    ("whole", "kept"),
    [
        (WHOLE, True),
        (replace(WHOLE, grounded=False), False),
        (replace(WHOLE, standalone=False), False),
        (replace(WHOLE, lasting=False), False),
    ],
)
async def test_what_may_be_given_again_is_kept(whole: Answer, *, kept: bool) -> None:
    chat = Chat()
    reply = await chat.ask("Skills?")
    chat.engine.say(whole.text, whole)
    await chat.ended(reply)
    assert ("Skills?" in chat.pairs.stored) is kept
    if kept:
        assert chat.pairs.stored["Skills?"] == StoredAnswer(whole.text, CITED, "scripted")


async def test_an_answer_does_not_take_the_place_of_one_kept_meanwhile() -> None:
    chat = Chat()
    reply = await chat.ask("Skills?")
    await chat.until(lambda: bool(chat.engine.asked))
    better = StoredAnswer("As in your interview.", (), "builtin")
    chat.pairs.stored["Skills?"] = better
    chat.engine.say(WHOLE.text, WHOLE)
    assert (await chat.ended(reply)).content == WHOLE.text
    assert chat.pairs.stored["Skills?"] == better


@pytest.mark.parametrize("away", [Unavailable(), RuntimeError("no such thing")])
async def test_an_answer_comes_without_what_finds_by_meaning(away: Exception) -> None:
    chat = Chat()
    chat.analysis.index_away = away
    reply = await chat.ask()
    chat.engine.say("Yes.", Answer("Yes."))
    assert (await chat.ended(reply)).status == "complete"
    assert chat.engine.asked[0].passages == ()
    assert not chat.pairs.stored


async def test_an_answer_comes_without_stored_ones() -> None:
    chat = Chat()
    chat.pairs.away = RuntimeError("the index is gone")
    reply = await chat.ask()
    chat.engine.say("Yes.", Answer("Yes."))
    assert (await chat.ended(reply)).content == "Yes."


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (ModelTimeout(), "model_unavailable"),
        (ModelRefused(), "model_refused"),
        (ModelAuthFailed(), "model_auth_failed"),
        (RuntimeError("a fault of ours"), "internal_error"),
    ],
)
async def test_a_failure_ends_the_answer_and_says_to_ask_again(
    failure: Exception, code: str
) -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("Half of ", failure)
    ended = await chat.ended(reply)
    assert (ended.status, ended.error_code, ended.content) == ("interrupted", code, "Half of ")
    assert ended.error_message is not None
    assert "sk again" in ended.error_message
    assert chat.told.messages[-1] == ended
    assert not chat.pairs.stored


async def test_a_resume_that_cannot_be_fetched_ends_it() -> None:
    chat = Chat()
    chat.analysis.text_away = Unavailable()
    ended = await chat.ended(await chat.ask())
    assert (ended.status, ended.error_code) == ("interrupted", "resume_unavailable")


async def test_an_engine_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.chat.composing.DEADLINE_MARGIN_SECONDS", 0.05)
    chat = Chat(answer_seconds=0.05)
    reply = await chat.ask()
    chat.engine.say("Well, ")
    ended = await chat.ended(reply)
    assert (ended.error_code, ended.content) == ("answer_timeout", "Well, ")
    assert chat.engine.closed == 1


async def test_an_endless_answer_is_cut_off() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say(*["word " * 1000] * 4)
    ended = await chat.ended(reply)
    assert (ended.error_code, len(ended.content)) == ("answer_too_long", MAX_ANSWER)


async def test_what_no_database_takes_is_left_out() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("a\0b", "\0", Answer("ab"))
    assert (await chat.ended(reply)).content == "ab"


async def test_a_database_that_is_away_is_waited_for_with_the_answer_in_hand() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("Still ")
    await chat.until(lambda: bool(chat.told.pieces))
    chat.messages.away = True
    chat.engine.say("here.", Answer("Still here."))
    await chat.until(lambda: chat.messages.failed >= 2)
    assert chat.told.messages[-1].status == "streaming"
    chat.messages.away = False
    assert (await chat.ended(reply)).content == "Still here."
    assert chat.told.messages[-1].status == "complete"


@pytest.mark.parametrize("failure", [None, ModelRefused()])
async def test_an_end_that_was_kept_unheard_is_told(failure: Exception | None) -> None:
    chat = Chat()
    reply = await chat.ask("Skills?")
    chat.messages.end_unheard = True
    chat.engine.say(WHOLE.text, failure or WHOLE)
    ended = await chat.ended(reply)
    assert ended.status == ("interrupted" if failure else "complete")
    assert chat.told.messages[-1] == ended
    assert ("Skills?" in chat.pairs.stored) is (failure is None)


async def test_an_end_in_doubt_is_not_told_where_somebody_else_wrote_another() -> None:
    chat = Chat()
    reply = await chat.ask("Skills?")
    chat.messages.away = True
    chat.engine.say(WHOLE.text, WHOLE)
    await chat.until(lambda: chat.messages.failed >= 3)  # the end's tries are among them
    await chat.messages.interrupt(reply.message_id, USER, CANCELLED)
    chat.messages.away = False
    assert (await chat.ended(reply)).error_code == "cancelled"
    assert chat.told.messages[-1].status == "streaming"
    assert not chat.pairs.stored


async def test_an_answer_whose_row_is_gone_is_told_to_be_erased() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("Secret ")
    await chat.until(lambda: bool(chat.told.pieces))
    chat.messages.rows.clear()  # as another process does
    upkeep = asyncio.create_task(Upkeep(chat.messages, chat.answering, chat.told).keep())  # type: ignore[arg-type]
    await chat.until(lambda: chat.answering.find(reply.message_id) is None)
    upkeep.cancel()
    told = chat.told.messages[-1]
    assert (told.message_id, told.content) == (reply.message_id, "")
    assert (told.status, told.error_code, told.seq) == ("interrupted", "erased", 2)


async def test_an_answer_that_another_process_ended_is_let_go() -> None:
    chat = Chat()
    reply = await chat.ask()
    chat.engine.say("Half")
    await chat.until(lambda: bool(chat.told.pieces))
    await chat.messages.interrupt(reply.message_id, USER, CANCELLED)
    told = len(chat.told.messages)
    upkeep = asyncio.create_task(Upkeep(chat.messages, chat.answering, chat.told).keep())  # type: ignore[arg-type]
    assert (await chat.ended(reply)).status == "interrupted"
    upkeep.cancel()
    assert len(chat.told.messages) == told  # whoever ended it has told of it
    assert chat.engine.closed == 1


async def test_draining_lets_short_answers_end_and_interrupts_the_rest() -> None:
    chat = Chat()
    short, long = await chat.ask(), await chat.ask()
    await chat.until(lambda: len(chat.engine.asked) == 2)
    chat.engine.say("Done.", Answer("Done."))
    await chat.answering.drain(0.2)
    rows = chat.messages.rows
    ends = {(rows[r.message_id].status, rows[r.message_id].error_code) for r in (short, long)}
    assert ends == {("complete", None), ("interrupted", "restarted")}

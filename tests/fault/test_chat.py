"""Chat while its processes and the servers under it are killed: no message lost, no piece told
twice, no answer without an end.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from tests.fake_openai.modes import Mode
from tests.fault.talk import PIECES, TEXT, Talk, in_thread, talking, whole
from tests.support.probes import eventually
from tests.support.servers import ServerFactory


async def test_chat_is_killed_while_it_answers(talk: Talk) -> None:
    async with talk.tab() as tab, talk.tab() as other:
        message_id = await talk.begun(tab)
        await in_thread(talk.stack["chat"].kill)
        talk.stack["chat"].spawn()  # from this thread: its life is tied to it
        heard = await tab.answer(within=30)
        assert heard.end is not None
        assert heard.end["message_id"] == message_id
        assert (heard.status, heard.end["metadata"]["error_code"]) == ("interrupted", "restarted")
        assert "sk again" in heard.end["metadata"]["error_message"]
        assert TEXT.startswith(heard.end["content"].strip())
        assert (await other.answer()).end == heard.end
        history = await talk.history()
        assert [item["role"] for item in history] == ["assistant", "user"]
        assert history[0]["metadata"]["status"] == "interrupted"
        assert whole(await talk.again(tab)) == "Quick. As told."
        assert await talk.unended() == 0


async def test_a_question_is_kept_although_chat_dies_at_once(talk: Talk) -> None:
    """What was acknowledged is there, and what was not can be sent again."""
    async with talk.tab() as tab:
        client_id = await tab.ask("What is my name?", talk.job_id)
        await tab.question(client_id)
        await in_thread(talk.stack["chat"].kill)
        lost = await tab.ask("And my address?", talk.job_id)
        assert (await tab.error())["client_id"] == lost
        talk.stack["chat"].spawn()
        await talk.stack.until_ready("chat")
        assert (await tab.answer(within=30)).status == "interrupted"
        talk.model.modes.chat = Mode(text="Quick. As told.")
        await tab.ask("And my address?", talk.job_id, lost)
        assert whole(await tab.answer()) == "Quick. As told."
    questions = [item for item in await talk.history() if item["role"] == "user"]
    assert [item["client_id"] for item in questions] == [lost, client_id]


async def test_the_gateway_is_killed_while_an_answer_grows(talk: Talk) -> None:
    """Reconnect, resume: the whole answer, nothing of it twice."""
    async with talk.tab() as tab:
        message_id = await talk.begun(tab)
        heard = tab.answers[message_id]
    await in_thread(talk.stack["gateway"].kill)
    talk.stack["gateway"].spawn()
    await talk.stack.until_ready("gateway")
    async with talk.tab() as again:
        again.answers[message_id] = heard
        await again.send(type="resume", message_id=message_id, after=heard.seq)
        assert (await again.delta())["seq"] > heard.seq - 1
        assert heard.end is None  # it is still being given
        assert whole(await again.answer()) == TEXT


async def test_nats_is_restarted_while_an_answer_grows(talk: Talk) -> None:
    async with talk.tab() as tab, talk.tab() as other:
        await talk.begun(tab)
        await in_thread(talk.stack.nats.kill)
        await asyncio.sleep(1.0)  # pieces are lost meanwhile
        await in_thread(talk.stack.nats.start)
        assert whole(await tab.answer()) == TEXT
        assert whole(await other.answer()) == TEXT


async def test_an_answer_comes_while_nats_is_away(talk: Talk) -> None:
    """Its end is learnt as soon as the bus is back."""
    async with talk.tab() as tab:
        await talk.begun(tab)
        await in_thread(talk.stack.nats.kill)

        async def over() -> bool:
            return await talk.unended() == 0

        await eventually(over, within=40)
        await in_thread(talk.stack.nats.start)
        assert whole(await tab.answer()) == TEXT


async def test_postgres_is_restarted_while_an_answer_grows(
    tmp_path: Path, server_factory: ServerFactory
) -> None:
    """Also where it is away when the answer ends: the answer waits in hand."""
    postgres = server_factory.postgres()
    await in_thread(postgres.start)
    try:
        async with talking(server_factory, tmp_path, postgres) as talk, talk.tab() as tab:
            talk.model.modes.chat = Mode(text=TEXT, pieces=PIECES, pause=0.05)
            message_id = await talk.begun(tab)
            await in_thread(postgres.kill)
            heard = tab.answers[message_id]
            while heard.text != TEXT:  # goes on without it
                await tab.delta()
            assert heard.end is None
            await in_thread(postgres.start)
            assert whole(await tab.answer()) == TEXT
            assert (await talk.history())[0]["content"] == TEXT
            assert whole(await talk.again(tab)) == "Quick. As told."
    finally:
        await in_thread(postgres.remove)


async def test_answers_come_without_embeddings(talk: Talk) -> None:
    talk.model.modes.embeddings.fault = "status"
    talk.model.modes.chat = Mode(text="Quick. As told.")
    async with talk.tab() as tab:
        await tab.ask("What is my name?", talk.job_id)
        assert whole(await tab.answer()) == "Quick. As told."


@pytest.mark.parametrize("fault", ["break", "error_event", "reset", "status"])
async def test_a_model_that_breaks_off_leaves_a_clear_message(talk: Talk, fault: Any) -> None:
    talk.model.modes.chat = Mode(text=TEXT, pieces=PIECES, pause=0.01, fault=fault)
    async with talk.tab() as tab:
        await tab.ask("What is my name?", talk.job_id)
        heard = await tab.answer()
        assert heard.end is not None
        assert heard.status == "interrupted"
        assert heard.end["metadata"]["error_code"].startswith("model_")
        assert "sk again" in heard.end["metadata"]["error_message"]
        assert whole(await talk.again(tab)) == "Quick. As told."


async def test_chat_that_is_told_to_stop_ends_its_answers(talk: Talk) -> None:
    async with talk.tab() as tab:
        await talk.begun(tab)
        assert await asyncio.to_thread(talk.stack["chat"].stop) == os.EX_OK
        heard = await tab.answer()
        assert heard.end is not None
        assert (heard.status, heard.end["metadata"]["error_code"]) == ("interrupted", "restarted")
        assert heard.text == heard.end["content"]

"""Chat with a model server that takes its time, falls silent, breaks off or refuses: nobody is left
waiting, and everybody is told what to do.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.conftest import ModelSystem, Person, register
from tests.e2e.profiles import analysed
from tests.fake_openai.modes import Fault, Mode
from tests.support.database import value
from tests.support.probes import eventually
from tests.support.resumes import name, resume_docx
from tests.support.tabs import Heard, Tab

NUMBER = 4  # of the resume
QUESTION = "Which lines speak of inventory planning?"
# A model's sentences are checked before they are told: short ones come soon.
TEXT = " ".join(f"{word}." for word in ["Curious", "Careful", "Kind"] * 60)
PIECES = 60


@dataclass
class Conversation:
    """Somebody with a completed job and two tabs, and a model that does as it is told."""

    system: ModelSystem
    person: Person
    job_id: str
    asker: Tab
    other: Tab

    def behave(self, chat: Mode | None = None) -> None:
        self.system.model.behave(chat=chat)

    async def growing(self, pieces: int = 3) -> str:
        """Asks; the answer's id, once that much of it is here."""
        await self.asker.ask(QUESTION, self.job_id)
        message_id = str((await self.asker.delta())["message_id"])
        while self.asker.answers[message_id].seq < pieces:
            await self.asker.delta()
        return message_id

    async def interrupted(self) -> tuple[Heard, dict[str, Any]]:
        """What was told of an answer that has no proper end, and why, which is one and the same in
        both tabs and in the history, and which nothing shows as still growing.
        """
        heard, other = [await tab.answer() for tab in (self.asker, self.other)]
        assert heard == other
        assert heard.end is not None
        said = heard.end["metadata"]
        assert said["status"] == "interrupted"
        assert "Ask again" in said["error_message"]
        assert heard.text == heard.end["content"]
        assert TEXT.startswith(heard.text.strip())
        assert len(heard.text) < len(TEXT)
        answer, question = await self.history()
        assert (question["role"], question["content"]) == ("user", QUESTION)
        assert answer["message_id"] == heard.end["message_id"]
        assert (answer["content"], answer["metadata"]) == (heard.text, said)
        statement = "SELECT count(*) FROM chat_messages WHERE job_id = %s AND status = 'streaming'"
        url = self.system.stack.database_urls["chat"]
        assert await value(url, statement, [self.job_id]) == 0
        return heard, said

    async def history(self) -> list[dict[str, Any]]:
        """Newest first."""
        answer = await self.person.call("GET", f"/api/chat/messages?job_id={self.job_id}")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    async def answered_well(self) -> None:
        """The same question again, of a model that behaves: a whole answer out of the resume."""
        self.behave()
        await self.other.ask(QUESTION, self.job_id)
        heard = await self.other.answer()
        assert heard.end is not None
        assert heard.status == "complete", heard.end
        assert heard.text == heard.end["content"]
        assert "Inventory planning" in heard.text
        assert heard.end["metadata"]["engine"] == "gpt-4"
        assert heard.end["metadata"]["citations"]

    async def asked(self, question: str, *, fresh: bool = False) -> tuple[str, bool, int]:
        """The answer, whether it was a stored one, and how often the model was called for it."""
        before = await self._calls()
        await self.asker.ask(question, self.job_id, fresh=fresh)
        heard = await self.asker.answer()
        assert heard.end is not None
        assert heard.status == "complete", heard.end
        return heard.text, heard.end["metadata"]["from_qa"], await self._calls() - before

    async def _calls(self) -> int:
        calls = await asyncio.to_thread(self.system.model.calls)
        return int(calls["total"].get("chat", 0))

    async def model_is_idle(self) -> bool:
        return (await asyncio.to_thread(self.system.model.calls))["inflight"] == 0


@pytest.fixture
async def talk(with_model: ModelSystem, mia: Person) -> AsyncIterator[Conversation]:
    job_id = await analysed(mia, resume_docx(NUMBER))
    async with mia.socket() as one, mia.socket() as two:
        yield Conversation(with_model, mia, job_id, Tab(one), Tab(two))


async def test_an_answer_is_stopped_from_another_tab(talk: Conversation) -> None:
    talk.behave(Mode(text=TEXT, pieces=PIECES, pause=0.1))
    message_id = await talk.growing()
    await talk.other.send(type="cancel", message_id=message_id)
    heard, said = await talk.interrupted()
    assert (heard.end or {})["message_id"] == message_id
    assert said["error_code"] == "cancelled"
    assert heard.text
    # The model isn't kept talking to nobody.
    await eventually(talk.model_is_idle, within=3)
    await talk.answered_well()


async def test_nobody_else_stops_an_answer(talk: Conversation) -> None:
    talk.behave(Mode(text=TEXT, pieces=PIECES, pause=0.02))
    message_id = await talk.growing()
    stranger = await register(talk.person.http)
    async with stranger.socket() as socket:
        tab = Tab(socket)
        await tab.send(type="cancel", message_id=message_id)
        assert (await tab.error())["code"] == "message_not_found"
    for tab in (talk.asker, talk.other):
        heard = await tab.answer()
        assert (heard.status, heard.text) == ("complete", TEXT)


@pytest.mark.parametrize(
    ("fault", "code", "message"),
    [
        pytest.param("stall", "model_unavailable", "in time, or broke off", id="stalls"),
        pytest.param("break", "model_unavailable", "in time, or broke off", id="breaks_off"),
        pytest.param("refusal", "model_refused", "did not accept this question", id="refuses"),
    ],
)
async def test_a_model_that(talk: Conversation, fault: Fault, code: str, message: str) -> None:
    talk.behave(Mode(text=TEXT, pieces=PIECES, fault=fault))
    await talk.asker.ask(QUESTION, talk.job_id)
    heard, said = await talk.interrupted()
    assert said["error_code"] == code
    assert message in said["error_message"]
    assert bool(heard.text) == (fault != "refusal")  # what it said until then stays
    await talk.answered_well()


async def test_fresh_asks_the_model_anew_and_a_stored_answer_does_not(talk: Conversation) -> None:
    question, first, second = "What is my name?", f"{name(NUMBER)}.", f"You are {name(NUMBER)}."

    async def stored(text: str) -> None:
        async def given() -> bool:
            return await talk.asked(question) == (text, True, 0)

        await eventually(given)

    talk.behave(Mode(text=f"{first} [[1]]"))
    assert await talk.asked(question) == (first, False, 1)
    await stored(first)
    talk.behave(Mode(text=f"{second} [[1]]"))
    assert await talk.asked(question) == (first, True, 0)
    assert await talk.asked(question, fresh=True) == (second, False, 1)
    await stored(second)

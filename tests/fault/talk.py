"""Somebody who talks through a whole system while its parts are killed: real processes, and a model
that takes its time.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.conftest import Person, register
from tests.fake_openai.modes import Mode
from tests.fake_openai.server import FakeOpenAI
from tests.support.database import value
from tests.support.resumes import resume_docx
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import SERVICES, Stack, make_stack
from tests.support.tabs import Heard, Tab

# Told in about twelve seconds. A model's sentences are checked before they are told: short ones.
PIECES, PAUSE = 60, 0.2
TEXT = " ".join(f"{word}." for word in ["Curious", "Careful", "Kind"] * 60)
MANY = "100000"
NUMBER = 3  # of the resume
SETTINGS = {
    "CHAT_PER_MINUTE": MANY,
    "SIGN_UP_PER_MINUTE": MANY,
    "SIGN_IN_PER_MINUTE": MANY,
    "RECONCILE_SECONDS": "1",
}


@dataclass
class Talk:
    """Somebody with a completed job, and a model that talks slowly."""

    stack: Stack
    model: FakeOpenAI
    person: Person
    job_id: str

    @asynccontextmanager
    async def tab(self) -> AsyncGenerator[Tab]:
        async with self.person.socket() as socket:
            yield Tab(socket)

    async def begun(self, tab: Tab, pieces: int = 3) -> str:
        """Asks; the answer's id once a few pieces of it are here."""
        await tab.ask(f"What is my {secrets.token_hex(4)}?", self.job_id)
        first = await tab.delta()
        while tab.answers[first["message_id"]].seq < pieces:
            await tab.delta()
        return str(first["message_id"])

    async def again(self, tab: Tab) -> Heard:
        """Asks again, of a model in a hurry."""
        self.model.modes.chat = Mode(text="Quick. As told.")
        await tab.ask("What is it, then?", self.job_id, fresh=True)
        return await tab.answer()

    async def history(self) -> list[dict[str, Any]]:
        """Newest first."""
        answer = await self.person.call("GET", f"/api/chat/messages?job_id={self.job_id}")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    async def unended(self) -> int:
        """How many answers are still being given, by their rows."""
        statement = "SELECT count(*) FROM chat_messages WHERE status = 'streaming'"
        return int(await value(self.stack.database_urls["chat"], statement))


@asynccontextmanager
async def talking(
    factory: ServerFactory, directory: Path, postgres: Postgres
) -> AsyncGenerator[Talk]:
    async with AsyncExitStack() as opened:
        model = await opened.enter_async_context(FakeOpenAI())
        told = {"OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": "test"}
        stack = opened.enter_context(
            make_stack(factory, directory, postgres, with_chroma=True, settings=SETTINGS | told)
        )
        stack.spawn(*SERVICES)
        await stack.until_ready(*SERVICES)
        stack.spawn("gateway")
        await stack.until_ready("gateway")
        http = await opened.enter_async_context(
            httpx.AsyncClient(base_url=stack.http_url, timeout=30)
        )
        person = await register(http)
        job_id = await person.submit(await person.upload(resume_docx(NUMBER)))
        assert (await person.ended(job_id))["status"] == "completed"
        model.modes.chat = Mode(text=TEXT, pieces=PIECES, pause=PAUSE)
        yield Talk(stack, model, person, job_id)


async def in_thread(action: Callable[[], None]) -> None:
    await asyncio.to_thread(action)


def whole(heard: Heard) -> str:
    """The text of an answer that is complete, told without a gap and without a repetition."""
    assert heard.end is not None
    assert heard.status == "complete", heard.end["metadata"]
    assert heard.text == heard.end["content"]
    return heard.text

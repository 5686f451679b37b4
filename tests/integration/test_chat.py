"""Messages and streams on a real PostgreSQL and a real NATS: once each, whoever gives the answer,
and an end for every answer. The engine is a script; analysis and stored answers are in memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from vitae.events.v1.events_pb2 import ChatEvent

from libs.bus.connection import Bus, connected
from libs.bus.topology import chat_subject
from libs.db.database import Database, database
from libs.db.ids import new_id
from libs.db.migrate import migrate
from services.chat.announcing import BusAnnouncer
from services.chat.answering import Answering
from services.chat.composing import Means
from services.chat.engines.engine import Answer, Citation
from services.chat.errors import MessageNotFound, TooManyAnswers
from services.chat.message import Message
from services.chat.repository import Messages
from services.chat.resumes import Resumes
from services.chat.service import ChatService
from services.chat.upkeep import Upkeep
from tests.support.database import change, rows, value
from tests.support.servers import NATS_USERS, Postgres, ServerFactory, WithUrl
from tests.support.stack import DATABASE_PASSWORD
from tests.unit.chat.memory import UPLOAD, Analysis, Pairs, Script

SECONDS = 15.0
CITED = (Citation(None, 2, 0, 6, "Python"), Citation(1, 0, 7, 9, "Go"))


@pytest.fixture(scope="module")
def nats(server_factory: ServerFactory) -> Iterator[WithUrl]:
    server = server_factory.nats()
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def url(postgres: Postgres) -> str:
    made = postgres.create_database(f"chat_{new_id()[-12:]}", DATABASE_PASSWORD)
    asyncio.run(migrate("services.chat", made))
    return made


@dataclass
class Replica:
    """A process of chat, but for its RPC."""

    service: ChatService
    answering: Answering
    messages: Messages
    engine: Script
    analysis: Analysis
    pairs: Pairs
    upkeep: list[asyncio.Task[Any]]

    async def ask(self, user_id: str, job_id: str, content: str = "What do I know?") -> Message:
        return (await self.service.send(user_id, job_id, content, new_id(), fresh=False))[1]

    async def crash(self) -> None:
        """What remains is in the database: nobody writes, beats or reaps here any more."""
        for task in [*self.upkeep, *self.answering._tasks]:
            task.cancel()
        await asyncio.gather(*self.upkeep, *self.answering._tasks, return_exceptions=True)


@asynccontextmanager
async def replica(db: Database, bus: Bus) -> AsyncGenerator[Replica]:
    analysis, pairs, engine = Analysis(), Pairs(), Script()
    messages, resumes = Messages(db, new_id()), Resumes(analysis)
    announce = BusAnnouncer(bus)
    answering = Answering(messages, Means(engine, analysis, pairs, resumes), announce, 30.0)
    service = ChatService(messages, resumes, answering, pairs, announce=announce, answers_at_once=3)
    upkeep = Upkeep(messages, answering, announce)
    tasks = [asyncio.create_task(work) for work in (upkeep.keep(), upkeep.reap())]
    found = Replica(service, answering, messages, engine, analysis, pairs, tasks)
    try:
        yield found
    finally:
        await answering.drain(0.0)
        await found.crash()


@pytest.fixture
async def two(url: str, nats: WithUrl) -> AsyncIterator[tuple[Replica, Replica]]:
    """Two processes on one database."""
    async with AsyncExitStack() as stack:
        db = await stack.enter_async_context(database(url, 4))
        bus = await stack.enter_async_context(
            connected(nats.url, "chat", NATS_USERS["chat"], lambda _: None)
        )
        yield (
            await stack.enter_async_context(replica(db, bus)),
            await stack.enter_async_context(replica(db, bus)),
        )


@asynccontextmanager
async def hearing(nats: WithUrl, user_id: str) -> AsyncGenerator[list[ChatEvent]]:
    """What a gateway hears of a user."""
    heard: list[ChatEvent] = []

    async def got(message: Any) -> None:
        heard.append(ChatEvent.FromString(message.data))

    async with connected(nats.url, "gateway", NATS_USERS["gateway"], lambda _: None) as bus:
        client: Any = bus.client
        await client.subscribe(chat_subject("*"), cb=_of(user_id, got))
        await client.flush()
        yield heard


def _of(user_id: str, got: Callable[[Any], Any]) -> Callable[[Any], Any]:
    async def only(message: Any) -> None:
        if message.subject == chat_subject(user_id):
            await got(message)

    return only


async def until(found: Callable[[], bool], seconds: float = SECONDS) -> None:
    async with asyncio.timeout(seconds):
        while not found():
            await asyncio.sleep(0.005)


async def row(url: str, message_id: str) -> Any:
    statement = "SELECT status, content, seq, error_code FROM chat_messages WHERE message_id = %s"
    found = await rows(url, statement, [message_id])
    return found[0] if found else None


async def until_row(url: str, message_id: str, status: str, seconds: float = SECONDS) -> Any:
    async with asyncio.timeout(seconds):
        while (found := await row(url, message_id))[0] != status:
            await asyncio.sleep(0.05)
    return found


async def test_question_pieces_and_end_are_told_in_order_and_kept(
    two: tuple[Replica, Replica], url: str, nats: WithUrl
) -> None:
    one, other = two
    user_id, job_id = new_id(), new_id()
    async with hearing(nats, user_id) as heard:
        reply = await one.ask(user_id, job_id)
        assert (await row(url, reply.message_id))[0] == "streaming"  # committed before any piece
        one.engine.say("Python ")
        await until(lambda: any(event.HasField("delta") for event in heard))
        one.engine.say("and Go.", Answer("Python and Go.", CITED))
        await until(lambda: heard[-1].message.seq > 0)
    kinds = [event.WhichOneof("event") for event in heard]
    assert kinds == ["message", "message", *["delta"] * (len(heard) - 3), "message"]
    deltas = [event.delta for event in heard if event.HasField("delta")]
    assert [delta.seq for delta in deltas] == list(range(1, len(deltas) + 1))
    assert "".join(delta.content for delta in deltas) == "Python and Go."
    assert heard[-1].message.seq == len(deltas) + 1
    page = await other.service.history(user_id, job_id, 10, "")
    answer, question = page.items
    assert (answer.content, answer.citations) == ("Python and Go.", CITED)
    assert (answer.status, answer.reply_to) == ("complete", question.message_id)
    assert question.content == "What do I know?"


async def test_one_message_however_often_it_is_sent(two: tuple[Replica, Replica], url: str) -> None:
    user_id, job_id = new_id(), new_id()
    sent = [
        each.service.send(user_id, job_id, "Once?", "the-same", fresh=False)
        for _ in range(5)
        for each in two
    ]
    answers = await asyncio.gather(*sent, return_exceptions=True)
    pairs = {
        tuple(m.message_id for m in answer)
        for answer in answers
        if not isinstance(answer, BaseException)
    }
    assert len(pairs) == 1
    assert all(
        isinstance(answer, TooManyAnswers) for answer in answers if isinstance(answer, Exception)
    )
    statement = "SELECT count(*) FROM chat_messages WHERE user_id = %s"
    assert await value(url, statement, [user_id]) == 2
    assert sum(len(each.engine.asked) for each in two) <= 1
    again = await two[1].service.send(user_id, job_id, "Once?", "the-same", fresh=False)
    assert tuple(m.message_id for m in again) in pairs
    stranger = await two[0].service.send(new_id(), job_id, "Once?", "the-same", fresh=False)
    assert stranger[0].message_id != again[0].message_id


async def test_the_limit_holds_over_processes(two: tuple[Replica, Replica]) -> None:
    user_id = new_id()
    for each in (two[0], two[1], two[0]):
        await each.ask(user_id, new_id())
    for each in two:
        with pytest.raises(TooManyAnswers):
            await each.ask(user_id, new_id())
    await two[0].ask(new_id(), new_id())


async def test_an_answer_is_cancelled_at_whichever_process(
    two: tuple[Replica, Replica], url: str
) -> None:
    giving, other = two
    user_id = new_id()
    reply = await giving.ask(user_id, new_id())
    giving.engine.say("Half")
    await until_content(url, reply, "Half")
    ended = await other.service.cancel(user_id, reply.message_id)
    assert (ended.status, ended.error_code, ended.content) == ("interrupted", "cancelled", "Half")
    giving.engine.say(" and the rest")
    await until(lambda: giving.answering.find(reply.message_id) is None)
    assert (await row(url, reply.message_id))[1] == "Half"


async def until_content(url: str, reply: Message, content: str) -> None:
    async with asyncio.timeout(SECONDS):
        while (await row(url, reply.message_id))[1] != content:
            await asyncio.sleep(0.02)


async def test_it_is_taken_up_again_from_any_piece_at_any_process(
    two: tuple[Replica, Replica], url: str
) -> None:
    giving, other = two
    user_id = new_id()
    reply = await giving.ask(user_id, new_id())
    parts = ["Zoë ", "knows ", "Python"]
    for number, part in enumerate(parts, 1):
        giving.engine.say(part)
        await until(lambda number=number: giving.answering.everything()[0].seq == number)
    await until_content(url, reply, "".join(parts))
    for each in two:
        for after in range(4):
            found = await each.service.resume(user_id, reply.message_id, after)
            assert (found.text, found.seq, found.ended) == ("".join(parts[after:]), 3, False)
        with pytest.raises(MessageNotFound):
            await each.service.resume(new_id(), reply.message_id, 0)
    giving.engine.say(Answer("".join(parts)))
    await until_row(url, reply.message_id, "complete")
    found = await other.service.resume(user_id, reply.message_id, 1)
    assert (found.text, found.ended, found.message.seq) == ("knows Python", True, 4)


async def test_what_a_dead_process_was_giving_ends_and_can_be_asked_again(
    two: tuple[Replica, Replica], url: str, nats: WithUrl
) -> None:
    dying, living = two
    user_id, job_id = new_id(), new_id()
    reply = await dying.ask(user_id, job_id)
    mine = await living.ask(user_id, job_id)  # which goes on
    dying.engine.say("Half of ")
    await until_content(url, reply, "Half of ")
    await dying.crash()
    async with hearing(nats, user_id) as heard:
        statement = (
            "UPDATE chat_messages SET heartbeat_at = now() - interval '20 s' "
            "WHERE message_id = %s AND status = 'streaming'"
        )
        await change(url, statement, [reply.message_id])  # as time would
        ended = await until_row(url, reply.message_id, "interrupted")
        assert ended == ("interrupted", "Half of ", 2, "restarted")
        await until(lambda: any(e.message.message_id == reply.message_id for e in heard))
    assert (await row(url, mine.message_id))[0] == "streaming"
    question = await rows(
        url, "SELECT content FROM chat_messages WHERE message_id = %s", [reply.reply_to]
    )
    assert question == [("What do I know?",)]
    again = await living.ask(user_id, job_id)
    living.engine.say("All of it.", Answer("All of it."), "All of it.", Answer("All of it."))
    await until_row(url, again.message_id, "complete")


async def test_a_living_process_is_never_taken_for_a_dead_one(
    two: tuple[Replica, Replica], url: str
) -> None:
    """A model that thinks for long says nothing; its answer's row is kept fresh."""
    giving, _ = two
    reply = await giving.ask(new_id(), new_id())
    statement = "UPDATE chat_messages SET heartbeat_at = now() - interval '14 s'"
    await change(url, f"{statement} WHERE message_id = %s", [reply.message_id])
    aged = await value(
        url, "SELECT heartbeat_at FROM chat_messages WHERE message_id = %s", [reply.message_id]
    )
    async with asyncio.timeout(SECONDS):
        while (
            await value(
                url,
                "SELECT heartbeat_at FROM chat_messages WHERE message_id = %s",
                [reply.message_id],
            )
            <= aged
        ):
            await asyncio.sleep(0.1)
    assert (await row(url, reply.message_id))[0] == "streaming"


async def test_an_engine_reads_of_its_own_conversation_and_not_too_much(
    two: tuple[Replica, Replica], url: str
) -> None:
    one, _ = two
    user_id, job_id = new_id(), new_id()

    async def asked(content: str, answer: str, user: str = user_id, job: str = job_id) -> None:
        reply = await one.ask(user, job, content)
        one.engine.say(answer, Answer(answer, standalone=False))
        await until_row(url, reply.message_id, "complete")

    for number in range(7):
        await asked(f"q{number}", f"a{number}")
    await asked("another job", "no", job=new_id())
    await asked("another person", "no", user=new_id())
    await asked("q7", "a7")
    history = [(turn.role, turn.content) for turn in one.engine.asked[-1].history]
    expected = [(role, f"{role[0].replace('u', 'q')}{n}") for n in range(2, 7) for role in ROLES]
    assert history == expected
    await asked("x" * 4000, "y" * 5000)
    await asked("q9", "a9")
    assert sum(len(turn.content) for turn in one.engine.asked[-1].history) <= 8000


ROLES = ("user", "assistant")


async def test_erasing_leaves_nothing_of_an_answer_that_is_being_given(
    two: tuple[Replica, Replica], url: str
) -> None:
    """Also where another process gives it, which hears of nothing."""
    here, there = two
    user_id = new_id()
    replies = [await each.ask(user_id, new_id()) for each in two]
    for each, reply in zip(two, replies, strict=True):
        each.engine.say("Secret")
        await until_content(url, reply, "Secret")
    await here.service.erase_user(user_id)
    assert here.answering.find(replies[0].message_id) is None
    there.engine.say(" and more")
    await until(lambda: there.answering.find(replies[1].message_id) is None)
    statement = "SELECT count(*) FROM chat_messages WHERE user_id = %s"
    assert await value(url, statement, [user_id]) == 0


async def test_what_is_kept_is_listed_for_reconciling(
    two: tuple[Replica, Replica], url: str
) -> None:
    one, _ = two
    await one.ask(new_id(), new_id())
    assert UPLOAD in await one.messages.uploads("", 100)
    await one.service.erase_file(UPLOAD)
    assert UPLOAD not in await one.messages.uploads("", 100)
    assert not one.answering.everything()

"""Stored answers on a real database and a real index: whose they are, what replaces what, and what
is left when the index is lost or somebody is erased.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from libs.db.database import Database, database
from libs.db.ids import new_id
from libs.db.migrate import migrate
from libs.vectors.index import IndexUnavailable, VectorIndex
from services.analysis.engines.embedding import MiniLMEmbedder
from services.chat.engines.engine import Citation
from services.chat.pair_repository import MOST_PAIRS, PairRepository
from services.chat.pairs import PREFIX, StoredAnswers
from services.chat.stored import Embedded, PairScope, StoredAnswer
from tests.support.database import rows, value
from tests.support.index import client_of, restart_without_data
from tests.support.servers import Postgres, ServerFactory, WithUrl
from tests.support.stack import DATABASE_PASSWORD

SKILLS = "What are my top skills?"
ALIKE = "What are my strongest skills?"
QUOTE = (Citation(None, 4, 120, 126, "Python"),)


@pytest.fixture(scope="module")
def minilm() -> Iterator[MiniLMEmbedder]:
    embedder = MiniLMEmbedder()
    yield embedder
    embedder.close()


@pytest.fixture(scope="module")
def chroma(server_factory: ServerFactory) -> Iterator[WithUrl]:
    server = server_factory.chroma()
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def url(postgres: Postgres) -> str:
    made = postgres.create_database(f"pairs_{secrets.token_hex(4)}", DATABASE_PASSWORD)
    asyncio.run(migrate("services.chat", made))
    return made


@pytest.fixture
async def kept(url: str) -> AsyncIterator[Database]:
    async with database(url, 4) as opened:
        yield opened


def scope() -> PairScope:
    return PairScope(new_id(), new_id(), new_id(), "1")


@dataclass
class Asking:
    """Stored answers, asked by text."""

    pairs: StoredAnswers
    index: VectorIndex
    minilm: MiniLMEmbedder
    scopes: list[PairScope] = field(default_factory=list[PairScope])

    async def embedded(self, texts: Sequence[str]) -> list[Embedded]:
        return [Embedded(self.minilm.model, row) for row in await self.minilm.embed(texts)]

    async def keep(
        self, of: PairScope, question: str, answer: str, *, replace: bool = True
    ) -> None:
        (embedded,) = await self.embedded([question])
        stored = StoredAnswer(answer, QUOTE, "builtin")
        await self.pairs.keep(of, question, embedded, stored, replace=replace)

    async def keep_set(self, of: PairScope, set_id: str, **answers: str) -> None:
        """Questions by name: q_skills="…" is "Question about skills?"."""
        given = [
            (f"Tell me about your {name}.", StoredAnswer(answer, (), "builtin"))
            for name, answer in answers.items()
        ]
        embedded = await self.embedded([question for question, _ in given])
        await self.pairs.keep_set(of, set_id, given, embedded)

    async def ask(self, of: PairScope, question: str, engine: str = "builtin") -> str | None:
        (embedded,) = await self.embedded([question])
        found = await self.pairs.find(of, question, embedded, engine)
        return found.text if found else None


@pytest.fixture
async def asking(kept: Database, chroma: WithUrl, minilm: MiniLMEmbedder) -> Asking:
    index = VectorIndex(chroma.url, PREFIX)
    pairs = StoredAnswers(PairRepository(kept), index)
    await pairs.repair()
    return Asking(pairs, index, minilm)


async def vectors_of(chroma: WithUrl, **condition: str) -> list[str]:
    """Ids in every collection, asked of the server itself."""
    client = await client_of(chroma)
    found: list[str] = []
    for collection in await client.list_collections():
        got = await collection.get(where=dict(condition))
        assert not any(got["documents"] or ())  # never text
        found += got["ids"]
    return found


async def test_the_same_question_is_answered_as_before(asking: Asking) -> None:
    of = scope()
    await asking.keep(of, SKILLS, "Python, first of all.")
    (embedded,) = await asking.embedded([ALIKE])
    found = await asking.pairs.find(of, ALIKE, embedded, "builtin")
    assert found == StoredAnswer("Python, first of all.", QUOTE, "builtin")
    assert await asking.ask(of, "What skills do I not have?") is None
    assert await asking.ask(of, "Who wrote Hamlet?") is None


async def test_among_many_alike_the_right_one_answers(asking: Asking) -> None:
    of = scope()
    places = ["Northlight", "Riverton", "Orvane", "Castellan Bank", "Blue Heron", "Kestrel Labs"]
    for place in [*places, *(f"Harbour {number}" for number in range(8))]:
        await asking.keep(of, f"What did I do at {place}?", f"Things at {place}.")
    for place in places:
        asked = f"What were my responsibilities at {place}?"
        assert await asking.ask(of, asked) == f"Things at {place}."
    assert await asking.ask(of, "What did I do at Brightwater?") is None


async def test_an_answer_is_given_in_its_scope_alone(asking: Asking) -> None:
    of = scope()
    await asking.keep(of, SKILLS, "Mine.")
    for other in (
        replace(of, user_id=new_id()),
        replace(of, job_id=new_id()),
        replace(of, profile_version="2"),
    ):
        assert await asking.ask(other, SKILLS) is None
    (embedded,) = await asking.embedded([SKILLS])
    another = Embedded("another", embedded.vector)
    assert await asking.pairs.find(of, SKILLS, another, "builtin") is None
    assert await asking.ask(of, SKILLS) == "Mine."


async def test_another_engine_answers_for_itself_but_for_what_a_set_says(asking: Asking) -> None:
    of = scope()
    await asking.keep_set(of, new_id(), strengths="Of the set.")
    for number in range(12):
        await asking.keep(of, f"What did I do in {2000 + number}?", f"In {2000 + number}.")
    assert await asking.ask(of, "What did I do in 2004?", "a-model") is None
    assert await asking.ask(of, "Tell me about your strengths.", "a-model") == "Of the set."
    asked = "Which things did I do in 2004?"  # the others, as alike, don't hide what may answer
    (embedded,) = await asking.embedded([asked])
    models = StoredAnswer("The model's.", (), "a-model")
    await asking.pairs.keep(of, asked, embedded, models, replace=False)
    assert await asking.ask(of, "What did I do in 2004?", "a-model") == "The model's."
    assert await asking.ask(of, "What did I do in 2004?") == "In 2004."


async def test_the_same_words_are_one_pair(asking: Asking, url: str, chroma: WithUrl) -> None:
    of = scope()
    await asking.keep(of, SKILLS, "Before.")
    await asking.keep(of, "  what are my TOP  skills ", "After.")
    count = "SELECT count(*) FROM qa_pairs WHERE job_id = %s"
    assert await value(url, count, [of.job_id]) == 1
    assert len(await vectors_of(chroma, job_id=of.job_id)) == 1
    assert await asking.ask(of, SKILLS) == "After."


async def test_what_was_kept_while_an_answer_was_made_stays(asking: Asking) -> None:
    of, question = scope(), "Tell me about your strengths."
    await asking.keep_set(of, new_id(), strengths="Of the set.")
    await asking.keep(of, question, "Made meanwhile.", replace=False)
    assert await asking.ask(of, question) == "Of the set."
    await asking.keep(of, question, "Asked for anew.")
    assert await asking.ask(of, question) == "Asked for anew."
    other = replace(of, profile_version="2")  # what may not be given stands in nobody's way
    await asking.keep(other, question, "Of the new profile.", replace=False)
    assert await asking.ask(other, question) == "Of the new profile."


async def test_a_set_replaces_the_one_before(asking: Asking, chroma: WithUrl) -> None:
    of, first, second = scope(), new_id(), new_id()
    await asking.keep(of, SKILLS, "From the chat.")
    await asking.keep_set(of, first, strengths="Old.", hobbies="Gone.")
    await asking.keep_set(of, second, strengths="New.", team="Came.")
    await asking.keep_set(of, second, strengths="New.", team="Came.")  # told twice
    await asking.keep_set(of, first, strengths="Old.", hobbies="Gone.")  # told late
    assert await asking.ask(of, "Tell me about your strengths.") == "New."
    assert await asking.ask(of, "Tell me about your team.") == "Came."
    assert await asking.ask(of, "Tell me about your hobbies.") is None
    assert await asking.ask(of, SKILLS) == "From the chat."
    assert len(await vectors_of(chroma, job_id=of.job_id)) == 3


async def test_two_sets_at_once_leave_the_newer(asking: Asking, url: str) -> None:
    of, sets = scope(), [new_id() for _ in range(4)]
    await asyncio.gather(
        *(asking.keep_set(of, one, strengths=one, team=one) for one in reversed(sets))
    )
    found = await rows(url, "SELECT DISTINCT set_id FROM qa_pairs WHERE job_id = %s", [of.job_id])
    assert [str(set_id) for (set_id,) in found] == [sets[-1]]
    assert await asking.ask(of, "Tell me about your team.") == sets[-1]


async def test_a_question_of_a_set_answered_anew_stays_of_it(asking: Asking) -> None:
    of, first, second = scope(), new_id(), new_id()
    await asking.keep_set(of, first, strengths="Of the set.")
    await asking.keep(of, "Tell me about your strengths.", "Anew.")
    assert await asking.ask(of, "Tell me about your strengths.") == "Anew."
    await asking.keep_set(of, second, team="Newer.")
    assert await asking.ask(of, "Tell me about your strengths.") is None


async def test_what_an_older_profile_said_is_dropped(asking: Asking, chroma: WithUrl) -> None:
    of = scope()
    await asking.keep(of, SKILLS, "Old.")
    newer = replace(of, profile_version="2")
    await asking.keep(newer, "Do I know Python?", "Yes.")
    await asking.pairs.drop_outdated(of.job_id, "2")
    assert await asking.ask(of, SKILLS) is None
    assert await asking.ask(newer, "Do I know Python?") == "Yes."
    assert len(await vectors_of(chroma, job_id=of.job_id)) == 1


async def test_a_job_keeps_so_many_and_the_oldest_of_the_chat_go(
    asking: Asking, url: str, chroma: WithUrl
) -> None:
    of = scope()
    await asking.keep_set(of, new_id(), strengths="Of the set.")
    (embedded,) = await asking.embedded(["Question?"])
    answer = StoredAnswer("Answer.", (), "builtin")
    for number in range(MOST_PAIRS + 5):
        await asking.pairs.keep(of, f"Question {number}?", embedded, answer, replace=False)
    found = await rows(url, "SELECT question FROM qa_pairs WHERE job_id = %s", [of.job_id])
    questions = {question for (question,) in found}
    assert len(questions) == MOST_PAIRS
    assert {"Tell me about your strengths.", f"Question {MOST_PAIRS + 4}?"} <= questions
    assert not {f"Question {number}?" for number in range(6)} & questions
    assert len(await vectors_of(chroma, job_id=of.job_id)) == MOST_PAIRS


async def test_what_is_too_long_is_not_kept(asking: Asking, url: str) -> None:
    of = scope()
    await asking.keep(of, "Why? " * 1000, "Because.")
    await asking.keep(of, "Why?", "Because. " * 2000)
    count = "SELECT count(*) FROM qa_pairs WHERE job_id = %s"
    assert await value(url, count, [of.job_id]) == 0


@pytest.mark.parametrize("whose", ["user", "upload"])
async def test_erasing_leaves_nothing(
    asking: Asking, url: str, chroma: WithUrl, whose: str
) -> None:
    of, other = scope(), scope()
    for each in (of, other):
        await asking.keep(each, SKILLS, "Python.")
        await asking.keep_set(each, new_id(), strengths="Calm.", team="Good.")
    if whose == "user":
        await asking.pairs.erase_user(of.user_id)
    else:
        await asking.pairs.erase_upload(of.upload_id)
    count = "SELECT count(*) FROM qa_pairs WHERE job_id = %s"
    assert await value(url, count, [of.job_id]) == 0
    assert await vectors_of(chroma, job_id=of.job_id) == []
    assert await asking.ask(of, SKILLS) is None
    assert await asking.ask(other, SKILLS) == "Python."
    assert len(await vectors_of(chroma, job_id=other.job_id)) == 3


async def test_an_erasure_is_not_done_while_the_index_is_away(kept: Database) -> None:
    pairs = StoredAnswers(PairRepository(kept), VectorIndex("http://127.0.0.1:9", PREFIX))
    with pytest.raises(IndexUnavailable):
        await pairs.erase_user(new_id())


async def test_vectors_of_no_pair_are_removed(asking: Asking, url: str, chroma: WithUrl) -> None:
    of = scope()
    (embedded,) = await asking.embedded([SKILLS])
    owner = {"user_id": of.user_id, "upload_id": of.upload_id, "job_id": of.job_id}
    await asking.index.upsert(embedded.model, [new_id()], embedded.vector[None], [owner])
    assert len(await vectors_of(chroma, job_id=of.job_id)) == 1
    await asking.pairs.repair()
    assert await vectors_of(chroma, job_id=of.job_id) == []


async def test_answers_outlive_the_index(
    kept: Database, server_factory: ServerFactory, minilm: MiniLMEmbedder
) -> None:
    """Killed, its directory deleted, started again: answers all the while, then vectors again."""
    chroma = server_factory.chroma()
    chroma.start()
    try:
        index = VectorIndex(chroma.url, PREFIX)
        asking = Asking(StoredAnswers(PairRepository(kept), index), index, minilm)
        await asking.pairs.repair()
        of = scope()
        for number in range(12):
            await asking.keep(of, f"What did I do in {2000 + number}?", f"In {2000 + number}.")
        chroma.kill()
        assert await asking.ask(of, "In 2004, what did I do?") == "In 2004."
        await asking.keep(of, SKILLS, "Kept meanwhile.")
        with pytest.raises(IndexUnavailable):
            await asking.pairs.repair()
        await restart_without_data(chroma)
        assert await vectors_of(chroma, job_id=of.job_id) == []
        assert await asking.ask(of, "In 2004, what did I do?") == "In 2004."
        await asking.pairs.repair()
        assert len(await vectors_of(chroma, job_id=of.job_id)) == 13
        assert await asking.ask(of, ALIKE) == "Kept meanwhile."
    finally:
        chroma.remove()

"""Chat while Chroma is away: answers come all the same, and what is stored is there, once."""

from __future__ import annotations

from tests.fake_openai.modes import Mode
from tests.fault.talk import NUMBER, PIECES, TEXT, Talk, in_thread, whole
from tests.support import stored
from tests.support.probes import eventually
from tests.support.resumes import name
from tests.support.servers import WithUrl
from tests.support.tabs import Tab

QUESTION = "What is my name?"
OTHER = "Which lines speak of inventory planning?"
NAME = f"{name(NUMBER)}."
PLANNING = "Inventory planning."


def chroma_of(talk: Talk) -> WithUrl:
    assert talk.stack.chroma is not None
    return talk.stack.chroma


async def asked(talk: Talk, tab: Tab, question: str) -> tuple[str, bool]:
    """The answer, and whether it was a stored one."""
    await tab.ask(question, talk.job_id)
    heard = await tab.answer()
    text = whole(heard)
    assert heard.end is not None
    return text, heard.end["metadata"]["from_qa"]


async def until_stored(talk: Talk, tab: Tab, question: str, text: str) -> None:
    async def given_again() -> bool:
        return await asked(talk, tab, question) == (text, True)

    await eventually(given_again)


async def until_indexed(talk: Talk, count: int) -> None:
    async def each_once() -> bool:
        return await stored.both(talk.stack, talk.job_id) == (count, count)

    await eventually(each_once, within=40)


async def test_answers_come_without_chroma(talk: Talk) -> None:
    talk.model.modes.chat = Mode(text="Quick. As told.")
    await in_thread(chroma_of(talk).kill)
    async with talk.tab() as tab:
        for number in range(2):
            await tab.ask(f"What is my {number}?", talk.job_id, fresh=True)
            assert whole(await tab.answer()) == "Quick. As told."
        await in_thread(chroma_of(talk).start)
        assert whole(await talk.again(tab)) == "Quick. As told."


async def test_what_is_stored_is_given_while_chroma_is_away_and_when_it_is_back(talk: Talk) -> None:
    async with talk.tab() as tab:
        talk.model.modes.chat = Mode(text=f"{NAME} [[1]]")
        assert await asked(talk, tab, QUESTION) == (NAME, False)
        await until_stored(talk, tab, QUESTION, NAME)
        await until_indexed(talk, 1)
        await in_thread(chroma_of(talk).kill)
        calls = talk.model.total("chat")
        for _ in range(2):
            assert await asked(talk, tab, QUESTION) == (NAME, True)
        assert talk.model.total("chat") == calls
        # What is answered meanwhile is stored as well.
        line = _line_of(talk, "Inventory planning")
        talk.model.modes.chat = Mode(text=f"{PLANNING} [[{line}]]")
        assert await asked(talk, tab, OTHER) == (PLANNING, False)
        await until_stored(talk, tab, OTHER, PLANNING)
        await in_thread(chroma_of(talk).start)
        calls = talk.model.total("chat")
        for question, text in ((QUESTION, NAME), (OTHER, PLANNING)):
            assert await asked(talk, tab, question) == (text, True)
        await until_indexed(talk, 2)
        for question, text in ((QUESTION, NAME), (OTHER, PLANNING)):
            assert await asked(talk, tab, question) == (text, True)
        assert talk.model.total("chat") == calls


async def test_chroma_is_killed_while_an_answer_grows(talk: Talk) -> None:
    """Its index is asked before an answer begins and told when it has ended."""
    talk.model.modes.chat = Mode(text=f"{NAME} [[1]] {TEXT}", pieces=PIECES, pause=0.05)
    async with talk.tab() as tab, talk.tab() as other:
        await tab.ask(QUESTION, talk.job_id)
        first = await tab.delta()
        await in_thread(chroma_of(talk).kill)
        assert tab.answers[first["message_id"]].end is None  # it is still being given
        text = f"{NAME} {TEXT}"
        assert whole(await tab.answer()) == text
        assert whole(await other.answer()) == text
        answer, question = await talk.history()
        assert (question["content"], answer["content"]) == (QUESTION, text)
        await until_stored(talk, other, QUESTION, text)
        await in_thread(chroma_of(talk).start)
        await until_indexed(talk, 1)
        assert await asked(talk, other, QUESTION) == (text, True)
        assert await talk.unended() == 0


def _line_of(talk: Talk, words: str) -> int:
    """The number that a model is told of the line with these words."""
    _, body = next(found for found in reversed(talk.model.requests) if found[0] == "chat")
    prompt = "\n".join(message["content"] for message in body["messages"])
    line = next(line for line in prompt.split("\n") if words in line and line.startswith("["))
    return int(line[1 : line.index("]")])

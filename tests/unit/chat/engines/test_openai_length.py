"""How much of a resume a model is given: the whole where it fits, else its best passages."""

from __future__ import annotations

import pytest

from libs.llm.chat import ChatModel
from libs.llm.errors import ModelContextExceeded
from services.chat.engines.engine import Passage, Resume
from services.chat.engines.openai import ModelAnswers
from services.chat.settings import RESUME_CHARACTERS
from tests.fake_openai.server import FakeOpenAI
from tests.unit.chat.engines.asking import BUILD, Within, ask, says, sent
from tests.unit.chat.engines.resumes import TEXT, resume_of

LIGHTHOUSE = "Kept the lighthouse of Bugio"


def long_resume(characters: int) -> tuple[Resume, Passage]:
    """A resume of about that length, and the passage at its end."""
    line = "Line {} about ordinary things done there\n"
    lines = "".join(line.format(number) for number in range(characters // len(line)))
    start = len(lines)
    resume = resume_of(lines + LIGHTHOUSE, 40)
    page = resume.lines[-1].page
    return resume, Passage(LIGHTHOUSE, start, len(resume.text), page, 0.9)


async def test_a_long_resume_is_given_whole_to_a_model_that_holds_it(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    resume, _ = long_resume(100_000)
    assert 90_000 < len(resume.text) <= RESUME_CHARACTERS
    says(fake)
    _, whole = await ask(engine, within(5), "lighthouse?", resume=resume)
    assert [place.quote for place in whole.citations] == [LIGHTHOUSE]
    assert sent(fake).count(" about ordinary things") == resume.text.count(" about ordinary things")
    assert fake.total("chat") == 1


async def test_of_one_that_is_longer_than_is_allowed_the_best_passages_are_given(
    fake: FakeOpenAI, chat: ChatModel, within: Within
) -> None:
    engine = ModelAnswers(chat, resume_characters=24_000)
    resume, passage = long_resume(40_000)
    says(fake)
    _, whole = await ask(engine, within(5), "lighthouse?", resume=resume, passages=(passage,))
    assert [place.quote for place in whole.citations] == [LIGHTHOUSE]
    assert whole.citations[0].page == passage.page
    assert len(sent(fake)) < 40_000
    await ask(engine, within(5), "lighthouse?", resume=resume)  # none could be searched
    assert "[1] Line 0" in sent(fake)
    assert LIGHTHOUSE not in sent(fake)


async def test_a_model_that_does_not_hold_the_whole_is_given_less(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    text = TEXT + "\n" + "\n".join(f"Line {number} of ordinary things" for number in range(600))
    says(fake, window=8_000)
    _, whole = await ask(engine, within(5), "Bazel?", resume=resume_of(text))
    assert whole.citations[0].quote == BUILD
    assert fake.total("chat") == 3
    says(fake, window=100)
    with pytest.raises(ModelContextExceeded):
        await ask(engine, within(5))


async def test_what_it_did_not_hold_is_not_sent_again(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    resume, passage = long_resume(60_000)
    says(fake, window=50_000)
    for calls in (2, 3):
        _, whole = await ask(engine, within(5), "lighthouse?", resume=resume, passages=(passage,))
        assert [place.quote for place in whole.citations] == [LIGHTHOUSE]
        assert fake.total("chat") == calls
    other, _ = long_resume(30_000)
    await ask(engine, within(5), "lighthouse?", resume=other)
    assert sent(fake).count(" about ordinary things") == other.text.count(" about ordinary things")


async def test_a_window_that_has_grown_is_noticed_after_nothing_fitted(
    fake: FakeOpenAI, engine: ModelAnswers, within: Within
) -> None:
    resume, passage = long_resume(30_000)
    says(fake, window=100)
    with pytest.raises(ModelContextExceeded):
        await ask(engine, within(5), "lighthouse?", resume=resume, passages=(passage,))
    says(fake)
    lines = resume.text.count(" about ordinary things")
    for given_whole in (False, True):
        await ask(engine, within(5), "lighthouse?", resume=resume, passages=(passage,))
        assert (sent(fake).count(" about ordinary things") == lines) == given_whole

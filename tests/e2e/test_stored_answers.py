"""Stored answers as people meet them: given to the same question alone, and gone with their resume.

The builtin engine answers: whether two questions are the same is ours to say, not a model's.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from libs.profile.model import Profile
from tests.e2e.conftest import Person
from tests.e2e.profiles import analysed, announce, rewrite
from tests.support import stored
from tests.support.probes import eventually
from tests.support.stack import Stack
from tests.support.tabs import Tab

DUTIES = "What did I do at Harbor Mills?"
SAME_DUTIES = "What were my responsibilities at Harbor Mills?"
LENGTH = "How long did I work as an Operations Analyst at {}?"
MOVE = "Did I go from {} to {}?"
MILLS, NORTHLIGHT = "Harbor Mills", "Northlight Logistics"
# What embeddings take for the same question as the one stored, and is another.
NEAR_MISSES = [
    pytest.param(DUTIES, "What did I not do at Harbor Mills?", id="negated"),
    pytest.param(MOVE.format(MILLS, NORTHLIGHT), MOVE.format(NORTHLIGHT, MILLS), id="reversed"),
    pytest.param(LENGTH.format(MILLS), LENGTH.format(NORTHLIGHT), id="other employer"),
]


class Asking:
    """Somebody who asks about their resumes, and a look at what is stored of the answers."""

    def __init__(self, system: Stack, person: Person, tab: Tab) -> None:
        self.system, self.person, self.tab = system, person, tab

    async def ask(self, question: str, job_id: str, *, fresh: bool = False) -> tuple[str, bool]:
        """The answer, and whether it was a stored one."""
        await self.tab.ask(question, job_id, fresh=fresh)
        heard = await self.tab.answer()
        assert heard.end is not None
        assert heard.status == "complete", heard.end
        return heard.text, heard.end["metadata"]["from_qa"]

    async def store(self, question: str, job_id: str) -> str:
        """The answer, once it is given as a stored one."""
        text, from_qa = await self.ask(question, job_id)
        assert not from_qa

        async def given_again() -> bool:
            return await self.ask(question, job_id) == (text, True)

        await eventually(given_again)
        return text

    async def nothing_stored(self, job_id: str) -> bool:
        return await stored.both(self.system, job_id) == (0, 0)


@pytest.fixture
async def asking(system: Stack, ana: Person) -> AsyncIterator[Asking]:
    async with ana.socket() as socket:
        yield Asking(system, ana, Tab(socket))


async def test_a_paraphrase_is_answered_from_what_is_stored(asking: Asking) -> None:
    job_id = await analysed(asking.person)
    made = await asking.store(DUTIES, job_id)
    assert MILLS in made
    assert await asking.ask(SAME_DUTIES, job_id) == (made, True)
    assert await stored.pairs(asking.system, job_id) == 1
    history = await asking.person.call("GET", f"/api/chat/messages?job_id={job_id}&limit=2")
    answer, question = history.json()["items"]
    assert (question["content"], answer["content"]) == (SAME_DUTIES, made)
    assert answer["metadata"]["from_qa"] is True
    assert answer["metadata"]["citations"]


@pytest.mark.parametrize(("before", "asked"), NEAR_MISSES)
async def test_a_near_miss_is_answered_anew(asking: Asking, before: str, asked: str) -> None:
    job_id = await analysed(asking.person)
    await asking.store(before, job_id)
    text, from_qa = await asking.ask(asked, job_id)
    assert not from_qa
    if "How long" in asked:
        assert NORTHLIGHT in text
        assert MILLS not in text


async def test_fresh_asks_for_a_new_answer(asking: Asking) -> None:
    job_id = await analysed(asking.person)
    made = await asking.store(DUTIES, job_id)
    assert await asking.ask(SAME_DUTIES, job_id, fresh=True) == (made, False)
    assert await asking.ask(SAME_DUTIES, job_id) == (made, True)


async def test_another_analysis_of_the_upload_has_answers_of_its_own(asking: Asking) -> None:
    job_id = await analysed(asking.person)
    made = await asking.store(DUTIES, job_id)
    again = await asking.person.submit((await asking.person.job(job_id))["upload_id"])
    assert (await asking.person.ended(again))["status"] == "completed"
    assert await asking.ask(DUTIES, again) == (made, False)
    assert await asking.ask(DUTIES, job_id) == (made, True)


async def test_what_was_said_of_an_older_profile_is_dropped(asking: Asking) -> None:
    job_id = await analysed(asking.person)
    made = await asking.store(DUTIES, job_id)
    answer = await asking.person.call("GET", f"/api/analysis/profile?job_id={job_id}")
    profile = Profile.model_validate_json(answer.content)
    for post in profile.experience:
        post.title = "Harbour Pilot"
    await rewrite(asking.system, job_id, profile)
    changed, from_qa = await asking.ask(SAME_DUTIES, job_id)
    assert not from_qa
    assert "Harbour Pilot" in changed
    assert "Harbour Pilot" not in made
    await announce(asking.system, job_id)

    async def one_left() -> bool:
        return await stored.both(asking.system, job_id) == (1, 1)

    await eventually(one_left)
    assert await asking.ask(DUTIES, job_id) == (changed, True)


async def test_an_erased_upload_leaves_no_stored_answer(asking: Asking) -> None:
    job_id, other = await analysed(asking.person), await analysed(asking.person)
    for each in (job_id, other):
        await asking.store(DUTIES, each)
    assert await stored.both(asking.system, job_id) == (1, 1)
    upload_id = (await asking.person.job(job_id))["upload_id"]
    assert (await asking.person.call("DELETE", f"/api/uploads/{upload_id}")).status_code == 204

    async def gone() -> bool:
        return await asking.nothing_stored(job_id)

    await eventually(gone, within=60)
    await asking.tab.ask(DUTIES, job_id)
    assert (await asking.tab.error())["code"] == "job_not_found"
    assert (await asking.ask(DUTIES, other))[1]

"""Chat as people use it: through the gateway, with the builtin engine, on a real resume."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from websockets.exceptions import ConnectionClosed

from tests.e2e.conftest import Person
from tests.support import files
from tests.support.probes import eventually
from tests.support.resumes import name, resume_docx
from tests.support.tabs import Tab

NUMBER = 5  # of the resume


@pytest.fixture
async def job_id(ana: Person) -> str:
    found = await ana.submit(await ana.upload(resume_docx(NUMBER)))
    assert (await ana.ended(found))["status"] == "completed"
    return found


async def test_a_question_is_answered_from_the_resume_in_every_tab(
    ana: Person, job_id: str
) -> None:
    async with ana.socket() as first, ana.socket() as second:
        one, two = Tab(first), Tab(second)
        client_id = await one.ask("What is my name?", job_id)
        answers = [await tab.answer() for tab in (one, two)]
        assert answers[0] == answers[1]
        heard = answers[0]
        assert heard.end is not None
        assert heard.text == heard.end["content"]
        assert name(NUMBER) in heard.text
        assert heard.end["seq"] == heard.seq + 1
        assert heard.end["metadata"]["engine"] == "builtin"
        assert (heard.status, heard.end["metadata"]["from_qa"]) == ("complete", False)
        quotes = [found["quote"] for found in heard.end["metadata"]["citations"]]
        assert name(NUMBER) in quotes
        for tab in (one, two):
            assert tab.count(client_id=client_id) == 1
            question = next(frame for frame in tab.frames if frame.get("role") == "user")
            assert question["content"] == "What is my name?"
            assert heard.end["reply_to"] == question["message_id"]
    history = (await ana.call("GET", f"/api/chat/messages?job_id={job_id}")).json()
    answer, question = history["items"]
    assert (question["role"], question["content"]) == ("user", "What is my name?")
    assert (answer["role"], answer["content"]) == ("assistant", heard.text)
    assert answer["metadata"] == heard.end["metadata"]


async def test_nobody_else_asks_hears_or_reads(ana: Person, bob: Person, job_id: str) -> None:
    async with ana.socket() as mine, bob.socket() as theirs:
        tab, other = Tab(mine), Tab(theirs)
        await other.ask("What is the name?", job_id)
        assert (await other.error())["code"] == "job_not_found"
        await tab.ask("What is my name?", job_id)
        end = (await tab.answer()).end
        assert end is not None
        for frame in (
            {"type": "resume", "message_id": end["message_id"], "after": 0},
            {"type": "cancel", "message_id": end["message_id"]},
        ):
            await other.send(**frame)
            assert (await other.error())["code"] == "message_not_found"
        assert {frame["type"] for frame in other.frames} == {"error"}
    answer = await bob.call("GET", f"/api/chat/messages?job_id={job_id}")
    assert (answer.status_code, answer.json()["code"]) == (404, "job_not_found")


async def test_an_answer_is_taken_up_again_on_another_connection(ana: Person, job_id: str) -> None:
    async with ana.socket() as socket:
        tab = Tab(socket)
        await tab.ask("Summarize my resume.", job_id)
        began = await tab.delta()
    async with ana.socket() as socket:
        again = Tab(socket)
        message_id, seq = began["message_id"], began["seq"]
        again.answers[message_id] = tab.answers[message_id]
        await again.send(type="resume", message_id=message_id, after=seq)
        heard = await again.answer()
        assert heard.end is not None
        assert heard.text == heard.end["content"]


async def test_the_same_question_again_is_answered_from_what_is_stored(
    ana: Person, job_id: str
) -> None:
    async with ana.socket() as socket:
        tab = Tab(socket)

        async def asked(content: str, *, fresh: bool = False) -> tuple[str, bool]:
            await tab.ask(content, job_id, fresh=fresh)
            heard = await tab.answer()
            assert heard.end is not None
            assert heard.status == "complete"
            return heard.text, heard.end["metadata"]["from_qa"]

        made, from_qa = await asked("Which skills do I have?")
        assert not from_qa

        async def stored() -> bool:
            return await asked("Which skills do I have?") == (made, True)

        await eventually(stored)
        assert await asked("Which skills do I have?", fresh=True) == (made, False)


async def test_an_interview_question_is_answered_from_its_set(ana: Person, job_id: str) -> None:
    """As soon as the set is complete, and told as it is shown there."""
    body = {"job_id": job_id, "count": 3}
    headers = {"Prefer": "wait=30"}
    answer = await ana.call("POST", "/api/analysis/interview-questions", json=body, headers=headers)
    assert answer.json()["status"] == "completed", answer.text
    wanted = answer.json()["questions"][0]
    async with ana.socket() as socket:
        tab = Tab(socket)

        async def told() -> bool:
            await tab.ask(wanted["question"], job_id)
            heard = await tab.answer()
            assert heard.end is not None
            return heard.end["metadata"]["from_qa"] and heard.text == wanted["answer"]

        await eventually(told)


async def test_the_same_message_sent_twice_is_one(ana: Person, job_id: str) -> None:
    async with ana.socket() as socket:
        tab = Tab(socket)
        client_id = await tab.ask("Where do I live?", job_id)
        await tab.ask("Where do I live?", job_id, client_id)
        first = await tab.answer()
        assert first.end is not None
    async with ana.socket() as socket:
        again = Tab(socket)
        await again.ask("Where do I live?", job_id, client_id)
        heard = await again.answer()
        assert heard.end == first.end
        assert heard.text == first.text
    history = (await ana.call("GET", f"/api/chat/messages?job_id={job_id}")).json()
    assert len(history["items"]) == 2


async def test_a_job_without_a_profile_answers_nothing(ana: Person) -> None:
    failed = await ana.submit(await ana.upload(files.docx("nothing here")))
    await ana.ended(failed)
    async with ana.socket() as socket:
        tab = Tab(socket)
        client_id = await tab.ask("What is my name?", failed)
        refused = await tab.error()
        assert (refused["code"], refused["client_id"]) == ("job_not_completed", client_id)
    history = await ana.call("GET", f"/api/chat/messages?job_id={failed}")
    assert history.json() == {"items": [], "next_cursor": None}


async def test_history_comes_in_pages(ana: Person, job_id: str) -> None:
    async with ana.socket() as socket:
        tab = Tab(socket)
        for _ in range(3):
            await tab.ask("What is my name?", job_id)
            await tab.answer()
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        path = f"/api/chat/messages?job_id={job_id}&limit=4&cursor={cursor}"
        page = (await ana.call("GET", path)).json()
        seen += [item["message_id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(seen) == len(set(seen)) == 6
    assert seen == sorted(seen, reverse=True)


async def test_logout_closes_and_nothing_more_is_said(ana: Person, job_id: str) -> None:
    async with ana.socket() as socket:
        tab = Tab(socket)
        await tab.ask("What is my name?", job_id)
        await tab.answer()
        assert (await ana.call("POST", "/api/auth/logout")).status_code == 204
        with contextlib.suppress(ConnectionClosed):
            async with asyncio.timeout(5):
                while True:
                    await tab.ask("And my email?", job_id)
                    await tab.next()
        assert socket.close_code == 4401


async def test_deleting_the_resume_deletes_what_was_said_of_it(ana: Person, job_id: str) -> None:
    async with ana.socket() as socket:
        tab = Tab(socket)
        await tab.ask("What is my name?", job_id)
        end = (await tab.answer()).end
        assert end is not None
        upload_id = (await ana.job(job_id))["upload_id"]
        assert (await ana.call("DELETE", f"/api/uploads/{upload_id}")).status_code == 204

        async def gone() -> bool:
            answer = await ana.call("GET", f"/api/chat/messages?job_id={job_id}")
            return answer.status_code == 404

        await eventually(gone, within=60)
        await tab.send(type="resume", message_id=end["message_id"], after=0)
        assert (await tab.error())["code"] == "message_not_found"

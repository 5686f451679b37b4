"""What analysis tells chat of a resume: its text, its passages by meaning, and vectors of texts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from vitae.analysis.v1 import analysis_pb2, passage_pb2

from libs.rpc.errors import DomainError, Kind
from services.analysis.engines.embedding import DIMENSION
from tests.support import files
from tests.support.people import Person, Rpc, calling_as, parts_of
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.servers import Postgres, ServerFactory
from tests.support.stack import Stack, make_stack

QUESTION = "Which databases does she know?"


@pytest.fixture(scope="module")
def system(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, server_factory: ServerFactory
) -> Iterator[Stack]:
    """Analysis with an index of its own."""
    directory = tmp_path_factory.mktemp("passages")
    with make_stack(server_factory, directory, postgres, with_chroma=True) as running:
        running.start("auth", "upload", "analysis")
        yield running


@pytest.fixture
async def gateway(system: Stack) -> AsyncIterator[Rpc]:
    addresses = {name: system.address(name) for name in ("auth", "upload", "analysis")}
    addresses["passages"] = system.address("analysis")
    async with calling_as("gateway", system.keys.keyring("gateway"), addresses) as rpc:
        yield rpc


@pytest.fixture
async def chat(system: Stack) -> AsyncIterator[Rpc]:
    addresses = {"passages": system.address("analysis")}
    async with calling_as("chat", system.keys.keyring("chat"), addresses) as rpc:
        yield rpc


@dataclass
class Analysed:
    """Somebody whose resume was analysed."""

    person: Person
    job_id: str


@pytest.fixture
async def ada(gateway: Rpc) -> Analysed:
    person = await gateway.register()
    upload = await gateway.upload(person, parts_of(resume_docx(4), "cv.docx", files.DOCX_TYPE))
    submit = analysis_pb2.SubmitJobRequest(upload_id=upload.id)
    job_id = (await gateway.call("analysis", "SubmitJob", submit, person)).job.job_id

    async def completed() -> bool:
        asked = analysis_pb2.GetJobRequest(job_id=job_id)
        job = (await gateway.call("analysis", "GetJob", asked, person)).job
        return job.status == analysis_pb2.JOB_STATUS_COMPLETED

    await eventually(completed, 60)
    return Analysed(person, job_id)


async def vector_of(chat: Rpc, text: str = QUESTION) -> tuple[str, bytes]:
    answer = await chat.call("passages", "EmbedTexts", passage_pb2.EmbedTextsRequest(texts=[text]))
    return answer.model, answer.vectors


async def search(chat: Rpc, of: Analysed, limit: int = 3) -> list[Any]:
    model, vector = await vector_of(chat)
    request = passage_pb2.SearchPassagesRequest(
        job_id=of.job_id, model=model, vector=vector, limit=limit
    )
    answer = await chat.call("passages", "SearchPassages", request, of.person)
    return list(answer.passages)


async def resume(chat: Rpc, of: Analysed) -> Any:
    request = passage_pb2.GetResumeTextRequest(job_id=of.job_id)
    return await chat.call("passages", "GetResumeText", request, of.person)


async def test_the_text_of_a_resume_and_its_lines(chat: Rpc, ada: Analysed) -> None:
    found = await resume(chat, ada)
    lines = [found.text[line.start : line.end] for line in found.lines]
    assert "\n".join(lines) == found.text
    assert not any(line.HasField("page") for line in found.lines)  # a DOCX has none
    paragraphs = [line.paragraph for line in found.lines]
    assert paragraphs == sorted(paragraphs)
    assert paragraphs[0] == 0


async def test_passages_are_parts_of_that_text_best_first(chat: Rpc, ada: Analysed) -> None:
    text = (await resume(chat, ada)).text
    passages = await search(chat, ada)
    assert passages
    assert all(text[one.start : one.end] == one.text for one in passages)
    similarities = [one.similarity for one in passages]
    assert similarities == sorted(similarities, reverse=True)
    # The cosine is the one of the texts' own vectors.
    _, question = await vector_of(chat)
    _, passage = await vector_of(chat, passages[0].text)
    cosine = np.frombuffer(question, "<f4") @ np.frombuffer(passage, "<f4")
    assert similarities[0] == pytest.approx(cosine, abs=1e-3)


async def test_vectors_have_length_one_in_the_order_of_the_texts(chat: Rpc) -> None:
    request = passage_pb2.EmbedTextsRequest(texts=["bees", "boats", "bees"])
    answer = await chat.call("passages", "EmbedTexts", request)
    rows = np.frombuffer(answer.vectors, "<f4").reshape(3, answer.dimension)
    assert answer.dimension == DIMENSION
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    np.testing.assert_array_equal(rows[0], rows[2])
    assert rows[0] @ rows[1] < 0.9


async def test_a_killed_index_does_not_keep_passages_back(
    system: Stack, chat: Rpc, ada: Analysed
) -> None:
    assert system.chroma is not None
    before = await search(chat, ada)
    system.chroma.kill()
    try:
        during = await search(chat, ada)
    finally:
        system.chroma.start()  # not in a thread: the server would end with it
    assert [one.text for one in during] == [one.text for one in before]
    for one, other in zip(during, before, strict=True):
        assert one.similarity == pytest.approx(other.similarity, abs=1e-3)


async def test_another_persons_resume_is_not_found(gateway: Rpc, chat: Rpc, ada: Analysed) -> None:
    bob = Analysed(await gateway.register(), ada.job_id)
    for asked in (search, resume):
        with pytest.raises(DomainError) as refused:
            await asked(chat, bob)
        assert (refused.value.kind, refused.value.reason) == (Kind.NOT_FOUND, "JOB_NOT_FOUND")


async def test_only_chat_may_ask(gateway: Rpc, chat: Rpc, ada: Analysed) -> None:
    for asked in (search(gateway, ada), resume(gateway, ada), vector_of(gateway)):
        with pytest.raises(DomainError) as refused:
            await asked
        assert refused.value.kind is Kind.FORBIDDEN
    # Not by itself, but for a person.
    request = passage_pb2.GetResumeTextRequest(job_id=ada.job_id)
    with pytest.raises(DomainError) as refused:
        await chat.call("passages", "GetResumeText", request)
    assert refused.value.kind is Kind.UNAUTHENTICATED


async def test_a_broken_vector_is_refused(chat: Rpc, ada: Analysed) -> None:
    model, vector = await vector_of(chat)
    for broken in (vector[:-1], vector[:-4], b""):
        request = passage_pb2.SearchPassagesRequest(
            job_id=ada.job_id, model=model, vector=broken, limit=1
        )
        with pytest.raises(DomainError) as refused:
            await chat.call("passages", "SearchPassages", request, ada.person)
        assert refused.value.kind is Kind.INVALID


async def test_a_question_is_embedded_and_looked_up_at_once(chat: Rpc, ada: Analysed) -> None:
    """The model is in memory before the first question; a generous bound on a busy machine."""
    for _ in range(3):
        async with asyncio.timeout(2):
            assert await search(chat, ada)

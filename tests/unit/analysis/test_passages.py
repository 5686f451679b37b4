"""Searching a job's passages and embedding texts: bounds, models, and an index that is away."""
# ruff: noqa: ARG002 - a fake has the signature of what it stands for

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import orjson
import pytest

from libs.llm.embeddings import Vectors
from libs.llm.errors import ModelTimeout
from libs.rpc.errors import Invalid
from services.analysis.errors import EmbeddingUnavailable, JobNotCompleted, JobNotFound
from services.analysis.ledger import Output
from services.analysis.passages.repository import KeptPassages
from services.analysis.passages.service import PassageService
from services.analysis.reading.document import Document, Line
from services.analysis.vectors import IndexAway

USER = "01900000-0000-7000-8000-000000000001"
JOB = "01900000-0000-7000-8000-000000000002"
TEXT = "Kept bees.\nBuilt boats.\nSang."
SPANS = [[0, 10, 1, 1], [11, 23, 1, 1], [24, 29, 2, 2]]
VECTORS = np.array([[3, 0], [0, 2], [1, 1]], np.float32)  # not of length 1


class Kept:
    """The repository: one job of one user."""

    def __init__(self, status: str = "completed") -> None:
        self.status = status
        lines = tuple(
            Line(TEXT[start:end], start, end, page, number)
            for number, (start, end, page, _) in enumerate(SPANS)
        )
        document = Document("pdf", TEXT, lines)
        self.extracted = Output("extract", "1", orjson.dumps(document.to_json()), len(lines))

    async def text(self, job_id: str, user_id: str) -> tuple[str, Output | None] | None:
        return (self.status, self.extracted) if (job_id, user_id) == (JOB, USER) else None

    async def passages(self, job_id: str, user_id: str) -> tuple[bool, KeptPassages | None]:
        if (job_id, user_id) != (JOB, USER):
            return False, None
        chunked = Output("chunk", "1;1", orjson.dumps(SPANS), len(SPANS))
        return True, KeptPassages(self.extracted, chunked, "words;1;1")

    async def vectors(self, job_id: str, user_id: str) -> Output | None:
        return Output("embed", "words;1;1", VECTORS.tobytes(), len(VECTORS))


class Index:
    def __init__(self, found: Sequence[tuple[int, float]] | None) -> None:
        self.found = found

    async def nearest(
        self, user_id: str, job_id: str, model: str, vector: Vectors, limit: int
    ) -> list[tuple[int, float]]:
        if self.found is None:
            raise IndexAway
        return list(self.found)


class Words:
    """An embedder whose vectors have the length of their text."""

    model = "words"
    dimension: int | None = 2
    fails = False

    async def embed(self, texts: Sequence[str], deadline: float | None = None) -> Vectors:
        if self.fails:
            raise ModelTimeout
        return np.array([[len(text), 0] for text in texts], np.float32).reshape(-1, 2)


def service(
    found: Sequence[tuple[int, float]] | None = None, status: str = "completed"
) -> PassageService:
    return PassageService(cast("Any", Kept(status)), Words(), Index(found))


def vector(*numbers: float) -> Vectors:
    return np.array(numbers, np.float32)


async def test_passages_come_as_the_index_ranks_them() -> None:
    found = await service([(2, 0.9), (0, 0.4)]).search(USER, JOB, "words", vector(1, 0), 2)
    assert [(one.passage.text, one.similarity) for one in found] == [
        ("Sang.", 0.9),
        ("Kept bees.", 0.4),
    ]
    assert [(one.passage.start, one.passage.end, one.passage.page) for one in found] == [
        (24, 29, 2),
        (0, 10, 1),
    ]


@pytest.mark.parametrize("index", [None, [], [(1, 0.1)]])
async def test_kept_vectors_answer_where_the_index_cannot(index: Any) -> None:
    found = await service(index).search(USER, JOB, "words", vector(0, 5), 2)
    assert [one.passage.text for one in found] == ["Built boats.", "Sang."]
    assert found[0].similarity == pytest.approx(1.0)
    assert found[1].similarity == pytest.approx(0.5**0.5)


async def test_vectors_of_two_models_never_compare() -> None:
    assert await service([(0, 1.0)]).search(USER, JOB, "other", vector(1, 0), 1) == []


async def test_passages_are_their_owners_alone() -> None:
    for user, job in ((JOB, JOB), (USER, USER), (USER, "no id")):
        with pytest.raises(JobNotFound):
            await service([]).search(user, job, "words", vector(1, 0), 1)
        with pytest.raises(JobNotFound):
            await service([]).text(user, job)


@pytest.mark.parametrize(
    ("numbers", "limit"),
    [
        ((1, 0), 0),
        ((1, 0), 21),
        ((), 1),
        ((0, 0), 1),
        ((float("nan"), 1), 1),
        ((float("inf"), 1), 1),
        ((1, 0, 0), 1),  # of another length than the passages'
    ],
)
async def test_what_cannot_be_compared_is_refused(numbers: tuple[float, ...], limit: int) -> None:
    with pytest.raises(Invalid):
        await service(None).search(USER, JOB, "words", vector(*numbers), limit)


async def test_the_text_is_that_of_a_completed_job() -> None:
    document = await service().text(USER, JOB)
    assert document.text == TEXT
    with pytest.raises(JobNotCompleted):
        await service(status="analyzing").text(USER, JOB)


async def test_vectors_handed_out_have_length_one() -> None:
    model, vectors = await service().embed(["four", "sixsix"])
    assert model == "words"
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0)
    assert (await service().embed([]))[1].shape[0] == 0


@pytest.mark.parametrize("texts", [["a"] * 65, ["a" * 4001]])
async def test_texts_are_few_and_short(texts: list[str]) -> None:
    with pytest.raises(Invalid):
        await service().embed(texts)


async def test_a_model_that_is_away_is_said_in_words_for_whoever_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Words, "fails", True)
    with pytest.raises(EmbeddingUnavailable) as raised:
        await service().embed(["a"])
    assert "job" not in str(raised.value)

"""Stored answers as they are kept: all SQL behind `pairs.py`.

Changes to the pairs of one job take turns (a lock of the transaction), so that two processes
neither overfill it nor put an older set over a newer one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from libs.db.database import Database
from libs.db.ids import new_id
from services.chat.engines.engine import Citation
from services.chat.models import MAX_ANSWER, MAX_QUESTION
from services.chat.stored import Embedded, PairScope, StoredAnswer

MOST_PAIRS = 500  # of a job
MOST_OF_A_SET = 100
PAGE = 500
FIRST = "00000000-0000-0000-0000-000000000000"

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:job_id, 0))")
_NEWER = text(
    """SELECT 1 FROM qa_pairs WHERE job_id = :job_id AND user_id = :user_id AND set_id > :set_id
    LIMIT 1"""
)
_STANDS = text(
    """SELECT 1 FROM qa_pairs WHERE job_id = :job_id AND user_id = :user_id
        AND question_key = :question_key AND profile_version = :profile_version
        AND (source = 'interview' OR engine = :engine)"""
)
# An id is of one vector for ever: a pair that is replaced goes, and another comes.
_SAME = text(
    """DELETE FROM qa_pairs
    WHERE job_id = :job_id AND user_id = :user_id AND question_key = :question_key
    RETURNING pair_id, set_id"""
)
_EARLIER = text(
    """DELETE FROM qa_pairs
    WHERE job_id = :job_id AND user_id = :user_id
        AND (source = 'interview' OR question_key = ANY(:keys))
    RETURNING pair_id"""
)
_ADD = text(
    """
    INSERT INTO qa_pairs (pair_id, user_id, job_id, upload_id, profile_version, source, set_id,
        question, question_key, answer, citations, engine, model, vector)
    VALUES (:pair_id, :user_id, :job_id, :upload_id, :profile_version, :source, :set_id,
        :question, :question_key, :answer, CAST(:citations AS jsonb), :engine, :model, :vector)"""
)
_OLDEST = text(
    """DELETE FROM qa_pairs WHERE pair_id IN (
        SELECT pair_id FROM qa_pairs WHERE job_id = :job_id AND user_id = :user_id
        ORDER BY source = 'interview' DESC, kept_at DESC, pair_id DESC OFFSET :most)
    RETURNING pair_id"""
)

_FOUND = """
    SELECT pair_id, question, answer, citations, engine, vector FROM qa_pairs
    WHERE user_id = %(user_id)s AND job_id = %(job_id)s AND model = %(model)s
        AND profile_version = %(profile_version)s AND (source = 'interview' OR engine = %(engine)s)
        AND pair_id = ANY(CAST(%(ids)s AS uuid[]))"""
_VECTORS = """
    SELECT pair_id, vector FROM qa_pairs
    WHERE user_id = %(user_id)s AND job_id = %(job_id)s AND model = %(model)s
        AND profile_version = %(profile_version)s AND (source = 'interview' OR engine = %(engine)s)
    ORDER BY kept_at DESC LIMIT %(limit)s"""
_OUTDATED = """
    DELETE FROM qa_pairs WHERE job_id = %(job_id)s AND profile_version <> %(profile_version)s
    RETURNING pair_id"""
_ERASE_UPLOAD = "DELETE FROM qa_pairs WHERE upload_id = %(id)s"
_ERASE_USER = "DELETE FROM qa_pairs WHERE user_id = %(id)s"
_KNOWN = "SELECT pair_id FROM qa_pairs WHERE pair_id = ANY(CAST(%(ids)s AS uuid[]))"
_TOTAL = "SELECT count(*) AS pairs FROM qa_pairs"
_MODELS = "SELECT DISTINCT model FROM qa_pairs"
_PAGE = """
    SELECT pair_id, user_id, upload_id, job_id, profile_version, vector FROM qa_pairs
    WHERE model = %(model)s AND pair_id > %(after)s ORDER BY pair_id LIMIT %(limit)s"""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index holds of a pair."""

    pair_id: str
    scope: PairScope
    embedded: Embedded


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that may answer a question; `similarity` is the cosine with it."""

    pair_id: str
    question: str
    answer: StoredAnswer
    similarity: float


@dataclass(frozen=True, slots=True)
class New:
    """A pair to be kept."""

    question: str
    answer: StoredAnswer
    embedded: Embedded

    @property
    def fits(self) -> bool:
        return 0 < len(self.question) <= MAX_QUESTION and 0 < len(self.answer.text) <= MAX_ANSWER


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change leaves for the index to do."""

    put: Sequence[Indexed] = ()
    gone: Sequence[str] = ()


def question_key(question: str) -> bytes:
    """The same for questions of the same words, whatever their case, spaces and final signs."""
    words = re.sub(r"\s+", " ", question.casefold()).strip(" .?!")
    return hashlib.sha256((words or question).encode()).digest()


class PairRepository:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, scope: PairScope, new: New, *, replace: bool) -> Changed:
        """Keeps a pair of the chat; the oldest of the chat go where there are too many. A question
        of a set stays one of that set. Without `replace`, a pair of the same words that may be
        given stays as it is: it was kept while this answer was made.
        """
        async with self._database.transaction() as connection:
            await connection.execute(_LOCK, {"job_id": scope.job_id})
            same = {**_owned(scope), "question_key": question_key(new.question)}
            given = {"profile_version": scope.profile_version, "engine": new.answer.engine}
            if not replace and (await connection.execute(_STANDS, same | given)).first():
                return Changed()
            replaced = (await connection.execute(_SAME, same)).first()
            set_id = str(replaced.set_id) if replaced and replaced.set_id else None
            put = [Indexed(new_id(), scope, new.embedded)]
            await connection.execute(_ADD, _row(put[0], new, set_id))
            gone = [str(replaced.pair_id)] if replaced else []
            return Changed(put, [*gone, *await _too_many(connection, scope)])

    async def keep_set(self, scope: PairScope, set_id: str, pairs: Sequence[New]) -> Changed:
        """Puts a set in the place of the job's earlier ones, and of pairs with its questions.
        Nothing where a newer one is kept.
        """
        pairs = pairs[:MOST_OF_A_SET]
        owned = _owned(scope)
        async with self._database.transaction() as connection:
            await connection.execute(_LOCK, {"job_id": scope.job_id})
            if (await connection.execute(_NEWER, {**owned, "set_id": set_id})).first():
                return Changed()
            keys = [question_key(new.question) for new in pairs]
            earlier = await connection.execute(_EARLIER, {**owned, "keys": keys})
            gone = [str(row.pair_id) for row in earlier]
            put = [Indexed(new_id(), scope, new.embedded) for new in pairs]
            rows = [_row(one, new, set_id) for one, new in zip(put, pairs, strict=True)]
            if rows:
                await connection.execute(_ADD, rows)
            return Changed(put, [*gone, *await _too_many(connection, scope)])

    async def found(
        self, scope: PairScope, embedded: Embedded, engine: str, ids: Sequence[str]
    ) -> list[Found]:
        """Those of these pairs that may answer: in the scope, and of a set or of this engine; the
        most alike first.
        """
        values = {**_scoped(scope, embedded), "engine": engine, "ids": list(ids)}
        rows = await self._database.rows(_FOUND, values)
        found = [
            Found(
                row.pair_id,
                row.question,
                StoredAnswer(row.answer, _citations(row.citations), row.engine),
                float(_vector(row.vector) @ embedded.vector),
            )
            for row in rows
        ]
        return sorted(found, key=lambda one: (-one.similarity, one.pair_id))

    async def nearest(
        self, scope: PairScope, embedded: Embedded, engine: str, limit: int
    ) -> list[str]:
        """Ids of the pairs that may answer and are most alike, from the kept vectors themselves."""
        values = {**_scoped(scope, embedded), "engine": engine, "limit": MOST_PAIRS}
        rows = await self._database.rows(_VECTORS, values)
        if not rows:
            return []
        cosines = np.stack([_vector(row.vector) for row in rows]) @ embedded.vector
        return [rows[at].pair_id for at in np.argsort(-cosines, kind="stable")[:limit]]

    async def drop_outdated(self, job_id: str, profile_version: str) -> list[str]:
        """Deletes the job's pairs of other versions; their ids."""
        values = {"job_id": job_id, "profile_version": profile_version}
        return [row.pair_id for row in await self._database.rows(_OUTDATED, values)]

    async def erase_upload(self, upload_id: str) -> None:
        await self._database.change(_ERASE_UPLOAD, {"id": upload_id})

    async def erase_user(self, user_id: str) -> None:
        await self._database.change(_ERASE_USER, {"id": user_id})

    async def known(self, ids: Sequence[str]) -> set[str]:
        """Which of these pairs there are."""
        rows = await self._database.rows(_KNOWN, {"ids": list(ids)})
        return {row.pair_id for row in rows}

    async def total(self) -> int:
        row = await self._database.row(_TOTAL, {})
        return int(row.pairs) if row else 0

    async def models(self) -> list[str]:
        return [row.model for row in await self._database.rows(_MODELS, {})]

    async def page(self, model: str, after: str) -> list[Indexed]:
        """A model's pairs in order, after the id `after`."""
        values = {"model": model, "after": after, "limit": PAGE}
        return [
            Indexed(
                row.pair_id,
                PairScope(row.user_id, row.job_id, row.upload_id, row.profile_version),
                Embedded(model, _vector(row.vector)),
            )
            for row in await self._database.rows(_PAGE, values)
        ]


def _row(pair: Indexed, new: New, set_id: str | None) -> dict[str, object]:
    return {
        **asdict(pair.scope),
        "pair_id": pair.pair_id,
        "source": "interview" if set_id else "chat",
        "set_id": set_id,
        "question": new.question,
        "question_key": question_key(new.question),
        "answer": new.answer.text,
        "citations": json.dumps([asdict(each) for each in new.answer.citations]),
        "engine": new.answer.engine,
        "model": new.embedded.model,
        "vector": np.ascontiguousarray(new.embedded.vector, "<f4").tobytes(),
    }


async def _too_many(connection: AsyncConnection, scope: PairScope) -> list[str]:
    """Deletes what is beyond the limit; the ids."""
    rows = await connection.execute(_OLDEST, {**_owned(scope), "most": MOST_PAIRS})
    return [str(row.pair_id) for row in rows]


def _owned(scope: PairScope) -> dict[str, object]:
    return {"job_id": scope.job_id, "user_id": scope.user_id}


def _scoped(scope: PairScope, embedded: Embedded) -> dict[str, object]:
    return {
        **_owned(scope),
        "profile_version": scope.profile_version,
        "model": embedded.model,
    }


def _vector(raw: bytes) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.frombuffer(raw, "<f4")


def _citations(raw: Sequence[dict[str, Any]]) -> tuple[Citation, ...]:
    return tuple(Citation(**each) for each in raw)

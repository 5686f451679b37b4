"""Stored answers: the same question about the same profile is answered as before.

PostgreSQL is the truth, Chroma finds. The index holds ids and vectors, never text; what it has lost
or is not told of yet is made good by `repair`, and what it finds is looked up, its scope checked
again, before it answers anybody.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from libs.vectors.index import PAGE, IndexUnavailable, VectorIndex, where
from services.chat.matching.contradiction import contradict
from services.chat.matching.reading import read
from services.chat.pair_repository import (
    FIRST,
    Changed,
    Found,
    Indexed,
    New,
    PairRepository,
    question_key,
)
from services.chat.stored import Embedded, PairScope, StoredAnswer

log = logging.getLogger(__name__)

PREFIX = "questions-"
ALIKE = 0.75  # cosine above which two questions may be the same
NEAREST = 10  # so many of the most alike are compared word by word


class StoredAnswers:
    def __init__(self, repository: PairRepository, index: VectorIndex) -> None:
        """The names of `index`'s collections begin with PREFIX."""
        self._repository = repository
        self._index = index
        # Whether the index may lack, or have too much: at first, and after each time it was away.
        self._doubtful = True

    async def find(
        self, scope: PairScope, question: str, embedded: Embedded, engine: str
    ) -> StoredAnswer | None:
        """The answer to the same question, where one is stored: from a set of questions, or given
        by `engine`.
        """
        asked = read(question)
        for found in await self._found(scope, embedded, engine):
            if found.similarity <= ALIKE:
                break
            if not contradict(read(found.question), asked):
                return found.answer
        return None

    async def keep(
        self,
        scope: PairScope,
        question: str,
        embedded: Embedded,
        answer: StoredAnswer,
        *,
        replace: bool,
    ) -> None:
        """Keeps a question of the chat with its answer, in the place of a pair of the same words
        only with `replace`.
        """
        new = New(question, answer, embedded)
        if new.fits:
            await self._tell_index(await self._repository.keep(scope, new, replace=replace))

    async def keep_set(
        self,
        scope: PairScope,
        set_id: str,
        pairs: Sequence[tuple[str, StoredAnswer]],
        embedded: Sequence[Embedded],
    ) -> None:
        """Keeps the questions of a set in the place of those of earlier sets of the job. Bears
        repetition, and an older set that comes after a newer one changes nothing.
        """
        given = zip(pairs, embedded, strict=True)
        new = [New(question, answer, vector) for (question, answer), vector in given]
        once = {question_key(one.question): one for one in new if one.fits}
        changed = await self._repository.keep_set(scope, set_id, list(once.values()))
        await self._tell_index(changed)

    async def drop_outdated(self, job_id: str, profile_version: str) -> None:
        """Drops what was made from any other version of the job's profile."""
        gone = await self._repository.drop_outdated(job_id, profile_version)
        await self._tell_index(Changed(gone=gone))

    async def erase_upload(self, upload_id: str) -> None:
        """Raises IndexUnavailable where vectors may be left: erase again. Bears repetition."""
        await self._repository.erase_upload(upload_id)
        await self._index.delete(where(upload_id=upload_id))

    async def erase_user(self, user_id: str) -> None:
        """As `erase_upload`."""
        await self._repository.erase_user(user_id)
        await self._index.delete(where(user_id=user_id))

    async def repair(self) -> None:
        """Puts back the vectors the index has lost and removes those of no pair. Looks at each
        only where the numbers differ, or the index was away. Raises IndexUnavailable.
        """
        pairs, vectors = await self._repository.total(), await self._index.total()
        if pairs == vectors and not self._doubtful:
            return
        self._doubtful = False
        try:
            restored = sum([await self._put_back(one) for one in await self._repository.models()])
            removed = await self._remove_orphans()
        except BaseException:
            self._doubtful = True
            raise
        if restored or removed:
            log.warning("questions reindexed", extra={"restored": restored, "removed": removed})

    async def _found(self, scope: PairScope, embedded: Embedded, engine: str) -> list[Found]:
        repository = self._repository
        ids = await self._nearest(scope, embedded, engine)
        found = await repository.found(scope, embedded, engine, ids) if ids else []
        if len(found) < len(ids):  # what the index told, and may not answer, hides what may
            ids = await repository.nearest(scope, embedded, engine, NEAREST)
            found = await repository.found(scope, embedded, engine, ids) if ids else []
        return found

    async def _nearest(self, scope: PairScope, embedded: Embedded, engine: str) -> list[str]:
        """Ids of the pairs most alike: by the index; by the kept vectors where it is away or may
        lack some. Where it finds few there are few, which are compared as fast.
        """
        if self._doubtful:
            return await self._repository.nearest(scope, embedded, engine, NEAREST)
        condition = where(
            user_id=scope.user_id, job_id=scope.job_id, profile_version=scope.profile_version
        )
        try:
            near = await self._index.query(embedded.model, embedded.vector, condition, NEAREST)
        except IndexUnavailable:
            self._doubtful = True
            near = []
        if len(near) < NEAREST:
            return await self._repository.nearest(scope, embedded, engine, NEAREST)
        return [one.id for one in near if one.similarity > ALIKE]

    async def _tell_index(self, changed: Changed) -> None:
        """What is committed is kept; an index that is away hears of it by `repair`."""
        try:
            await self._index.remove(changed.gone)
            await self._put(changed.put)
        except IndexUnavailable:
            self._doubtful = True

    async def _put(self, pairs: Sequence[Indexed]) -> None:
        """Pairs whose vectors are of one model. Those an erasure deleted meanwhile go again."""
        if not pairs:
            return
        await self._index.upsert(
            pairs[0].embedded.model,
            [one.pair_id for one in pairs],
            np.stack([one.embedded.vector for one in pairs]),
            [
                {
                    "user_id": one.scope.user_id,
                    "upload_id": one.scope.upload_id,
                    "job_id": one.scope.job_id,
                    "profile_version": one.scope.profile_version,
                }
                for one in pairs
            ],
        )
        put = [one.pair_id for one in pairs]
        known = await self._repository.known(put)
        await self._index.remove([pair_id for pair_id in put if pair_id not in known])

    async def _put_back(self, model: str) -> int:
        after, restored = FIRST, 0
        while page := await self._repository.page(model, after):
            present = await self._index.present(model, [one.pair_id for one in page])
            missing = [one for one in page if one.pair_id not in present]
            await self._put(missing)
            restored += len(missing)
            after = page[-1].pair_id
        return restored

    async def _remove_orphans(self) -> int:
        offset, removed = 0, 0
        while ids := await self._index.page(offset):
            known = await self._repository.known(ids)
            orphans = [pair_id for pair_id in ids if pair_id not in known]
            await self._index.remove(orphans)
            removed += len(orphans)
            if not orphans:  # else what stood behind them has moved up
                offset += PAGE
        return removed

"""Keeps the vector index true to the jobs table: vectors that were lost, or left over."""

from __future__ import annotations

import logging

from libs.db.database import Database
from libs.vectors.index import PAGE
from services.analysis.ledger import Output
from services.analysis.models import FINISHED
from services.analysis.repository import FIELDS, Job
from services.analysis.stages.embed import vectors_of
from services.analysis.vectors import PassageVectors

log = logging.getLogger(__name__)

BATCH = 100
FIRST = "00000000-0000-0000-0000-000000000000"

_EXPECTED = f"""
    SELECT COALESCE(sum(items) FILTER (WHERE status IN {FINISHED}), 0) AS finished,
        COALESCE(sum(items), 0) AS all_jobs
    FROM stage_outputs JOIN jobs USING (job_id)
    WHERE stage_outputs.stage = 'embed' AND starts_with(fingerprint, %(prefix)s)"""
_EMBEDDED = f"""
    SELECT {", ".join(f"jobs.{field}" for field in FIELDS)}, false AS waiting,
        fingerprint, output, items
    FROM stage_outputs JOIN jobs USING (job_id)
    WHERE stage_outputs.stage = 'embed' AND starts_with(fingerprint, %(prefix)s)
        AND status IN {FINISHED} AND job_id > %(after)s
    ORDER BY job_id LIMIT {BATCH}"""
# A job that was stopped while its vectors were being stored has no use for them, and has not kept
# that they are there.
_OWNERS = f"""
    SELECT job_id FROM jobs WHERE job_id = ANY(CAST(%(job_ids)s AS uuid[]))
        AND (status NOT IN {FINISHED} OR EXISTS (
            SELECT FROM stage_outputs AS kept WHERE kept.job_id = jobs.job_id AND stage = 'embed'
        ))"""


class VectorUpkeep:
    def __init__(
        self,
        database: Database,
        vectors: PassageVectors,
        model: str,
    ) -> None:
        self._database = database
        self._vectors = vectors
        self._model = model

    async def repair(self) -> None:
        """Puts back the vectors the index has lost, and removes those no job owns."""
        prefix = {"prefix": f"{self._model};"}
        total = await self._vectors.total(self._model)
        finished, all_jobs = await self._database.row(_EXPECTED, prefix) or (0, 0)
        if total < finished:
            await self._put_back()
        elif total > all_jobs:
            await self._remove_orphans()

    async def _put_back(self) -> None:
        after, restored = FIRST, 0
        while True:
            values = {"prefix": f"{self._model};", "after": after}
            rows = await self._database.rows(_EMBEDDED, values)
            if not rows:
                break
            present = await self._vectors.present(self._model, [row[0] for row in rows])
            for row in rows:
                if present[row[0]] < row[-1]:
                    kept = Output("embed", row[-3], row[-2], row[-1])
                    await self._vectors.replace(Job.of(row), self._model, vectors_of(kept))
                    restored += 1
            after = rows[-1][0]
        log.warning("vectors restored", extra={"jobs": restored})

    async def _remove_orphans(self) -> None:
        offset, removed = 0, set[str]()
        while job_ids := await self._vectors.jobs_after(offset):
            rows = await self._database.rows(_OWNERS, {"job_ids": job_ids})
            owners = {row.job_id for row in rows}
            orphans = set(job_ids) - owners - removed
            for job_id in orphans:
                await self._vectors.erase("job_id", job_id)
            removed |= orphans
            if not orphans:  # else what stood behind them has moved up
                offset += PAGE
        if removed:
            log.warning("orphaned vectors removed", extra={"jobs": len(removed)})

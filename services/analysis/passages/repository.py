"""What was kept of a job's text and passages: all SQL behind `service.py`."""

from __future__ import annotations

from dataclasses import dataclass

from libs.db.database import Database
from services.analysis.ledger import Output

_TEXT = """
    SELECT jobs.status, text.fingerprint, text.output, text.items
    FROM jobs
    LEFT JOIN stage_outputs AS text ON text.job_id = jobs.job_id AND text.stage = 'extract'
    WHERE jobs.job_id = %(job_id)s AND jobs.user_id = %(user_id)s"""
_PASSAGES = """
    SELECT text.fingerprint AS text_fingerprint, text.output AS text, text.items AS lines,
        chunk.fingerprint AS chunk_fingerprint, chunk.output AS chunk, chunk.items AS chunks,
        embed.fingerprint AS embed_fingerprint
    FROM jobs
    LEFT JOIN stage_outputs AS text ON text.job_id = jobs.job_id AND text.stage = 'extract'
    LEFT JOIN stage_outputs AS chunk ON chunk.job_id = jobs.job_id AND chunk.stage = 'chunk'
    LEFT JOIN stage_outputs AS embed ON embed.job_id = jobs.job_id AND embed.stage = 'embed'
    WHERE jobs.job_id = %(job_id)s AND jobs.user_id = %(user_id)s"""
_VECTORS = """
    SELECT embed.stage, embed.fingerprint, embed.output, embed.items
    FROM jobs JOIN stage_outputs AS embed USING (job_id)
    WHERE job_id = %(job_id)s AND user_id = %(user_id)s AND embed.stage = 'embed'"""


@dataclass(frozen=True, slots=True)
class KeptPassages:
    """The checkpoints that passages are made of; `embed_fingerprint` names the vectors' model."""

    extracted: Output
    chunked: Output
    embed_fingerprint: str


class PassageRepository:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def text(self, job_id: str, user_id: str) -> tuple[str, Output | None] | None:
        """The job's status and its kept text, None where there is no such job."""
        row = await self._database.row(_TEXT, {"job_id": job_id, "user_id": user_id})
        if row is None:
            return None
        kept = Output("extract", *row[1:]) if row.output is not None else None
        return row.status, kept

    async def passages(self, job_id: str, user_id: str) -> tuple[bool, KeptPassages | None]:
        """Whether there is such a job, and its passages where all of them are kept."""
        row = await self._database.row(_PASSAGES, {"job_id": job_id, "user_id": user_id})
        if row is None or row.text is None or row.chunk is None or row.embed_fingerprint is None:
            return row is not None, None
        extracted = Output("extract", row.text_fingerprint, row.text, row.lines)
        chunked = Output("chunk", row.chunk_fingerprint, row.chunk, row.chunks)
        return True, KeptPassages(extracted, chunked, row.embed_fingerprint)

    async def vectors(self, job_id: str, user_id: str) -> Output | None:
        """The vectors of the job's passages, as they were kept."""
        row = await self._database.row(_VECTORS, {"job_id": job_id, "user_id": user_id})
        return Output(*row) if row else None

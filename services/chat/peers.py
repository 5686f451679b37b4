"""What chat asks of analysis and upload. Every call may raise a DomainError."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from vitae.analysis.v1 import analysis_pb2, analysis_pb2_grpc, interview_pb2, interview_pb2_grpc
from vitae.analysis.v1 import passage_pb2 as pb
from vitae.analysis.v1 import passage_pb2_grpc as pb_grpc
from vitae.upload.v1 import upload_pb2, upload_pb2_grpc

from libs.rpc.channel import Peer
from services.chat.engines.engine import Line, Passage
from services.chat.stored import Embedded

if TYPE_CHECKING:
    from vitae.analysis.v1.analysis_pb2_grpc import AnalysisServiceAsyncStub
    from vitae.analysis.v1.interview_pb2_grpc import InterviewServiceAsyncStub
    from vitae.analysis.v1.passage_pb2_grpc import PassageServiceAsyncStub
    from vitae.upload.v1.upload_pb2_grpc import UploadServiceAsyncStub

EMBED_SECONDS = 5.0
SEARCH_SECONDS = 2.0
EMBED_SETS_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class ProfileText:
    """`json` is empty where the caller holds this version."""

    json: str
    version: str
    upload_id: str


@dataclass(frozen=True, slots=True)
class ResumeText:
    text: str
    lines: Iterable[Line]  # to be gone through once


class Analysis:
    """Profiles, texts and passages of the caller at hand; vectors; sets of questions."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._jobs: AnalysisServiceAsyncStub = analysis_pb2_grpc.AnalysisServiceStub(peer.channel)
        self._passages: PassageServiceAsyncStub = pb_grpc.PassageServiceStub(peer.channel)
        self._sets: InterviewServiceAsyncStub = interview_pb2_grpc.InterviewServiceStub(
            peer.channel
        )

    async def profile(self, job_id: str, known_version: str) -> ProfileText:
        request = analysis_pb2.GetProfileRequest(job_id=job_id, known_version=known_version)
        answer = await self._peer.call(self._jobs.GetProfile, request, idempotent=True)
        return ProfileText(answer.profile_json, answer.version, answer.upload_id)

    async def text(self, job_id: str) -> ResumeText:
        request = pb.GetResumeTextRequest(job_id=job_id)
        answer = await self._peer.call(self._passages.GetResumeText, request, idempotent=True)
        return ResumeText(answer.text, map(_line, answer.lines))

    async def embed(self, texts: Sequence[str], seconds: float = EMBED_SECONDS) -> list[Embedded]:
        """A vector for each text."""
        request = pb.EmbedTextsRequest(texts=texts)
        call = self._peer.call(self._passages.EmbedTexts, request, seconds=seconds, idempotent=True)
        answer = await call
        rows = np.frombuffer(answer.vectors, dtype="<f4").reshape(len(texts), answer.dimension)
        return [Embedded(answer.model, row) for row in rows.astype(np.float32)]

    async def search(self, job_id: str, embedded: Embedded, limit: int) -> tuple[Passage, ...]:
        """The passages of a job nearest to a vector, best first."""
        vector = embedded.vector.astype("<f4").tobytes()
        request = pb.SearchPassagesRequest(
            job_id=job_id, model=embedded.model, vector=vector, limit=limit
        )
        answer = await self._peer.call(
            self._passages.SearchPassages, request, seconds=SEARCH_SECONDS, idempotent=True
        )
        return tuple(_passage(found) for found in answer.passages)

    async def question_set(
        self, set_id: str, user_id: str
    ) -> interview_pb2.ReadQuestionSetResponse:
        request = interview_pb2.ReadQuestionSetRequest(set_id=set_id, user_id=user_id)
        return await self._peer.call(self._sets.ReadQuestionSet, request, idempotent=True)


class Uploads:
    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._stub: UploadServiceAsyncStub = upload_pb2_grpc.UploadServiceStub(peer.channel)

    async def existing(self, upload_ids: Sequence[str]) -> Sequence[str]:
        """Which of these uploads still exist."""
        request = upload_pb2.FilterUploadsRequest(upload_ids=upload_ids)
        answer = await self._peer.call(self._stub.FilterUploads, request, idempotent=True)
        return answer.existing_ids


def _line(line: pb.Line) -> Line:
    page = line.page if line.HasField("page") else None
    return Line(line.start, line.end, page, line.paragraph)


def _passage(found: pb.Passage) -> Passage:
    page = found.page if found.HasField("page") else None
    return Passage(found.text, found.start, found.end, page, found.similarity)

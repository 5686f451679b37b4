"""What export asks of other services."""

from __future__ import annotations

from collections.abc import Sequence

from vitae.analysis.v1 import analysis_pb2, analysis_pb2_grpc
from vitae.upload.v1 import upload_pb2, upload_pb2_grpc

from libs.rpc.channel import Peer
from libs.rpc.errors import DomainError, Kind
from services.export.models import StoredProfile

READ_SECONDS = 3.0
GONE = (Kind.NOT_FOUND, Kind.CONFLICT)  # erased; not completed, after a restored backup


class Analysis:
    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._stub = analysis_pb2_grpc.AnalysisServiceStub(peer.channel)

    async def profile(self, job_id: str) -> StoredProfile:
        """The profile of a completed job of the caller at hand; its refusals come through."""
        request = analysis_pb2.GetProfileRequest(job_id=job_id)
        answer = await self._peer.call(self._stub.GetProfile, request, idempotent=True)
        return StoredProfile(answer.profile_json, answer.upload_id)

    async def completed(self, job_id: str, user_id: str) -> StoredProfile | None:
        """The profile of a job that has completed, None where there is none any more. Other
        refusals come through, in good time: erasures wait behind the event that this is about.
        """
        request = analysis_pb2.ReadProfileRequest(job_id=job_id, user_id=user_id)
        try:
            answer = await self._peer.call(
                self._stub.ReadProfile, request, seconds=READ_SECONDS, idempotent=True
            )
        except DomainError as error:
            if error.kind in GONE:
                return None
            raise
        return StoredProfile(answer.profile_json, answer.upload_id)


class Upload:
    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._stub = upload_pb2_grpc.UploadServiceStub(peer.channel)

    async def existing(self, upload_ids: Sequence[str]) -> Sequence[str]:
        """Which of these uploads still exist."""
        request = upload_pb2.FilterUploadsRequest(upload_ids=upload_ids)
        answer = await self._peer.call(self._stub.FilterUploads, request, idempotent=True)
        return answer.existing_ids

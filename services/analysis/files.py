"""The bytes of an upload, from the service that owns them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vitae.upload.v1.upload_pb2 import (
    FilterUploadsRequest,
    GetUploadRequest,
    ReadFileRequest,
)
from vitae.upload.v1.upload_pb2_grpc import UploadServiceStub

from libs.rpc.channel import Peer
from libs.rpc.errors import DomainError, Kind
from services.analysis.errors import DocumentError, FileGone, UploadNotFound, Waiting
from services.analysis.reading.document import FileFormat
from services.analysis.sandbox_wire import MAX_CONTENT

if TYPE_CHECKING:
    from vitae.upload.v1.upload_pb2_grpc import UploadServiceAsyncStub

READ_SECONDS = 60.0
FORMATS: dict[str, FileFormat] = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/msword": "doc",
}


class UploadsAway(Waiting):
    def __init__(self) -> None:
        super().__init__(
            "the uploaded file",
            "file_unavailable",
            "The uploaded file could not be fetched. Retry the job.",
        )


class FileTooLarge(DocumentError):
    code = "file_too_large"
    message = (
        f"The file is larger than the {MAX_CONTENT // 1024**2} MB that can be read. Save a smaller "
        "copy as PDF or DOCX and upload that."
    )


@dataclass(frozen=True, slots=True)
class File:
    content: bytes
    format: FileFormat
    sha256: str


class Files(Protocol):
    async def read(self, upload_id: str, user_id: str) -> File: ...


class UploadedFiles:
    """Files by RPC from the upload service."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._stub: UploadServiceAsyncStub = UploadServiceStub(peer.channel)

    async def read(self, upload_id: str, user_id: str) -> File:
        """The whole file. FileGone where it was deleted; FileTooLarge beyond MAX_CONTENT;
        UploadsAway where the service can't be reached.
        """
        request = ReadFileRequest(upload_id=upload_id, user_id=user_id)
        content = bytearray()
        mime_type = sha256 = ""
        try:
            async for part in self._peer.stream(self._stub.ReadFile, request, seconds=READ_SECONDS):
                if part.HasField("upload"):
                    mime_type, sha256 = part.upload.mime_type, part.upload.sha256
                content += part.piece
                if len(content) > MAX_CONTENT:
                    raise FileTooLarge
        except DomainError as error:
            if error.kind is Kind.NOT_FOUND:
                raise FileGone from None
            raise UploadsAway from error
        return File(bytes(content), FORMATS.get(mime_type, "pdf"), sha256)

    async def require(self, upload_id: str) -> None:
        """Raises UploadNotFound unless the caller at hand has this upload."""
        try:
            await self._peer.call(
                self._stub.GetUpload,
                GetUploadRequest(upload_id=upload_id),
                idempotent=True,
            )
        except DomainError as error:
            raise UploadNotFound if error.kind is Kind.NOT_FOUND else error from None

    async def existing(self, upload_ids: Sequence[str]) -> Sequence[str]:
        """Which of these uploads still exist."""
        answer = await self._peer.call(
            self._stub.FilterUploads,
            FilterUploadsRequest(upload_ids=upload_ids),
            idempotent=True,
        )
        return answer.existing_ids

# ruff: noqa: ARG002, N802 - the signatures are gRPC's
"""Upload, in memory."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import Any

from vitae.upload.v1 import upload_pb2, upload_pb2_grpc

from libs.db.ids import new_id
from libs.rpc.errors import DomainError, Invalid, Kind
from libs.runtime.context import caller
from tests.unit.gateway.calls import Calls, error, now


class Upload(upload_pb2_grpc.UploadServiceServicer):
    """Files in a dict. A name that ends in .txt is refused by its header alone."""

    def __init__(self) -> None:
        self.calls = Calls()
        self.files: dict[str, tuple[str, upload_pb2.Upload, bytes]] = {}
        self.pieces: list[int] = []
        self.broken_off = asyncio.Event()
        self.limit = 10 * 1024 * 1024
        self.keep_bytes = True
        self.hold: asyncio.Event | None = None

    async def UploadFile(self, request_iterator: Any, context: Any) -> Any:
        self.calls.note("UploadFile")
        return await self._receive(request_iterator)

    async def _receive(self, request_iterator: Any) -> Any:
        header, content, size = None, bytearray(), 0
        linkedin_url: str | None = None
        digest = hashlib.sha256()
        async for request in request_iterator:
            match request.WhichOneof("part"):
                case "header":
                    header = request.header
                    if header.filename.endswith(".txt"):
                        raise _as(Invalid("Only PDF, DOC and DOCX."), "UNSUPPORTED_FILE_TYPE")
                case "piece":
                    self.pieces.append(len(request.piece))
                    size += len(request.piece)
                    digest.update(request.piece)
                    if self.keep_bytes:
                        content += request.piece
                    if size > self.limit:
                        raise _as(Invalid("Too large."), "FILE_TOO_LARGE")
                case _:
                    linkedin_url = request.trailer.linkedin_url
        if header is None:
            raise Invalid("The header comes first.")
        if linkedin_url is None:
            self.broken_off.set()
            raise Invalid("The form broke off.")
        if not size:
            raise _as(Invalid("Empty."), "FILE_EMPTY")
        upload = upload_pb2.Upload(
            id=new_id(),
            filename=header.filename,
            upload_date=now(),
            file_size=size,
            mime_type=header.mime_type or "application/pdf",
            sha256=digest.hexdigest(),
            linkedin_url=linkedin_url,
        )
        self.files[upload.id] = (caller().user_id, upload, bytes(content))
        return upload_pb2.UploadFileResponse(upload=upload)

    def _mine(self, upload_id: str) -> tuple[str, upload_pb2.Upload, bytes]:
        found = self.files.get(upload_id)
        if found is None or found[0] != caller().user_id:
            raise error(Kind.NOT_FOUND, "UPLOAD_NOT_FOUND")
        return found

    async def GetUpload(self, request: Any, context: Any) -> Any:
        self.calls.note("GetUpload")
        return upload_pb2.GetUploadResponse(upload=self._mine(request.upload_id)[1])

    async def ListUploads(self, request: Any, context: Any) -> Any:
        self.calls.note("ListUploads")
        if self.hold is not None:
            await self.hold.wait()
        mine = [found[1] for found in self.files.values() if found[0] == caller().user_id]
        return upload_pb2.ListUploadsResponse(uploads=mine)

    async def DownloadFile(self, request: Any, context: Any) -> AsyncIterator[Any]:
        self.calls.note("DownloadFile")
        _, upload, content = self._mine(request.upload_id)
        yield upload_pb2.DownloadFileResponse(upload=upload)
        for at in range(0, len(content), 65536):
            yield upload_pb2.DownloadFileResponse(piece=content[at : at + 65536])

    async def DeleteUpload(self, request: Any, context: Any) -> Any:
        self.calls.note("DeleteUpload")
        self._mine(request.upload_id)
        del self.files[request.upload_id]
        return upload_pb2.DeleteUploadResponse()

    def ReadFile(self, request: Any, context: Any) -> Any:
        raise NotImplementedError

    async def FilterUploads(self, request: Any, context: Any) -> Any:
        raise NotImplementedError


def _as(found: DomainError, reason: str) -> DomainError:
    found.reason = reason  # type: ignore[misc]
    return found

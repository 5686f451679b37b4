"""UploadService on the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp
from vitae.upload.v1 import upload_pb2 as pb
from vitae.upload.v1 import upload_pb2_grpc

from libs.rpc.errors import Invalid
from libs.rpc.server import Access, for_service, for_user
from libs.runtime.context import caller
from services.upload.models import Upload
from services.upload.service import Header, Part, Trailer, UploadService

NAME = pb.DESCRIPTOR.services_by_name["UploadService"].full_name
ACCESS: Mapping[str, Access] = {
    "UploadFile": for_user("gateway"),
    "GetUpload": for_user("gateway", "analysis"),
    "ListUploads": for_user("gateway"),
    "DownloadFile": for_user("gateway"),
    "DeleteUpload": for_user("gateway"),
    "ReadFile": for_service("analysis"),
    "FilterUploads": for_service("analysis", "export", "chat"),
}


def _upload(upload: Upload) -> pb.Upload:
    uploaded = Timestamp()
    uploaded.FromDatetime(upload.upload_date)
    return pb.Upload(
        id=upload.id,
        filename=upload.filename,
        upload_date=uploaded,
        file_size=upload.file_size,
        mime_type=upload.mime_type,
        sha256=upload.sha256.hex(),
        linkedin_url=upload.linkedin_url,
        duplicate_of=upload.duplicate_of,
    )


async def _parts(requests: AsyncIterator[pb.UploadFileRequest]) -> AsyncIterator[Part]:
    async for request in requests:
        match request.WhichOneof("part"):
            case "header":
                header = request.header
                yield Header(header.filename, header.mime_type, header.linkedin_url)
            case "piece":
                yield request.piece
            case "trailer":
                yield Trailer(request.trailer.linkedin_url)
            case _:
                raise Invalid("A part of the upload is empty.")


class UploadRpc(upload_pb2_grpc.UploadServiceServicer):
    def __init__(self, service: UploadService) -> None:
        self._service = service

    async def UploadFile(
        self, request_iterator: AsyncIterator[pb.UploadFileRequest], context: Any
    ) -> pb.UploadFileResponse:
        return pb.UploadFileResponse(
            upload=_upload(await self._service.upload(_parts(request_iterator)))
        )

    async def GetUpload(self, request: pb.GetUploadRequest, context: Any) -> pb.GetUploadResponse:
        return pb.GetUploadResponse(upload=_upload(await self._service.get(request.upload_id)))

    async def ListUploads(
        self, request: pb.ListUploadsRequest, context: Any
    ) -> pb.ListUploadsResponse:
        page = await self._service.page(request.page_size, request.page_token)
        return pb.ListUploadsResponse(
            uploads=map(_upload, page.items), next_page_token=page.next_cursor
        )

    async def DownloadFile(
        self, request: pb.DownloadFileRequest, context: Any
    ) -> AsyncIterator[pb.DownloadFileResponse]:
        upload, pieces = await self._service.open(request.upload_id, caller().user_id)
        yield pb.DownloadFileResponse(upload=_upload(upload))
        async for piece in pieces:
            yield pb.DownloadFileResponse(piece=piece)

    async def DeleteUpload(
        self, request: pb.DeleteUploadRequest, context: Any
    ) -> pb.DeleteUploadResponse:
        await self._service.delete(request.upload_id)
        return pb.DeleteUploadResponse()

    async def ReadFile(
        self, request: pb.ReadFileRequest, context: Any
    ) -> AsyncIterator[pb.ReadFileResponse]:
        upload, pieces = await self._service.open(request.upload_id, request.user_id)
        yield pb.ReadFileResponse(upload=_upload(upload))
        async for piece in pieces:
            yield pb.ReadFileResponse(piece=piece)

    async def FilterUploads(
        self, request: pb.FilterUploadsRequest, context: Any
    ) -> pb.FilterUploadsResponse:
        existing = await self._service.existing_uploads(request.upload_ids)
        return pb.FilterUploadsResponse(existing_ids=existing)

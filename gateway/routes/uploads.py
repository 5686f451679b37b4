"""Files: in and out in pieces, never held."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from starlette.responses import Response, StreamingResponse
from vitae.upload.v1 import upload_pb2 as pb

from gateway import views
from gateway.auth import CurrentUser
from gateway.errors import BodyTimeout, FileTooLarge
from gateway.forms import FileBegins, LinkedInUrl, Piece, UploadForm
from gateway.models import UploadInfo, UploadPage
from gateway.routes.auth import Cursor, Limit
from gateway.routes.documented import problems
from gateway.settings import GatewaySettings
from libs.rpc.channel import deadline
from libs.rpc.errors import Unavailable

UPLOAD_PATH = "/api/upload"
FORM_OVERHEAD = 64 * 1024
FILE_TYPES = (
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)

router = APIRouter(prefix="/api", tags=["uploads"])
UploadId = Annotated[str, Path(description="The upload's id.")]

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            # The way of OpenAPI 3.0, which most generators of clients go by.
                            "format": "binary",
                            "contentMediaType": "application/octet-stream",
                            "description": "PDF, DOC or DOCX, at most 10 MB.",
                        },
                        "linkedin_url": {
                            "type": "string",
                            "description": "Your profile, such as https://www.linkedin.com/in/ana-example",
                        },
                    },
                },
                "encoding": {"file": {"contentType": ", ".join(FILE_TYPES)}},
            }
        },
    }
}


@router.post(
    "/upload",
    operation_id="uploadFile",
    summary="Upload a resume",
    status_code=201,
    response_model=UploadInfo,
    openapi_extra=_FORM,
    responses=problems(
        "MALFORMED_FORM",
        "FILE_MISSING",
        "TOO_MANY_FILES",
        "FILE_EMPTY",
        "FILE_TOO_LARGE",
        "UNSUPPORTED_MEDIA_TYPE",
        "UNSUPPORTED_FILE_TYPE",
        "LINKEDIN_URL_INVALID",
        "QUOTA_EXCEEDED",
        "RATE_LIMITED",
        "TOO_MANY_UPLOADS_AT_ONCE",
        "BODY_TIMEOUT",
        "UPLOAD_TOO_SLOW",
        "UPLOAD_BUSY",
    ),
)
async def upload(request: Request, who: CurrentUser) -> Response:
    """Name, declared type and content must agree. Nothing is kept of a file that is refused."""
    state = request.app.state
    await state.limits.take(state.limits.uploads, who.session.user_id)
    settings = state.settings
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > settings.file_max_bytes + FORM_OVERHEAD:
        raise FileTooLarge(settings.file_max_bytes)
    form = UploadForm(request.headers.get("content-type", ""))
    deadline.set(float("inf"))
    client = state.clients.upload
    answer = await client.peer.send(
        client.stub.UploadFile,
        _messages(form, _body(request, settings)),
        seconds=settings.upload_total_seconds,
    )
    location = f"/api/uploads/{answer.upload.id}"
    return views.json_answer(views.upload(answer.upload), 201, {"Location": location})


async def _body(request: Request, settings: GatewaySettings) -> AsyncIterator[bytes]:
    """The body's chunks, as long as they keep coming and are not too many."""
    taken = 0
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(settings.upload_idle_seconds):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise BodyTimeout from None
        taken += len(chunk)
        if taken > settings.file_max_bytes + FORM_OVERHEAD:
            raise FileTooLarge(settings.file_max_bytes)
        yield chunk


async def _messages(
    form: UploadForm, body: AsyncIterator[bytes]
) -> AsyncIterator[pb.UploadFileRequest]:
    """The form as the upload service takes it: the header first, whatever the form's order, and
    the link last. A stream that breaks off looks to its reader like one that ends: the last message
    is the proof that the form was whole.
    """
    linkedin_url = ""
    async for event in form.read(body):
        match event:
            case FileBegins(filename, mime_type):
                header = pb.UploadHeader(
                    filename=filename, mime_type=mime_type, linkedin_url=linkedin_url
                )
                yield pb.UploadFileRequest(header=header)
            case Piece(data):
                yield pb.UploadFileRequest(piece=data)
            case LinkedInUrl(value):
                linkedin_url = value
    yield pb.UploadFileRequest(trailer=pb.UploadTrailer(linkedin_url=linkedin_url))


@router.get(
    "/uploads",
    operation_id="listUploads",
    summary="Your uploads, newest first",
    response_model=UploadPage,
    responses=problems("INVALID_REQUEST"),
)
async def uploads(
    request: Request, who: CurrentUser, limit: Limit = 20, cursor: Cursor = ""
) -> Response:
    client = request.app.state.clients.upload
    message = pb.ListUploadsRequest(page_size=limit, page_token=cursor)
    answer = await client.peer.call(client.stub.ListUploads, message, idempotent=True)
    items = [views.upload(found) for found in answer.uploads]
    return views.json_answer(views.page(items, answer.next_page_token))


@router.get(
    "/uploads/{upload_id}",
    operation_id="getUpload",
    summary="One upload",
    response_model=UploadInfo,
    responses=problems("UPLOAD_NOT_FOUND", "INVALID_REQUEST"),
)
async def get_upload(request: Request, who: CurrentUser, upload_id: UploadId) -> Response:
    client = request.app.state.clients.upload
    answer = await client.peer.call(
        client.stub.GetUpload, pb.GetUploadRequest(upload_id=upload_id), idempotent=True
    )
    return views.json_answer(views.upload(answer.upload))


@router.get(
    "/uploads/{upload_id}/file",
    operation_id="downloadFile",
    summary="The file itself, as it was uploaded",
    response_class=Response,
    responses={
        200: {
            "description": "The file's bytes, under the type it was uploaded as.",
            "content": {
                each: {"schema": {"type": "string", "contentMediaType": each}}
                for each in FILE_TYPES
            },
            "headers": {
                "Content-Disposition": {
                    "description": "`attachment` with the file's name (RFC 6266).",
                    "schema": {"type": "string"},
                }
            },
        },
        **problems("UPLOAD_NOT_FOUND", "INVALID_REQUEST"),
    },
)
async def download(request: Request, who: CurrentUser, upload_id: UploadId) -> Response:
    client = request.app.state.clients.upload
    seconds = request.app.state.settings.upload_total_seconds
    parts = client.peer.stream(
        client.stub.DownloadFile, pb.DownloadFileRequest(upload_id=upload_id), seconds=seconds
    )
    first = await anext(parts, None)
    if first is None or not first.HasField("upload"):
        raise Unavailable
    found = first.upload
    return StreamingResponse(
        _pieces(parts),
        media_type=found.mime_type or "application/octet-stream",
        headers={
            "Content-Disposition": disposition(found.filename),
            "Content-Length": str(found.file_size),
        },
    )


async def _pieces(parts: AsyncIterator[pb.DownloadFileResponse]) -> AsyncIterator[bytes]:
    async for part in parts:
        yield part.piece


# Latin letters that no decomposition splits: without these a name loses them.
_LETTERS = str.maketrans(
    {"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "ß": "ss", "ẞ": "SS",
     "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ı": "i", "Þ": "Th", "þ": "th", "Ð": "D",
     "ð": "d", "Ħ": "H", "ħ": "h"}
)  # fmt: skip


def disposition(filename: str) -> str:
    """`attachment` with the name as every client can read it, and as it is (RFC 6266)."""
    filename = filename or "file"
    bare = unicodedata.normalize("NFKD", filename).translate(_LETTERS)
    plain = bare.encode("ascii", "ignore").decode()
    safe = "".join(c if c.isalnum() or c in " ._-()" else "_" for c in plain).strip()
    shown = safe.lstrip(" .-")  # where the name's own letters are gone, or an option of a command
    safe = shown if "." in shown or "." not in safe else f"file.{shown}"
    safe = safe or "file"
    return f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(filename, safe='')}"


@router.delete(
    "/uploads/{upload_id}",
    operation_id="deleteUpload",
    summary="Erase an upload, its jobs and their profiles",
    status_code=204,
    response_class=Response,
    responses=problems("UPLOAD_NOT_FOUND", "INVALID_REQUEST"),
)
async def delete_upload(request: Request, who: CurrentUser, upload_id: UploadId) -> Response:
    client = request.app.state.clients.upload
    await client.peer.call(
        client.stub.DeleteUpload, pb.DeleteUploadRequest(upload_id=upload_id), idempotent=False
    )
    return Response(status_code=204)

"""Profiles as files, handed through as the export service makes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse
from vitae.export.v1 import export_pb2 as pb

from gateway.auth import CurrentUser
from gateway.routes.analysis import JobIdQuery
from gateway.routes.documented import problems
from gateway.routes.uploads import disposition
from libs.profile.exported import ExportedProfile
from libs.rpc.errors import Unavailable

router = APIRouter(prefix="/api/analysis", tags=["analysis"])

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    "json": pb.EXPORT_FORMAT_JSON,
    "csv": pb.EXPORT_FORMAT_CSV,
    "pdf": pb.EXPORT_FORMAT_PDF,
    "docx": pb.EXPORT_FORMAT_DOCX,
}

FormatQuery = Annotated[
    Literal["json", "csv", "pdf", "docx"], Query(alias="format", description="What kind of file.")
]
SchemaQuery = Annotated[
    Literal["", "jsonresume"],
    Query(alias="schema", description="With `format=json` alone: JSON Resume 1.0.0."),
]
MaskQuery = Annotated[
    Literal["", "personal"],
    Query(
        alias="mask",
        description="Hides name, email, phone, links, location and employers wherever they occur.",
    ),
]


@dataclass(frozen=True, slots=True)
class Wish:
    """What file is asked for."""

    format: pb.ExportFormat.ValueType
    masked: bool


async def wish(file_format: FormatQuery, schema: SchemaQuery = "", mask: MaskQuery = "") -> Wish:
    """Asynchronous, though it waits for nothing: others are run in threads."""
    if schema and file_format != "json":
        raise RequestValidationError([_only_json()])
    chosen = pb.EXPORT_FORMAT_JSONRESUME if schema else FORMATS[file_format]
    return Wish(chosen, mask == "personal")


def _binary(media_type: str) -> dict[str, Any]:
    return {"schema": {"type": "string", "contentMediaType": media_type}}


@router.get(
    "/export",
    operation_id="exportProfile",
    summary="A profile as a file",
    response_class=Response,
    responses={
        200: {
            "description": "The file. JSON is the profile with `exported_at`, or JSON Resume.",
            "model": ExportedProfile | dict[str, Any],
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                "application/pdf": _binary("application/pdf"),
                DOCX_TYPE: _binary(DOCX_TYPE),
            },
            "headers": {
                "Content-Disposition": {
                    "description": "`attachment` with the file's name (RFC 6266): the person's, "
                    "unless that is to be hidden.",
                    "schema": {"type": "string"},
                }
            },
        },
        **problems(
            "JOB_NOT_FOUND",
            "JOB_NOT_COMPLETED",
            "INVALID_REQUEST",
            "RATE_LIMITED",
            "EXPORT_TOO_LARGE",
            "EXPORT_NAME_UNKNOWN",
            "TOO_MANY_EXPORTS_AT_ONCE",
            "EXPORT_BUSY",
            "EXPORT_TIMED_OUT",
            "EXPORT_FAILED",
        ),
    },
)
async def export(
    request: Request, who: CurrentUser, job_id: JobIdQuery, asked: Annotated[Wish, Depends(wish)]
) -> Response:
    """Of a completed job. It is kept for an hour, or until its upload or account is erased."""
    state = request.app.state
    await state.limits.take(state.limits.exports, who.session.user_id)
    message = pb.ExportProfileRequest(
        job_id=job_id, format=asked.format, mask_personal=asked.masked
    )
    client = state.clients.export
    seconds = state.settings.export_seconds
    parts = client.peer.stream(client.stub.ExportProfile, message, seconds=seconds)
    first = await _begun(request, parts)
    if first is None or not first.HasField("header"):
        raise Unavailable
    found = first.header
    headers = {"Content-Disposition": disposition(found.filename)}
    if len(first.piece) == found.size:
        return Response(first.piece, media_type=found.media_type, headers=headers)
    headers["Content-Length"] = str(found.size)
    pieces = _pieces(first, parts)
    return StreamingResponse(pieces, media_type=found.media_type, headers=headers)


def _only_json() -> dict[str, Any]:
    return {"loc": ("query", "schema"), "msg": "Only format=json has schemas.", "type": "value"}


async def _begun(
    request: Request, parts: AsyncIterator[pb.ExportProfileResponse]
) -> pb.ExportProfileResponse | None:
    """The first part. ClientDisconnect where whoever asked has left: making the file ends too."""
    first = asyncio.ensure_future(anext(parts, None))
    left = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((first, left), return_when=asyncio.FIRST_COMPLETED)
        if not first.done():
            raise ClientDisconnect
        return first.result()
    finally:
        for task in (first, left):
            task.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _pieces(
    first: pb.ExportProfileResponse, rest: AsyncIterator[pb.ExportProfileResponse]
) -> AsyncIterator[bytes]:
    yield first.piece
    async for part in rest:
        yield part.piece

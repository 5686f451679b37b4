"""ExportService on the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from vitae.export.v1 import export_pb2 as pb
from vitae.export.v1 import export_pb2_grpc

from libs.rpc.errors import Invalid
from libs.rpc.server import Access, for_user
from services.export.service import ExportService

NAME = pb.DESCRIPTOR.services_by_name["ExportService"].full_name
ACCESS: Mapping[str, Access] = {
    "ExportProfile": for_user("gateway"),
}
PIECE_BYTES = 64 * 1024
# Number → name in the catalogue.
FORMAT_NAMES: Mapping[int, str] = {
    number: name.removeprefix("EXPORT_FORMAT_").lower()
    for name, number in pb.ExportFormat.items()
    if number != pb.EXPORT_FORMAT_UNSPECIFIED
}


class ExportRpc(export_pb2_grpc.ExportServiceServicer):
    def __init__(self, service: ExportService) -> None:
        self._service = service

    async def ExportProfile(
        self, request: pb.ExportProfileRequest, context: Any
    ) -> AsyncIterator[pb.ExportProfileResponse]:
        name = FORMAT_NAMES.get(request.format)
        if name is None:
            raise Invalid("There is no such format.")
        file = await self._service.export(request.job_id, name, masked=request.mask_personal)
        header = pb.ExportHeader(
            filename=file.filename, media_type=file.media_type, size=len(file.content)
        )
        # With the first piece: most files are one, and a message costs a fifth of a small export.
        yield pb.ExportProfileResponse(header=header, piece=file.content[:PIECE_BYTES])
        for start in range(PIECE_BYTES, len(file.content), PIECE_BYTES):
            yield pb.ExportProfileResponse(piece=file.content[start : start + PIECE_BYTES])

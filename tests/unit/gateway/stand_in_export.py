# ruff: noqa: ARG002, N802 - the signatures are gRPC's
"""Export, in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from vitae.export.v1 import export_pb2, export_pb2_grpc

from libs.rpc.errors import Kind
from tests.unit.gateway.calls import Calls, error


class Export(export_pb2_grpc.ExportServiceServicer):
    """One file for everybody, that breaks off where a test says so."""

    def __init__(self) -> None:
        self.calls = Calls()
        self.asked: list[export_pb2.ExportProfileRequest] = []
        self.filename = "Ana Example - resume analysis.pdf"
        self.media_type = "application/pdf"
        self.content = b"%PDF-"
        self.sent = 0
        self.breaks_at: int | None = None
        self.hold: asyncio.Event | None = None
        self.broken_off = asyncio.Event()

    async def ExportProfile(self, request: Any, context: Any) -> AsyncIterator[Any]:
        self.calls.note("ExportProfile")
        self.asked.append(request)
        if self.hold is not None:
            try:
                await self.hold.wait()
            except asyncio.CancelledError:
                self.broken_off.set()
                raise
        header = export_pb2.ExportHeader(
            filename=self.filename, media_type=self.media_type, size=len(self.content)
        )
        self.sent = 0
        for at in range(0, len(self.content), 65536):
            if self.breaks_at is not None and at >= self.breaks_at:
                raise error(Kind.UNAVAILABLE, "SERVICE_UNAVAILABLE")
            piece = self.content[at : at + 65536]
            found = None if at else header
            yield export_pb2.ExportProfileResponse(header=found, piece=piece)
            self.sent += len(piece)

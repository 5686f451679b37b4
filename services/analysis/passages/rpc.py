"""PassageService over gRPC: proto ↔ domain. No rules, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from vitae.analysis.v1 import passage_pb2 as pb
from vitae.analysis.v1 import passage_pb2_grpc as pb_grpc

from libs.llm.embeddings import Vectors
from libs.rpc.errors import Invalid
from libs.rpc.server import Access, Mount, for_service, for_user
from libs.runtime.context import caller
from services.analysis.passages.service import FoundPassage, PassageService

NAME = pb.DESCRIPTOR.services_by_name["PassageService"].full_name
ACCESS: Mapping[str, Access] = {
    "EmbedTexts": for_service("chat"),  # the texts are the caller's own
    "SearchPassages": for_user("chat"),
    "GetResumeText": for_user("chat"),
}
_FLOAT32 = np.dtype("<f4")


def _vector(raw: bytes) -> Vectors:
    if len(raw) % _FLOAT32.itemsize:
        raise Invalid("The vector is not a row of float32.")
    return np.frombuffer(raw, _FLOAT32)


def _passage(found: FoundPassage) -> pb.Passage:
    passage = found.passage
    return pb.Passage(
        text=passage.text,
        start=passage.start,
        end=passage.end,
        page=passage.page,
        similarity=found.similarity,
    )


class PassageRpc(pb_grpc.PassageServiceServicer):
    def __init__(self, service: PassageService) -> None:
        self._service = service

    async def EmbedTexts(
        self, request: pb.EmbedTextsRequest, context: Any
    ) -> pb.EmbedTextsResponse:
        model, vectors = await self._service.embed(request.texts)
        return pb.EmbedTextsResponse(
            model=model,
            dimension=vectors.shape[1],
            vectors=np.ascontiguousarray(vectors, _FLOAT32).tobytes(),
        )

    async def SearchPassages(
        self, request: pb.SearchPassagesRequest, context: Any
    ) -> pb.SearchPassagesResponse:
        found = await self._service.search(
            caller().user_id,
            request.job_id,
            request.model,
            _vector(request.vector),
            request.limit,
        )
        return pb.SearchPassagesResponse(passages=map(_passage, found))

    async def GetResumeText(
        self, request: pb.GetResumeTextRequest, context: Any
    ) -> pb.GetResumeTextResponse:
        document = await self._service.text(caller().user_id, request.job_id)
        lines = (
            pb.Line(start=line.start, end=line.end, page=line.page, paragraph=line.paragraph)
            for line in document.lines
        )
        return pb.GetResumeTextResponse(text=document.text, lines=lines)


def mount(service: PassageService) -> Mount:
    return Mount(pb_grpc.add_PassageServiceServicer_to_server, PassageRpc(service), NAME, ACCESS)

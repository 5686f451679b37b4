"""InterviewService over gRPC: proto ↔ domain. No rules, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from vitae.analysis.v1 import interview_pb2 as pb
from vitae.analysis.v1 import interview_pb2_grpc as pb_grpc

from libs.rpc.server import Access, Mount, for_service, for_user
from libs.runtime.context import caller
from services.analysis.interview.repository import Order, QuestionSet
from services.analysis.interview.service import InterviewService

ACCESS: Mapping[str, Access] = {
    "CreateQuestionSet": for_user("gateway"),
    "GetQuestionSet": for_user("gateway"),
    "ListQuestionSets": for_user("gateway"),
    "ReadQuestionSet": for_service("chat"),
}


def to_proto(found: QuestionSet) -> pb.QuestionSet:
    """A set for the wire."""
    return pb.QuestionSet(
        set_id=found.set_id,
        job_id=found.job_id,
        upload_id=found.upload_id,
        status=pb.QuestionSetStatus.Value(f"QUESTION_SET_STATUS_{found.status.upper()}"),
        error_code=found.error_code or "",
        error_message=found.error_message or "",
        count=found.count,
        questions_json=found.questions or "",
        engine=found.engine or "",
        profile_version=found.profile_version or "",
        created_at=cast("Any", found.created_at),
        completed_at=cast("Any", found.completed_at),
    )


class InterviewRpc(pb_grpc.InterviewServiceServicer):
    def __init__(self, service: InterviewService) -> None:
        self._service = service

    async def CreateQuestionSet(
        self, request: pb.CreateQuestionSetRequest, context: Any
    ) -> pb.CreateQuestionSetResponse:
        order = Order(
            caller().user_id,
            request.job_id,
            request.count,
            request.job_description,
            request.idempotency_key or None,
        )
        found = await self._service.create(order, request.wait_seconds)
        return pb.CreateQuestionSetResponse(question_set=to_proto(found))

    async def GetQuestionSet(
        self, request: pb.GetQuestionSetRequest, context: Any
    ) -> pb.GetQuestionSetResponse:
        found = await self._service.get(caller().user_id, request.job_id, request.set_id)
        return pb.GetQuestionSetResponse(question_set=to_proto(found))

    async def ListQuestionSets(
        self, request: pb.ListQuestionSetsRequest, context: Any
    ) -> pb.ListQuestionSetsResponse:
        page = await self._service.list_sets(
            caller().user_id,
            request.job_id,
            request.page_size,
            request.page_token,
            unfinished=request.unfinished_only,
        )
        return pb.ListQuestionSetsResponse(
            question_sets=[to_proto(found) for found in page.items],
            next_page_token=page.next_cursor,
        )

    async def ReadQuestionSet(
        self, request: pb.ReadQuestionSetRequest, context: Any
    ) -> pb.ReadQuestionSetResponse:
        found, newest = await self._service.read(request.user_id, request.set_id)
        return pb.ReadQuestionSetResponse(question_set=to_proto(found), newest=newest)


def mount(service: InterviewService) -> Mount:
    return Mount(
        pb_grpc.add_InterviewServiceServicer_to_server,
        InterviewRpc(service),
        "vitae.analysis.v1.InterviewService",
        ACCESS,
    )

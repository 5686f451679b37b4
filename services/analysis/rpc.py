"""AnalysisService over gRPC: proto ↔ domain. No rules, no SQL."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, cast

from grpc_health.v1 import health, health_pb2
from vitae.analysis.v1 import analysis_pb2 as pb
from vitae.analysis.v1 import analysis_pb2_grpc as pb_grpc

from libs.rpc.server import Access, Mount, for_service, for_user
from libs.runtime.context import caller
from services.analysis.repository import Job
from services.analysis.service import AnalysisService, Placed, Queue

QUEUE = "queue"
REPORT_SECONDS = 0.5

ACCESS: Mapping[str, Access] = {
    "SubmitJob": for_user("gateway"),
    "GetJob": for_user("gateway"),
    "ListJobs": for_user("gateway"),
    "RetryJob": for_user("gateway"),
    "CancelJob": for_user("gateway"),
    "GetProfile": for_user("gateway", "export", "chat"),
    "ReadProfile": for_service("export"),
}


def to_proto(placed: Placed) -> pb.Job:
    """A job for the wire."""
    job: Job = placed.job
    return pb.Job(
        job_id=job.job_id,
        upload_id=job.upload_id,
        status=pb.JobStatus.Value(f"JOB_STATUS_{job.status.upper()}"),
        progress=job.progress,
        stage=job.stage,
        error_code=job.error_code or "",
        error_message=job.error_message or "",
        attempts=job.attempts,
        retries=job.retries,
        queue_position=placed.position,
        # The library takes a datetime, and converts it faster than it could be done here.
        created_at=cast("Any", job.created_at),
        started_at=cast("Any", job.started_at),
        completed_at=cast("Any", job.completed_at),
    )


class AnalysisRpc(pb_grpc.AnalysisServiceServicer):
    def __init__(self, service: AnalysisService) -> None:
        self._service = service

    async def SubmitJob(self, request: pb.SubmitJobRequest, context: Any) -> pb.SubmitJobResponse:
        placed = await self._service.submit(
            caller().user_id, request.upload_id, request.idempotency_key
        )
        return pb.SubmitJobResponse(job=to_proto(placed))

    async def GetJob(self, request: pb.GetJobRequest, context: Any) -> pb.GetJobResponse:
        return pb.GetJobResponse(
            job=to_proto(await self._service.get(caller().user_id, request.job_id))
        )

    async def ListJobs(self, request: pb.ListJobsRequest, context: Any) -> pb.ListJobsResponse:
        page = await self._service.list_jobs(
            caller().user_id,
            request.upload_id,
            request.page_size,
            request.page_token,
            unfinished=request.unfinished_only,
        )
        return pb.ListJobsResponse(
            jobs=[to_proto(placed) for placed in page.items],
            next_page_token=page.next_cursor,
        )

    async def RetryJob(self, request: pb.RetryJobRequest, context: Any) -> pb.RetryJobResponse:
        placed = await self._service.retry(caller().user_id, request.job_id)
        return pb.RetryJobResponse(job=to_proto(placed))

    async def CancelJob(self, request: pb.CancelJobRequest, context: Any) -> pb.CancelJobResponse:
        placed = await self._service.cancel(caller().user_id, request.job_id)
        return pb.CancelJobResponse(job=to_proto(placed))

    async def GetProfile(
        self, request: pb.GetProfileRequest, context: Any
    ) -> pb.GetProfileResponse:
        profile = await self._service.profile(caller().user_id, request.job_id)
        return pb.GetProfileResponse(
            profile_json="" if request.known_version == profile.version else profile.text,
            version=profile.version,
            upload_id=profile.upload_id,
        )

    async def ReadProfile(
        self, request: pb.ReadProfileRequest, context: Any
    ) -> pb.ReadProfileResponse:
        profile = await self._service.profile(request.user_id, request.job_id)
        return pb.ReadProfileResponse(profile_json=profile.text, upload_id=profile.upload_id)


async def report_queue(status: health.aio.HealthServicer, queue: Queue) -> None:
    """Answers for the health of the queue, a part of its own: whether jobs are taken. For ever."""
    state = health_pb2.HealthCheckResponse
    while True:
        await status.set(QUEUE, state.SERVING if queue.healthy else state.NOT_SERVING)
        await asyncio.sleep(REPORT_SECONDS)


def mount(service: AnalysisService) -> Mount:
    return Mount(
        pb_grpc.add_AnalysisServiceServicer_to_server,
        AnalysisRpc(service),
        "vitae.analysis.v1.AnalysisService",
        ACCESS,
    )

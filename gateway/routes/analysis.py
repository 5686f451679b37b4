"""Jobs and the profiles they end in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request
from starlette.responses import Response
from vitae.analysis.v1 import analysis_pb2 as pb

from gateway import views
from gateway.auth import CurrentUser
from gateway.models import JobInfo, JobPage, JobRequest, Line, Retried
from gateway.routes.auth import Cursor, Limit
from gateway.routes.documented import problems
from libs.profile.model import Profile

router = APIRouter(prefix="/api/analysis", tags=["analysis"])

JobId = Annotated[str, Path(description="The job's id.")]
JobIdQuery = Annotated[Line, Query(min_length=1, max_length=64, description="The job's id.")]
UploadIdQuery = Annotated[Line, Query(max_length=64, description="Only jobs of this upload.")]
IdempotencyKey = Annotated[
    str,
    Header(
        max_length=255,
        pattern=r"^[!-~]*$",
        description="The same key from the same user answers the same job, again and again.",
    ),
]


@router.post(
    "/jobs",
    operation_id="submitJob",
    summary="Analyse an upload",
    status_code=202,
    response_model=JobInfo,
    responses={
        202: {
            "headers": {
                "Location": {"description": "Where the job is.", "schema": {"type": "string"}}
            }
        },
        **problems(
            "UPLOAD_NOT_FOUND",
            "IDEMPOTENCY_KEY_REUSED",
            "TOO_MANY_JOBS_OF_A_FILE",
            "INVALID_REQUEST",
            "RATE_LIMITED",
            "QUEUE_UNAVAILABLE",
            body=True,
        ),
    },
)
async def submit(
    request: Request, who: CurrentUser, body: JobRequest, idempotency_key: IdempotencyKey = ""
) -> Response:
    """202 means that the job is committed: it will run, whatever happens to this server."""
    state = request.app.state
    await state.limits.take(state.limits.jobs, who.session.user_id)
    message = pb.SubmitJobRequest(upload_id=body.upload_id, idempotency_key=idempotency_key)
    analysis = state.clients.analysis
    answer = await analysis.peer.call(
        analysis.stub.SubmitJob, message, idempotent=bool(idempotency_key)
    )
    location = f"/api/analysis/jobs/{answer.job.job_id}"
    return views.json_answer(views.job(answer.job), 202, {"Location": location})


@router.get(
    "/jobs",
    operation_id="listJobs",
    summary="Your jobs, newest first",
    response_model=JobPage,
    responses=problems("UPLOAD_NOT_FOUND", "INVALID_REQUEST"),
)
async def jobs(
    request: Request,
    who: CurrentUser,
    upload_id: UploadIdQuery = "",
    limit: Limit = 20,
    cursor: Cursor = "",
) -> Response:
    analysis = request.app.state.clients.analysis
    message = pb.ListJobsRequest(upload_id=upload_id, page_size=limit, page_token=cursor)
    answer = await analysis.peer.call(analysis.stub.ListJobs, message, idempotent=True)
    items = [views.job(found) for found in answer.jobs]
    return views.json_answer(views.page(items, answer.next_page_token))


@router.get(
    "/jobs/{job_id}",
    operation_id="getJob",
    summary="One job",
    response_model=JobInfo,
    responses=problems("JOB_NOT_FOUND", "INVALID_REQUEST"),
)
async def job(request: Request, who: CurrentUser, job_id: JobId) -> Response:
    analysis = request.app.state.clients.analysis
    answer = await analysis.peer.call(
        analysis.stub.GetJob, pb.GetJobRequest(job_id=job_id), idempotent=True
    )
    return views.json_answer(views.job(answer.job))


@router.post(
    "/retry-job",
    operation_id="retryJob",
    summary="Run a failed job again",
    response_model=Retried,
    responses=problems(
        "JOB_NOT_FOUND",
        "JOB_NOT_FAILED",
        "RETRIES_EXHAUSTED",
        "INVALID_REQUEST",
        "RATE_LIMITED",
        "QUEUE_UNAVAILABLE",
    ),
)
async def retry(request: Request, who: CurrentUser, job_id: JobIdQuery) -> Response:
    """Keeps the job's id. At most five times a job."""
    state = request.app.state
    await state.limits.take(state.limits.retries, who.session.user_id)
    analysis = state.clients.analysis
    answer = await analysis.peer.call(analysis.stub.RetryJob, pb.RetryJobRequest(job_id=job_id))
    return views.json_answer({"success": True, "job_id": answer.job.job_id})


@router.post(
    "/jobs/{job_id}/cancel",
    operation_id="cancelJob",
    summary="End a job that has not ended",
    response_model=JobInfo,
    responses=problems("JOB_NOT_FOUND", "JOB_FINISHED", "INVALID_REQUEST"),
)
async def cancel(request: Request, who: CurrentUser, job_id: JobId) -> Response:
    analysis = request.app.state.clients.analysis
    answer = await analysis.peer.call(analysis.stub.CancelJob, pb.CancelJobRequest(job_id=job_id))
    return views.json_answer(views.job(answer.job))


@router.get(
    "/profile",
    operation_id="getProfile",
    summary="What a completed job found",
    response_model=Profile,
    responses=problems("JOB_NOT_FOUND", "JOB_NOT_COMPLETED", "INVALID_REQUEST"),
)
async def profile(request: Request, who: CurrentUser, job_id: JobIdQuery) -> Response:
    analysis = request.app.state.clients.analysis
    answer = await analysis.peer.call(
        analysis.stub.GetProfile, pb.GetProfileRequest(job_id=job_id), idempotent=True
    )
    return Response(answer.profile_json, media_type="application/json")

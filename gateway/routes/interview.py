"""Interview questions: sets made from a completed job, each a piece of work of its own."""

from __future__ import annotations

import re
import time
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from starlette.responses import Response
from vitae.analysis.v1 import interview_pb2 as pb

from gateway import views
from gateway.auth import CurrentUser
from gateway.live.frames import finished
from gateway.models import Line, QuestionSet, QuestionSetPage, QuestionsRequest
from gateway.routes.analysis import JobIdQuery
from gateway.routes.auth import Cursor, Limit
from gateway.routes.documented import problems
from libs.db.ids import new_id
from libs.rpc.channel import DEFAULT_SECONDS, deadline
from libs.rpc.errors import DomainError, Kind

router = APIRouter(prefix="/api/analysis/interview-questions", tags=["interview"])

PATH = router.prefix
BODY_LIMIT = 256 * 1024  # twenty thousand characters, each escaped in JSON at its longest
LONGEST_WAIT_SECONDS = 30
SLICE_SECONDS = 5  # so long a wait is of one call: the gateway looks up between, and may be leaving

_WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,9})\"?\s*(?=$|[,;])", re.IGNORECASE)

SetIdQuery = Annotated[Line, Query(max_length=64, description="One set; else the newest.")]
IdempotencyKey = Annotated[
    str,
    Header(
        max_length=255,
        pattern=r"^[!-~]*$",
        description="The same key from the same user answers the same set, again and again.",
    ),
]
Prefer = Annotated[
    str,
    Header(
        max_length=200,
        description="`wait=N`: answer when the set has ended, after N seconds at the latest, "
        f"of which {LONGEST_WAIT_SECONDS} count (RFC 7240).",
    ),
]
_HEADERS: dict[str, Any] = {
    "Location": {"description": "Where the set is.", "schema": {"type": "string"}},
    "Preference-Applied": {
        "description": "`wait=N`, where the call has waited.",
        "schema": {"type": "string"},
    },
}


@router.post(
    "",
    operation_id="createQuestionSet",
    summary="Make interview questions",
    status_code=202,
    response_model=QuestionSet,
    responses={
        200: {"description": "The set has ended.", "model": QuestionSet, "headers": _HEADERS},
        202: {"description": "The set is committed.", "headers": _HEADERS},
        **problems(
            "JOB_NOT_FOUND",
            "JOB_NOT_COMPLETED",
            "QUESTION_SETS_UNDER_WAY",
            "IDEMPOTENCY_KEY_REUSED",
            "INVALID_REQUEST",
            "RATE_LIMITED",
            body=True,
        ),
    },
)
async def create(
    request: Request,
    who: CurrentUser,
    body: QuestionsRequest,
    idempotency_key: IdempotencyKey = "",
    prefer: Prefer = "",
) -> Response:
    """202 means that the set is committed: it will be made, whatever happens to this server. A job
    keeps its newest fifty sets; earlier ones stay as they are when another is asked for.
    """
    state = request.app.state
    await state.limits.take(state.limits.questions, who.session.user_id)
    message = pb.CreateQuestionSetRequest(
        job_id=body.job_id,
        count=body.count,
        job_description=body.job_description,
        idempotency_key=idempotency_key or new_id(),  # so that the call may be repeated
    )
    wait = _wait(prefer)
    found = await _created(state, message, wait or 0)
    headers = {"Location": f"{PATH}?job_id={found.job_id}&set_id={found.set_id}"}
    if wait is not None:
        headers["Preference-Applied"] = f"wait={wait}"
    status = 200 if wait is not None and finished(found) else 202
    return views.json_answer(views.question_set_whole(found), status, headers)


@router.get(
    "",
    operation_id="getQuestionSet",
    summary="A set of questions",
    response_model=QuestionSet,
    responses=problems("QUESTION_SET_NOT_FOUND", "INVALID_REQUEST"),
)
async def get(
    request: Request, who: CurrentUser, job_id: JobIdQuery, set_id: SetIdQuery = ""
) -> Response:
    interview = request.app.state.clients.interview
    message = pb.GetQuestionSetRequest(job_id=job_id, set_id=set_id)
    answer = await interview.peer.call(interview.stub.GetQuestionSet, message, idempotent=True)
    return views.json_answer(views.question_set_whole(answer.question_set))


@router.get(
    "/sets",
    operation_id="listQuestionSets",
    summary="The sets of a job, newest first, without their questions",
    response_model=QuestionSetPage,
    responses=problems("JOB_NOT_FOUND", "INVALID_REQUEST"),
)
async def sets(
    request: Request,
    who: CurrentUser,
    job_id: JobIdQuery,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> Response:
    interview = request.app.state.clients.interview
    message = pb.ListQuestionSetsRequest(job_id=job_id, page_size=limit, page_token=cursor)
    answer = await interview.peer.call(interview.stub.ListQuestionSets, message, idempotent=True)
    items = [views.question_set(found) for found in answer.question_sets]
    return views.json_answer(views.page(items, answer.next_page_token))


async def _created(state: Any, message: pb.CreateQuestionSetRequest, wait: int) -> pb.QuestionSet:
    """The set when it has ended, or as it stands when the wait is over."""
    deadline.set(deadline.get() + wait)
    end = time.monotonic() + wait
    found = await _asked(state, message, wait)
    while not (finished(found) or state.hub.draining) and (left := int(end - time.monotonic())) > 0:
        try:
            found = await _asked(state, message, left)
        except DomainError as error:
            if error.kind is not Kind.UNAVAILABLE:
                raise
            break  # the set is committed all the same
    return found


async def _asked(state: Any, message: pb.CreateQuestionSetRequest, wait: int) -> pb.QuestionSet:
    """Under its key, again and again, it is the same set."""
    interview = state.clients.interview
    message.wait_seconds = min(wait, SLICE_SECONDS)
    answer = await interview.peer.call(
        interview.stub.CreateQuestionSet,
        message,
        seconds=DEFAULT_SECONDS + SLICE_SECONDS,
        idempotent=True,
    )
    return answer.question_set


def _wait(prefer: str) -> int | None:
    """The seconds a client prefers to wait, as many as are granted; None where it does not say."""
    said = _WAIT.search(prefer)
    return min(int(said.group(1)), LONGEST_WAIT_SECONDS) if said else None

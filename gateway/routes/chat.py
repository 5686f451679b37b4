"""What was asked and answered before. Asking itself is on /ws."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response
from vitae.chat.v1 import chat_pb2 as pb

from gateway import views
from gateway.auth import CurrentUser
from gateway.models import ChatMessagePage
from gateway.routes.analysis import JobIdQuery
from gateway.routes.auth import Cursor, Limit
from gateway.routes.documented import problems

router = APIRouter(prefix="/api/chat", tags=["chat"])


@router.get(
    "/messages",
    operation_id="listMessages",
    summary="A job's questions and answers, newest first",
    response_model=ChatMessagePage,
    responses=problems("JOB_NOT_FOUND", "INVALID_REQUEST"),
)
async def messages(
    request: Request, who: CurrentUser, job_id: JobIdQuery, limit: Limit = 20, cursor: Cursor = ""
) -> Response:
    """An answer that is still being given is there as far as it is kept: `resume` it on /ws from
    its `seq`.
    """
    chat = request.app.state.clients.chat
    message = pb.ListMessagesRequest(job_id=job_id, page_size=limit, page_token=cursor)
    answer = await chat.peer.call(chat.stub.ListMessages, message, idempotent=True)
    items = [views.chat_message(found) for found in answer.messages]
    return views.json_answer(views.page(items, answer.next_page_token))

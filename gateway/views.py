"""Messages of the services as the JSON clients see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from google.protobuf.timestamp_pb2 import Timestamp
from starlette.responses import Response
from vitae.analysis.v1.analysis_pb2 import Job, JobStatus
from vitae.analysis.v1.interview_pb2 import QuestionSet, QuestionSetStatus
from vitae.auth.v1.auth_pb2 import Session, User
from vitae.chat.v1.chat_pb2 import ChatMessage, Citation, MessageStatus, Role
from vitae.upload.v1.upload_pb2 import Upload

STATUS_NAMES: Mapping[int, str] = {
    number: name.removeprefix("JOB_STATUS_").lower() for name, number in JobStatus.items()
}
SET_STATUS_NAMES: Mapping[int, str] = {
    number: name.removeprefix("QUESTION_SET_STATUS_").lower()
    for name, number in QuestionSetStatus.items()
}

ROLE_NAMES: Mapping[int, str] = {
    number: name.removeprefix("ROLE_").lower() for name, number in Role.items()
}
MESSAGE_STATUS_NAMES: Mapping[int, str] = {
    number: name.removeprefix("MESSAGE_STATUS_").lower() for name, number in MessageStatus.items()
}


def json_answer(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer whose body is made here: it is not validated again on its way out."""
    return Response(
        orjson.dumps(body), status_code=status, media_type="application/json", headers=headers
    )


def page(items: Sequence[Any], next_cursor: str) -> dict[str, Any]:
    return {"items": items, "next_cursor": next_cursor or None}


def moment(timestamp: Timestamp) -> str | None:
    """RFC 3339 in UTC; None where it is not set."""
    return timestamp.ToJsonString() if timestamp.seconds or timestamp.nanos else None


def user(message: User) -> dict[str, Any]:
    return {
        "id": message.id,
        "email": message.email,
        "name": message.name,
        "created_at": moment(message.created_at),
    }


def session(message: Session) -> dict[str, Any]:
    return {
        "id": message.id,
        "created_at": moment(message.created_at),
        "last_seen_at": moment(message.last_seen_at),
        "expires_at": moment(message.expires_at),
        "user_agent": message.user_agent,
        "current": message.current,
    }


def upload(message: Upload) -> dict[str, Any]:
    return {
        "id": message.id,
        "filename": message.filename,
        "upload_date": moment(message.upload_date),
        "file_size": message.file_size,
        "mime_type": message.mime_type,
        "sha256": message.sha256,
        "linkedin_url": message.linkedin_url or None,
        "duplicate_of": message.duplicate_of or None,
    }


def job(message: Job) -> dict[str, Any]:
    return {
        "job_id": message.job_id,
        "upload_id": message.upload_id,
        "status": STATUS_NAMES[message.status],
        "progress": message.progress,
        "stage": message.stage,
        "error_code": message.error_code or None,
        "error_message": message.error_message or None,
        "attempts": message.attempts,
        "retries": message.retries,
        "queue_position": message.queue_position or None,
        "created_at": moment(message.created_at),
        "started_at": moment(message.started_at),
        "completed_at": moment(message.completed_at),
    }


def chat_message(message: ChatMessage) -> dict[str, Any]:
    """A question or an answer, as history shows it."""
    return {
        "message_id": message.message_id,
        "job_id": message.job_id,
        "role": ROLE_NAMES[message.role],
        "content": message.content,
        "created_at": moment(message.created_at),
        "seq": message.seq,
        "status": MESSAGE_STATUS_NAMES[message.status],
        "client_id": message.client_id or None,
        "reply_to": message.reply_to or None,
        "metadata": answer_metadata(message) if message.role == Role.ROLE_ASSISTANT else None,
    }


def answer_metadata(message: ChatMessage) -> dict[str, Any]:
    """Where an answer comes from, how it stands, and what it rests on."""
    metadata: dict[str, Any] = {
        "from_qa": message.from_qa,
        "engine": message.engine,
        "status": MESSAGE_STATUS_NAMES[message.status],
        "citations": [_citation(found) for found in message.citations],
    }
    if message.error_code:
        metadata["error_code"] = message.error_code
        metadata["error_message"] = message.error_message
    return metadata


def _citation(found: Citation) -> dict[str, Any]:
    return {
        "page": found.page if found.HasField("page") else None,
        "paragraph": found.paragraph,
        "start": found.start,
        "end": found.end,
        "quote": found.quote,
    }


def question_set(message: QuestionSet) -> dict[str, Any]:
    """Without its questions."""
    return {
        "set_id": message.set_id,
        "job_id": message.job_id,
        "status": SET_STATUS_NAMES[message.status],
        "error_code": message.error_code or None,
        "error_message": message.error_message or None,
        "count": message.count,
        "engine": message.engine or None,
        "created_at": moment(message.created_at),
        "completed_at": moment(message.completed_at),
    }


def question_set_whole(message: QuestionSet) -> dict[str, Any]:
    """With its questions, which are JSON already."""
    questions = orjson.Fragment(message.questions_json or "[]")
    return {**question_set(message), "questions": questions}

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
from vitae.upload.v1.upload_pb2 import Upload

STATUS_NAMES: Mapping[int, str] = {
    number: name.removeprefix("JOB_STATUS_").lower() for name, number in JobStatus.items()
}
SET_STATUS_NAMES: Mapping[int, str] = {
    number: name.removeprefix("QUESTION_SET_STATUS_").lower()
    for name, number in QuestionSetStatus.items()
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

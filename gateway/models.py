"""The shapes of requests and answers, as OpenAPI shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from libs.profile.interview import Question

Status = Literal[
    "queued",
    "extracting_text",
    "chunking",
    "generating_embeddings",
    "analyzing",
    "completed",
    "failed",
    "cancelled",
]


def _whole(found: object) -> object:
    """JSON knows no integers: 9.0 is 9. No text is, however."""
    return int(found) if isinstance(found, float) and found.is_integer() else found


Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$")]
Password = Annotated[str, Field(min_length=1, max_length=128)]
NewPassword = Annotated[str, Field(min_length=8, max_length=128)]


class Input(BaseModel):
    """What a client sends: unknown fields are an error, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _is_unicode(cls, found: object) -> object:
        """JSON can spell halves of characters, which no service could take."""
        values = cast("dict[str, object]", found).values() if isinstance(found, dict) else ()
        for value in values:
            if isinstance(value, str) and any("\ud800" <= each <= "\udfff" for each in value):
                raise ValueError("must not contain lone surrogates")
        return cast("object", found)


class Registration(Input):
    email: Annotated[Line, Field(min_length=3, max_length=254)]
    password: NewPassword
    name: Annotated[Line, Field(max_length=200)] = ""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "email": "ana@example.org",
                "password": "correct horse battery",
                "name": "Ana Example",
            }
        }
    )


class Credentials(Input):
    email: Annotated[Line, Field(min_length=1, max_length=254)]
    password: Password

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"email": "ana@example.org", "password": "correct horse battery"}
        }
    )


class PasswordChange(Input):
    current_password: Password
    new_password: NewPassword


class PasswordProof(Input):
    password: Password


class JobRequest(Input):
    upload_id: Annotated[Line, Field(min_length=1, max_length=64)]


class QuestionsRequest(Input):
    job_id: Annotated[Line, Field(min_length=1, max_length=64)]
    count: Annotated[int, Field(strict=True, ge=1, le=30), BeforeValidator(_whole)] = 10
    job_description: Annotated[str, Field(max_length=20_000, pattern=r"^[^\x00]*$")] = Field(
        default="", description="Of the position applied for: steers the questions."
    )


class User(BaseModel):
    id: str
    email: str
    name: str
    created_at: datetime


class SignedInAnswer(BaseModel):
    """The token is for `Authorization: Bearer`; pages use the cookie and send `csrf_token` back in
    the header X-CSRF-Token.
    """

    token: str
    user: User
    csrf_token: str


class Me(BaseModel):
    user: User
    session_id: str
    csrf_token: str | None = Field(description="Null where the token came by header.")


class NewToken(BaseModel):
    token: str
    csrf_token: str


class SessionInfo(BaseModel):
    id: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str
    current: bool = Field(description="Whether this very call used it.")


class SessionPage(BaseModel):
    items: list[SessionInfo]
    next_cursor: str | None


class UploadInfo(BaseModel):
    id: str
    filename: str
    upload_date: datetime
    file_size: int
    mime_type: str
    sha256: str
    linkedin_url: str | None
    duplicate_of: str | None = Field(
        description="Your earliest upload with the same content, where there is one."
    )


class UploadPage(BaseModel):
    items: list[UploadInfo]
    next_cursor: str | None


class JobInfo(BaseModel):
    job_id: str
    upload_id: str
    status: Status
    progress: int = Field(ge=0, le=100)
    stage: str = Field(description="What is happening, for a person.")
    error_code: str | None
    error_message: str | None
    attempts: int
    retries: int
    queue_position: int | None = Field(description="1 is next; null unless queued.")
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class JobPage(BaseModel):
    items: list[JobInfo]
    next_cursor: str | None


class CitationInfo(BaseModel):
    page: int | None = Field(description="1-based; null in DOC and DOCX.")
    paragraph: int
    start: int = Field(description="Offsets count code points of the resume's text.")
    end: int
    quote: str


class AnswerMetadata(BaseModel):
    from_qa: bool = Field(description="Whether a stored answer was given.")
    engine: str = Field(description='"builtin", or the name of the model; empty while streaming.')
    status: Literal["streaming", "complete", "interrupted"]
    citations: list[CitationInfo]
    error_code: str | None = Field(default=None, description="Of an interrupted answer.")
    error_message: str | None = None


class ChatMessageInfo(BaseModel):
    message_id: str
    job_id: str
    role: Literal["user", "assistant"]
    content: str
    created_at: datetime
    seq: int = Field(description="Of an answer: where to `resume` it from. 0 of a question.")
    status: Literal["streaming", "complete", "interrupted"]
    client_id: str | None = Field(description="Of a question: the client's own name for it.")
    reply_to: str | None = Field(description="Of an answer: the question's message_id.")
    metadata: AnswerMetadata | None = Field(description="Of an answer.")


class ChatMessagePage(BaseModel):
    items: list[ChatMessageInfo]
    next_cursor: str | None


class QuestionSetInfo(BaseModel):
    set_id: str
    job_id: str
    status: Literal["queued", "generating", "completed", "failed"]
    error_code: str | None
    error_message: str | None
    count: int = Field(ge=1, le=30, description="How many questions were asked for.")
    engine: str | None = Field(description="`builtin` or the model's name, once completed.")
    created_at: datetime
    completed_at: datetime | None


class QuestionSet(QuestionSetInfo):
    questions: list[Question] = Field(description="Empty until completed.")


class QuestionSetPage(BaseModel):
    items: list[QuestionSetInfo]
    next_cursor: str | None


class Retried(BaseModel):
    success: bool
    job_id: str


class FieldError(BaseModel):
    field: str
    message: str


class Problem(BaseModel):
    """An error, after RFC 9457. `code` is stable: act on it, not on the sentences."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[FieldError] | None = None


class Part(BaseModel):
    status: Literal["up", "down"]
    needed: bool


class Live(BaseModel):
    status: Literal["ok"]


class Ready(BaseModel):
    status: Literal["ready", "unavailable", "draining"]
    parts: dict[str, Part]

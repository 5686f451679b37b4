# ruff: noqa: ARG002, ARG005, N802 - the signatures are gRPC's
"""The services behind the gateway, in memory: real gRPC servers of the real contracts."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar

from google.protobuf.timestamp_pb2 import Timestamp
from grpc_health.v1 import health_pb2
from vitae.analysis.v1 import analysis_pb2, analysis_pb2_grpc, interview_pb2, interview_pb2_grpc
from vitae.auth.v1 import auth_pb2, auth_pb2_grpc
from vitae.chat.v1 import chat_pb2, chat_pb2_grpc
from vitae.export.v1 import export_pb2, export_pb2_grpc
from vitae.upload.v1 import upload_pb2, upload_pb2_grpc

from libs.db.ids import new_id
from libs.rpc.errors import DomainError, Invalid, Kind
from libs.rpc.identity import Keyring
from libs.rpc.server import Mount, for_service, for_user, serving
from libs.runtime.context import caller, request_id
from tests.support.keys import RpcKeys
from tests.support.ports import reserve_port


def error(
    kind_: Kind, reason_: str, message_: str = "For a person.", **details: str
) -> DomainError:
    """A failure as a service would raise it."""

    class Raised(DomainError):
        kind: ClassVar[Kind] = kind_
        reason: ClassVar[str] = reason_
        message: ClassVar[str] = message_

    return Raised(**details)


def now() -> Timestamp:
    stamp = Timestamp()
    stamp.GetCurrentTime()
    return stamp


class Calls:
    """What was called, by whom; and failures to raise instead of answering."""

    def __init__(self) -> None:
        self.made: list[tuple[str, str, str]] = []
        self.fail: dict[str, DomainError] = {}

    def note(self, method: str) -> None:
        self.made.append((method, caller().user_id, request_id.get()))
        if found := self.fail.get(method):
            raise found

    def count(self, method: str) -> int:
        return sum(made[0] == method for made in self.made)


class Auth(auth_pb2_grpc.AuthServiceServicer):
    """Accounts in a dict; a token is `token-of-<user>-<n>`."""

    def __init__(self, ring: Keyring) -> None:
        self.calls = Calls()
        self._ring = ring
        self.users: dict[str, auth_pb2.User] = {}
        self.passwords: dict[str, str] = {}
        self.sessions: dict[str, tuple[str, str]] = {}  # token -> user id, session id
        self.hold: asyncio.Event | None = None
        self.addresses: list[str] = []

    def sign_in(self, email: str, password: str = "pass word") -> tuple[str, auth_pb2.User]:
        user = self.users.get(email)
        if user is None:
            user = auth_pb2.User(id=new_id(), email=email, name="Ana", created_at=now())
            self.users[email], self.passwords[email] = user, password
        token = f"token-of-{user.id}-{len(self.sessions)}"
        self.sessions[token] = (user.id, new_id())
        return token, user

    async def Register(self, request: Any, context: Any) -> Any:
        self.calls.note("Register")
        if request.email in self.users:
            raise error(Kind.EXISTS, "EMAIL_TAKEN")
        token, user = self.sign_in(request.email, request.password)
        return auth_pb2.RegisterResponse(token=token, user=user)

    async def Login(self, request: Any, context: Any) -> Any:
        self.calls.note("Login")
        self.addresses.append(request.client.address)
        if self.passwords.get(request.email) != request.password:
            raise error(Kind.UNAUTHENTICATED, "INVALID_CREDENTIALS")
        token, user = self.sign_in(request.email)
        return auth_pb2.LoginResponse(token=token, user=user)

    async def Authenticate(self, request: Any, context: Any) -> Any:
        self.calls.note("Authenticate")
        found = self.sessions.get(request.token)
        if self.hold is not None:
            await self.hold.wait()
        if found is None:
            raise error(Kind.UNAUTHENTICATED, "SESSION_INVALID")
        identity = self._ring.issue_identity(*found)
        return auth_pb2.AuthenticateResponse(
            identity=identity.token, expires_at=now(), user_id=found[0], session_id=found[1]
        )

    async def Logout(self, request: Any, context: Any) -> Any:
        self.calls.note("Logout")
        self._end(lambda user, session: session == caller().session_id)
        return auth_pb2.LogoutResponse()

    async def GetMe(self, request: Any, context: Any) -> Any:
        self.calls.note("GetMe")
        user = next(u for u in self.users.values() if u.id == caller().user_id)
        return auth_pb2.GetMeResponse(user=user)

    async def ListSessions(self, request: Any, context: Any) -> Any:
        self.calls.note("ListSessions")
        mine = [session for user, session in self.sessions.values() if user == caller().user_id]
        sessions = [
            auth_pb2.Session(
                id=each,
                created_at=now(),
                last_seen_at=now(),
                expires_at=now(),
                user_agent="test",
                current=each == caller().session_id,
            )
            for each in mine
        ]
        return auth_pb2.ListSessionsResponse(sessions=sessions)

    async def RevokeSession(self, request: Any, context: Any) -> Any:
        self.calls.note("RevokeSession")
        mine = {session for user, session in self.sessions.values() if user == caller().user_id}
        if request.session_id not in mine:
            raise error(Kind.NOT_FOUND, "SESSION_NOT_FOUND")
        self._end(lambda user, session: session == request.session_id)
        return auth_pb2.RevokeSessionResponse()

    async def ChangePassword(self, request: Any, context: Any) -> Any:
        self.calls.note("ChangePassword")
        email = next(u.email for u in self.users.values() if u.id == caller().user_id)
        if self.passwords[email] != request.current_password:
            raise error(Kind.FORBIDDEN, "WRONG_PASSWORD")
        self.passwords[email] = request.new_password
        self._end(lambda user, session: user == caller().user_id)
        return auth_pb2.ChangePasswordResponse(token=self.sign_in(email)[0])

    async def DeleteAccount(self, request: Any, context: Any) -> Any:
        self.calls.note("DeleteAccount")
        email = next(u.email for u in self.users.values() if u.id == caller().user_id)
        if self.passwords[email] != request.password:
            raise error(Kind.FORBIDDEN, "WRONG_PASSWORD")
        self._end(lambda user, session: user == caller().user_id)
        del self.users[email]
        return auth_pb2.DeleteAccountResponse()

    async def FilterUsers(self, request: Any, context: Any) -> Any:
        raise NotImplementedError

    def _end(self, which: Callable[[str, str], bool]) -> None:
        self.sessions = {t: found for t, found in self.sessions.items() if not which(*found)}


class Upload(upload_pb2_grpc.UploadServiceServicer):
    """Files in a dict. A name that ends in .txt is refused by its header alone."""

    def __init__(self) -> None:
        self.calls = Calls()
        self.files: dict[str, tuple[str, upload_pb2.Upload, bytes]] = {}
        self.pieces: list[int] = []
        self.broken_off = asyncio.Event()
        self.limit = 10 * 1024 * 1024
        self.keep_bytes = True
        self.hold: asyncio.Event | None = None

    async def UploadFile(self, request_iterator: Any, context: Any) -> Any:
        self.calls.note("UploadFile")
        return await self._receive(request_iterator)

    async def _receive(self, request_iterator: Any) -> Any:
        header, content, size = None, bytearray(), 0
        linkedin_url: str | None = None
        digest = hashlib.sha256()
        async for request in request_iterator:
            match request.WhichOneof("part"):
                case "header":
                    header = request.header
                    if header.filename.endswith(".txt"):
                        raise _as(Invalid("Only PDF, DOC and DOCX."), "UNSUPPORTED_FILE_TYPE")
                case "piece":
                    self.pieces.append(len(request.piece))
                    size += len(request.piece)
                    digest.update(request.piece)
                    if self.keep_bytes:
                        content += request.piece
                    if size > self.limit:
                        raise _as(Invalid("Too large."), "FILE_TOO_LARGE")
                case _:
                    linkedin_url = request.trailer.linkedin_url
        if header is None:
            raise Invalid("The header comes first.")
        if linkedin_url is None:
            self.broken_off.set()
            raise Invalid("The form broke off.")
        if not size:
            raise _as(Invalid("Empty."), "FILE_EMPTY")
        upload = upload_pb2.Upload(
            id=new_id(),
            filename=header.filename,
            upload_date=now(),
            file_size=size,
            mime_type=header.mime_type or "application/pdf",
            sha256=digest.hexdigest(),
            linkedin_url=linkedin_url,
        )
        self.files[upload.id] = (caller().user_id, upload, bytes(content))
        return upload_pb2.UploadFileResponse(upload=upload)

    def _mine(self, upload_id: str) -> tuple[str, upload_pb2.Upload, bytes]:
        found = self.files.get(upload_id)
        if found is None or found[0] != caller().user_id:
            raise error(Kind.NOT_FOUND, "UPLOAD_NOT_FOUND")
        return found

    async def GetUpload(self, request: Any, context: Any) -> Any:
        self.calls.note("GetUpload")
        return upload_pb2.GetUploadResponse(upload=self._mine(request.upload_id)[1])

    async def ListUploads(self, request: Any, context: Any) -> Any:
        self.calls.note("ListUploads")
        if self.hold is not None:
            await self.hold.wait()
        mine = [found[1] for found in self.files.values() if found[0] == caller().user_id]
        return upload_pb2.ListUploadsResponse(uploads=mine)

    async def DownloadFile(self, request: Any, context: Any) -> AsyncIterator[Any]:
        self.calls.note("DownloadFile")
        _, upload, content = self._mine(request.upload_id)
        yield upload_pb2.DownloadFileResponse(upload=upload)
        for at in range(0, len(content), 65536):
            yield upload_pb2.DownloadFileResponse(piece=content[at : at + 65536])

    async def DeleteUpload(self, request: Any, context: Any) -> Any:
        self.calls.note("DeleteUpload")
        self._mine(request.upload_id)
        del self.files[request.upload_id]
        return upload_pb2.DeleteUploadResponse()

    def ReadFile(self, request: Any, context: Any) -> Any:
        raise NotImplementedError

    async def FilterUploads(self, request: Any, context: Any) -> Any:
        raise NotImplementedError


def _as(found: DomainError, reason: str) -> DomainError:
    found.reason = reason  # type: ignore[misc]
    return found


class Analysis(analysis_pb2_grpc.AnalysisServiceServicer):
    """Jobs in a dict, newest last, that change only when a test says so."""

    def __init__(self) -> None:
        self.calls = Calls()
        self.jobs: dict[str, tuple[str, analysis_pb2.Job]] = {}
        self.keys: dict[tuple[str, str], str] = {}
        self.profile = '{"job_id":"x","summary":"Zoë"}'

    def add(self, user_id: str, upload_id: str = "", **fields: Any) -> analysis_pb2.Job:
        job = analysis_pb2.Job(
            job_id=new_id(),
            upload_id=upload_id or new_id(),
            status=analysis_pb2.JOB_STATUS_QUEUED,
            stage="Waiting",
            queue_position=1,
            created_at=now(),
        )
        for name, value in fields.items():
            setattr(job, name, value)
        self.jobs[job.job_id] = (user_id, job)
        return job

    def _mine(self, job_id: str) -> analysis_pb2.Job:
        found = self.jobs.get(job_id)
        if found is None or found[0] != caller().user_id:
            raise error(Kind.NOT_FOUND, "JOB_NOT_FOUND")
        return found[1]

    async def SubmitJob(self, request: Any, context: Any) -> Any:
        self.calls.note("SubmitJob")
        key = (caller().user_id, request.idempotency_key)
        if request.idempotency_key and key in self.keys:
            return analysis_pb2.SubmitJobResponse(job=self.jobs[self.keys[key]][1])
        job = self.add(caller().user_id, request.upload_id)
        self.keys[key] = job.job_id
        return analysis_pb2.SubmitJobResponse(job=job)

    async def GetJob(self, request: Any, context: Any) -> Any:
        self.calls.note("GetJob")
        return analysis_pb2.GetJobResponse(job=self._mine(request.job_id))

    async def ListJobs(self, request: Any, context: Any) -> Any:
        self.calls.note("ListJobs")
        mine = [job for user, job in self.jobs.values() if user == caller().user_id]
        mine = [
            job
            for job in reversed(mine)
            if (not request.unfinished_only or job.status < analysis_pb2.JOB_STATUS_COMPLETED)
            and (not request.upload_id or job.upload_id == request.upload_id)
        ]
        start = int(request.page_token or 0)
        end = start + (request.page_size or 20)
        return analysis_pb2.ListJobsResponse(
            jobs=mine[start:end], next_page_token=str(end) if end < len(mine) else ""
        )

    async def RetryJob(self, request: Any, context: Any) -> Any:
        self.calls.note("RetryJob")
        job = self._mine(request.job_id)
        if job.status != analysis_pb2.JOB_STATUS_FAILED:
            raise error(Kind.CONFLICT, "JOB_NOT_FAILED")
        job.status, job.retries = analysis_pb2.JOB_STATUS_QUEUED, job.retries + 1
        return analysis_pb2.RetryJobResponse(job=job)

    async def CancelJob(self, request: Any, context: Any) -> Any:
        self.calls.note("CancelJob")
        job = self._mine(request.job_id)
        if job.status >= analysis_pb2.JOB_STATUS_COMPLETED:
            raise error(Kind.CONFLICT, "JOB_FINISHED")
        job.status = analysis_pb2.JOB_STATUS_CANCELLED
        return analysis_pb2.CancelJobResponse(job=job)

    async def GetProfile(self, request: Any, context: Any) -> Any:
        self.calls.note("GetProfile")
        if self._mine(request.job_id).status != analysis_pb2.JOB_STATUS_COMPLETED:
            raise error(Kind.CONFLICT, "JOB_NOT_COMPLETED")
        return analysis_pb2.GetProfileResponse(profile_json=self.profile)


@dataclass
class Conversation:
    """An answer as the chat service keeps it."""

    user_id: str
    question: chat_pb2.ChatMessage
    reply: chat_pb2.ChatMessage
    pieces: list[str] = field(default_factory=list[str])

    @property
    def ended(self) -> bool:
        return self.reply.status != chat_pb2.MESSAGE_STATUS_STREAMING

    def piece(self, content: str) -> chat_pb2.ChatDelta:
        """The next piece, told to nobody yet."""
        self.pieces.append(content)
        self.reply.seq = len(self.pieces)
        return self.delta(len(self.pieces) - 1)

    def delta(self, after: int) -> chat_pb2.ChatDelta:
        return chat_pb2.ChatDelta(
            message_id=self.reply.message_id,
            job_id=self.reply.job_id,
            seq=len(self.pieces),
            content="".join(self.pieces[after:]),
        )

    def end(self, status: int = chat_pb2.MESSAGE_STATUS_COMPLETE, **fields: Any) -> None:
        self.reply.status = status  # type: ignore[assignment]
        self.reply.content = "".join(self.pieces)
        self.reply.seq = len(self.pieces) + 1
        self.reply.engine = "builtin"
        for name, value in fields.items():
            setattr(self.reply, name, value)


class Chat(chat_pb2_grpc.ChatServiceServicer):
    """Conversations in a dict; answers grow only when a test says so."""

    def __init__(self) -> None:
        self.calls = Calls()
        self.told: dict[str, Conversation] = {}  # by the answer's id
        self.keys: dict[tuple[str, str], Conversation] = {}
        self.sent: list[chat_pb2.SendMessageRequest] = []
        self.hold: asyncio.Event | None = None
        self.hold_resumes: asyncio.Event | None = None

    def last(self) -> Conversation:
        return list(self.told.values())[-1]

    async def SendMessage(self, request: Any, context: Any) -> Any:
        self.calls.note("SendMessage")
        if self.hold is not None:
            await self.hold.wait()
        user_id = caller().user_id
        known = self.keys.get((user_id, request.client_id))
        if known is None:
            self.sent.append(request)
            known = self.keys[user_id, request.client_id] = self._begin(user_id, request)
        return chat_pb2.SendMessageResponse(message=known.question, reply=known.reply)

    def _begin(self, user_id: str, request: Any) -> Conversation:
        question = chat_pb2.ChatMessage(
            message_id=new_id(),
            job_id=request.job_id,
            role=chat_pb2.ROLE_USER,
            content=request.content,
            created_at=now(),
            status=chat_pb2.MESSAGE_STATUS_COMPLETE,
            client_id=request.client_id,
        )
        reply = chat_pb2.ChatMessage(
            message_id=new_id(),
            job_id=request.job_id,
            role=chat_pb2.ROLE_ASSISTANT,
            created_at=now(),
            status=chat_pb2.MESSAGE_STATUS_STREAMING,
            reply_to=question.message_id,
        )
        begun = self.told[reply.message_id] = Conversation(user_id, question, reply)
        return begun

    def _mine(self, message_id: str) -> Conversation:
        found = self.told.get(message_id)
        if found is None or found.user_id != caller().user_id:
            raise error(Kind.NOT_FOUND, "MESSAGE_NOT_FOUND")
        return found

    async def CancelMessage(self, request: Any, context: Any) -> Any:
        self.calls.note("CancelMessage")
        found = self._mine(request.message_id)
        if not found.ended:
            found.end(chat_pb2.MESSAGE_STATUS_INTERRUPTED, error_code="cancelled")
        return chat_pb2.CancelMessageResponse(message=found.reply)

    async def ResumeMessage(self, request: Any, context: Any) -> Any:
        self.calls.note("ResumeMessage")
        if self.hold_resumes is not None:
            await self.hold_resumes.wait()
        found = self._mine(request.message_id)
        answer = chat_pb2.ResumeMessageResponse()
        if len(found.pieces) > request.after:
            answer.delta.CopyFrom(found.delta(request.after))
        if found.ended:
            answer.message.CopyFrom(found.reply)
        return answer

    async def ListMessages(self, request: Any, context: Any) -> Any:
        self.calls.note("ListMessages")
        mine = [
            message
            for found in reversed(self.told.values())
            if found.user_id == caller().user_id and found.reply.job_id == request.job_id
            for message in (found.reply, found.question)
        ]
        if not mine:
            raise error(Kind.NOT_FOUND, "JOB_NOT_FOUND")
        ids = [message.message_id for message in mine]
        start = ids.index(request.page_token) + 1 if request.page_token else 0
        end = start + (request.page_size or 20)
        more = end < len(mine)
        return chat_pb2.ListMessagesResponse(
            messages=mine[start:end], next_page_token=ids[end - 1] if more else ""
        )


class Interview(interview_pb2_grpc.InterviewServiceServicer):
    """Sets in a dict, newest last, that change only when a test says so."""

    def __init__(self) -> None:
        self.calls = Calls()
        self.sets: dict[str, tuple[str, interview_pb2.QuestionSet]] = {}
        self.keys: dict[tuple[str, str], str] = {}
        self.asked: list[interview_pb2.CreateQuestionSetRequest] = []
        self.ended = asyncio.Event()  # whoever waits for a set waits for this

    def add(self, user_id: str, job_id: str = "", **fields: Any) -> interview_pb2.QuestionSet:
        found = interview_pb2.QuestionSet(
            set_id=new_id(),
            job_id=job_id or new_id(),
            status=interview_pb2.QUESTION_SET_STATUS_QUEUED,
            count=10,
            created_at=now(),
        )
        for name, value in fields.items():
            setattr(found, name, value)
        self.sets[found.set_id] = (user_id, found)
        return found

    def end(self, found: interview_pb2.QuestionSet, questions: str = "[]") -> None:
        found.status = interview_pb2.QUESTION_SET_STATUS_COMPLETED
        found.questions_json, found.engine = questions, "builtin"
        found.completed_at.CopyFrom(now())
        self.ended.set()

    async def CreateQuestionSet(self, request: Any, context: Any) -> Any:
        self.calls.note("CreateQuestionSet")
        self.asked.append(request)
        key = (caller().user_id, request.idempotency_key)
        if key not in self.keys:
            added = self.add(caller().user_id, request.job_id, count=request.count)
            self.keys[key] = added.set_id
        found = self.sets[self.keys[key]][1]
        with suppress(TimeoutError):
            async with asyncio.timeout(request.wait_seconds):
                await self.ended.wait()
        return interview_pb2.CreateQuestionSetResponse(question_set=found)

    async def GetQuestionSet(self, request: Any, context: Any) -> Any:
        self.calls.note("GetQuestionSet")
        mine = [
            each
            for user, each in self.sets.values()
            if user == caller().user_id
            and request.job_id in ("", each.job_id)
            and request.set_id in ("", each.set_id)
        ]
        if not mine:
            raise error(Kind.NOT_FOUND, "QUESTION_SET_NOT_FOUND")
        return interview_pb2.GetQuestionSetResponse(question_set=mine[-1])

    async def ListQuestionSets(self, request: Any, context: Any) -> Any:
        self.calls.note("ListQuestionSets")
        mine = [
            each
            for user, each in reversed(self.sets.values())
            if user == caller().user_id
            and request.job_id in ("", each.job_id)
            and not (
                request.unfinished_only
                and each.status >= interview_pb2.QUESTION_SET_STATUS_COMPLETED
            )
        ]
        start = int(request.page_token or 0)
        end = start + (request.page_size or 20)
        return interview_pb2.ListQuestionSetsResponse(
            question_sets=mine[start:end], next_page_token=str(end) if end < len(mine) else ""
        )

    async def ReadQuestionSet(self, request: Any, context: Any) -> Any:
        raise NotImplementedError


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


def _access(service: Any, alone: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        method.name: for_service("gateway") if method.name in alone else for_user("gateway")
        for method in service.methods
    }


@dataclass
class Backend:
    """The services, with what tests look into."""

    auth: Auth
    upload: Upload
    analysis: Analysis
    interview: Interview
    chat: Chat
    export: Export
    addresses: dict[str, str]


@asynccontextmanager
async def backend(keys: RpcKeys) -> AsyncGenerator[Backend]:
    auth, upload, analysis = Auth(keys.keyring("auth")), Upload(), Analysis()
    interview, chat, export = Interview(), Chat(), Export()
    alone = ("Register", "Login", "Authenticate")
    mounts = {
        "auth": [
            Mount(
                auth_pb2_grpc.add_AuthServiceServicer_to_server,
                auth,
                "vitae.auth.v1.AuthService",
                _access(auth_pb2.DESCRIPTOR.services_by_name["AuthService"], alone),
            )
        ],
        "upload": [
            Mount(
                upload_pb2_grpc.add_UploadServiceServicer_to_server,
                upload,
                "vitae.upload.v1.UploadService",
                _access(upload_pb2.DESCRIPTOR.services_by_name["UploadService"]),
            )
        ],
        "analysis": [
            Mount(
                analysis_pb2_grpc.add_AnalysisServiceServicer_to_server,
                analysis,
                "vitae.analysis.v1.AnalysisService",
                _access(analysis_pb2.DESCRIPTOR.services_by_name["AnalysisService"]),
            ),
            Mount(
                interview_pb2_grpc.add_InterviewServiceServicer_to_server,
                interview,
                "vitae.analysis.v1.InterviewService",
                _access(interview_pb2.DESCRIPTOR.services_by_name["InterviewService"]),
            ),
        ],
        "chat": [
            Mount(
                chat_pb2_grpc.add_ChatServiceServicer_to_server,
                chat,
                "vitae.chat.v1.ChatService",
                _access(chat_pb2.DESCRIPTOR.services_by_name["ChatService"]),
            )
        ],
        "export": [
            Mount(
                export_pb2_grpc.add_ExportServiceServicer_to_server,
                export,
                "vitae.export.v1.ExportService",
                _access(export_pb2.DESCRIPTOR.services_by_name["ExportService"]),
            )
        ],
    }
    addresses: dict[str, str] = {}
    async with AsyncExitStack() as stack:
        for name, served in mounts.items():
            addresses[name] = f"127.0.0.1:{reserve_port()}"
            status = await stack.enter_async_context(
                serving(addresses[name], served, keys.keyring(name))
            )
            await status.set("queue", health_pb2.HealthCheckResponse.SERVING)
        yield Backend(auth, upload, analysis, interview, chat, export, addresses)

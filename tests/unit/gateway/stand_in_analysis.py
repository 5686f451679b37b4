# ruff: noqa: ARG002, N802 - the signatures are gRPC's
"""Analysis and its sets of questions, in memory."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from vitae.analysis.v1 import analysis_pb2, analysis_pb2_grpc, interview_pb2, interview_pb2_grpc

from libs.db.ids import new_id
from libs.rpc.errors import Kind
from libs.runtime.context import caller
from tests.unit.gateway.calls import Calls, error, now


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

    async def ReadProfile(self, request: Any, context: Any) -> Any:
        raise NotImplementedError


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

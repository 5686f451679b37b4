"""The real export service over a stand-in of analysis, and a look at what it keeps."""
# ruff: noqa: ARG002, N802 - the signatures are gRPC's

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

from vitae.analysis.v1 import analysis_pb2, analysis_pb2_grpc
from vitae.events.v1.events_pb2 import JobCompleted
from vitae.export.v1 import export_pb2 as pb

from libs.db.ids import new_id
from libs.rpc.errors import Kind, RemoteError
from libs.rpc.server import Mount, for_service, for_user, serving
from libs.runtime.context import caller
from tests.support import files
from tests.support.bus import tell
from tests.support.database import rows
from tests.support.dossier import dossier
from tests.support.people import Person, Rpc, parts_of
from tests.support.probes import eventually
from tests.support.stack import Stack

PIECE_MOST = 64 * 1024


class Analysis(analysis_pb2_grpc.AnalysisServiceServicer):
    """Completed jobs of some people, all with one profile."""

    def __init__(self) -> None:
        self.jobs: dict[str, tuple[str, str]] = {}  # job → its owner's id, its upload's
        self.text = dossier().model_dump_json()
        self.read: list[str] = []  # jobs of which the profile was asked for
        self.taken: list[str] = []  # and by export itself
        self.asked, self.go = asyncio.Event(), asyncio.Event()
        self.go.set()

    def job(self, person: Person, upload_id: str) -> str:
        job_id = new_id()
        self.jobs[job_id] = (person.user_id, upload_id)
        return job_id

    async def GetProfile(self, request: Any, context: Any) -> Any:
        owner, upload_id = self.jobs.get(request.job_id, ("", ""))
        if owner != caller().user_id:
            raise RemoteError(Kind.NOT_FOUND, "JOB_NOT_FOUND", "", {})
        self.read.append(request.job_id)
        self.asked.set()
        await self.go.wait()
        return analysis_pb2.GetProfileResponse(profile_json=self.text, upload_id=upload_id)

    async def ReadProfile(self, request: Any, context: Any) -> Any:
        owner, upload_id = self.jobs.get(request.job_id, ("", ""))
        if not owner or owner != request.user_id:
            raise RemoteError(Kind.NOT_FOUND, "JOB_NOT_FOUND", "", {})
        self.taken.append(request.job_id)
        return analysis_pb2.ReadProfileResponse(profile_json=self.text, upload_id=upload_id)


@asynccontextmanager
async def serving_analysis(stack: Stack) -> AsyncGenerator[Analysis]:
    made = Analysis()  # pyright: ignore[reportAbstractUsage] - of two methods
    register = analysis_pb2_grpc.add_AnalysisServiceServicer_to_server
    access = {"GetProfile": for_user("export"), "ReadProfile": for_service("export")}
    mount = Mount(register, made, "vitae.analysis.v1.AnalysisService", access)
    async with serving(stack.address("analysis"), [mount], stack.keys.keyring("analysis")):
        yield made


async def a_job(gateway: Rpc, analysis: Analysis, person: Person) -> str:
    """Of an upload that is there: of others nothing is kept."""
    upload = await gateway.upload(person, parts_of(files.pdf()))
    return analysis.job(person, upload.id)


async def exported(
    gateway: Rpc,
    person: Person,
    job_id: str,
    kind: int = pb.EXPORT_FORMAT_PDF,
    *,
    masked: bool = False,
) -> tuple[pb.ExportHeader, bytes]:
    request = pb.ExportProfileRequest(job_id=job_id, format=cast("Any", kind), mask_personal=masked)
    parts = await gateway.stream("export", "ExportProfile", request, person)
    first = parts[0]
    assert all(0 < len(part.piece) <= PIECE_MOST for part in parts)
    content = b"".join(part.piece for part in parts)
    assert first.header.size == len(content)
    return first.header, content


async def kept(stack: Stack, job_id: str) -> list[Any]:
    statement = """SELECT format, masked, filename FROM rendered_files WHERE job_id = %s
        ORDER BY format, masked"""
    return await rows(stack.database_urls["export"], statement, [job_id])


async def until_kept(stack: Stack, job_id: str, count: int) -> list[Any]:
    async def all_of_them() -> list[Any]:
        found = await kept(stack, job_id)
        return found if len(found) == count else []

    return await eventually(all_of_them)


async def until_gone(stack: Stack, job_id: str, within: float = 20.0) -> None:
    async def gone() -> bool:
        return not await kept(stack, job_id)

    await eventually(gone, within)


async def complete(stack: Stack, person: Person, job_id: str) -> None:
    """As analysis tells of it."""
    await tell(stack.nats, JobCompleted(job_id=job_id, user_id=person.user_id))


async def holds(stack: Stack, job_id: str) -> str | None:
    """The profile that export holds."""
    statement = "SELECT profile FROM profiles WHERE job_id = %s"
    found = await rows(stack.database_urls["export"], statement, [job_id])
    return found[0][0] if found else None


async def until_held(stack: Stack, job_id: str) -> str:
    found = await eventually(lambda: holds(stack, job_id))
    assert found is not None
    return found

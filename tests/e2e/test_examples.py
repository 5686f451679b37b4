"""The examples as their pages say they are run, against the system."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_reflection.v1alpha import reflection_pb2_grpc

from tests.e2e.conftest import Person
from tests.support.stack import ROOT, SERVICES, Stack

Ran = tuple[int, str, str]  # exit code, what it printed, what it complained of
Caller = Callable[..., Awaitable[Ran]]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, system: Stack) -> Path:
    """A checkout whose local system this one is: the example looks beside itself."""
    directory = tmp_path_factory.mktemp("checkout")
    (directory / "examples").symlink_to(ROOT / "examples")
    secrets, run = directory / ".vitae/secrets/gateway", directory / ".vitae/run"
    secrets.mkdir(parents=True)
    run.mkdir()
    (secrets / "rpc_key").write_text(system.keys.private["gateway"])
    (secrets / "rpc_keyring").write_text(system.keys.public)
    ports = {name: int(system.address(name).rpartition(":")[2]) for name in SERVICES}
    (run / "ports.json").write_text(json.dumps(ports))
    return directory


@pytest.fixture
def call_service(checkout: Path) -> Caller:
    """Runs the example with these arguments."""

    async def run(*arguments: str) -> Ran:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "examples/call_service.py",
            *arguments,
            cwd=checkout,
            env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'proto' / 'gen'}"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()

    return run


def answered(ran: Ran) -> dict[str, Any]:
    code, out, err = ran
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


async def test_a_service_is_called_for_whoever_has_signed_in(
    ana: Person, bob: Person, call_service: Caller
) -> None:
    upload_id = await ana.upload()
    job_id = await ana.submit(upload_id)
    asked = ("analysis", "ListJobs", '{"page_size": 5}')
    mine, his = await asyncio.gather(
        call_service(*asked, f"--token={ana.token}"), call_service(*asked, f"--token={bob.token}")
    )
    (job,) = answered(mine)["jobs"]
    assert (job["jobId"], job["uploadId"]) == (job_id, upload_id)
    assert answered(his) == {}


async def test_a_refusal_is_told_by_name(ana: Person, bob: Person, call_service: Caller) -> None:
    job_id = await ana.submit(await ana.upload())
    body = json.dumps({"job_id": job_id})
    his, nobodys, unknown = await asyncio.gather(
        call_service("analysis", "GetJob", body, f"--token={bob.token}"),
        call_service("analysis", "GetJob", body),
        call_service("analysis", "GetJob", body, "--token=-no such token"),
    )
    code, out, err = his
    assert (code, out) == (1, "")
    assert err.startswith("JOB_NOT_FOUND: There is no such job.")
    for code, out, err in (nobodys, unknown):
        assert (code, out) == (1, "")
        assert "Traceback" not in err
        assert err.partition(":")[0].isupper()


async def test_what_was_typed_wrongly_is_said_in_a_line(call_service: Caller) -> None:
    method, body, place = await asyncio.gather(
        call_service("analysis", "ListJbos"),
        call_service("analysis", "ListJobs", "{page}"),
        call_service("analysis", "ListJobs", "--data", "nowhere"),
    )
    for ran, said in (
        (method, "no method ListJbos"),
        (body, "no such request"),
        (place, "make up"),
    ):
        code, out, err = ran
        assert (code > 0, out, err.count("\n")) == (True, "", 1)
        assert said in err


async def test_a_service_lists_its_methods_where_it_may_and_to_no_stranger(
    system: Stack, call_service: Caller
) -> None:
    telling = system.add("upload", "upload-telling", RPC_REFLECTION="true")
    try:
        telling.spawn()
        await system.until_ready("upload-telling")
        code, out, err = await call_service("upload", "--address", telling.address)
        assert (code, err) == (0, "")
        assert "vitae.upload.v1.UploadService/GetUpload" in out.splitlines()
        silent = await call_service("upload")
        assert silent[:2] == (2, "")
        assert "RPC_REFLECTION=true" in silent[2]
        forged = system.keys.forged("gateway").service_token("upload")
        for metadata in ([], [("authorization", f"Bearer {forged}")]):
            assert await listed_to(telling.address, metadata) is grpc.StatusCode.UNAUTHENTICATED
    finally:
        system.remove("upload-telling")


async def listed_to(address: str, metadata: list[tuple[str, str]]) -> grpc.StatusCode:
    """How it ends for somebody who comes to ask what there is, and brings this."""
    async with grpc.aio.insecure_channel(address) as opened:
        channel: Any = opened
        stub: Any = reflection_pb2_grpc.ServerReflectionStub(channel)
        # Nothing is asked: the client tells a refusal that overtakes a question as another error.
        call = stub.ServerReflectionInfo(iter(()), metadata=metadata, timeout=10)
        code: grpc.StatusCode = await call.code()
        return code


async def test_other_addresses_and_folders_need_no_local_system(
    ana: Person, checkout: Path, system: Stack, call_service: Caller
) -> None:
    ran = await call_service(
        *("analysis", "ListJobs", f"--token={ana.token}", "--data", "nowhere"),
        *("--address", system.address("analysis"), "--auth", system.address("auth")),
        *("--secrets", str(checkout / ".vitae/secrets/gateway")),
    )
    assert answered(ran) == {}

"""NATS' disk is full: jobs are refused while it is, and none is lost.

nats-server 2.15 keeps refusing what it could not write once until it is started again.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from vitae.analysis.v1 import analysis_pb2 as pb

from deploy.local.nats import NatsServer
from deploy.local.process import ProcessSpec
from libs.rpc.errors import DomainError, Kind
from tests.fault.scene import MIME, Scene, running
from tests.support.people import parts_of
from tests.support.ports import reserve_port
from tests.support.probes import eventually
from tests.support.resumes import resume_docx
from tests.support.servers import NATS_USERS, Postgres, ServerFactory, WithUrl

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a disk of its own needs Linux")

# A small disk over the store, in a world of its own: nobody else sees it, and nothing is left.
_DISK = 'mount -t tmpfs -o size=24m tmpfs "$1" && echo ready && exec sleep 600'


class SmallDisk(NatsServer):
    """NATS from its wheel, with its store on a disk of 24 MB."""

    _world: subprocess.Popen[str] | None = None

    def prepare(self) -> None:
        super().prepare()
        if self._world is None:
            own = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
            store = str(self.data_dir / "store")
            argv = [_program("unshare"), *own, "sh", "-c", _DISK, "sh", store]
            self._world = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)
            assert self._world.stdout is not None
            assert self._world.stdout.readline() == "ready\n"

    def spec(self) -> ProcessSpec:
        spec = super().spec()
        assert self._world is not None
        own = ["--mount"] if os.geteuid() == 0 else ["--user", "--mount", "--preserve-credentials"]
        argv = [_program("nsenter"), "--target", str(self._world.pid), *own, "--", *spec.argv]
        return ProcessSpec(self.name, argv, cwd=spec.cwd)

    def remove(self) -> None:
        self.stop()
        if self._world is not None:
            self._world.kill()
            self._world.communicate()

    def fill(self) -> Path:
        """Takes all that is left of the disk; the file that does."""
        assert self._world is not None
        path = Path(f"/proc/{self._world.pid}/root{self.data_dir}/store/full")
        with path.open("wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue
        return path


def _program(name: str) -> str:
    path = shutil.which(name)
    assert path is not None, f"{name} is missing: install util-linux"
    return path


class SmallDiskFactory(ServerFactory):
    """As any, but NATS has a disk of its own. One stack, one server."""

    disk: SmallDisk

    def nats(self) -> WithUrl:
        self.disk = SmallDisk(self._folder("nats"), reserve_port(), users=NATS_USERS)
        return self.disk


@pytest.fixture
async def full(tmp_path: Path, postgres: Postgres) -> AsyncIterator[tuple[Scene, SmallDisk]]:
    factory = SmallDiskFactory(tmp_path / "servers")
    async with running(factory, tmp_path, postgres) as scene:
        scene.stack.spawn("gateway")
        await scene.stack.until_ready("gateway")
        yield scene, factory.disk


async def readiness(scene: Scene) -> tuple[int, str]:
    """The status of `/readyz` and what it says of the queue."""
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{scene.stack.http_url}/readyz")
        return answer.status_code, answer.json()["parts"]["queue"]["status"]


async def submitted(scene: Scene, number: int) -> str:
    """A job's id, without insisting: raises what a client is told."""
    person = scene.people[0]
    parts = parts_of(resume_docx(number), f"resume-{number}.docx", MIME)
    upload = await scene.rpc.upload(person, parts)
    request = pb.SubmitJobRequest(upload_id=upload.id)
    return (await scene.rpc.call("analysis", "SubmitJob", request, person)).job.job_id


async def test_a_full_disk_of_nats_refuses_jobs_and_loses_none(
    full: tuple[Scene, SmallDisk],
) -> None:
    scene, disk = full
    before = await scene.submit(3)
    await scene.wait_finished(before, within=60)
    assert await readiness(scene) == (200, "up")
    assert not disk.stuck(disk.log_path.read_bytes())
    filler = disk.fill()
    accepted: list[str] = []

    async def refused(number: list[int]) -> bool:
        number[0] += 1
        try:
            accepted.append(await submitted(scene, 100 + number[0]))
        except DomainError as error:
            return error.kind is Kind.UNAVAILABLE
        return False

    await eventually(partial(refused, [0]), 30.0, every=0.2)

    async def says(status: int, queue: str) -> bool:
        return await readiness(scene) == (status, queue)

    await eventually(partial(says, 503, "down"), 10.0, every=0.2)
    assert scene.stack["analysis"].alive
    filler.unlink()
    assert disk.stuck(disk.log_path.read_bytes())  # as the supervisor of `make up` asks
    await asyncio.to_thread(disk.restart)
    await eventually(partial(says, 200, "up"), 30.0, every=0.2)
    after = await scene.submit(2, first=200)
    # Who was told yes before the disk was known to be full is served as well.
    await scene.wait_finished([*before, *accepted, *after], within=60)
    await scene.check_once([*before, *accepted, *after])

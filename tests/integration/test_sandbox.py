"""The sandbox as a process: walls, limits, and that nothing of it is left behind."""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from services.analysis import sandbox_walls
from services.analysis.errors import ExtractTimeout, FileBroken, FileTooComplex
from services.analysis.reading.document import Document
from services.analysis.reading.read import read
from services.analysis.sandbox import Limits, Sandbox, SandboxUnavailable
from services.analysis.sandbox_nursery import NurseryProcess
from services.analysis.sandbox_wire import MAX_CONTENT
from tests.support.bombs import flate_bomb, slow_page
from tests.support.packages import plain_docx, with_parts
from tests.support.processes import lives
from tests.support.sheets import LOREM, Sheet, with_filler
from tests.support.word_binary import word_file

ROOT = Path(__file__).resolve().parents[2]
confined = pytest.mark.skipif(
    not sandbox_walls.supported(), reason="this system has no walls to put up"
)


@functools.cache
def slow() -> bytes:
    return slow_page()


def good() -> bytes:
    return with_filler(Sheet()).pdf()


async def until(holds: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.01)
    return True


def nursery_of(sandbox: Sandbox) -> psutil.Process:
    assert sandbox.pid is not None
    return psutil.Process(sandbox.pid)


async def at_work(sandbox: Sandbox) -> tuple[asyncio.Task[Document], psutil.Process]:
    """A reading that takes long, and the child at work on it."""
    nursery = nursery_of(sandbox)
    assert await until(lambda: not nursery.children())  # those before it are gone
    reading = asyncio.create_task(sandbox.read(slow(), "pdf"))
    assert await until(lambda: bool(nursery.children()))
    return reading, nursery.children()[0]


def gone(process: psutil.Process) -> bool:
    return not lives(process)


@confined
async def test_no_wall_is_missing() -> None:
    async with Sandbox() as sandbox:
        outcomes = await sandbox.probe()
    assert {"internet socket", "unix socket", "open a file", "run a program", "fork"} <= set(
        outcomes
    )
    assert set(outcomes.values()) == {"refused"}


async def test_child_reads_what_the_service_would_read() -> None:
    files = [
        (good(), "pdf"),
        (plain_docx("Ada Arden", *LOREM), "docx"),
        (word_file("Ada Arden\r" + "\r".join(LOREM) + "\r"), "doc"),
    ]
    async with Sandbox() as sandbox:
        for content, kind in files:
            assert await sandbox.read(content, kind) == read(content, kind)  # type: ignore[arg-type]


async def test_many_at_once() -> None:
    async with Sandbox(parallel=3) as sandbox:
        content = good()
        documents = await asyncio.gather(*(sandbox.read(content, "pdf") for _ in range(12)))
    assert len({document.text for document in documents}) == 1


async def test_a_document_of_ten_megabytes_gets_through() -> None:
    content = plain_docx(*LOREM)
    padding = os.urandom(9 * 1024 * 1024)  # random, so that it does not shrink
    async with Sandbox() as sandbox:
        document = await sandbox.read(with_parts(content, {"word/media/p.bin": padding}), "docx")
    assert len(document.lines) == len(LOREM)


async def test_the_largest_file_that_may_be_let_in_gets_through() -> None:
    content, comment = good(), b"%" + b"x" * 98 + b"\n"
    padding = comment * ((MAX_CONTENT - len(content)) // len(comment))
    async with Sandbox() as sandbox:
        document = await sandbox.read(content[:15] + padding + content[15:], "pdf")
    assert document.text == read(content, "pdf").text


async def test_nursery_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone:canary@nowhere/analysis")
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    async with Sandbox() as sandbox:
        environment = nursery_of(sandbox).environ()
    assert not [name for name, value in environment.items() if "canary" in value]


async def test_too_much_memory_ends_the_document_alone() -> None:
    async with Sandbox(Limits(memory=384 * 1024 * 1024)) as sandbox:
        bomb = asyncio.create_task(sandbox.read(flate_bomb(400 * 1024 * 1024), "pdf"))
        assert (await sandbox.read(good(), "pdf")).lines
        with pytest.raises(FileTooComplex):
            await bomb
        assert (await sandbox.read(good(), "pdf")).lines


async def test_too_much_processor_time_ends_the_document() -> None:
    async with Sandbox(Limits(cpu_seconds=1)) as sandbox:
        with pytest.raises(FileTooComplex):
            await sandbox.read(slow(), "pdf")


async def test_too_long_ends_the_document() -> None:
    async with Sandbox(Limits(wall_seconds=0.3)) as sandbox:
        with pytest.raises(ExtractTimeout):
            await sandbox.read(slow(), "pdf")
        assert not nursery_of(sandbox).children()


async def test_stopped_child_is_killed_when_its_time_is_up() -> None:
    """A stopped process gets no alarm; the nursery's own clock ends it."""
    async with Sandbox(Limits(wall_seconds=1.0)) as sandbox:
        reading, child = await at_work(sandbox)
        child.suspend()
        with pytest.raises((ExtractTimeout, FileTooComplex)):
            await reading
        assert await until(lambda: gone(child))


async def test_crash_of_the_reader_is_the_files_fault() -> None:
    async with Sandbox() as sandbox:
        reading, child = await at_work(sandbox)
        child.send_signal(signal.SIGSEGV)
        with pytest.raises(FileBroken):
            await reading


async def test_cancelling_kills_the_child() -> None:
    async with Sandbox() as sandbox:
        reading, child = await at_work(sandbox)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert await until(lambda: gone(child), 2.0)
        assert (await sandbox.read(good(), "pdf")).lines


async def test_closing_leaves_nothing_running() -> None:
    sandbox = Sandbox()
    await sandbox.start()
    nursery = nursery_of(sandbox)
    reading, child = await at_work(sandbox)
    await sandbox.close()
    with pytest.raises(SandboxUnavailable):
        await reading
    assert await until(lambda: gone(child) and gone(nursery))


async def test_death_of_the_nursery_is_survived() -> None:
    async with Sandbox() as sandbox:
        first = nursery_of(sandbox)
        reading, child = await at_work(sandbox)
        first.kill()
        assert (await sandbox.read(good(), "pdf")).lines
        assert nursery_of(sandbox).pid != first.pid
        assert await until(lambda: gone(child))
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading


async def test_nothing_outlives_a_killed_service(tmp_path: Path) -> None:
    (tmp_path / "slow.pdf").write_bytes(slow())
    program = (
        "import asyncio, pathlib, sys\n"
        "from services.analysis.sandbox import Sandbox\n"
        "async def main():\n"
        "    sandbox = Sandbox()\n"
        "    await sandbox.start()\n"
        "    print(sandbox.pid, flush=True)\n"
        "    sys.stdin.readline()\n"
        "    await sandbox.read(pathlib.Path(sys.argv[1]).read_bytes(), 'pdf')\n"
        "asyncio.run(main())\n"
    )
    service = subprocess.Popen(  # noqa: ASYNC220 - returns at once
        [sys.executable, "-c", program, str(tmp_path / "slow.pdf")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert service.stdin is not None
    assert service.stdout is not None
    nursery = psutil.Process(int(await asyncio.to_thread(service.stdout.readline)))
    assert await until(lambda: not nursery.children())  # those that tried the walls are gone
    service.stdin.write("\n")
    service.stdin.close()
    assert await until(lambda: bool(nursery.children()))
    child = nursery.children()[0]
    service.kill()
    service.wait()
    service.stdout.close()
    assert await until(lambda: gone(nursery) and gone(child))


@confined
async def test_without_walls_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    start = NurseryProcess.start

    async def without(*, enforce: bool) -> NurseryProcess:
        assert enforce
        return await start(enforce=False)

    monkeypatch.setattr(NurseryProcess, "start", without)
    sandbox = Sandbox()
    with pytest.raises(SandboxUnavailable, match="SANDBOX=off"):
        await sandbox.start()
    with pytest.raises(SandboxUnavailable):
        await sandbox.read(good(), "pdf")
    await sandbox.close()


async def test_system_without_walls_refuses_until_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox_walls, "supported", lambda: False)
    with pytest.raises(SandboxUnavailable, match="SANDBOX=off"):
        await Sandbox().start()
    async with Sandbox(enforce=False) as sandbox:
        assert (await sandbox.read(good(), "pdf")).lines


@confined
def test_self_test_says_which_walls_are_up() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "services.analysis.sandbox", "--self-test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "internet socket: refused" in done.stdout
    assert "a specimen was read" in done.stdout


async def test_nothing_of_a_document_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    async with Sandbox() as sandbox:
        await sandbox.read(good(), "pdf")
        with pytest.raises(FileBroken):
            await sandbox.read(b"%PDF-1.7\ncanary\n%%EOF", "pdf")
    captured = capfd.readouterr()
    assert captured.out == captured.err == ""

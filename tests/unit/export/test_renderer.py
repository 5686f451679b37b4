"""The processes that render: what hangs, crashes or takes too much ends alone and is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import psutil
import pytest

from libs.profile.model import PersonalInfo
from services.export import renderer as module
from services.export.errors import (
    ExportFailed,
    ExportNameUnknown,
    ExportTimedOut,
    ExportTooLarge,
    TooManyExportsAtOnce,
)
from services.export.formats.catalogue import FORMATS
from services.export.renderer import Bounds, Renderer
from services.export.rendering import Order
from services.export.turns import Turns
from tests.support.dossier import dossier
from tests.support.faulty_renderer import NAME
from tests.support.probes import eventually

MIB = 1024 * 1024
Start = Callable[..., AbstractAsyncContextManager[Renderer]]


def order(what: str = "", name: str = NAME) -> Order:
    profile = dossier(summary=what).model_dump_json().encode()
    return Order(profile, name, masked=False, exported_at=datetime.now(UTC))


def children(renderer: Renderer) -> set[int]:
    assert renderer.pid is not None
    return {each.pid for each in psutil.Process(renderer.pid).children()}


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts a renderer of the faulty format, with bounds of the test's own."""
    monkeypatch.setattr(module, "_MODULE", "tests.support.faulty_renderer")

    @asynccontextmanager
    async def started(
        seconds: float = 20.0, memory: int = 512 * MIB, output: int = MIB, at_once: int = 2
    ) -> AsyncGenerator[Renderer]:
        turns = Turns(at_once, 8, 1, 30.0)
        async with Renderer(Bounds(seconds, memory, output), turns) as made:
            pid = made.pid
            yield made
        assert pid is not None
        assert not psutil.pid_exists(pid)

    return started


async def pid_of(renderer: Renderer, user: str = "ana") -> int:
    return int((await renderer.render(order(), user)).content)


async def works_again(renderer: Renderer, dead: int) -> None:
    assert await pid_of(renderer) != dead

    async def gone() -> bool:
        return dead not in children(renderer)

    await eventually(gone)


async def test_real_files_are_made() -> None:
    async with Renderer(Bounds(), Turns(2, 8, 4, 30.0)) as renderer:
        pdf = await renderer.render(order(name="pdf"), "ana")
        docx = await renderer.render(order(name="docx"), "ana")
        masked = replace(order(name="json"), masked=True)
        text = await renderer.render(masked, "ana")
    assert b"[name]" in text.content
    assert pdf.content.startswith(b"%PDF-")
    assert docx.content.startswith(b"PK")
    assert docx.filename == "Ana Quill Marlowe - resume analysis.docx"


async def test_a_name_nobody_read_is_not_said_to_be_hidden() -> None:
    nameless = dossier(personal_info=PersonalInfo()).model_dump_json().encode()
    async with Renderer(Bounds(), Turns(2, 8, 4, 30.0)) as renderer:
        for name in FORMATS:
            asked = Order(nameless, name, masked=True, exported_at=datetime.now(UTC))
            with pytest.raises(ExportNameUnknown):
                await renderer.render(asked, "ana")
            assert (await renderer.render(replace(asked, masked=False), "ana")).content


async def test_a_child_makes_one_file_after_another(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FILES_EACH", 3)
    async with start() as renderer:
        pids = [await pid_of(renderer) for _ in range(6)]
        assert len(children(renderer)) <= 1
    assert pids[0] == pids[1] == pids[2] != pids[3] == pids[4] == pids[5]


async def test_what_hangs_is_killed_in_time_and_never_blocks_the_loop(start: Start) -> None:
    async with start(seconds=0.5) as renderer:
        dead = await pid_of(renderer)
        began = time.monotonic()
        hanging = asyncio.create_task(renderer.render(order("hang"), "ana"))
        beats = 0
        while not hanging.done():
            await asyncio.sleep(0.01)
            beats += 1
        with pytest.raises(ExportTimedOut):
            await hanging
        assert time.monotonic() - began < 5
        assert beats > 10
        await works_again(renderer, dead)


async def test_others_files_are_made_while_one_hangs(start: Start) -> None:
    async with start() as renderer:
        hanging = asyncio.create_task(renderer.render(order("hang"), "ana"))
        for _ in range(5):
            await pid_of(renderer, "bob")
        assert not hanging.done()
        hanging.cancel()
        await asyncio.gather(hanging, return_exceptions=True)


async def test_what_stands_still_is_killed_too(start: Start) -> None:
    async with start(seconds=0.3) as renderer:
        dead = await pid_of(renderer)
        with pytest.raises(ExportTimedOut):
            await renderer.render(order("stop"), "ana")
        await works_again(renderer, dead)


@pytest.mark.parametrize("what", ["crash", "raise"])
async def test_what_crashes_is_said_and_replaced(
    what: str, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    async with start() as renderer:
        dead = await pid_of(renderer)
        with pytest.raises(ExportFailed):
            await renderer.render(order(what), "ana")
        await works_again(renderer, dead)
    assert "own words" not in caplog.text


@pytest.mark.parametrize("what", [f"write {MIB + 1}", f"allocate {700 * MIB}"])
async def test_what_takes_too_much_is_refused(what: str, start: Start) -> None:
    async with start() as renderer:
        with pytest.raises(ExportTooLarge):
            await renderer.render(order(what), "ana")
        assert len((await renderer.render(order(f"write {MIB}"), "ana")).content) == MIB


async def test_who_goes_away_takes_the_child_along(start: Start) -> None:
    async with start() as renderer:
        dead = await pid_of(renderer)
        going = asyncio.create_task(renderer.render(order("hang"), "ana"))

        async def busy() -> bool:
            return psutil.Process(dead).cpu_percent(0.05) > 10

        await eventually(busy)
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)
        await works_again(renderer, dead)


async def test_a_child_that_died_while_it_waited_is_not_asked(start: Start) -> None:
    async with start() as renderer:
        dead = await pid_of(renderer)
        os.kill(dead, signal.SIGKILL)
        await works_again(renderer, dead)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
async def test_the_process_that_makes_children_is_replaced(
    number: int, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_HATCH_SECONDS", 0.5)
    monkeypatch.setattr(module, "_END_SECONDS", 0.5)
    async with start() as renderer:
        first, child = renderer.pid, await pid_of(renderer)
        assert first is not None
        os.kill(first, number)
        os.kill(child, signal.SIGKILL)
        assert await pid_of(renderer) != child
        assert renderer.pid != first


async def test_a_user_cannot_have_everybody_wait(start: Start) -> None:
    async with start(at_once=1) as renderer:
        tasks = [asyncio.create_task(renderer.render(order("hang"), "ana")) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyExportsAtOnce):
            await renderer.render(order(), "ana")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert await pid_of(renderer, "bob")


async def test_nothing_outlives_the_renderer(start: Start) -> None:
    async with start() as renderer:
        child = await pid_of(renderer)
        going = asyncio.create_task(renderer.render(order("hang"), "ana"))
        await asyncio.sleep(0)
    await asyncio.gather(going, return_exceptions=True)

    async def gone() -> bool:
        return not psutil.pid_exists(child)

    await eventually(gone)


async def test_the_process_knows_no_secrets(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone:canary@nowhere/export")
    async with start() as renderer:
        assert renderer.pid is not None
        environment = psutil.Process(renderer.pid).environ()
    assert not [name for name, value in environment.items() if "canary" in value]


def test_the_service_itself_loads_nothing_that_renders() -> None:
    """Its memory stays small, and what a library does stays in the children."""
    import subprocess
    import sys

    code = (
        "import sys, services.export.__main__;"
        "print([m for m in ('reportlab', 'docx', 'lxml', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_path()
    )
    assert done.stdout.strip() == "[]"


def _path() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join((".", "proto/gen")), "PATH": os.environ["PATH"]}

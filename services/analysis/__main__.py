"""Starts analysis: `python -m services.analysis`."""

from __future__ import annotations

from functools import partial

from libs.foundation import open_foundation, serve
from libs.rpc.channel import peer
from libs.runtime.service import Service, run
from services.analysis.assembly import Assembly, Tools
from services.analysis.engines.choose import chosen
from services.analysis.interview import rpc as interview
from services.analysis.passages import rpc as passages
from services.analysis.rpc import mount, report_queue
from services.analysis.sandbox import Sandbox
from services.analysis.sandbox_walls import Limits
from services.analysis.settings import Settings


async def start(settings: Settings, service: Service) -> None:
    base = await open_foundation(service, settings)
    upload = await service.enter(peer("upload", settings.upload_address, base.keyring))
    sandbox = await service.enter(
        Sandbox(
            Limits(wall_seconds=settings.extract_seconds),
            enforce=settings.sandbox == "on",
            parallel=settings.pipeline_consumers,
        )
    )
    tools = Tools(sandbox, *await service.enter(chosen(settings)))
    parts = Assembly(settings, base.database, base.bus, upload, tools)
    for name, work in parts.background().items():
        service.background(work, name)
    mounts = (
        mount(parts.service),
        passages.mount(parts.passages),
        interview.mount(parts.interview.service),
    )
    health = await serve(service, settings, base.keyring, *mounts)
    service.on_stop(parts.interview.endings.close)
    service.background(report_queue(health, parts.dispatcher), "queue health")


if __name__ == "__main__":
    loaded = Settings.load()
    run("analysis", loaded.log_level, partial(start, loaded))

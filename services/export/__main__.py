"""Starts export: `python -m services.export`."""

from __future__ import annotations

from functools import partial

from vitae.export.v1 import export_pb2_grpc

from libs.bus.consumer import listen
from libs.bus.erasure import erasure_handlers, reconcile
from libs.bus.topology import JOB_COMPLETED, listener
from libs.foundation import open_foundation, serve
from libs.rpc.channel import peer
from libs.rpc.server import Mount
from libs.runtime.service import Service, run
from services.export import rpc
from services.export.events import job_completed
from services.export.keeping import Keeping
from services.export.peers import Analysis, Upload
from services.export.renderer import Bounds, Renderer
from services.export.rendering import renderer_version
from services.export.repository import Repository
from services.export.service import ExportService
from services.export.settings import ExportSettings
from services.export.turns import Turns


async def start(settings: ExportSettings, service: Service) -> None:
    base = await open_foundation(service, settings)
    analysis = Analysis(
        await service.enter(peer("analysis", settings.analysis_address, base.keyring))
    )
    upload = Upload(await service.enter(peer("upload", settings.upload_address, base.keyring)))
    life, room = settings.export_cache_seconds, settings.export_cache_bytes
    kept = Repository(base.database, renderer_version(), seconds=life, bytes_per_user=room)
    keeping = Keeping(kept, upload.existing)
    waiting = settings.render_queue, settings.render_queue_per_user
    turns = Turns(settings.renders_at_once, *waiting, seconds=settings.render_seconds)
    bounds = Bounds(settings.render_seconds, settings.render_memory, settings.render_max_bytes)
    renderer = await service.enter(Renderer(bounds, turns))
    exports = ExportService(analysis, kept, renderer, keeping)
    handlers = erasure_handlers(
        base.bus, "export", user=exports.erase_user, file=exports.erase_file
    )
    handlers[JOB_COMPLETED] = job_completed(exports.job_completed)
    events = listen(base.bus, *listener("export", [*handlers]), handlers)
    every = settings.reconcile_seconds
    missed = reconcile(kept.uploads_after, upload.existing, exports.erase_file, every)
    service.background(events, "events")
    service.background(missed, "reconciler")
    service.background(keeping.run(), "keeping")
    service.background(keeping.prune(settings.prune_seconds), "pruning")
    register = export_pb2_grpc.add_ExportServiceServicer_to_server
    mount = Mount(register, rpc.ExportRpc(exports), rpc.NAME, rpc.ACCESS)
    await serve(service, settings, base.keyring, mount)


if __name__ == "__main__":
    loaded = ExportSettings.load()
    run("export", loaded.log_level, partial(start, loaded))

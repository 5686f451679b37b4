"""Starts export: `python -m services.export`."""

from __future__ import annotations

from functools import partial

from vitae.export.v1 import export_pb2_grpc

from libs.bus.consumer import listen
from libs.bus.erasure import erasure_handlers
from libs.bus.topology import listener
from libs.foundation import open_foundation, serve
from libs.rpc.server import Mount
from libs.runtime.service import Service, run
from services.export import rpc
from services.export.service import ExportService
from services.export.settings import ExportSettings


async def start(settings: ExportSettings, service: Service) -> None:
    base = await open_foundation(service, settings)
    exports = ExportService()
    handlers = erasure_handlers(
        base.bus, "export", user=exports.erase_user, file=exports.erase_file
    )
    events = listen(base.bus, *listener("export", [*handlers]), handlers)
    service.background(events, "events")
    register = export_pb2_grpc.add_ExportServiceServicer_to_server
    mount = Mount(register, rpc.export_rpc(), rpc.NAME, rpc.ACCESS)
    await serve(service, settings, base.keyring, mount)


if __name__ == "__main__":
    loaded = ExportSettings.load()
    run("export", loaded.log_level, partial(start, loaded))

"""Starts the analysis service: settings → resources → run."""

from __future__ import annotations

from libs.bus.connection import connected
from libs.db.database import DATABASE_AWAY, database
from libs.db.migrate import migrate
from libs.rpc.channel import peer
from libs.rpc.identity import Keyring
from libs.rpc.server import serving
from libs.runtime.service import Service, run
from services.analysis.assembly import Assembly, Tools
from services.analysis.engines.choose import chosen
from services.analysis.rpc import mount
from services.analysis.sandbox import Sandbox
from services.analysis.settings import Settings


async def main(service: Service, settings: Settings) -> None:
    keyring = Keyring(service.name, settings.rpc_key, settings.rpc_keyring)
    await migrate("services.analysis", settings.database_url)
    rows = await service.enter(database(settings.database_url, settings.database_pool))
    bus = await service.enter(
        connected(
            settings.nats_url,
            settings.nats_user or service.name,
            settings.nats_password,
            service.fail,
        )
    )
    await bus.ensure_streams()
    upload = await service.enter(peer(settings.upload_address, keyring))
    sandbox = await service.enter(
        Sandbox(enforce=settings.sandbox == "on", parallel=settings.pipeline_consumers)
    )
    engine, embedder = await service.enter(chosen(settings))
    parts = Assembly(settings, rows, bus, upload, Tools(sandbox, engine, embedder))
    for name, work in parts.background().items():
        service.background(work, name)
    await service.enter(
        serving(
            settings.rpc_bind,
            mount(parts.service),
            keyring,
            reflect=settings.rpc_reflection,
            transient=DATABASE_AWAY,
        )
    )


if __name__ == "__main__":
    loaded = Settings.load()
    run("analysis", loaded.log_level, lambda service: main(service, loaded))

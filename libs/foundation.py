"""What every service behind the gateway stands on, opened in the order of dependence."""

from __future__ import annotations

from dataclasses import dataclass

from grpc_health.v1 import health

from libs.bus.connection import Bus, connected
from libs.db.database import DATABASE_AWAY, Database, database
from libs.db.migrate import migrate
from libs.rpc.identity import Keyring
from libs.rpc.server import Mount, serving
from libs.runtime.service import Service
from libs.runtime.settings import ServiceSettings


@dataclass(frozen=True, slots=True)
class Foundation:
    keyring: Keyring
    database: Database
    bus: Bus


async def open_foundation(service: Service, settings: ServiceSettings) -> Foundation:
    """Migrates and opens the service's database, and connects to NATS, whose streams it ensures."""
    keyring = Keyring(service.name, settings.rpc_key, settings.rpc_keyring)
    await migrate(f"services.{service.name}", settings.database_url)
    db = await service.enter(database(settings.database_url, settings.database_pool))
    user = settings.nats_user or service.name
    bus = await service.enter(
        connected(settings.nats_url, user, settings.nats_password, service.fail)
    )
    await bus.ensure_streams()
    return Foundation(keyring, db, bus)


async def serve(
    service: Service, settings: ServiceSettings, keyring: Keyring, *mounts: Mount
) -> health.aio.HealthServicer:
    """Opens the service to its callers: the last step of a start, and so the first of a stop.
    Returns what answers for its health.
    """
    return await service.enter(
        serving(
            settings.rpc_bind,
            mounts,
            keyring,
            reflect=settings.rpc_reflection,
            transient=DATABASE_AWAY,
        )
    )

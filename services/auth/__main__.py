"""Starts auth: `python -m services.auth`."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from libs.bus.consumer import listen
from libs.bus.erasure import Erasures
from libs.bus.topology import ERASED_USER, USER_DELETED, listener
from libs.db.outbox import Outbox
from libs.foundation import open_foundation, serve
from libs.rpc.server import Mount
from libs.runtime.service import Service, run
from services.auth import models, rpc
from services.auth.attempts import Attempts
from services.auth.events import Announcer
from services.auth.passwords import passwords
from services.auth.repository import Accounts
from services.auth.service import AuthService, Limits
from services.auth.settings import AuthSettings
from services.auth.upkeep import prune


async def start(settings: AuthSettings, service: Service) -> None:
    base = await open_foundation(service, settings)
    db, bus = base.database, base.bus
    outbox = Outbox(models.outbox, db)
    erasures = Erasures(models.erasures, db, USER_DELETED)
    life, most = timedelta(days=settings.session_days), settings.sessions_per_user
    accounts = Accounts(db, outbox, erasures, life, most)
    tries, seconds = settings.sign_in_tries, settings.sign_in_window_seconds
    attempts = Attempts(db, tries, timedelta(seconds=seconds))
    hashing = await service.enter(
        passwords(settings.password_hashes_at_once, settings.password_hash_queue)
    )
    limits = Limits(
        settings.sign_up == "open",
        settings.sign_in_per_minute,
        settings.sign_up_per_minute,
    )
    auth = AuthService(
        accounts, attempts, hashing, keyring=base.keyring, announce=Announcer(bus), limits=limits
    )
    service.background(outbox.relay(bus.publish), "outbox")
    confirmed = listen(bus, *listener("auth", [ERASED_USER]), {ERASED_USER: erasures.confirmed})
    service.background(confirmed, "events")
    every = settings.erasure_reminder_seconds
    service.background(erasures.remind(bus.publish, every), "erasures")
    pruners = (accounts.prune_sessions, attempts.prune)
    service.background(prune(settings.prune_seconds, *pruners), "prune")
    mount = Mount(rpc.REGISTER, rpc.AuthRpc(auth), rpc.NAME, rpc.ACCESS)
    await serve(service, settings, base.keyring, mount)


if __name__ == "__main__":
    loaded = AuthSettings.load()
    run("auth", loaded.log_level, partial(start, loaded))

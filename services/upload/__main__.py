"""Starts upload: `python -m services.upload`."""

from __future__ import annotations

from functools import partial

from vitae.upload.v1 import upload_pb2_grpc

from libs.bus.consumer import listen
from libs.bus.erasure import Erasures, erasure_handlers, reconcile
from libs.bus.topology import ERASED_FILE, FILE_DELETED, listener
from libs.db.outbox import Outbox
from libs.foundation import open_foundation, serve
from libs.rpc.channel import peer
from libs.rpc.server import Mount
from libs.runtime.service import Service, run
from services.upload import models, rpc
from services.upload.peers import Auth
from services.upload.repository import Uploads
from services.upload.service import Intakes, UploadService
from services.upload.settings import UploadSettings
from services.upload.slots import Slots
from services.upload.storage import PostgresStorage


async def start(settings: UploadSettings, service: Service) -> None:
    base = await open_foundation(service, settings)
    db, bus = base.database, base.bus
    auth = Auth(await service.enter(peer("auth", settings.auth_address, base.keyring)))
    storage = PostgresStorage(db)
    outbox = Outbox(models.outbox, db)
    erasures = Erasures(models.erasures, db, FILE_DELETED)
    files, size = settings.quota_files, settings.quota_bytes
    uploads = Uploads(db, storage, outbox, erasures, quota_files=files, quota_bytes=size)
    slots = Slots(settings.uploads_at_once, settings.uploads_at_once_per_user)
    intakes = Intakes(
        settings.file_max_bytes,
        settings.upload_idle_seconds,
        settings.upload_total_seconds,
    )
    handlers = erasure_handlers(bus, "upload", user=uploads.erase_user)
    handlers[ERASED_FILE] = erasures.confirmed
    remind = erasures.remind(bus.publish, settings.erasure_reminder_seconds)
    missed = reconcile(
        uploads.owners, auth.existing, uploads.erase_user, settings.reconcile_seconds
    )
    service.background(outbox.relay(bus.publish), "outbox")
    service.background(listen(bus, *listener("upload", [*handlers]), handlers), "events")
    service.background(remind, "erasures")
    service.background(missed, "reconciler")
    use_cases = UploadService(uploads, storage, slots, intakes)
    register = upload_pb2_grpc.add_UploadServiceServicer_to_server
    mount = Mount(register, rpc.UploadRpc(use_cases), rpc.NAME, rpc.ACCESS)
    await serve(service, settings, base.keyring, mount)


if __name__ == "__main__":
    loaded = UploadSettings.load()
    run("upload", loaded.log_level, partial(start, loaded))

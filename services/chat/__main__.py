"""Starts chat: `python -m services.chat`."""

from __future__ import annotations

from functools import partial

from libs.foundation import open_foundation, serve
from libs.rpc.channel import peer
from libs.runtime.service import Service, run
from libs.vectors.index import VectorIndex
from services.chat.assembly import Assembly, Tools
from services.chat.engines.choose import chosen
from services.chat.pair_repository import PairRepository
from services.chat.pairs import PREFIX, StoredAnswers
from services.chat.rpc import mount
from services.chat.settings import ChatSettings


async def start(settings: ChatSettings, service: Service) -> None:
    base = await open_foundation(service, settings)
    analysis = await service.enter(peer("analysis", settings.analysis_address, base.keyring))
    upload = await service.enter(peer("upload", settings.upload_address, base.keyring))
    engine = await service.enter(chosen(settings))
    pairs = StoredAnswers(PairRepository(base.database), VectorIndex(settings.chroma_url, PREFIX))
    parts = Assembly(settings, base.database, base.bus, (analysis, upload), Tools(engine, pairs))
    for name, work in parts.background().items():
        service.background(work, name)
    service.on_stop(parts.drain)
    await serve(service, settings, base.keyring, mount(parts.service))


if __name__ == "__main__":
    loaded = ChatSettings.load()
    run("chat", loaded.log_level, partial(start, loaded))

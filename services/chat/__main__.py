"""Starts chat: `python -m services.chat`."""

from __future__ import annotations

from functools import partial

from vitae.chat.v1 import chat_pb2_grpc

from libs.bus.consumer import listen
from libs.bus.erasure import erasure_handlers
from libs.bus.topology import listener
from libs.foundation import open_foundation, serve
from libs.rpc.server import Mount
from libs.runtime.service import Service, run
from services.chat import rpc
from services.chat.service import ChatService
from services.chat.settings import ChatSettings


async def start(settings: ChatSettings, service: Service) -> None:
    base = await open_foundation(service, settings)
    chat = ChatService()
    handlers = erasure_handlers(base.bus, "chat", user=chat.erase_user, file=chat.erase_file)
    events = listen(base.bus, *listener("chat", [*handlers]), handlers)
    service.background(events, "events")
    register = chat_pb2_grpc.add_ChatServiceServicer_to_server
    mount = Mount(register, rpc.chat_rpc(), rpc.NAME, rpc.ACCESS)
    await serve(service, settings, base.keyring, mount)


if __name__ == "__main__":
    loaded = ChatSettings.load()
    run("chat", loaded.log_level, partial(start, loaded))

"""Starts the gateway: settings, channels, the bus, the hub, and the door last."""

from __future__ import annotations

from gateway.app import gateway
from gateway.clients import clients
from gateway.live.hub import listening
from gateway.server import bind, drain, server
from gateway.settings import GatewaySettings
from libs.bus.connection import connected
from libs.runtime.service import Service, run


async def main(service: Service) -> None:
    door = bind(settings)
    peers = await service.enter(clients(settings))
    user = settings.nats_user or service.name
    bus = await service.enter(
        connected(settings.nats_url, user, settings.nats_password, service.fail)
    )
    app = gateway(settings, peers, bus)
    await service.enter(listening(app.hub, bus))
    running = server(app.app, settings)
    done = service.background(running.serve(sockets=[door]), "http")
    service.on_stop(lambda: drain(running, app.hub, done, settings.drain_delay))


if __name__ == "__main__":
    settings = GatewaySettings.load()
    run("gateway", settings.log_level, main)

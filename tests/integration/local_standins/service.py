"""A service that does nothing but be healthy: `python -m … NAME`, with the settings every service gets."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc


async def main(name: str) -> None:
    folder = os.environ["SECRETS_DIR"]
    for secret in ("database_url", "nats_password", "rpc_key", "rpc_keyring"):
        if not os.path.getsize(os.path.join(folder, secret)):
            raise SystemExit(f"{secret} is empty")
    server = grpc.aio.server()
    servicer = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    server.add_insecure_port(os.environ["RPC_BIND"])
    await servicer.set("", health_pb2.HealthCheckResponse.SERVING)
    await server.start()
    print(f"{name} serves", flush=True)
    end = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end.set)
    await end.wait()
    await server.stop(1)
    print(f"{name} drained", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))

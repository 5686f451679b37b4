"""A service that does nothing but be healthy: `python -m … NAME`, with the settings every service
gets.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import grpc
from grpc_health.v1 import health, health_pb2_grpc


def check_secrets(folder: Path) -> None:
    for secret in ("database_url", "nats_password", "rpc_key", "rpc_keyring"):
        if not (folder / secret).stat().st_size:
            raise SystemExit(f"{secret} is empty")


async def main(name: str) -> None:
    server = grpc.aio.server()
    health_pb2_grpc.add_HealthServicer_to_server(health.HealthServicer(), server)
    server.add_insecure_port(os.environ["RPC_BIND"])
    await server.start()
    print(f"{name} serves", flush=True)
    end = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end.set)
    await end.wait()
    await server.stop(1)
    print(f"{name} drained", flush=True)


if __name__ == "__main__":
    check_secrets(Path(os.environ["SECRETS_DIR"]))
    asyncio.run(main(sys.argv[1]))

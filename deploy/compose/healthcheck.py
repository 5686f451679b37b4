"""Whether the process in this container serves: exit status 0 if so, 1 if not.

Runs in the images, which have no curl. A service is asked by gRPC's health protocol, the gateway
by /livez.
"""

from __future__ import annotations

import http.client
import os
import sys
import urllib.request
from typing import Any

SECONDS = 5.0


def gateway_lives(port: str) -> bool:
    """Not /readyz: a gateway whose neighbours are away is not made better by a restart."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=SECONDS) as answer:
            return answer.status == 200
    except (OSError, http.client.HTTPException):
        return False


def service_serves(port: str) -> bool:
    import grpc
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        stub: Any = health_pb2_grpc.HealthStub(channel)
        try:
            answer = stub.Check(health_pb2.HealthCheckRequest(), timeout=SECONDS)
        except grpc.RpcError:
            return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)


def main() -> int:
    if os.environ.get("SERVICE") == "gateway":
        healthy = gateway_lives(os.environ.get("HTTP_PORT") or "8081")
    else:
        healthy = service_serves(os.environ.get("RPC_BIND", "").rpartition(":")[2])
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())

"""Ports that stay ours while a process is killed and started again."""

from __future__ import annotations

import os
import random
import socket

# Below the range from which Linux takes the ports of outgoing connections: none of those can sit on
# a port in the moment between a process's end and its next start.
LOWEST = 20_000
HIGHEST = 32_000
_handed_out: set[int] = set()


def reserve_port() -> int:
    """A port of the loopback address on which nobody listens; never the same one twice."""
    while True:
        port = random.choice(_ours())
        if port in _handed_out:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        _handed_out.add(port)
        return port


def _ours() -> range:
    """Of tests that run side by side each process has a share: one's free port may be another's
    between two starts.
    """
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    each = (HIGHEST - LOWEST) // count
    return range(LOWEST + each * worker, LOWEST + each * (worker + 1))

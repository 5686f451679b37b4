"""Ports that stay ours while a process is killed and started again."""

from __future__ import annotations

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
        port = random.randint(LOWEST, HIGHEST)
        if port in _handed_out:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        _handed_out.add(port)
        return port

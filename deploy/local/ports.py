"""Ports of the inside: picked once, remembered, picked again where somebody took one."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from deploy.local.layout import SERVICES
from deploy.local.server import free_port, is_free, write_private

if TYPE_CHECKING:
    from deploy.local.layout import Layout

NAMES = ("postgres", "nats", "chroma", *SERVICES)


def internal_ports(layout: Layout, public: int) -> dict[str, int]:
    """A port for each server and service: all different, free at this moment, and none of them the
    gateway's own `public` one, which nobody has taken yet either.
    """
    remembered: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        loaded: Any = json.loads(layout.ports.read_text(encoding="utf-8"))
        if isinstance(loaded, dict):
            remembered = cast("dict[str, Any]", loaded)
    ports: dict[str, int] = {}
    for name in NAMES:
        taken = {public, *ports.values()}
        port = remembered.get(name)
        if not isinstance(port, int) or port in taken or not is_free(port):
            port = free_port(taken)
        ports[name] = port
    if ports != remembered:
        write_private(layout.ports, json.dumps(ports, indent=1))
    return ports

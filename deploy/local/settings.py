"""The settings that people give: environment and `.env`, handed to those processes that know them
by name.
"""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path

from dotenv import dotenv_values

from deploy.local.layout import PROCESSES, ROOT

ENV_FILE = ROOT / ".env"
# Made by the launcher for each process: a value from outside would tear the system apart.
GENERATED = frozenset(
    {
        *(
            "DATABASE_URL",
            "NATS_URL",
            "NATS_USER",
            "NATS_PASSWORD",
            "CHROMA_URL",
            "RPC_BIND",
            "RPC_KEY",
        ),
        *("RPC_KEYRING", "AUTH_ADDRESS", "UPLOAD_ADDRESS", "ANALYSIS_ADDRESS", "EXPORT_ADDRESS"),
        *("CHAT_ADDRESS", "SECRETS_DIR"),
    }
)


_OF_COMPOSE = ("COMPOSE_", "BUILD_NETWORK", "VITAE_VERSION")  # in the same file, for others

# Every address of this machine: recognised here, never bound by us.
WILDCARDS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104


def _declared(path: Path) -> set[str]:
    """The settings that a module declares. Read, not imported: importing costs a second and 40
    MB.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        item.target.id.upper()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        for item in node.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
    }


@cache
def known(process: str) -> frozenset[str]:
    """Names of the settings that a process takes from people."""
    folder = ROOT / "gateway" if process == "gateway" else ROOT / "services" / process
    sources = [ROOT / "libs" / "runtime" / "settings.py", folder / "settings.py"]
    if process in ("analysis", "chat"):
        sources.append(ROOT / "libs" / "llm" / "settings.py")
    return frozenset[str]().union(*map(_declared, filter(Path.exists, sources))) - GENERATED


def given() -> dict[str, str]:
    """Environment and `.env`; the environment wins, an empty value counts as none."""
    values = {**dotenv_values(ENV_FILE), **os.environ}
    return {name: value for name, value in values.items() if value}


def unknown_in_file() -> list[str]:
    """Names in `.env` that no process knows: most likely misspelt."""
    all_known = frozenset[str]().union(*(known(process) for process in PROCESSES))
    unknown = set(dotenv_values(ENV_FILE)) - all_known
    return sorted(name for name in unknown if not name.startswith(_OF_COMPOSE))


def settings_for(process: str, values: dict[str, str]) -> dict[str, str]:
    """What of `values` a process is to get."""
    return {name: value for name, value in values.items() if name in known(process)}


def http_address(values: dict[str, str]) -> tuple[str, int]:
    """Host and port of the gateway. ValueError with one line where the port is none."""
    port = values.get("HTTP_PORT", "8081")
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise ValueError(f"HTTP_PORT is {port!r}: it must be a number from 1 to 65535")
    return values.get("HTTP_HOST", "127.0.0.1"), int(port)


def local_url(host: str, port: int) -> str:
    """The gateway's address as seen from this machine."""
    if host in WILDCARDS:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

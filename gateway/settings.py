"""The gateway's settings."""

from __future__ import annotations

from functools import cached_property
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from libs.runtime.settings import ProcessSettings

KIB = 1024
MIB = 1024 * KIB
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class GatewaySettings(ProcessSettings):
    """Lists are comma-separated. Times are in seconds, sizes in bytes."""

    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8081, ge=1, le=65535)
    # Where people reach the gateway: scheme and host of links, cookies and the Origin check.
    public_url: str = ""
    # Further names a request may be addressed to, such as a container's. "*" accepts any.
    allowed_hosts: str = ""
    # Addresses or networks whose X-Forwarded-For and X-Forwarded-Proto are believed.
    trusted_proxies: str = ""

    max_connections: int = Field(default=2000, ge=10)
    body_limit: int = Field(default=64 * KIB, ge=KIB)
    body_seconds: float = Field(default=15.0, gt=0)
    # As the upload service has them, under the same names.
    file_max_bytes: int = Field(default=10 * MIB, ge=1, le=100 * MIB)
    upload_idle_seconds: float = Field(default=30.0, gt=0)
    upload_total_seconds: float = Field(default=600.0, gt=0)
    request_seconds: float = Field(default=15.0, gt=0)
    # From the request for a file to its last byte.
    export_seconds: float = Field(default=120.0, gt=0)

    uploads_per_minute: int = Field(default=30, ge=1)
    jobs_per_minute: int = Field(default=60, ge=1)
    retries_per_minute: int = Field(default=10, ge=1)
    chat_per_minute: int = Field(default=30, ge=1)
    questions_per_minute: int = Field(default=20, ge=1)
    exports_per_minute: int = Field(default=60, ge=1)

    session_cache_seconds: float = Field(default=10.0, ge=0, le=60)
    session_cache_size: int = Field(default=10_000, ge=1)

    sockets_per_user: int = Field(default=5, ge=1)
    # Sockets that have not said who they are yet.
    sockets_unknown: int = Field(default=200, ge=1)
    sockets_unknown_per_address: int = Field(default=100, ge=1)
    socket_queue: int = Field(default=32, ge=1)
    socket_auth_seconds: float = Field(default=5.0, gt=0)
    socket_send_seconds: float = Field(default=5.0, gt=0)
    socket_check_seconds: float = Field(default=60.0, gt=0, le=240)

    # Between answering 503 on /readyz and closing the door, for whoever balances the load.
    drain_delay: float = Field(default=0.5, ge=0, le=5)

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("must be like https://vitae.example.org")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("must have no path: the gateway answers at the root of its host")
        return value.rstrip("/")

    @cached_property
    def address(self) -> str:
        """The public address, without a slash at its end."""
        return self.public_url or f"http://localhost:{self.http_port}"

    @cached_property
    def secure(self) -> bool:
        """Whether browsers take Secure cookies from the public address."""
        parts = urlsplit(self.address)
        return parts.scheme == "https" or parts.hostname in LOOPBACK

    @cached_property
    def https(self) -> bool:
        return self.address.startswith("https:")

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Names a request may be addressed to. Empty: any."""
        named = {name.strip().lower() for name in self.allowed_hosts.split(",") if name.strip()}
        if "*" in named:
            return frozenset()
        own = {urlsplit(self.address).hostname or "", self.http_host}
        return frozenset(named | own | LOOPBACK)

    @cached_property
    def origins(self) -> frozenset[str]:
        """Origins whose pages may act with the cookie."""
        parts = urlsplit(self.address)
        own = {f"{parts.scheme}://{parts.netloc}".lower()}
        if parts.hostname in LOOPBACK:
            port = f":{parts.port}" if parts.port else ""
            own |= {
                f"{parts.scheme}://{name}{port}" for name in ("localhost", "127.0.0.1", "[::1]")
            }
        return frozenset(own)

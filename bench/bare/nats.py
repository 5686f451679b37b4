"""NATS as the system configures it, but for users: the baseline has a stream of its own."""

from __future__ import annotations

from deploy.local.nats import CONFIGURATION, NatsServer


class OpenNats(NatsServer):
    """Takes anybody, on loopback, for one measurement."""

    def prepare(self) -> None:
        super().prepare()
        configuration = CONFIGURATION.read_text(encoding="utf-8").partition("authorization {")[0]
        (self.data_dir / "nats.conf").write_text(configuration, encoding="utf-8")

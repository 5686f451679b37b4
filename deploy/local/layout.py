"""Where everything of one checkout lies."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from deploy.local.disk import disk_error
from deploy.local.server import private_directory

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("auth", "upload", "analysis", "export", "chat")
PROCESSES = (*SERVICES, "gateway")


@dataclass(frozen=True)
class Layout:
    """Paths under the data directory, `.vitae/` of the checkout."""

    root: Path

    @classmethod
    def of_checkout(cls) -> Layout:
        return cls(Path(os.environ.get("VITAE_DATA") or ROOT / ".vitae").absolute())

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def nats(self) -> Path:
        return self.root / "nats"

    @property
    def chroma(self) -> Path:
        return self.root / "chroma"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def secrets(self) -> Path:
        return self.root / "secrets"

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def profiles(self) -> Path:
        return self.root / "profiles"

    @property
    def lock(self) -> Path:
        return self.run / "lock"

    @property
    def state(self) -> Path:
        return self.run / "state.json"

    @property
    def ports(self) -> Path:
        return self.run / "ports.json"

    @property
    def account(self) -> Path:
        return self.secrets / "local-account.json"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def create(self) -> None:
        """Make the directories. Open to the owner alone, but for what leads root's PostgreSQL to
        its data.
        """
        try:
            private_directory(self.root, 0o711 if os.geteuid() == 0 else 0o700)
            for path in (self.logs, self.secrets, self.run, self.profiles):
                private_directory(path)
        except OSError as error:
            raise disk_error(error, self.root) from error

"""Chroma's server from the `chromadb` wheel. It has no passwords: it listens on the loopback
address alone.
"""

from __future__ import annotations

import http.client
import sys
from contextlib import suppress
from http import HTTPStatus

from deploy.local.process import ProcessSpec
from deploy.local.server import LOOPBACK, Server, listens, private_directory

# The wheel's own `chroma` command imports the whole client first: 40 MB and two seconds for
# nothing.
RUN = "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma', *sys.argv[1:]])"


class ChromaServer(Server):
    """`data_dir` is Chroma's own, but for its log."""

    name = "chroma"

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def prepare(self) -> None:
        private_directory(self.data_dir)
        private_directory(self.data_dir / "data")

    def spec(self) -> ProcessSpec:
        argv = [sys.executable, "-c", RUN, "run", "--path", str(self.data_dir / "data")]
        return ProcessSpec(
            self.name,
            [*argv, "--host", LOOPBACK, "--port", str(self.port)],
            env={"ANONYMIZED_TELEMETRY": "False", "NO_COLOR": "1", "HOME": str(self.data_dir)},
            cwd=self.data_dir,
        )

    def ready(self, pid: int) -> bool:
        """Its heartbeat answers."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=1)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/api/v2/heartbeat")
            answered = connection.getresponse().status == HTTPStatus.OK
            return answered and listens(pid, self.port)
        connection.close()
        return False

"""The fake as a process of its own, for tests of whole services."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.fake_openai.modes import Mode, Modes

_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class FakeProcess:
    """Controls a running fake. `base_url` is what OPENAI_BASE_URL is to be."""

    base_url: str

    def behave(self, chat: Mode | None = None, embeddings: Mode | None = None) -> None:
        """Sets both modes; the default is to answer truly, at once."""
        modes = Modes(chat=chat or Mode(), embeddings=embeddings or Mode())
        self._send("/mode", modes.model_dump_json().encode())

    def reset(self) -> None:
        """Forgets the calls and behaves again."""
        self._send("/reset", b"{}")

    def calls(self) -> dict[str, Any]:
        """What `FakeOpenAI.calls` says."""
        return self._send("/calls", None)

    def _send(self, path: str, body: bytes | None) -> dict[str, Any]:
        url = self.base_url.removesuffix("/v1") + path
        with urllib.request.urlopen(url, body, timeout=_SECONDS) as answer:
            return json.loads(answer.read())


@contextmanager
def fake_process(port: int = 0) -> Generator[FakeProcess]:
    """A fake on loopback, ended with the block."""
    command = [sys.executable, "-m", "tests.fake_openai", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            base_url = process.stdout.readline().strip()
            assert base_url, "the fake did not start"
            yield FakeProcess(base_url)
        finally:
            process.terminate()

"""What the supervisor says while it works: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

from deploy.local.progress import Progress


class Console:
    """Quiet after the system is up, but for what happens to it."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress or Progress()
        self._pending: list[str] = []

    def waiting(self, names: list[str]) -> None:
        """These are being started."""
        self._progress.drop()
        self._pending = list(names)
        self._progress.step(f"Starting {', '.join(names)}")

    def ready(self, name: str, seconds: float) -> None:
        self._progress.note(f"✓ {name} ready ({seconds:.1f} s)")
        if name in self._pending:
            self._pending.remove(name)
        if self._pending:
            self._progress.detail(f"waiting for {', '.join(self._pending)}")
        else:
            self._progress.drop()

    def note(self, text: str) -> None:
        self._progress.note(f"! {text}")

    def say(self, text: str) -> None:
        self._progress.drop()
        self._progress.note(text)

    def stopping(self) -> None:
        self._progress.drop()
        self._progress.step("Stopping")

    def stopped(self) -> None:
        self._progress.drop()
        self._progress.note("Stopped.")

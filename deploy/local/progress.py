"""One line that says what is being done and for how long. Standard library only."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from contextlib import suppress
from typing import TextIO

SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


class Progress:
    """On a terminal a live line; elsewhere a line a step."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._live = self._stream.isatty()
        self._text = ""
        self._detail = ""
        self._since = 0.0
        self._stop = threading.Event()
        self._painter: threading.Thread | None = None

    def step(self, text: str) -> None:
        """Begin a step; the one before it is done."""
        self.done()
        self._text, self._detail, self._since = text, "", time.monotonic()
        if not self._live:
            self._write(f"{text} …\n")
            return
        self._stop.clear()
        self._painter = threading.Thread(target=self._paint, daemon=True)
        self._painter.start()

    def detail(self, text: str) -> None:
        """What the step is at."""
        self._detail = text

    def note(self, text: str) -> None:
        """A line that stays, above the live one."""
        clear = "\r\033[K" if self._live else ""
        self._write(f"{clear}{text}\n")

    def drop(self) -> None:
        """End the step without a word."""
        self._halt()
        if self._live and self._text:
            self._write("\r\033[K")
        self._text = ""

    def done(self) -> None:
        self._finish("✓")

    def fail(self) -> None:
        self._finish("✗")

    def _finish(self, mark: str) -> None:
        if not self._text:
            return
        if self._painter is not None:
            self._halt()
            self._write(f"\r\033[K{mark} {self._text} ({time.monotonic() - self._since:.1f} s)\n")
        self._text = ""

    def _halt(self) -> None:
        if self._painter is not None:
            self._stop.set()
            self._painter.join()
            self._painter = None

    def _paint(self) -> None:
        frame = 0
        while not self._stop.wait(0.1):
            seconds = int(time.monotonic() - self._since)
            line = f"{SPINNER[frame % len(SPINNER)]} {self._text} · {seconds} s"
            if self._detail:
                line += f" · {self._detail}"
            width = shutil.get_terminal_size().columns - 1
            self._write(f"\r\033[K{line[:width]}")
            frame += 1

    def _write(self, text: str) -> None:
        # Whoever read this may have gone: no reason to stop working.
        with suppress(OSError, ValueError):
            try:
                self._stream.write(text)
            except UnicodeEncodeError:
                self._stream.write(text.encode("ascii", "replace").decode())
            self._stream.flush()

"""The virtual environment of a checkout: made, filled with pinned packages, and known to be up to
date.

Standard library only: it runs before anything is installed. uv does the installing (3.5 s instead
of pip's 39 s for the same 118 packages, measured); pip fetches uv, and does everything where uv
can't.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

from deploy.local.progress import Progress

ROOT = Path(__file__).resolve().parents[2]
GROUPS = ("local", "dev")
# dev holds everything local does.
COVERED_BY = {"local": ("local", "dev"), "dev": ("dev",)}
NEEDED_BYTES = 1_500_000_000
# pip's settings that uv knows under another name.
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "trusted-host": "UV_INSECURE_HOST",
}
SYSTEMS = (
    "Vitae runs on Linux (x86_64, aarch64; glibc 2.28 or newer) and macOS 14 or newer "
    "(Apple silicon), with Python 3.11 to 3.14."
)
# What a failed installation says, and what to do about it.
ADVICE = {
    ("no space left", "os error 28", "errno 28"): (
        "The disk is full: free about 1.5 GB and run this again."
    ),
    ("do not match the hashes", "hash mismatch"): (
        "A package's content isn't the pinned one: the mirror in use serves something else."
    ),
    ("no matching distribution", "no wheels with a matching", "no usable wheels"): (
        f"A package has no build for this system. {SYSTEMS}"
    ),
    ("certificate", "ssl:"): (
        "The package index's certificate isn't trusted: point pip at your own "
        "(`pip config set global.cert FILE`)."
    ),
    (
        *("name or service not known", "temporary failure in name resolution", "dns error"),
        *("failed to establish a new connection", "connection refused", "timed out", "timeout"),
        *("network is unreachable", "error sending request", "newconnectionerror"),
    ): (
        "No package index answers: check the network, or pip's configuration if you use a mirror, "
        "and run this again."
    ),
    ("permission denied", "read-only file system"): (
        "The checkout can't be written: check who owns it."
    ),
}


class SetupError(Exception):
    """The environment can't be made; the message says what to do."""


class Environment:
    """`.venv` of a checkout."""

    def __init__(self, root: Path, progress: Progress) -> None:
        self.root = root
        self.path = root / ".venv"
        self.python = self.path / "bin" / "python"
        self.progress = progress

    def requirements(self, group: str) -> Path:
        return self.root / "requirements" / f"{group}.txt"

    def fingerprint(self, group: str) -> str:
        """What the environment was made from: the pins, this interpreter, the place (scripts hold
        its path).
        """
        digest = hashlib.sha256(self.requirements(group).read_bytes())
        digest.update(json.dumps([sys.version_info[:2], str(self.root)]).encode())
        return digest.hexdigest()

    def stamp(self, group: str) -> Path:
        return self.path / f"vitae-{group}.stamp"

    def is_current(self, group: str) -> bool:
        for covering in COVERED_BY[group]:
            try:
                stamp = self.stamp(covering).read_text(encoding="ascii")
            except OSError:
                continue
            if stamp == self.fingerprint(covering) and self.python.exists():
                return True
        return False

    def ensure(self, group: str) -> None:
        """Make the environment hold `group`. Instant where it does; SetupError where it can't."""
        if self.is_current(group):
            return
        self._check_disk()
        if not self._usable():
            self.progress.step("Making a Python environment in .venv")
            self._create()
        self._install(group)
        self._add_paths()
        for other in GROUPS:
            if (
                other not in COVERED_BY[group]
            ):  # newer pins may have replaced what it was stamped for
                self.stamp(other).unlink(missing_ok=True)
        self.stamp(group).write_text(self.fingerprint(group), encoding="ascii")

    def _check_disk(self) -> None:
        free = shutil.disk_usage(self.root).free
        if free < NEEDED_BYTES:
            raise SetupError(
                f"The disk is nearly full ({free // 1_000_000} MB free): free about 1.5 GB."
            )

    def _usable(self) -> bool:
        """Whether there is an environment of this Python that runs: one that was moved or half made
        isn't.
        """
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        probe = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
        try:
            result = subprocess.run(
                [str(self.python), "-c", probe], capture_output=True, text=True, check=False
            )
        except OSError:
            return False
        return result.returncode == 0 and result.stdout.strip() == version

    def _create(self) -> None:
        try:
            venv.EnvBuilder(clear=True, symlinks=True, with_pip=False).create(self.path)
        except OSError as error:
            raise SetupError(f"Can't make {self.path}: {error.strerror}.") from error
        self._run([str(self.python), "-m", "ensurepip", "--default-pip"], "ensurepip")

    def _install(self, group: str) -> None:
        pins = self.requirements(group)
        count = sum("==" in line for line in pins.read_text(encoding="utf-8").splitlines())
        pip = [
            str(self.python),
            "-m",
            "pip",
            "install",
            "--require-hashes",
            "--only-binary",
            ":all:",
        ]
        pip += ["--disable-pip-version-check", "--no-input", "-r"]
        self.progress.step(f"Installing {count} packages")
        if os.environ.get("VITAE_INSTALLER") != "pip" and self._install_with_uv(pip, pins):
            return
        installed = 0

        def advance(line: str) -> None:
            nonlocal installed
            if line.startswith("Installing collected"):
                self.progress.detail("unpacking")
            if line.startswith("Collecting "):
                installed += 1
                self.progress.detail(
                    f"{installed}/{count} {line.split()[1].split('==', maxsplit=1)[0]}"
                )

        self._run([*pip, str(pins)], "pip", advance)

    def _install_with_uv(self, pip: list[str], pins: Path) -> bool:
        """Whether uv did it; a failure is pip's to repeat, with the user's own settings and clearer
        words.
        """
        try:
            self._run([*pip, str(self.requirements("uv"))], "pip")
        except SetupError:
            return False
        command = [str(self.path / "bin" / "uv"), "pip", "install", "--python", str(self.python)]
        command += [
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--index-strategy",
            "unsafe-best-match",
        ]
        command += ["--no-progress", "-r", str(pins)]
        try:
            self._run(command, "uv", environment=self._uv_environment())
        except SetupError:
            self.progress.detail("uv could not, pip tries")
            return False
        return True

    def _uv_environment(self) -> dict[str, str]:
        """The user's pip configuration in uv's words."""
        settings = {**os.environ}
        result = subprocess.run(
            [str(self.python), "-m", "pip", "config", "list"],
            capture_output=True,
            text=True,
            check=False,
        )
        for line in result.stdout.splitlines():
            key, _, value = line.partition("=")
            name = UV_NAMES.get(key.rpartition(".")[2])
            if name is not None:
                settings.setdefault(name, value.strip("'\"").replace("\\n", " "))
        home = Path(os.environ.get("HOME") or "/nonexistent")
        if not os.access(home, os.W_OK):
            settings.setdefault("UV_CACHE_DIR", str(self.path / "cache"))
        return settings

    def _add_paths(self) -> None:
        """Imports start at the root of the repository, and at the generated contracts."""
        variables = {"base": str(self.path), "platbase": str(self.path)}
        packages = Path(sysconfig.get_path("purelib", "venv", variables))
        paths = [self.root, self.root / "proto" / "gen"]
        packages.joinpath("vitae.pth").write_text(
            "".join(f"{path}\n" for path in paths), encoding="utf-8"
        )

    def _run(
        self,
        command: list[str],
        what: str,
        on_line: Callable[[str], None] | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        """Run quietly; on failure SetupError with its last words and what to do."""
        if not Path(command[0]).exists():
            raise SetupError(f"{what} is not there: {command[0]}")
        lines: list[str] = []
        with subprocess.Popen(
            command,
            cwd=self.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.strip():
                    lines.append(line.rstrip())
                if on_line is not None:
                    on_line(line.strip())
        if process.returncode != 0:
            raise SetupError(explain(what, lines))


def explain(what: str, lines: list[str]) -> str:
    """The last lines a failed installer wrote, and what to do."""
    text = "\n".join(lines).lower()
    fitting = (words for marks, words in ADVICE.items() if any(mark in text for mark in marks))
    advice = next(fitting, "")
    said = [f"  {line}" for line in lines[-4:]]
    return "\n".join([*said, advice or f"{what} failed; its last words are above."])


def main(arguments: list[str]) -> int:
    """`bootstrap.py GROUP`: 0 when the environment holds the group."""
    parser = argparse.ArgumentParser(prog="bootstrap")
    parser.add_argument("group", choices=GROUPS)
    group: str = parser.parse_args(arguments).group
    progress = Progress()
    try:
        # Two at once in one checkout: the second waits, and finds the work done.
        with (ROOT / "pyproject.toml").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            Environment(ROOT, progress).ensure(group)
    except SetupError as error:
        progress.fail()
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        progress.fail()
        sys.stderr.write("Interrupted: run it again to go on.\n")
        return 130
    progress.done()
    return 0

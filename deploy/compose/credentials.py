"""The secrets of a system in containers: `python3 -m deploy.compose.credentials` writes ./secrets.

What is missing is made, what is there is kept. docker-compose.yml mounts each file into the one
container that needs it. The files can be read by anyone, because the containers' user is a stranger
to this machine; the folder around them can be entered by its owner alone, which keeps everybody
else out.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "secrets"
# Secrets that come from outside: empty until somebody writes them.
GIVEN = ("analysis/openai_api_key", "chat/openai_api_key")


def write(folder: Path) -> list[Path]:
    """Make what is missing in `folder`; all files of secrets. OSError where the disk refuses."""
    from deploy.local.credentials import Credentials
    from deploy.local.layout import Layout
    from deploy.local.server import private_directory, write_private

    @dataclass(frozen=True)
    class Folder(Layout):
        """One that holds nothing but secrets."""

        @property
        def secrets(self) -> Path:
            return self.root

    private_directory(folder)
    credentials = Credentials(Folder(folder))
    credentials.ensure()
    for name, password in credentials.database_passwords.items():
        url = f"postgresql://{name}:{password}@postgres:5432/{name}"
        credentials.set_database_url(name, url)
    passwords = credentials.nats_passwords.items()
    lines = [f'{name.upper()}_PASSWORD: "{password}"\n' for name, password in passwords]
    write_private(private_directory(folder / "nats") / "passwords.conf", "".join(lines))
    for name in GIVEN:
        (folder / name).touch()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        path.chmod(0o644)
    return files


def switch_interpreter(arguments: list[str]) -> None:
    """Go on in .venv where this interpreter lacks what making keys takes; never returns if so."""
    python = ROOT / ".venv" / "bin" / "python"
    if importlib.util.find_spec("cryptography") is not None:
        return
    if not python.exists() or Path(sys.prefix) == ROOT / ".venv":
        sys.exit("Making keys takes packages that aren't installed: run `make secrets`.")
    os.chdir(ROOT)
    os.execv(python, [str(python), "-m", "deploy.compose.credentials", *arguments])  # noqa: S606


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 -m deploy.compose.credentials")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where to (default: ./secrets)")
    folder: Path = parser.parse_args(arguments).folder.absolute()
    switch_interpreter(arguments)
    try:
        files = write(folder)
    except OSError as error:
        sys.exit(f"Can't write {error.filename or folder}: {error.strerror}.")
    print(f"{len(files)} secrets are in {folder}. Keep a copy somewhere safe; never commit them.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

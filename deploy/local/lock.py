"""Writes requirements/: one set of pins with hashes for everything, and each group's share of it.

`python -m deploy.local.lock` with the `dev` group installed. No address of any package index is
written.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
# Ingredients of other groups, never installed by themselves.
PARTS = frozenset({"db"})


def groups() -> list[str]:
    """The optional-dependency groups that something installs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [name for name in project["optional-dependencies"] if name not in PARTS]


def compile_pins(source: str, target: Path, *options: str) -> None:
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "compile", source, "--output-file", str(target), *options]
    command += [
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--quiet",
        "--no-annotate",
    ]
    command += [
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--custom-compile-command",
        "make lock",
    ]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        sys.exit(f"lock: no set of versions satisfies {source}")


def main() -> None:
    REQUIREMENTS.mkdir(exist_ok=True)
    everything = REQUIREMENTS / "lock.txt"
    # What is pinned stays pinned unless pyproject.toml asks for more; `--upgrade` takes the newest
    # of all.
    upgrade = ["--upgrade"] if "--upgrade" in sys.argv[1:] else []
    compile_pins("pyproject.toml", everything, "--all-extras", *upgrade)
    for group in groups():
        compile_pins(
            "pyproject.toml",
            REQUIREMENTS / f"{group}.txt",
            *("--extra", group, "--constraints", str(everything), "--upgrade"),
        )
    with tempfile.NamedTemporaryFile("w", suffix=".in") as source:
        source.write("uv\n")
        source.flush()
        compile_pins(source.name, REQUIREMENTS / "uv.txt", *upgrade)


if __name__ == "__main__":
    main()

"""Every check that needs no running system, one line each: `python -m deploy.local.lint`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from deploy.local.layout import ROOT
from deploy.local.pins import disagreements

PROGRAMS = Path(sys.executable).parent
CHECKS = {
    "style": [str(PROGRAMS / "ruff"), "check", "--quiet", "."],
    "format": [str(PROGRAMS / "ruff"), "format", "--check", "--quiet", "."],
    "types": [str(PROGRAMS / "pyright"), "--warnings"],
    "imports": [str(PROGRAMS / "lint-imports"), "--no-cache"],
    "contracts": [str(PROGRAMS / "buf"), "lint", "proto"],
    "generated": [sys.executable, "-m", "proto.generate", "--check"],
}


def report(name: str, seconds: float, complaint: str) -> bool:
    """Print a check's result; whether it passed."""
    print(f"{'✗' if complaint else '✓'} {name:<10} {seconds:5.1f} s", flush=True)
    if complaint:
        print(complaint.rstrip() + "\n", flush=True)
    return not complaint


def run(command: list[str]) -> str:
    """The complaint of a checking program; empty where it has none."""
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return ""
    return (result.stdout + result.stderr).strip() or f"failed with status {result.returncode}"


def main() -> int:
    passed = True
    for name, command in CHECKS.items():
        began = time.monotonic()
        complaint = run(command)
        passed &= report(name, time.monotonic() - began, complaint)
    began = time.monotonic()
    passed &= report("pins", time.monotonic() - began, "\n".join(disagreements()))
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())

"""Programs that tests need beside Python: found, installed, or asked for in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

_INSTALL_SECONDS = 600


@cache
def program(name: str, *packages: str) -> str:
    """The path of a program. Where it is missing it is installed from the first of Debian's
    packages that can be; where that is not ours to do, the test fails with what to run.
    """
    if found := shutil.which(name):
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_get("update")
        for package in packages:
            if _apt_get("install", "--no-install-recommends", package) and (
                found := shutil.which(name)
            ):
                return found
    command = f"apt-get install --no-install-recommends {packages[0]}"
    pytest.fail(f"{name} is missing. Run as root: {command}", pytrace=False)


def pdftotext(path: Path) -> str:
    """The text of a PDF as poppler reads it, in the order of its content."""
    command = program("pdftotext", "poppler-utils")
    return _output(command, "-raw", "-nopgbrk", str(path), "-")


def convert(path: Path, kind: str, target: Path) -> Path:
    """A document converted by LibreOffice into `target`; kind is `pdf` or `txt:Text`."""
    command = program("soffice", "libreoffice-writer-nogui", "libreoffice-writer")
    profile = f"-env:UserInstallation=file://{target}/profile"
    options = ("--headless", "--norestore", "--convert-to", kind, "--outdir", str(target))
    _output(command, profile, *options, str(path))
    return target / f"{path.stem}.{kind.partition(':')[0]}"


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=90, check=True)
    return done.stdout.decode()


def _apt_get(*arguments: str) -> bool:
    command = ("apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=300", *arguments)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, capture_output=True, env=environment, timeout=_INSTALL_SECONDS, check=False
    )
    return done.returncode == 0

"""Programs that tests need beside Python: found, installed, or asked for in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

_INSTALL_SECONDS = 600


@cache
def program(name: str, *packages: str) -> str:
    """The path of a program. Where it is missing it is installed from the first of Debian's
    packages that can be; where that is not ours to do, the test fails with what to run.
    """
    return _provided(name, lambda: shutil.which(name), packages)


@cache
def _spreadsheets() -> str:
    """A LibreOffice that has Calc; `soffice` is there where only Writer is, and takes a table for
    a text.
    """

    def look() -> str | None:
        found = shutil.which("soffice")
        with_calc = found and Path(found).resolve().with_name("libsclo.so").exists()
        return found if with_calc else None

    return _provided("LibreOffice Calc", look, ("libreoffice-calc-nogui", "libreoffice-calc"))


def _provided(name: str, look: Callable[[], str | None], packages: tuple[str, ...]) -> str:
    if found := look():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_get("update")
        for package in packages:
            if _apt_get("install", "--no-install-recommends", package) and (found := look()):
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
    return _converted(command, path, kind, target)


def tabulate(path: Path, target: Path, *, all_text: bool = False) -> Path:
    """A CSV opened as docs/exports.md tells, comma alone and UTF-8, and saved as a flat ODS.
    `all_text`: with the tick at "Format quoted field as text".
    """
    opened = f"--infilter=CSV:44,34,76,1,,0,{str(all_text).lower()}"
    return _converted(_spreadsheets(), path, "fods", target, opened)


def _converted(command: str, path: Path, kind: str, target: Path, *more: str) -> Path:
    profile = f"-env:UserInstallation=file://{target}/profile"
    options = ("--headless", "--norestore", *more, "--convert-to", kind, "--outdir", str(target))
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

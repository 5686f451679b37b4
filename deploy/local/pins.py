"""Whether requirements/ says what pyproject.toml asks for, and no more than names, versions,
hashes.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.local.lock import ROOT, groups

PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==(?P<version>[^ ;\\]+)( ; (?P<marker>[^\\]+?))?( \\)?"
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
# Settings by which a file would choose where packages come from: that is each machine's own choice.
INDEX_SETTING = re.compile(
    r"^\s*(-i |--(extra-)?index-url|(extra-)?index-url\s*=|registry\s*=\s*http)"
    r"|\"resolved\":\s*\"http",
    re.MULTILINE,
)
INDEX_FILES = ("**/*.txt", "**/*.toml", "**/.npmrc", "**/package-lock.json", "**/*.cfg")


def declared(root: Path) -> dict[str, list[Requirement]]:
    """Requirements of every group, those it takes over from others included."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base: list[str] = project["dependencies"]
    extras: dict[str, list[str]] = project["optional-dependencies"]

    def expand(lines: list[str]) -> list[Requirement]:
        found: list[Requirement] = []
        for requirement in map(Requirement, lines):
            if requirement.name == project["name"]:
                for extra in requirement.extras:
                    found += expand(extras[extra])
            else:
                found.append(requirement)
        return found

    return {group: expand(base + lines) for group, lines in extras.items()}


def pins(path: Path) -> tuple[dict[str, set[str]], list[str]]:
    """Versions by name (several where markers tell them apart), and lines that are something
    else.
    """
    versions: dict[str, set[str]] = {}
    strange: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if pin := PIN.fullmatch(line):
            versions.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
        elif not (HASH.fullmatch(line) or (line.startswith("#") and "://" not in line)):
            strange.append(line)
    return versions, strange


def disagreements(root: Path = ROOT) -> list[str]:
    """One line for each thing that is wrong; `make lock` mends most."""
    requirements = root / "requirements"
    locked, _ = pins(requirements / "lock.txt")
    wanted = declared(root)
    wrong: list[str] = []
    for group in (*groups(), "uv", "lock"):
        path = requirements / f"{group}.txt"
        if not path.exists():
            wrong.append(f"{path.name} is missing")
            continue
        versions, strange = pins(path)
        wrong += [f"{path.name}: not a pin with hashes: {line}" for line in strange]
        for name, chosen in versions.items():
            if not chosen <= locked.get(name, set()):
                wrong.append(f"{path.name}: {name} is not as in lock.txt")
        wrong += [
            f"{path.name}: pyproject.toml asks for {requirement}"
            for requirement in wanted.get(group, [])
            if not any(
                map(
                    requirement.specifier.contains,
                    versions.get(canonicalize_name(requirement.name), ()),
                )
            )
        ]
    return wrong + indexes_named(root)


def indexes_named(root: Path) -> list[str]:
    """Files that name a package index."""
    return [
        f"{path.relative_to(root)} names a package index"
        for pattern in INDEX_FILES
        for path in root.glob(pattern)
        if not {".venv", "node_modules", ".vitae", ".git"} & set(path.relative_to(root).parts)
        and INDEX_SETTING.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

"""Imports every module of the process in this image; status 1, and what is missing, where it can't.

Run while the image is built, so that a package that isn't in requirements/SERVICE.txt fails the
build and not, hours later, the one path that imports it.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path


def modules(root: Path, service: str) -> list[str]:
    """Names of all modules, but for migrations, which only Alembic can import."""
    folder = root / "gateway" if service == "gateway" else root / "services" / service
    paths = [path.relative_to(root).with_suffix("") for path in folder.rglob("*.py")]
    return sorted(
        ".".join(path.parts) for path in paths if not {"migrations", "__init__"} & set(path.parts)
    )


def main() -> int:
    missing: list[str] = []
    for name in modules(Path(__file__).parent, os.environ["SERVICE"]):
        try:
            importlib.import_module(name)
        except ImportError as error:
            missing.append(f"{name}: {error}")
    for line in missing:
        print(line, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

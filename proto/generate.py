"""Generates the Python code of every contract under proto/vitae into proto/gen.

`python -m proto.generate` writes it; `--check` fails where the committed code is not what the
contracts generate with the pinned compiler.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import sys
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any, cast

from grpc_tools import protoc

ROOT = Path(__file__).parent
GENERATED = ROOT / "gen"


def generate(target: Path) -> None:
    """Writes `*_pb2.py`, `*_pb2_grpc.py` and their type stubs below `target`."""
    # protoc finds its plugins on PATH, and a virtual environment need not be active.
    os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    sources = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("vitae/**/*.proto"))
    well_known = resources.files("grpc_tools") / "_proto"
    out = [f"--{kind}_out={target}" for kind in ("python", "grpc_python")]
    out += [f"--{kind}_out=quiet:{target}" for kind in ("mypy", "mypy_grpc")]
    compiler = cast("Any", protoc)  # the library has no types
    if compiler.main(["protoc", f"-I{ROOT}", f"-I{well_known}", *out, *sources]) != 0:
        sys.exit("proto: the contracts do not compile")
    for folder in {path.parent for path in target.glob("vitae/**/*.py")}:
        (folder / "__init__.py").touch()
    for folder in (
        target / "vitae",
        *(p for p in (target / "vitae").iterdir() if p.is_dir()),
    ):
        (folder / "__init__.py").touch()


def differences(left: Path, right: Path) -> list[str]:
    """Files that differ or stand on one side only, as paths relative to `left`."""
    ours = {p.relative_to(left) for p in left.rglob("*.py*") if "__pycache__" not in p.parts}
    theirs = {p.relative_to(right) for p in right.rglob("*.py*") if "__pycache__" not in p.parts}
    changed = {p for p in ours & theirs if not filecmp.cmp(left / p, right / p, shallow=False)}
    return sorted(str(p) for p in (ours ^ theirs) | changed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        generate(fresh)
        if not check:
            shutil.rmtree(GENERATED, ignore_errors=True)
            shutil.copytree(fresh, GENERATED)
            return
        if drift := differences(fresh, GENERATED):
            sys.exit("proto/gen is out of date, run `make proto`: " + ", ".join(drift))


if __name__ == "__main__":
    main()

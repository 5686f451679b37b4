"""Each image's group names what its process imports: an image holds nothing else."""

from __future__ import annotations

import ast
import importlib.metadata
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from deploy.local.layout import PROCESSES, ROOT
from deploy.local.pins import declared

PARTS = ("psycopg-pool", "pydantic-core")
OURS = {"libs", "services", "gateway", "deploy", "tests", "proto", "vitae", "bench"}
# For those who speak to models and keep vectors.
MODELS = [ROOT / "libs" / name for name in ("llm", "vectors")]
SPEAK_TO_MODELS = ("analysis", "chat")
SHARED = [path for path in (ROOT / "libs").iterdir() if path not in MODELS]
DATABASE = [ROOT / "libs" / name for name in ("db", "foundation.py", "bus")]


def sources(roots: Iterable[Path]) -> list[Path]:
    return [file for root in roots for file in ([root] if root.is_file() else root.rglob("*.py"))]


def imported(files: list[Path]) -> dict[str, str]:
    """Third-party modules by name, with a file that imports each."""
    found: dict[str, str] = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                found[name.partition(".")[0]] = str(file.relative_to(ROOT))
    return {n: f for n, f in found.items() if n not in OURS and n not in sys.stdlib_module_names}


def undeclared(group: str, files: list[Path]) -> list[str]:
    distributions = importlib.metadata.packages_distributions()
    names = {canonicalize_name(requirement.name) for requirement in declared(ROOT)[group]}
    # Parts of one project under names of their own.
    names |= {part for part in PARTS if part.partition("-")[0] in names}
    return [
        f"{file} imports {module}"
        for module, file in imported(files).items()
        if not names & {canonicalize_name(name) for name in distributions.get(module, [])}
    ]


@pytest.mark.parametrize("process", PROCESSES)
def test_what_a_process_imports_is_in_its_group(process: str) -> None:
    own = ROOT / "gateway" if process == "gateway" else ROOT / "services" / process
    shared = [path for path in SHARED if process != "gateway" or path not in DATABASE]
    models = MODELS if process in SPEAK_TO_MODELS else []
    assert undeclared(process, sources([own, *shared, *models])) == []


def test_the_launcher_and_its_group() -> None:
    files = [path for path in sources([ROOT / "deploy" / "local"]) if path.stem != "pins"]
    assert undeclared("local", files) == []


def test_a_missing_package_would_be_noticed() -> None:
    assert "imports onnxruntime" in " ".join(
        undeclared("auth", sources([ROOT / "services" / "analysis"]))
    )

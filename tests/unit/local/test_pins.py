"""requirements/ is what pyproject.toml asks for, with hashes and without addresses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deploy.local.layout import ROOT
from deploy.local.pins import disagreements


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_repository_agrees_with_itself() -> None:
    assert disagreements() == []


def test_a_requirement_without_a_pin(copy: Path) -> None:
    change(copy / "pyproject.toml", "auth = [", 'auth = ["unpinned>=1", ')
    assert "auth.txt: pyproject.toml asks for unpinned>=1" in disagreements(copy)


def test_a_requirement_that_outgrew_its_pin(copy: Path) -> None:
    change(copy / "pyproject.toml", "rich>=15", "rich>=99")
    assert "local.txt: pyproject.toml asks for rich>=99" in disagreements(copy)


def test_groups_that_disagree(copy: Path) -> None:
    change(copy / "requirements" / "auth.txt", "alembic==", "alembic==0.")
    assert "auth.txt: alembic is not as in lock.txt" in disagreements(copy)


def test_an_address_of_an_index(copy: Path) -> None:
    path = copy / "requirements" / "chat.txt"
    path.write_text("--index-url https://packages.example.org/simple\n" + path.read_text())
    found = disagreements(copy)
    assert "requirements/chat.txt names a package index" in found


def test_a_group_without_a_file(copy: Path) -> None:
    (copy / "requirements" / "export.txt").unlink()
    assert "export.txt is missing" in disagreements(copy)

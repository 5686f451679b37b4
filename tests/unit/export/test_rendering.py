"""From a profile to a file: every format, and what the file is called."""

from __future__ import annotations

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from pypdf import PdfReader

from services.export import rendering as module
from services.export.formats.catalogue import FORMATS
from services.export.rendering import Order, filename, rendered, renderer_version
from tests.support.dossier import dossier

ROOT = Path(module.__file__).parents[2]
PROFILE = dossier().model_dump_json().encode()
BEGINNINGS = {
    "json": b'{\n  "exported_at"',
    "jsonresume": b'{\n  "$schema"',
    "csv": b'\xef\xbb\xbf"PERSONAL INFO"',
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_made(name: str) -> None:
    file = rendered(Order(PROFILE, name, masked=False, exported_at=datetime.now(UTC)))
    assert file.content.startswith(BEGINNINGS[name])
    assert file.filename.startswith("Ana Quill Marlowe - ")
    assert file.filename.endswith(f".{FORMATS[name].extension}")


@pytest.mark.parametrize("name", FORMATS)
def test_a_masked_file_names_nobody(name: str) -> None:
    file = rendered(Order(PROFILE, name, masked=True, exported_at=datetime.now(UTC)))
    assert file.filename == f"{FORMATS[name].title}.{FORMATS[name].extension}"
    if name == "json":
        assert orjson.loads(file.content)["personal_info"]["name"] == "[name]"


def test_nothing_in_a_masked_pdf_can_be_clicked() -> None:
    file = rendered(Order(PROFILE, "pdf", masked=True, exported_at=datetime.now(UTC)))
    pages = PdfReader(io.BytesIO(file.content)).pages
    assert pages
    assert not any("/Annots" in page for page in pages)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('José "X" Ñandú', 'José "X" Ñandú - resume analysis.pdf'),
        ("王小明", "王小明 - resume analysis.pdf"),
        ("../../etc/passwd", "etc-passwd - resume analysis.pdf"),
        ("Ana\r\nSet-Cookie:\u202e x\0", "Ana Set-Cookie- x - resume analysis.pdf"),
        ("Ana\u00a0Example ", "Ana Example - resume analysis.pdf"),
        ("x" * 300, f"{'x' * 100} - resume analysis.pdf"),
        ("\u200b", "resume analysis.pdf"),
        (None, "resume analysis.pdf"),
    ],
)
def test_a_file_is_called_after_its_person(name: str | None, expected: str) -> None:
    assert filename(FORMATS["pdf"], name) == expected


def test_the_version_of_the_renderer_is_stable() -> None:
    assert renderer_version() == renderer_version()
    assert len(renderer_version()) == 16


@pytest.mark.parametrize("source", ["libs/profile/model.py", "services/export/formats/pdf.py"])
def test_what_a_file_is_made_by_is_told_by_its_version(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("services/export", "libs/profile"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setattr(module, "_ROOT", tmp_path)
    assert renderer_version() == (before := renderer_version())
    with (tmp_path / source).open("a") as file:
        file.write("# another\n")
    assert renderer_version() != before

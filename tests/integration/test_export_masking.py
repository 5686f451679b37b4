"""Masked exports of the shared folder of resumes: in no format is anything of a person left.

Runs where that folder is: `VITAE_SHARED`, or `../shared` beside the repository.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from bench.resumes import FORMATS as READ
from libs.profile.model import Profile
from services.analysis.engines.builtin import extract_facts
from services.analysis.reading.read import read
from services.analysis.rubric.judge import judge
from services.export.formats.catalogue import FORMATS
from services.export.masking import masked
from services.export.rendering import Order, rendered
from tests.support.dossier import EXPORTED_AT
from tests.support.sheets import shared

FOLDER = shared("resumes") / "docs"
DOCS = sorted(
    path for path in FOLDER.glob("*.*") if path.suffix in READ and not path.stem.startswith("scan")
)
needs_resumes = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the shared folder of resumes is not on this machine"
)
PARTICLES = {"de", "der", "van", "von", "la", "del", "di", "da", "al"}
PARTS = 3  # letters from which on a part of a name is looked for


def profile_of(path: Path) -> Profile:
    document = read(path.read_bytes(), READ[path.suffix])
    return judge(document, extract_facts(document), date(2026, 3, 1))


def plain(text: str) -> str:
    """Words alone, without case and accents, each between two blanks."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(["", *re.findall(r"[^\W_]+", bare), ""])


def values(profile: Profile) -> Iterator[str]:
    """Everything that is to be gone, as it stands in the profile."""
    person = profile.personal_info
    for part in (person.name or "").split():
        if len(part.strip(".,")) >= PARTS and part.lower() not in PARTICLES:
            yield part
    for value in (person.name, person.email, person.phone, person.location):
        if value:
            yield value
    for link in (person.linkedin_url, *person.links):
        if link:
            yield re.sub(r"^https?://(?:www\.)?", "", link).rstrip("/")
    for post in profile.experience:
        if post.company:
            yield post.company


def shown(content: bytes, name: str) -> str:
    """All text of a file, what only programs read included."""
    if name == "pdf":
        document = PdfDocument(content)
        pages = [page.get_textpage().get_text_bounded() for page in document]
        return "\n".join([*pages, *document.get_metadata_dict().values()])
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(part).decode("utf-8", "ignore") for part in archive.namelist()]
        return "\n".join(re.sub(r"</w:p>", "\n", part) for part in parts)
    return content.decode("utf-8-sig")


@needs_resumes
@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_nothing_of_the_person_is_left_in_any_format(path: Path) -> None:
    profile = profile_of(path)
    wanted = [plain(value) for value in values(profile) if plain(value).strip()]
    assert wanted
    stored = profile.model_dump_json().encode()
    for name in FORMATS:
        file = rendered(Order(stored, name, masked=True, exported_at=EXPORTED_AT))
        text = plain(re.sub(r"<[^>]*>", "", shown(file.content, name)))
        assert [value for value in wanted if value in text] == [], name
        open_ = rendered(Order(stored, name, masked=False, exported_at=EXPORTED_AT))
        text = plain(re.sub(r"<[^>]*>", "", shown(open_.content, name)))
        assert [value for value in wanted if value in text], name  # it does see what is there


@needs_resumes
@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_a_person_becomes_a_name_and_not_an_address(path: Path) -> None:
    profile = profile_of(path)
    name = profile.personal_info.name
    if not name or not profile.summary or plain(name) not in plain(profile.summary):
        profile.summary = f"{name} plans."
    summary = masked(profile).summary or ""
    assert "[name]" in summary
    assert "[email]" not in summary

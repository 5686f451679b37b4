"""From a profile as analysis keeps it to the bytes of a file, whatever the format. Blocking."""

from __future__ import annotations

import hashlib
import importlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import cast

from libs.profile.model import Profile
from services.export.formats.catalogue import FORMATS, Format
from services.export.formats.format import Export, Render
from services.export.masking import NameUnknown, masked

NAME_MOST = 100
# What no file system takes in a name.
_PATHS = str.maketrans("/\\:*?<>|", "--------")
_JOINERS = "\u200c\u200d"  # part of the spelling of some languages; the like of them only disguise
_ROOT = Path(__file__).parents[2]
_SOURCES = (
    *("services/export/rendering.py", "services/export/masking*.py"),
    *("services/export/formats/*.py", "libs/profile/*.py"),
)
_LIBRARIES = ("reportlab", "python-docx", "orjson", "pydantic")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be rendered: `profile` is JSON, `format` a name of the catalogue, `exported_at`
    in UTC.
    """

    profile: bytes
    format: str
    masked: bool
    exported_at: datetime


@dataclass(frozen=True, slots=True)
class File:
    filename: str
    content: bytes


def rendered(order: Order) -> File:
    """The whole file. NameUnknown where it is to be masked and nobody read a name. Not for the
    event loop.
    """
    profile = Profile.model_validate_json(order.profile)
    if order.masked:
        if not profile.personal_info.name:
            raise NameUnknown
        profile = masked(profile)
    chosen = FORMATS[order.format]
    render = cast("Render", importlib.import_module(chosen.module).render)
    content = render(Export(profile, order.exported_at, masked=order.masked))
    name = None if order.masked else profile.personal_info.name
    return File(filename(chosen, name), content)


def filename(chosen: Format, name: str | None) -> str:
    """`Ana Example - resume analysis.pdf`; without the name where there is none to tell."""
    words = (name or "").translate(_PATHS).split()
    shown = " ".join("".join(filter(_shows, word)) for word in words)[:NAME_MOST].strip(" .-")
    return (
        f"{shown} - {chosen.title}.{chosen.extension}"
        if shown
        else (f"{chosen.title}.{chosen.extension}")
    )


def _shows(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character)[0] != "C"


def renderer_version() -> str:
    """Changes whenever the same profile might come out as another file."""
    found = hashlib.sha256()
    for pattern in _SOURCES:
        for path in sorted(_ROOT.glob(pattern)):
            found.update(path.read_bytes())
    for library in _LIBRARIES:
        found.update(version(library).encode())
    return found.hexdigest()[:16]

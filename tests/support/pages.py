"""`python -m tests.support.pages DIRECTORY`: PDF exports as pictures, a PNG a page, to look at.

A short profile, one of five pages, and one in Chinese, whose typeface is another.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from libs.profile.model import Profile
from services.export.formats import pdf
from tests.support import careers

_SHOWN = (careers.short, careers.five_pages, careers.chinese)
_SCALE = 2  # dots a point: small print can be read


def draw(profile: Profile, name: str, directory: Path) -> Iterator[Path]:
    """The pictures of a profile's pages, in their order."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.render(careers.exported(profile))))
    for number, page in enumerate(document, start=1):
        path = directory / f"{name}-{number}.png"
        page.render(scale=_SCALE).to_pil().save(path)
        yield path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.support.pages", description=__doc__)
    parser.add_argument("directory", type=Path, help="where the pictures go; made where it is not")
    directory: Path = parser.parse_args().directory
    directory.mkdir(parents=True, exist_ok=True)
    for make in _SHOWN:
        for path in draw(make(), make.__name__, directory):
            print(path)


if __name__ == "__main__":
    main()

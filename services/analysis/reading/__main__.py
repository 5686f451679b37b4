"""`python -m services.analysis.reading FILE`: show how a file reads, one line of text a line."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import cast

from services.analysis.errors import DocumentError
from services.analysis.reading.document import Document, FileFormat
from services.analysis.reading.read import read


def main(arguments: list[str]) -> int:
    """Print every line with page, column, paragraph, place, size and marks."""
    if len(arguments) != 1:
        print("usage: python -m services.analysis.reading FILE", file=sys.stderr)
        return 2
    path = Path(arguments[0])
    started = time.perf_counter()
    try:
        document = read(path.read_bytes(), cast("FileFormat", path.suffix.lstrip(".").lower()))
    except DocumentError as error:
        print(f"{error.code}: {error}")
        return 1
    show(document)
    print(f"-- {document.reader}, {(time.perf_counter() - started) * 1000:.0f} ms")
    return 0


def show(document: Document) -> None:
    for line in document.lines:
        marks = ("B" if line.bold else "") + ("H" if line.heading else "")
        marks += "*" if line.bullet else ""
        print(
            f"{line.page or '-'} c{line.column} p{line.paragraph:<3} "
            f"{line.x0:5.0f}-{line.x1:<5.0f}{line.y0:4.0f} {line.size:4.1f} {marks:3}| "
            + line.text.replace("\t", " ⇥ ")
        )
    for warning in document.warnings:
        print(f"-- warning {warning.code}: {warning.message}")
    for text in document.hidden:
        print(f"-- hidden: {text[:200]}")
    for link in document.links:
        print(f"-- link: {link}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Second stage: the text cut into passages. Offsets are kept; the text stands in the document."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from services.analysis.chunking import chunk
from services.analysis.ledger import Output
from services.analysis.reading.document import Document

SIZE = 1000  # code points
OVERLAP = 200
CHUNKER_VERSION = f"1:{SIZE}/{OVERLAP}"


def cut(document: Document, extracted: Output) -> Output:
    """[[start, end, page, page_end], …] of every passage."""
    passages = chunk(document, SIZE, OVERLAP)
    kept = orjson.dumps([[c.start, c.end, c.page, c.page_end] for c in passages])
    return Output("chunk", f"{CHUNKER_VERSION};{extracted.fingerprint}", kept, len(passages))


@dataclass(frozen=True, slots=True)
class Passage:
    """`text == document.text[start:end]`; `page` is where it begins, None in DOC/DOCX."""

    text: str
    start: int
    end: int
    page: int | None


def passages_of(document: Document, chunked: Output) -> list[Passage]:
    """The passages, by their number."""
    return [
        Passage(document.text[start:end], start, end, page)
        for start, end, page, _ in orjson.loads(chunked.output)
    ]


def texts_of(document: Document, chunked: Output) -> list[str]:
    """The passages' texts."""
    return [passage.text for passage in passages_of(document, chunked)]

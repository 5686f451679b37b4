"""Second stage: the text cut into passages. Offsets are kept; the text stands in the document."""

from __future__ import annotations

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


def texts_of(document: Document, chunked: Output) -> list[str]:
    """The passages' texts."""
    return [document.text[start:end] for start, end, *_ in orjson.loads(chunked.output)]

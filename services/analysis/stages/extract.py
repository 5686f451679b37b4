"""First stage: the file's text, read in the sandbox."""

from __future__ import annotations

import asyncio

import orjson

from services.analysis.errors import ExtractTimeout, Waiting
from services.analysis.files import Files
from services.analysis.ledger import Claim, Output
from services.analysis.reading.document import Document
from services.analysis.sandbox import Sandbox, SandboxUnavailable

# Part of the fingerprint: raise it when a change in reading makes kept texts outdated.
READER_VERSION = "1"


class ReaderAway(Waiting):
    """The machine is at fault, not the file."""

    def __init__(self) -> None:
        super().__init__(
            "the reader",
            "reader_unavailable",
            "Files cannot be read safely on this server. Ask whoever runs it to try `make doctor`, "
            "then retry the job.",
        )


async def extract(claim: Claim, files: Files, sandbox: Sandbox, seconds: float) -> Output:
    """The document of the job's upload. Raises DocumentError where it can't be read."""
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            file = await files.read(claim.job.upload_id, claim.job.user_id)
            document = await sandbox.read(file.content, file.format)
    except SandboxUnavailable as error:
        raise ReaderAway from error
    except TimeoutError:
        if limit.expired():
            raise ExtractTimeout from None
        raise
    kept = orjson.dumps(document.to_json())
    return Output("extract", READER_VERSION, kept, len(document.lines), document)


def document_of(extracted: Output) -> Document:
    """The document, decoded at most once a run."""
    if extracted.value is None:
        return Document.from_json(orjson.loads(extracted.output))
    return extracted.value

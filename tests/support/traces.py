"""Looks for what must be gone, wherever the system keeps anything: every table, collection, stream,
log, temporary file and open file.

Out of scope are the servers' own files: PostgreSQL and Chroma reuse the space of deleted rows
when they please.
"""

from __future__ import annotations

import asyncio
import base64
import os
import zlib
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import chromadb
import psutil
import psycopg
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import InternalError
from nats.js.errors import NotFoundError
from psycopg import sql
from psycopg.rows import dict_row

from libs.bus.topology import JOBS, STREAMS
from tests.support.bus import bus_of
from tests.support.stack import Stack

READ_TRIES = 20

_TABLES = """
    SELECT table_schema, table_name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"""


@dataclass
class Sought:
    """What is looked for. Words are looked for everywhere; ids and raw bytes wherever data is kept,
    but not in logs and events, which may speak of ids.
    """

    words: set[str] = field(default_factory=set[str])
    ids: set[str] = field(default_factory=set[str])
    raw: set[bytes] = field(default_factory=set[bytes])

    def in_data(self, content: bytes) -> list[str]:
        """Which of all that `content` holds, in any of its forms."""
        ids = [each for each in self.ids if _holds(content, each)]
        raw = [each.hex()[:16] for each in self.raw if each in content]
        return [*self.in_words(content), *ids, *raw]

    def in_words(self, content: bytes) -> list[str]:
        return [word for word in self.words if _holds(content, word)]

    def in_text(self, content: bytes) -> list[str]:
        """Words and raw bytes: for what may speak of ids."""
        return [*self.in_words(content), *(each.hex()[:16] for each in self.raw if each in content)]


def _holds(content: bytes, word: str) -> bool:
    lowered = content.lower()
    return any(form in lowered for form in _forms(word.lower())) or any(
        form in content for form in _base64(word)
    )


def _forms(word: str) -> Iterator[bytes]:
    plain = word.encode()
    yield from (plain, word.encode("utf-16-le"), plain.hex().encode())
    yield word.replace("-", "").encode()  # an id


def _base64(word: str) -> Iterator[bytes]:
    """What every base64 of a text holds that has `word` somewhere in it."""
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + word.encode())
        yield coded[4 if offset else 0 : -4]


def _readings(value: object) -> Iterator[bytes]:
    """A column's value as bytes, unpacked where it is packed."""
    if not isinstance(value, bytes | memoryview):
        yield str(value).encode()
        return
    content = bytes(value)
    yield content
    for bits in (zlib.MAX_WBITS, zlib.MAX_WBITS | 16):
        with suppress(zlib.error):
            yield zlib.decompress(content, bits)


class Site:
    """A running stack and the places it keeps things in."""

    def __init__(self, stack: Stack, folders: Iterable[Path], temporary: Path) -> None:
        """`folders` are searched as files; `temporary` is every process's TMPDIR."""
        self.stack = stack
        self.folders = [*folders, temporary]
        self.temporary = temporary

    async def traces(self, sought: Sought) -> list[str]:
        """Where anything of it is, in words a failed test can show."""
        found = [
            *await self.in_tables(sought),
            *await self.in_index(sought),
            *await self.in_streams(sought),
            *await asyncio.to_thread(self._in_files, sought),
        ]
        return sorted(set(found))

    async def in_tables(self, sought: Sought) -> list[str]:
        found: list[str] = []
        for service, url in self.stack.database_urls.items():
            async with await psycopg.AsyncConnection[dict[str, Any]].connect(
                url, autocommit=True, row_factory=dict_row
            ) as connection:
                for table in await (await connection.execute(_TABLES)).fetchall():
                    name = sql.Identifier(table["table_schema"], table["table_name"])
                    rows = await connection.execute(sql.SQL("SELECT * FROM {}").format(name))
                    found += [
                        f"table {service}.{table['table_name']}.{column}: {trace}"
                        async for row in rows
                        for column, value in row.items()
                        for content in _readings(value)
                        for trace in sought.in_data(content)
                    ]
                objects = "SELECT count(*) AS many FROM pg_largeobject_metadata"
                row = await (await connection.execute(objects)).fetchone()
                found += ["large objects"] if row and row["many"] else []
        return found

    async def index(self) -> Any:
        assert self.stack.chroma is not None
        host, port = self.stack.chroma.url.removeprefix("http://").split(":")
        settings = ChromaSettings(anonymized_telemetry=False)
        return await chromadb.AsyncHttpClient(host=host, port=int(port), settings=settings)

    async def in_index(self, sought: Sought) -> list[str]:
        found: list[str] = []
        for collection in await (await self.index()).list_collections():
            got = await _whole(collection)
            vectors = b"".join(vector_bytes(vector) for vector in got["embeddings"])
            told = str([got["ids"], got["metadatas"], got["documents"], got["uris"]]).encode()
            label = f"collection {collection.name} {collection.metadata}"
            found += [f"{label}: {trace}" for trace in sought.in_data(told + vectors)]
        return found

    async def in_streams(self, sought: Sought) -> list[str]:
        """Events tell of ids, and of nothing else. The queue doesn't know even those."""
        found: list[str] = []
        async with self.bus() as stream:
            for name in (str(config.name) for config in STREAMS):
                sequence = 1
                with suppress(NotFoundError):
                    while True:
                        message = await stream.get_msg(name, sequence, ">", next=True)
                        told = f"{message.subject} {message.headers} ".encode()
                        look = sought.in_data if name == JOBS else sought.in_text
                        traces = look(told + (message.data or b""))
                        found += [f"stream {name}: {trace}" for trace in traces]
                        sequence = message.seq + 1
        return found

    @asynccontextmanager
    async def bus(self) -> AsyncGenerator[Any]:
        """Streams, with analysis' credentials."""
        async with bus_of(self.stack.nats, "analysis") as connection:
            yield connection.jetstream()

    def _in_files(self, sought: Sought) -> list[str]:
        found: list[str] = []
        for folder in self.folders:
            for path in (path for path in folder.rglob("*") if path.is_file()):
                with suppress(FileNotFoundError):
                    content = path.read_bytes()
                    found += [f"file {path.name}: {trace}" for trace in sought.in_text(content)]
        for process, path, content in self._open_files():
            found += [f"{process} holds {path}: {trace}" for trace in sought.in_text(content)]
        return found

    def _open_files(self) -> Iterator[tuple[str, str, bytes]]:
        """Temporary files without a name, and files in memory alone."""
        for name, process in self.stack.processes.items():
            if not process.alive:
                continue
            parent = psutil.Process(process.pid)
            for pid in (parent.pid, *(child.pid for child in parent.children(recursive=True))):
                for descriptor in Path(f"/proc/{pid}/fd").glob("*"):
                    with suppress(OSError):
                        target = str(descriptor.readlink())
                        if target.startswith((str(self.temporary), "/memfd:", "/dev/shm")):
                            with descriptor.open("rb") as file:
                                yield name, target, os.pread(file.fileno(), 1 << 26, 0)


def vector_bytes(vector: Iterable[float]) -> bytes:
    """As `stage_outputs` keeps it: float32, little-endian."""
    import numpy as np

    return np.asarray(list(vector), dtype="<f4").tobytes()


async def _whole(collection: Any) -> Any:
    """All a collection holds. Chroma can't answer where something is deleted as it looks."""
    for _ in range(READ_TRIES):
        with suppress(InternalError):
            return await collection.get(include=["metadatas", "documents", "uris", "embeddings"])
    raise AssertionError("the index can't be read")

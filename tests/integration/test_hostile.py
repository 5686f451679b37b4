"""Documents made to hurt: each ends in a document or a typed error, soon, and no other read
notices.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from typing import cast

import pytest
import pytest_asyncio

from services.analysis.errors import (
    DocumentError,
    FileBroken,
    FileEncrypted,
    FileIsScan,
    FileTooComplex,
    TextTooShort,
)
from services.analysis.reading.document import FileFormat
from services.analysis.sandbox import Sandbox
from tests.support import bombs
from tests.support.packages import changed, plain_docx, with_body, with_parts
from tests.support.sheets import LOREM, Sheet, shared, with_filler
from tests.support.word_binary import word_file

pytestmark = pytest.mark.asyncio(loop_scope="module")
LONGEST = 125.0  # seconds
HOSTILE = shared("hostile")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


async def outcome(sandbox: Sandbox, content: bytes, kind: str) -> DocumentError | None:
    """The typed error, or None where there is a document. Anything else raised fails the test."""
    try:
        document = await sandbox.read(content, cast("FileFormat", kind))
    except DocumentError as error:
        return error
    for line in document.lines:
        assert document.text[line.start : line.end] == line.text
    return None


def locked(user: str, owner: str) -> bytes:
    sheet = Sheet()
    sheet.lock(user, owner)
    return with_filler(sheet).pdf()


def scan() -> bytes:
    sheet = Sheet()
    sheet.picture(0, 0, 612, 792)
    return sheet.pdf()


def deep_tables() -> bytes:
    open_, close = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    chance = random.Random(1)
    noise = "".join(f"<w:p w:rsidR='{chance.getrandbits(32):08X}'/>" for _ in range(200_000))
    return with_body(open_ * 200_000 + close * 200_000 + noise)


def laughing(xml: bytes) -> bytes:
    laughs = "".join(f"<!ENTITY l{i} '" + f"&l{i - 1};" * 10 + "'>" for i in range(1, 10))
    head = f"<?xml version='1.0'?><!DOCTYPE w:document [<!ENTITY l0 'ha'>{laughs}]>"
    return (head + xml.decode().partition("?>")[2].replace("Ada", "&l9;")).encode()


def fetching(xml: bytes) -> bytes:
    head = "<?xml version='1.0'?><!DOCTYPE w:document [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    return (head + xml.decode().partition("?>")[2].replace("Ada", "&x;")).encode()


CASES: dict[str, tuple[Callable[[], bytes], str, type[DocumentError] | None]] = {
    "docx bomb": (
        lambda: with_parts(plain_docx("Ada"), {"word/b.bin": bytes(200 * 1024 * 1024)}),
        "docx",
        FileTooComplex,
    ),
    "entity expansion": (lambda: changed(plain_docx("Ada"), laughing), "docx", FileBroken),
    "outside entity": (lambda: changed(plain_docx("Ada"), fetching), "docx", FileBroken),
    "deep tables": (deep_tables, "docx", FileTooComplex),
    "flate bomb": (lambda: bombs.flate_bomb(1024 * 1024 * 1024), "pdf", FileTooComplex),
    "operator bomb": (lambda: bombs.operator_bomb(3_000_000), "pdf", FileTooComplex),
    "form bomb": (lambda: bombs.form_bomb(12, 12), "pdf", FileTooComplex),
    "xref loop": (bombs.xref_loop, "pdf", DocumentError),
    "page tree loop": (bombs.page_tree_loop, "pdf", DocumentError),
    "needs a password": (lambda: locked("secret", "owner"), "pdf", FileEncrypted),
    "empty user password": (lambda: locked("", "owner"), "pdf", None),
    "truncated pdf": (lambda: with_filler(Sheet()).pdf()[:700], "pdf", DocumentError),
    "truncated docx": (lambda: plain_docx(*LOREM)[:5000], "docx", FileBroken),
    "truncated doc": (lambda: word_file("Ada\r" * 100)[:2500], "doc", FileBroken),
    "empty pdf": (lambda: b"", "pdf", FileBroken),
    "empty docx": (lambda: b"", "docx", FileBroken),
    "empty doc": (lambda: b"", "doc", FileBroken),
    "pdf called docx": (lambda: with_filler(Sheet()).pdf(), "docx", FileBroken),
    "docx called pdf": (lambda: plain_docx(*LOREM), "pdf", FileBroken),
    "docx called doc": (lambda: plain_docx(*LOREM), "doc", FileBroken),
    "doc called docx": (lambda: word_file("Ada\r" * 100), "docx", FileBroken),
    "scan": (scan, "pdf", FileIsScan),
    "three words": (lambda: plain_docx("Only three words"), "docx", TextTooShort),
}


@pytest.mark.parametrize("name", CASES)
async def test_made_to_hurt(name: str, sandbox: Sandbox) -> None:
    make, kind, expected = CASES[name]
    content = make()
    good = with_filler(Sheet()).pdf()
    started = time.monotonic()
    hurt = asyncio.create_task(outcome(sandbox, content, kind))
    assert await outcome(sandbox, good, "pdf") is None
    error = await hurt
    assert error is None or str(error)
    assert time.monotonic() - started < LONGEST
    if expected is None:
        assert error is None
    else:
        assert isinstance(error, expected)


def mutations(count: int) -> list[tuple[str, bytes]]:
    """Good files with some of their bytes changed, the same ones every time."""
    chance = random.Random(20)
    sources = [
        ("pdf", with_filler(Sheet()).pdf()),
        ("docx", plain_docx(*LOREM)),
        ("doc", word_file("\r".join(LOREM) + "\r")),
    ]
    made: list[tuple[str, bytes]] = []
    for _ in range(count):
        kind, content = chance.choice(sources)
        data = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        made.append((kind, bytes(data)))
    return made


async def test_changed_bytes(sandbox: Sandbox) -> None:
    for kind, content in mutations(120):
        await outcome(sandbox, content, kind)


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the shared documents (VITAE_SHARED)")
async def test_files_that_parsers_choke_on(sandbox: Sandbox) -> None:
    files = [f for f in sorted(HOSTILE.rglob("*")) if f.suffix in (".pdf", ".docx", ".doc")]
    assert len(files) > 50
    for file in files:
        started = time.monotonic()
        await outcome(sandbox, file.read_bytes(), file.suffix[1:])
        assert time.monotonic() - started < LONGEST, file.name


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="needs the shared documents (VITAE_SHARED)")
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*user-password.pdf", FileEncrypted),
        ("*both-passwords.pdf", FileEncrypted),
        ("*PasswordProtected.doc", FileEncrypted),
        ("*password_cryptoapi.doc", FileEncrypted),
        ("*bad.pdf", FileBroken),
    ],
)
async def test_files_whose_trouble_is_known(
    pattern: str, expected: type[DocumentError], sandbox: Sandbox
) -> None:
    files = sorted(HOSTILE.rglob(pattern))
    assert files
    for file in files:
        assert isinstance(await outcome(sandbox, file.read_bytes(), file.suffix[1:]), expected)

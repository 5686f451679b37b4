"""Word 97-2003 files made by hand: a compound file with the least a reader needs, and no
formatting.
"""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT_AT = 0x800
_STREAM = 8192  # both streams are padded to this, so that neither is a "mini" stream


def word_file(text: str, *, flags: int = 0, header: str = "", text_box: str = "") -> bytes:
    r"""A file whose body is `text`: `\r` ends a paragraph, `\x07` a cell, a second one a row."""
    stories = text + header + text_box
    encoded = stories.encode("utf-16-le")
    units = len(encoded) // 2
    clx = struct.pack("<BI", 2, 16) + struct.pack("<II", 0, units)
    clx += struct.pack("<HIH", 0, _TEXT_AT, 0)
    fib = struct.pack("<HHHHHHH", 0xA5EC, 0x00C1, 0, 0x0409, 0, 0x0200 | flags, 0x00BF)
    fib = fib.ljust(32, b"\0") + struct.pack("<H", 14) + bytes(28) + struct.pack("<H", 22)
    lengths = [0] * 22
    lengths[3] = len(text.encode("utf-16-le")) // 2
    lengths[5] = len(header.encode("utf-16-le")) // 2
    lengths[9] = len(text_box.encode("utf-16-le")) // 2
    fib += struct.pack("<22I", *lengths) + struct.pack("<H", 93)
    places = [0] * 186
    places[66], places[67] = 0, len(clx)
    fib += struct.pack("<186I", *places) + struct.pack("<H", 0)
    document = fib.ljust(_TEXT_AT, b"\0") + encoded
    return compound_file({"WordDocument": document, "1Table": clx})


def compound_file(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file with these streams, each padded to whole sectors."""
    padded = {
        name: data.ljust(max(_STREAM, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
        for name, data in streams.items()
    }
    fat: list[int] = [_FAT, _END]  # sector 0 is the FAT, sector 1 the directory
    body = b""
    entries = [_entry("Root Entry", 5, child=1, start=_END, size=0)]
    for number, (name, data) in enumerate(padded.items(), 1):
        start, count = len(fat), len(data) // _SECTOR
        fat += [*range(start + 1, start + count), _END]
        right = number + 1 if number < len(padded) else _FREE
        entries.append(_entry(name, 2, right=right, start=start, size=len(data)))
        body += data
    assert len(fat) <= _SECTOR // 4
    while len(entries) < 4:
        entries.append(_entry("", 0))
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    return _head() + struct.pack(f"<{len(fat)}I", *fat) + b"".join(entries) + body


def _head() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(
    name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le") if name else b""
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    entry += struct.pack("<III", _FREE, right, child) + bytes(16 + 4 + 8 + 8)
    return entry + struct.pack("<IQ", start, size)

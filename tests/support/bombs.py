"""PDF files that cost far more to read than they weigh."""

from __future__ import annotations

import zlib

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf_of(objects: dict[int, bytes], *, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of numbered objects with a right cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def stream(data: bytes, dictionary: bytes = b"", *, squeeze: int = 1) -> bytes:
    """A stream object, compressed `squeeze` times."""
    filters = b""
    for _ in range(squeeze):
        data = zlib.compress(data, 9)
        filters += b"/FlateDecode "
    head = b"<< /Length %d /Filter [%s] %s >>" % (len(data), filters, dictionary)
    return head + b"\nstream\n" + data + b"\nendstream"


def page_of(content: bytes, *, squeeze: int = 1) -> bytes:
    """One page with this content stream."""
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            4: stream(content, squeeze=squeeze),
            5: _FONT,
        }
    )


def flate_bomb(size: int) -> bytes:
    """A content stream that unpacks, twice over, to `size` bytes of blanks."""
    return page_of(b" " * size, squeeze=2)


def operator_bomb(count: int) -> bytes:
    """A page of `count` strings of text, each on its own."""
    return page_of(b"BT /F1 9 Tf 72 700 Td\n" + b"(sixteen letters.) Tj\n" * count + b"ET")


def form_bomb(depth: int, width: int) -> bytes:
    """Forms that each draw the next one `width` times: width to the power of depth drawings."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /XObject << /X 10 0 R >> >> >>",
        4: stream(b"/X Do"),
        5: _FONT,
    }
    for level in range(depth):
        inner = level + 1 < depth
        content = b"/X Do " * width if inner else b"BT /F1 9 Tf (boom) Tj ET"
        resources = (
            b"/XObject << /X %d 0 R >>" % (11 + level) if inner else b"/Font << /F1 5 0 R >>"
        )
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << %s >>"
        objects[10 + level] = stream(content, kind % resources)
    return pdf_of(objects)


def xref_loop() -> bytes:
    """Cross-reference sections that name each other as the previous one."""
    first = pdf_of(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
    )
    at = first.rindex(b"xref\n0")
    return first.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)


def page_tree_loop() -> bytes:
    """A page tree that contains itself."""
    return pdf_of(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 1000000000 >>",
        }
    )


def slow_page() -> bytes:
    """A small file that keeps a processor busy for seconds, in little memory."""
    return page_of(b"q Q " * 40_000_000)

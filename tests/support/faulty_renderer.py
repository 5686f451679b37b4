"""The process that renders, with one format alone, which does what the profile's summary says."""

from __future__ import annotations

import os
import signal
import sys
from typing import cast

from services.export import renderer_nursery
from services.export.formats.catalogue import FORMATS, Format
from services.export.formats.format import Export

NAME = "faulty"


def render(export: Export) -> bytes:
    """The process's id, unless something else is asked for."""
    match (export.profile.summary or "").split():
        case ["hang"]:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
            while True:
                pass
        case ["stop"]:
            os.kill(os.getpid(), signal.SIGSTOP)
        case ["crash"]:
            os.kill(os.getpid(), signal.SIGSEGV)
        case ["raise"]:
            raise ValueError("Ana Example's own words")
        case ["allocate", size]:
            return bytes(bytearray(int(size)))[:1]
        case ["write", size]:
            return b"x" * int(size)
        case _:
            pass
    return str(os.getpid()).encode()


if __name__ == "__main__":
    formats = cast("dict[str, Format]", FORMATS)
    formats.clear()
    formats[NAME] = Format(NAME, "tests.support.faulty_renderer", "", "file", "bin", paged=True)
    raise SystemExit(renderer_nursery.main(sys.argv[1:]))

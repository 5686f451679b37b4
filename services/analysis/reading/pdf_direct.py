"""PDFium's functions: all of them as they are bound, and some without the binding's conversions.

The binding comes with types of its own making, partly unknown; this is its one door.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw

pdfium: Any = pypdfium2
pdfium_c: Any = pypdfium2.raw


def direct(name: str, result: Any, *arguments: Any) -> Any:
    """The function `name`, called with plain numbers for pointers: for the inner loops."""
    address = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)

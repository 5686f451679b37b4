"""PDFium's functions without the conversions their binding makes for every call; for the inner
loops.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium_c


def direct(name: str, result: Any, *arguments: Any) -> Any:
    """The function `name`, called with plain numbers for pointers."""
    address = ctypes.cast(getattr(pdfium_c, name), ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)

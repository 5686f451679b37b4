"""JSON: the whole profile with all its evidence, and when the file was made."""

from __future__ import annotations

import orjson

from services.export.formats.format import Export

_SHAPE = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z


def render(export: Export) -> bytes:
    """Shape: `libs.profile.exported.ExportedProfile`, two spaces an indent, UTF-8."""
    stamped = {"exported_at": export.exported_at, **export.profile.model_dump()}
    return orjson.dumps(stamped, option=_SHAPE)

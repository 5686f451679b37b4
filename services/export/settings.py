"""What export can be told."""

from __future__ import annotations

from libs.runtime.settings import ServiceSettings


class ExportSettings(ServiceSettings):
    pass

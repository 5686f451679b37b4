"""What chat can be told."""

from __future__ import annotations

from libs.runtime.settings import ServiceSettings


class ChatSettings(ServiceSettings):
    pass

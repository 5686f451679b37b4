"""The fake model server and a model that speaks to it, as in the tests of libs/llm."""

from __future__ import annotations

from tests.unit.llm.conftest import chat, connect, fake, within

__all__ = ["chat", "connect", "fake", "within"]

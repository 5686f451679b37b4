"""The engine of chat that needs no model."""

from services.chat.engines.builtin.engine import BuiltinAnswers

__all__ = ["BuiltinAnswers"]

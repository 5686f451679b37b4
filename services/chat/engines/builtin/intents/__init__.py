"""Which composer answers which question: a table, the most specific rows first."""

from services.chat.engines.builtin.intents.table import reply_to

__all__ = ["reply_to"]

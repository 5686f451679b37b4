"""Tables of chat: none yet."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()

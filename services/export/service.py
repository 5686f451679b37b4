"""The use cases of exports."""

from __future__ import annotations


class ExportService:
    async def erase_file(self, upload_id: str, user_id: str) -> None:
        """Erases what was made of a file. Nothing is kept of any yet."""

    async def erase_user(self, user_id: str) -> None:
        """Erases what was made of a user's files. Nothing is kept of any yet."""

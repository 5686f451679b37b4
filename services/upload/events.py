"""What upload tells the others."""

from __future__ import annotations

from vitae.events.v1 import events_pb2

# Who may hold a part of a file's data, and confirms that it has erased it.
KEEPERS_OF_FILES = ("analysis", "export", "chat")


def file_deleted(upload_id: str, user_id: str) -> bytes:
    return events_pb2.FileDeleted(upload_id=upload_id, user_id=user_id).SerializeToString()

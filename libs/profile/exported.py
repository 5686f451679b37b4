"""A profile as it leaves the system in a JSON file (schema `ExportedProfile` in OpenAPI)."""

from __future__ import annotations

from datetime import datetime

from libs.profile.model import Profile


class ExportedProfile(Profile):
    """The profile, and when the file was made."""

    exported_at: datetime

"""What every format is given: the profile, already masked where it is to be, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from libs.profile.model import Profile


@dataclass(frozen=True, slots=True)
class Export:
    """One rendering. `exported_at` is in UTC; `masked`: what names a person is hidden already."""

    profile: Profile
    exported_at: datetime
    masked: bool = False


# The whole file. Blocking, and run in a process that can be killed.
Render: TypeAlias = Callable[[Export], bytes]

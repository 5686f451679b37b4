"""The bank: every profession with its sheets, and the sheets for any."""

from __future__ import annotations

from services.analysis.interview.bank import Profession
from services.analysis.interview.professions.accounting import ACCOUNTING
from services.analysis.interview.professions.everyday import EVERYDAY
from services.analysis.interview.professions.frames import FRAMES
from services.analysis.interview.professions.nursing import NURSING
from services.analysis.interview.professions.plain import PLAIN
from services.analysis.interview.professions.software import SOFTWARE

PROFESSIONS: tuple[Profession, ...] = (SOFTWARE, ACCOUNTING, NURSING)

__all__ = ["EVERYDAY", "FRAMES", "PLAIN", "PROFESSIONS"]

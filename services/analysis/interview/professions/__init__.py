"""The bank: every profession with its sheets, and the sheets for any."""

from __future__ import annotations

from services.analysis.interview.bank import Profession
from services.analysis.interview.professions.accounting import ACCOUNTING
from services.analysis.interview.professions.administration import ADMINISTRATION
from services.analysis.interview.professions.arts import ARTS
from services.analysis.interview.professions.customer_service import CUSTOMER_SERVICE
from services.analysis.interview.professions.data import DATA
from services.analysis.interview.professions.design import DESIGN
from services.analysis.interview.professions.engineering import ENGINEERING
from services.analysis.interview.professions.everyday import EVERYDAY
from services.analysis.interview.professions.frames import FRAMES
from services.analysis.interview.professions.hospitality import HOSPITALITY
from services.analysis.interview.professions.it_support import IT_SUPPORT
from services.analysis.interview.professions.law import LAW
from services.analysis.interview.professions.logistics import LOGISTICS
from services.analysis.interview.professions.management import MANAGEMENT
from services.analysis.interview.professions.marketing import MARKETING
from services.analysis.interview.professions.nursing import NURSING
from services.analysis.interview.professions.people import PEOPLE
from services.analysis.interview.professions.plain import PLAIN
from services.analysis.interview.professions.projects import PROJECTS
from services.analysis.interview.professions.sales import SALES
from services.analysis.interview.professions.science import SCIENCE
from services.analysis.interview.professions.software import SOFTWARE
from services.analysis.interview.professions.student import STUDENT
from services.analysis.interview.professions.teaching import TEACHING
from services.analysis.interview.professions.trades import TRADES

PROFESSIONS: tuple[Profession, ...] = (
    SOFTWARE,
    DATA,
    IT_SUPPORT,
    ENGINEERING,
    ACCOUNTING,
    NURSING,
    TEACHING,
    SALES,
    MARKETING,
    CUSTOMER_SERVICE,
    PEOPLE,
    PROJECTS,
    DESIGN,
    LAW,
    SCIENCE,
    ADMINISTRATION,
    LOGISTICS,
    HOSPITALITY,
    TRADES,
    STUDENT,
    MANAGEMENT,
    ARTS,
)

__all__ = ["EVERYDAY", "FRAMES", "PLAIN", "PROFESSIONS"]

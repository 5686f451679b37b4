"""Whether an answer will be as right next month: how long a current job has lasted will not be.

What is in doubt doesn't last: that costs a stored answer, the other mistake would give a wrong one.
"""

from __future__ import annotations

import re

from libs.profile.model import Profile

_UNTIL_NOW = re.compile(
    r"\b(?:today|now|so far|to date|to this day|present|hoy|ahora|oggi|hoje|heute|aujourd'hui)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\b(?:years?|yrs?|months?|weeks?|decades?|años?|mes(?:es)?|anni|anno|mesi|anos?|m[eê]s|"
    r"ann[ée]es?|ans?|mois|jahren?|jahre|monate?n?|jaar|maanden)\b|"
    r"\d\s*(?:\u5e74|\u4e2a\u6708|\u500b\u6708|\u304b\u6708|\u30f6\u6708|\ub144|\uac1c\uc6d4)|[\u4e00-\u5341]\u5e74",
    re.IGNORECASE,
)


def lasts(text: str, profile: Profile) -> bool:
    """Whether `text`, an answer from the profile, says nothing that the day it was asked decides.

    Only a current job makes that so: all else is counted between dates of the resume.
    """
    if not any(job.current for job in profile.experience):
        return True
    return not (says_now(text) or _DURATION.search(text))


def says_now(text: str) -> bool:
    """Whether `text` names the day it is read on."""
    return bool(_UNTIL_NOW.search(text.replace("\u2019", "'")))

"""What a rule found: the sentence, its proof, and what advice can be built from."""

from __future__ import annotations

from dataclasses import dataclass

from libs.profile.model import Evidence, Remark
from services.analysis.rubric.career import Bullet, Role
from services.analysis.rubric.wording import spoken


@dataclass(frozen=True, slots=True)
class Finding:
    """A strength or weakness. `weight` orders findings, heaviest first; ties keep rule order."""

    code: str
    text: str
    evidence: tuple[Evidence, ...]
    weight: int
    bullets: tuple[Bullet, ...] = ()
    roles: tuple[Role, ...] = ()
    terms: tuple[str, ...] = ()

    def remark(self) -> Remark:
        return Remark(text=spoken(self.text), evidence=list(self.evidence))

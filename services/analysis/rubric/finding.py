"""What a rule found: the sentence, its proof, and what advice can be built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from libs.profile.model import Evidence, Remark
from services.analysis.rubric.career import Bullet, Role
from services.analysis.rubric.wording import spoken

# Advice, with the lines it quotes where they aren't what the weakness was found in.
Step = str | tuple[str, Sequence[Bullet]] | None


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

    def proof(self, quoted: Sequence[Bullet]) -> list[Evidence]:
        """What stands behind advice that quotes these lines: they first, then the finding's own.

        Other lines that the finding shows would pass for the source of what is quoted.
        """
        if not quoted:
            return list(self.evidence)
        lines = [bullet.evidence for bullet in quoted]
        shown = [bullet.evidence for bullet in self.bullets]
        return lines + [one for one in self.evidence if one not in shown and one not in lines]

    def remark(self) -> Remark:
        return Remark(text=spoken(self.text), evidence=list(self.evidence))

"""What speaks against the resume, collected over all rules and put in order."""

from __future__ import annotations

from services.analysis.rubric import content, lines, makeup, timeline
from services.analysis.rubric.finding import Finding
from services.analysis.rubric.resume import Resume

_MOST = 9
_RULES = (
    content.placeholders,
    makeup.hidden_text,
    makeup.instructions,
    content.contact,
    content.thin_latest,
    lines.no_figures,
    lines.weak_openings,
    timeline.undated,
    timeline.reversed_dates,
    timeline.gap,
    content.no_summary,
    content.missing_sections,
    content.unproven_skills,
    makeup.length,
    lines.dense,
    lines.first_person,
    lines.mixed_openings,
    lines.repeated_opening,
    lines.cliches,
    timeline.mixed_formats,
)


def weaknesses(resume: Resume) -> list[Finding]:
    """The weaknesses, heaviest first, at most nine. Every rule finds at most one."""
    found = [finding for rule in _RULES if (finding := rule(resume))]
    return sorted(found, key=lambda finding: -finding.weight)[:_MOST]

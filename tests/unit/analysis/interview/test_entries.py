"""What an answer calls an entry of the resume is what it is."""

from __future__ import annotations

from dataclasses import replace

from services.analysis.interview.builtin import questions
from services.analysis.interview.entries import listings, skill_listing
from services.analysis.interview.material import Material
from tests.support.applicants import NURSE
from tests.support.interview_examples import brief_of

MATERIAL = Material(brief_of(NURSE))


def test_a_title_and_a_certificate_are_no_skills() -> None:
    found = listings(MATERIAL.brief.profile, MATERIAL.resume.roles)
    said = [one.said for one in found]
    assert "I hold ACLS" in said
    assert "I work as Charge Nurse at St. Aldric Hospital" in said
    assert all(one.text.split(",")[0] in one.evidence.quote for one in found), found


def test_a_certificate_among_the_skills_stays_one() -> None:
    skill = MATERIAL.brief.profile.skills[0]
    named = skill.model_copy(update={"name": "Certified Financial Analyst (CFA)"})
    assert skill_listing(named).said == "I hold Certified Financial Analyst (CFA)"
    assert skill_listing(skill).said == f"I list {skill.name} among my skills"


def test_no_title_is_listed_among_the_skills() -> None:
    post = replace(NURSE.posts[0], title="Ward Sister, Cardiac Unit")
    person = replace(NURSE, posts=(post, *NURSE.posts[1:]))
    posting = "Cardiac experience is required. Skills: cardiac care."
    made = questions(replace(brief_of(person, 30), job_description=posting))
    assert not any("Sister, Cardiac Unit among my skills" in one.answer for one in made)


def test_a_title_is_told_by_a_line_of_its_role() -> None:
    post = replace(NURSE.posts[1], title="Intensive Care Nurse")
    person = replace(NURSE, posts=(NURSE.posts[0], post, *NURSE.posts[2:]))
    source = replace(brief_of(person, 30), job_description="Required: intensive care.")
    titled = [one for one in questions(source) if "the resume has it" in one.why]
    assert titled
    for one in titled:
        assert one.answer.startswith("As Intensive Care Nurse at St. Aldric Hospital, I ")

"""Who studies belongs to the field of study, whatever they do in summer."""

from __future__ import annotations

import pytest

from services.analysis.interview.material import Material
from tests.support.applicants import Applicant, Post
from tests.support.interview_examples import brief_of

WAITER = Post("Waiter", "Pod Wawelem", "Jul 2024 – Sep 2024", "\n- Served 60 guests an evening")
STUDY = "AGH University, BSc in Mechanical Engineering, "


def trades(study: str, *posts: Post) -> list[str]:
    person = Applicant("Lukasz Zolc", "", posts, "SolidWorks, ANSYS, MATLAB", study)
    return [trade.key for trade in Material(brief_of(person)).trades]


@pytest.mark.parametrize("end", ["expected June 2031", "2024"])
def test_a_summer_job_is_not_a_student_s_trade(end: str) -> None:
    assert trades(STUDY + end, WAITER)[0] == "engineering"


def test_years_in_a_trade_outweigh_what_was_studied() -> None:
    long = Post("Waiter", "Pod Wawelem", "Jul 2016 – Present", "\n- Served 60 guests an evening")
    assert trades(STUDY + "2015", long)[0] == "hospitality"
    assert trades(STUDY + "expected June 2031", long)[0] == "hospitality"


def test_a_student_of_a_field_without_a_sheet_is_a_student() -> None:
    assert trades("AGH University, BA in Japanese, expected June 2031", WAITER)[0] == "student"

"""Careers of fictitious people: in work, out of work, without dates, at school and work at once."""

from __future__ import annotations

from libs.profile.model import Education, Experience, Profile
from tests.unit.chat.engines.builtin.desk import profile


def job(
    title: str,
    company: str,
    start: str | None = None,
    end: str | None = None,
    *,
    current: bool = False,
    location: str | None = None,
    did: tuple[str, ...] = (),
) -> Experience:
    return Experience(
        title=title,
        company=company,
        start=start,
        end=end,
        current=current,
        location=location,
        highlights=list(did),
    )


def school(degree: str, institution: str, start: str | None, end: str | None) -> Education:
    return Education(degree=degree, institution=institution, start=start, end=end)


def person(*jobs: Experience, studies: tuple[Education, ...] = ()) -> Profile:
    return profile(experience=list(jobs), education=list(studies), projects=[], evidence_of={})


BAKER = person(
    job("Head Baker", "Rye & Co", "2022-04", current=True, location="Lyon, France"),
    job("Baker", "Crumb House", "2019-02", "2022-03", location="Ghent, Belgium"),
    job("Apprentice", "Crumb House", "2017-09", "2019-01", location="Ghent, Belgium"),
    job("Porter", "Hotel Astor", "2015-06", "2016-12"),
)
# Out of work since Sep 2025: nine months before the day of the tests.
WELDER = person(
    job("Welder", "Keel Yard", "2021-01", "2025-09"),
    job("Fitter", "Moor Steel", "2016-03", "2020-12"),
)
UNDATED = person(
    job("Gardener", "Fern Estate", did=("Kept the orangery",)), job("Florist", "Petal Market")
)
STUDENT = person(
    job("Barista", "Bean Corner", "2021-10", "2023-05"),
    job("Analyst", "Delta Grain", "2024-09", current=True),
    studies=(school("BA in History", "Hill College", "2020-09", "2024-06"),),
)
# Two employers that share a word, and titles that do.
CLERK = person(
    job("Director", "Alder Pay Inc.", "2021-03", current=True),
    job("Senior Clerk", "Alder Market Inc.", "2019-01", "2021-02"),
    job("Clerk", "Moss Hall", "2015-01", "2018-12"),
)
INTERN = person(
    job("Clerk", "Oak Bank", "2024-01", current=True, did=("Opened accounts",)),
    job("Research Intern", "Pine Lab", "2023-01", "2023-06", did=("Counted needles",)),
    job("Summer Intern", "Elm Works", "2022-06", "2022-07", did=("Sawed planks",)),
)
SCHOLAR = person(
    job("Surveyor", "Cairn Maps", "2021-02", current=True),
    job("Tutor", "Loch Evening School", "2017-01", "2018-06"),
    studies=(
        school("PhD in Geology", "Ben University", "2016-09", "2020-10"),
        school("BSc in Geography", "Glen College", "2012-09", "2016-06"),
    ),
)
# A short job within a long one that goes on.
TUTOR = person(
    job("Peer Tutor", "Reed College", "2022-08", current=True),
    job("Lab Hand", "Flint Works", "2023-06", "2023-09"),
    job("Certified Public Accountant", "Ash Office", "2020-01", "2022-07"),
    job("Clerk", "Moss Hall", "2018-01", "2019-12", location="Cork"),
)

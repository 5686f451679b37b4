"""Human resources, recruiting, training and organisation."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E what do you settle with a manager before a post is advertised? >
    I settle [say what: what the person will do in the first months, what is needed and what is
    only nice].
M how do you keep an interview from being decided in its first minute? >
    The same questions for all, notes before talk, and [say what else you do].
M which people figure do you trust least, and what do you look at beside it? >
    It is [say which]; beside it I look at [say what].
H how do you investigate a complaint so that both sides find it fair, whatever the outcome? >
    I tell both what will happen, hear each apart, ask for what can be checked, and write [say
    what].
@Behavioral
E tell me about somebody you hired whom others had overlooked. >
    What others had missed was [say what]. // I [say what you saw, and how you made the case].
E when did you have to keep something to yourself that colleagues kept asking about? >
    It concerned [say in general terms what]. // I [say what you answered].
M tell me about a conversation with somebody who had to leave. >
    It was my part to [say what, without names]. // I [say how you prepared it, what you said
    first and what you arranged].
M when did you tell a manager that the trouble was theirs? >
    What I had seen was [say what]. // I [say how you put it, and what they did].
M tell me about a rule you introduced that people worked around. >
    It was meant to [say what]. // I [say how you noticed, and what you changed].
H when did the law, the company and your sense of fairness point in different directions? >
    The case was [say in general terms what]. // I [say what you advised, and what you could live
    with].
@Situational
E a new colleague is lonely in the second week: what do you do? >
    I would not send a form: I would have coffee with them, find one person they can ask, and talk
    to the manager. [Add an example.]
M a manager wants to dismiss somebody today: what do you ask? >
    I would ask what happened, what was said before and written down, and whether it must be
    today. [Add a case, without names.]
M two good people apply for one promotion: how do you deal with the one who doesn't get it? >
    I would tell them first and myself, with the reason and what would make the difference next
    time. [Add a case.]
H somebody tells you of harassment and wants nothing done: what do you do? >
    I would explain what I may keep and what I must act on, protect them, and record it the same
    day. [Say what your procedure was.]
E a candidate asks for more than the band allows: what do you say? >
    I would say what the band is and why, what else can be talked about, and leave them time. [Add
    an example.]
@Problem-Solving
E many accept and few begin: how do you find out why? >
    I would call those who didn't come, look at the weeks between, and at who keeps in touch. [Add
    a case.]
M people leave after a year and a half, in one department only: how do you go about it? >
    I would talk to those who stayed and those who left, look at what changes for them at that
    time, and at the manager last. [Add what you found.]
M sick leave has doubled in one team: where do you look? >
    I would look at load and shifts, at short and long absences apart, and talk before counting.
    [Add a case.]
H pay for the same work has drifted apart over ten years: how do you mend it? >
    I would compare like with like, find what explains it and what doesn't, raise the low ones in
    steps and change how offers are made. [Add what you have done.]
"""

_TOPICS = """
@Technical
* ! Recruiting | recruit*, talent acquisition, hiring, interviewed candidates, sourcing, job
    description*, applicant tracking, ats, headhunt*, job postings | choosing fairly, and telling
    people
E where did your best candidates come from, and how did you find out? >
    From [say where]; I know because [say what].
M what do you tell those you turn down, and when? >
    I tell them [say what], within [say when].
H how would you fill a post that has been open for a year? >
    I would doubt the post before the market: what is asked, paid and done to those who apply.
    [Add a case.]
* ! Employee relations and law | employee relations, labor law, labour law, grievance*,
    disciplinary, unions, trade union, labor union, works council, eeo, hr policies, employment
    law, conflict resolution with employees | fairness with a file to prove it
E what do you write down after a difficult conversation? >
    I write [say what: what was said, agreed, and by when], and show it to [say whom].
M how do you prepare a manager for a talk they are afraid of? >
    I have them say [say what] aloud, and take out [say what].
H a rule would be right and would set a bad example this once: what do you advise? >
    I would ask what we would do for the next ten like it. [Add a case.]
* Onboarding and training | onboarding, on-boarding, training program*, learning and development,
    e-learning modules, training sessions, workforce development, orientation, talent development
    | whether anybody works otherwise afterwards
E what must a new person be able to do at the end of the first week? >
    They must [say what]; I see it by [say how].
M how do you find out whether a training changed anything? >
    I ask [say whom], after [say when], about [say what].
H the managers send people to training instead of talking to them: what do you do? >
    I would ask what the person should do otherwise, and whether a talk would not be cheaper. [Add
    a case.]
* Pay, benefits and people systems | compensation, benefits administration, benefits, hris,
    workday, payroll administration, salary band*, shrm, performance review*, personnel files |
    care with what people live from
E what do you check before letters on pay go out? >
    I check [say what], with [say whom].
M how did you explain a change for the worse? >
    I said [say what], when and by whom, and what would not change.
H ratings are all four out of five: what do you do about it? >
    I would give up the number before I forced a curve, and ask managers for two sentences each.
    [Add what you have tried.]
"""

PEOPLE = profession(
    "people",
    "somebody in human resources",
    titles="""
human resources | hr manager | hr generalist | recruiter | talent acquisition
hr business partner | hr coordinator | people operations | training manager | hr assistant
payroll and hr | recursos humanos | personalreferent | hr specialist | hr director
staffing coordinator | hr | learning and development
""",
    words="employee* | human resources | hr management | workforce | retention of staff",
    sheets=_OWN + _TOPICS,
)

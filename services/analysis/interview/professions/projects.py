"""Project, programme and product management."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E what is on the one page that tells everybody where a project stands? >
    On it is [say what: the date, what changed, what needs a decision], and nothing about [say
    what].
M how do you find the thing that the end date really hangs on? >
    I would go back from the end and ask what must be there before; in mine it was [say what].
M how did you decide what was not built? >
    I decided by [say what: use, cost, what it would prove], with [say whom].
H how do you tell a project that is late from one that is wrong? >
    It is wrong when [say the sign]; late when [say the sign]. The last time I had to tell, [say
    what you did].
@Behavioral
E tell me about something you delivered on the day you had promised. >
    What had been promised was [say what]. // I [say what you cut, moved or defended].
E tell me about a date you missed. >
    It hung on [say what]. // I [say when you told whom, and what you changed in how you plan].
M when did you stop something that much had been spent on? >
    What spoke for going on was [say what]. // I [say how you made the case, and what was kept].
M tell me about a sponsor or a customer who changed their mind every week. >
    They wanted first [say what], then [say what]. // I [say how you wrote down what each change
    costs].
M when did you have to lead people who did not report to you? >
    I needed from them [say what]. // I [say what you offered, and whom you asked for help].
H tell me about bad news you carried up. >
    The news was [say what]. // I [say when, to whom, in which words, with which way out].
@Situational
E a developer or supplier says that it's nearly done, for the third week: what do you ask? >
    I would ask to see what works, what is left in pieces of a day, and what they are waiting for.
    [Add an example.]
M the two most important stakeholders want opposite things: what do you do? >
    I would write both wishes on one page with their cost, and have them talk in one room rather
    than through me. [Add a case.]
M your best person leaves in the middle: what are your first steps? >
    I would find out what only they know, have it shown and not only written, and move the plan
    openly. [Add a case.]
H you are told to hit the date whatever it takes, and you know that people would have to be burnt
    for it: what do you say? >
    I would show what can be ready on that date, what can't, and what it would do to the next
    half-year. [Say what you have done.]
E a meeting of ten people has no decision after half an hour: what do you do? >
    I would say what has to be decided and by whom, send the others away, and write it down. [Add
    an example.]
@Problem-Solving
E everything is nine-tenths done: how do you find out where a project stands? >
    I would count only what somebody uses, and plan the rest as if it were not begun. [Add a
    case.]
M users asked for a feature, got it, and nobody uses it: how do you find out why? >
    I would watch a few do the task it was for, and see what they do instead. [Add an example.]
M how do you estimate something that nobody here has done? >
    I would look for the nearest thing we have done, split off what is new, and try that first.
    [Add an estimate of yours.]
H three projects share one team and all of them are late: how do you untie that? >
    I would let one finish, with all of them on it, and say which one waits. [Say what you did.]
"""

_TOPICS = """
@Technical
* ! Plans and schedules | project plan*, gantt, milestone*, schedule*, timeline*, ms project,
    critical path, roadmap*, pmp, prince2, on time, delivery plan, project management, primavera |
    promises that can be kept
E what do you put into a plan for things that nobody can foresee? >
    I put in [say what], and it is used by [say whose word].
M how do you notice in the second month that the end is in danger? >
    I watch [say what: what is finished, not what is spent].
H the plan is right and nobody follows it: what do you change? >
    I would plan less far, with those who do it, and look at it with them each week. [Add a case.]
* ! Risk, scope and change | risk management, risk register, project risks, project scope, scope
    creep, scope changes, change request*, change management, requirements gathering, business
    requirements, vendor migration, contract management, governance | saying no with figures
E which risk on your list came true, and what had you prepared? >
    It was [say which]; prepared was [say what].
M how do you handle a change that everybody wants and nobody pays for? >
    I write down [say what it costs in time and what goes out for it], and have [say whom] decide.
H how do you keep a register of risks from being a list that nobody reads? >
    I would keep the five that could stop us, with a name and a date each. [Say how you did it.]
* ! Products and users | product manager, product management, user stories, backlog, user
    research, okr*, product strategy, product features, feature prioritization, user growth,
    activation, adoption, mvp, product roadmap, self-serve | knowing whom it is for
E what did you hear from a user that changed what was built? >
    They said [say what]; what changed was [say what].
M how do you put one thing above another when both have loud friends? >
    I look at [say what: how many, how often, how bad], and say [say what].
M which measure told you that a release worked, and how long did you wait? >
    It was [say which], after [say how long]: [add your number].
H what would you take out of the product tomorrow? >
    I would take out [say what], since [say who uses it and what it costs].
* Stakeholders and teams | cross-functional team, steering committee, stakeholder communication,
    stakeholder management, status report*, kickoff, facilitat*, remote team, executive sponsor |
    agreement that holds on the next day
E how do you find out who can stop a project before they do? >
    I ask [say what], and talk to [say whom] first.
M how do you keep people informed who read nothing? >
    I [say what: two lines, a picture, ten minutes in person].
H a steering group asks for more reports each month: what do you do? >
    I would ask which decision each is for, and drop one for each new one. [Add a case.]
"""

PROJECTS = profession(
    "projects",
    "a project or product manager",
    titles="""
project manager | product manager | program manager | programme manager | scrum master
product owner | project coordinator | delivery manager | project lead | pmo
technical program manager | agile coach | project director | jefe de proyecto | projektleiter
chef de projet | product lead | implementation manager | construction manager
""",
    words="deliverable* | sponsor | workstream* | project team | product development",
    sheets=_OWN + _TOPICS,
)

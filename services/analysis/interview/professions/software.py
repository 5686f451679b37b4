"""Software, infrastructure and their operation: the trade's own questions."""

from __future__ import annotations

from services.analysis.interview.bank import profession
from services.analysis.interview.professions.software_infrastructure import INFRASTRUCTURE
from services.analysis.interview.professions.software_languages import LANGUAGES
from services.analysis.interview.professions.software_quality import QUALITY
from services.analysis.interview.professions.software_services import SERVICES

_OWN = """
@Technical
E how does a change of yours get from your editor to production, and which check has saved you
    most often? >
    The way of a change there is [say the steps, from branch to production]; the check I would not
    give up is [name it, with something it caught].
M what do you look at first in somebody else's pull request, and what do you leave uncommented? >
    I look first at [say what]; I let pass [say what], because [say why].
M where did you draw the line between two modules or services there, and what crossed it that
    should not have? >
    The line ran between [name the two]; what crossed it was [say what], and I would [say what you
    would change].
M which piece of technical debt did you leave alone on purpose there, and what would make you pay
    it off? >
    I left [name it], since [say what it cost and what mending it would have]; I would pay it off
    when [say the sign].
H which invariant of that system would hurt most if it broke quietly, and what would tell you? >
    The one I would guard is [name it]; what would tell me is [name the check, query or alert],
    and today [say whether it exists].
H what assumption about load or data did that design make, and at which point does it stop
    holding? >
    It assumes [say what]; it stops holding when [say at which size or rate], and the first thing
    to change would be [name it].
E what did the code for that look like on the first day, and what does it look like now? >
    At first it was [say what: one file, a script, somebody else's]; now it is [say what].
E which log line or message of that software is read most often, and by whom? >
    It is [give it]; it is read by [say whom], when [say when].
E what does somebody need on their machine to work on that, and how long does it take to set up? >
    They need [say what]; it takes [add your number].
M which test around that would you write first if there were none? >
    I would write the one for [say what], because a mistake there [say what it would do].
M how does that behave when it is called twice with the same input, and did you plan it so? >
    Called twice it [say what]; that was [say: planned, luck], and is kept so by [say what].
M which library or service did that rest on, and what would you do if it went away? >
    It rested on [name it]; I would [say what], and what would hurt is [say what].
M what did you measure about that once it was in use, and what surprised you? >
    I measured [say what]; the surprise was [say what].
H where in that would you let two people work at once, and where would they collide? >
    They could part at [say where]; they would collide in [say where], so I would [say what].
H how would you bring that to a second country, customer or team without copying it? >
    What differs is [say what]; I would keep one [say what], and make [say what] a setting.
@Behavioral
E tell me about a bug that took you far longer than it should have. >
    The symptom was [say what users or logs showed]. // What I had believed wrongly was [name it],
    and I found it by [say the step that cracked it].
E what did you learn from a code review, as the one reviewed? >
    The change was about [say what]. // What I took from it: [say what the reviewer saw, and what
    you do differently since].
M tell me about an outage or a bad deploy in which your own change was involved. >
    I had to restore [say what]. // In order: [say what you noticed, what you
    rolled back or fixed, and what you wrote up afterwards].
M when did you argue against building something, and how did it end? >
    What was on the table was [say what]. // I argued with [say which facts: usage, cost, upkeep],
    and it ended with [say how].
M when did you have to work in a codebase nobody wanted to touch, and how did you make it safe? >
    What made it risky was [say: no tests, no owner, odd history]. // I began by [say what you
    pinned down first, and which change you made in small steps].
H tell me about a technical decision of yours that turned out wrong, and when you knew. >
    The decision was [say what, and what you expected]. // I saw it when [say the sign], and I
    [say what you reversed or lived with].
E which tool or habit did you bring to a team, and who still uses it? >
    What was missing was [say what]. // I [say how you brought it in, and how you won the first
    colleague].
E tell me about a runbook, guide or note of yours that saved somebody a day. >
    People kept asking about [say what]. // I [say what you wrote, where it lives and how you keep
    it true].
M tell me about a deadline you met by leaving something out. >
    What had been promised was [say what]. // I [say what you left out, whom you asked and whether
    it came later].
M when did a product decision rest on something you explained? >
    They had to choose between [say the two]. // I [say how you put the technical side, and in
    which words].
M tell me about a handover, from you or to you, that went badly. >
    It was about [say which system]. // What was missing: [say what, and what you did about it].
M when did you disagree with a senior engineer, and who was right? >
    We differed over [say what]. // I [say what you built, measured or read to settle it].
H tell me about a time when you chose to ship something you were not proud of. >
    It had to be out because [say why]. // I [say what you made sure of, and what you wrote down
    for later].
@Situational
E a teammate's change breaks the build an hour before a release and they are out: what do you do?
    >
    I would revert it rather than mend it in a hurry, check that the build is green without it,
    tell them what I did and why, and release. [Say how you handled something like it.]
E a product manager asks for an estimate of something you have never built: what do you answer? >
    I would give a range, say what it hangs on, and offer a short trial piece after which I can
    narrow it. [Add an estimate of yours, and how far off it was.]
M you find that a dependency you ship has a serious vulnerability and no fix yet: what do you do
    today? >
    I would find out whether our code reaches the affected part, close that way or switch the
    feature off, and tell those who run it, before looking for a replacement. [Add a case.]
M a customer reports wrong data, and you see that it has been wrong for weeks: how do you go about
    it? >
    I would stop it from getting worse, find out exactly which records are touched, tell the
    people affected what we know, and repair from the source with a way back. [Add an example.]
H latency doubles after a release, but rolling back would lose a fix that customers wait for: how
    do you decide? >
    I would look at who is hurt and how badly by each, try to switch off the one path that is
    slow, and roll back if I can't name the cause quickly. [Say which figures you would have had.]
H you inherit a system with no tests, no owner and paying customers: what are your first three
    moves? >
    I would make sure that we would notice if it broke and could go back, write down what it
    promises to whom, and only then change one small thing end to end. [Add an example.]
E a customer's administrator asks you for a change directly in the production database: what do
    you do? >
    I would ask what they need to see, do it through the application or a reviewed script, and
    leave a trace of who wanted it. [Add an example.]
E you are asked to review a change of two thousand lines by tonight: what do you do? >
    I would ask for it in parts, begin with what can't be undone: data, interfaces, access, and
    say what I have not read. [Add an example.]
M a partner's interface answers wrongly for some of your users, and they deny it: how do you go
    on? >
    I would keep the exact requests and answers, protect my own users at the border, and send them
    a case they can run. [Add an example.]
M a colleague wants to rewrite what you maintain in a language they like: what do you say? >
    I would ask which trouble it would end, try the worst piece of it for a week, and count what
    moves with it: builds, on-call, hiring. [Add a case.]
H you must cut running costs by a third within a quarter, and nobody may notice: where do you
    begin? >
    I would sort the bill by what it buys, switch off what nobody calls, then size by measured
    use, and leave the ways back. [Say what the largest item was in your system.]
H legal asks you to delete one person's data everywhere by Friday: how do you do it, and how do
    you prove it? >
    I would list where it is copied: stores, indexes, logs, backups, third parties; delete by
    identifier, and keep a record without the data. [Say what your system would allow.]
@Problem-Solving
E a test fails one time in twenty: how do you find out whether the test or the code is wrong? >
    I would run it alone and in a loop, look at what differs when it fails: time, order, shared
    state, and not retry it into silence. [Name a flaky test you traced.]
M memory of a service grows for three days and then it is killed: how do you find the leak? >
    I would compare two snapshots hours apart under the same load, look for what grows with
    requests rather than with time, and cut the suspects in half. [Say which tools you have used.]
M every request is fast in the logs, and users still say it is slow: where do you look? >
    I would measure where the user sits, since a server's log starts late: name lookup,
    connection, queue before the server, the browser's own work. [Add a case of your own.]
M how would you find out why a nightly job that took one hour now takes five? >
    I would compare the two runs step by step, see whether the data or the time per row grew, and
    look at what else runs at that hour. [Add an example.]
H two services each say that the other dropped a message: how do you prove where it went? >
    I would follow one identifier through both, look at what is acknowledged before it is stored,
    and make the gap visible with a count on each side. [Add a case of your own.]
H how would you bring a write path that is at its limit to ten times its load without a rewrite? >
    I would find the one resource it waits for, then look at batching, at splitting by key and at
    what need not be done before answering. [Say what the limit was in your system.]
E a page works on your machine and not on a colleague's: what do you compare? >
    I would compare versions, settings and data, in that order, and then start from a clean copy
    on both. [Add a case.]
E a scheduled task ran twice last night: how do you find out why, and whether it did harm? >
    I would look at who started each run, at clocks and at retries, and compare what is there with
    what one run would have left. [Add an example.]
M errors go up a little with every release, and none is the cause: how do you take that apart? >
    I would group them by message and by first release, and look at the few groups that make most
    of it. [Say how you group errors today.]
M the database is busy at noon, and no query is slow: where do you look? >
    I would look at how often each runs, at waits and locks, and at what was made to run on the
    hour. [Add a case.]
M a change made one customer slower and all others faster: how do you go about it? >
    I would look at what is special about their data: size, age, one hot key; and try the change
    on a copy of it. [Add a case.]
H a data migration must move while both the old and the new side take writes: how do you prove
    that nothing got lost? >
    I would write to both, compare by key and by count in small ranges, and keep the old side as
    the truth until the difference has been nought for a while. [Say what you have moved.]
H how would you find out that a system answers quickly and wrongly? >
    I would send it questions whose answers are known, compare totals with another source, and
    sample by hand. [Say which check you have built.]
"""

SOFTWARE = profession(
    "software",
    "a software engineer",
    titles="""
software engineer | software developer | developer | programmer | software architect
backend engineer | frontend engineer | full stack | full-stack | platform engineer | devops
site reliability engineer | sre | infrastructure engineer | cloud engineer | security engineer
security researcher | mobile developer | web developer | web engineer | qa engineer
quality assurance intern | test engineer | automation engineer | sdet | tester | staff engineer
senior engineer | junior engineer | principal engineer | backend | frontend | engineering manager
cto | technical lead | tech lead | software | desarrollador | desarrollo de software
database administrator | embedded software | game developer | blockchain developer | qa analyst
automation analyst | entwickler | développeur | ingeniero de software | volunteer engineer
""",
    words="""
api | apis | microservice* | codebase | pull request* | refactor* | debug* | software | algorithm*
latency | deploy* | backend | frontend | front-end | back-end | repository | computer science
software engineering | open-source | open source
""",
    sheets=_OWN + "@Technical" + LANGUAGES + SERVICES + INFRASTRUCTURE + QUALITY,
)

"""Making sure that software is right, and working on it with others."""

from __future__ import annotations

QUALITY = """
* Testing | test plan*, test scripts, regression test*, regression suite, end-to-end suite, unit
    test*, selenium, cypress, playwright, contract testing, test suite, manual passes, test cases,
    defects, unit testing, quality assurance, junit, vitest, device lab, black and white box, e2e
    | judgement about what is worth testing
E what do you write into a defect report so that nobody has to come back and ask? >
    I put in [say what: steps, expected, seen, version, log], and leave out [say what].
M which tests did you delete or merge to make that suite faster, and how did you know nothing was
    lost? >
    I looked at [say what: overlap, age, what each had ever caught]; what went was [say what].
M where in that system do you test through the interface, where below it, and why there? >
    Through the interface I test [say what]; below it [say what], because [say why].
M a defect slipped through to users: which test should have caught it, and why was it not there? >
    It slipped through at [say where]; the test we lacked was [say which], since [say why].
H how do you decide that a release is good enough when the suite is red in one corner? >
    I would ask who is hurt if it is real, and how soon we would know; the last time [say what you
    decided].
* Version control | git, github, svn, gitlab, bitbucket, pull request*, code review*, pull-request
    flow | care for those who read the history
E what belongs together in one commit, and what does its message say? >
    One [say what] each; the message says why, for instance [give one of yours].
M how do you take apart a branch that has lived for three weeks? >
    I would cut it along [say what], merge the parts that change nothing first, and [say what].
H a review has gone back and forth four times: how do you end it well? >
    I would talk instead of write, agree what blocks and what doesn't, and note the rest; [add a
    case].
* Performance | latency, p99, response time, performance profiling, profiling, throughput,
    optimiz*, optimis*, load time, frame drop, sub-millisecond, inference optimization, speedup |
    measuring before changing
E which number did you start from, and where was it measured? >
    It started at [add your number], measured at [say where: client, server, which percentile].
M how did you find the part that was slow, and which suspicion turned out wrong? >
    I found it with [say how]; what I had suspected was [say what].
M why the slowest hundredth and not the average? >
    Because [say who sits in that hundredth]; the average would have shown [say what].
H how do you keep a gain like that from being lost a little with every release? >
    I would measure it at every build against a baseline in the same run, and fail at [say which
    margin].
* Architecture | architect*, monolith, refactored legacy, legacy monolith, system design,
    scalable, highly scalable, service architecture, platform migration, re-architected,
    declarative management | reasons, with their costs
E draw that system in three boxes: what are they, and what runs between them? >
    The three are [name them]; between them runs [say what].
M which alternative did you turn down there, and when would it have been right? >
    I turned down [name it]; it would be right if [say when].
M in which order did you take that apart, and how did you know after each step that it still
    worked? >
    The order was [say it]; after each step I checked [say what].
H what decision there would be the dearest to reverse now? >
    It would be [name it], because [say what hangs on it]; I would decide [say: the same, or
    what].
* Accessibility | accessibility, wcag, screen reader*, screen-reader, assistive, high-contrast |
    people who use it otherwise than you do
E what do you check by hand before you call a page accessible? >
    I check [say what: keyboard alone, focus, contrast, labels].
M which widget was hardest to make usable with a screen reader, and what was the trick? >
    It was [name it]; what helped was [say what].
H how do you get a team to keep accessibility once you are gone? >
    I would put it in [say where: components, checks, definition of done], not in a review at the
    end; ours [say what].
* Agile work | agile, scrum, kanban, jira, sprint*, confluence, scrum ceremonies | whether a
    method serves you or you it
E which meeting would you drop first, and what would be lost? >
    I would drop [name it]; what would be lost is [say what].
M what do you do with a story that turns out twice as large in the middle of a sprint? >
    I would split off what is of use by itself and say so the same day; the last time [say what].
H the burn-down looks fine and nothing is finished: what is going on? >
    Work is begun and not ended; I would look at [say what], and limit [say what].
"""

"""Questions that a line or a turn in a career prompts, whatever the trade.

Topics with words are prompted by lines that say one of them; those without words by what
`moments` finds, under the same name, and `{…}` in their questions are its facts.
"""

from __future__ import annotations

from services.analysis.interview.bank import profession

FRAMES = profession(
    "frames",
    "an applicant",
    titles="",
    words="",
    sheets="""
@Behavioral
* change | | proof that the figure is yours, and how it came about
E how was that measured, before and after, and who looked at the figures? >
    It had to be clear what counted as better, and from where it was counted: [say what the
    starting point was and who kept the figures]. // The part that was mine: [two or three steps
    you took, in order].
M how do you know that it was your change, and nothing else, that made the difference? >
    I had to tell our effect apart from everything else going on: [say what else changed at the
    time]. // To be sure of it: [say how you compared or ruled other causes out].
M what did you try first, and why wasn't that enough? >
    The first idea was [say what was tried before]. // What I changed after that: [say what you
    learned from the first attempt and what you did next].
M who doubted that it could be done, and how did you bring them round? >
    The people I had to win over were [say who, and what worried them]. // What convinced them:
    [say what you showed or tried out with them].
M what would have happened had nobody done anything, and what made you begin? >
    What it cost to leave things alone was [say what went wrong, and how often]. // I began by
    [say the first thing you did and whom you asked].
M at which moment did you know that it would work, and what had you shown by then? >
    Until then it could have gone either way, since [say what was open]. // What I had to show was
    [say what: a trial, one case, a figure].
M which part of that result would not have come without somebody else? >
    I depended on [say in general terms whom, and for what]. // What I did so that they could
    help: [say what].
M who checked that result besides you, and what did they find? >
    It had to stand up to [say whom]. // I gave them [say what], and they found [say what].
H what did that gain cost elsewhere, and was it worth it? >
    The price to weigh was [say what became slower, dearer or harder]. // How it was decided: [say
    who weighed it, and on what grounds].
* leading | | whether people were better off for being led by you
E how did you share out the work among those people, and how did you keep track of it? >
    The work to be shared out was [say what kinds of work there were]. // How I kept track of it:
    [say your routine: meetings, lists, a board].
M who among the people you led there found it hardest, and what did you do for that person? >
    The one who needed most from me was [say in general terms who, and with what trouble]. // What
    I did: [say what you tried, and how you noticed whether it helped].
M when did the group disagree with your decision, and what came of it? >
    The decision in question was [say what you had decided and who disagreed]. // How I dealt with
    it: [say what you heard, and what you kept or changed].
M what did you stop doing yourself so that they could do it? >
    It was hard to let go of [say what]. // I handed it over by [say how, to whom in general
    terms].
M how did you tell somebody you led there something that they did not want to hear? >
    It had to be said because [say what would have gone on]. // I said it [say when, where and in
    which words].
M what did they get done after you had left the room, and how had you prepared that? >
    They were to be able to [say what] without me. // I prepared it by [say what].
H tell me about a decision there that you had to make with too little information. >
    What was unknown was [say what, and by when you had to decide]. // I went about it like this:
    [say whom you asked and what you decided].
* promotion | | what others saw in you that made them trust you with more
E your resume shows you as “{before}” and then as “{after}” at {company}: what had you done to be
    trusted with more? >
    The step asked more of me: [say what was new in the role]. // What had spoken for me: [name
    the piece of work people pointed to].
M from “{before}” to “{after}” at {company}: what did you have to stop doing, and what did you
    have to learn? >
    What was new was [say what the role asked that the old one hadn't]. // How I learned it: [say
    from whom or how, and what went wrong at first].
M at {company} you became “{after}”, having been “{before}”: how did it change your standing with
    colleagues, and how did you handle that? >
    What changed was [say who now looked to you, and for what]. // How I handled it: [one
    example].
* gap | | a plain, calm account, without excuses
E between “{before}” and “{after}” your resume leaves time without an entry: what did you do in
    it, and what did you bring back to work? >
    In that time I [say in one sentence what you did]. // Coming back, I [say what you did to get
    up to speed].
M after “{before}” comes a pause before “{after}”: what made this the right moment to start again?
    >
    What the pause was for: [say it in a sentence]. // How I found my way back: [say how you
    looked, and what you were looking for].
* short | | whether you learn from what didn't last, without blaming anyone
E you were with {company} for less than a year: why did it end, and what would you ask before
    joining such a place again? >
    The plain reason it ended was [say it in one sentence, without blame]. // What I did while
    there: [say what you handed over in good order].
M your time as “{title}” at {company} was brief: what did you manage to finish in it? >
    What I was there to do was [say what you were hired for]. // What I got done: [name what was
    finished when you left].
* long | | how you kept growing without a change of employer
M you have been with {company} for years: how did you keep learning there, and what nearly made
    you leave? >
    What kept it interesting was [say what changed over the years]. // To keep learning I [say
    what you took on, or asked for].
E of your years at {company}, which one taught you most, and why? >
    That was the year when [say which, and what happened]. // What I did: [say your part in it].
* turn | | a reason for the change, and what carries over
M you went from “{before}” to “{after}”: what drew you to another kind of work, and what carried
    over? >
    What I was looking for was [say why you changed]. // What carried over: [name one habit or
    skill of the old work that you use in the new].
E “{before}” and “{after}” are different worlds: which habit of the first helps you in the second?
    >
    What the new work needed was [say what was new to you]. // The habit that helps: [name it,
    with an example].
* weak | | your own part in what a team did
E which part of that was yours alone, and what would have been missing without you? >
    The part I was given was [say what you were asked to do]. // What I did myself: [name one
    thing with your hand in it].
E who else worked on that, and what did they rely on you for? >
    There were [say who worked on it]. // What they came to me for: [say what, with an example].
M your wording leaves open what came of it: what was different when you had finished? >
    What was expected of me was [say what you were asked for]. // What I did: [say the steps], so
    that [say what changed].
* unmeasured | | a sense of scale, where the line gives none
E how much or how many was that, roughly, and how would you find the exact figure? >
    In scale it was [add your number]. // What I did with it day to day: [say one typical piece of
    it].
M what was hard about that which a stranger would not guess? >
    What looks simple from outside was [say what made it hard]. // How I went about it: [say the
    steps, in order].
M how did you know, at the end of a week, that you had done that well? >
    Good work there meant [say what your manager or customer looked at]. // To make sure of it I
    [say how you checked your own work].
M what went wrong with that the first time, and what did you change? >
    The thing that went wrong was [say what, briefly]. // What I changed: [say what you do
    differently since].
* certificate | | use made of a certificate, not the paper
E you hold “{name}”: what have you done differently at work since you earned it? >
    I wanted it because [say why you sat for it]. // Where I used it: [name one piece of work].
M which part of “{name}” has turned out to be of least use in practice, and which of most? >
    What practice asks of me is [say what you do most]. // The part I use: [name it, with an
    example].
* project | | interest that nobody paid you for
E tell me about “{name}”: why did you start it, and when did you call it finished? >
    I wanted to find out [say what you set out to learn or solve]. // The hardest piece was [name
    it], and I solved it by [say how].
M if you began “{name}” again tomorrow, what would you throw away first? >
    What it had to do was [say for whom it was made]. // What I would change: [name the decision
    you would reverse, and why].
M who used “{name}” besides you, and what did they make you change? >
    It was meant for [say for whom]. // What I changed after hearing from them: [say what].
* study | | what study left behind besides a certificate
E you studied at {school}: which course or teacher still shapes how you work? >
    What I was after was [say why you chose it]. // I use it when [give one example from work].
M what did {school} not teach you that your first months of work did? >
    What I lacked was [name it]. // I learned it by [say how, and from whom].
* spoken | | languages used, not only listed
E your resume lists {language}: when did it last make a difference at work? >
    It was needed because [say with whom you spoke it]. // What I did: [tell the occasion in two
    sentences].
* first | | how far you have come
M think back to “{title}” at {company}: what would you do differently there, knowing what you know
    now? >
    What I was there to do was [say what you were hired for]. // With today's eyes I would [say
    what, and why].
E what did being “{title}” at {company} teach you that you still use? >
    I was new to [say what]. // What stayed with me: [name it, and where you used it last].
* migration | migrat*, transition*, replaced, switched, rollout, rolled out, modernized,
    converted, moved to, conversion | how you keep a change from breaking what people rely on
M how did you keep the old way running while the new one came in, and what nearly went wrong? >
    Nobody could stop working while it changed: [say who depended on it]. // The order I did it
    in: [say the steps, and where you could still have turned back].
M which people had to change their habits for that, and how did you get them to? >
    The people it touched were [say who, and what they feared]. // What helped them: [say what you
    explained, wrote or sat down to show].
M what did you leave as it was, although it could have been changed too? >
    Not everything had to move: [say what was fine]. // I left it because [say why], and told [say
    whom].
H at which point could you no longer turn back, and how did you decide to go on? >
    What was at stake was [say what would have been lost]. // Before that point I made sure of
    [say what you checked, and with whom].
* teaching others | mentor*, trained, train, training, coached, onboard*, taught | whether others
    grow beside you
E what did the people you taught there get wrong most often, and how did you teach it then? >
    They had to learn [say what]. // How I went about it: [say how you explained, showed and let
    them try].
M how did you notice that somebody you were training was not keeping up, and what did you do? >
    By the end they had to manage [say what, without help]. // What I did: [say what you noticed,
    what you said and what you changed].
* together | cross-functional, stakeholder*, collaborated, collaborating, partnered, liais*,
    coordinated, vendors | how you work with people you can't order about
M with whom was that hardest to agree, and what did each of you give up? >
    We wanted different things: [say what they needed and what you needed]. // How we met: [say
    what you offered, and what you asked for].
M when did two of those groups need opposite things from you, and whom did you disappoint? >
    The two things that clashed were [say which]. // What I did: [say how you decided, and how you
    told the one who had to wait].
* from nothing | built, founded, launched, created, established, introduced, started, set up,
    pioneered | what you do where nothing is there to copy
E why was that needed, and who asked for it? >
    Before, people [say how they managed without it]. // I began with [say the first version, and
    whom you showed it to].
M what did the first version leave out, and how did you choose? >
    It had to do [say the one thing it was for]. // What I left for later: [say what, and how you
    knew it could wait].
M how did you choose between building, buying and doing without? >
    What else was on offer was [say what]. // I chose by [say what you compared], and showed it to
    [say whom].
M who used it in the first week, and what did they make you change? >
    It was made for [say whom]. // What I changed after that week: [say what, and why].
M what did you copy, and what did you have to invent? >
    I looked at [say what]. // The part nobody could lend me was [say which], and I went about it
    by [say how].
M is it still in use, and what did you leave behind so that others could keep it going? >
    It had to outlast me: [say who was to take it over]. // What I left behind: [say what you
    wrote down, taught or automated].
E who there did you learn most from, and what was it? >
    I was new to [say what]. // They showed me [say what], and I used it when [say when].
* service | customer*, client*, guest*, patron*, members | patience that doesn't give things away
M tell me about somebody you served there who was right to be angry: what did you do, and what did
    you fix afterwards? >
    I had to put it right for [say in general terms who, and what had happened]. // What I did:
    [say what you said, what you offered, and what you changed for the next one].
E what were you asked for there most often that you couldn't give, and what did you say? >
    They wanted [say what]. // My answer was [say how you put it, and what you offered instead].
* pressure | deadline*, season, peak, urgent, on-call, on call, emergency, fast-paced, weekly,
    daily | order under pressure
E what did a bad week there look like, and what did you drop to get through it? >
    What couldn't wait was [say what]. // How I chose: [say what you put off, and whom you told].
M tell me about a time there when two things were due at once. >
    The two things were [say which, and by when]. // What I did: [say how you put them in order,
    and whom you asked].
* thrift | budget*, cost*, spend, savings, expense* | care with other people's money
M which saving did you decide against there, and why? >
    What was on the table was [say what could have been cut]. // I left it alone because [say what
    it would have cost later].
* change requests | audit*, compliance, regulat*, inspection*, policies, safety | doing it right
    when nobody looks
M when was following the rule there slower or dearer than bending it, and what did you do? >
    The rule that got in the way was [say which]. // What I did: [say what you told people, and
    how the work still got done].
@Situational
* ahead | | judgement where there is no rule to follow
E suppose a colleague takes that over from you in two weeks: what do you show first, and what do
    you write down? >
    I would show the part where one can do harm, let them do it once while I watch, and write down
    whom to ask. [Say to whom you have handed over work, and how.]
E suppose somebody asks for the same again, only by tomorrow: what do you answer? >
    I would ask what it is for, say what of it can be had by then and what it would lose, and let
    them choose. [Add an example.]
E suppose you had one minute with somebody who decides about your next step: how do you tell it? >
    I would say what was wrong before, what I did and what is different now, and stop there. [Say
    it in your three sentences.]
M suppose it had to be done again with one person fewer: what goes first? >
    I would keep what others build on, drop what only looks good, and say beforehand what will be
    late. [Say what you would drop.]
M suppose a new superior wants to undo that: how do you go about it? >
    I would ask what they miss, show what it replaced and what it costs, and help them if they
    still want to. [Add a time you had to let go of something.]
M suppose two people did that in two different ways, and both work: how do you settle on one? >
    I would look at which one a third person understands, and at what happens when it goes wrong.
    [Add an example.]
M suppose it goes well, and you are asked to do it for three others at once: what do you change? >
    I would find out what was special about the first, and teach one person in each place instead
    of going everywhere. [Say what would have to change.]
H suppose you find out months later that the outcome was not what you had reported: whom do you
    tell first? >
    I would check it once more, then tell whoever relied on it, with the right figure and what
    follows, before anybody asks. [Add a case if you have one.]
H suppose the one person who must agree to the next such step refuses without a reason: what do
    you do? >
    I would ask alone and without an audience, look for what they stand to lose, and offer a
    smaller step. [Add how you have won somebody over.]
H suppose you had to do that where nobody knows you and nothing is prepared: what are your first
    three moves? >
    I would listen to those who do the work now, make one small thing better for them, and only
    then propose the rest. [Say which three things you would do.]
@Problem-Solving
* cause | | a way from a symptom to its cause
E how would you find out whether that still holds today, a long time after? >
    I would look at the same measure in the same place, and ask the people it was made for. [Say
    what you would look at.]
E suppose somebody says that it made no difference: how do you find out whether they are right? >
    I would compare with a place or a time where it wasn't done, and ask what they would have
    expected to see. [Say which comparison you could make.]
M suppose the outcome got worse by a third without any change of yours: where do you look first? >
    I would look at what comes in before what I do, at how it is counted, and at when exactly it
    began. [Say where you would look.]
M suppose you had to reach the same with half the effort: where would you begin? >
    I would look at the step that takes longest and at the one nobody uses, and try without the
    second first. [Name the two steps.]
M which other cause could explain that outcome, and how would you rule it out? >
    I would name the two likeliest, and look for a case in which only one of them was there. [Name
    them.]
H suppose it is to be doubled: what is in the way, and how would you find out before you begin? >
    I would ask which person, machine or sum is used up today, and try the double on one day or in
    one place. [Say what is used up first.]
H which part of that does nobody need, and how would you prove it? >
    I would leave it out once, announced to one person only, and see who asks. [Name the part.]
""",
)

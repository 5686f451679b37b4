"""Questions for everybody: where the resume is thin, or its trade is one we have no sheet for."""

from __future__ import annotations

from services.analysis.interview.bank import profession

PLAIN = profession(
    "plain",
    "an applicant",
    titles="",
    words="",
    sheets="""
@Technical
E take me through that step by step, as if I were to do it tomorrow. >
    In order it goes like this: [say the first step, the ones between, and how you know you are
    done].
E which tools or papers did you need in front of you for that, and what was each one for? >
    What I had in front of me was [name each, with a word on its use].
E what does a beginner get wrong there, and how do you show it to them? >
    The usual slip is [name it]; I show it by [say how].
E how did you check your own work on that before anybody else saw it? >
    My check is [say what you look at, and against what].
M where in that does a small mistake turn into a large one, and how do you guard against it? >
    The step I watch is [name it], because [say what follows from a slip]; I guard it by [say
    how].
M which part of that would you do in another way today, and what stands in the way? >
    I would change [name it], since [say why]; what stands in the way is [say what].
M how did you decide what came first there, when it couldn't all be done? >
    What goes first is [say what], because [say why]; what waits is [say what].
M what did you have to know for that which you couldn't look up? >
    What only experience gives there is [name it]; I came by it [say how].
M who took over from you at the end of that, and what did they need from you to go on? >
    It went on to [say who]; what they need is [say what you hand over, and in what form].
M how would you tell, from the outcome alone, whether that had been done well or badly? >
    Done well, it shows in [say what you would see]; done badly, in [say what].
M what makes that harder than it sounds? >
    What people don't see is [say it]; I deal with it by [say how].
M if you had half the time for that, what would you leave out? >
    I would leave out [say what], and never [say what must stay], because [say why].
H which rule or habit in that does everybody keep though it is wrong? >
    The one I doubt is [name it]; what I have seen is [say what makes you doubt it].
H when was the right way of doing that not the right way for the case in front of you? >
    The case was [describe it in a sentence]; what I did instead was [say what, and with whose
    agreement].
H what would break first if there were ten times as much of that? >
    The first thing to give way is [name it], because [say why]; I would prepare by [say how].
@Behavioral
E which piece of your work so far would you show to somebody you respect, and why that one? >
    What it had to be was [say what was asked]. // My part in it: [say what you did].
E tell me about something you learned in the last year, and how you went about it. >
    I wanted to be able to [say what]. // I went about it by [say how, and how long it took].
E what did your last manager or teacher tell you to do more of, and what less? >
    What they wanted more of was [say what]; less of [say what]. // Since then I [say what you
    changed].
E when did you last ask for help, and what would have happened had you not? >
    I was stuck on [say what]. // I asked [say whom, in general terms] and [say what you did with
    the answer].
M tell me about a mistake of yours that others had to pay for. >
    What I had overlooked was [say what]. // I [say what you did in the first hour, and whom you
    told].
M when did you and somebody you worked with want opposite things, and what came of it? >
    We differed over [say what]. // I [say what you asked, what you gave up and what you kept].
M describe a time when what you were asked for was not what was needed. >
    I was asked for [say what]; what was needed was [say what]. // I [say how you raised it].
M tell me about work you did that nobody had asked for. >
    I had noticed [say what]. // I [say what you did, and whom you told].
M when did you have to finish something you no longer believed in? >
    I had come to doubt [say what, and why]. // I [say how you finished it, and what you said].
M what was the most useful criticism you have had, and what did you do with it? >
    I was told [say what, and by whom in general terms]. // I [say what you changed first].
H tell me about a time when doing the right thing cost you something. >
    The choice was between [say the two]. // I [say what you chose, and what it cost].
H when did you let somebody down, and how did you put it right? >
    I had promised [say what, and to whom]. // I [say what you told them, and what you did].
@Situational
E it is your first week here and nobody has time for you: how do you make yourself useful? >
    I would look for small work that someone is waiting for, do it well, and ask one person each
    day what is in their way. [Say what you did in your first week elsewhere.]
E two people each tell you that their work comes first: what do you do? >
    I would ask both what happens if theirs waits, tell each what the other said, and take it to
    whoever owns the order if they can't agree. [Add a time you did this.]
E you are given a task and no explanation: what do you ask, and of whom? >
    I would ask what it is for, who uses the outcome and what done looks like, and then show a
    first piece early. [Add an example.]
M you find out on a Thursday that you will miss Friday's deadline: what do you do first? >
    I would say so at once, with what can be ready on time and what can't, and let the one who
    waits for it choose. [Say whom you told the last time, and how.]
M a colleague takes credit for your work in a meeting: how do you handle it? >
    I would add to what was said rather than correct it, then talk to them alone the same day.
    [Add how you have handled something like it.]
M you are handed work that someone else began and left in poor order: how do you start? >
    I would first find out what is promised and to whom, then list what is there and what is
    missing before changing anything. [Add an example from your own work.]
H your manager asks you to leave out something unwelcome from a report: what do you do? >
    I would ask what worries them, offer to explain it better, and not sign what I know to be
    incomplete. [Say where your own line is, with an example if you have one.]
H you disagree with a decision that has just been made above you: what do you do on the next day?
    >
    I would say it once, clearly, to the person who decided, with what I would do instead, and
    then carry it out well unless it does harm. [Add a time you did this.]
H someone you rely on stops doing their part, and you are not their manager: what do you do? >
    I would talk to them first and ask what changed, agree on one thing by one date, and only then
    go further up. [Add what you have tried.]
@Problem-Solving
E the same small error comes back every week: how do you find where it comes from? >
    I would write down each case for a while, look for what they share, and change one thing at a
    time. [Name an error you traced like this.]
E you have a list of twenty open things and one afternoon: how do you choose? >
    I would mark what others wait for and what can't be undone later, do those first, and tell the
    rest when to expect theirs. [Say how you keep your own list.]
M something that worked for months stops working and nobody changed anything: where do you begin?
    >
    I would not believe that nothing changed: I would look at what is different about the failing
    cases, and go back to the last time it worked. [Add a case of your own.]
M you have two explanations for the same trouble and can only test one today: which one do you
    pick? >
    I would pick the one whose test is cheapest to be wrong about, and say beforehand what each
    outcome would mean. [Add an example.]
M how would you halve the time your most frequent task takes? >
    I would first watch where the time goes, since it is seldom where one thinks, then drop steps
    nobody uses before making any faster. [Name the task, and where its time goes.]
H figures from two sources that should agree don't, and both owners are sure: what do you do? >
    I would pick a single case and follow it by hand through both, until the two part ways. [Add a
    case where you did this.]
H you are asked to fix something and become convinced that the wrong thing is being fixed: how do
    you show it? >
    I would collect a few cases in which the fix would change nothing, and bring those rather than
    an opinion. [Add an example.]
* ! gap | | an honest answer and a way to close the gap
@Technical
M the posting asks for “{term}”, and your resume doesn't show it: what is the nearest you have
    done, and what would you have to learn first? >
    The rest I would have to learn, and I would begin with [say what you would read, practise or
    ask in the first weeks].
E “{term}” stands in the posting but not in your resume: have you met it at all, and where? >
    If I have met it elsewhere, it was [say where, or say plainly that you haven't].
M how would you get from what your resume shows to “{term}”, which the posting wants? >
    From there the way is [say the first two steps you would take, and how long they would need].
H where would your experience mislead you in “{term}”, which the posting asks for and your resume
    doesn't name? >
    What I would watch out for is [say which habit might not carry over, and whom you would ask].
@Situational
E say we need “{term}” from you in your second month, as the posting has it: how would you get
    ready, with nothing of it in your resume? >
    I would ask for a real, small piece of it in the first weeks, learn from whoever does it well
    here, and have my work checked until it needs no checking. [Add how you learned something like
    it before.]
M the posting wants “{term}”, which isn't on your resume, and a colleague asks you for it on your
    first day: what do you say? >
    I would say what I have done and what I haven't, offer to do it together once, and write down
    what I learn. [Add a time you learned on the job.]
H your first task turns out to need “{term}”, which the posting names and your resume doesn't, and
    nobody beside you knows it: what do you do? >
    I would say openly that it is new to me, find out what can't be undone before touching it, and
    reach someone who knows. [Add an example of asking in time.]
""",
)

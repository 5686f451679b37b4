"""Performing, music, film and the arts."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E how do you learn a part or a piece: what comes first, what last? >
    First comes [say what]; last [say what], because [say why].
M how do you warm up on a day when the voice, the hands or the head won't? >
    I [say what], and leave out [say what].
M what do you mark in a score, a script or a plan, and when? >
    I mark [say what], when [say when].
H which work did you have to do against your own taste, and how did you make it yours? >
    It was [say which]; I found my way in by [say how].
@Behavioral
E tell me about an evening that went better than any rehearsal. >
    It was [say which piece and place]. // What made it: [say what you did or let happen].
E what did a colleague on stage or set do that you have taken over? >
    I used to [say what]. // They [say what], and I [say what].
M tell me about something that went wrong before an audience. >
    It was [say what]. // I [say what you did in that moment, and afterwards].
M when did you disagree with a director, a conductor or a client? >
    They wanted [say what]. // I [say what you tried, and what you kept to yourself].
M tell me about a time you stepped in at short notice. >
    I had [say how long] to prepare [say what]. // I [say what you learned first, and what you
    left].
H when did you turn down work? >
    It was [say what]. // I [say why, and what it cost].
@Situational
E your partner is ill and the understudy has had one rehearsal: what do you do before curtain? >
    I would walk through the places that depend on the two of us, keep it simple, and give them
    what they need on stage. [Add an example.]
M a student or a young colleague is gifted and doesn't practise: what do you say? >
    I would ask what they play when nobody asks them, and begin there. [Add a case.]
M the hall is half empty: what changes in what you do? >
    Nothing in the work; I would play nearer, and thank those who came. [Add an example.]
H you are asked to go on with a voice or a hand that hurts: what do you do? >
    I would say so in time, see somebody who knows, and not go on for one evening at the price of
    a season. [Say what you have done.]
@Problem-Solving
E an ensemble drifts apart at the same bar every time: how do you find out why? >
    I would let two parts at a time do it, slowly, and listen for who waits for whom. [Add a
    case.]
M a programme has to be shorter by a quarter: what do you take out? >
    I would keep the line from the first to the last, and take out what says a thing twice. [Add
    what you have cut.]
H audiences get older each year: how would you reach others without losing these? >
    I would go where the others are with a few small things, and bring them one evening made for
    both. [Add what you have seen.]
"""

_TOPICS = """
@Technical
* ! Singing and music | vocal*, voice teacher, voice lessons, sang, choir, chorale, opera,
    orchestra, ensemble, piano, guitar, music*, recital*, conductor, commissioned works, soprano,
    tenor, violin, band | craft under the feeling
E what do you listen to in the others while you sing or play? >
    I listen to [say what], and follow [say whom].
M how do you prepare a new work that nobody has sung or played before? >
    I [say what: text, rhythm, with the composer].
H how do you keep a part fresh in its twentieth performance? >
    I [say what], and change nothing of [say what].
* ! Stage, film and production | actor, actress, theater, theatre, on stage, stage manager, stage
    assignments, film, director of, stage production, film production, theatre production, theater
    production, rehears*, premiere, premiered, lighting, sound design, sound engineer, audio
    systems, camera*, film editing, audio editing, dance*, choreograph*, costume* | doing it
    again, alive
E what do you need to know of a scene before you begin? >
    I need [say what]; the rest I find by [say how].
M what do you check in the hall an hour before? >
    I check [say what], since [say what once happened].
H how do you keep a production together when money, time or a lead is gone? >
    I would [say what you would simplify], and keep [say what]. [Add a case.]
* Writing and publishing | writer, author, poet*, novelist, debut novel, film scripts, radio
    scripts, screenplay*, manuscript*, translat*, editor of, proofread* | the reader
E what do you cut first in your own text? >
    I cut [say what], because [say why].
M how do you take an editor's changes? >
    I [say what: a day, then one by one], and fight for [say what].
H when is a text finished? >
    When [say what]; the last one I let go of [say when].
"""

ARTS = profession(
    "arts",
    "an artist",
    titles="""
vocalist | singer | musician | actor | actress | dancer | artist | writer | author | composer
pianist | conductor | stage manager | producer | film director | ensemble member | lead vocalist
filmmaker | choreographer | translator | dj | curator | sculptor | audio engineer
""",
    words="stage | performance in | repertoire | mainstage | exhibition* | opera | choir",
    sheets=_OWN + _TOPICS,
)

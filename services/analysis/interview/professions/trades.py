"""Trades, production, construction, maintenance and protection."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E what do you check on a tool or machine before you use it? >
    I check [say what, in order], and don't use it if [say what].
M how do you know that a job is right before anybody inspects it? >
    I look at [say what], and measure [say what].
M which shortcut have you seen that always comes back, and what do you do instead? >
    It is [say which]; it comes back as [say what], so I [say what].
H a drawing and the thing in front of you don't agree: what do you do? >
    I would stop, measure again, and ask whoever drew it before I cut. [Add a case.]
@Behavioral
E tell me about a piece of work that you would show your family. >
    It had to [say what]. // I [say what you did, and which part was hard].
E what did an old hand teach you that saved you trouble? >
    I used to [say what]. // They showed me [say what].
M tell me about a job that you had to do twice. >
    What was wrong was [say what]. // I [say what you did the second time, and who paid for it].
M when did you and another trade stand in each other's way? >
    We both had to [say what]. // We [say how it was settled].
M tell me about a day on which something nearly happened. >
    It was [say what]. // I [say what you did, whom you told and what changed].
H when did you refuse work because it was not safe? >
    I was told to [say what]. // I [say what you said, and what came of it].
@Situational
E a colleague works without protection because it's only for a minute: what do you do? >
    I would say it to them at once, hand it to them, and not make a joke of it. [Add an example.]
M the customer wants a thing done that isn't to code: what do you say? >
    I would say why the rule is there, offer what is allowed, and not do the other. [Add a case.]
M a part is missing, and the machine stands: what do you do? >
    I would find out how long, look whether it can run safely without, and tell the shift what to
    expect. [Add a case.]
H you smell gas, or see smoke, where nobody has raised an alarm: what are your steps? >
    I would get people out, cut it off if that is safe, call, and go back for nothing. [Say what
    training you have had.]
@Problem-Solving
E a machine stops every hour or so and starts again by itself: how do you look for the cause? >
    I would write down when, look at heat, sensors and cables that move, and change one thing at a
    time. [Add a case.]
M pieces come out slightly off, all in the same direction: what do you look at? >
    I would look at the stop, at wear and at how it was set up, before I touch the program. [Add a
    case.]
H a fault has been repaired three times by three people and is back: how do you go about it? >
    I would ask each what they saw rather than what they did, and look one step before the part
    that breaks. [Add a case.]
"""

_TOPICS = """
@Technical
* ! Electrical, plumbing and building trades | electrician, wiring, conduit, plumb*, pipes, pipe
    fitting, pipework, carpent*, roof*, drywall, mason*, painting, painter, tiling, blueprint*,
    framing, hvac technician, insulation | work that is out of sight, and still right
E how do you make sure that something is dead before you touch it? >
    I [say what: switch off, lock, test, test the tester].
M where do you see water, heat or current go that the plan doesn't show? >
    I see it at [say where], and deal with it by [say how].
H you open a wall and find what nobody expected: what do you do first? >
    I would make it safe, take a picture, and tell the owner what it means before going on. [Add a
    case.]
* ! Machines and production | machine operator, cnc, lathe, milling, assembly line, production
    line, press operator, hydraulic press, printing press, quality inspection, calipers, set up
    machines, manufactur*, fabricat*, assembly of parts, assembly work, packaging line | the same,
    a thousand times
E how do you set up for a new batch, and when do you let it run? >
    I [say the steps]; it runs when [say what] is right.
M how do you see a part go bad before the gauge says so? >
    I see it by [say what: sound, chip, colour, heat].
H production wants speed and quality wants time: what do you do at your machine? >
    I would say what speed holds the tolerance, show it on a few parts, and let them decide with
    that. [Add a case.]
* Welding and metal | weld*, mig, tig, metalwork, soldering, sheet metal, blacksmith, metal
    fabrication | what holds
E how do you prepare a joint, and what happens if you don't? >
    I [say what]; otherwise [say what].
M how do you keep it from pulling out of shape? >
    I [say what: order, clamps, short runs, cooling].
H when would you not weld, although it could be welded? >
    I would not when [say when], and use [say what].
* Maintenance and vehicles | maintenance, mechanic, preventive maintenance, vehicle diagnostics,
    repairs, automotive, diesel, diesel engines, car engines, hydraulics, repaired, facility
    maintenance, technician | finding it before it breaks
E what do you listen to or feel for before you take anything apart? >
    I listen for [say what]; it tells me [say what].
M how do you plan upkeep when nobody wants to stop the machine? >
    I [say what: with the shift, in the gaps, with figures of what stops cost].
H when do you replace a thing that could still be repaired? >
    I replace when [say when], because [say what a stop costs].
* Safety and security work | osha, safety training, security guard, patrol, firefight*, police,
    military, surveillance, first aid, emergency response, safety inspections, soldier, access
    control, hazard* | calm, and going home in one piece
E what do you look for when you come to a place for the first time? >
    I look for [say what: ways out, what is odd, who is there].
M how do you get somebody to do what you say without raising your voice? >
    I [say what: stand, words, a choice].
H a drill showed that people do the wrong thing: what did you change? >
    It showed [say what]; what I would change or changed is [say what].
"""

TRADES = profession(
    "trades",
    "a tradesperson",
    titles="""
electrician | plumber | carpenter | welder | mechanic | machinist | machine operator
construction worker | maintenance technician | production worker | assembler | painter
hvac technician | foreman | roofer | security guard | police officer | firefighter | technician
factory worker | landscaper | janitor | cleaner | production operator | millwright | elektriker
mecánico | soldier | farm worker | custodian | quality inspector | auto technician | apprentice
infantry | military
""",
    words="workshop | power tools | job site | shift work | apprenticeship | journeyman",
    sheets=_OWN + _TOPICS,
)

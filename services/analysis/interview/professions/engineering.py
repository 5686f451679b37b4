"""Mechanical, civil, electrical and hardware engineering."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E which assumption do you write at the top of a calculation, and who checks it? >
    I write down [say what: loads, material, temperature], and it is checked by [say whom].
M how do you decide on a safety factor when no standard gives you one? >
    I go by [say what: spread of loads, what a failure does, how it is inspected].
M which tolerance did you loosen, and what did it save? >
    It was [say which]; it could go because [say what really mattered], and saved [add your
    number].
H what would you test if you could afford only one test of that design? >
    I would test [say what], since a failure there would [say what], and nothing else shows it.
@Behavioral
E tell me about a part or structure of yours that you have seen in use. >
    It had to [say what it was for]. // My part in it: [say what you calculated, drew or tested].
E what did somebody in the workshop or on site teach you that no course had? >
    I had drawn or planned [say what]. // They showed me [say what], and since then I [say what].
M tell me about a failure you had to explain. >
    What had failed was [say what]. // I [say how you found the cause, and what you ruled out].
M when did you and another discipline want the same space, budget or minute? >
    We both needed [say what]. // We settled it by [say how].
M tell me about a change that came late in a project. >
    It came from [say whom], when [say at which stage]. // I [say what you recalculated, what you
    refused and what it cost].
H when did you stop something that others wanted to go on with? >
    What worried me was [say what]. // I [say whom you told, with which evidence].
@Situational
E a supplier delivers a material slightly off the specification, and work waits for it: what do
    you do? >
    I would find out which property matters for this use, check it, and accept, accept with a
    limit or refuse in writing. [Add an example.]
M a drawing of yours is already in production when you see an error in it: what are your steps? >
    I would stop what can be stopped, tell those who build from it, find what is already made, and
    issue the change properly. [Add a case.]
M a client wants to save on something that you think matters for safety: what do you say? >
    I would show what it guards against, look for the saving elsewhere, and not sign for it
    without. [Add a case.]
H you are asked to sign off work that you have not seen: what do you do? >
    I would go and see it, or sign only for what I have checked, in so many words. [Say what your
    rules were.]
E a test result lies exactly on the limit: what do you do with it? >
    I would look at the uncertainty of the measurement, repeat it, and not round it in my favour.
    [Add an example.]
@Problem-Solving
E a machine or system works cold and fails warm: how do you go about it? >
    I would heat or cool one part at a time, watch what changes first, and look at expansion and
    contacts. [Add a case.]
M a part breaks at the same place every time, well below its rated load: what do you suspect? >
    I would look at the surface of the break, at notches and how often the load changes, and at
    how it is mounted. [Add a case.]
M measurements drift over a week: how do you tell the thing from the instrument? >
    I would measure something that can't change beside it, swap the instrument, and look at
    temperature. [Add an example.]
H cost has to fall by a fifth without a new design: where do you look? >
    I would look at the few parts that make most of it, at operations and at tolerances, and ask
    those who build it. [Add a saving of yours.]
"""

_TOPICS = """
@Technical
* ! Design and CAD | cad, solidworks, autocad, catia, creo, revit, inventor, bim, drawings, fusion
    360, drafting, gd&t, 3d model* | drawings that others can build from
E what makes a drawing good for the one who has to make the part? >
    It has [say what: datum, tolerances that matter, no more], and leaves out [say what].
M how do you build a model so that a late change of one dimension doesn't break it? >
    I [say what: few references, one skeleton, named parameters].
H where did a fit in the model not fit in the metal, and what did you change? >
    It was at [say where]; the cause was [say what], and I changed [say what].
* Analysis and simulation | fea, finite element, ansys, cfd, simulation*, simulink, matlab,
    abaqus, stress analysis, thermal analysis, labview | doubt about pretty pictures
E how do you know that a simulation is not nonsense before you look at the colours? >
    I check [say what: reactions, a hand calculation, a finer mesh].
M which boundary condition mattered most, and how did you settle it? >
    It was [say which]; I settled it by [say how].
H the test and the simulation differ by a third: which do you believe, and what do you do? >
    I would check the test's load path and sensors first, then my assumptions, and find one case
    where both must agree. [Add a case.]
* Structures and construction | structural, concrete, steel, bridge*, geotechnical, surveying,
    site inspection*, construction, building code*, drainage, roadway, hydraulic*, land
    development | public safety, and the site as it is
E what do you look at first when you walk onto a site? >
    I look at [say what: access, edges, water, what differs from the drawing].
M the ground is not what the report said: what do you do that same day? >
    I would stop what depends on it, have it looked at, and change the design rather than hope.
    [Add a case.]
H how do you tell a crack that is ugly from one that is dangerous? >
    I look at [say what: place, direction, width, whether it moves], and watch it by [say how].
* Electronics and control | pcb, circuit*, vhdl, verilog, fpga, embedded, plc, electrical, power
    electronics, firmware, microcontroller*, xilinx, modelsim, pspice, altium, control systems,
    scada, wiring, sensors, robotics | signals as they are, not as drawn
E a board comes back from the maker and does nothing: what do you measure first? >
    I measure [say your order: supply, clock, reset], with nothing else connected.
M how do you find a fault that shows once a day? >
    I [say what: a trigger, a log, heat, a loose connector], and leave it running.
M what did you do about noise, and how did you know where it came from? >
    It came from [say what]; I saw it by [say how], and changed [say what].
H what does your system do when its processor hangs, and how have you tried that? >
    It [say what: a watchdog, a safe state]; I tried it by [say how].
* Manufacturing and quality engineering | lean manufacturing, six sigma, dfm, tooling, spc, capa,
    fmea, injection molding, cnc, machining, prototyp*, root cause, continuous improvement, 5s,
    kaizen | making it right a thousand times
E how do you find out whether a process is able to hold a tolerance at all? >
    I measure [say what] over [say how long], and compare spread with what is allowed.
M which failure in an analysis of risks did you rate too low? >
    It was [say which]; what I hadn't seen was [say what].
H scrap goes up after a change that everybody swears was harmless: how do you prove what did it? >
    I would go back and forth between old and new on purpose, a few times, and count. [Add a
    case.]
* Energy and building services | hvac, renewable, solar, energy efficiency, turbine*,
    thermodynamic*, heat exchanger*, piping, power plant, boilers, refrigeration, wind farm |
    where the losses are
E where are the largest losses in that system, and how do you know? >
    They are in [say where]; I know from [say what was measured].
M how did you size it: by the worst day, the usual day, or what was there before? >
    I sized it by [say what], with [say which reserve], because [say why].
H the saving on paper has not arrived on the bill: how do you find out why? >
    I would look at hours and set points before hardware, and compare with weather and use. [Add a
    case.]
"""

ENGINEERING = profession(
    "engineering",
    "an engineer",
    titles="""
mechanical engineer | civil engineer | electrical engineer | hardware engineer
structural engineer | design engineer | project engineer | manufacturing engineer
quality engineer | process engineer | chemical engineer | aerospace engineer
electronics engineer | engineering technician | industrial engineer | maintenance engineer
field engineer | environmental engineer | energy engineer | surveyor | architect
robotics engineer | test technician | drafter | biomedical engineer | ingeniero civil
ingeniero mecánico | materials engineer | automotive engineer | production engineer
""",
    words="""
mechanical engineering | civil engineering | electrical engineering | computer engineering
tolerances | prototype* | asme | ieee | pe license | fe exam
""",
    sheets=_OWN + _TOPICS,
)

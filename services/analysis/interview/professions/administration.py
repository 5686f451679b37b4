"""Offices: administration, assistance, coordination and records."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E what do you do in the first quarter of an hour of a working day, and why in this order? >
    I look at [say what], then [say what], because [say who waits for it].
M how do you keep a calendar for somebody who says yes to everybody? >
    I [say what: what is fixed, what can move, who may move it], and ask [say what] once a day.
M which list or file in the office would be missed most if you were ill, and who could go on with
    it? >
    It is [say which]; [say whom] could, because [say what is written down].
H how do you find out which of the things you do every week nobody needs? >
    I would stop one and see who asks, after asking those it goes to. [Say what you stopped.]
@Behavioral
E tell me about something small that you put in order and that made life easier for everybody. >
    Before, people [say how they managed]. // I [say what you did].
E when did you have to say no to somebody above you? >
    They wanted [say what]. // I [say how you put it, and what you offered].
M tell me about a day on which everything you had planned fell apart. >
    It began with [say what]. // I [say what you did first, and what you left].
M when did you find out something by accident that was not meant for you? >
    It concerned [say in general terms what]. // I [say what you did, and did not do].
M tell me about a visitor or caller who was difficult. >
    They wanted [say what]. // I [say what you said, and whom you fetched].
H when did a mistake of yours reach the outside, a wrong letter or date? >
    It was [say what]. // I [say how you noticed, whom you called and what you check now].
@Situational
E two people need the same room at the same hour: what do you do? >
    I would look which can move more easily, have the other place ready, and ask rather than
    order. [Add an example.]
E you are asked for a file that you may not give: what do you say? >
    I would say kindly that I can't, and who can decide it. [Add an example.]
M your manager is away, and something with a deadline of today needs a signature: what now? >
    I would find out who may sign in their place, and reach the manager by any way we agreed on.
    [Add a case.]
M a supplier calls and says that the order you placed never came in: what do you do? >
    I would send the proof, ask for the earliest date, tell those who wait, and see whether others
    can deliver. [Add a case.]
H you see that somebody charges private things to the office: what do you do? >
    I would check that I read it right, then tell the person the rules name, with the paper and
    without a verdict. [Say what your rules were.]
@Problem-Solving
E papers get lost between two desks: how do you find out where? >
    I would follow one by hand, note every stop, and take away the stops that add nothing. [Add a
    case.]
M appointments are missed more and more often: how do you go about it? >
    I would look at which kind and which hour, ask a few why, and try a reminder with one of them.
    [Add what you did.]
M supplies cost a fifth more than last year, with the same staff: where do you look? >
    I would compare item by item, price and amount apart, and look at who orders. [Add what you
    found.]
H how would you move an office's paper into files without closing for a day? >
    I would begin with what is new, take the old when somebody asks for it, and settle names and
    rights first. [Add what you have done.]
"""

_TOPICS = """
@Technical
* ! Office and supplies | office manage*, office operations, office supply, supplies, office
    facilities, facilities budget, facilities and office, office locations, office vendors, office
    equipment, front desk, badge access, work site, building security, office support, purchasing
    supplies, purchased supplies | things that work because somebody thought of them
E how do you know that something will run out before it does? >
    I [say what: a list, a mark on the shelf, last year's use].
M how did you change a supplier, and what did you ask before? >
    I asked [say what: price, delivery, who answers], and tried [say what].
H you look after several places at once: how do you notice what goes wrong where you aren't? >
    I [say what: one person each, a weekly call, figures], and go there when [say when].
* ! Diaries, travel and meetings | calendar*, scheduling, appointment*, travel arrangements,
    meeting minutes, client meeting, daily schedule, took minutes, minutes of meetings, event
    planning, executive assistant, travel booking, room booking, volunteer schedules | other
    people's time
E what do you ask before you put a meeting in? >
    I ask [say what: what for, who must, how long].
M how do you write minutes that people use? >
    I write [say what: what was decided, who, by when], and send them by [say when].
H a trip falls apart on a Sunday evening: what do you have in hand? >
    I have [say what: numbers, copies, a second way], and call [say whom] first.
* ! Records and data entry | data entry, filing, record keeping, client records, personnel
    records, file storage, database entry, document management, electronic file, inventory of,
    typing, archives, library collections, typed | being able to find it again
E how do you name a file so that somebody else finds it? >
    I [say what: date first, one word list], as in [give one].
M how do you check what you have typed in, when there is much of it? >
    I [say what: totals, a sample, a second pair of eyes].
H what do you throw away, when, and who says so? >
    I go by [say what: law, contract, the house's list], and note [say what].
* Front office in health and public service | medical billing, front office, patient scheduling,
    physicians and nurses, medical practice, dental practice, insurance claims, reception*, public
    service, permits, benefits claims, service counter | discretion, and kindness at a counter
E what do you never say aloud at a front desk? >
    I never say [say what]; instead I [say what].
M somebody comes back for the third time over one missing paper: what do you do? >
    I look up what is wanted, call [say whom] myself, and write down [say what they get to bring].
H the waiting room is full and the schedule is an hour behind: what do you do? >
    I would say so to each with a true time, let those go who can come again, and ask inside what
    can be moved. [Add a case.]
"""

ADMINISTRATION = profession(
    "administration",
    "an administrator",
    titles="""
administrative assistant | office manager | office coordinator | secretary | receptionist
executive assistant | office administrator | data entry | clerk | administrator
personal assistant | office assistant | administrative coordinator | senior office manager
sekretärin | secrétaire | asistente administrativo | medical secretary | file clerk
library assistant | records clerk | office clerk | coordinator
""",
    words="administrative | clerical | office | filing | microsoft word | outlook",
    sheets=_OWN + _TOPICS,
)

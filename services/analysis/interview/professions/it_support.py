"""Helping people with computers, and keeping their systems going."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E somebody calls and says that nothing works: what are your first three questions? >
    I would ask what they were doing, what they see, and whether it ever worked; the one that
    helps most is [say which, with an example].
M how do you tell over the phone whether it is the machine, the network or the account? >
    I have them try [say what, in order], and each answer rules out [say what].
M which fault did you solve often enough to write it down for others? >
    It was [name it]; the note says [say the steps in a sentence], and lives in [say where].
H how do you set up a new machine so that the next one takes a tenth of the time? >
    I would [say what: an image, a script, a list], and keep [say what] by hand because [say why].
@Behavioral
E tell me about somebody who was afraid of the computer, and how you helped. >
    They needed to [say what]. // I [say how you went about it, and what you let them do
    themselves].
E when did you not know the answer while the user was waiting? >
    The trouble was [say what]. // I [say what you told them, where you looked and by when you
    called back].
M tell me about an angry user who had every reason to be. >
    It had gone wrong for [say how long, and what it cost them]. // I [say what you said first,
    what you fixed and what you changed for others].
M when did a fix of yours make something else worse? >
    I had changed [say what]. // I [say how you noticed, and how you took it back].
H tell me about a request that you had to refuse for security's sake. >
    They asked for [say what]. // I [say what you answered, and what you offered instead].
@Situational
E a director wants help now while you are in the middle of somebody else's outage: what do you do?
    >
    I would say honestly how many people are stuck, offer a time or a colleague, and go on with
    the outage. [Add an example.]
E a user gives you their password so that it goes faster: what do you say? >
    I would stop them, have them type it themselves and change it, and explain why in a sentence.
    [Add an example.]
M somebody has opened an attachment and their files have odd names: what are your first steps? >
    I would take the machine off the network without switching it off, tell whoever handles such
    cases, and look who else got it. [Add what your procedure was.]
M a whole floor is offline and the network team can't be reached: what can you do? >
    I would find out how far it reaches, check power and the switch, tell people what we know, and
    keep notes for whoever comes. [Add a case.]
H you find, during a repair, files that should not be on a work computer: what do you do? >
    I would stop, touch nothing more, and report it the way the policy says, without talking about
    it. [Say what rules you have worked under.]
@Problem-Solving
E a printer works for one person and not for the next one: how do you narrow it down? >
    I would swap one thing at a time: the user on the other machine, then another document, then
    the queue. [Add a case.]
M a laptop is slow only in the mornings: how do you find out why? >
    I would look at what starts then: updates, scans, synchronising, sign-in over a slow line.
    [Add what you found.]
M the same ticket comes in ten times a week: what do you do besides answering it? >
    I would find what these users share, fix that or write a page they find themselves, and count
    whether it helps. [Add an example.]
H half the company can't sign in after a change nobody admits to: how do you go about it? >
    I would compare one who can with one who can't, look at what changed in the last hour, and be
    ready to undo it. [Add a case.]
"""

_TOPICS = """
@Technical
* ! Hardware and desktops | computer hardware, hardware, desktop*, laptops, computer monitors,
    printers, disk imaging, computer imaging, tablets, set up computer, peripherals, applecare |
    order, and nothing lost
E what do you check before you open the machine? >
    I check [say what: warranty, backup, the simplest cause], and ask [say what].
M how do you replace somebody's computer without them losing half a day? >
    I prepare [say what] beforehand, move [say what], and sit with them for [say what].
H which faults do you repair, which do you send away, and how do you decide? >
    I decide by [say what: age, cost, how long somebody is without it].
* ! Accounts and software | active directory, office 365, software updates, updated software,
    group policy, intune, software management, new software, installed software, installed
    computers, microsoft exchange, exchange server, permissions, password* | rights given with
    care
E somebody leaves on Friday: what do you switch off, and in which order? >
    I switch off [say the order]; their files go to [say whom].
M how do you bring a new program to people who were happy with the old one? >
    I would try it with a few, write one page, be there on the first day, and keep the old one for
    [say how long].
H an update breaks one program that a department lives from: how do you go on? >
    I would hold the update for them, take it back where it is, and test with them before the
    next. [Add a case.]
* ! Tickets and users | help desk, helpdesk, tickets, ticketing, servicenow, zendesk, customer
    questions, tech issues, troubleshoot*, technical support, remote support, chat and phone, end
    users | people first, without losing the thread
E what must a ticket say so that a colleague can go on with it? >
    It says [say what: what was seen, tried, promised].
M how do you choose between an old small ticket and a new large one? >
    I go by [say what: how many are stuck, what was promised], and tell the other [say what].
M which problem did you solve from afar that seemed to need a visit? >
    It was [say what]; I had them [say what] and saw [say what].
H how do you show that support is good, when people only notice it when it is bad? >
    I would show [say which figures: repeat calls, time to first answer], and what we made
    unnecessary.
"""

IT_SUPPORT = profession(
    "it_support",
    "a support technician",
    titles="""
desktop support | it support | support technician | help desk | helpdesk | system administrator
systems administrator | network administrator | it technician | technical support | it specialist
support specialist | it manager | network technician | field technician | sysadmin | it analyst
""",
    words="""
it support | it skills | comptia | troubleshooting | windows | tech support
""",
    sheets=_OWN + _TOPICS,
)

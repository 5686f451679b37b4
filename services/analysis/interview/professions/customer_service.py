"""Answering customers: call centres, service desks, complaints."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E what do you say in the first sentence to somebody who has waited for half an hour? >
    I say [give the sentence], and then let them finish.
M how do you keep an answer short without sounding as if you wanted to be rid of them? >
    I [say what: repeat the trouble in their words, one step at a time].
M which rule of the house do customers understand least, and how do you explain it? >
    It is [say which]; I explain it by [say how].
H when do you give somebody more than the rule allows, and how do you account for it? >
    When [say when]; I write down [say what], and tell [say whom].
@Behavioral
E tell me about a customer you remember fondly. >
    They had come with [say what]. // I [say what you did that you needn't have].
E tell me about a customer you could not satisfy. >
    They wanted [say what]. // I [say what you offered, and how you ended it decently].
M when did you see the same complaint again and again, and what did you do besides answering? >
    It was about [say what]. // I [say what you wrote down, whom you told and what changed].
M tell me about a time you were shouted at. >
    The trouble behind it was [say what]. // I [say what you said, and when you would have ended
    the call].
M when did a colleague give a customer wrong information, and you had it on the line? >
    They had been told [say what]. // I [say what you said about it, and what you said inside].
H tell me about a day with twice as many calls as people. >
    What had happened was [say what]. // I [say how you kept calls short, what you put off and how
    you kept calm].
@Situational
E a customer asks for your manager before you have said a word: what do you do? >
    I would say that I'll gladly fetch them and ask what happened, so that nobody needs to tell it
    twice. [Add an example.]
M you see that a customer pays for something they never use: what do you say? >
    I would tell them, and what it would cost otherwise, whether they ask or not. [Add an
    example.]
M two systems show different orders for the same person, and they are on the phone: what now? >
    I would tell them what I see, ask what they have in hand, and call back within the hour rather
    than guess. [Add a case.]
H a caller sounds as if they might harm themselves: what do you do? >
    I would stay on the line, ask plainly, keep to the house's procedure and get a colleague to
    call for help. [Say what training you have had.]
E somebody can't tell you the security answer, and it is surely them: what do you do? >
    I would stay friendly and firm, and offer the other ways to prove it. [Add an example.]
@Problem-Solving
E people call twice for the same thing: how do you find out why? >
    I would listen to a few first calls, and look for what was promised and when. [Add a case.]
M satisfaction falls and nothing has changed: where do you look? >
    I would look at who answers the survey, at waiting times by hour, and read the words beside
    the marks. [Add what you found.]
H how would you take a fifth of the calls away without hiding the number? >
    I would take the most frequent reason and mend it at its source: the letter, the page, the
    bill. [Add an example.]
"""

_TOPICS = """
@Technical
* ! Complaints and service | customer service, customer support, complaint*, customer
    satisfaction, customer-satisfaction, resolved tickets, service quality, customer experience,
    client service, nps, escalation* | making it right, once
E what do you write down while they talk, and what do you read back? >
    I write [say what]; I read back [say what].
M when do you hand a case on, and what goes with it so that they need not begin again? >
    I hand it on when [say when]; with it goes [say what].
M which figure were you measured by, and when did it get in the way of helping? >
    It was [say which]; it got in the way when [say when].
H how do you write to somebody who is right, when the answer is still no? >
    I say first that they are right about [say what], then [say what follows], and no phrases.
* Calls and chat | call center, call centre, inbound calls, outbound calls, live chat, phone
    support, switchboard, phone and email, calls a day, calls per | the voice, and the clock
E how do you end a call that could go on for ever? >
    I [say how: sum up, the next step, a date].
M how do you handle three chats at once without mixing them up? >
    I [say what: notes, one open question in each, telling them].
H what would you put in a script, and what never? >
    In it belongs [say what]; never [say what], because [say why].
* Teams of agents | agents, trained new agents, playbook, quality monitoring, coaching agents,
    shift lead, team of agents | service through others
E how do you give feedback on a call you listened to? >
    I let them hear it first, ask [say what], and pick one thing.
M how did you decide what belonged into a playbook? >
    It had [say what: frequent, costly, settled], and left open [say what].
H your best agent breaks every rule and customers love them: what do you do? >
    I would find out which rule they are right about, and hold them to the rest. [Add a case.]
"""

CUSTOMER_SERVICE = profession(
    "customer_service",
    "somebody who serves customers",
    titles="""
customer service | customer support | customer success | call center | call centre agent
customer care | customer service representative | client services | support agent | contact center
service advisor | customer experience | call centre | senior support specialist
""",
    words="callers | customer satisfaction | helpline | service level",
    sheets=_OWN + _TOPICS,
)

"""Selling, accounts and business development."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E what do you find out about a customer before you ever call them? >
    I look for [say what: their trouble, who decides, what they use now], in [say where].
M how do you tell a prospect who will buy from one who likes to talk? >
    I ask [say what: who decides, by when, what happens if nothing is done].
M what is in your forecast, and how far off was the last one? >
    It holds [say which stages, at which odds]; the last one was off by [add your number].
H how do you hold a price against a buyer who has a cheaper offer in hand? >
    I would ask what would be different with it, trade for something rather than give, and be
    ready to lose it. [Add a case.]
@Behavioral
E tell me about a sale you are proud of, and one reason that it was not only the product. >
    The customer's trouble was [say what]. // I [say what you asked, whom you brought together and
    what you left out].
E tell me about a sale you lost late. >
    It hung on [say what]. // I [say what you asked afterwards, and what you changed].
M when did you advise a customer against buying? >
    They wanted [say what]. // I [say what you told them, and what came of it].
M tell me about a month in which you were far from your target. >
    What was missing was [add your number]. // I [say what you did more of, what less, and with
    whom you talked].
M when did you have to win back somebody who had left in anger? >
    They had left because [say why]. // I [say what you admitted, offered and delivered].
H when did a colleague's promise to a customer become your problem? >
    What had been promised was [say what]. // I [say what you told the customer, and what you
    settled inside].
@Situational
E a customer asks a question you can't answer in the middle of a demonstration: what do you do? >
    I would say that I don't know, ask why it matters to them, and bring the answer by an hour we
    agree on. [Add an example.]
E a shopper or caller says that they are only looking: what do you say? >
    I would leave them room, say one useful thing, and come back with a question about what it is
    for. [Add an example.]
M your contact loves it, and you have never met the one who signs: how do you get there? >
    I would give my contact something worth showing, and ask what that person will be asked about
    it. [Add a case.]
M a good customer wants a discount that you may not give: how do you go on? >
    I would ask what it would have to be for, look at volume, term or scope, and say no clearly if
    there is nothing. [Add a case.]
H on the last day of the quarter a customer would sign for something we can't deliver on time:
    what do you do? >
    I would tell them the true date and let them sign for that one or not at all. [Say where you
    have met this.]
@Problem-Solving
E many first meetings, few second ones: how do you find out what is wrong? >
    I would listen to a few of them, look at whom we met and what was promised, and change one
    thing for a week. [Add an example.]
M one region sells half as much as its neighbour with the same product: how do you go about it? >
    I would compare who is called on, how often, at which price and who else sells there, before
    comparing people. [Add a case.]
M deals stick at the same stage: how do you loosen them? >
    I would ask three customers what they are waiting for; it may be somebody we haven't met.
    [Add what you found.]
H how would you build a territory that has never been sold to? >
    I would pick a narrow kind of customer, talk to a dozen without selling, and only then choose
    a message. [Add how you have begun somewhere.]
"""

_TOPICS = """
@Technical
* ! Prospecting and pipeline | prospect*, cold call*, lead generation, sales leads, qualified
    leads, inbound leads, new leads, pipeline of, sales pipeline, sales outreach, quota, new
    business, business development, sales territory | work that is done when nothing comes
E how does a first message of yours begin, and why does anybody answer it? >
    It begins with [give the sentence]; people answer because [say why].
M how many first contacts does it take you for one sale, and where do you lose most? >
    About [add your number]; most are lost at [say where], because [say why].
H which kind of customer did you stop chasing, and what did your figures do? >
    It was [say which]; afterwards [say what happened], in figures [add your number].
* ! Key accounts | account management, key account*, client relationship*, customer retention,
    renewal*, upsell*, cross-sell*, portfolio of clients, enterprise contracts, accounts worth,
    account executive | staying useful after the signature
E how do you notice that a customer is about to leave before they say so? >
    I notice by [say what: use, tone, a new contact].
M how did you grow an account without selling them what they don't need? >
    I [say what you looked for, and whom you talked to].
H your product has failed a large customer for a week: what do you do each day? >
    I would call every day at the same hour with what we know, bring the one who fixes it, and
    settle money afterwards. [Add a case.]
* ! Negotiating and closing | negotiat*, closed deals, sales contracts, negotiated contracts,
    closing deals, closing sales, proposals, rfp*, pricing, rate-renegotiation, tenders, bids |
    knowing what you can give up
E what do you write down before a negotiation starts? >
    I write down [say what: aim, limit, what they need, what I can trade].
M which concession cost you little and meant much to them? >
    It was [say what]; I knew from [say what].
H when did you walk away, and how did you know that it was time? >
    It was when [say the sign]; what came of it was [say what].
* ! CRM and sales figures | salesforce, crm, hubspot, sales forecast*, sales report*, sales
    target*, revenue growth, sales goals | honesty in the system
E what do you write after a visit, so that somebody else could go to the next? >
    I write [say what], on the same [say when].
M which field in the system is always wrong, and why? >
    It is [say which], because [say why]; I work around it by [say how].
H your pipeline looks twice as large as it is: what do you take out? >
    I would take out what has no date, no decision maker or no next step. [Say what was left when
    you did.]
"""

SALES = profession(
    "sales",
    "a salesperson",
    titles="""
sales | sales representative | account executive | account manager | business development
sales manager | sales executive | sales engineer | inside sales | sales director | salesperson
real estate agent | insurance agent | telemarketer | key account manager | vendedor | vertrieb
sales consultant | territory manager | sales development representative
""",
    words="""
quota* | revenue target* | b2b | b2c | deal* | clients | sold
""",
    sheets=_OWN + _TOPICS,
)

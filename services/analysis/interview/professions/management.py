"""Leading departments and companies."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E which three figures do you ask for on a Monday, and what do you do with each? >
    They are [name them]; each leads to [say what decision].
M how do you decide what you must know yourself and what you leave to others? >
    I keep [say what]; I leave [say what], and look at [say what] now and then.
M what did you stop doing in order to pay for something new? >
    It was [say what]; the money or people went to [say what].
H where is your organisation built for yesterday's business, and what would you change first? >
    It is at [say where]; I would change [say what], and leave [say what] for later.
@Behavioral
E how did you spend your first hundred days in a role of yours? >
    What was expected was [say what]. // I [say whom you listened to, and what you changed first].
E tell me about somebody you developed who is better than you at something. >
    What I had seen in them was [say what]. // I [say what you gave them, and what you kept out
    of].
M tell me about a decision that was right and unpopular. >
    The choice was between [say the two]. // I [say how you told people, and what you listened
    to].
M when did you hire the wrong person, and how long did it take you to act? >
    What I had misjudged was [say what]. // I [say what you did, and what you ask since].
M tell me about a conflict between two of your own people. >
    It was about [say what]. // I [say what you said to each, and what you decided].
H when did you have to let people go, and how did you do it? >
    What had to be saved was [say what]. // I [say how you chose, who told them and what you did
    for them].
@Situational
E a good employee hands in their notice: what do you say? >
    I would ask what made them look, listen without an offer in hand, and tell the team myself.
    [Add an example.]
M your budget is cut by a fifth in the middle of the year: how do you go about it? >
    I would stop whole things rather than shave all, tell people soon, and protect what earns next
    year. [Add a case.]
M the board or your superior wants growth, and your people are exhausted: what do you do? >
    I would show what is being dropped already, choose two aims, and say no to the third. [Add a
    case.]
H you learn that your best earner behaves badly towards others: what do you do? >
    I would hear those concerned, act on what is true as with anybody, and say why. [Add a case,
    without names.]
H you have to announce something on Friday that will probably change on Monday: what do you say? >
    I would say what is settled, what isn't, and when they will hear more. [Add an example.]
@Problem-Solving
E meetings have eaten the week: how do you get it back? >
    I would cancel all that repeat for a month and let those return that somebody misses. [Add
    what you have tried.]
M two departments each reach their goals, and the customer is unhappy: how do you find out why? >
    I would follow one order through both, and give them one figure in common. [Add a case.]
M profit falls though sales rise: how do you take that apart? >
    I would look at profit by customer and product, at discounts and at what it costs to serve
    each. [Add an analysis.]
H you take over a unit that loses money, and its own people have given it up: where do you begin? >
    I would find the part that works, talk to its customers, and make one thing visibly better in
    a month. [Add a case.]
"""

_TOPICS = """
@Technical
* ! Building and leading teams | scaled engineering team, built a team, member team, built team,
    headcount, managed a team, managed team, hired, org design, engineering team, direct reports,
    department of, administrative staff, led a team, led team, leadership, staff across, remote
    team | people who can do without you
E how did you choose the first people for a team of yours? >
    I looked for [say what], and took [say in general terms whom].
M at which size did your team stop working as it had, and what did you change? >
    It was at about [add your number]; I changed [say what].
M how do you hear bad news early? >
    I [say what: whom I ask, how I take it].
H how do you lead people in places where you are never? >
    I [say what: one rule for all, one person each, when I go there].
* ! Budgets and results | budget of, annual budget, p&l, profit and loss, revenue growth, raised
    funding, raised capital, series a, seed round, cost reduction, ebitda, business results,
    management budget, funding, margin, profitab* | where money goes, and comes from
E what is the largest item in your budget, and what would happen at a tenth less? >
    It is [say which]; at a tenth less [say what].
M which investment did you turn down, and were you right? >
    It was [say which]; looking back [say what].
H what did you promise those who gave the money, and how did you tell them when it changed? >
    I had promised [say what]; I told them [say how and when].
* ! Strategy and change | strateg*, transformation, product vision, company vision, expansion, new
    market*, restructur*, turnaround, merger*, acquisition*, digital transformation, reorgani* |
    choosing what not to do
E say your strategy in two sentences that a new employee would understand. >
    We [say for whom you do what]; therefore we don't [say what].
M which sign would tell you that your strategy is wrong? >
    It would be [say which], by [say when].
H how did you carry people through a change that was bad for some of them? >
    I [say what: who heard it first, what was offered, what you didn't promise].
* Founding | founder, co-founder, founding member, startup*, self employed, entrepreneur*, own
    business, started own, freelance | doing without a net
E why did you begin, and when did somebody first pay you? >
    I began because [say why]; the first who paid was [say in general terms who].
M what did you believe about customers that turned out false? >
    I believed [say what]; they [say what they did].
H what would have made you stop, and how near did you come to it? >
    I would have stopped at [say what]; we came [say how near].
* Operations at scale | regional, multi-site, multiple locations, several locations, operations
    director, director of operations, safety and regulatory, across regions, compliance program*,
    service delivery, several sites, multiple sites, across sites | the same standard everywhere
E how do you know that a place you don't see works well? >
    I look at [say what], and come on [say when].
M what is decided in the places, and what at the centre? >
    In the places [say what]; at the centre [say what], because [say why].
H one site does it another way and is better: what do you do? >
    I would go there, find out which part does it, and let them show the others. [Add a case.]
"""

MANAGEMENT = profession(
    "management",
    "a manager",
    titles="""
chief executive | ceo | cto | coo | director | vice president | general manager
managing director | president | head of | owner | founder | co-founder | partner
director of operations | executive director | engineering manager | department manager
regional manager | district manager | geschäftsführer | gerente | board member | chief
senior manager | branch manager | team lead | supervisor | founder & ceo
""",
    words="executive | leadership | board of directors | strategic | mba",
    sheets=_OWN + _TOPICS,
)

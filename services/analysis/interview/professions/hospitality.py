"""Hotels, restaurants, kitchens, shops and travel."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E how do you see within a minute of a shift which table, guest or corner needs you first? >
    I look at [say what: faces, empty hands, who has waited], and go to [say what].
M how do you sell something more without being a nuisance? >
    I [say what: ask what it is for, name one thing], and stop when [say when].
M what do you check at closing that the next shift would otherwise pay for? >
    I check [say what], and leave a word about [say what].
H how do you plan staff for a day that may be quiet or may be wild? >
    I look at [say what: last year, weather, what is on in town], keep one on call and say so.
@Behavioral
E tell me about a guest or customer who came back because of you. >
    They had first come for [say what]. // I [say what you remembered or did].
E tell me about your busiest hour. >
    What was going on was [say what]. // I [say what you did first, and what you let wait].
M when did you deal with somebody who was drunk, rude or both? >
    It began with [say what]. // I [say what you said, whom you fetched and where you drew the
    line].
M tell me about an order or a sale that went wrong by your fault. >
    It was [say what]. // I [say what you told them, and how you made up for it].
M when did you have to work with somebody who left you the unpleasant part? >
    It was about [say what]. // I [say what you said, and when].
H when did you refuse to serve or to sell? >
    They wanted [say what]. // I [say how you said no, and what came of it].
@Situational
E two customers both say that they were next: what do you do? >
    I would ask the first one kindly for a minute, take the shorter matter or get a colleague, and
    thank whoever waits. [Add an example.]
E a guest finds a hair in the food: what do you say? >
    I would take it away at once, say sorry without a story, bring what they would like and tell
    the kitchen. [Add an example.]
M you see a colleague put money from the till into a pocket: what do you do? >
    I would not accuse anybody, and tell the manager the same shift what I saw. [Say what the
    rules were where you worked.]
M the booking system has sold the same room or table twice: what now? >
    I would find something at least as good, call before they arrive, and pay for what the mistake
    costs them. [Add a case.]
H a guest collapses in the middle of service: what are your first steps? >
    I would send one for help and the kit, go to the person, keep others back, and meet the
    ambulance. [Say what first aid you have.]
@Problem-Solving
E the till is short three evenings running: how do you find out why? >
    I would count with two people at each change of hands, and look at which hours and returns.
    [Add a case.]
M sales fall on weekdays only: where do you look? >
    I would look at who came on those days before, at hours and neighbours, and ask a few. [Add
    what you found.]
H food or goods are thrown away every evening, and something is missing every noon: what do you
    do? >
    I would write down both for two weeks, cook or order less of the one, and prepare the other
    later. [Add what you did.]
"""

_TOPICS = """
@Technical
* ! Guests and service at table | guest*, waiter, waitress, food server, lead server, restaurant
    server, restaurant*, hotel, front desk agent, concierge, reservations, housekeeping, barista,
    bartender, hospitality, dining, table service | people who feel expected
E what do you notice about guests before they say anything? >
    I notice [say what], and it tells me [say what].
M how do you keep six tables in your head? >
    I [say what: one round, an order of my own, notes].
H the kitchen is half an hour behind: what do you tell whom? >
    I would tell each table the truth before they ask, bring something small, and hold new orders
    with the kitchen's word. [Add a case.]
* ! Shop floor and till | retail, cashier, retail store, store associate, in-store, merchandis*,
    sales floor, pos system, coffee shop, gift shop, shop floor, point of sale, cash register,
    product display*, stockroom, matched customers, product certification, boutique | knowing the
    goods and the people
E what do you ask somebody who doesn't know what they want? >
    I ask [say what: what for, what they have, what it may cost].
M how do you place goods so that they sell, and how do you know that they do? >
    I place [say what where]; I know from [say what].
H what do you do about theft without treating everybody as a thief? >
    I would greet, be near, keep costly things in sight, and follow the house's rule if it comes
    to it. [Add what you have seen.]
* Kitchen and food safety | chef, cook, kitchen, food safety, haccp, menu, catering, baking, food
    preparation, line cook, pastry, servsafe, allerg* | clean, hot, on time
E what do you taste, smell or check before anything leaves the pass? >
    I check [say what].
M how do you keep an allergen out of one plate on a full evening? >
    I [say what: own board, own pan, said aloud, last hand].
H how do you take a fifth off what a menu costs without anybody tasting it? >
    I would use more of each thing, cook what is in season, and look at what comes back on plates.
    [Add what you did.]
* Travel and events on site | guided tours, tour guide, tourists, travel agent, flight attendant,
    cabin crew, banquet, wedding*, ticketing, stage crew, live performances, weekend performances,
    venue, theatre, museum guests, box office | the show goes on
E what have you always with you on the day? >
    I have [say what], because [say what once happened].
M something fails ten minutes before the doors open: what was it, and what did you do? >
    It was [say what]; I [say what].
H a group wants to leave, and half of it is missing: what do you do? >
    I would stay with what was agreed, leave one person and a way to follow, and keep count. [Add
    a case.]
"""

HOSPITALITY = profession(
    "hospitality",
    "somebody in hospitality or retail",
    titles="""
waiter | waitress | bartender | barista | chef | cook | hotel | retail sales associate | cashier
store manager | restaurant manager | sales associate | front desk | housekeeper | flight attendant
shop assistant | server | concierge | retail | host | hostess | line cook | camarero | verkäufer
kitchen manager | tour guide | stocker | merchandiser | baker | hotel manager
""",
    words="guests | restaurant | store | shoppers | menu | hospitality management",
    sheets=_OWN + _TOPICS,
)

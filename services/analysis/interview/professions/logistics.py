"""Logistics, supply chains, warehouses, transport and operations."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E which figure do you look at first in the morning, and what do you do when it is bad? >
    I look at [say which]; when it is bad I [say what].
M how do you choose between a full truck tomorrow and a half one today? >
    I weigh [say what: what the customer was promised, the cost, what else goes that way].
M how do you set how much is kept in stock of something that sells badly but must never be
    missing? >
    I look at [say what: time to get it, how it sells, what a gap costs].
H where in your chain does one day's delay become a week's? >
    It is at [say where], because [say what is missed]; I guard it by [say how].
@Behavioral
E tell me about a shipment or an order that you saved. >
    What had gone wrong was [say what]. // I [say whom you called, and what it cost].
E when did somebody on the floor or on the road show you a better way? >
    I had planned it as [say what]. // They [say what], and I [say what you changed].
M tell me about a supplier or carrier who let you down again and again. >
    What was missing was [say what]. // I [say what you measured, what you said and what you did].
M when did you change a process that people were used to? >
    They were used to [say what]. // I [say how you tried it, with whom, and what you left as it
    was].
M tell me about a count or an inventory that didn't agree. >
    It was off by [add your number]. // I [say how you looked for it, and what it was].
H when did you stop a line or a delivery for safety's sake? >
    I had seen [say what]. // I [say what you did, and what people said].
@Situational
E a driver will be three hours late, and the dock closes in two: what do you do? >
    I would call the customer with the true time, ask for a slot in the morning or a late hand,
    and move what stands behind it. [Add an example.]
M demand for one item doubles within a week: what do you do in which order? >
    I would find out whether it lasts, share what there is by promise and not by loudness, and
    look for a second source. [Add a case.]
M the system says forty, the shelf says thirty-one: what do you do before you correct it? >
    I would look where the nine may be: last moves, returns, the shelf beside; and only then book
    it. [Add a case.]
H a lorry is loaded over its weight, and the customer waits: what do you say? >
    I would say that it doesn't leave like this, take off what can follow, and tell the customer
    myself. [Say what rules you have worked under.]
@Problem-Solving
E orders are packed wrong on one shift only: how do you find out why? >
    I would watch that shift, look at light, labels and who trains whom, before I look at people.
    [Add a case.]
M carriers cost a tenth more and nothing is faster: how do you take that apart? >
    I would split by lane, weight and extra charges, and look at the few lanes that make most of
    it. [Add a saving of yours.]
M on-time delivery is measured at nearly all, and customers complain: what is going on? >
    I would ask whose date it is measured against, and ring ten customers. [Add what you found.]
H how would you lay out a warehouse anew without closing it? >
    I would put what moves most where hands reach first, move one zone at a time at night, and
    keep the old places valid until it is empty. [Add what you have done.]
"""

_TOPICS = """
@Technical
* ! Warehouse and stock | warehouse*, inventory, stock, fulfillment, fulfilment, picking, packing,
    forklift, order-processing, cycle count*, wms, restock*, shipping and receiving, cold storage,
    storage space | knowing what there is
E how do you count while work goes on? >
    I count [say what: a few places each day, after the last pick], and look at [say what].
M what did you change in the order of picking or packing, and what did it bring? >
    I changed [say what]; it brought [add your number].
H stock is too high and things are missing: how can both be, and what do you do? >
    It is the wrong stock; I would look at what hasn't moved and at what ran out, item by item.
    [Add a case.]
* ! Transport and carriers | freight, carrier*, shipping rates, shipping costs, shipping
    department, shipment*, dispatch*, fleet, truck routes, route planning, delivery routes,
    delivery schedules, on-time delivery, customs, imports and exports, import and export, customs
    clearance, import documents, export documents, truck*, last mile, truck drivers, delivery
    drivers, logistics | promises on the road
E what do you ask a carrier before you give them a load? >
    I ask [say what: cover, times, who answers at night].
M how did you get a better rate, and what did you give for it? >
    I got it by [say how]; I gave [say what].
H goods are held at customs: what do you check, and whom do you call? >
    I check [say what: codes, value, papers], and call [say whom] with [say what].
* ! Procurement and supply planning | procurement, purchasing, supply chain, supplier*, sourcing,
    vendor management, demand planning, inventory planning, s&op, mrp, rfq, purchase order* |
    having it before it is needed
E how do you compare two offers that aren't alike? >
    I put [say what] side by side: the whole cost, not the price.
M how far ahead do you plan, and what do you do with what you can't know? >
    I plan [say how far]; for the rest I [say what].
H one supplier makes half of what you need: what do you do while all is well? >
    I would qualify a second one with small orders, and know how long we last without the first.
    [Add what you did.]
* Improving operations | process improvement, lean, six sigma, kpi dashboard, warehouse
    operations, operations team, warehouse workflow, sop*, standard operating, operational
    efficiency, throughput, bottleneck*, overnight logistics desk, daily operations | where the
    time really goes
E how do you find the narrowest place in a process? >
    I look where things wait, and [say what].
M which step did you take out, and who missed it? >
    It was [say which]; [say who] missed it, or nobody.
H an improvement of yours was gone half a year later: why, and what would hold it? >
    It went because [say why]; what would hold it is [say what].
"""

LOGISTICS = profession(
    "logistics",
    "somebody in logistics or operations",
    titles="""
logistics | warehouse | supply chain | operations coordinator | operations manager | dispatcher
driver | logistics coordinator | inventory manager | procurement | buyer | truck driver
delivery driver | shipping | operations analyst | purchasing | fleet manager | forklift operator
material handler | logistiker | warehouse associate | transport manager | courier | import
operations associate
""",
    words="supply chain management | freight | warehouse | on-time delivery | pallet*",
    sheets=_OWN + _TOPICS,
)

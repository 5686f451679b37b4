"""Accounting, audit, tax, treasury and financial analysis."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E which accounts do you look at first when you open a trial balance you have never seen? >
    I look first at [say which: suspense, clearing, negative balances], because [say what they
    give away].
M how do you set materiality for a difference you can't explain by the end of the day? >
    I weigh it against [say what: result, tax, trend], write down [say what], and follow it up by
    [say when].
M which journal entry do you post most often by hand, and why can't it be automated? >
    It is [name it]; what keeps it manual is [say what], and it is checked by [say whom].
H a revenue contract has a service period that crosses the year end: how do you decide what
    belongs to which year? >
    I would ask what was promised and when it is delivered, and defer the rest; what I have
    handled of this kind is [say what].
@Behavioral
E tell me about a difference you found that others had stopped looking for. >
    The accounts in question were [say which]. // I traced it by [say how: amounts, dates, who
    posted], and it turned out to be [say what].
E when did you explain a figure to somebody who doesn't read accounts, and how did you do it? >
    The person needed it for [say which decision]. // I put it as [say how: a picture, one
    example, one page].
M tell me about a month or year end that was in danger, and what you did. >
    What was late was [say what, and for whom]. // I [say what you took on, what you asked for and
    what you put off].
M when did you refuse to post or sign something, and how did you say so? >
    I was asked to [say what]. // I [say what you answered, which rule you named and what you
    offered instead].
M tell me about an error of your own in the books: who found it, and what changed? >
    The error was [say what]. // I [say how it was corrected, whom you told and which check you
    added].
H when did you have to choose between a client's wish and the rules? >
    The wish was [say what]. // I [say what you explained, what you documented and how it ended].
@Situational
E an invoice arrives in January for work done in December, after the books are closed: what do you
    do? >
    I would see whether it was accrued, judge whether the amount matters, and either book it in
    the new year with a note or ask for the period to be opened. [Add an example.]
E a supplier calls, angry about an unpaid invoice that you can't find: how do you go about it? >
    I would ask for a copy and the order number, look for it in approval rather than in payment,
    and promise a date I can keep. [Add an example.]
M a manager asks you to move a cost into next quarter so that the result looks better: what do you
    say? >
    I would say that the period follows the service, show what can properly be deferred, and put
    it in writing if the request stays. [Say where you have met this.]
M two days before filing you find that a client left out income: what do you do? >
    I would stop the filing, ask the client in writing, correct it or extend the date, and not
    file what I know to be wrong. [Add a case, without names.]
H you see approvals and payments done by the same person, who is also your friend: what now? >
    I would raise it as a weakness of the process and not of the person, propose a second approver
    and see that it is documented. [Add an example.]
H during an audit you notice that a schedule you handed over was wrong: what do you do first? >
    I would tell the auditor before they find it, with the right figure, the effect and how it
    came about. [Add an example.]
@Problem-Solving
E cash in the books and at the bank differ by an amount divisible by nine: what do you suspect? >
    I would suspect two digits swapped, and look for postings of the day whose digits swap to give
    the difference. [Add a difference you traced.]
M gross margin falls by two points and nobody changed a price: how do you find out why? >
    I would split it by product and customer, look at mix first, then at cost per unit, then at
    cut-off between periods. [Add an analysis of your own.]
M receivables grow faster than sales: what do you look at, and in which order? >
    I would age them, look at the few largest, at disputed and unapplied amounts, and at whether
    terms were changed to win sales. [Add what you found somewhere.]
M how would you take two days out of a close that takes eight? >
    I would list who waits for whom, move what doesn't depend on the month's end before it, and
    accept estimates below a threshold. [Say how long yours takes, and where the time goes.]
H inventory in the ledger and in the warehouse have drifted apart for a year: how do you find
    where? >
    I would pick a few items and follow each movement by document, look at cut-off, returns and
    units of measure, before counting everything. [Add a case.]
H how would you tell a fraud from a careless mistake when you see the same odd entry three times?
    >
    I would look at who gains, at timing and approvals, keep copies, and speak to whoever the
    policy names rather than to the person. [Say what controls you have worked with.]
"""

_TOPICS = """
@Technical
* ! Month-end close | month-end, month end, year-end, year end, close process, closing entries,
    closing the books, closing process, monthly accounts, the close, monthly close, quarterly
    close, monthly financial* | order and calm in the last days of a month
E what is on your close checklist for the first day, and what can't begin before it is done? >
    First comes [say what]; what waits for it is [say what].
M which accrual gave you the most trouble, and how did you estimate it? >
    It was [name it]; I estimated it from [say what], and the true figure differed by [add your
    number].
M what do you still accept as an estimate at the close, and who signs for it? >
    I accept [say what] below [add your number]; it is signed by [say whom].
H what would you change so that a close finds errors before it instead of in it? >
    I would move [say which checks] into the month, and watch [say which accounts] weekly.
* ! Reconciliations | reconcil*, bank reconciliation*, general ledger, subledger*, balance sheet
    reconciliation | following a difference to its end
E what makes a reconciliation finished rather than merely balanced? >
    Each open item has [say what: a cause, an owner, a date]; the oldest one I allow is [say how
    old].
M an account reconciles, but by two errors that cancel out: what would show you? >
    I would look at [say what: movement as well as balance, age of items, round amounts].
M which account was the hardest to reconcile, and what was in it that shouldn't have been? >
    It was [name it]; what didn't belong was [say what], and it came from [say where].
H how do you reconcile when the other side's statement is itself unreliable? >
    I would go back to documents for a sample, agree a cut-off with them and book only what is
    proven. [Add a case.]
* ! Payables and receivables | accounts payable, accounts receivable, invoices, invoicing, debt
    collection, collection calls, overdue accounts, past-due accounts, vendor payments, payables,
    receivables, receivables aging, aging report, ar aging | control over money going out and
    patience in getting it in
E which three things must agree before you release a payment, and what do you do when one doesn't?
    >
    They are [name them: order, receipt, invoice]; when one differs I [say what you do].
M a good customer pays sixty days late every time: how do you write to them, and what do you book?
    >
    I write [say how]; in the books I look at [say: age, allowance, terms].
M how do you keep the same invoice from being paid twice? >
    By [say which checks]; the last one I caught was [say how it had slipped through].
H somebody writes from a supplier's address with new bank details: what happens next with you? >
    I would change nothing on the strength of the message, call a number we already had, and have a
    second person approve. [Say what your procedure was.]
* ! Tax | tax, taxes, tax returns, vat, sales tax, tax season, withholding, income tax, corporate
    tax | accuracy under a deadline, and knowing what to ask
E what do you ask a new client for before you begin a return, and what is always missing? >
    I ask for [say what]; what is missing is usually [say what].
M how do you review a return you prepared yourself, hours later, so that you still see errors? >
    I compare with [say what: last year, totals, source documents], and look hardest at [say
    what].
M a client wants to deduct something you doubt: how do you decide, and how do you tell them? >
    I look for [say what: the rule, a document, its purpose], and tell them [say how].
H in tax season everything is urgent: how do you order the returns, and how do you keep the last
    as good as the first? >
    I order by [say what: risk, missing papers, date]; to keep the quality I [say what you do].
* ! Financial statements | balance sheet*, financial statement*, income statement, cash flow*,
    financial reports, ifrs, gaap, us gaap, consolidation, consolidated, financial reporting |
    whether you understand what the statements say, and not only where the figures go
E profit is up and cash is down: where on the cash flow statement do you show somebody why? >
    I would show [say which lines: receivables, stock, investment], with last period beside them.
M which judgement in your last statements would you expect an auditor to question? >
    I would expect [name it: provision, useful life, revenue], and have ready [say what].
M how do you make sure that what you hand over ties back to the ledger? >
    Each figure carries [say what: a reference, a check total]; I sign off after [say what].
H under the standard you report by, how would you treat a lease, a long contract or a provision
    that you have really met? >
    The one I have met is [name it]; we treated it as [say how], because [say why].
* ! Audit and controls | audit, audits, internal audit, internal control*, sox, sarbanes,
    auditor*, financial compliance, accounting compliance, segregation of duties | evidence, and
    independence of mind
E what makes a document good evidence for an auditor? >
    It shows [say what: who, when, what was checked], and comes from [say where].
M how do you choose a sample, and what do you do when one item in it is wrong? >
    I choose by [say how]; one wrong item makes me [say: widen, ask for the cause].
M tell me about a finding that the people concerned did not accept: how was it settled? >
    The finding was [say what]; it was settled by [say how].
H which control looks good on paper and would not stop anybody? >
    In my experience it is [name it], because [say how it is got round]; I would replace it by
    [say what].
* Payroll | payroll, wages, salary payments, withholdings, timesheets | care with people's pay
E what do you check in a payroll run before it is released? >
    I compare [say what: headcount, totals with last month, joiners and leavers].
M somebody was overpaid for three months: how do you put it right with them and in the books? >
    I would tell them first, agree on steps they can bear, and correct [say which entries]. [Add a
    case.]
H which change in the month is the easiest to miss, and how do you catch it? >
    It is [name it]; I catch it by [say which check].
* Budgeting and forecasting | budget*, forecast*, variance*, fp&a, financial planning, financial
    analysis, financial model* | turning figures into decisions
E how do you write a variance comment that a manager can act on? >
    It says what happened, whether it stays, and what to do; one of mine was [give it].
M which assumption carried that forecast, and how did you test it? >
    It was [name it]; I tested it by [say how], and it was off by [add your number].
H a department always spends its budget in December: what does that tell you, and what do you do?
    >
    It tells me [say what]; I would [say what you would change in how the budget is set].
* Accounting systems | quickbooks, sap, netsuite, xero, oracle financials, accounting software,
    sage, erp, dynamics 365, microsoft dynamics | getting truth out of a system, and only truth
    into it
E which standard report do you distrust, and what do you use instead? >
    I distrust [name it], because [say why]; I use [say what].
M how did you check that opening balances were right after moving to another system? >
    I compared [say what], account by account, and signed off with [say whom].
H how do you set up rights so that people can work and can't both enter and approve? >
    I would part [say which rights]; where a team is too small I would [say what instead].
* Investments and treasury | investment portfolio, loan portfolio, valuation, equity research,
    cfa, treasury, hedging, investment*, dcf, due diligence, mergers, credit scores, risk model*,
    loans, underwriting, financial analyst | judgement about risk, with reasons
E which input moves a valuation most, and how do you show that to somebody? >
    It is mostly [name it]; I show it with [say: a range, a table].
M how do you tell whether a business that grows is also healthy? >
    I look at [say what: cash, margin by cohort, debt], and at [say what].
H where did a model of yours and the world part ways, and what did you change? >
    It assumed [say what]; the world [say what it did]; since then I [say what].
"""

ACCOUNTING = profession(
    "accounting",
    "an accountant",
    titles="""
accountant | accounting | bookkeeper | auditor | controller | comptroller | payroll | tax
finance manager | financial analyst | financial controller | cfo | treasurer | accounts payable
accounts receivable | finance | credit analyst | investment analyst | actuary | contador
contable | buchhalter | comptable | banker | loan officer | billing specialist | underwriter
financial advisor
""",
    words="""
accounting | cpa | certified public accountant | bookkeeping | ledgers | finance | financial
journal entries | fiscal | acca
""",
    sheets=_OWN + _TOPICS,
)

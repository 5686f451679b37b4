"""Law: practice, paralegal work, compliance and contracts."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E what do you read first in a contract that you have half an hour for? >
    I read [say what: term, money, liability, how it ends], and then [say what].
M how do you make sure that what you cite is still good law? >
    I check [say where], and note [say what] beside it.
M how do you tell a client that their case is weak? >
    I begin with what can be proven, then [say how you put it], and what it would cost to go on.
H where does your duty to the client end, and how have you met that border? >
    It ends at [say where]; I met it when [say it in general terms].
@Behavioral
E tell me about a document of yours that prevented a quarrel. >
    What could have gone wrong was [say what]. // I [say which clause or step you put in].
E tell me about a deadline that nearly slipped. >
    What was due was [say what]. // I [say how you noticed, and what you changed in how dates are
    kept].
M when did you change your mind about a case? >
    I had thought [say what]. // I [say what you read or heard, and whom you told].
M tell me about a client or colleague who wanted an answer that the law doesn't give. >
    They wanted [say what]. // I [say what you could offer instead].
M when did you find a mistake in a filed document? >
    It was [say what]. // I [say how soon you told whom, and how it was mended].
H when did you have to choose between winning and being straight? >
    It would have been possible to [say what]. // I [say what you did].
@Situational
E opposing counsel sends you a document by mistake: what do you do? >
    I would stop reading, tell them and my supervisor, and follow the rule on what may be kept.
    [Say what you have seen.]
M a client tells you to sign for them because they are travelling: what do you say? >
    I would say no and arrange a proper power or an electronic signature today. [Add an example.]
M two clients of the firm turn out to have opposite interests: what are your steps? >
    I would stop work on both, raise it the same hour, and let the rules on conflicts decide. [Add
    a case.]
H a witness tells you outside that they will not say the truth: what do you do? >
    I would not put them forward, tell the lawyer in charge at once, and keep a note. [Say what
    your rules are.]
@Problem-Solving
E two versions of the same agreement are in the file, both signed: how do you find out which
    counts? >
    I would look at dates, later dealings and any clause on changes, and ask who acted on which.
    [Add a case.]
M ten thousand e-mails and a week: how do you find the ones that matter? >
    I would begin from people and dates, sample what I leave out, and write down how I chose. [Add
    what you have done.]
H a rule is new, there is no case on it, and the client must act: what do you advise? >
    I would set out the readings, what each risks, the cautious way, and let them choose in
    writing. [Add an example.]
"""

_TOPICS = """
@Technical
* ! Contracts | contracts, contract review, drafting, agreement*, nda*, clauses, leases,
    negotiated terms | words that hold when people fall out
E which clause is copied most often without being understood? >
    It is [say which]; what people miss is [say what].
M how do you draft so that both sides read the same thing in it? >
    I [say what: define once, short sentences, an example].
H the other side sends back their form, marked final: what do you still insist on? >
    I insist on [say what], and let go of [say what], because [say why].
* ! Research and litigation | legal research, litigation, westlaw, lexisnexis, legal briefs,
    briefs, motions, discovery requests, document discovery, e-discovery, deposition*, jury trial,
    trial preparation, at trial, court*, case file*, pleadings, judge, moot court | facts before
    arguments
E how do you begin on a question you have never met? >
    I begin with [say what], and stop when [say when].
M what makes a statement of facts persuasive without an adjective? >
    It is [say what: order, what is left out, who did what].
H your best argument has one bad precedent against it: what do you do with it? >
    I would name it first and say why it differs, or give the argument up. [Add a case.]
* Compliance and data protection | compliance officer, gdpr, aml, kyc, anti-money, regulatory,
    privacy, hipaa, policies and procedures, legal compliance, ethics | rules that people can
    follow
E how do you explain a rule to people who have to follow it on a busy day? >
    I say [say what: what to do, and one example], on [say where].
M how did you find out whether a rule was kept, and not only signed? >
    I looked at [say what].
H business wants to begin on Monday and the check takes two weeks: what do you propose? >
    I would look for a smaller beginning that needs less checking, and say in writing what is at
    risk. [Add a case.]
* Running a practice | paralegal, legal assistant, docket*, client intake, billing hours, notary,
    legal secretary, case management, legal documents, law office, filing court | nothing lost,
    nothing late
E how do you keep dates so that none depends on one person's memory? >
    I [say what: two calendars, a reminder before, who checks].
M what do you ask a new client in the first call, and what do you not promise? >
    I ask [say what]; I don't promise [say what].
H three lawyers give you work due at five: what do you do at two? >
    I would tell all three, with what can be ready, and have them settle the order. [Add a case.]
"""

LAW = profession(
    "law",
    "a lawyer or paralegal",
    titles="""
lawyer | attorney | paralegal | legal assistant | legal counsel | law clerk | solicitor
barrister | compliance officer | legal secretary | notary | judge | abogado | abogada
rechtsanwalt | avocat | counsel | legal intern | contract manager | legal
""",
    words="law | legal | juris doctor | bar exam | llb | llm degree | statute*",
    sheets=_OWN + _TOPICS,
)

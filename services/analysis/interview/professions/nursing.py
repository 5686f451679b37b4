"""Nursing, medicine, care and the professions beside them."""

from __future__ import annotations

from services.analysis.interview.bank import profession

_OWN = """
@Technical
E in what order do you look at a patient when you come on shift, before you touch a chart? >
    I look at [say your order: airway, colour, lines, the person's face], then at [say what].
M which change in a patient makes you call for help before you have a number to show? >
    The change I trust is [say what]; I call [say whom], and say [say how you put it].
M how do you set priorities among your patients in the first half hour of a shift? >
    First come [say who]; I decide by [say what: early signs, time-bound drugs, who is alone].
H which protocol on your ward has a gap that staff fill from experience, and how do you fill it? >
    The gap is [name it]; what I do is [say what], and whom I tell is [say whom].
@Behavioral
E tell me about a patient or relative whom you calmed down. >
    I had to [say what had to happen meanwhile]. // I [say what you said, where you stood and what
    you left unsaid].
E tell me about a shift on which everything happened at once. >
    What couldn't wait was [say what]. // I [say whom you asked for help, what you put off and how
    you told the patients].
M tell me about an error or near miss of your own, and what you did in the minutes after. >
    What had gone wrong was [say what, without names]. // I [say how you made the patient safe,
    whom you told and what you wrote down].
M when did you question a doctor's order, and how did you put it? >
    What didn't fit was [say what: dose, allergy, the patient in front of you]. // I [say how you
    asked, and what came of it].
M tell me about a colleague whose care you were not easy about. >
    What I had seen was [say what]. // I [say whom you spoke to first, and how].
H tell me about a death or a bad outcome that stayed with you, and what you did with it. >
    I was there for [say what, without names]. // What helped the family and me was [say what you
    did, and whom you talked to].
@Situational
E a patient refuses a drug that they need: what do you do? >
    I would ask why, make sure they understand what it is for and what follows without, offer what
    can be changed, and document and tell the prescriber. [Add a case, without names.]
E a relative asks you for results that the patient hasn't heard yet: what do you say? >
    I would say kindly that I can't, that the patient decides who hears it, and arrange for them
    to talk to the doctor together. [Add an example.]
M at handover you see that a dose due four hours ago is not signed: what do you do? >
    I would look at the patient first, ask the nurse who is leaving before she goes, tell the
    prescriber, and report it whether or not it was given. [Add a case.]
M you are one nurse short for the night and the next admission is on its way: how do you plan? >
    I would sort patients by who can get worse fastest, tell the supervisor plainly what is not
    safe, and agree what is left undone. [Say what staffing you have worked with.]
H two patients get worse at the same time and you are alone in the bay: what do you do first? >
    I would call for help out loud, go to the one whose airway or breathing is at stake, and
    direct whoever comes to the other. [Add a case, without names.]
H a patient tells you in confidence something that means somebody is in danger: what do you do? >
    I would not promise silence, say what I have to pass on and to whom, and follow the
    safeguarding way the same hour. [Say what training you have had.]
@Problem-Solving
E falls on your ward go up in one month: how do you find out why? >
    I would lay the cases side by side: time of day, room, footwear, drugs, who was on; and walk
    the way at that hour. [Add what your ward changed.]
M a monitor shows a value that doesn't fit the patient in front of you: how do you decide which to
    believe? >
    I would look at the patient, check the lead or cuff, measure by hand, and treat the person and
    not the screen. [Add a case.]
M discharges are ordered at nine and happen at three: where would you look for the hours? >
    I would follow a few patients through: papers, drugs, transport, teaching; and begin with what
    could be done the day before. [Add what you have seen.]
M the same patient has been readmitted three times: how do you find what home can't provide? >
    I would ask what a day at home looks like, who helps, what is in the cupboard, and have them
    show me how they take each drug. [Add a case, without names.]
H infection rates rise on one unit only, with the same protocol everywhere: how do you go about
    it? >
    I would watch rather than ask: hands, lines, cleaning, how staff move between rooms, and
    compare with a unit that does well. [Say what you have been part of.]
H staff work around a safety device because it slows them down: how do you solve that? >
    I would find out what it costs them and when, fix that with the people who do it, and count
    again. [Add an example.]
"""

_TOPICS = """
@Technical
* ! Medication safety | medication*, drugs, dose*, pharmac*, barcode, infusion*, iv therapy,
    injections, drug administration | checks that hold on a bad night
E which checks do you make before a drug reaches the patient, and which do you never skip? >
    I check [say them in order]; the one I never skip is [name it], because [say why].
M which drug on your ward are you most careful with, and what do you watch after giving it? >
    It is [name it]; afterwards I watch [say what, and for how long].
M how did you find out where errors with medication came from, before changing anything? >
    We looked at [say what: reports, times, where staff were interrupted]; most came from [say
    what].
H a scan or an alert is overridden again and again: how do you tell a bad alert from a bad habit?
    >
    I would count what it warns of and how often it is right, and watch when it is overridden;
    with us [say what you found].
* ! Patient assessment and vital signs | vital signs, patient assessment, nursing assessment,
    health assessment, assessed patients, patient care, monitored patients, observations, triage*,
    early warning, cared for patients | seeing it before the numbers do
E which vital sign changes first when somebody is getting worse, and what do you do about it? >
    I watch [say which]; when it moves I [say what you do, and whom you call].
M how do you decide who is seen next when all of them say that they are in pain? >
    I go by [say what: danger first, then time, then pain], look again after [say how long], and
    say so to those who wait.
M tell me of an assessment that didn't match what the chart had led you to expect. >
    The chart said [say what]; I found [say what], and [say what you did].
H how do you assess someone who can't tell you: asleep, confused, or without your language? >
    I rely on [say what: face, movement, change from before, someone who knows them].
* ! Handover and records | handover, charting, nursing documentation, clinical documentation,
    patient records, ehr, emr, epic, cerner, electronic health record*, medical records | what the
    next shift can rely on
E what must never be missing from your handover? >
    These: [name them]; I say first [say what], because [say why].
M what do you write down at the bedside, and what later, and why? >
    At the bedside [say what]; later [say what]; what must not wait is [say what].
H something important got lost between shifts: how would you change the handover so that it can't?
    >
    I would [say what: at the bedside, one order, repeat back], and check after [say how long].
* ! Infection control | infection*, hand hygiene, isolation, sterile, aseptic, ppe, sanitation |
    habits that hold when nobody looks
E which moment for hand hygiene is missed most often, and why? >
    In my experience it is [say which], because [say why].
M how do you tell a senior colleague that they have just broken sterility? >
    I would say it at once and plainly, offer a fresh set, and leave it there. [Add a case.]
H a patient needs isolation and there is no room: what do you do? >
    I would weigh how it spreads and who lies beside, and take it to infection control with a
    proposal. [Add a case.]
* Cardiac and critical care | cardiac, telemetry, icu, intensive care, critical care, ventilat*,
    ecg, ekg, acls, heart surgery, emergency department, emergency room, er nurse | acting early,
    in the right order
E what do you look at on a rhythm strip before you call anybody? >
    I would look at the patient first, then at [say what on the strip].
M a patient after heart surgery becomes restless at night: what do you think of, in which order? >
    I think of [say your order: oxygen, bleeding, pain, confusion], and do [say what] first.
M when do you turn an alarm limit, and who has to know? >
    I change it when [say when]; I note it and tell [say whom].
H pressure falls slowly on a patient who looks well: what do you do in the next ten minutes? >
    I would measure by hand, lay the patient flat, look for bleeding and urine, check lines and
    drugs, and call early. [Add a case.]
* Wounds | wound*, dressing*, pressure injur*, ostomy, chest drains, wound drain, postoperative,
    post-operative | eyes, hands and patience
E what do you look for in a wound at each change of dressing, and what do you write? >
    I look at [say what: edges, depth, fluid, skin around], and write [say what].
M a wound is no better after two weeks: what do you question first? >
    I question [say what: pressure, sugar, circulation, dressing, food], in that order.
M how do you teach somebody to care for a wound who can't bear to look at it? >
    I [say what: small steps, a mirror, somebody they trust], and let go when [say what].
H what in or around a wound makes you call before the next round, whatever the plan says? >
    I call for [say what you would see or smell], and say [say how you put it].
* Operating room | surgical, operating room, perioperative, theatre nurse, scrub nurse, anesthes*,
    anaesthes*, surgery center | nothing left to chance
E what do you check before the patient is wheeled in? >
    I check [say what: consent, side, allergies, instruments], with [say whom].
M how do you speak up when the team is in a hurry and something isn't right? >
    I [say what words, and when]; what I wait for is [say what].
H the count is one short at the end of an operation and the surgeon wants to close: what do you
    do? >
    I would say so aloud, ask for closing to wait, search and have an image taken if it stays
    short. [Say what you have seen.]
* Discharge and teaching patients | discharge*, patient education, care plan*, case management,
    home health, rehabilitation, educated patients | what happens when you are no longer there
E how do you find out that a patient has understood, beyond a nod? >
    I ask them to tell or show me [say what]; what they get wrong is often [say what].
M what does a discharge need to be safe, besides the papers? >
    It needs [say what: someone at home, the drugs in hand, a number to call].
H family and patient want different things after discharge: how do you plan? >
    I ask the patient first and alone, then bring them together with [say whom]. [Add a case.]
* Working with children, mothers and old people | pediatric*, paediatric*, neonatal, maternity,
    labor and delivery, midwi*, geriatric*, elderly, dementia, nursing home, residents,
    palliative, hospice | care that fits the person
E how does your way of working change with a patient of that age? >
    I change [say what: pace, words, whom I speak to], for instance [give one].
M what do you notice in them that a nurse from another ward would miss? >
    I notice [say what], because [say why it matters].
H how do you weigh what the patient wants against what the family wants for them? >
    I begin with [say what: can they decide], then [say how you go on]. [Add a case.]
* Ward leadership | charge nurse, nurse manager, led nurses, staffing, ward, shift coordinator,
    preceptor, bed unit, nurses on | keeping a shift safe through others
E how do you make the assignment at the start of a shift? >
    I go by [say what: how ill, how experienced, who had whom yesterday].
M how do you tell that a nurse is at the limit, and what do you take from them? >
    I notice [say what]; I take [say what], and say [say how].
H you need two more hands and there are none: what do you stop doing on the whole ward? >
    I would stop [say what], keep [say what], and tell [say whom]. [Add a case.]
* Medical practice and laboratory | physician*, diagnos*, clinical trial*, laboratory, radiolog*,
    phlebotom*, medical assistant, clinic, dental, physiotherap*, physical therapy, occupational
    therapy, patients in clinic, medical billing | method, and knowing your limits
E how do you make sure that this sample, picture or note belongs to this patient? >
    I ask [say what], compare [say what], and never [say what].
M what do you do with a result that doesn't fit the story? >
    I repeat or recheck [say what], tell [say whom], and keep [say what] open.
H where do your competence and your permission end, and how did you notice once? >
    They end at [say where]; the case was [say it in a sentence, without names].
"""

NURSING = profession(
    "nursing",
    "a nurse",
    titles="""
nurse | nursing | registered nurse | staff nurse | charge nurse | nursing assistant | caregiver
care assistant | healthcare assistant | midwife | physician | doctor | medical assistant
paramedic | surgeon | pharmacist | therapist | physiotherapist | dental | phlebotomist | carer
home health aide | enfermera | enfermero | infirmier | infirmière | krankenschwester
pflegefachkraft | médico | clinical | emt | respiratory therapist | radiographer | optometrist
nurse manager
""",
    words="""
nurs* | patient | bedside | hospital | bsn | rn | healthcare | hipaa | cpr | bls | clinical
""",
    sheets=_OWN + _TOPICS,
)

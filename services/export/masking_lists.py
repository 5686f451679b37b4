"""Words that masking has to know, lower-case, by blanks."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words within a name that are not a name.
PARTICLES = _words(
    """
al bin da das de del della den der di do dos du e el ibn la las le los of san st ten ter the van
von y zu dr mr mrs ms mx prof jr sr phd msc bsc mba md
"""
)
# Local parts of addresses that name nobody.
MAILBOXES = _words(
    """
info contact mail email hello work office admin resume jobs
"""
)
# Before "at" these are no mailbox, whatever surrounds them.
NO_MAILBOXES = _words(
    """
a all also am an and anybody are available be both but everybody everyone found he her here him
host hosted is it just live look looked looking me meet met not now one only or our she so somebody
someone still that the them then there these they this those us was we were what when where which
who work worked working works you
"""
)
# What people are and do at a firm, as resumes say it before "at".
WORK = _words(
    """
accountant actuary admin administrator administrators advisor adviser advocate agent aide
ambassador analyst analysts apprentice architect architects artist assistant associate attendant
attorney auditor author baker banker barista bartender bookkeeper broker builder buyer captain
carpenter cashier ceo cfo chair chairman chef chemist chief ciso cleaner clerk cio cmo coach
cofounder collector columnist commissioner concierge conductor consultant consultants contractor
contractors contributor controller cook coo coordinator copywriter counsel counselor cpo creator
cto curator dba dean dentist deputy designer designers developer developers devops dietitian
director directors dispatcher doctor driver economist editor educator electrician employee
employees engineer engineers entrepreneur evangelist evp examiner executive expert facilitator
fellow founder freelancer generalist guard guide head helper host hostess hr illustrator inspector
installer instructor intern interns interpreter investigator investor janitor journalist judge
laborer lawyer lead leader leaders lecturer librarian liaison linguist machinist maintainer manager
managers marketer mechanic mechanics mediator member members mentor merchandiser model moderator
musician nurse officer operator organizer owner painter paralegal paramedic partner partners
pharmacist photographer physician physicist planner plumber po pm postdoc practitioner president
presenter principal producer professor programmer promoter psychologist publicist qa receptionist
recruiter rep representative reporter researcher reviewer salesperson scholar scientist scientists
scrum sde sdet secretary server setter sre specialist speaker strategist strategists student
superintendent supervisor surgeon surveyor svp swe sysadmin talent teacher technician technologist
teller tester therapist tpm trader trainee trainer translator treasurer tutor typist underwriter
vet veterinarian videographer volunteer vp waiter waitress warden webmaster welder worker writer

architecture auctions blog board candidates career clients code colleagues contract customers
culture data day days demo department design
details development docs experience finance freelance frontend backend fullstack growth homepage
hours infrastructure innovation internship job jobs latency law legal life logistics management
months more office operations people performance photo photos placement platform portfolio
practice product products profile project projects quality release releases remote research resume
retail revenue risk role sales scale security see service services shift shop site software
staff startup stint strategy success summer supply support system systems team teams tech
technology stakeholders time users traffic website week weeks work years

alumna alumni alumnus ba bs bsc degree graduate junior mba msc phd senior undergraduate

again always currently directly formerly fully initially internally mainly mostly once onsite
part-time previously presently primarily recently remotely today
"""
)
# Words in -ed that are people.
NAMES_IN_ED = _words(
    """
ahmed alfred hamed jared javed khaled manfred mehmed mohamed mohammed muhammed naveed rashed saeed
sayed waleed wilfred
"""
)
# Sites of everybody: their own name tells nothing of one person.
SITES = _words(
    """
linkedin.com github.com gitlab.com bitbucket.org twitter.com x.com medium.com facebook.com
instagram.com stackoverflow.com kaggle.com behance.net dribbble.com youtube.com orcid.org
researchgate.net scholar.google.com google.com xing.com notion.so t.me telegram.me wa.me bit.ly
tinyurl.com linktr.ee angel.co wellfound.com leetcode.com hackerrank.com codepen.io huggingface.co
vimeo.com pinterest.com reddit.com threads.net tiktok.com vk.com calendly.com upwork.com
"""
)
# Sites that give each person a name before their own.
HOSTS = _words(
    """
github.io gitlab.io netlify.app vercel.app wordpress.com blogspot.com herokuapp.com notion.site
web.app pages.dev medium.com substack.com tumblr.com wixsite.com weebly.com carrd.co
"""
)
# Ends of addresses that are told from words when a path follows.
TOPS = _words(
    """
com org net io dev me app page site info co ai tech blog xyz cv in de fr es it nl pl uk ch at be
"""
)
FOLDERS = _words(
    """
in pub u users user profile profile.php people c channel
"""
)
# The same in Chinese, Japanese and Korean, which set no blank beside it.
LEGAL_UNSPACED = _words(
    """
株式会社 有限会社 合同会社 股份有限公司 有限责任公司 有限公司 公司 주식회사 유한회사 (주) ㈜
"""
)
# What firms are, and not which: never hidden without the rest of the name.
LEGAL = _words(
    """
ab ag aps as asa bhd bv co company corp corporation gmbh inc incorporated kft kg kgaa limited llc
llp ltd nv oy oyj plc pte pty pvt sa sarl sas sdn se sl spa sro srl ug zrt ао зао ип оао ооо пао
"""
)
KINDS = _words(
    """
agency american associates association bank capital care center central centre city clinic
college community construction consulting council design development digital education energy
engineering federal finance financial first food foods general global government group health
healthcare holding holdings home hospital house industries industry institute insurance
international laboratories labs logistics management manufacturing marketing media medical
ministry mobile national network networks north office partners public research restaurant
retail school science sciences security service services shop social software solutions south
state store studio studios system systems technologies technology trade transport united
university ventures west works world banco bank centro compañía consultoría departamento empresa
escuela facultad fundación grupo industrias instituto laboratorio ministerio nacional secretaría
servicios sistemas sociedad soluciones tecnología tecnologías universidad banque bureau centre
école entreprise groupe institut laboratoire ministère société université abteilung amt behörde
gesellschaft gruppe hochschule institut klinik krankenhaus schule universität verein werke
"""
)

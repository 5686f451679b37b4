"""People of many trades who do not exist, with resumes as they would write them."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx import Document


@dataclass(frozen=True)
class Post:
    title: str
    company: str
    dates: str
    text: str  # a line of the resume behind each "-"

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for line in self.text.split("\n- ")[1:]]


@dataclass(frozen=True)
class Applicant:
    """`trade` is the key of the profession whose questions they should get."""

    name: str
    trade: str
    posts: tuple[Post, ...]
    skills: str
    study: str
    certificates: str = ""


def docx_of(person: Applicant) -> bytes:
    """Their resume as a Word file."""
    document = Document()
    document.add_heading(person.name, level=0)
    address = person.name.casefold().replace(" ", ".") + "@example.com"
    document.add_paragraph(f"{address} · (503) 555-0142 · Portland, OR")
    document.add_heading("Experience", level=1)
    for post in person.posts:
        document.add_paragraph(f"{post.title}, {post.company}, {post.dates}")
        for line in post.lines:
            document.add_paragraph(line, style="List Bullet")
    document.add_heading("Education", level=1)
    document.add_paragraph(person.study)
    if person.certificates:
        document.add_heading("Certifications", level=1)
        document.add_paragraph(person.certificates)
    document.add_heading("Skills", level=1)
    document.add_paragraph(person.skills)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


ENGINEER = Applicant(
    name="Mira Solberg",
    trade="software",
    posts=(
        Post(
            "Senior Backend Engineer",
            "Tidewater Freight",
            "Mar 2021 – Present",
            """
- Cut the p95 latency of the quoting service from 900 ms to 240 ms by moving rate tables into a
  read-through cache
- Split the order monolith into four services on Kubernetes, keeping the old routes alive for
  five months
- Led on-call for a team of six engineers and wrote the runbooks that new colleagues start from
- Built the Kafka pipeline that takes in 3 million tracking events a day from carriers
- Introduced contract testing between the carrier gateway and its nine consumers
""",
        ),
        Post(
            "Backend Engineer",
            "Tidewater Freight",
            "Jun 2018 – Feb 2021",
            """
- Migrated the billing ledger from MySQL to PostgreSQL without a day of downtime
- Wrote the reconciliation job that found $42,000 in invoices billed twice
- Mentored two interns, both of whom were hired
""",
        ),
        Post(
            "Junior Developer",
            "Birchline Software",
            "Sep 2016 – May 2018",
            """
- Maintained a Django application for 200 dental offices
- Helped with the move from hand-run releases to Jenkins
""",
        ),
    ),
    skills="Python, Go, PostgreSQL, Kafka, Kubernetes, Terraform, Redis, gRPC",
    study="BSc in Computer Science, Lakeside University, 2016",
)

ACCOUNTANT = Applicant(
    name="Daniel Okoro",
    trade="accounting",
    posts=(
        Post(
            "Senior Accountant",
            "Harlow Packaging",
            "Feb 2020 – Present",
            """
- Shortened the month-end close from nine working days to five by moving accruals and
  intercompany entries ahead of the cut-off
- Reconciled 46 balance sheet accounts each month and cleared items older than 90 days worth
  $310,000
- Prepared the IFRS lease schedules for 17 sites and the notes to the annual statements
- Answered the external auditors' requests and closed three findings on vendor master data
- Trained two junior accountants in accruals and account reconciliations
""",
        ),
        Post(
            "Staff Accountant",
            "Harlow Packaging",
            "Jul 2016 – Jan 2020",
            """
- Processed accounts payable for 600 suppliers and found 38 duplicate payments
- Filed monthly VAT returns for four countries
- Helped with the move from a legacy ledger to SAP
""",
        ),
        Post(
            "Accounting Clerk",
            "Pinewood Dental Group",
            "Jun 2014 – Jun 2016",
            """
- Posted daily cash receipts and reconciled them to the bank
- Ran payroll for 40 employees every two weeks
""",
        ),
    ),
    skills="SAP, Excel, IFRS, Account reconciliations, VAT, Accounts payable, Payroll",
    study="BSc in Accounting, Marlow State University, 2014",
    certificates="Certified Public Accountant (CPA), 2018",
)

NURSE = Applicant(
    name="Lucia Ferrand",
    trade="nursing",
    posts=(
        Post(
            "Charge Nurse",
            "St. Aldric Hospital",
            "Apr 2021 – Present",
            """
- Lead the night shift of 8 nurses on a 30-bed cardiac step-down unit
- Reduced medication errors by 35% in a year with a second check of high-risk infusions at the
  bedside
- Introduced bedside handover on the unit and wrote the one-page guide for it
- Precepted 12 new graduates through their first six months
""",
        ),
        Post(
            "Staff Nurse",
            "St. Aldric Hospital",
            "Aug 2017 – Mar 2021",
            """
- Cared for five to six patients a shift after heart surgery, with telemetry and chest drains
- Taught patients and families wound care and medication before discharge
- Took part in the fall prevention group of the unit
""",
        ),
        Post(
            "Nursing Assistant",
            "Willow Court Care Home",
            "May 2015 – Jul 2017",
            """
- Recorded vital signs and reported changes for 24 residents
- Assisted residents with dementia at meals and in the evening
""",
        ),
    ),
    skills="Telemetry, Wound care, Triage, Medication administration, Electronic health records",
    study="BSN, Calder University, 2017",
    certificates="ACLS, 2022",
)


def _plain(name: str, trade: str, title: str, company: str, skills: str, *lines: str) -> Applicant:
    """Somebody with one post and little more."""
    text = "".join(f"\n- {line}" for line in lines)
    posts = (Post(title, company, "2019 – Present", text),)
    return Applicant(name, trade, posts, skills, "Lakeside College, 2018")


OTHERS = (
    _plain("Noor Halabi", "data", "Data Analyst", "Quarry Street Foods",
           "SQL, Tableau, Python, Statistics",
           "Built a Tableau dashboard on waste that 14 store managers open weekly",
           "Ran the A/B tests of the loyalty program over two years"),
    _plain("Tomas Bryl", "it_support", "Help Desk Technician", "Cedar Point Clinic",
           "Active Directory, Windows, Troubleshooting",
           "Resolved 40 tickets a day for 300 end users",
           "Imaged and delivered 120 laptops in one summer"),
    _plain("Ayla Demir", "engineering", "Mechanical Engineer", "Northgate Pumps",
           "SolidWorks, FEA, GD&T",
           "Designed the housing of a pump in SolidWorks and cut its weight by 18%",
           "Ran fatigue tests on 30 impellers and wrote the report"),
    _plain("Ruth Calloway", "teaching", "Math Teacher", "Fairmont Middle School",
           "Classroom management, Lesson planning, Google Classroom",
           "Taught algebra to four classes of 28 students",
           "Rewrote the grade 8 curriculum with two colleagues"),
    _plain("Marco Devlin", "sales", "Account Executive", "Brightline Software",
           "Salesforce, Negotiation, Prospecting",
           "Closed 23 new accounts worth $1.4 million in 2022",
           "Kept a pipeline of 60 prospects in Salesforce"),
    _plain("Hanna Weiss", "marketing", "Marketing Manager", "Alder & Finch Books",
           "SEO, Email marketing, Google Analytics",
           "Ran the spring campaign that brought 9,000 newsletter subscribers",
           "Wrote three blog posts a week on new titles"),
    _plain("Omar Said", "customer_service", "Customer Service Representative", "Valley Gas",
           "Complaint handling, Live chat",
           "Answered 70 calls a day on bills and outages",
           "Trained 6 new agents in complaint handling"),
    _plain("Grace Lindqvist", "people", "HR Generalist", "Harbor Mills",
           "Recruiting, Employee relations, Onboarding",
           "Filled 31 positions in the mill within a year",
           "Introduced exit interviews and a first-week plan for new hires"),
    _plain("Pavel Horak", "projects", "Project Manager", "Stonebridge Rail",
           "Risk management, MS Project, Stakeholder management",
           "Delivered the depot renewal four weeks early on a plan of 220 tasks",
           "Kept the risk register and chaired the weekly steering committee"),
    _plain("Ines Carvalho", "design", "Product Designer", "Lumen Health",
           "Figma, Usability testing, Design systems",
           "Redesigned the appointment flow after 18 usability sessions",
           "Built the design system used by five teams"),
    _plain("Edith Rowe", "law", "Paralegal", "Marsh & Tolland LLP",
           "Legal research, Contracts, Docketing",
           "Prepared discovery for 25 commercial cases",
           "Kept the docket of four attorneys without a missed date"),
    _plain("Kenji Mori", "science", "Research Assistant", "Aster Institute",
           "PCR, Cell culture, R",
           "Ran 400 PCR assays on soil samples",
           "Co-authored a paper on nitrogen uptake"),
    _plain("Paula Ortiz", "administration", "Office Manager", "Lark Dental",
           "Scheduling, Filing, Microsoft Word",
           "Managed the calendar of three dentists",
           "Moved 12,000 patient files into electronic records"),
    _plain("Sven Aalto", "logistics", "Warehouse Supervisor", "Kestrel Freight",
           "Inventory, Forklift, Shipping",
           "Ran cycle counts on 9,000 items and cut losses by 22%",
           "Planned the loading of 40 trucks a day"),
    _plain("Bella Novak", "hospitality", "Restaurant Manager", "The Copper Ladle",
           "Food safety, Scheduling, Guest service",
           "Led a team of 14 servers and cooks",
           "Cut food waste by a third with a smaller menu"),
    _plain("Wes Tanner", "trades", "Electrician", "Ridgeway Electric",
           "Wiring, Conduit, Blueprint reading",
           "Wired 60 houses and passed every inspection",
           "Trained three apprentices on job sites"),
    _plain("Chloe Adeyemi", "management", "Managing Director", "Fenwick Glass",
           "Strategy, P&L, Leadership",
           "Returned the company to profit with a budget of $12 million",
           "Hired the heads of sales and production"),
    _plain("Yara Stone", "arts", "Stage Manager", "Old Mill Theatre",
           "Stage management, Lighting, Rehearsals",
           "Ran 90 performances of five productions",
           "Wrote the cue sheets for lighting and sound"),
    _plain("Lily Chan", "student", "Student", "Lakeside College",
           "Coursework, Volunteer work, Hackathon",
           "Organized a hackathon with 80 participants on campus",
           "Led a capstone team of four students"),
)  # fmt: skip

EVERYBODY = (ENGINEER, ACCOUNTANT, NURSE, *OTHERS)

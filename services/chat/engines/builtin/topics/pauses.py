"""Time without a job: between two of them, and since the last one ended."""

from __future__ import annotations

from dataclasses import dataclass

from libs.profile import tenure
from libs.profile.tenure import Span
from libs.profile.wording import count, listed, years
from services.chat.engines.builtin.facts import Facts, Role
from services.chat.engines.builtin.question import Query
from services.chat.engines.builtin.reply import Reply, said, silent
from services.chat.engines.builtin.topics import order
from services.chat.engines.builtin.topics.roles import since
from services.chat.engines.builtin.words import cue
from services.chat.engines.engine import Citation

# Study without a start is taken to have lasted this long: long enough not to see a gap in it.
_STUDY_MONTHS = 48
_MOST = 4
_LONGEST = cue("longest|biggest|largest|greatest")
_IDLE = (
    r"(?:out of (?:a )?(?:work|job)|without (?:a |any )?(?:job|work)|unemployed|jobless"
    r"|not (?:working|employed)|between jobs)"
)
_SINCE = cue(
    rf"""
        (?:have|has) (?:\w+ ){{1,3}}?been (?:\w+ )?{_IDLE}|(?:am|is|are) (?:\w+ ){{1,3}}?{_IDLE}
        since (?:my|his|her|their|the|\w+'s) last (?:job|role|position|employment)
        since (?:i|he|she|they|\w+) (?:last )?(?:worked|had (?:a|any|my last) (?:job|work))
        """
)
_BETWEEN = cue(r"between (?:my|his|her|their|the|\w+'s|\w+)")
_SOONER = cue("before|prior to")
_LATER = cue("after|since|leaving|left")
_EVER = cue("ever|periods?|times?|always")


@dataclass(frozen=True, slots=True)
class _Pause:
    months: int
    text: str
    cites: list[Citation]
    span: Span
    before: str  # the employer that it follows
    after: str = ""  # and the next one

    def meant(self, query: Query) -> bool:
        """Whether it is in the time, and beside the employer, that the question names."""
        time = query.period
        if time and (self.span.last < time.first or time.last < self.span.first):
            return False
        named = {role.company for role in query.roles}
        beside = {self.before, self.after}
        if query.asks(_SOONER):
            beside = {self.after}
        elif query.asks(_LATER):
            beside = {self.before}
        return not named or bool(named & beside)


def gaps(query: Query) -> Reply | None:
    """Time without a dated role that neither studies nor projects fill, up to today."""
    if query.asks(_SINCE) and not query.asks(_EVER) and not query.period:
        return _out_of_work(query)
    if query.asks(_BETWEEN) and (between := order.of_two(query)):
        return between
    facts = query.facts
    timed = [role for role in facts.dated if role.span and role.start]
    open_ended = _last_ended(facts) is not None
    if not timed or (len(timed) < 2 and not open_ended):
        return silent("the resume gives too few dates to tell whether there are gaps")
    pauses = _between(facts, timed)
    open_one = None if query.asks(_BETWEEN) else _since_last(facts)
    if open_one:
        pauses.insert(0, open_one)
    pauses = [one for one in pauses if one.meant(query)]
    undated = len(facts.roles) - len(timed)
    left = f"{count(undated, 'role')} without dates can't be judged" if undated else ""
    if not pauses:
        return _none(query, timed, left)
    if query.asks(_LONGEST):
        pauses = [max(pauses, key=lambda one: one.months)]
    yes = "Yes: " if query.yes_no else "Without a dated role: "
    cites = [place for one in pauses[:_MOST] for place in one.cites]
    return said(yes + listed([one.text for one in pauses[:_MOST]]), left, cites=cites)


def _none(query: Query, timed: list[Role], left: str) -> Reply:
    least = f"{tenure.GAP_MONTHS} months or more"
    where = "between the dated roles"
    if query.roles or query.period:
        where = f"beside {query.roles[0].company}" if query.roles else "in that time"
    elif _last_ended(query.facts) and not query.asks(_BETWEEN):
        where += f" and since the last one, until {max(timed, key=_end).end},"
    text = f"{where} there is no gap of {least}"
    cites = [place for role in timed[:4] for place in query.facts.cite(role)]
    also = "time in dated studies or projects counts as filled"
    return said(f"No: {text}" if query.yes_no else text, also, left, cites=cites)


def _end(role: Role) -> int:
    return role.end.last if role.end else 0


def _between(facts: Facts, timed: list[Role]) -> list[_Pause]:
    found: list[_Pause] = []
    for hole in tenure.gaps([_generous(role) for role in timed], _filled(facts)):
        before, after = timed[hole.before], timed[hole.after]
        text = (
            f"{count(hole.months, 'month')} between {before.label} (until {before.end}) and"
            f" {after.label} (from {after.start})"
        )
        start = after.start.first if after.start else _end(before) + 1
        found.append(
            _Pause(
                hole.months,
                text,
                [*facts.cite(before), *facts.cite(after)],
                Span(_end(before) + 1, start - 1),
                before.company,
                after.company,
            )
        )
    return found


def _last_ended(facts: Facts) -> Role | None:
    """The role that ended last, where the resume shows none that goes on or may go on."""
    ended = [role for role in facts.roles if role.end]
    if not ended or any(role.current for role in facts.roles):
        return None
    last = max(ended, key=_end)
    open_ends = [role for role in facts.roles if role.start and not role.end]
    if any(role.start and role.start.last >= _end(last) for role in open_ends):
        return None
    return last if _end(last) < tenure.month_of(facts.today) else None


def _since_last(facts: Facts) -> _Pause | None:
    """The time since the last ended role, where it is long enough to be a gap."""
    last = _last_ended(facts)
    if last is None:
        return None
    now = tenure.month_of(facts.today)
    if not tenure.gaps([Span(_end(last), _end(last)), Span(now, now)], _filled(facts)):
        return None
    months = now - _end(last)
    long = f"{_at_least(last)}{count(months, 'month')}"
    text = f"{long} since {last.label} (until {last.end}), counted to today"
    span = Span(_end(last) + 1, now)
    return _Pause(months, text, facts.cite(last), span, last.company)


def _at_least(role: Role) -> str:
    """An end without a month is taken for the last month of its year: it may be longer ago."""
    return "" if role.end and role.end.month else "at least "


def _out_of_work(query: Query) -> Reply | None:
    """How long it is since the last job; that there is one today, where there is."""
    facts = query.facts
    now = [role for role in facts.ordered if role.current]
    if now:
        cites = [place for role in now for place in facts.cite(role)]
        labels = listed([since(role) for role in now[:4]])
        no = "No: t" if query.yes_no else "T"
        return said(f"{no}he resume gives a current job: {labels}", cites=cites)
    last = _last_ended(facts)
    if last is None:
        return _unknown_since(facts)
    months = tenure.month_of(facts.today) - _end(last)
    head = "By the resume, yes: " if query.yes_no else ""
    text = f"{head}no role is marked as current; the last dated one, {last.dated}, ended"
    ago = f"{text} {_at_least(last)}{years(months)} ago, counted to today"
    return said(ago, _studying(facts), cites=facts.cite(last))


def _unknown_since(facts: Facts) -> Reply:
    """No job of today, and no end of the last one that time could be counted from."""
    if not facts.roles:
        return silent("the resume lists no job")
    last = facts.ordered[0]
    text = f"no role is marked as current; the latest is {last.dated}"
    none = "the resume doesn't say when it ended"
    return silent(text, none, cites=facts.cite(last))


def _studying(facts: Facts) -> str:
    """Studies that go on today: time out of work isn't idle then."""
    now = tenure.month_of(facts.today)
    going = [one.label for one in facts.studies if one.end and one.end.last >= now]
    return f"studies go on: {listed(going)}" if going else ""


def _generous(role: Role) -> Span:
    """The longest time a role's dates can mean: a year without a month is no gap."""
    first = role.start.first if role.start else 0
    return Span(first, role.end.last if role.end else 10**6)


def _filled(facts: Facts) -> list[Span]:
    filled: list[Span] = []
    for study in facts.studies:
        if study.end:
            first = study.start.first if study.start else study.end.last - _STUDY_MONTHS
            filled.append(Span(first, study.end.last))
        elif study.start:
            filled.append(Span(study.start.first, study.start.last + _STUDY_MONTHS))
    for project in facts.profile.projects:
        start, end = tenure.parse(project.start), tenure.parse(project.end)
        if start:
            filled.append(Span(start.first, max(start.last, end.last if end else start.last)))
    return filled

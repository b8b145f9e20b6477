"""Which days does an account say, and which of them cannot be meant?

A day of what has happened lies in the past by its nature; a promise, an end or a close date may lie
ahead, but not for ever.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account, Deal, Plan
from crmcli.domain.time.calendar import add_months
from crmcli.domain.time.dated import Fact
from crmcli.rules.paths import of_fact, of_item


class Span(NamedTuple):
    """How many years ahead such a day may lie, and the first year that can be meant."""

    ahead: int
    first: int


# Nobody keeps a deal, a talk or a stance from before there were programs for it; a contract or a
# machine may be older than all of them.
_HAPPENED, _OF_OLD = Span(0, 1990), Span(0, 1950)
SPANS = {
    "log": _HAPPENED,
    "stage": _HAPPENED,
    "amount": _HAPPENED,  # when it became so much; a price that is to come is not agreed yet
    "close-said": _HAPPENED,  # when the close date was said
    "stance": _HAPPENED,
    "progress": _HAPPENED,
    "outcome": _HAPPENED,
    "ended": _HAPPENED,
    "reopened": _HAPPENED,
    "answer": _HAPPENED,
    "probability": _HAPPENED,
    "verbal": _HAPPENED,
    "step": _HAPPENED,
    "plan-ended": _HAPPENED,
    "case-opened": _HAPPENED,
    "case-closed": _HAPPENED,
    "survey": _HAPPENED,
    "rest": _HAPPENED,
    "rest-until": Span(5, 1990),
    "signed": _OF_OLD,
    "asset": _OF_OLD,
    "close": Span(5, 1990),  # no sale is foreseen for longer
    "next": Span(5, 1990),
    "due": Span(5, 1990),
    "revisit": Span(10, 1990),  # a contract of theirs with somebody else may run that long
    "left": Span(5, 1990),  # a day of leaving may be known ahead
    "contract-start": Span(5, 1950),  # a phase that was agreed on for later
    "contract-end": Span(20, 1950),  # leases and concessions run that long, hardly longer
    "replace": Span(30, 1950),  # what is built to last
}


class Said(NamedTuple):
    """A day of the file: what it is the day of, where it stands, of which record."""

    kind: str
    day: date
    path: Path
    record: Path
    at_key: bool = False


def odd_days(account: Account, as_of: date) -> tuple[Said, ...]:
    """The days that cannot be meant: of what happened, but still to come; too far ahead; too long
    ago. Several rules ask, one after the other, so the last answer is kept.
    """
    if _Last.account is not account or _Last.as_of != as_of:
        _Last.account, _Last.as_of = account, as_of
        limits, _Last.known = _limits(as_of), None
        _Last.found = (*_collected(account, limits), *_odd_in_log(account, limits))
    return _Last.found


class Known(NamedTuple):
    """The days that can be meant: of each record, and between which days those of the log and all
    that are past lie.
    """

    records: Mapping[Path, list[Said]]
    log: tuple[date, ...]  # the first and the last; empty where there are none
    past: tuple[date, ...]


def known_days(account: Account, as_of: date) -> Known:
    """What the days that cannot be meant are compared with. The last answer is kept here, too."""
    odd = odd_days(account, as_of)
    if _Last.known is None:
        aside = set(odd)
        said = [each for each in _collected(account, None) if each not in aside]
        records: dict[Path, list[Said]] = {}
        for each in said:
            records.setdefault(each.record, []).append(each)
        log = between(entry.date for entry in account.log if entry.date <= as_of)
        past = between((*log, *(each.day for each in said if each.day <= as_of)))
        _Last.known = Known(records, log, past)
    return _Last.known


def between(days: Iterable[date]) -> tuple[date, ...]:
    """The first and the last of them; nothing where there are none."""
    known = sorted(days)
    return (known[0], known[-1]) if known else ()


class _Last:
    account: Account | None = None
    as_of: date | None = None
    found: tuple[Said, ...] = ()
    known: Known | None = None


def last_day(kind: str, as_of: date) -> date:
    """The last day that can be meant."""
    return _limits(as_of)[kind][1]


Limits = Mapping[str, tuple[date, date]]


def _limits(as_of: date) -> Limits:
    """For each kind the first and the last day that can be meant."""
    if _Kept.as_of != as_of:
        _Kept.as_of = as_of
        _Kept.limits = {
            kind: (date(span.first, 1, 1), add_months(as_of, 12 * span.ahead))
            for kind, span in SPANS.items()
        }
    return _Kept.limits


class _Kept:
    as_of: date | None = None
    limits: Limits = {}  # noqa: RUF012 - replaced, never changed


def _odd_in_log(account: Account, limits: Limits) -> list[Said]:
    """The same of the log, which is most of a file: no path is made for what is in order."""
    first, last = limits["log"]
    begin, end = limits["next"]
    found = []
    for place, entry in enumerate(account.log):
        if not first <= entry.date <= last:
            found.append(Said("log", entry.date, ("log", place, "date"), ("log", place)))
        step = entry.next
        if step is not None and not begin <= step.date <= end:
            path: Path = ("log", place, "next", "date")
            found.append(Said("next", step.date, path, ("log", place)))
    return found


def _collected(account: Account, limits: Limits | None) -> list[Said]:
    days = _Days(limits)
    for name, contact in account.contacts.items():
        days.facts("stance", contact.stance, ("contacts", name), "stance")
        days.day("left", contact.left, ("contacts", name), "left")
    for name, plan in account.plans.items():
        _of_plan(days, plan, ("plans", name))
    for name, deal in account.deals.items():
        _of_deal(days, deal, ("deals", name))
    _of_customer(days, account)
    return days.found


class _Days:
    """Collects the days outside of their limits; all of them where there are none. Most are within,
    and cost no path.
    """

    def __init__(self, limits: Limits | None) -> None:
        self.limits, self.found = limits, list[Said]()

    def day(self, kind: str, day: date | None, record: Path, *path: str | int) -> None:
        """One day, where the record says it."""
        if day is None:
            return
        if self.limits is not None:
            first, last = self.limits[kind]
            if first <= day <= last:
                return
        self.found.append(Said(kind, day, record + path, record))

    def facts(self, kind: str, facts: Iterable[Fact[object]], record: Path, key: str) -> None:
        """The days of a dated fact, which are its keys."""
        for fact in facts:
            day = fact.date
            if day is None:
                continue
            if self.limits is not None:
                first, last = self.limits[kind]
                if first <= day <= last:
                    continue
            path = (*record, key, day.isoformat())
            self.found.append(Said(kind, day, path, record, at_key=True))


def _of_plan(days: _Days, plan: Plan, record: Path) -> None:
    days.day("due", plan.due, record, "due")
    days.facts("progress", plan.progress, record, "progress")
    for key, end in (("done", plan.done), ("dropped", plan.dropped)):
        if end is not None:
            days.day("plan-ended", end.date, record, key, "date")


def _of_deal(days: _Days, deal: Deal, record: Path) -> None:
    days.facts("stage", deal.stages, record, "stages")
    days.facts("amount", deal.amount, record, "amount")
    days.facts("close-said", deal.close, record, "close")
    for fact in deal.close:
        days.day("close", fact.value, record, *of_fact(("close",), fact))
    for key, answers in (("bant", deal.bant), ("qualification", deal.qualification)):
        for name, answer in answers.items():
            days.day("answer", answer.date, record, key, name, "date")
    for name, step in deal.steps.items():
        days.day("step", step.done, record, "steps", name, "done")
    if deal.probability is not None:
        days.day("probability", deal.probability.date, record, "probability", "date")
    days.day("verbal", deal.verbal, record, "verbal")
    if deal.next is not None:
        days.day("next", deal.next.date, record, "next", "date")
    for place, ended in enumerate(deal.ended):
        path = of_item(("ended",), deal.ended, place)
        days.day("ended", ended.date, record, *path, "date")
        days.day("reopened", ended.reopened, record, *path, "reopened")
        days.day("revisit", ended.revisit, record, *path, "revisit")
    if deal.outcome is not None:
        days.day("outcome", deal.outcome.date, record, "outcome", "date")
        days.day("revisit", deal.outcome.revisit, record, "outcome", "revisit")


def _of_customer(days: _Days, account: Account) -> None:
    for name, contract in account.contracts.items():
        record: Path = ("contracts", name)
        days.day("contract-start", contract.start, record, "start")
        days.day("contract-end", contract.end, record, "end")
        days.day("signed", contract.signed, record, "signed")
    for name, asset in account.assets.items():
        days.day("asset", asset.since, ("assets", name), "since")
        days.day("replace", asset.replace, ("assets", name), "replace")
    for name, case in account.cases.items():
        days.day("case-opened", case.opened, ("cases", name), "opened")
        days.day("case-closed", case.closed, ("cases", name), "closed")
    for place, survey in enumerate(account.surveys):
        days.day("survey", survey.date, ("surveys", place), "date")
    for place, rest in enumerate(account.resting):
        days.day("rest", rest.date, ("resting", place), "date")
        days.day("rest-until", rest.until, ("resting", place), "until")

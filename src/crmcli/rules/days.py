"""Which days does an account say, and which of them cannot be meant?

A day of what has happened lies in the past by its nature; a promise, an end or a close date may lie
ahead, but not for ever.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from crmcli.domain.finding import Path
from crmcli.domain.records.account import Account, Deal, NextStep, Plan
from crmcli.domain.time.calendar import add_months
from crmcli.domain.time.dated import Fact
from crmcli.rules.paths import of_item


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
    ago. Two rules ask, one after the other, so the last answer is kept.
    """
    if _Last.account is not account or _Last.as_of != as_of:
        limits = _limits(as_of)
        _Last.account, _Last.as_of = account, as_of
        _Last.found = (
            *(said for said in said_days(account) if _is_odd(said, limits)),
            *_odd_in_log(account, limits),
        )
    return _Last.found


class _Last:
    account: Account | None = None
    as_of: date | None = None
    found: tuple[Said, ...] = ()


def last_day(kind: str, as_of: date) -> date:
    """The last day that can be meant."""
    return _limits(as_of)[kind][1]


def _limits(as_of: date) -> dict[str, tuple[date, date]]:
    """For each kind the first and the last day that can be meant."""
    if _Limits.as_of != as_of:
        _Limits.as_of = as_of
        _Limits.of = {
            kind: (date(span.first, 1, 1), add_months(as_of, 12 * span.ahead))
            for kind, span in SPANS.items()
        }
    return _Limits.of


class _Limits:
    as_of: date | None = None
    of: dict[str, tuple[date, date]] = {}  # noqa: RUF012 - replaced, never changed


def _is_odd(said: Said, limits: dict[str, tuple[date, date]]) -> bool:
    first, last = limits[said.kind]
    return not first <= said.day <= last


def _odd_in_log(account: Account, limits: dict[str, tuple[date, date]]) -> Iterator[Said]:
    """The same of the log, which is most of a file: no path is made for what is in order."""
    first, last = limits["log"]
    begin, end = limits["next"]
    for place, entry in enumerate(account.log):
        if not first <= entry.date <= last:
            yield Said("log", entry.date, ("log", place, "date"), ("log", place))
        step = entry.next
        if step is not None and not begin <= step.date <= end:
            yield _next(step, ("log", place))


def _next(step: NextStep, record: Path) -> Said:
    return Said("next", step.date, (*record, "next", "date"), record)


def said_days(account: Account) -> Iterator[Said]:
    """Every day of the account but those of the log."""
    for name, contact in account.contacts.items():
        record: Path = ("contacts", name)
        yield from _of_facts("stance", contact.stance, (*record, "stance"), record)
        if contact.left is not None:
            yield Said("left", contact.left, (*record, "left"), record)
    for name, plan in account.plans.items():
        yield from _of_plan(plan, ("plans", name))
    for name, deal in account.deals.items():
        yield from _of_deal(deal, ("deals", name))
    yield from _of_customer(account)


def _of_facts(kind: str, facts: Iterable[Fact[object]], path: Path, record: Path) -> Iterator[Said]:
    for fact in facts:
        if fact.date is not None:
            yield Said(kind, fact.date, (*path, fact.date.isoformat()), record, at_key=True)


def _of_plan(plan: Plan, record: Path) -> Iterator[Said]:
    if plan.due is not None:
        yield Said("due", plan.due, (*record, "due"), record)
    yield from _of_facts("progress", plan.progress, (*record, "progress"), record)
    for key, end in (("done", plan.done), ("dropped", plan.dropped)):
        if end is not None:
            yield Said("plan-ended", end.date, (*record, key, "date"), record)


def _of_deal(deal: Deal, record: Path) -> Iterator[Said]:
    yield from _of_facts("stage", deal.stages, (*record, "stages"), record)
    yield from _of_facts("amount", deal.amount, (*record, "amount"), record)
    for fact in deal.close:
        path: Path = (*record, "close")
        if fact.date is not None:
            path = (*path, fact.date.isoformat())
            yield Said("close-said", fact.date, path, record, at_key=True)
        yield Said("close", fact.value, path, record)
    for key, answers in (("bant", deal.bant), ("qualification", deal.qualification)):
        for name, answer in answers.items():
            if answer.date is not None:
                yield Said("answer", answer.date, (*record, key, name, "date"), record)
    for name, step in deal.steps.items():
        if step.done is not None:
            yield Said("step", step.done, (*record, "steps", name, "done"), record)
    if deal.probability is not None and deal.probability.date is not None:
        yield Said("probability", deal.probability.date, (*record, "probability", "date"), record)
    if deal.verbal is not None:
        yield Said("verbal", deal.verbal, (*record, "verbal"), record)
    if deal.next is not None:
        yield _next(deal.next, record)
    if deal.ended or deal.outcome is not None:
        yield from _of_ends(deal, record)


def _of_ends(deal: Deal, record: Path) -> Iterator[Said]:
    for place, ended in enumerate(deal.ended):
        path = of_item((*record, "ended"), deal.ended, place)
        yield Said("ended", ended.date, (*path, "date"), record)
        yield Said("reopened", ended.reopened, (*path, "reopened"), record)
        if ended.revisit is not None:
            yield Said("revisit", ended.revisit, (*path, "revisit"), record)
    if deal.outcome is not None:
        path = (*record, "outcome")
        yield Said("outcome", deal.outcome.date, (*path, "date"), record)
        if deal.outcome.revisit is not None:
            yield Said("revisit", deal.outcome.revisit, (*path, "revisit"), record)


def _of_customer(account: Account) -> Iterator[Said]:
    for name, contract in account.contracts.items():
        record: Path = ("contracts", name)
        yield Said("contract-start", contract.start, (*record, "start"), record)
        if contract.end is not None:
            yield Said("contract-end", contract.end, (*record, "end"), record)
        if contract.signed is not None:
            yield Said("signed", contract.signed, (*record, "signed"), record)
    for name, asset in account.assets.items():
        record = ("assets", name)
        if asset.since is not None:
            yield Said("asset", asset.since, (*record, "since"), record)
        if asset.replace is not None:
            yield Said("replace", asset.replace, (*record, "replace"), record)
    for name, case in account.cases.items():
        record = ("cases", name)
        yield Said("case-opened", case.opened, (*record, "opened"), record)
        if case.closed is not None:
            yield Said("case-closed", case.closed, (*record, "closed"), record)
    for place, survey in enumerate(account.surveys):
        record = ("surveys", place)
        yield Said("survey", survey.date, (*record, "date"), record)

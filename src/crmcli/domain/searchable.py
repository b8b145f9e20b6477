"""What stands in an account to be found: every text that somebody wrote, with its place and its
day.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from crmcli.domain.deals.endings import ends
from crmcli.domain.deals.qualification import written
from crmcli.domain.records.account import Account, Contact, Deal, Ids, Plan

KINDS = ("name", "contacts", "deals", "log", "plans", "cases", "tags", "research", "custom")


class Text(NamedTuple):
    """One thing to be found, by any of its texts: each with its place, the most telling first.

    `day` is when it happened.
    """

    kind: str  # one of KINDS
    said: tuple[tuple[str, str], ...]
    day: date | None = None
    of: Literal["name", "phone", ""] = ""


def texts(account: Account, as_of: date, within: str | None = None) -> Iterator[Text]:
    """Everything to be searched, what happened after that day left out; of one kind only when
    `within` names it.
    """
    parts = {
        "name": _names(account),
        "contacts": _contacts(account, as_of),
        "deals": _deals(account, as_of),
        "log": _log(account, as_of),
        "plans": _plans(account, as_of),
        "cases": _cases(account, as_of),
        "tags": _lists("tags", {"tags": account.tags}, "name"),
        "research": _research(account),
        "custom": _custom(account),
    }
    for kind in KINDS if within is None else (within,):
        yield from parts[kind]


def _names(account: Account) -> Iterator[Text]:
    yield Text(
        "name",
        (
            ("name", account.name),
            *(("aliases", alias) for alias in account.aliases),
            ("id", account.id),
        ),
        of="name",
    )
    if account.business_no:
        yield Text("name", (("business_no", account.business_no),), of="phone")
    yield from _lists("name", {"phones": account.phones}, "phone")
    yield from _fields("name", {"website": account.website, "address": account.address})
    yield from _elsewhere("name", "", account.ids)
    yield from _fields("name", {"note": account.note})


def _contacts(account: Account, as_of: date) -> Iterator[Text]:
    for key, contact in account.contacts.items():
        here = f"contacts.{key}"
        yield Text("contacts", ((f"{here}.name", contact.name), (here, key)), of="name")
        yield from _contact(here, contact)
        for fact in contact.stance:
            if fact.date is None or fact.date <= as_of:
                yield from _fields("contacts", {f"{here}.stance": fact.why}, fact.date)


def _contact(here: str, contact: Contact) -> Iterator[Text]:
    if contact.title:
        yield Text("contacts", ((f"{here}.title", contact.title),), of="name")
    yield from _lists("contacts", {f"{here}.emails": contact.emails})
    yield from _lists("contacts", {f"{here}.phones": contact.phones}, "phone")
    yield from _elsewhere("contacts", f"{here}.", contact.ids)
    yield from _fields("contacts", {f"{here}.note": contact.note})


def _deals(account: Account, as_of: date) -> Iterator[Text]:
    for key, deal in account.deals.items():
        here = f"deals.{key}"
        yield Text(
            "deals",
            (*((f"{here}.name", name) for name in (deal.name,) if name), (here, key)),
            of="name",
        )
        yield from _elsewhere("deals", f"{here}.", deal.ids)
        yield from _deal(here, deal, as_of)


def _deal(here: str, deal: Deal, as_of: date) -> Iterator[Text]:
    yield from _fields(
        "deals", {f"{here}.note": deal.note, f"{here}.next": deal.next.what if deal.next else None}
    )
    yield from _lists("deals", {f"{here}.competitors": deal.competitors})
    for key, name, given in written(deal):
        if given.date is None or given.date <= as_of:
            yield from _fields("deals", {f"{here}.{key}.{name}": given.why}, given.date)
    for place, (end, _) in enumerate(ends(deal)):
        if end.date <= as_of:
            there = f"{here}.ended.{place}" if place < len(deal.ended) else f"{here}.outcome"
            yield from _fields(
                "deals",
                {f"{there}.note": end.note, f"{there}.competitor": end.competitor},
                end.date,
            )
    for place, each in enumerate(deal.ended):
        if each.reopened <= as_of:
            yield from _fields("deals", {f"{here}.ended.{place}.why": each.why}, each.reopened)


def _log(account: Account, as_of: date) -> Iterator[Text]:
    for entry in account.log:
        if entry.date <= as_of:
            told = (
                entry.what,
                entry.said,
                entry.note,
                entry.next.what if entry.next else None,
                *entry.gave,
                *(each for known in entry.ids.values() for each in known),
            )
            yield Text(
                "log",
                tuple((f"log.{entry.date.isoformat()}", each) for each in told if each),
                entry.date,
            )


def _plans(account: Account, as_of: date) -> Iterator[Text]:
    for key, plan in account.plans.items():
        yield from _plan(f"plans.{key}", key, plan, as_of)


def _plan(here: str, key: str, plan: Plan, as_of: date) -> Iterator[Text]:
    yield Text("plans", (*((f"{here}.how", how) for how in (plan.how,) if how), (here, key)))
    for fact in plan.progress:
        if fact.date is None or fact.date <= as_of:
            yield from _fields("plans", {f"{here}.progress": fact.value}, fact.date)
    for name, ending in (("done", plan.done), ("dropped", plan.dropped)):
        if ending and ending.date <= as_of:
            yield from _fields("plans", {f"{here}.{name}": ending.note}, ending.date)


def _cases(account: Account, as_of: date) -> Iterator[Text]:
    for key, case in account.cases.items():
        if case.opened <= as_of:
            here = f"cases.{key}"
            yield Text(
                "cases",
                (*((f"{here}.what", what) for what in (case.what,) if what), (here, key)),
                case.opened,
            )
            if case.closed and case.closed <= as_of:
                yield from _fields("cases", {f"{here}.resolution": case.resolution}, case.closed)


def _research(account: Account) -> Iterator[Text]:
    known = account.research
    yield from _fields(
        "research",
        {
            "research.industry": known.industry,
            "research.solution": known.solution,
            "research.provenance": known.provenance,
        },
    )
    yield from _lists(
        "research", {"research.problems": known.problems, "research.icebreakers": known.icebreakers}
    )


def _custom(account: Account) -> Iterator[Text]:
    """Fields of the team's own, and what stands under keys that are nobody's but the author's."""
    owners = [("", account.custom)]
    owners += [(f"contacts.{key}.", contact.custom) for key, contact in account.contacts.items()]
    owners += [(f"deals.{key}.", deal.custom) for key, deal in account.deals.items()]
    for here, custom in owners:
        for name, value in custom.items():
            yield from _lists(
                "custom", {f"{here}custom.{name}": value if isinstance(value, tuple) else (value,)}
            )
    for extra in account.extra.values():
        yield from _lists("custom", {extra.path: _within(extra.value)})


def _elsewhere(kind: str, here: str, ids: Ids) -> Iterator[Text]:
    """What other systems call it."""
    return _lists(kind, {f"{here}ids.{system}": known for system, known in ids.items()})


def _within(value: object) -> Iterator[str]:
    """Every text of a value that may be anything."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _within(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _within(each)
    elif value is not None and str(value):
        yield str(value)


def _fields(kind: str, fields: dict[str, str | None], day: date | None = None) -> Iterator[Text]:
    return (Text(kind, ((where, value),), day) for where, value in fields.items() if value)


def _lists(
    kind: str, lists: dict[str, Iterable[str]], of: Literal["name", "phone", ""] = ""
) -> Iterator[Text]:
    return (
        Text(kind, ((where, value),), of=of) for where, values in lists.items() for value in values
    )

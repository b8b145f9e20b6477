"""On which channel do they answer?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import bounds, sample, share
from crmcli.domain.relations.replies import Tried, tried
from crmcli.domain.table import Column, Message, Table
from crmcli.reports import choices
from crmcli.reports.evidence import NOTHING, Evidence, together
from crmcli.reports.grouping import grouped
from crmcli.reports.report import FactSource, Report


class FactOptions(NamedTuple):
    """What the facts depend on."""

    account: str | None
    explain: bool


class Options(NamedTuple):
    """What may be asked of the report."""

    account: str | None = None
    explain: bool = False


class ChannelFact(NamedTuple):
    """What one account's log says of one channel, and of one person there where an account was
    asked for.
    """

    account: str
    name: str
    owner: str | None
    contact: str | None
    person: str | None
    channel: str
    tries: int
    answered: int
    behind: Evidence = NOTHING


class ChannelRow(NamedTuple):
    """One channel; of an account, one of its people and a channel.

    `rate` is answered / tries, `low` and `high` its 95 % interval, all 0..1.
    """

    contact: str | None
    person: str | None
    channel: str | None
    tries: int
    answered: int
    rate: float | None
    low: float | None
    high: float | None


COLUMNS = (
    Column("person", "label", 9, heading="theirs", key="contact"),
    Column("channel", "status", 9, heading="channel_tried"),
    Column("tries", "count", 9, heading="channel_tries"),
    Column("answered", "count", 9),
    Column("rate", "rate", 9, heading="answer_rate"),
)


def gather(
    account: Account, policy: Policy, as_of: date, options: FactOptions
) -> list[ChannelFact]:
    """The account's attempts by channel; with `account` by person too, one with several of them
    being an attempt at each.
    """
    found: dict[tuple[str | None, str], list[Tried]] = {}
    for each in tried(account, policy.attempts.grace_days, as_of):
        for contact in (
            dict.fromkeys(each.entry.with_ or (None,)) if options.account is not None else (None,)
        ):
            found.setdefault((contact, each.entry.type), []).append(each)
    return [
        _fact(account, contact, channel, tries, options)
        for (contact, channel), tries in found.items()
    ]


def _fact(
    account: Account,
    contact: str | None,
    channel: str,
    tries: Sequence[Tried],
    options: FactOptions,
) -> ChannelFact:
    known = account.contacts.get(contact) if contact else None
    behind: Evidence = (
        {
            "answered": _named(tries, account, options, answered=True),
            "unanswered": _named(tries, account, options, answered=False),
        }
        if options.explain
        else NOTHING
    )
    return ChannelFact(
        account.id,
        account.name,
        account.owner,
        contact,
        known.name if known else contact,
        channel,
        len(tries),
        sum(each.answered for each in tries),
        behind,
    )


def _named(
    tries: Sequence[Tried], account: Account, options: FactOptions, *, answered: bool
) -> tuple[str, ...]:
    """The entries as the log has them; over all accounts with the account's id before them."""
    before = "" if options.account is not None else f"{account.id}/"
    return tuple(
        f"{before}log {each.entry.date} {each.entry.type}"
        for each in tries
        if each.answered == answered
    )


def tabulate(facts: Sequence[ChannelFact], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per channel, that with most attempts first; of an account per person and channel, those
    with most attempts first.
    """
    alone = options.account is not None
    groups = list(grouped(facts, lambda fact: (f"{fact.contact or ''}\0{fact.channel}",)).values())
    weight: dict[str | None, int] = {}
    for fact in facts:
        weight[fact.contact] = weight.get(fact.contact, 0) + fact.tries
    pairs = [
        (_row(group[0].contact, group[0].person, group[0].channel, group), group)
        for group in groups
    ]
    pairs.sort(
        key=lambda pair: (
            pair[0].contact is None,
            -weight[pair[0].contact],
            pair[0].contact or "",
            -pair[0].tries,
            pair[0].channel or "",
        )
    )
    rows = [row for row, _ in pairs]
    total = None if alone else _row(None, None, None, facts)
    return Table(
        report="attempts",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS if alone else COLUMNS[1:],
        totals=total,
        title=Message("title-account", (facts[0].name, facts[0].account))
        if alone and facts
        else None,
        notes=() if rows else (Message("note-attempts-none"),),
        evidence=[together(fact.behind for fact in group) for _, group in pairs]
        if options.explain
        else (),
        samples={
            "rate": [
                sample(row.answered, row.tries) for row in (*rows, *((total,) if total else ()))
            ]
        },
        min_sample=policy.min_sample,
        named_by=("person", "channel"),
    )


def _row(
    contact: str | None, person: str | None, channel: str | None, facts: Sequence[ChannelFact]
) -> ChannelRow:
    tries, answered = sum(fact.tries for fact in facts), sum(fact.answered for fact in facts)
    return ChannelRow(
        contact, person, channel, tries, answered, share(answered, tries), *bounds(answered, tries)
    )


FACTS = FactSource("attempts_by_channel", gather, FactOptions)
REPORT = Report("attempts_by_channel", FACTS, tabulate, Options, groupings=choices.ATTEMPTS)

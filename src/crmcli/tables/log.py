"""What happened: the entries of the log, and who took part in them."""

from collections.abc import Iterator

from crmcli.domain.people.touches import is_ours, is_two_way, outcome
from crmcli.domain.records.account import Account
from crmcli.tables.table import Cells, Table, columns, joined, truth

_ACCOUNT = "account id =table-account >accounts.account"


def _log(account: Account, currency: str) -> Iterator[Cells]:
    for place, each in enumerate(account.log, start=1):
        step = each.next
        yield (
            account.id,
            place,
            each.date,
            each.time,
            each.type,
            each.direction,
            outcome(each),
            truth(is_two_way(each)),
            truth(is_ours(each)),
            each.deal,
            joined(each.by),
            joined(each.with_),
            each.what,
            each.said,
            each.mood,
            joined(each.gave),
            each.note,
            each.usage,
            each.score,
            step.date if step else None,
            step.what if step else None,
            step.owner if step else None,
            step.channel if step else None,
            joined(step.with_) if step else None,
        )


LOG = Table(
    "log",
    columns(
        "Entry",
        f"""
        {_ACCOUNT}
        entry whole =table-entry
        day day =Entry.date
        time text
        type text
        direction text
        outcome text =table-outcome
        two_way truth =table-two-way
        ours truth =table-ours
        deal id >deals.deal
        by text
        with text
        what text
        said text
        mood text
        gave text
        note text
        usage text
        score number
        next_day day =NextStep.date
        next_what text =NextStep.what
        next_owner id =NextStep.owner >members.member
        next_channel text =NextStep.channel
        next_with text =NextStep.with
        """,
    ),
    ("account", "entry"),
    _log,
    day="day",
)


def _by(account: Account, currency: str) -> Iterator[Cells]:
    for place, each in enumerate(account.log, start=1):
        for member in dict.fromkeys(each.by):
            yield account.id, place, member


LOG_BY = Table(
    "log_by",
    columns(
        "Entry",
        f"""
        {_ACCOUNT}
        entry whole =table-entry >log.entry
        member id =Entry.by >members.member
        """,
    ),
    ("account", "entry", "member"),
    _by,
)


def _with(account: Account, currency: str) -> Iterator[Cells]:
    for place, each in enumerate(account.log, start=1):
        for contact in dict.fromkeys(each.with_):
            yield account.id, place, contact


LOG_WITH = Table(
    "log_with",
    columns(
        "Entry",
        f"""
        {_ACCOUNT}
        entry whole =table-entry >log.entry
        contact id =Entry.with >contacts.contact
        """,
    ),
    ("account", "entry", "contact"),
    _with,
)


def _objections(account: Account, currency: str) -> Iterator[Cells]:
    for place, each in enumerate(account.log, start=1):
        for objection, state in each.objections.items():
            yield account.id, place, objection, state


LOG_OBJECTIONS = Table(
    "log_objections",
    columns(
        "Entry",
        f"""
        {_ACCOUNT}
        entry whole =table-entry >log.entry
        objection id =Entry.objections >objections.objection
        state text =table-objection-state
        """,
    ),
    ("account", "entry", "objection"),
    _objections,
)

TABLES = (LOG, LOG_BY, LOG_WITH, LOG_OBJECTIONS)

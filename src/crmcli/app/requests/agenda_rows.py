"""One row of the agenda, as it was shown: which is meant, and does the account still ask for it?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.agenda import all_tasks
from crmcli.domain.relations.task import Task
from crmcli.domain.table import Message

FAR = 3650  # days ahead that a row may have been shown for


class Row(NamedTuple):
    """A row of the agenda of the day `as_of`; `records` are the places that ask for it, `day` is
    when it falls due.
    """

    kind: str
    subject: str
    day: date | None
    records: Sequence[str]
    as_of: date


def row_named(account: Account, policy: Policy, kind: str, subject: str, as_of: date) -> Row:
    """The one row of that kind and subject. Raises CrmError when the agenda of the day has none, or
    several of them.
    """
    rows = [
        Row(kind, subject, task.day, task.records, as_of)
        for task in all_tasks(account, policy, as_of, FAR)
        if (task.kind, task.subject) == (kind, subject)
    ]
    if len(rows) != 1:
        key = "error-done-several" if rows else "error-done-changed"
        wrong = Message(key, (account.id, f"{kind}/{subject}"))
        raise CrmError(wrong, Message("hint-done-key"), status=4)
    return rows[0]


def refuse_settled(row: Row, account: Account, policy: Policy, day: date) -> None:
    """Raises CrmError when the account does not ask for the row any more: somebody was quicker, or
    changed what was promised. What happened since the row was shown counts too.
    """
    if not all(_asks(account, policy, row, each) for each in {row.as_of, max(row.as_of, day)}):
        raise settled(row, account)


def task_of(row: Row, account: Account, policy: Policy) -> Task:
    """What the account asks for with it. Raises CrmError when it asks for it no more."""
    found = [
        task
        for task in all_tasks(account, policy, row.as_of, FAR)
        if (task.kind, task.subject, task.day) == (row.kind, row.subject, row.day)
    ]
    for task in found:
        if task.records == tuple(row.records):
            return task
    if not found:
        raise settled(row, account)
    return found[0]


def settled(row: Row, account: Account) -> CrmError:
    """The account does not ask for the row any more."""
    wrong = Message("error-done-changed", (account.id, row.subject))
    return CrmError(wrong, Message("hint-done-no-list"), status=4)


def _asks(account: Account, policy: Policy, row: Row, as_of: date) -> bool:
    """Does it on that day? Later than the row was shown, a rhythm or a renewal may have another due
    day.
    """
    moves = row.kind in ("cadence", "renewal") and as_of != row.as_of
    return any(
        (task.kind, task.subject) == (row.kind, row.subject) and (moves or task.day == row.day)
        for task in all_tasks(account, policy, as_of, FAR)
    )

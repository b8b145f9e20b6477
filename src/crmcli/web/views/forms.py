"""Which forms a row, an account or a deal leads to, where something may be written."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from crmcli.domain.table import Message
from crmcli.reports.pages.due import DueRow
from crmcli.web.views.parts import Link, Links, form

OF_ACCOUNT = ("log", "contact-add", "role", "stance", "plan-add", "case-open", "survey", "text")
OF_CARD = ("log", "deal-stage", "deal-next")
OF_DEAL = ("deal-stage", "deal-next", "deal-amount", "deal-close", "deal-win", "deal-lose")


def of_rows(as_of: date) -> Callable[[DueRow], tuple[Link, ...]]:
    """To tick a row of the agenda off, and to put it off."""

    def found(row: DueRow) -> tuple[Link, ...]:
        said = {
            "account": row.account,
            "kind": row.kind,
            "subject": row.subject,
            "day": row.date.isoformat() if row.date else "",
            "records": row.records,
            "as_of": as_of.isoformat(),
        }
        rest = Link(Message("page-write-put-off"), form("rest", **said))
        if row.kind == "owner-left":  # an account is handed over with its roles, not ticked off
            return (rest,)
        return (Link(Message("page-write-tick"), form("done", **said)), rest)

    return found


def of_account(account: str, names: Sequence[str] = OF_ACCOUNT) -> Links:
    """What may be written of an account."""
    links = (Link(Message(f"page-write-{name}"), form(name, account=account)) for name in names)
    return Links(tuple(links), Message("page-write-here"))


def of_deal(account: str, deal: str, names: Sequence[str] = OF_CARD) -> tuple[Link, ...]:
    """What may be written of a deal."""
    return tuple(
        Link(Message(f"page-write-{name}"), form(name, account=account, deal=deal))
        for name in names
    )


class PlanRow(Protocol):
    """A row that is about a plan."""

    @property
    def account(self) -> str:
        """Where."""

    @property
    def plan(self) -> str:
        """Its id."""


class DealRow(Protocol):
    """A row that is about a deal of one account."""

    @property
    def deal(self) -> str:
        """Its id."""


def of_deals(account: str, row: DealRow) -> tuple[Link, ...]:
    """What may be written of an open deal of the account."""
    return of_deal(account, row.deal, OF_DEAL)


def of_ended(account: str, row: DealRow) -> tuple[Link, ...]:
    """What may be written of one that has ended."""
    return of_deal(account, row.deal, ("deal-reopen",))


def of_plan(row: PlanRow) -> tuple[Link, ...]:
    """What may be written of a plan that goes on."""
    return tuple(
        Link(Message(f"page-write-{name}"), form(name, account=row.account, plan=row.plan))
        for name in ("plan-progress", "plan-done", "plan-drop")
    )

"""Which forms a row, an account or a deal leads to, where something may be written."""

from collections.abc import Callable
from datetime import date

from crmcli.domain.table import Message
from crmcli.reports.pages.due import DueRow
from crmcli.web.views.parts import Link, Links, form

OF_ACCOUNT = ("log", "contact-add", "role", "stance", "plan-add", "case-open", "survey", "text")
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


def of_account(account: str) -> Links:
    """What may be written of an account."""
    links = (
        Link(Message(f"page-write-{name}"), form(name, account=account)) for name in OF_ACCOUNT
    )
    return Links(tuple(links), Message("page-write-here"))


def of_deal(account: str, deal: str) -> tuple[Link, ...]:
    """What may be written of an open deal."""
    return tuple(
        Link(Message(f"page-write-{name}"), form(name, account=account, deal=deal))
        for name in ("log", *OF_DEAL)
    )

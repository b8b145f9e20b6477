"""Which rows and columns does a list of one kind of record have, where nobody says which?

`crm deal list` and the others are questions of this room by another name.
"""

from collections.abc import Mapping
from typing import NamedTuple


class State(NamedTuple):
    """One answer to --status: what holds for its records, what is shown of them, and in which
    order.
    """

    where: str
    columns: tuple[str, ...]
    sort: tuple[str, ...]


class Records(NamedTuple):
    """One kind of record, and its states by their word: the first one is what a list shows."""

    on: str
    states: Mapping[str, State]


_ACCOUNT = ("account", "name", "segment", "status", "owner", "open_deals", "open_amount")
_DEAL = ("account", "deal", "stage", "amount")
_ENDED = ("account", "deal", "amount", "outcome.date", "outcome.reason", "owner")
_PLAN = ("account", "plan", "for", "kind", "owner", "due")
_CASE = ("account", "case", "kind", "opened")
_CONTACT = ("account", "contact", "name", "title", "stance", "last_touch")
_CONTRACT = ("account", "contract", "deal", "start", "end", "amount", "per")


def _ended(result: str) -> State:
    return State(f'outcome.result == "{result}"', _ENDED, ("-outcome.date",))


def _account(status: str) -> State:
    return State(f'status == "{status}"', (*_ACCOUNT, "last_touch"), ())


ACCOUNTS = Records(
    "accounts",
    {
        "all": State("true", (*_ACCOUNT, "last_touch"), ()),
        **{
            word: _account(word)
            for word in ("prospect", "customer", "dormant", "churned", "disqualified")
        },
    },
)
CONTACTS = Records(
    "contacts",
    {
        "here": State("not gone", _CONTACT, ()),
        "left": State("gone", ("account", "contact", "name", "title", "left"), ("-left",)),
        "all": State("true", (*_CONTACT, "left"), ("gone",)),
    },
)
DEALS = Records(
    "deals",
    {
        "open": State("open", (*_DEAL, "close", "owner"), ("close",)),
        **{word: _ended(word) for word in ("won", "lost", "no_decision", "invalid")},
        "all": State("true", (*_DEAL, "outcome.result", "owner"), ("-open", "close")),
    },
)
CASES = Records(
    "cases",
    {
        "open": State("open", (*_CASE, "owner", "what"), ("opened",)),
        "closed": State("not open", (*_CASE, "closed", "resolution"), ("-closed",)),
        "all": State("true", (*_CASE, "closed", "owner", "what"), ("-open", "opened")),
    },
)
PLANS = Records(
    "plans",
    {
        "open": State("open", _PLAN, ("due",)),
        "done": State(
            "done.date is not null",
            ("account", "plan", "for", "owner", "done.date", "done.result"),
            ("-done.date",),
        ),
        "dropped": State(
            "dropped.date is not null",
            ("account", "plan", "for", "owner", "dropped.date", "dropped.why"),
            ("-dropped.date",),
        ),
        "all": State("true", (*_PLAN, "open"), ("-open", "due")),
    },
)
CONTRACTS = Records(
    "contracts",
    {
        "running": State("end is null or end >= today", _CONTRACT, ("end",)),
        "ended": State("end < today", _CONTRACT, ("-end",)),
        "all": State("true", _CONTRACT, ("end",)),
    },
)
ASSETS = Records(
    "assets",
    {"all": State("true", ("account", "product", "qty", "since", "replace"), ())},
)

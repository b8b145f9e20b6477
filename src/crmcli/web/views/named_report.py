"""A report that an address names, and its options as the address says them."""

from datetime import date
from typing import Any

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.web.views.askable import Askable, find
from crmcli.web.views.asked import Asked
from crmcli.web.views.command_lines import WAYS, Way
from crmcli.web.views.decoding import NOT_ASKED, Field, fields, options
from crmcli.web.views.page import Question

ACCOUNT = Field("account", str, None)


def way_of(name: str) -> Way:
    """How the report is asked. Raises CrmError for one that there is not."""
    if name not in WAYS:
        raise CrmError(Message("page-error-report", (name,)), status=4)
    return WAYS[name]


def form(name: str) -> tuple[Field, ...]:
    """What the report may be told in an address."""
    way, report = way_of(name), find(name)
    own = tuple(
        each._replace(default=way.usual.get(each.name, each.default))
        for each in fields(report)
        if each.name not in way.never and each.name != "account"
    )
    return (ACCOUNT, *own) if way.account else own


def lacking(asked: Asked) -> tuple[str, ...]:
    """One of these has to be said before the report can be asked; nothing where it can."""
    way = way_of(asked.subject)
    needs = ("account",) if way.account == "must" else way.needs
    return () if not needs or any(name in asked.said for name in needs) else needs


def named(asked: Asked) -> Question:
    """The question. Raises CrmError for an option that is not the report's or means nothing."""
    name = asked.subject
    way, report = way_of(name), find(name)
    account = asked.one("account") if way.account else None
    rest = {key: each for key, each in asked.said.items() if key != "account" or not way.account}
    own = asked._replace(said=rest)
    for each in rest:
        if each in way.never:
            raise CrmError(Message("page-error-option", (each, _names(name))))
    usual = {key: each for key, each in way.usual.items() if key not in rest}
    if name == "stance_changes" and "since" in rest:
        usual = {}
    fixed: dict[str, Any] = {**usual}
    if account and "account" in _fields(report):
        fixed["account"] = account
    return Question(name, options(report, own, **fixed), account)


def _fields(report: Askable) -> tuple[str, ...]:
    found: tuple[str, ...] = report.options._fields
    return found


def _names(name: str) -> Message:
    return Message("list", tuple(each.name for each in form(name)))


def said_of(asked: Question) -> dict[str, tuple[str, ...]]:
    """The question's options as an address says them, but for how many rows a page shows."""
    report = find(asked.report)
    usual = {**report.options._field_defaults, **WAYS[asked.report].usual}
    found: dict[str, tuple[str, ...]] = {}
    for name, value in zip(_fields(report), asked.options, strict=True):
        is_of_page = name == "limit" and asked.report != "focus"
        if name in NOT_ASKED or is_of_page or name == "account" or value == usual.get(name):
            continue
        found[name.rstrip("_")] = _texts(value)
    if asked.account:
        found["account"] = (asked.account,)
    return found


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return ("1" if value else "0",)
    return (value.isoformat() if isinstance(value, date) else f"{value}",)

"""Of which accounts, contacts, deals, entries or plans does this hold?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple

from crmcli.domain.deals.qualification import called
from crmcli.domain.label import Label
from crmcli.domain.people.presence import owner_of
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, FreeRow, Kind, Message, Table, currency_of
from crmcli.query.ask import Question, question
from crmcli.query.names.deal import QUALIFIED
from crmcli.query.saved import Wanted, listed, wanted
from crmcli.query.shown import Shown
from crmcli.query.view import View
from crmcli.reports.queries.query_columns import HEADINGS, KINDS, PLANNED_FOR, labels_of, part_of
from crmcli.reports.report import FactSource, Report

_ANSWERS = (f"{QUALIFIED}.", "bant.")
_IDS = ("account", "contact", "deal", "plan", "contract", "case")
# what a narrow terminal keeps: what was asked for, and what merely names the row well
_KEEP, _KEEP_USUAL = (
    9,
    6,
)


class FactOptions(NamedTuple):
    """What the facts depend on."""

    by: str | None
    text: str | None
    on: str | None
    columns: tuple[str, ...]
    sort: tuple[str, ...]


class Options(NamedTuple):
    """What may be asked of the report."""

    by: str | None = None
    limit: int | None = None
    text: str | None = None
    on: str | None = None
    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    explain: bool = False


class Found(NamedTuple):
    """One record that the expression holds for: its values in the order of the columns, or what it
    is grouped by and brings to each figure; and those it is sorted by.
    """

    account: str
    owner: str | None
    ref: str
    values: tuple[object, ...]
    order: tuple[Any, ...]  # of one type in every place, and of one that has an order


class _Last:
    """The questions that were asked last: one is put to every account of a book, and what shows an
    account asks several.
    """

    MOST = 16
    policy: Policy | None = None
    known: ClassVar[dict[tuple[object, ...], Question]] = {}


def checked(policy: Policy, as_of: date, options: FactOptions) -> Question:
    """The question, checked. Raises QueryError."""
    key = (as_of, options.text, options.on, options.columns, options.sort, options.by)
    if _Last.policy is not policy or len(_Last.known) > _Last.MOST:
        _Last.policy, _Last.known = policy, {}
    if key not in _Last.known:
        found = resolved(policy, options)
        _Last.known[key] = question(
            found.where, found.on, found.columns, found.sort, policy, as_of, found.by
        )
    return _Last.known[key]


def resolved(policy: Policy, options: FactOptions) -> Wanted:
    """What is wanted: the saved query of that name with what was said beside it, else the
    expression itself.
    """
    return wanted(
        options.text or "",
        options.on,
        options.columns,
        options.sort,
        policy,
        tuple(listed([options.by or ""])),
    )


def gather(account: Account, policy: Policy, as_of: date, options: FactOptions) -> list[Found]:
    """The records of the account that the expression holds for."""
    what = checked(policy, as_of, options)
    readers = [each.read for each in what.shown] if what.groups is None else what.groups.readers
    return [
        Found(
            account.id,
            _owner(view),
            _ref(view),
            tuple([read(view) for read in readers]),
            tuple([_key(each, view) for each in what.sorted_by]),
        )
        for view in what.of(account, policy, as_of)
    ]


def _owner(view: View) -> str | None:
    owned = view.record if view.kind in ("deals", "plans", "cases", "accounts") else None
    return owner_of(owned, view.account)


def _ref(view: View) -> str:
    """How the record is named to a user."""
    if view.kind == "accounts":
        return view.id
    if view.kind == "log":
        return f"{view.account.id} log {view.id} {view.record.type}"
    return (
        f"{view.account.id}/{view.id}"
        if view.kind == "deals"
        else f"{view.account.id}/{view.kind}.{view.id}"
    )


def _key(shown: Shown, view: View) -> object:
    """What a record is sorted by; a word of a list that has an order, by its place there."""
    value = shown.read(view)
    return (
        (shown.choices.index(value) if value in shown.choices else None) if shown.choices else value
    )


def tabulate(facts: Sequence[Found], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per record, sorted as asked, else by account and id; what is not known comes last
    either way. A row per group where groups are asked for.
    """
    what = checked(policy, as_of, FACTS.wanted(options))
    if what.groups is not None:
        from crmcli.reports.queries.query_groups import tabulate as grouped

        return grouped(facts, what.groups, policy, as_of, options)
    rows = list(facts)
    rows.sort(key=lambda fact: (fact.account, fact.ref, repr(fact.values)))
    for place, falls in reversed(list(enumerate(what.falling))):
        known = [fact for fact in rows if fact.order[place] is not None]
        known.sort(key=lambda fact: fact.order[place], reverse=falls)
        rows = known + [fact for fact in rows if fact.order[place] is None]
    kept = rows[: options.limit]
    cut = len(rows) - len(kept)
    fields = tuple(each.field for each in what.shown)
    notes = (
        (Message("note-query-cut", (len(kept), len(rows))),)
        if cut
        else ()
        if rows
        else (Message("note-query-nothing"),)
    )
    columns = tuple(_column(each, policy) for each in what.shown)
    return Table(
        report="query",
        as_of=as_of,
        rows=[FreeRow(fields, fact.values) for fact in kept],
        columns=columns,
        totals={"rows": len(rows), "accounts": len({fact.account for fact in rows})},
        labels=_labels(what, policy, as_of),
        notes=notes,
        evidence=[{"record": (fact.ref,)} for fact in kept] if options.explain else (),
        named_by=fields[:2],
        cut=cut,
        currency=currency_of(columns, policy.currency),
    )


def _column(shown: Shown, policy: Policy) -> Column:
    path = shown.path.removeprefix("account.")
    kind: Kind = (
        "stance"
        if path == "stance"
        else "answer"
        if path.startswith(_ANSWERS)
        else "id"
        if path in _IDS
        else "label"
        if part_of(path) or path == PLANNED_FOR
        else KINDS[shown.base]
    )
    custom = policy.fields.get(path.removeprefix("custom.")) if path.startswith("custom.") else None
    asked, _, criterion = path.partition(".")
    label = (
        {"": shown.called}
        if shown.called
        else custom.label
        if custom and custom.label
        else called(criterion, policy) or None
        if asked == QUALIFIED and criterion
        else None
    )
    return Column(
        shown.field,
        kind,
        _KEEP_USUAL if shown.usual and path not in _IDS else _KEEP,
        heading=HEADINGS.get(path, "" if path == shown.field else path),
        label=label,
    )


def _labels(what: Question, policy: Policy, as_of: date) -> dict[str, Mapping[str, Label]]:
    """The readable names of ids of ours."""
    return {
        each.field: labels for each in what.shown if (labels := labels_of(each.path, policy, as_of))
    }


def _check(policy: Policy, as_of: date, options: Options) -> None:
    checked(policy, as_of, FACTS.wanted(options))


FACTS = FactSource("query", gather, FactOptions, passing=True)
REPORT = Report("query", FACTS, tabulate, Options, check=_check)

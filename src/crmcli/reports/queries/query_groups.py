"""What do the records that a condition holds for add up to, group by group?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import product
from math import prod
from typing import Any, Protocol

from crmcli.domain.errors import CrmError
from crmcli.domain.label import Label
from crmcli.domain.records.money import told
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.ratio import percent, sample
from crmcli.domain.table import Column, FreeRow, Kind, Message, Table, currency_of
from crmcli.domain.time.intervals import backwards, forwards
from crmcli.messages import everywhere
from crmcli.query.figures import COUNTED, Figure, worked_out
from crmcli.query.grouping import Groups
from crmcli.query.names.lookup import NAMES
from crmcli.query.shown import Shown
from crmcli.reports.deal_facts import group_labels, negative_intervals
from crmcli.reports.options import Cut
from crmcli.reports.queries.query_columns import HEADINGS, KINDS, labels_of

Key = tuple[object, ...]
MOST = 1_000  # groups that one record may be in: several lists multiply
_DAYS = {"min": "first", "max": "last"}


class Brought(Protocol):
    """A record with what it is grouped by, and after it what it brings to each figure."""

    @property
    def ref(self) -> str:
        """How it is named to a user."""

    @property
    def values(self) -> tuple[Any, ...]:
        """First the groups it is in, then the figures; None where it does not count."""


def tabulate(
    facts: Sequence[Brought], groups: Groups, policy: Policy, as_of: date, asked: Cut
) -> Table:
    """A row per group, sorted as asked, else by what they are grouped by; the total counts each
    record once. Without groups one row of all.
    """
    members = _members(facts, groups)
    lines = _lines(members, groups)
    kept = lines[: asked.limit]
    width = len(groups.by) + groups.many
    visible = groups.figures[: groups.many]
    fields = (*(each.field for each in groups.by), *(each.field for each in visible))
    total = FreeRow(fields, (*(None for _ in groups.by), *_figures(facts, groups))[:width])
    cut = len(lines) - len(kept)
    columns = (
        *(_key_column(each, policy) for each in groups.by),
        *(_figure_column(each, policy) for each in visible),
    )
    return Table(
        report="query",
        as_of=as_of,
        rows=[FreeRow(fields, line[:width]) for line in kept],
        columns=columns,
        totals=total,
        labels={
            each.field: _labels(each, [line[place] for line in kept], policy, as_of)
            for place, each in enumerate(groups.by)
        },
        notes=(*_left(len(kept), len(lines)), *negative_intervals(_backwards(facts, groups))),
        evidence=[_evidence(members[line[: len(groups.by)]], groups) for line in kept]
        if asked.explain
        else (),
        named_by=fields[: len(groups.by)],
        cut=cut,
        currency=currency_of(columns, policy.currency),
        samples={
            each.field: [
                _sample(found, len(groups.by) + place)
                for found in (*(members[line[: len(groups.by)]] for line in kept), facts)
            ]
            for place, each in enumerate(visible)
            if each.kind == "share"
        },
        min_sample=policy.min_sample,
        terms={each.field: Message(f"means-query-{each.kind}") for each in visible}
        if asked.explain
        else {},
    )


def _members(facts: Sequence[Brought], groups: Groups) -> dict[Key, list[Brought]]:
    """The records of each group; all of them where nothing is grouped."""
    if not groups.by:
        return {(): list(facts)}
    members: dict[Key, list[Brought]] = {}
    for fact in facts:
        for key in _keys(fact, groups.by):
            members.setdefault(key, []).append(fact)
    return members


def _lines(members: Mapping[Key, Sequence[Brought]], groups: Groups) -> list[Key]:
    """A line per group, its key and its figures, in the order that was asked for."""
    lines: list[Key] = sorted(
        ((*key, *_figures(found, groups)) for key, found in members.items()),
        key=lambda line: [
            _place(each, value) for each, value in zip(groups.by, line, strict=False)
        ],
    )
    for place, falls in reversed(list(zip(groups.order, groups.falling, strict=True))):
        choices = groups.by[place] if place < len(groups.by) else None
        lines = _sorted(lines, place, choices, falls=falls)
    return lines


def _left(kept: int, all_: int) -> tuple[Message, ...]:
    """How many of all groups are shown, where some are not, or there are none."""
    if kept < all_:
        return (Message("note-query-cut", (kept, all_)),)
    return () if all_ else (Message("note-query-nothing"),)


def _keys(fact: Brought, by: Sequence[Shown]) -> Iterable[Key]:
    """The groups that the record is in: of a list it is in that of each of its texts.

    Raises CrmError for too many.
    """
    values = [
        tuple(dict.fromkeys(value)) or (None,) if each.base == "texts" else (value,)
        for each, value in zip(by, fact.values, strict=False)
    ]
    if (many := prod(map(len, values))) > MOST:
        raise CrmError(
            Message("error-query-too-many-groups", (fact.ref, many, MOST)),
            Message("hint-query-too-many-groups"),
        )
    return product(*values)


def _brought(facts: Iterable[Brought], place: int, figure: Figure | None = None) -> list[Any]:
    values = [value for fact in facts if (value := fact.values[place]) is not None and value != ()]
    return forwards(values) if figure is not None and figure.interval else values


def _backwards(facts: Sequence[Brought], groups: Groups) -> int:
    """How many intervals a mean or a median leaves out because they end before they begin."""
    places = [place for place, each in enumerate(groups.figures, len(groups.by)) if each.interval]
    return max((backwards(_brought(facts, place)) for place in places), default=0)


def _figures(facts: Sequence[Brought], groups: Groups) -> Key:
    return tuple(
        worked_out(each.kind, _brought(facts, len(groups.by) + place, each))
        for place, each in enumerate(groups.figures)
    )


def _sample(facts: Sequence[Brought], place: int) -> tuple[int, int, float, float]:
    counted = _brought(facts, place)
    return sample(sum(counted), len(counted))


def _place(shown: Shown | None, value: Any) -> tuple[bool, int, Any]:  # noqa: ANN401 - of a sort that has an order
    """Where a value stands among the others: words as the format or crm.yaml lists them, all else
    by itself, what is not known last.
    """
    choices = shown.choices if shown else ()
    place = choices.index(value) if value in choices else len(choices)
    return value is None, place, "" if value is None else value


def _sorted(lines: list[Key], place: int, shown: Shown | None, *, falls: bool) -> list[Key]:
    """By one column; what is not known comes last either way."""
    known = sorted(
        (line for line in lines if line[place] is not None),
        key=lambda line: _place(shown, line[place]),
        reverse=falls,
    )
    return known + [line for line in lines if line[place] is None]


def _evidence(facts: Sequence[Brought], groups: Groups) -> dict[str, Sequence[str]]:
    """All records of the group, and below each figure those that count in it where they are not
    all.
    """
    found: dict[str, Sequence[str]] = {"record": [fact.ref for fact in facts]}
    for place, each in enumerate(groups.figures[: groups.many], len(groups.by)):
        counted = [
            fact.ref
            for fact in facts
            if (value := fact.values[place]) is not None and value is not False and value != ()
        ]
        if len(counted) < len(facts):
            found[each.field] = counted
    return found


def _key_column(shown: Shown, policy: Policy) -> Column:
    return Column(
        shown.field,
        "label",
        9,
        label={"": shown.called} if shown.called else _heading(shown.path, policy),
    )


def _figure_column(figure: Figure, policy: Policy) -> Column:
    kinds: Mapping[str, Kind] = {
        COUNTED: "count",
        "count": "count",
        "distinct": "count",
        "share": "rate",
    }
    kind = kinds.get(figure.kind) or (
        "number"
        if figure.base == "days" and figure.kind not in {"min", "max"}
        else KINDS[figure.base]
    )
    return Column(figure.field, kind, 9, label=_figure_label(figure, policy))


def _figure_label(figure: Figure, policy: Policy) -> Label | Message:
    """What stands above a figure: what the asker calls it, else how it is made of a name, else what
    was typed.
    """
    if figure.kind == COUNTED and not figure.called:
        return Message("query-figure-n")
    if figure.called or not figure.of or figure.kind in ("count", "share"):
        return {"": figure.field}
    word = _DAYS.get(figure.kind, figure.kind) if figure.base == "date" else figure.kind
    return Message(f"query-figure-{word}", (_heading(figure.of, policy),))


def _heading(path: str, policy: Policy) -> Label | Message:
    """What stands above the values of a name; an expression is its own heading."""
    own = path.removeprefix("account.")
    custom = policy.fields.get(own.removeprefix("custom.")) if own.startswith("custom.") else None
    if custom and custom.label:
        return custom.label
    return (
        Message(f"col-{HEADINGS.get(own, own)}")
        if any(own in names for names in NAMES.values())
        else {"": path}
    )


def _labels(
    shown: Shown, values: Sequence[Any], policy: Policy, as_of: date
) -> Mapping[Any, Label]:
    """How the values of a group are written: ids of ours by their names, fixed words and truths in
    the reader's language, numbers as everywhere.
    """
    own = shown.path.removeprefix("account.")
    known = (
        group_labels("product", policy)
        if own == "products"
        else labels_of(shown.path, policy, as_of)
    )
    if known:
        return known
    if shown.base == "word":
        return {
            word: label
            for word in values
            if word is not None and (label := everywhere(f"word-{word}"))
        }
    if shown.base == "truth":
        return {True: everywhere("common-yes"), False: everywhere("common-no")}
    if shown.base == "share":
        return {value: {"": f"{percent(value)}%"} for value in values if value is not None}
    return (
        {value: {"": told(value)} for value in values if value is not None}
        if shown.base == "money"
        else {}
    )

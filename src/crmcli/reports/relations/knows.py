"""Who of us was in touch with whom at this account, how often, and when last?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.presence import has_left
from crmcli.domain.people.touches import is_two_way, touch_log
from crmcli.domain.records.account import Account, Contact, Entry
from crmcli.domain.records.policy import Policy
from crmcli.domain.relations.relation_age import Relation, months, relation
from crmcli.domain.table import Column, Message, Table
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.evidence import Evidence, Explained, evidence
from crmcli.reports.options import ExplainOptions, Explains
from crmcli.reports.report import FactSource, Report

NAMED = 8  # of the people nobody touched, so many are named


class Options(NamedTuple):
    """What may be asked of the report."""

    text: str | None = None
    explain: bool = False


class KnowsRow(NamedTuple):
    """One of us (`member`) and one of them (`contact`); None where the log names nobody.

    `two_way` counts touches in which both sides took part, `one_way` all others; `last` is the last
    of either kind, `last_type` what it was.
    """

    account: str
    name: str
    contact: str | None
    person: str | None
    left: bool
    member: str | None
    two_way: int
    one_way: int
    first: date
    last_two_way: date | None
    last: date
    last_type: str
    owner: str | None


class TheirRow(NamedTuple):
    """One of them in the grid of theirs and ours; `cells` by member."""

    person: str | None
    cells: Mapping[str | None, Message]

    def item(self, member: str | int) -> Message | None:
        """The touches with this one of us."""
        return self.cells.get(str(member) or None)


class Acquaintance(NamedTuple):
    """One account: the rows of its log, and everybody who is still there, and how old the relation
    is.
    """

    account: str
    name: str
    owner: str | None
    rows: tuple[Explained[KnowsRow], ...]
    people: tuple[tuple[str, str], ...]
    relation: Relation


COLUMNS = (
    Column("person", "label", 9, heading="theirs", key="contact"),
    Column("member", "label", 9, heading="ours"),
    Column("two_way", "count", 9),
    Column("one_way", "count", 8),
    Column("last_two_way", "date", 9),
    Column("last", "date", 6, heading="last_any"),
    Column("last_type", "status", 5, heading="type"),
    Column("first", "date", 4, heading="first_touch"),
)
YEARS = (Column("year", "text", 9), Column("two_way", "count", 9), Column("one_way", "count", 9))


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[Acquaintance]:
    """The account's pairs of one of us and one of them."""
    rows = tuple(pairs(account, touch_log(account, as_of), as_of, options))
    people = tuple(
        (name, contact.name)
        for name, contact in account.contacts.items()
        if not has_left(contact, as_of)
    )
    return [
        Acquaintance(
            account.id, account.name, account.owner, rows, people, relation(account, as_of)
        )
    ]


def pairs(
    account: Account,
    log: Iterable[Entry],
    as_of: date,
    options: Explains,
    member: str | None = None,
) -> Iterable[Explained[KnowsRow]]:
    """What the entries say of each pair; of one member only if one is named."""
    found: dict[tuple[str | None, str | None], list[Entry]] = {}
    for entry in log:
        for ours in dict.fromkeys(entry.by or (None,)):
            if member is None or ours == member:
                for theirs in dict.fromkeys(entry.with_ or (None,)):
                    found.setdefault((theirs, ours), []).append(entry)
    for (theirs, ours), entries in found.items():
        yield Explained(
            _row(account, theirs, ours, entries, as_of), _behind(entries) if options.explain else {}
        )


def _row(
    account: Account, theirs: str | None, ours: str | None, entries: Sequence[Entry], as_of: date
) -> KnowsRow:
    contact: Contact | None = account.contacts.get(theirs) if theirs else None
    both = [entry.date for entry in entries if is_two_way(entry)]
    # of one day a two-way touch, then by its type
    latest = min(
        entries, key=lambda entry: (-entry.date.toordinal(), not is_two_way(entry), entry.type)
    )
    return KnowsRow(
        account=account.id,
        name=account.name,
        contact=theirs,
        person=contact.name if contact else theirs,
        left=contact is not None and has_left(contact, as_of),
        member=ours,
        two_way=len(both),
        one_way=len(entries) - len(both),
        first=min(entry.date for entry in entries),
        last_two_way=max(both, default=None),
        last=latest.date,
        last_type=latest.type,
        owner=account.owner,
    )


def _behind(entries: Sequence[Entry]) -> Evidence:
    return {
        "two_way": tuple(
            f"log {entry.date} {entry.type}" for entry in entries if is_two_way(entry)
        ),
        "one_way": tuple(
            f"log {entry.date} {entry.type}" for entry in entries if not is_two_way(entry)
        ),
    }


def tabulate(facts: Sequence[Acquaintance], policy: Policy, as_of: date, options: Options) -> Table:
    """A row per pair, whom we know best first.

    Of an account also who of us knows whom at a glance; `text` asks for one of its people.
    """
    fact = facts[0]
    kept = sorted(
        (each for each in fact.rows if options.text in (None, each.row.contact)),
        key=lambda each: order(each.row),
    )
    rows = [each.row for each in kept]
    called = dict(fact.people)
    if options.text is None:
        title = Message("title-account", (fact.name, fact.account))
    else:
        person = next((row.person for row in rows), called.get(options.text, options.text))
        title = Message("title-knows", (person, fact.name, f"{fact.account}/{options.text}"))
    untouched = [
        name
        for key, name in fact.people
        if all(row.contact != key or not row.two_way for row in rows)
        and options.text in (None, key)
    ]
    return Table(
        report="knows",
        as_of=as_of,
        rows=rows,
        columns=COLUMNS[options.text is not None :],
        totals={**totals(rows), **(fact.relation._asdict() if options.text is None else {})},
        labels={"member": team_labels(policy, as_of)},
        notes=(
            *_untouched(untouched),
            *(_aged(fact.relation, as_of) if options.text is None else ()),
        ),
        evidence=evidence(kept, options),
        title=title,
        sections=(_matrix(fact, rows, policy, as_of), _years(fact, as_of))
        if options.text is None and rows
        else (),
        named_by=("person", "member"),
    )


def _untouched(names: Sequence[str]) -> tuple[Message, ...]:
    if not names:
        return ()
    key = "note-knows-nobody" if len(names) <= NAMED else "note-knows-nobody-more"
    return (Message(key, (Message("list", tuple(names[:NAMED])), len(names) - NAMED)),)


def _aged(known: Relation, as_of: date) -> tuple[Message, ...]:
    """Since when the relation lasts, and when we spoke last."""
    since, customer, latest = known.since, known.customer_since, known.last_two_way
    if since is None:
        return ()
    return (
        Message("note-knows-since", (since, _age(since, as_of))),
        *((Message("note-knows-customer", (customer, _age(customer, as_of))),) if customer else ()),
        Message("note-knows-spoken", (latest, (as_of - latest).days))
        if latest
        else Message("note-knows-never"),
    )


def _age(since: date, as_of: date) -> Message:
    return Message("note-knows-age", divmod(months(since, as_of), 12))


def _years(fact: Acquaintance, as_of: date) -> Table:
    """The account's entries year by year, each counted once."""
    return Table("knows", as_of, fact.relation.years, YEARS, title=Message("title-knows-years"))


def order(row: KnowsRow) -> tuple[int, int, int, str, str]:
    """Whom we know best first: by two-way touches, then the latest, then the others."""
    return (
        -row.two_way,
        -(row.last_two_way or date.min).toordinal(),
        -row.one_way,
        row.contact or "~",
        row.member or "~",
    )


def totals(rows: Sequence[KnowsRow]) -> dict[str, int]:
    """How many of us, of them, and of pairs; one touch counts in each of its pairs."""
    return {
        "pairs": len(rows),
        "members": len({row.member for row in rows if row.member}),
        "contacts": len({(row.account, row.contact) for row in rows if row.contact}),
    }


def _matrix(fact: Acquaintance, rows: Sequence[KnowsRow], policy: Policy, as_of: date) -> Table:
    """Theirs down, ours across, those with most touches first: two-way touches, and the others
    behind a +.
    """
    weight: dict[str | None, int] = {}
    for row in rows:
        weight[row.member] = weight.get(row.member, 0) + 1000 * row.two_way + row.one_way
    ours = sorted(weight, key=lambda member: (member is None, -weight[member], member or ""))
    theirs = dict(fact.people) | {row.contact or "": row.person for row in rows}
    lines = [
        TheirRow(name, {row.member: _cell(row) for row in rows if (row.contact or "") == key})
        for key, name in theirs.items()
    ]
    columns = [
        Column("cells", "message", 8, label=_called(member, policy, as_of), item=member or "")
        for member in ours
    ]
    return Table(
        "knows",
        as_of,
        lines,
        (Column("person", "label", 9, heading="theirs"), *columns),
        title=Message("title-knows-matrix"),
    )


def _cell(row: KnowsRow) -> Message:
    return (
        Message("cell-knows-cell", (row.two_way, row.one_way))
        if row.one_way
        else Message("cell-knows-cell-two-way", (row.two_way,))
    )


def _called(member: str | None, policy: Policy, as_of: date) -> Label:
    if member is None:
        return {"": "?"}
    return team_labels(policy, as_of).get(member) or {"": member}


FACTS = FactSource("knows", gather, ExplainOptions)
REPORT = Report("knows", FACTS, tabulate, Options)

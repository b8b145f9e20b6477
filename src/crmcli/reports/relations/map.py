"""Who is who at an account, who reports to whom, how do they stand to us, and which places are
empty?
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.people.coverage import required_roles
from crmcli.domain.people.reporting_lines import Post, reporting_lines
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.time.dated import value
from crmcli.reports.deal_facts import team_labels
from crmcli.reports.options import ExplainOptions, NoOptions
from crmcli.reports.report import FactSource, Report

ARMS = ("└─ ", "├─ ", "   ", "│  ")  # last and other branches, and what stands below them


class MapRow(NamedTuple):
    """One place: a contact, or a required role that nobody holds.

    `place` says where it stands in the tree, and `above` the contact it reports to; `units` at
    which sites its roles are.
    """

    contact: str | None
    name: str | None
    title: str | None
    above: str | None
    depth: int
    roles: tuple[str, ...]
    stance: str | None
    reps: tuple[str, ...]
    tree: str
    owner: str | None
    units: tuple[str, ...]


class MapFact(NamedTuple):
    """The account's places, and the circles in who reports to whom."""

    account: str
    name: str
    owner: str | None
    rows: tuple[MapRow, ...]
    circles: tuple[tuple[str, ...], ...]
    roles: Mapping[str, Label]


COLUMNS = (
    Column("tree", "tree", 9, heading="name"),
    Column("title", "text", 6),
    Column("roles", "list", 8),
    Column("units", "list", 6, heading="unit"),
    Column("stance", "stance", 9),
    Column("reps", "list", 7, heading="rep"),
)


def gather(account: Account, policy: Policy, as_of: date, _: NoOptions) -> list[MapFact]:
    """The account's people from the top down, then the required roles that nobody holds."""
    lines = reporting_lines(account, as_of)
    wanted = required_roles(account, policy)
    held: dict[str, list[str]] = {}
    for role, record in account.roles.items():
        for contact in record.contacts:
            held.setdefault(contact, []).append(role)
    rows = [_person(account, post, held.get(post.contact, ()), as_of) for post in lines.posts]
    filled = {role for post in lines.posts for role in held.get(post.contact, ())}
    empty = [
        role
        for role in wanted
        if role not in filled and not (role in account.roles and account.roles[role].waived)
    ]
    rows += [
        MapRow(
            None,
            None,
            None,
            None,
            0,
            (role,),
            None,
            account.roles[role].reps if role in account.roles else (),
            "",
            account.owner,
            units_of(account, (role,)),
        )
        for role in empty
    ]
    labels = {
        role: wanted[role].label if role in wanted else {"": role}
        for role in {**wanted, **account.roles}
    }
    return [MapFact(account.id, account.name, account.owner, tuple(rows), lines.circles, labels)]


def _person(account: Account, post: Post, roles: Sequence[str], as_of: date) -> MapRow:
    contact = account.contacts[post.contact]
    reps = tuple(dict.fromkeys(rep for role in roles for rep in account.roles[role].reps))
    arms = "".join(ARMS[2 + more] for more in post.goes_on[1:-1]) + (
        ARMS[post.goes_on[-1]] if post.depth else ""
    )
    return MapRow(
        post.contact,
        contact.name,
        contact.title,
        post.above,
        post.depth,
        tuple(roles),
        value(contact.stance, as_of),
        reps,
        arms + contact.name,
        account.owner,
        units_of(account, roles),
    )


def units_of(account: Account, roles: Sequence[str]) -> tuple[str, ...]:
    """The sites of these roles, each once."""
    return tuple(
        dict.fromkeys(
            unit for role in roles if role in account.roles and (unit := account.roles[role].unit)
        )
    )


def tabulate(
    facts: Sequence[MapFact], policy: Policy, as_of: date, options: ExplainOptions
) -> Table:
    """A row per place."""
    fact = facts[0]
    names = {row.contact: row.name for row in fact.rows}
    empty = sum(row.contact is None for row in fact.rows)
    circles = tuple(
        Message("note-map-circle", (" → ".join(str(names[each]) for each in (*circle, circle[0])),))
        for circle in fact.circles
    )
    return Table(
        report="map",
        as_of=as_of,
        rows=[row if row.contact else row._replace(tree="?") for row in fact.rows],
        columns=tuple(
            column
            for column in COLUMNS
            if column.field != "units" or any(row.units for row in fact.rows)
        ),
        totals={"people": len(fact.rows) - empty, "empty": empty, "circles": len(fact.circles)},
        labels={"roles": fact.roles, "reps": team_labels(policy, as_of)},
        title=Message("title-account", (fact.name, fact.account)),
        notes=(*((Message("note-map-empty", (empty,)),) if empty else ()), *circles),
        evidence=[_evidence(row) for row in fact.rows] if options.explain else (),
        named_by=("tree", "roles"),
    )


def _evidence(row: MapRow) -> dict[str, Sequence[str]]:
    if row.contact is None:
        return {"roles": tuple(f"roles.{role}" for role in row.roles)}
    return {
        "stance": (f"contacts.{row.contact}.stance",) if row.stance else (),
        "roles": tuple(f"roles.{role}" for role in row.roles),
    }


FACTS = FactSource("map", gather, NoOptions)
REPORT = Report("map", FACTS, tabulate, ExplainOptions)

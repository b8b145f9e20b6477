"""All that came for one account: its own fields, then its people, deals and log, in this order."""

from collections.abc import Callable, Sequence

from crmcli.domain.edit import Value
from crmcli.domain.records.account import Account
from crmcli.domain.table import Message
from crmcli.edits.accounts import NewAccount, new_account
from crmcli.edits.record_editor import Draft
from crmcli.imports.building.deals import Deals
from crmcli.imports.building.entries import Entries
from crmcli.imports.building.fields import Changes, Field, merge
from crmcli.imports.building.fresh import Fresh
from crmcli.imports.building.ground import Ground, Site
from crmcli.imports.building.outcome import Outcome
from crmcli.imports.building.people import People
from crmcli.imports.incoming import Incoming, Lead

_FIELDS = (
    "name",
    "aliases",
    "business_no",
    "segment",
    "status",
    "parent",
    "owner",
    "source",
    "tags",
    "website",
    "phones",
    "address",
    "research.industry",
    "research.employees",
    "research.annual_revenue",
    "research.provenance",
    "note",
)
_HELD = ("line", "stage")  # rows that belong to a deal


def created(
    id_: str, name: str, ground: Ground, rows: Sequence[Incoming], lead: Callable[[str, Lead], str]
) -> tuple[dict[str, Value], list[Outcome]]:
    """The tree of a new account's file, and what became of the rows."""
    own = next((each for each in rows if each.kind == "account"), None)
    owner = own.said.get("owner") if own else None
    tree = new_account(
        NewAccount(name, owner=str(owner) if owner else None), ground.policy, ground.today
    )
    roles = tree.pop("roles", None)
    draft = Fresh(tree)
    site = Site(id_, draft, Account(name, id=id_), ground, True, lead)
    outcomes = build(site, rows)
    if "status" not in (own.said if own else {}) and _has_won(tree):
        tree["status"] = "customer"
    return _ordered(tree, roles), outcomes


def _has_won(tree: dict[str, Value]) -> bool:
    deals = tree.get("deals")
    return isinstance(deals, dict) and any(
        isinstance(each, dict)
        and isinstance(each.get("outcome"), dict)
        and each["outcome"].get("result") == "won"
        for each in deals.values()
    )


def _ordered(tree: dict[str, Value], roles: Value) -> dict[str, Value]:
    """The sections as a person looks for them: what it is, then roles, people, deals, the log."""
    late = ("contacts", "plans", "deals", "log", "ids", "custom", "note")
    found = {name: value for name, value in tree.items() if name not in late}
    if roles:
        found["roles"] = roles
    return found | {name: tree[name] for name in late if name in tree}


def changed(
    draft: Draft,
    record: Account,
    ground: Ground,
    rows: Sequence[Incoming],
    lead: Callable[[str, Lead], str],
) -> list[Outcome]:
    """An account of the book with what came for it; returns what became of the rows."""
    return build(Site(record.id, draft, record, ground, False, lead), rows)


def build(site: Site, rows: Sequence[Incoming]) -> list[Outcome]:
    """Every row in its place."""
    own_rows = [row for row in rows if row.kind == "account"]
    found = [_own(site, row, is_new=site.is_new and row is own_rows[0]) for row in own_rows]
    people, deals = People(site), Deals(site)
    came = [row for row in rows if row.kind == "person"]
    found += [people.take(row) for row in came]
    _report(site, people, came)
    held: dict[str, dict[str, list[Incoming]]] = {}
    for row in rows:
        if row.kind in _HELD and (leads := row.refs.get("deal")):
            held.setdefault(leads[0][0] or leads[0][1], {}).setdefault(row.kind, []).append(row)
    for row in rows:
        if row.kind == "deal":
            before = set(deals.there)
            own = held.get(row.id) or held.get(row.name) or {}
            history, lines = own.get("stage", []), own.get("line", [])
            found.append(deals.take(row, history, lines))
            if set(deals.there) != before:
                held.pop(row.id, None)
                found += [
                    Outcome(each.kind, each.table, each.line, each.name, "new", site.id)
                    for each in (*history, *lines)
                ]
    for kinds in held.values():
        found += [deals.add_stage(row) for row in kinds.get("stage", ())]
        found += [deals.add_line(row) for row in kinds.get("line", ())]
    entries = Entries(site, people, deals)
    found += [entries.take(row) for row in rows if row.kind in {"log", "note", "task"}]
    entries.finish()
    return found


def _own(site: Site, row: Incoming, *, is_new: bool) -> Outcome:
    """What is said of the account itself; a second row of a new one changes it, as one of an
    account that is there does.
    """
    said = dict(row.said)
    parent = row.refs.get("parent")
    if parent:
        said["parent"] = site.account_of("account", parent[0]) or None
    changes = Changes(site.fields(row))
    customs = sorted(each for each in said if each.startswith("custom."))
    for name in (*_FIELDS, *customs):
        if said.get(name) or name in changes.before:
            field = Field(name, said.get(name), tuple(name.split(".", 1)))
            prefer = "source" if is_new else site.ground.prefer
            merge(site.draft, field, changes, prefer)
    _named(site, row) if is_new else site.name_it((), row)
    site.remember(row, "", changes.fields, is_open=bool(changes.conflicts))
    left = tuple(Message("told-import-left-out", (why,)) for why in row.left)
    state = "new" if is_new else changes.state
    what = () if is_new else tuple(changes.what)
    shown = "partly" if left and state != "conflict" else state
    return Outcome("account", row.table, row.line, row.name, shown, site.id, (*what, *left), state)


def _named(site: Site, row: Incoming) -> None:
    if ids := site.ids(row):
        site.draft.set(("ids",), ids["ids"])


def _report(site: Site, people: People, rows: Sequence[Incoming]) -> None:
    """To whom people report, now that all of them are there."""
    for row in rows:
        for lead in row.refs.get("reports_to", ()):
            boss, key = people.find(*lead), people.find(row.id) or site.known(row)
            if boss and key and boss != key:
                path = ("contacts", key, "reports_to")
                if site.draft.at(*path) in (None, ""):
                    site.draft.set(path, boss, mains="name")

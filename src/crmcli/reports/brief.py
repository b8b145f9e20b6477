"""What must I know before I walk in there? One page: people, deals, promises, complaints, their words, objections, and what they do not have yet."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crmcli.domain.coverage import has_left, slots
from crmcli.domain.dated import current
from crmcli.domain.deals import state
from crmcli.domain.label import Label
from crmcli.domain.objections import raised
from crmcli.domain.policy import Policy
from crmcli.domain.records import Account, Money
from crmcli.domain.table import Column, Message, Table
from crmcli.domain.touches import known_log, last_touches, outcome
from crmcli.domain.whitespace import cells
from crmcli.reports import due
from crmcli.reports.ask import Ask
from crmcli.reports.deal_facts import group_labels, team_labels
from crmcli.reports.explained import NOTHING, Evidence, Explained, evidence
from crmcli.reports.map import units_of
from crmcli.reports.objections import objection_labels

VARIES = ("explain",)

ENTRIES = 5  # of the log, and of what they said
REMEMBERED = 365  # days for which a closed complaint is told


class BriefPerson(NamedTuple):
    """A contact who has not left, with the required roles they hold."""

    contact: str
    name: str
    title: str | None
    roles: tuple[str, ...]
    stance: str | None
    stance_date: date | None
    last_touch: date | None
    channel: str | None
    reps: tuple[str, ...]
    units: tuple[str, ...]


class BriefValue(NamedTuple):
    """What a role gains from us, and who holds it; also of a role that nobody is known to hold."""

    role: str
    names: tuple[str, ...]
    value: str


class BriefDeal(NamedTuple):
    """An open deal, its next promise, against whom we stand and what we have that they have not."""

    deal: str
    name: str | None
    stage: str | None
    amount: Money | None
    close: date | None
    next: date | None
    what: str | None
    competitors: tuple[str, ...]
    differentiators: tuple[str, ...]


class BriefCase(NamedTuple):
    """An open case, or a complaint closed within the last year."""

    opened: date
    kind: str
    what: str | None
    contact: str | None
    closed: date | None
    resolution: str | None


class BriefSaid(NamedTuple):
    """The customer's own words."""

    date: date
    with_: tuple[str, ...]
    said: str


class BriefObjection(NamedTuple):
    """What was held against us, how it stands, and the first prepared answer."""

    objection: str
    deal: str | None
    state: str
    said: str | None
    answer: str | None
    evidence: str | None


class BriefProduct(NamedTuple):
    """A product they do not have: gap, lost or not-eligible, as `crm whitespace` tells it."""

    product: str
    state: str
    list_price: Money | None


class BriefEntry(NamedTuple):
    """A log entry."""

    date: date
    type: str
    by: tuple[str, ...]
    with_: tuple[str, ...]
    outcome: str
    what: str | None


class BriefRow(NamedTuple):
    """The whole page."""

    account: str
    name: str
    status: str
    segment: str | None
    owner: str | None
    problems: tuple[str, ...]
    solution: str | None
    icebreakers: tuple[str, ...]
    unknown: tuple[str, ...]
    people: tuple[BriefPerson, ...]
    deals: tuple[BriefDeal, ...]
    due: tuple[due.DueRow, ...]
    cases: tuple[BriefCase, ...]
    said: tuple[BriefSaid, ...]
    objections: tuple[BriefObjection, ...]
    whitespace: tuple[BriefProduct, ...]
    log: tuple[BriefEntry, ...]
    values: tuple[BriefValue, ...]
    service_contact: str | None


def gather(account: Account, policy: Policy, as_of: date, ask: Ask) -> list[Explained[BriefRow]]:
    """The account's page."""
    names = {key: contact.name for key, contact in account.contacts.items()}
    known = sorted(known_log(account, as_of), key=lambda entry: entry.date, reverse=True)
    row = BriefRow(
        account=account.id,
        name=account.name,
        status=account.status,
        segment=account.segment,
        owner=account.owner,
        problems=account.research.problems,
        solution=account.research.solution,
        icebreakers=account.research.icebreakers,
        unknown=tuple(slot.role for slot in slots(account, policy, as_of) if slot.waived is None and not slot.holders),
        people=tuple(_people(account, as_of)),
        deals=tuple(_deals(account, policy, as_of)),
        due=tuple(sorted((each for each in due.gather(account, policy, as_of, ask._replace(days=0)) if each.kind not in ("rep", "case")), key=due.urgency)),
        cases=tuple(_cases(account, names, as_of)),
        said=tuple(BriefSaid(entry.date, tuple(names.get(each, each) for each in entry.with_), entry.said) for entry in known if entry.said)[:ENTRIES],
        objections=tuple(_objections(account, policy, as_of)),
        whitespace=tuple(_whitespace(account, policy, as_of)),
        log=tuple(BriefEntry(each.date, each.type, each.by, tuple(names.get(one, one) for one in each.with_), outcome(each), each.what or each.said) for each in known[:ENTRIES]),
        values=tuple(_values(account, as_of)),
        service_contact=account.service_contact,
    )
    return [Explained(row, _behind(row, account) if ask.explain else NOTHING)]


def _people(account: Account, as_of: date) -> list[BriefPerson]:
    touches, rows = last_touches(account, as_of).contacts, []
    for name, contact in account.contacts.items():
        if has_left(contact, as_of):
            continue
        roles = tuple(role for role, record in account.roles.items() if name in record.contacts)
        reps = tuple(dict.fromkeys(rep for role in roles for rep in account.roles[role].reps))
        stance = current(contact.stance, as_of)
        value, day = (stance.value, stance.date) if stance else (None, None)
        rows.append(BriefPerson(name, contact.name, contact.title, roles, value, day, touches.get(name), contact.channel, reps, units_of(account, roles)))
    return sorted(rows, key=lambda row: not row.roles)


def _values(account: Account, as_of: date) -> list[BriefValue]:
    held = {role: [account.contacts[name] for name in record.contacts if name in account.contacts] for role, record in account.roles.items()}
    return [
        BriefValue(role, tuple(contact.name for contact in held[role] if not has_left(contact, as_of)), record.value)
        for role, record in account.roles.items()
        if record.value and record.waived is None
    ]


def _deals(account: Account, policy: Policy, as_of: date) -> list[BriefDeal]:
    rows = []
    for name, deal in account.deals.items():
        now = state(deal, policy, as_of, None)
        if now is not None and now.is_open:
            step = deal.next
            rows.append(BriefDeal(name, deal.name, now.stage, now.amount, now.close, step.date if step else None, step.what if step else None, deal.competitors, deal.differentiators))
    return rows


def _cases(account: Account, names: Mapping[str, str], as_of: date) -> list[BriefCase]:
    """The open ones first, then the latest."""
    rows = []
    for name, case in account.cases.items():
        closed = case.closed if case.closed and case.closed <= as_of else None
        remembered = closed is None or (case.kind == "complaint" and (as_of - closed).days <= REMEMBERED)
        if case.opened <= as_of and remembered:
            rows.append(BriefCase(case.opened, case.kind, case.what or name, names.get(case.contact or "", case.contact), closed, case.resolution if closed else None))
    return sorted(rows, key=lambda row: (row.closed is not None, -row.opened.toordinal()))


def _objections(account: Account, policy: Policy, as_of: date) -> list[BriefObjection]:
    """What is not settled first; of the prepared answers the first one."""
    rows = []
    for each in raised(account, as_of):
        answers = policy.objections[each.objection].answers if each.objection in policy.objections else {}
        first = next(iter(answers.values()), None)
        rows.append(BriefObjection(each.objection, each.deal, each.state, each.said, first.text if first else None, first.evidence if first else None))
    return sorted(rows, key=lambda row: ("unresolved", "deferred", "resolved").index(row.state))


def _whitespace(account: Account, policy: Policy, as_of: date) -> list[BriefProduct]:
    """Products they neither own nor have an open deal about."""
    return [BriefProduct(cell.product, cell.state, policy.products[cell.product].list_price) for cell in cells(account, policy, as_of) if cell.state not in ("owned", "pipeline")]


def _behind(row: BriefRow, account: Account) -> Evidence:
    """Where each part of the page stands in the account's file."""
    return {
        "people": tuple(f"contacts.{each.contact}" for each in row.people),
        "deals": tuple(f"deals.{each.deal}" for each in row.deals),
        "due": tuple(record for each in row.due for record in each.records),
        "cases": tuple(f"cases.{name}" for name, case in account.cases.items() if any(case.opened == each.opened and (case.what or name) == each.what for each in row.cases)),
        "said": tuple(f"log {each.date}" for each in row.said),
        "log": tuple(f"log {each.date} {each.type}" for each in row.log),
    }


HEAD = (
    Column("name", "text", 9), Column("status", "status", 9), Column("segment", "text", 6), Column("owner", "label", 8), Column("service_contact", "label", 8),
    Column("problems", "list", 7), Column("solution", "text", 5), Column("icebreakers", "list", 6),
)  # fmt: skip
PEOPLE = (
    Column("name", "text", 9), Column("title", "text", 6), Column("roles", "list", 7), Column("units", "list", 5, heading="unit"), Column("stance", "stance", 9), Column("stance_date", "date", 3),
    Column("last_touch", "date", 8), Column("channel", "status", 4), Column("reps", "list", 5, heading="rep"),
)  # fmt: skip
VALUES = (Column("role", "label", 9), Column("names", "list", 8, heading="holders"), Column("value", "text", 9, heading="gains"))
DEALS = (
    Column("deal", "id", 9), Column("name", "text", 5), Column("stage", "label", 9), Column("amount", "money", 8), Column("close", "date", 6), Column("next", "date", 7),
    Column("what", "text", 8),
)  # fmt: skip
RIVALS = (Column("deal", "id", 9), Column("competitors", "list", 9), Column("differentiators", "list", 9))
DUE = (Column("days_late", "late", 9), Column("kind", "status", 9), Column("subject", "id", 5), Column("why", "message", 9), Column("owner", "label", 6))
CASES = (
    Column("opened", "date", 9), Column("kind", "status", 7, heading="case_kind"), Column("what", "text", 9), Column("contact", "text", 6), Column("closed", "date", 8),
    Column("resolution", "text", 7),
)  # fmt: skip
SAID = (Column("date", "date", 9), Column("with_", "list", 8, heading="with"), Column("said", "text", 9))
OBJECTIONS = (
    Column("objection", "label", 9), Column("deal", "id", 4), Column("state", "status", 8), Column("said", "text", 5), Column("answer", "text", 9),
    Column("evidence", "text", 6),
)  # fmt: skip
WHITESPACE = (Column("product", "label", 9), Column("state", "status", 9), Column("list_price", "money", 7))
LOG = (
    Column("date", "date", 9), Column("type", "status", 9), Column("by", "list", 5), Column("with_", "list", 7, heading="with"), Column("outcome", "status", 4),
    Column("what", "text", 9),
)  # fmt: skip


def tabulate(facts: Sequence[Explained[BriefRow]], policy: Policy, as_of: date, ask: Ask) -> Table:
    """The account's facts, then the page's parts as sections; a part that is empty is left out."""
    row = facts[0].row
    team, wanted = team_labels(policy), _role_labels(policy)
    products = group_labels("product", policy)

    def section(key: str, rows: Sequence[Any], columns: tuple[Column, ...], **labels: Mapping[str, Label]) -> Table:
        return Table("brief", as_of, rows, columns, labels=labels, currency=policy.currency, title=Message(f"title-{key}"))

    sections = (
        section("people", row.people, PEOPLE if any(each.units for each in row.people) else tuple(each for each in PEOPLE if each.field != "units"), roles=wanted, reps=team),
        section("values", row.values, VALUES, role=wanted),
        section("open-deals", row.deals, DEALS, stage=group_labels("stage", policy)),
        section("rivals", [each for each in row.deals if each.competitors or each.differentiators], RIVALS),
        section("promises", row.due, DUE, owner=team),
        section("cases", row.cases, CASES),
        section("said", row.said, SAID),
        section("objections", row.objections, OBJECTIONS, objection=objection_labels(policy)),
        section("whitespace", row.whitespace, WHITESPACE, product=products),
        section("last-entries", row.log, LOG, by=team),
    )
    unknown = Message("list", tuple(wanted.get(role) or role for role in row.unknown))
    return Table(
        report="brief",
        as_of=as_of,
        rows=[row],
        columns=tuple(column for column in HEAD if column.field != "service_contact" or row.service_contact),
        labels={"owner": team, "service_contact": team},
        evidence=evidence(facts, ask),
        currency=policy.currency,
        title=Message("title-account", (row.name, row.account)),
        notes=(Message("brief-unknown", (unknown,)),) if row.unknown else (),
        sections=tuple(each for each in sections if each.rows),
    )  # fmt: skip


def _role_labels(policy: Policy) -> dict[str, Label]:
    return {role: spec.label for roles in policy.role_sets.values() for role, spec in roles.items()}

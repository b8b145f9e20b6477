"""What an account file says, as immutable values. docs/format.md is the specification.

Records are named tuples: immutable, small, and quick to make, which a cold start over ten thousand
files needs. Field names follow the file's keys; a key that is a Python word carries a trailing
underscore (`for_`, `with_`, `from_`).
"""

from collections.abc import Mapping
from datetime import date as Day
from typing import NamedTuple

from crmcli.domain.records.customer import Asset, Case, Contract, Resting, Survey
from crmcli.domain.records.money import Money
from crmcli.domain.records.odd import Odd
from crmcli.domain.time.dated import Fact

Texts = tuple[str, ...]
Custom = Mapping[str, str | Texts]
Ids = Mapping[str, Texts]  # what other systems call a record, by the system; mostly one name each

NO_CUSTOM: Custom = {}
NO_IDS: Ids = {}


class Referral(NamedTuple):
    """Who sent us there: an account of the book, and the person there if known."""

    account: str
    contact: str | None = None


class Research(NamedTuple):
    """What we learned before calling."""

    industry: str | None = None
    employees: int | None = None
    annual_revenue: Money | None = None
    problems: Texts = ()
    solution: str | None = None
    icebreakers: Texts = ()
    decision_maker: str | None = None
    provenance: str | None = None


class Role(NamedTuple):
    """A post we must know, whoever holds it; exactly one of ours should be its rep."""

    contacts: Texts = ()
    reps: Texts = ()
    value: str | None = None
    waived: str | None = None
    unit: str | None = None


class Contact(NamedTuple):
    """A person at the account."""

    name: str
    title: str | None = None
    phones: Texts = ()
    emails: Texts = ()
    channel: str | None = None
    reports_to: str | None = None
    stance: tuple[Fact[str], ...] = ()
    left: Day | None = None
    note: str | None = None
    custom: Custom = NO_CUSTOM
    ids: Ids = NO_IDS


class Ending(NamedTuple):
    """How a plan ended: the day, and the result or the reason."""

    date: Day
    note: str | None = None


class Plan(NamedTuple):
    """How an unknown role gets known, or a neutral or negative stance gets better."""

    for_: str
    kind: str | None = None
    how: str | None = None
    via: str | None = None
    owner: str | None = None
    due: Day | None = None
    from_: str | None = None
    to: str | None = None
    progress: tuple[Fact[str], ...] = ()
    done: Ending | None = None
    dropped: Ending | None = None


class ProductLine(NamedTuple):
    """How much of a product a deal is about, and at what price for one."""

    qty: Money = 1
    list_price: Money | None = None
    unit_price: Money | None = None
    approved_by: str | None = None


class Mitigation(NamedTuple):
    """What we do about an unmet criterion: discount, persuade or wait."""

    kind: str
    note: str | None = None


class Criterion(NamedTuple):
    """One of the questions a deal is qualified by: its answer, when, and on what evidence."""

    status: str
    date: Day | None = None
    why: str | None = None
    mitigation: Mitigation | None = None


class NextStep(NamedTuple):
    """The promise that keeps a deal moving; `with_` names the contacts who agreed to it."""

    date: Day
    what: str | None = None
    owner: str | None = None
    channel: str | None = None
    with_: Texts = ()


class Outcome(NamedTuple):
    """How a deal ended. no_decision is not lost, and invalid was never a deal."""

    result: str
    date: Day
    reason: str | None = None
    competitor: str | None = None
    verified_by: str | None = None
    note: str | None = None
    revisit: Day | None = None


class Ended(NamedTuple):
    """An end that was taken back: all that is known of it, the day the deal was opened again, and
    why.
    """

    result: str
    date: Day
    reopened: Day
    reason: str | None = None
    competitor: str | None = None
    verified_by: str | None = None
    note: str | None = None
    revisit: Day | None = None
    why: str | None = None

    @property
    def outcome(self) -> Outcome:
        """The end as it was."""
        return Outcome(
            self.result,
            self.date,
            self.reason,
            self.competitor,
            self.verified_by,
            self.note,
            self.revisit,
        )


class Probability(NamedTuple):
    """A probability set by hand, in percent; it survives stage moves."""

    value: Money
    by: str | None = None
    date: Day | None = None
    why: str | None = None


class ClosingStep(NamedTuple):
    """Something that has to happen before a deal is signed, and the day it was done."""

    done: Day | None = None


class Deal(NamedTuple):
    """One sales case from the first stage to its outcome."""

    name: str | None = None
    type: str | None = None
    owner: str | None = None
    source: str | None = None
    referred_by: Referral | None = None
    products: Mapping[str, ProductLine] = {}
    amount: tuple[Fact[Money], ...] = ()
    close: tuple[Fact[Day], ...] = ()
    stages: tuple[Fact[str], ...] = ()
    people: Mapping[str, str] = {}
    bant: Mapping[str, Criterion] = {}
    qualification: Mapping[str, Criterion] = {}
    competitors: Texts = ()
    next: NextStep | None = None
    outcome: Outcome | None = None
    probability: Probability | None = None
    note: str | None = None
    custom: Custom = NO_CUSTOM
    verbal: Day | None = None
    steps: Mapping[str, ClosingStep] = {}
    differentiators: Texts = ()
    sourced_by: str | None = None
    ended: tuple[Ended, ...] = ()
    ids: Ids = NO_IDS


class Entry(NamedTuple):
    """One interaction of the log."""

    date: Day
    type: str
    by: Texts = ()
    with_: Texts = ()
    deal: str | None = None
    direction: str = "outbound"
    outcome: str | None = None
    mood: str | None = None
    said: str | None = None
    what: str | None = None
    gave: Texts = ()
    objections: Mapping[str, str] = {}
    next: NextStep | None = None
    note: str | None = None
    usage: str | None = None
    score: Money | None = None
    ids: Ids = NO_IDS
    time: str | None = None  # of the day, as in 09:05


class Extra(NamedTuple):
    """A key that is nobody's but the author's: `x-` and whatever follows, with its path in the file
    and what stands there.
    """

    path: str
    value: object


class Account(NamedTuple):
    """One customer or prospect: one file of the book. `id` is the file's stem.

    `extra` are the keys with `x-`, by what they stand in; only the history and `crm find` read
    them.
    """

    name: str
    id: str = ""
    aliases: Texts = ()
    segment: str | None = None
    role_sets: Texts = ()
    status: str = "prospect"
    owner: str | None = None
    source: str | None = None
    referred_by: Referral | None = None
    tags: Texts = ()
    research: Research = Research()
    roles: Mapping[str, Role] = {}
    contacts: Mapping[str, Contact] = {}
    plans: Mapping[str, Plan] = {}
    deals: Mapping[str, Deal] = {}
    contracts: Mapping[str, Contract] = {}
    assets: Mapping[str, Asset] = {}
    not_eligible: Mapping[str, str] = {}
    cases: Mapping[str, Case] = {}
    surveys: tuple[Survey, ...] = ()
    resting: tuple[Resting, ...] = ()
    log: tuple[Entry, ...] = ()
    custom: Custom = NO_CUSTOM
    note: str | None = None
    service_contact: str | None = None
    status_why: str | None = None
    business_no: str | None = None
    parent: str | None = None
    website: str | None = None
    phones: Texts = ()
    address: str | None = None
    ids: Ids = NO_IDS
    plain_phones: Texts = ()
    odd: tuple[Odd, ...] = ()  # what reads as something else than its author sees
    silences: bool = False  # may its file have comments that silence rules of lint?
    extra: Mapping[str, Extra] = {}

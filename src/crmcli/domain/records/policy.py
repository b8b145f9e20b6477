"""What the whole team agreed on: the policy of `crm.yaml`, as immutable values."""

from collections.abc import Mapping
from datetime import date as Day
from typing import NamedTuple

from crmcli.domain.label import Label
from crmcli.domain.records.account import Extra, Texts
from crmcli.domain.records.money import Money
from crmcli.domain.records.odd import Odd
from crmcli.domain.time.dated import Fact


class RoleSpec(NamedTuple):
    """A post of a role set; `weight` 1-5 says how much knowing it counts."""

    label: Label = {}
    level: str = "practitioner"
    weight: int = 1
    required: bool = True


class Stage(NamedTuple):
    """A step of the sales process.

    `probability` in percent, `rot_days` and `min_coverage` (percent) may be unset; `guide` and
    `questions` are for newcomers.
    """

    label: Label = {}
    probability: Money = 0
    forecast: str = "pipeline"
    rot_days: int | None = None
    exit: Texts = ()
    min_coverage: Money | None = None
    guide: Label = {}
    questions: tuple[Label, ...] = ()


class BantRule(NamedTuple):
    """Of BANT: how many of the four must be met, or mitigated, before presenting."""

    gate: int = 3
    accept_mitigation: bool = True


class CriterionSpec(NamedTuple):
    """What a framework of qualification asks of a deal, and how a newcomer asks for it."""

    label: Label = {}
    question: Label = {}


class QualificationRule(NamedTuple):
    """By what deals are qualified: a framework of ours by its name, or the book's own criteria.

    What is left out is as in ours of that name; the gate of a framework of the book's own is all
    of its criteria.
    """

    name: str
    criteria: Mapping[str, CriterionSpec] = {}
    gate: int | None = None
    accept_mitigation: bool | None = None


class CadenceTarget(NamedTuple):
    """Which accounts a cadence is for; every condition given must hold."""

    status: Texts = ()
    segment: Texts = ()
    tags: Texts = ()
    owner: Texts = ()


class CadenceTouch(NamedTuple):
    """One rhythm of a cadence: n times a year, every so many months, or on days after the start."""

    type: str
    per_year: int | None = None
    every_months: int | None = None
    at_days: tuple[int, ...] = ()
    or_: Texts = ()
    needs: Texts = ()


class Cadence(NamedTuple):
    """The touches a customer may count on.

    `owner` is a team member or a function; else the account's owner.
    """

    for_: CadenceTarget = CadenceTarget()
    from_: str = "contract_start"
    touches: tuple[CadenceTouch, ...] = ()
    owner: str | None = None


class Attempts(NamedTuple):
    """When to stop pressing: `max` tries, one final message, `grace_days` of silence, then close
    softly.
    """

    max: int = 5
    min_gap_days: int = 3
    final: str = "email"
    grace_days: int = 7
    close_as: str = "no_decision"
    reason: str = "unresponsive"


class RestRule(NamedTuple):
    """From how many times on a row that is put off again and again is told so, and for how many
    days at most one is put off without a word.
    """

    often: int = 3
    max_days: int = 90


class Renewals(NamedTuple):
    """How many days before a contract's end we are reminded, and when a silent one counts as
    churned.
    """

    remind_days: tuple[int, ...] = (90, 30, 14, 7)
    grace_days: int = 90


class ReferralAsk(NamedTuple):
    """Whom we ask for a referral: whose latest answer, not older than `answer_months`, is at least
    `score` of 10; again after so many months. `ask` switches it.
    """

    ask: bool = True
    score: int = 10
    months: int = 6
    answer_months: int = 12


class Reason(NamedTuple):
    """Why a deal was not won, and what we do about it, with the day from which we do."""

    label: Label = {}
    note: bool = False
    counter: tuple[Fact[str], ...] = ()


class PreparedAnswer(NamedTuple):
    """A prepared answer to an objection."""

    text: str | None = None
    evidence: str | None = None


class Objection(NamedTuple):
    """What customers hold against us, and what we answer."""

    label: Label = {}
    answers: Mapping[str, PreparedAnswer] = {}


class Product(NamedTuple):
    """What we sell.

    `floor_pct_off` is the deepest discount, in percent, nobody needs to approve; products of a
    `family` are counted together.
    """

    label: Label = {}
    list_price: Money | None = None
    floor_pct_off: Money | None = None
    needs: Texts = ()
    family: str | None = None


class Discounts(NamedTuple):
    """From how many percent off which function has to approve."""

    approval: Mapping[int, str] = {}


class Member(NamedTuple):
    """One of us."""

    name: str | None = None
    function: str = "sales"
    manager: str | None = None
    emails: Texts = ()
    tags: Texts = ()
    left: Day | None = None


class Goal(NamedTuple):
    """Why we do this: a metric, where it stood, where it should be."""

    why: Label = {}
    metric: str | None = None
    from_: tuple[Fact[Money], ...] = ()
    to: tuple[Fact[Money], ...] = ()
    audience: Texts = ()


class Holidays(NamedTuple):
    """Days nobody works besides weekends: those of a country and our own."""

    country: str | None = None
    extra: tuple[Day, ...] = ()


class Freshness(NamedTuple):
    """How long a touch and an assessment stay fresh, in days."""

    contact_days: int = 90
    stance_days: int = 180


class CustomField(NamedTuple):
    """A field of our own below `custom:` of accounts, contacts or deals."""

    on: str = "account"
    type: str = "text"
    choices: Texts = ()
    label: Label = {}
    source: Mapping[str, Texts] = {}  # by system, its columns that an import reads into it


class SavedQuery(NamedTuple):
    """A question of `crm query` under a name: the condition, of which records, what is shown, how
    it is sorted and by what it is grouped.
    """

    where: str
    on: str = "accounts"
    columns: Texts = ()
    sort: Texts = ()
    label: Label = {}
    by: Texts = ()


class SavedCommand(NamedTuple):
    """A command line under a name, without `crm`, and what it is for."""

    line: str
    label: Label = {}


class CommitRule(NamedTuple):
    """When a command commits what it wrote, and whether the repository's hooks are asked: None
    where nobody decided, so that it is told.
    """

    when: str = "never"
    hooks: str | None = None


class Defaults(NamedTuple):
    """What commands write where nobody says it; no report reads it."""

    rep: str = "nobody"


class Policy(NamedTuple):
    """Everything `crm.yaml` says, with the built-in defaults where it says nothing.

    `extra` are the keys with `x-`; only the history reads them.
    """

    title: str | None = None
    currency: str = "KRW"
    language: str | None = None
    timezone: str | None = None
    freshness: Freshness = Freshness()
    min_sample: int = 20
    role_sets: Mapping[str, Mapping[str, RoleSpec]] = {}
    default_role_set: str | None = None
    stages: Mapping[str, Stage] = {}
    bant: BantRule = BantRule()
    qualification: QualificationRule = QualificationRule("BANT")
    cadences: Mapping[str, Cadence] = {}
    attempts: Attempts = Attempts()
    renewals: Renewals = Renewals()
    resting: RestRule = RestRule()
    referral_ask: ReferralAsk = ReferralAsk()
    reasons: Mapping[str, Reason] = {}
    objections: Mapping[str, Objection] = {}
    products: Mapping[str, Product] = {}
    discounts: Discounts = Discounts()
    team: Mapping[str, Member] = {}
    goals: Mapping[str, Goal] = {}
    holidays: Holidays = Holidays()
    fields: Mapping[str, CustomField] = {}
    lint: Mapping[str, str] = {}
    queries: Mapping[str, SavedQuery] = {}
    aliases: Mapping[str, SavedCommand] = {}
    commit: CommitRule = CommitRule()
    defaults: Defaults = Defaults()
    holiday_dates: frozenset[Day] = frozenset()
    odd: tuple[Odd, ...] = ()  # what reads as something else than its author sees
    extra: Mapping[str, Extra] = {}

"""What can be asked of a deal?"""

from fractions import Fraction
from typing import Unpack

from crmcli.domain.deals.deals import DealState, days_open, family_of
from crmcli.domain.deals.endings import ending, reopened
from crmcli.domain.deals.qualification import Score, bant, framework, score
from crmcli.domain.people.presence import owner_of
from crmcli.domain.records import words
from crmcli.domain.records.money import Money, weighted
from crmcli.domain.records.policy import Member, Policy
from crmcli.domain.relations.attempts import knocking
from crmcli.query.kinds import Base, Name
from crmcli.query.names.log import NEXT
from crmcli.query.reading import Rest, by_then, composed, computed, dated, field, fields, refers
from crmcli.query.view import View

QUALIFIED = "qualification"  # of deals, by whatever framework


def _now(view: View) -> DealState:
    return view.standing.deals[view.id]


def _outcome(path: str, base: Base = "text", **more: Unpack[Rest]) -> Name:
    """A field of how the deal ended, once it had."""
    key = path.removeprefix("outcome.")

    def read(view: View) -> object:
        ended = ending(view.record, view.as_of)
        return composed(getattr(ended, key)) if ended is not None else None

    return Name(path, base, read, **more)


def _bant(view: View) -> Score:
    policy = view.standing.policy
    return score(view.record, policy, view.as_of, bant(policy))


def _criterion(name: str) -> Name:
    return computed(
        f"bant.{name}",
        "word",
        lambda view: _bant(view).answers[name].status,
        words=words.CRITERION_STATUSES,
    )


def qualified(policy: Policy) -> tuple[Name, ...]:
    """What can be asked of the book's framework: how much of it is met, and each answer."""

    def found(view: View) -> Score:
        return score(view.record, policy, view.as_of)

    def answer(name: str) -> Name:
        return computed(
            f"{QUALIFIED}.{name}",
            "word",
            lambda view: found(view).answers[name].status,
            words=words.CRITERION_STATUSES,
        )

    return (
        computed(QUALIFIED, "number", lambda view: found(view).met),
        *map(answer, framework(policy).criteria),
    )


def _stage_days(view: View) -> int | None:
    entered = _now(view).entered
    return None if entered is None else (view.as_of - entered).days


def _cycle(view: View) -> int | None:
    return days_open(_now(view))


def _probability(view: View) -> Fraction | None:
    now = _now(view)
    return None if now.probability is None else Fraction(now.probability) / 100


def _weighted(view: View) -> Money | None:
    now = _now(view)
    if now.amount is None or now.probability is None:
        return None
    return weighted(now.amount, now.probability, view.standing.policy.currency)


def _won(view: View) -> Money | None:
    """What came of it: nothing of a deal that ended otherwise; not known while it is open, and of
    one that never was a real deal.
    """
    now = _now(view)
    return None if now.result in (None, "invalid") else now.amount if now.result == "won" else 0


def _own(view: View) -> Member:
    """Whoever of us has it; somebody nobody knows where the team does not."""
    return view.standing.policy.team.get(owner_of(view.record, view.account) or "", Member())


def _families(view: View) -> tuple[str, ...]:
    known = [family_of(product, view.standing.policy) for product in view.record.products]
    return composed(tuple(dict.fromkeys(family for family in known if family is not None)))


def _tries(view: View) -> int:
    found = knocking(view.account, view.id, view.standing.policy.attempts, view.as_of)
    return found.tries if found else 0


DEALS: tuple[Name, ...] = (
    computed("account", "text", lambda view: composed(view.account.id)),
    computed("deal", "text", lambda view: composed(view.id)),
    *fields("text", "name", "note"),
    field("type", "word", words=words.DEAL_TYPES),
    computed("owner", "text", lambda view: owner_of(view.record, view.account), of="team"),
    computed("manager", "text", lambda view: _own(view).manager, of="team"),
    computed("owner_tags", "texts", lambda view: composed(_own(view).tags)),
    computed(
        "source",
        "word",
        lambda view: view.record.source or view.account.source,
        words=words.SOURCES,
    ),
    computed("referred_by", "text", lambda view: composed(refers(view))),
    computed("products", "texts", lambda view: composed(tuple(view.record.products))),
    computed("families", "texts", _families),
    computed("people", "texts", lambda view: composed(tuple(view.record.people))),
    *fields("texts", "competitors", "differentiators"),
    computed("verbal", "date", lambda view: by_then(view.record.verbal, view)),
    field("sourced_by", "word", words=words.FUNCTIONS),
    computed(
        "amount", "money", lambda view: _now(view).amount, facts=lambda view: view.record.amount
    ),
    dated("written_amount", "money", "amount"),
    computed("won_amount", "money", _won),
    dated("close", "date"),
    computed(
        "stage",
        "text",
        lambda view: _now(view).stage,
        of="stages",
        ordered=True,
        facts=lambda view: view.record.stages,
    ),
    computed("probability", "share", _probability),
    *(_criterion(name) for name in words.CRITERIA),
    *NEXT,
    _outcome("outcome.result", base="word", words=words.RESULTS),
    _outcome("outcome.date", base="date"),
    _outcome("outcome.reason", of="reasons"),
    _outcome("outcome.competitor"),
    _outcome("outcome.verified_by"),
    _outcome("outcome.note"),
    _outcome("outcome.revisit", base="date"),
    computed("reopened", "date", lambda view: reopened(view.record, view.as_of)),
    computed("open", "truth", lambda view: _now(view).is_open),
    computed("created", "date", lambda view: _now(view).created),
    computed("stage_days", "days", _stage_days),
    computed("cycle", "days", _cycle, interval=True),
    computed("idle", "days", lambda view: _now(view).idle),
    computed("rotten", "truth", lambda view: _now(view).rotten),
    computed("parked", "truth", lambda view: _now(view).parked),
    computed("overdue", "truth", lambda view: _now(view).overdue),
    computed("weighted", "money", _weighted),
    computed("bant", "number", lambda view: _bant(view).met),
    computed("last_touch", "date", lambda view: view.standing.touches.deals.get(view.id)),
    computed("attempts", "number", _tries),
)

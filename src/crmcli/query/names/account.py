"""What can be asked of an account?"""

from datetime import date
from fractions import Fraction

from crmcli.domain.deals.contracts import first_day
from crmcli.domain.records import words
from crmcli.domain.records.money import Money
from crmcli.query.kinds import Name
from crmcli.query.reading import composed, computed, field, fields, refers
from crmcli.query.view import View, part


def _open_amount(view: View) -> Money:
    return sum(
        (
            now.amount
            for now in view.standing.deals.values()
            if now.is_open and now.amount is not None
        ),
        start=0,
    )


def _won_amount(view: View) -> Money:
    return sum(
        (
            now.amount
            for now in view.standing.deals.values()
            if now.result == "won" and now.amount is not None
        ),
        start=0,
    )


def _composite(view: View) -> Fraction | None:
    figures = view.standing.coverage
    return part(2 * figures.named + figures.reachable + figures.friendly, 4 * figures.weight)


def _index(view: View) -> Fraction | None:
    found = view.standing.stances
    return part(found.sum, found.assessed)


def _cadence(view: View) -> Fraction | None:
    rhythms = view.standing.rhythms
    return part(sum(each.satisfied for each in rhythms), sum(each.completed for each in rhythms))


def _cadence_state(view: View) -> str | None:
    states = {each.state for each in view.standing.rhythms}
    return next((state for state in CADENCE_STATES if state in states), None)


def _contract_end(view: View) -> date | None:
    """The last day of the contract that runs longest; nothing without one, or when one has no
    end.
    """
    ends = [
        contract.end for contract in view.account.contracts.values() if contract.start <= view.as_of
    ]
    return None if None in ends else max((end for end in ends if end is not None), default=None)


CADENCE_STATES = ("overdue", "at-risk", "open", "new", "done")
ACCOUNT: tuple[Name, ...] = (
    computed("account", "text", lambda view: composed(view.id)),
    *fields("text", "name", "business_no", "parent", "website", "address", "segment", "note"),
    *fields("texts", "aliases", "phones", "tags"),
    computed("role_set", "texts", lambda view: composed(view.record.role_sets)),
    field("status", "word", words=words.STATUSES),
    field("status_why"),
    field("owner", of="team"),
    field("service_contact", of="team"),
    field("source", "word", words=words.SOURCES),
    computed("referred_by", "text", lambda view: composed(refers(view))),
    *fields(
        "text",
        "research.industry",
        "research.solution",
        "research.decision_maker",
        "research.provenance",
    ),
    *fields("texts", "research.problems", "research.icebreakers"),
    field("research.employees", "number"),
    field("research.annual_revenue", "money"),
    computed(
        "required",
        "number",
        lambda view: view.standing.coverage.required - view.standing.coverage.waived,
    ),
    computed(
        "named_share",
        "share",
        lambda view: part(view.standing.coverage.named, view.standing.coverage.weight),
    ),
    computed(
        "reachable_share",
        "share",
        lambda view: part(view.standing.coverage.reachable, view.standing.coverage.weight),
    ),
    computed(
        "friendly_share",
        "share",
        lambda view: part(view.standing.coverage.friendly, view.standing.coverage.weight),
    ),
    computed("composite", "share", _composite),
    computed("people", "number", lambda view: view.standing.coverage.people),
    computed("single_threaded", "truth", lambda view: bool(view.standing.coverage.single_threaded)),
    computed("gaps", "number", lambda view: view.standing.coverage.gaps),
    computed("live_plans", "number", lambda view: view.standing.coverage.live_plans),
    computed("stance_index", "number", _index),
    computed("last_touch", "date", lambda view: view.standing.touches.account),
    computed(
        "open_deals",
        "number",
        lambda view: sum(now.is_open for now in view.standing.deals.values()),
    ),
    computed("open_amount", "money", _open_amount),
    computed(
        "won_deals",
        "number",
        lambda view: sum(now.result == "won" for now in view.standing.deals.values()),
    ),
    computed("won_amount", "money", _won_amount),
    computed("customer_since", "date", lambda view: first_day(view.account, view.as_of)),
    computed("contract_end", "date", _contract_end),
    computed("cadence_share", "share", _cadence),
    computed("cadence_state", "word", _cadence_state, words=CADENCE_STATES),
    computed("resting", "number", lambda view: view.standing.resting),
)

"""Deals: opened, moved from stage to stage, revalued, priced, expected at another date or with
another probability.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crmcli.domain.edit import Prose, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.records.account import Account, Deal, NextStep, Probability, ProductLine
from crmcli.domain.records.money import Money, as_written
from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.text.spelling import folded
from crmcli.domain.time.dated import Fact, current
from crmcli.edits.deals.gates import Need, Pass, before_stage, thinly_known
from crmcli.edits.deals.steps import Step, written
from crmcli.edits.names import new_id
from crmcli.edits.record_editor import Draft, full


class NewDeal(NamedTuple):
    """A deal as it begins."""

    name: str
    stage: str | None = None
    type: str | None = None
    owner: str | None = None
    source: str | None = None
    products: Mapping[str, ProductLine] = {}
    amount: Money | None = None
    close: date | None = None
    people: Mapping[str, str] = {}
    next: Step | None = None
    note: str | None = None
    sourced_by: str | None = None
    competitors: Sequence[str] = ()


def first_stage_first(account: Account, key: str, deal: NewDeal, day: date) -> Message:
    """What to do where a gate before its stage is shut: the commands for what is missing need a
    deal that is there.
    """
    return Message("hint-gate-new", (account.id, key, deal.stage, day))


def open_deal(
    draft: Draft,
    account: Account,
    deal: NewDeal,
    day: date,
    policy: Policy,
    gate: Pass,
    *,
    id_: str | None = None,
    by: str | None = None,
) -> str:
    """The deal stands in the file from that day on; returns its id.

    Raises CrmError where a gate before its stage is shut.
    """
    key = called(account, deal, id_)
    missing = before_beginning(account, key, deal, day, policy)
    why = gate.through(missing, hint=first_stage_first(account, key, deal, day))
    stage: Value = deal.stage
    if why and deal.stage:
        stage = full(value=deal.stage, by=by, why=Prose(why))
    written_ = full(
        name=Prose(deal.name),
        type=deal.type,
        owner=deal.owner,
        source=deal.source,
        sourced_by=deal.sourced_by,
        products={product: _line(line) for product, line in deal.products.items()},
        amount={day.isoformat(): as_written(deal.amount)} if deal.amount is not None else None,
        close={day.isoformat(): deal.close.isoformat()} if deal.close is not None else None,
        stages={day.isoformat(): stage} if stage is not None else None,
        people=dict(deal.people),
        competitors=tuple(map(Prose, deal.competitors)),
        next=written(deal.next) if deal.next else None,
        note=Prose(deal.note) if deal.note else None,
    )
    draft.set(("deals", key), written_)
    return key


def called(account: Account, deal: NewDeal, id_: str | None = None) -> str:
    """The new deal's id. Raises CrmError for one that is taken."""
    key = id_ or new_id(deal.name, account.deals)
    if key in account.deals:
        raise CrmError(
            Message("error-edit-exists", (key,)), Message("hint-edit-choose-id"), status=4
        )
    return key


def before_beginning(
    account: Account, key: str, deal: NewDeal, day: date, policy: Policy
) -> list[Need]:
    """What the deal lacks to begin in its stage: as if it came there from the first one."""
    if deal.stage is None:
        return []
    begun = Deal(
        name=deal.name,
        owner=deal.owner,
        source=deal.source,
        products=deal.products,
        amount=(Fact(day, deal.amount),) if deal.amount is not None else (),
        people=deal.people,
        next=NextStep(deal.next.date, deal.next.what) if deal.next else None,
    )
    seen = account._replace(deals={**account.deals, key: begun})
    return before_stage(seen, key, None, deal.stage, policy, day)


def same(account: Account, deal: NewDeal) -> str | None:
    """An open deal that is called the same."""
    wanted = folded(deal.name)
    for key, each in account.deals.items():
        if each.outcome is None and each.name and folded(each.name) == wanted:
            return key
    return None


def _line(line: ProductLine) -> Value:
    found = full(
        qty=as_written(line.qty),
        list_price=as_written(line.list_price),
        unit_price=as_written(line.unit_price),
        approved_by=line.approved_by,
    )
    return found if len(found) > 1 else found["qty"]


def move(
    draft: Draft,
    account: Account,
    deal: str,
    stage: str,
    day: date,
    policy: Policy,
    gate: Pass,
    *,
    by: str | None = None,
) -> None:
    """The deal is in that stage from that day on.

    Raises CrmError where a gate is shut, and for a deal that has ended.
    """
    still_open(account, deal)
    now = current(account.deals[deal].stages, day)
    nowhere_later(account, deal, day)
    if now is not None and now.value == stage and now.date != day:
        return  # it is there already, and its age counts from the day it came
    missing = before_moving(account, deal, stage, day, policy)
    thin = thinly_known(account, deal, stage, policy, day)
    why = gate.through(missing, also=[thin] if thin else ())
    draft.date(("deals", deal, "stages"), day, stage, by=by if why else None, why=why)


def before_moving(account: Account, deal: str, stage: str, day: date, policy: Policy) -> list[Need]:
    """What the deal lacks to go from where it is that day to this stage."""
    now = current(account.deals[deal].stages, day)
    return before_stage(account, deal, now.value if now else None, stage, policy, day)


def revalue(
    draft: Draft, account: Account, deal: str, amount: Money, day: date, *, why: str | None = None
) -> None:
    """The deal is worth that much from that day on."""
    still_open(account, deal)
    draft.date(("deals", deal, "amount"), day, as_written(amount), why=why)


def expect(
    draft: Draft, account: Account, deal: str, close: date, day: date, *, why: str | None = None
) -> None:
    """The deal is expected to close on that date, as we see it from that day on."""
    still_open(account, deal)
    draft.date(("deals", deal, "close"), day, close.isoformat(), why=why)


def price(draft: Draft, deal: str, product: str, field: str, value: str) -> None:
    """The deal's product has that quantity, price for one, or approval."""
    path = ("deals", deal, "products", product)
    if field == "qty" and not isinstance(draft.at(*path), dict):
        draft.set(path, value)  # the quantity may stand for the line
    else:
        draft.set((*path, field), value, mains=("qty",))


def think(draft: Draft, account: Account, deal: str, probability: Probability) -> None:
    """Somebody of us gives the deal that probability, in place of its stage's."""
    still_open(account, deal)
    draft.set(
        ("deals", deal, "probability"),
        full(
            value=as_written(probability.value),
            by=probability.by,
            date=probability.date,
            why=Prose(probability.why) if probability.why else None,
        ),
    )


def begun_by(account: Account, deal: str, day: date) -> None:
    """Raises CrmError for a deal that began later than that day."""
    began = [fact.date for fact in account.deals[deal].stages[:1] if fact.date]
    if began and day < began[0]:
        raise CrmError(Message("error-edit-ends-first", (day, began[0])))


def nowhere_later(account: Account, deal: str, day: date) -> None:
    """Raises CrmError for a deal that is in a stage from a later day on."""
    last = account.deals[deal].stages[-1] if account.deals[deal].stages else None
    if last is not None and last.date is not None and last.date > day:
        raise CrmError(Message("error-edit-stage-later", (deal, last.value, last.date)), status=4)


def still_open(account: Account, deal: str) -> None:
    """Raises CrmError for a deal that has an outcome."""
    outcome = account.deals[deal].outcome
    if outcome is not None:
        raise CrmError(
            Message(
                "error-edit-deal-ended", (deal, Message(f"word-{outcome.result}"), outcome.date)
            ),
            Message("hint-edit-deal-ended", (account.id, deal)),
            status=4,
        )

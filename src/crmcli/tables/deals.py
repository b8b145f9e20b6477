"""Deals, and what is dated in them: stages, amounts, closing days, ends."""

from collections.abc import Iterator

from crmcli.domain.deals.endings import ends
from crmcli.domain.records.account import Account, Deal
from crmcli.tables import deal_parts
from crmcli.tables.deal_parts import OF_DEAL
from crmcli.tables.table import Cell, Cells, Table, columns, joined

_ACCOUNT = "account id =table-account >accounts.account"


def _deals(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        sender = deal.referred_by
        yield (
            account.id,
            name,
            deal.name,
            deal.type,
            deal.owner,
            deal.source,
            deal.sourced_by,
            sender.account if sender else None,
            sender.contact if sender else None,
            deal.stages[0].date if deal.stages else None,
            deal.stages[-1].value if deal.stages else None,
            deal.amount[-1].value if deal.amount else None,
            currency,
            deal.close[-1].value if deal.close else None,
            *_outcome(deal),
            *_next(deal),
            *_probability(deal),
            deal.verbal,
            joined(deal.competitors),
            joined(deal.differentiators),
            deal.note,
        )


def _outcome(deal: Deal) -> tuple[Cell, ...]:
    end = deal.outcome
    if end is None:
        return (None,) * 7
    return (
        end.result,
        end.date,
        end.reason,
        end.competitor,
        end.verified_by,
        end.note,
        end.revisit,
    )


def _next(deal: Deal) -> tuple[Cell, ...]:
    step = deal.next
    if step is None:
        return (None,) * 5
    return step.date, step.what, step.owner, step.channel, joined(step.with_)


def _probability(deal: Deal) -> tuple[Cell, ...]:
    hand = deal.probability
    return (None,) * 4 if hand is None else (hand.value, hand.date, hand.by, hand.why)


DEALS = Table(
    "deals",
    columns(
        "Deal",
        f"""
        {_ACCOUNT}
        deal id =Account.deals
        name text
        type text
        owner id >members.member
        source text
        sourced_by text
        referred_by_account id =Deal.referred_by
        referred_by_contact id =Deal.referred_by
        created day =table-created
        stage id =table-last-stage >stages.stage
        amount amount =table-last-amount
        currency text =table-currency
        close day =table-last-close
        result text =Outcome.result
        ended day =Outcome.date
        reason id =Outcome.reason >reasons.reason
        competitor text =Outcome.competitor
        verified_by text =Outcome.verified_by
        outcome_note text =Outcome.note
        revisit day =Outcome.revisit
        next_day day =NextStep.date
        next_what text =NextStep.what
        next_owner id =NextStep.owner >members.member
        next_channel text =NextStep.channel
        next_with text =NextStep.with
        probability number =Probability.value
        probability_day day =Probability.date
        probability_by id =Probability.by >members.member
        probability_why text =Probability.why
        verbal day
        competitors text
        differentiators text
        note text
        """,
    ),
    ("account", "deal"),
    _deals,
    day="created",
)


def _stages(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for place, fact in enumerate(deal.stages, start=1):
            yield account.id, name, place, fact.date, fact.value


DEAL_STAGES = Table(
    "deal_stages",
    columns(
        "Deal",
        f"""
        {OF_DEAL}
        n whole =table-n
        day day =table-since
        stage id =StageFact.value >stages.stage
        """,
    ),
    ("account", "deal", "n"),
    _stages,
    day="day",
)


def _amounts(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for place, fact in enumerate(deal.amount, start=1):
            yield account.id, name, place, fact.date, fact.value, currency


DEAL_AMOUNTS = Table(
    "deal_amounts",
    columns(
        "Deal",
        f"""
        {OF_DEAL}
        n whole =table-n
        day day =table-since
        amount amount =AmountFact.value
        currency text =table-currency
        """,
    ),
    ("account", "deal", "n"),
    _amounts,
    day="day",
)


def _closes(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        for place, fact in enumerate(deal.close, start=1):
            yield account.id, name, place, fact.date, fact.value


DEAL_CLOSES = Table(
    "deal_closes",
    columns(
        "Deal",
        f"""
        {OF_DEAL}
        n whole =table-n
        day day =table-since
        close day =DateFact.value
        """,
    ),
    ("account", "deal", "n"),
    _closes,
    day="day",
)


def _ends(account: Account, currency: str) -> Iterator[Cells]:
    for name, deal in account.deals.items():
        whys = (*(each.why for each in deal.ended), None)
        for place, (end, until) in enumerate(ends(deal), start=1):
            yield (
                account.id,
                name,
                place,
                end.result,
                end.date,
                until,
                end.reason,
                end.competitor,
                end.verified_by,
                end.note,
                end.revisit,
                whys[place - 1],
            )


DEAL_ENDS = Table(
    "deal_ends",
    columns(
        "Ended",
        f"""
        {OF_DEAL}
        n whole =table-n
        result text
        day day =Ended.date
        reopened day
        reason id >reasons.reason
        competitor text
        verified_by text
        note text
        revisit day
        why text
        """,
    ),
    ("account", "deal", "n"),
    _ends,
    day="day",
)


TABLES = (
    DEALS,
    DEAL_STAGES,
    DEAL_AMOUNTS,
    DEAL_CLOSES,
    DEAL_ENDS,
    *deal_parts.TABLES,
)

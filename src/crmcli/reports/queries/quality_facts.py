"""What does one account tell of how well the book is kept?"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.deals import stage_order
from crmcli.domain.records.account import Account
from crmcli.domain.records.policy import Policy
from crmcli.domain.time.calendar import plus_days
from crmcli.reports.evidence import NOTHING, Evidence
from crmcli.reports.options import ExplainOptions
from crmcli.reports.queries.quality_fields import asked_of, seen, stale_of

LATELY, WINDOW = 30, 90  # days in which somebody who writes is active


class QualityFact(NamedTuple):
    """One account: by field how often it was asked and filled, what is stale, who wrote in its log,
    and which custom fields are used. `stage` is the furthest of its open deals.
    """

    account: str
    name: str
    owner: str | None
    status: str
    segment: str | None
    stage: str | None
    fields: tuple[tuple[str, int, int], ...]
    stale: tuple[tuple[str, int], ...]
    wrote: tuple[tuple[str, int, int], ...]
    custom: tuple[tuple[str, int], ...]
    behind: Evidence


def gather(
    account: Account, policy: Policy, as_of: date, options: ExplainOptions
) -> list[QualityFact]:
    """The account's filled and missing facts."""
    it = seen(account, policy, as_of)
    asked, stale = asked_of(it), list(stale_of(it))
    order = stage_order(policy)
    stages = [each.now.stage for each in it.deals if each.now.stage in order]
    behind: Evidence = NOTHING
    if options.explain:
        holes = {
            field: tuple(record for record, filled in places if not filled)
            for field, places in asked.items()
        }
        behind = {
            **{field: records for field, records in holes.items() if records},
            "stale": tuple(record for _, record in stale),
        }
    return [
        QualityFact(
            account.id,
            account.name,
            account.owner,
            account.status,
            account.segment,
            max(stages, key=lambda stage: order[stage or ""], default=None),
            tuple(
                (field, len(places), sum(filled for _, filled in places))
                for field, places in asked.items()
            ),
            tuple(Counter(kind for kind, _ in stale).items()),
            tuple(_wrote(account, as_of)),
            tuple(Counter(_custom(account)).items()),
            behind,
        )
    ]


def _wrote(account: Account, as_of: date) -> Iterable[tuple[str, int, int]]:
    late, early = plus_days(as_of, 1 - LATELY), plus_days(as_of, 1 - WINDOW)
    found: dict[str, list[int]] = {}
    for entry in account.log:
        if early <= entry.date <= as_of:
            for member in dict.fromkeys(entry.by):
                mine = found.setdefault(member, [0, 0])
                mine[0] += entry.date >= late
                mine[1] += 1
    return [(member, lately, all_) for member, (lately, all_) in found.items()]


def _custom(account: Account) -> list[str]:
    records = [
        ("account", account.custom),
        *(("contact", each.custom) for each in account.contacts.values()),
        *(("deal", each.custom) for each in account.deals.values()),
    ]
    return [f"{on} {field}" for on, custom in records for field in custom]

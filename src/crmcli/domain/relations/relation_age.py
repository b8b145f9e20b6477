"""How old is the relation, when did we speak last, and how often in each year?"""

from datetime import date
from typing import NamedTuple

from crmcli.domain.deals.contracts import first_day
from crmcli.domain.people.touches import is_two_way, touch_log
from crmcli.domain.records.account import Account

SHOWN = 10  # years that are told even if nothing happened in them


class YearOfTouches(NamedTuple):
    """The entries of one calendar year, each counted once: those in which both sides took part, and
    the others.
    """

    year: int
    two_way: int
    one_way: int


class Relation(NamedTuple):
    """`since` is the first contract, won deal or entry, whichever came first; `years` go from the
    first entry's to this one.
    """

    since: date | None
    customer_since: date | None
    last_two_way: date | None
    years: tuple[YearOfTouches, ...]


def relation(account: Account, as_of: date) -> Relation:
    """Since when does it last?

    Cancelled entries count among the others, as they do in `crm knows`.
    """
    counts: dict[int, list[int]] = {}
    first: date | None = None
    latest: date | None = None
    for entry in touch_log(account, as_of):
        both = is_two_way(entry)
        counts.setdefault(entry.date.year, [0, 0])[not both] += 1
        first = entry.date if first is None else min(first, entry.date)
        if both:
            latest = entry.date if latest is None else max(latest, entry.date)
    customer = first_day(account, as_of)
    told = [
        year
        for year in range(min(counts, default=as_of.year + 1), as_of.year + 1)
        if year in counts or year > as_of.year - SHOWN
    ]
    return Relation(
        min((day for day in (first, customer) if day is not None), default=None),
        customer,
        latest,
        tuple(YearOfTouches(year, *counts.get(year, (0, 0))) for year in told),
    )


def months(since: date, until: date) -> int:
    """Whole months from one day to another."""
    return 12 * (until.year - since.year) + until.month - since.month - (until.day < since.day)

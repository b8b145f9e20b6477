"""What was agreed with a customer, what they own, and what they complain of or answer."""

from datetime import date as Day
from typing import NamedTuple

from crmcli.domain.records.money import Money


class Contract(NamedTuple):
    """What was agreed after the sale; `end` is its last day, `signed` the day since which we know
    of it where that is before `start`.
    """

    start: Day
    end: Day | None = None
    deal: str | None = None
    amount: Money | None = None
    per: str | None = None
    notice_days: int | None = None
    signed: Day | None = None


class Asset(NamedTuple):
    """What the customer owns of a product."""

    qty: Money = 1
    since: Day | None = None
    replace: Day | None = None
    note: str | None = None
    bought_from: str | None = None
    unit: str | None = None


class Case(NamedTuple):
    """A complaint, question or request, from the day it was opened to the day it was closed."""

    opened: Day
    kind: str = "complaint"
    contact: str | None = None
    what: str | None = None
    owner: str | None = None
    closed: Day | None = None
    resolution: str | None = None
    deal: str | None = None


class Resting(NamedTuple):
    """A row of the agenda was put off: said on `date`, until `until`, on which it is back.

    `kind`, `subject`, `day` and `what` are what it was said of: the row, the day of the fact that
    asks for it, and that fact's own words.
    """

    date: Day
    kind: str
    subject: str
    until: Day
    day: Day | None = None
    what: str | None = None
    by: str | None = None
    why: str | None = None


class Survey(NamedTuple):
    """One answer of one person: nps, csat or trust; about the product, the relationship or the
    service.
    """

    date: Day
    kind: str
    score: Money
    contact: str | None = None
    about: str | None = None
    scale: int | None = None
    note: str | None = None

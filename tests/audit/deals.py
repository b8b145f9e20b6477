"""Deals as numbers.md has them: when created and open, in which stage since when, worth what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from math import floor
from typing import Any

from audit.book import Account, Book
from audit.reading import current, dated, day, many, mapping, money


def holding_since(facts: Sequence[tuple[date | None, Any]]) -> date | None:
    """The first day known from which on nothing changed: to say the same again is no move."""
    since: list[date | None] = []
    for place, (when, value) in enumerate(facts):
        since = [*since, when] if place and facts[place - 1][1] == value else [when]
    return next(filter(None, since), None)


@dataclass(eq=False)
class Deal:
    account: Account
    id: str
    raw: dict[str, Any]
    t: date

    @cached_property
    def owner(self) -> str | None:
        """Default: the account's."""
        return self.raw.get("owner", self.account.owner)

    @cached_property
    def source(self) -> str | None:
        return self.raw.get("source", self.account.raw.get("source"))

    @cached_property
    def stages(self) -> list[tuple[date | None, str]]:
        return dated(self.raw.get("stages"), self.t)

    @cached_property
    def created(self) -> date | None:
        """A deal is created on its earliest stage date (undated: it always was)."""
        return self.stages[0][0] if self.stages else None

    @cached_property
    def exists(self) -> bool:
        return bool(self.stages) or not self.raw.get("stages")

    @cached_property
    def outcome(self) -> dict[str, Any] | None:
        """A deal that was ended and reopened keeps each end: as of a day in between it is lost (or
        won).
        """
        for end in many(self.raw.get("ended")):
            if date.fromisoformat(end["date"]) <= self.t < date.fromisoformat(end["reopened"]):
                return end
        end = self.raw.get("outcome")
        return end if end and date.fromisoformat(end["date"]) <= self.t else None

    @property
    def result(self) -> str | None:
        return self.outcome["result"] if self.outcome else None

    @property
    def closed_on(self) -> date:
        assert self.outcome
        return date.fromisoformat(self.outcome["date"])

    @cached_property
    def open(self) -> bool:
        """Open at t = created and without an outcome by then."""
        return self.exists and self.outcome is None

    @cached_property
    def cycle(self) -> int | None:
        """its cycle is outcome date minus that, in days"""
        return (self.closed_on - self.created).days if self.outcome and self.created else None

    @cached_property
    def stages_until_end(self) -> list[tuple[date | None, str]]:
        """What the file moves it to after its end is no stage of it."""
        return [
            fact
            for fact in self.stages
            if not self.outcome or fact[0] is None or fact[0] <= self.closed_on
        ]

    @cached_property
    def stage(self) -> str | None:
        return self.stages_until_end[-1][1] if self.stages_until_end else None

    @cached_property
    def came_to(self) -> list[str]:
        """The stages it came to; one that was won may still be moved to a stage after the sale."""
        return [stage for _, stage in self.came_to_dated]

    @property
    def came_to_dated(self) -> list[tuple[date | None, str]]:
        return self.stages if self.result in (None, "won") else self.stages_until_end

    @cached_property
    def closed_spells(self) -> list[tuple[date, date]]:
        """When it was closed before it was opened again."""
        days = [
            (date.fromisoformat(end["date"]), date.fromisoformat(end["reopened"]))
            for end in many(self.raw.get("ended"))
        ]
        return sorted(spell for spell in days if spell[1] <= self.t)

    @cached_property
    def reopened(self) -> date | None:
        days = [date.fromisoformat(end["reopened"]) for end in many(self.raw.get("ended"))]
        return max((each for each in days if each <= self.t), default=None)

    @cached_property
    def entered(self) -> date | None:
        """since the deals came into their stage, or were opened again there; days that say the same
        again are no move
        """
        return (
            max(filter(None, [holding_since(self.stages_until_end), self.reopened]), default=None)
            if self.stage
            else None
        )

    @cached_property
    def products(self) -> dict[str, dict[str, Any]]:
        return {
            product: mapping(what, "qty") for product, what in self.raw.get("products", {}).items()
        }

    def quantity(self, product: str) -> Decimal:
        return money(self.products[product].get("qty", "1")) or Decimal(0)

    def price_of(self, product: str) -> Decimal | None:
        """qty × unit_price (else list_price, else the policy's)"""
        what, listed = (
            self.products[product],
            mapping(self.account.policy["products"].get(product), "label"),
        )
        price = money(what.get("unit_price", what.get("list_price", listed.get("list_price"))))
        return None if price is None else price * self.quantity(product)

    @cached_property
    def value(self) -> Decimal | None:
        """its `amount`, else the sum of its products; with neither, or where a price is missing,
        none
        """
        amount = money(current(self.raw.get("amount"), self.t)[1])
        parts = [self.price_of(product) for product in self.products]
        return (
            amount
            if amount is not None
            else None
            if not parts or None in parts
            else sum((p for p in parts if p is not None), Decimal(0))
        )

    @cached_property
    def close(self) -> date | None:
        return day(current(self.raw.get("close"), self.t)[1])

    @cached_property
    def probability(self) -> Decimal | None:
        """The deal's own; it counts from its day on."""
        own = mapping(self.raw.get("probability"), "value")
        since = day(own.get("date"))
        return money(own.get("value")) if since is None or since <= self.t else None

    def weighted(self, odds: Decimal | Fraction) -> Decimal:
        """amount × p, floored deal by deal to the currency's smallest unit"""
        unit = self.account.policy.unit
        return floor(Fraction(self.value or 0) * Fraction(odds) / 100 / Fraction(unit)) * unit

    @property
    def policy_odds(self) -> Decimal:
        return (
            self.probability
            if self.probability is not None
            else self.account.policy.odds(self.stage)
        )

    @cached_property
    def next(self) -> dict[str, Any]:
        return mapping(self.raw.get("next"), "date")

    @cached_property
    def parked(self) -> bool:
        """`next.date` in the future agreed `with` a contact; a day agreed with somebody who has
        left parks nothing
        """
        agreed = [who for who in many(self.next.get("with")) if not self.account.has_left(who)]
        return bool(agreed) and date.fromisoformat(self.next["date"]) > self.t

    @cached_property
    def idle_since(self) -> date | None:
        """max(last two-way touch on the deal, stage entry, last change of amount or close date as
        dated in the file)
        """
        touches = [entry.date for entry in self.account.touches if entry.deal == self.id]
        amounts = [(when, money(value)) for when, value in dated(self.raw.get("amount"), self.t)]
        changes = [holding_since(amounts), holding_since(dated(self.raw.get("close"), self.t))]
        return max(filter(None, [*touches, *changes, self.entered]), default=None)

    @cached_property
    def rotten(self) -> bool:
        """idle > rot_days and not parked"""
        limit = self.account.policy.stages.get(self.stage or "", {}).get("rot_days")
        return (
            limit is not None
            and not self.parked
            and self.idle_since is not None
            and (self.t - self.idle_since).days > int(limit)
        )

    @property
    def name(self) -> str:
        return f"{self.account.id}/{self.id}"


def deals(book: Book) -> list[Deal]:
    """Those that exist by t."""
    return [deal for account in book.accounts for deal in of_account(account)]


@cache
def of_account(account: Account) -> list[Deal]:
    found = [
        Deal(account, deal, raw, account.t) for deal, raw in account.raw.get("deals", {}).items()
    ]
    return [deal for deal in found if deal.exists]

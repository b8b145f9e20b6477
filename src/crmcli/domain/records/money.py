"""Amounts: whole units where a currency has no smaller ones, decimals where cents exist.

Never floats.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from fractions import Fraction

Money = int | Decimal
# ISO 4217: how many decimals a currency has, where it is not two.
MINOR_UNITS = dict.fromkeys(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ],
    0,
) | dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3)


@overload
def as_written(amount: Money) -> str: ...


@overload
def as_written(amount: Money | None) -> str | None: ...


def as_written(amount: Money | None) -> str | None:
    """The amount as it stands in a file: digits in groups of three."""
    return (
        None
        if amount is None
        else f"{amount:,f}".replace(",", "_")
        if isinstance(amount, Decimal)
        else f"{amount:_}"
    )


def told(amount: Money) -> str:
    """The amount as people read it: digits in groups of three, two decimals where it has cents."""
    return f"{int(amount):,}" if amount == int(amount) else f"{amount:,.2f}"


def minor_units(currency: str) -> int:
    """How many decimals amounts of this currency have."""
    return MINOR_UNITS.get(currency, 2)


def tidy(amount: Money) -> Money:
    """A decimal without cents is a whole number again."""
    return (
        int(amount)
        if isinstance(amount, Decimal) and amount == amount.to_integral_value()
        else amount
    )


def weighted(amount: Money, percent: "Money | Fraction", currency: str) -> Money:
    """The part of an amount that a probability lets us count on, floored to the currency's smallest
    unit.
    """
    digits = minor_units(currency)
    whole, parts = amount.as_integer_ratio()
    share, of = percent.as_integer_ratio()
    units = whole * share * 10**digits // (parts * of * 100)
    return tidy(Decimal(units).scaleb(-digits)) if digits else units

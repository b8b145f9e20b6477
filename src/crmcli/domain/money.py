"""Amounts: whole units where a currency has no smaller ones, decimals where cents exist. Never floats."""

import re
from decimal import Decimal
from math import floor
from typing import TYPE_CHECKING

from crmcli.domain.records import Money

if TYPE_CHECKING:
    from fractions import Fraction

# ISO 4217: how many decimals a currency has, where it is not two.
MINOR_UNITS = dict.fromkeys(["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"], 0) | dict.fromkeys(
    ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3
)

# What people add to a number instead of writing its zeros.
_UNITS = {"": 1, "k": 10**3, "천": 10**3, "만": 10**4, "m": 10**6, "백만": 10**6, "천만": 10**7, "억": 10**8, "b": 10**9, "십억": 10**9, "조": 10**12}
# A comma stands before three digits: where it means a decimal point, 1,5M would be ten times as much.
_PART = re.compile(r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*)(?:\.[0-9]+)?)(천만|백만|십억|[천만억조kmb]?)")


def amount_said(text: str) -> Money | None:
    """An amount as people say it: 72_000_000, 72,000,000, 68M, 7.2억, 6800만, 1억 2000만; None for anything else."""
    said = re.sub(r"\s|원$|krw$|₩", "", text.strip().casefold())
    total, rest, last = Decimal(0), said, None
    while match := _PART.match(rest):
        unit = _UNITS[match.group(2)]
        if last is not None and unit >= last:
            return None
        total += Decimal(match.group(1).replace("_", "").replace(",", "")) * unit
        rest, last = rest[match.end() :], unit
    return tidy(total) if said and not rest else None


def as_written(amount: Money | None) -> str | None:
    """The amount as it stands in a file: digits in groups of three."""
    return None if amount is None else f"{amount:,f}".replace(",", "_") if isinstance(amount, Decimal) else f"{amount:_}"


def told(amount: Money) -> str:
    """The amount as people read it: digits in groups of three, two decimals where it has cents."""
    return f"{int(amount):,}" if amount == int(amount) else f"{amount:,.2f}"


def minor_units(currency: str) -> int:
    """How many decimals amounts of this currency have."""
    return MINOR_UNITS.get(currency, 2)


def tidy(amount: Money) -> Money:
    """A decimal without cents is a whole number again."""
    return int(amount) if isinstance(amount, Decimal) and amount == amount.to_integral_value() else amount


def weighted(amount: Money, percent: "Money | Fraction", currency: str) -> Money:
    """The part of an amount that a probability lets us count on, floored to the currency's smallest unit."""
    from fractions import Fraction  # a thirtieth of a start, for who adds up a pipeline

    digits = minor_units(currency)
    units = floor(Fraction(amount) * Fraction(percent) / 100 * 10**digits)
    return tidy(Decimal(units).scaleb(-digits)) if digits else units

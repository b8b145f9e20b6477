"""Shares and rates: exact inside, floored when shown, with an interval where the sample is
small.
"""

from math import copysign, sqrt

DECIMALS, NOISE = 9, 1e-14  # of numbers with a fraction, and what is less than any of them
Z95 = 1.959963984540054  # the 97.5 % point of the normal distribution


def share(part: int, whole: int) -> float | None:
    """Which part of the whole, 0..1? None where there is no whole: n/a is neither 0 % nor 100 %."""
    return part / whole if whole else None


def percent(value: float) -> int:
    """Whole percents, floored, so that 100 % appears only when it is complete.

    The share of two counts may lie an ulp below a whole percent (0.29 * 100 = 28.999…); that is not
    a lower percent.
    """
    return floored(value * 100)


def floored(value: float) -> int:
    """A figure in percents or points without its fraction; what lies an ulp below the next whole
    one is that one.
    """
    near = int(value + copysign(1e-9, value))
    return int(copysign(99, value)) if abs(near) == 100 and abs(value) < 100 - 100 * NOISE else near


def signed_percent(value: float) -> str:
    """A change in percents with its sign, floored as a rate is; nothing has no sign."""
    told = with_sign(f"{floored(value * 100):+d}")
    return f"{told}%"


def bound(value: float) -> int:
    """An end of an interval in whole percents, the nearest one: 3/4 -> 30 and 95."""
    return round(value * 100)


def filled(value: float | None, size: int) -> int:
    """How many of so many cells a share fills: all of them only when it is complete."""
    known = value or 0.0
    return size if known >= 1 else max(min(round(known * size), size - 1), 0)


def points(change: float) -> str:
    """A change of a share in percentage points, with one decimal and a sign: between two floored
    percents it would often be off by one. All 100 of them only when it is complete.
    """
    told = f"{change * 100:+.1f}"
    if told.endswith("100.0") and abs(change) < 1 - NOISE:
        told = f"{told[0]}99.9"
    return with_sign(told)


def with_sign(said: str) -> str:
    """A number with its sign, which nothing has none of."""
    return said if said.strip("+-0.") else said.lstrip("+-")


def rounded(value: float) -> float:
    """The number as programs get it: with nine decimals, so that no noise of the arithmetic is
    told. What is not quite nothing or quite all stays so.
    """
    found = round(value, DECIMALS)
    if abs(found - value) > NOISE and abs(found) in (0.0, 1.0) and abs(value) < 1:
        least = 10.0**-DECIMALS
        return copysign(1 - least if abs(found) else least, value)
    return found + 0.0  # no minus before nothing


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """Between which shares does the true rate lie with 95 % confidence (Wilson's score interval)?

    None of nothing.
    """
    if not whole:
        return None
    rate = part / whole
    spread = Z95 * sqrt(rate * (1 - rate) / whole + Z95**2 / (4 * whole**2))
    middle, scale = rate + Z95**2 / (2 * whole), 1 + Z95**2 / whole
    # at the ends the formula says 0 and 1, and its floats nearly so
    low = (middle - spread) / scale if part else 0.0
    return max(0.0, low), min(1.0, (middle + spread) / scale) if part < whole else 1.0


def median(values: list[int]) -> float | None:
    """The middle value; None of nothing. Whole numbers stay whole."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[half]
    twice = ordered[half - 1] + ordered[half]
    return twice // 2 if twice % 2 == 0 else twice / 2


def mean(values: list[int]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(values) / len(values) if values else None


def ninth_of_ten(values: list[int]) -> int | None:
    """Which value do nine of ten not exceed (the 90th percentile, nearest rank)?

    None of nothing.
    """
    return sorted(values)[-(-9 * len(values) // 10) - 1] if values else None


def bounds(part: int, whole: int) -> tuple[float | None, float | None]:
    """Wilson's interval as two fields of a row; None each where there is no whole."""
    found = wilson(part, whole)
    return (None, None) if found is None else found


def sample(part: int, whole: int) -> tuple[int, int, float, float]:
    """What a rate rests on, as a table holds it: counts and interval."""
    return (part, whole, *(wilson(part, whole) or (0.0, 1.0)))

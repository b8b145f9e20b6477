"""What several reports' figures are made of."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil, sqrt
from typing import Any

Z = 1.959963984540054  # of the normal distribution, for 95 %


def share(part: Any, whole: Any) -> Fraction | None:
    """An empty denominator is n/a."""
    return Fraction(part) / Fraction(whole) if whole else None


def wilson(k: int, n: int) -> tuple[float | None, float | None]:
    """The Wilson 95 % interval."""
    if not n:
        return None, None
    p, z2 = k / n, Z * Z
    middle, half = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (0.0 if k == 0 else (middle - half) / (1 + z2 / n)), (
        1.0 if k == n else (middle + half) / (1 + z2 / n)
    )


def median(found: Iterable[Any]) -> Fraction | None:
    values = sorted(found)
    if not values:
        return None
    half = len(values) // 2
    return (
        Fraction(values[half])
        if len(values) % 2
        else (Fraction(values[half - 1]) + Fraction(values[half])) / 2
    )


def mean(found: Iterable[Any]) -> Fraction | None:
    values = [*found]
    return sum(map(Fraction, values), Fraction(0)) / len(values) if values else None


def nearest_rank(found: Iterable[int], part: Fraction) -> int | None:
    values = sorted(found)
    return values[ceil(part * len(values)) - 1] if values else None


def most(found: Iterable[str | None]) -> str | None:
    """The most frequent; of several, the first by id."""
    values = [each for each in found if each is not None]
    return min(set(values), key=lambda each: (-values.count(each), each)) if values else None


def total(found: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in found if each is not None), Decimal(0))

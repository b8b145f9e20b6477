"""What crm says beside what the audit finds: every figure that both name, row by row."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

# shares and means are told with nine decimals, as far as a float has them
NEAR = Fraction(2, 10**9)


def compare(
    said: dict[str, Any], found: dict[str, Any], keys: Sequence[str], silent: bool = False
) -> tuple[int, list[str]]:
    """How many figures were compared, and each that differs. `silent`: rows of zeros may be missing
    in either.
    """
    ours, theirs = by_key(found["rows"], keys), by_key(said["rows"], keys)
    figures, wrong = len(ours), []
    for key in [*ours, *(each for each in theirs if each not in ours)]:
        if key not in theirs or key not in ours:
            there = ours.get(key) or theirs[key]
            if not silent or any(
                value not in (0, None) for name, value in there.items() if name not in keys
            ):
                whose = "the audit has" if key in ours else "crm has"
                wrong.append(f"{key}: {whose} {plain(there)}, and the other no such row")
            continue
        n, told = differences(theirs[key], ours[key], str(key))
        figures, wrong = figures + n, wrong + told
    n, told = differences(said["totals"] or {}, found.get("totals", {}), "totals")
    return figures + n, wrong + told


def by_key(
    rows: list[dict[str, Any]], keys: Sequence[str]
) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Rows with one key are numbered: of two there have to be two."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key, n = tuple(str(row[each]) for each in keys), 0
        while (*key, n) in found:
            n += 1
        found[*key, n] = row
    return found


def differences(said: dict[str, Any], found: dict[str, Any], where: str) -> tuple[int, list[str]]:
    wrong = [
        f"{where}: {name} is {plain(value)} by the definition, crm has {said.get(name)!r}"
        for name, value in found.items()
        if not same(said.get(name, "nothing"), value)
    ]
    return len(found), wrong


def same(said: Any, found: Any) -> bool:
    # records within a field, in whatever order
    if isinstance(found, list) and found and isinstance(found[0], dict):
        key = next(iter(found[0]))
        return len(said) == len(found) and all(
            same({each[key]: each for each in said}.get(each[key]), each) for each in found
        )
    if isinstance(found, (list, tuple)):
        return isinstance(said, list) and len(said) == len(found) and all(map(same, said, found))
    if isinstance(found, dict):
        return isinstance(said, dict) and all(
            same(said.get(key, "nothing"), value) for key, value in found.items()
        )
    if found is None or isinstance(found, (bool, str)):
        return bool(said == found)
    if said is None or isinstance(said, str):  # amounts are numbers, also with cents
        return False
    if isinstance(found, Decimal):
        return bool(Decimal(said) == found)
    return abs(Fraction(said) - Fraction(found)) <= NEAR + abs(Fraction(found)) / 10**14


def plain(value: Any) -> str:
    if isinstance(value, dict):
        return str({name: plain(each) for name, each in value.items()})
    return (
        f"{value} ({float(value):.9f})"
        if isinstance(value, Fraction)
        else repr(value)
        if not isinstance(value, Decimal)
        else str(value)
    )

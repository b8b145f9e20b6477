"""One text of every view, and how each engine says what they say differently.

The files beside this one are SQL but for a few words, `DAYS_BETWEEN(a, b)` and the like, which
stand for what no two engines call the same.
"""

import os
import re
from collections.abc import Callable

NAMES = ("deals_on_day", "coverage", "pipeline", "winrate", "losses", "retention", "cadence")
DIALECTS = ("duckdb", "spark", "sqlite")
_WORD = re.compile(
    r"\b(DAYS_BETWEEN|PLUS_DAYS|PLUS_MONTHS|YEAR_OF|MONTH_DAY|WHOLE|REAL_OF|MONEY|TIMES|WEIGHTED"
    r"|AMOUNT)\("
)
_Make = Callable[..., str]
_DECIMAL = "DECIMAL(28, 4)"


def _weighted(money: str, percent: str, decimals: str) -> str:
    """Floored to the currency's smallest unit."""
    product = f"CAST({money} AS {_DECIMAL}) * CAST({percent} AS DECIMAL(9, 4))"
    parts = {"0": (0.01, 1), "3": (10, 0.001), "": (1, 0.01)}
    made = {
        digits: f"CAST(FLOOR({product} * {units}) AS {_DECIMAL}) * {back}"
        for digits, (units, back) in parts.items()
    }
    return (
        f"CASE {decimals} WHEN 0 THEN CAST({made['0']} AS {_DECIMAL})"
        f" WHEN 3 THEN CAST({made['3']} AS {_DECIMAL}) ELSE CAST({made['']} AS {_DECIMAL}) END"
    )


def _sqlite_weighted(money: str, percent: str, decimals: str) -> str:
    """The same of whole ten-thousandths, in two parts so that nothing overflows."""
    rate = f"CAST(ROUND(({percent}) * 10000) AS INTEGER)"
    exact = f"(({money}) / 1000000 * {rate} + ({money}) % 1000000 * {rate} / 1000000)"
    unit = f"(CASE {decimals} WHEN 0 THEN 10000 WHEN 3 THEN 10 ELSE 100 END)"
    return f"({exact} / {unit} * {unit})"


def _sqlite_months(day: str, months: str) -> str:
    """The same day of another month, or that month's last one."""
    return (
        f"MIN(DATE({day}, ({months}) || ' months'),"
        f" DATE({day}, 'start of month', ({months} + 1) || ' months', '-1 day'))"
    )


_SHARED: dict[str, _Make] = {
    "REAL_OF": lambda a: f"CAST({a} AS DOUBLE)",
    "MONEY": lambda a: f"CAST({a} AS {_DECIMAL})",
    "TIMES": lambda a, b: (
        f"CAST(CAST({a} AS DECIMAL(14, 4)) * CAST({b} AS DECIMAL(24, 4)) AS {_DECIMAL})"
    ),
    "WEIGHTED": _weighted,
    "AMOUNT": lambda a: f"({a})",
    "YEAR_OF": lambda a: f"YEAR({a})",
    "MONTH_DAY": lambda a: f"(MONTH({a}) * 100 + DAY({a}))",
}
_SAID: dict[str, dict[str, _Make]] = {
    "duckdb": {
        **_SHARED,
        "DAYS_BETWEEN": lambda a, b: f"DATE_DIFF('day', {b}, {a})",
        "PLUS_DAYS": lambda a, n: f"CAST({a} + TO_DAYS(CAST({n} AS INTEGER)) AS DATE)",
        "PLUS_MONTHS": lambda a, n: f"CAST({a} + TO_MONTHS(CAST({n} AS INTEGER)) AS DATE)",
        "WHOLE": lambda a, b: f"(({a}) // ({b}))",
    },
    "spark": {
        **_SHARED,
        "DAYS_BETWEEN": lambda a, b: f"DATEDIFF({a}, {b})",
        "PLUS_DAYS": lambda a, n: f"DATE_ADD({a}, CAST({n} AS INT))",
        "PLUS_MONTHS": lambda a, n: f"ADD_MONTHS({a}, CAST({n} AS INT))",
        "WHOLE": lambda a, b: f"(({a}) DIV ({b}))",
    },
    "sqlite": {
        "REAL_OF": lambda a: f"CAST({a} AS REAL)",
        "MONEY": lambda a: f"CAST(ROUND(({a}) * 10000) AS INTEGER)",
        "TIMES": lambda a, b: f"CAST(ROUND(({a}) * ({b}) * 10000) AS INTEGER)",
        "WEIGHTED": _sqlite_weighted,
        "AMOUNT": lambda a: f"(({a}) / 10000.0)",
        "YEAR_OF": lambda a: f"CAST(STRFTIME('%Y', {a}) AS INTEGER)",
        "MONTH_DAY": lambda a: f"CAST(STRFTIME('%m%d', {a}) AS INTEGER)",
        "DAYS_BETWEEN": lambda a, b: f"CAST(JULIANDAY({a}) - JULIANDAY({b}) AS INTEGER)",
        "PLUS_DAYS": lambda a, n: f"DATE({a}, ({n}) || ' days')",
        "PLUS_MONTHS": _sqlite_months,
        "WHOLE": lambda a, b: f"(({a}) / ({b}))",
    },
}


def views(dialect: str) -> str:
    """The statements that make every view, in their order."""
    texts = [_read(name) for name in NAMES]
    said = spoken("\n".join(texts), dialect)
    return said.replace('"', "`") if dialect == "spark" else said


def spoken(text: str, dialect: str) -> str:
    """The text with the words that stand for others put into the engine's own."""
    while found := _WORD.search(text):
        inner, end = _arguments(text, found.end())
        made = _SAID[dialect][found[1]](*inner)
        text = text[: found.start()] + made + text[end:]
    return text


def _arguments(text: str, start: int) -> tuple[list[str], int]:
    """What stands between brackets, parted by its commas, and where that ends."""
    parts, depth, begun = [], 0, start
    for place in range(start, len(text)):
        sign = text[place]
        if sign == "(":
            depth += 1
        elif sign in ",)" and not depth:
            parts.append(text[begun:place].strip())
            begun = place + 1
            if sign == ")":
                return parts, place + 1
        elif sign == ")":
            depth -= 1
    raise ValueError(text[start - 20 : start])


def _read(name: str) -> str:
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.sql")
    with open(path, encoding="utf-8") as file:
        return file.read()

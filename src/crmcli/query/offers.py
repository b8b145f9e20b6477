"""What may be typed in a condition: names, words of fixed lists and ids of the book, functions."""

from collections.abc import Iterator

from crmcli.domain.records.policy import Policy
from crmcli.query.lookup import FUNCTIONS, names_of
from crmcli.query.names.lookup import NAMES

WORDS = ("and", "or", "not", "in", "is null", "is not null", "today", "true")


def offers(kind: str, policy: Policy) -> Iterator[str]:
    """Names of records of this kind first; then, in quotes, the values that some of them have."""
    yield from names_of(kind, policy)
    yield from WORDS
    yield from (f"{name}(" for name in FUNCTIONS)
    values: dict[str, None] = {}
    for known in dict.fromkeys((kind, "accounts")):
        for name in NAMES[known].values():
            values |= dict.fromkeys(name.type(policy).choices or ())
    yield from (f'"{value}"' for value in values)

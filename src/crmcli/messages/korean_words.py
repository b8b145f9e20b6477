"""What a Korean sentence says in other words than the files and the command line have: names of
values, our functions, and amounts.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from crmcli.domain.records.short_amounts import said

if TYPE_CHECKING:
    from crmcli.messages import Phrases

# At which of its arguments a text names what stands for a value on the command line, `거래처` for
# ACCOUNT; one of our functions by its word in files; an amount in digits.
VALUE_AT = {
    "error-apart": (0, 1),
    "error-bad-word": (1,),
    "error-needed": (0,),
    "error-no-such": (0,),
    "error-several-such": (0,),
    "error-told-twice": (0,),
}
FUNCTION_AT = {"finding-discount-of-whole": 2, "finding-discount-over-floor": 2}
AMOUNT_AT = {
    "finding-amount-contradicts-products": 1,
    "finding-amount-out-of-scale": 1,
    "finding-amount-scale-large": 1,
    "finding-amount-unlike-others": 1,
    "finding-contract-contradicts-deal": 1,
}


def in_words(key: str, words: Sequence[str], phrases: "Phrases") -> list[str]:
    """The arguments of this text as a Korean reads them."""
    found = [*words]
    for at in VALUE_AT.get(key, ()):
        found[at] = _value(found[at])
    if key in FUNCTION_AT:
        name = f"function-{found[FUNCTION_AT[key]]}"
        if phrases.has(name):
            found[FUNCTION_AT[key]] = phrases(name)
    if key in AMOUNT_AT:
        found[AMOUNT_AT[key]] = _amount(found[AMOUNT_AT[key]])
    return found


def _value(word: str) -> str:
    from crmcli.messages.ko.help.names import METAVARS

    return "=".join(METAVARS.get(each, each) for each in word.split("="))


def _amount(digits: str) -> str:
    try:
        return said(Decimal(digits))["ko"]
    except InvalidOperation:
        return digits

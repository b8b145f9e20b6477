"""How is an amount told in a sentence?

Shortened where nothing that differs gets lost: 72M in English, 7,200만 in Korean.
"""

from decimal import Decimal

from crmcli.domain.label import Label
from crmcli.domain.records.money import Money, told

_ENGLISH = ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K"))
_KOREAN = ((10**12, "조"), (10**8, "억"), (10**4, "만"))


def exact(amount: Money) -> str:
    """Every digit, the thousands apart."""
    return f"{amount:,}"


def short(amount: Money) -> Label:
    """At most two decimals of its largest unit in English, down to ten thousands in Korean; small
    amounts are exact.
    """
    return {"en": _english(amount), "ko": _korean(amount)}


def said(amount: Money) -> Label:
    """As a sentence says it: every digit in English, down to ten thousands in Korean."""
    korean = _korean(amount)
    return {"en": told(amount), "ko": told(amount) if korean == exact(amount) else korean}


def unit(currency: str) -> Label:
    """What an amount is counted in, as people say it: 원 in Korean, else the currency's code."""
    return {"": currency, "ko": "원"} if currency == "KRW" else {"": currency}


def apart(old: Money, new: Money) -> tuple[Label, Label]:
    """Two amounts, both short unless they would read the same in either language."""
    pair = short(old), short(new)
    if any(pair[0][language] == pair[1][language] for language in ("en", "ko")):
        return {"": exact(old)}, {"": exact(new)}
    return pair


def _english(amount: Money) -> str:
    size = abs(Decimal(amount))
    if size < 10_000:
        return exact(amount)
    # 999,999 is 1M and not 1,000K: what rounds up to a unit is told in it
    unit, letter = next(
        (each, letter) for each, letter in _ENGLISH if size >= each - each / 200_000
    )
    text = f"{Decimal(amount) / unit:,.2f}".rstrip("0").rstrip(".")
    return f"{text}{letter}"


def _korean(amount: Money) -> str:
    size = abs(Decimal(amount))
    if size < 1_000_000 and size % 10_000:
        return exact(amount)
    left = round(size / 10_000) * 10_000
    words = []
    for unit, word in _KOREAN:
        count, left = divmod(left, unit)
        if count:
            words.append(f"{count:,}{word}")
    return ("-" if amount < 0 else "") + " ".join(words) if words else exact(amount)

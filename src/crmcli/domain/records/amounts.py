"""How much does somebody mean who types `1억2천`, `5천만원`, `$60,000` or `68M`?

What could be two amounts is refused, as is what is told in another currency than the book's.
docs/editing.md has the table.
"""

import re
import unicodedata
from decimal import Decimal

from crmcli.domain.errors import CrmError
from crmcli.domain.records.currencies import are_of, unmarked
from crmcli.domain.records.money import Money, minor_units, tidy, told
from crmcli.domain.table import Message

_LONGEST = 60  # characters
# A comma stands before three digits: where it means a decimal point, 1,5M would be ten times as
# much.
_COUNT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:_[0-9]+)*)(?:\.[0-9]+)?"
_WORDS = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
}
_PART = re.compile(rf"({_COUNT})({'|'.join(sorted(_WORDS, key=len, reverse=True))})")
_BIG = {"조": 10**12, "억": 10**8, "만": 10**4, "": 1}
_SMALL = {"천": 1000, "백": 100, "십": 10, "": 1}
_MAN = 10**4
_GROUP = re.compile("([^조억만]*)([조억만]?)")
_MANY = re.compile(rf"({_COUNT})([천백십]?)")  # 120백만, 1,200천
_SPELLED = re.compile(r"(?:([0-9]?)(천))?(?:([0-9]?)(백))?(?:([0-9]?)(십))?([0-9]{0,3})")
_NUMERALS = str.maketrans("일이삼사오육칠팔구", "123456789")
# 1.000 is a thousand to half of Europe, and 1 to the rest: both write 1.5 and 1.25.
_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
# A shell makes 0,000 of "$50,000": it takes $5 for a word of its own.
_BEHEADED = re.compile(r"0[0-9]*,|0[0-9]+(?![0-9_])")
_POINTS_AND_WORD = re.compile(r"([1-9][0-9]{0,2}\.[0-9]{2}0)[^0-9.]+")


def number_said(text: str) -> Money | None:
    """How many are meant; None for what is no number.

    Raises CrmError for what may be two numbers.
    """
    return _read(text, _plain(text))


def amount_said(text: str, currency: str) -> Money | None:
    """How much of the book's currency is meant; None for what is no amount.

    Raises CrmError for what may be two amounts, and for another currency.
    """
    said, marks = unmarked(_plain(text))
    if _BEHEADED.match(said):
        raise CrmError(
            Message("error-amount-beheaded", (text.strip(),)), Message("hint-amount-beheaded")
        )
    decimals = minor_units(currency)
    try:
        found = _read(
            text,
            said,
            is_bare=currency == "KRW" and not marks,
            is_marked=bool(marks),
            mils=decimals == 3,
        )
    except CrmError:
        check_currency(text, currency)
        raise
    if found is None:
        return None
    check_currency(text, currency)
    written = (
        len(said.partition(".")[2])
        if said.replace(".", "").replace(",", "").replace("_", "").isdecimal()
        else 0
    )
    if written > max(2, decimals) or (
        isinstance(found, Decimal) and -int(found.as_tuple().exponent) > decimals
    ):
        raise CrmError(Message("finding-amount-with-cents", (said, currency, str(decimals))))
    return found


def amount_of_any(text: str) -> Money | None:
    """How much is meant, of whatever currency; None for what is no amount.

    Raises CrmError for what may be two amounts.
    """
    said, marks = unmarked(_plain(text))
    return _read(text, said, is_marked=bool(marks))


def check_currency(text: str, currency: str) -> None:
    """Raises CrmError where the amount is told in another currency."""
    if not are_of(unmarked(_plain(text))[1], currency):
        raise CrmError(
            Message("error-amount-other-currency", (text.strip(), currency)),
            Message("hint-amount-other-currency", (currency,)),
        )


def _plain(text: str) -> str:
    """Composed, of half width, without spaces and case; nothing of what no amount is as long as."""
    if len(text) > _LONGEST * 4:
        return ""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())


def _read(
    text: str, said: str, *, is_bare: bool = False, is_marked: bool = False, mils: bool = False
) -> Money | None:
    """`is_bare`: a currency of large numbers that is not named, where 3천 may be 3천만.

    `is_marked`: it is named, so that the end counts in it. `mils`: it has three decimals.
    """
    if not said or len(said) > _LONGEST:
        return None
    if not mils and (_POINTS.fullmatch(said) or _POINTS_AND_WORD.fullmatch(said)):
        raise CrmError(
            Message("error-amount-points", (text.strip(),)), Message("hint-amount-points")
        )
    found = _english(said)
    if found is None:
        found = _korean(text, said.translate(_NUMERALS), is_bare=is_bare, is_marked=is_marked)
    return None if found is None else tidy(found)


def _english(said: str) -> Decimal | None:
    """68M, 1.5 billion, 72,000; each part is less than the unit of the one before."""
    total, place, last = Decimal(0), 0, 0
    while match := _PART.match(said, place):
        unit, count = _WORDS[match[2]], _decimal(match[1])
        if last and count * unit >= last:
            return None
        total, place, last = total + count * unit, match.end(), unit
    return total if place == len(said) else None


def _korean(text: str, said: str, *, is_bare: bool, is_marked: bool) -> Decimal | None:
    """1억2천, 3천5백만, 1조 2천억.

    What follows 억 without a unit of its own is counted in 만, as it is said.
    """
    groups = [(match[1], match[2]) for match in _GROUP.finditer(said) if match[0]]
    total, last = Decimal(0), 0
    for place, (count, word) in enumerate(groups):
        value, unit = _group(count, word), _BIG[word]
        if (
            value is None
            or (len(groups) > 1 and value != int(value))
            or (last and value * unit >= last)
        ):
            return None
        if not word and place:
            return _tail(text, count, value, total, last, is_marked=is_marked)
        total, last = total + value * unit, unit
    if last == 1 and is_bare and re.fullmatch(r"[0-9]?[천백십].*|[0-9]\.[0-9]+천", said):
        raise _several(text, total, total * _MAN)
    return total


def _tail(
    text: str, count: str, value: Decimal, total: Decimal, last: int, *, is_marked: bool
) -> Decimal:
    """The end of an amount that has no unit of its own.

    Raises CrmError where it may be counted in two.
    """
    exact, said = total + value, total + value * last / _MAN
    if value >= _MAN:
        return exact
    if last == _MAN:
        if value < 100 and not is_marked and count.isdecimal():
            raise _several(text, exact, total + value * (1000 if value < 10 else 100))
        if value < 1000 and not is_marked and total % 10**8 >= 10**7:  # 3천만 5백
            raise _several(text, exact, total + value * _MAN)
        return exact
    if is_marked or value < 100:
        raise _several(text, exact, said if value >= 10 else total + value * last / 10)
    return said


def _group(count: str, word: str) -> Decimal | None:
    """What stands before 조, 억 or 만, or at the end: 2천5백, 120백, 1.5, 2000. 천 alone is one of
    them.
    """
    if not count:
        return Decimal(1) if word == "만" else None
    if match := _MANY.fullmatch(count):
        return _decimal(match[1]) * _SMALL[match[2]]
    match = _SPELLED.fullmatch(count)
    if match is None:
        return None
    total, last = 0, 10**4
    for digit, unit in ((match[1], match[2]), (match[3], match[4]), (match[5], match[6])):
        if unit:
            total, last = total + int(digit or 1) * _SMALL[unit], _SMALL[unit]
    rest = int(match[7] or 0)
    return Decimal(total + rest) if rest < last else None


def _decimal(count: str) -> Decimal:
    return Decimal(count.replace("_", "").replace(",", ""))


def _several(text: str, one: Decimal, other: Decimal) -> CrmError:
    return CrmError(
        Message("error-amount-several", (text.strip(), told(tidy(one)), told(tidy(other)))),
        Message("hint-amount-several", (f"{tidy(one):_}", f"{tidy(other):_}")),
    )

"""Korean business registration numbers (사업자등록번호): one number however it is written, and is
it one?

Ten digits, of which the last one checks the others by the algorithm of the National Tax Service:
each of the first nine times its weight, and the tens of the ninth times five besides.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from crmcli.domain.table import Message

DIGITS = 10
_KOREAN = "KRW"  # elsewhere numbers have other forms
_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_MARKS = re.compile(r"[\s‐-―−-]+")


class Fault(NamedTuple):
    """Why it is none: too many or few digits, or one that does not fit the others; and what was
    meant, where one pair of neighbours turned round makes it right.
    """

    why: str
    digits: int
    meant: str = ""


def bare(number: str) -> str:
    """Its digits without hyphens and spaces; what has letters stays as it is but for those."""
    return _MARKS.sub("", number).casefold()


def fault(number: str) -> Fault | None:
    """What is wrong with it; nothing with one that is right, or that is not of digits: another
    country's.
    """
    digits = bare(number)
    if not digits.isascii() or not digits.isdecimal():
        return None
    if len(digits) != DIGITS:
        return Fault("length", len(digits))
    return None if _checks(digits) else Fault("check", DIGITS, _turned(number))


def told(number: str, currency: str) -> Message | None:
    """What is wrong with it in a book of this currency, as people are told."""
    wrong = fault(number) if currency == _KOREAN else None
    if wrong is None:
        return None
    if wrong.why == "length":
        return Message("finding-business-number-length", (number, wrong.digits))
    if wrong.meant:
        return Message("finding-business-number-turned", (number, wrong.meant))
    return Message("finding-business-number", (number,))


def _checks(digits: str) -> bool:
    numbers = [int(each) for each in digits]
    total = sum(one * weight for one, weight in zip(numbers, _WEIGHTS, strict=False))
    return (total + numbers[8] * 5 // 10 + numbers[9]) % 10 == 0


def _turned(number: str) -> str:
    """The number with the one pair of neighbours turned round that makes it right; nothing where
    several would.
    """
    places = [place for place, char in enumerate(number) if char.isdecimal()]
    found = set()
    for one, other in pairwise(places):
        chars = list(number)
        chars[one], chars[other] = chars[other], chars[one]
        turned = "".join(chars)
        if turned != number and _checks(bare(turned)):
            found.add(turned)
    return found.pop() if len(found) == 1 else ""

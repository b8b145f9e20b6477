"""Which telephone numbers have lost what they begin with?

Spreadsheets take 01012345678 and +821012345678 for numbers to count with.
"""

import re
from collections.abc import Sequence

from crmcli.domain.records.policy import Policy
from crmcli.domain.table import Message
from crmcli.domain.text.phones import folded_phone

# Mobile numbers of today have one reading; nowhere is this many digits a number within a city.
_MOBILE = re.compile(r"(?:82)?(10)([0-9]{4})([0-9]{4})\Z")
_OTHERS = re.compile(r"(?:1[16-9]|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|80)[0-9]{7,8}\Z|2[0-9]{7,8}\Z")


def with_zeros(numbers: Sequence[str], policy: Policy) -> tuple[tuple[str, ...], list[Message]]:
    """The numbers, a mobile one of Korea with its zero again, each once; and what is to be told."""
    found: dict[str, str] = {}
    told: list[Message] = []
    for each in numbers:
        mobile = _MOBILE.match(each)
        number = "-".join((f"0{mobile[1]}", mobile[2], mobile[3])) if mobile else each
        if mobile and _may_be_in_korea(policy):
            told.append(Message("told-import-zero", (each, number)))
        elif mobile or (_OTHERS.match(each) and _is_in_korea(policy)):
            told.append(Message("told-import-zero-lost", (each,)))
            number = each
        found.setdefault(folded_phone(number), number)
    return tuple(found.values()), told


def _is_in_korea(policy: Policy) -> bool:
    """Does the book say so itself?"""
    country = policy.holidays.country
    return (
        country == "KR" if country else policy.language == "ko" or policy.timezone == "Asia/Seoul"
    )


def _may_be_in_korea(policy: Policy) -> bool:
    """Does at least nothing speak against it?

    The won is what a book counts in that says nothing.
    """
    return _is_in_korea(policy) or (policy.currency == "KRW" and not policy.holidays.country)

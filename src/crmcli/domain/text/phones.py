"""Phone numbers as people write them: one number, one spelling."""

import re

_NO_DIGIT = re.compile(r"[^0-9+]")
_LIKE = re.compile(r"[0-9+() ./-]+\Z")


def folded_phone(number: str) -> str:
    """Digits only, and Korea's +82 written as a leading 0, so that one number has one spelling."""
    digits = _NO_DIGIT.sub("", number)
    return "0" + digits[3:].removeprefix("0") if digits.startswith("+82") else digits


def asked_phone(query: str, least: int) -> str:
    """The number that is asked for, or a part of one; nothing when the query is no number or has
    fewer digits than `least`.
    """
    if not _LIKE.match(query):
        return ""
    folded = folded_phone(query)
    return folded if sum(char.isdigit() for char in folded) >= least else ""

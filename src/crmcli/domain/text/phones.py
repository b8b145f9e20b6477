"""Phone numbers as people write them: one number, one spelling."""

import re

_NO_DIGIT = re.compile(r"[^0-9+]")
# mobile numbers that are no others anywhere: Korea's, also as it is dialled there, and some abroad
_MOBILE = re.compile(
    r"(?:010[0-9]{8}|\+447[1-9][0-9]{8}|\+491[567][0-9]{8,9}|\+81[789]0[0-9]{8}"
    r"|\+861[3-9][0-9]{9}|\+33[67][0-9]{8})\Z"
)
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


def is_mobile(number: str) -> bool:
    """Is it sure to be one of a mobile telephone?"""
    return bool(_MOBILE.match(folded_phone(number)))

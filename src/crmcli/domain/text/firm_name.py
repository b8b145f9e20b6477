"""When are two names of firms one?

The form of the firm, case, width, diacritics, spaces, punctuation, `the` and `and` make no other
firm; forms that contradict each other do: an Inc. is no GmbH. Branches, cities and numbers belong
to the name.
"""

import re
from typing import NamedTuple

from crmcli.domain.text.spelling import plain, squeezed

# By form, what it is and what else it may be called: Korean and Japanese stock companies call
# themselves Inc., Corp. or Co., Ltd. abroad. What only stands beside a form (Co.) says nothing.
_STOCK = "stock inc corp ltd"
_ASIAN = {
    "주": _STOCK,
    "주식회사": _STOCK,
    "株": _STOCK,
    "株式会社": _STOCK,
    "股份有限公司": _STOCK,
    "有限公司": "ltd",
    "有限责任公司": "ltd llc",
    "有限会社": "yuhan ltd",
    "合同会社": "llc",
    "유": "yuhan llc ltd",
    "유한회사": "yuhan llc ltd",
    "유한책임회사": "llc",
    "합자회사": "lp",
    "합명회사": "partners",
    "합": "lp partners",
    "사": "association",
    "사단법인": "association",
    "재": "foundation",
    "재단법인": "foundation",
    "의": "medical",
    "의료법인": "medical",
    "학": "school",
    "학교법인": "school",
    "복": "welfare",
    "사회복지법인": "welfare",
    "농업회사법인": "",
}
_OWN = (
    *("inc", "corp", "ltd", "llc", "llp", "lp", "gmbh", "ag", "kg", "ug", "ohg", "se", "plc", "sa"),
    *("sas", "sarl", "srl", "spa", "sl", "bv", "nv", "oy", "oyj", "ab", "asa", "aps", "as", "sro"),
    *("doo", "kft", "zrt"),
)
_AT_END = {
    **dict(zip(_OWN, _OWN, strict=True)),
    **dict.fromkeys(("co", "company", "pte", "pty", "pvt", "sdn"), ""),
    "incorporated": "inc",
    "corporation": "corp",
    "limited": "ltd",
    "sp z oo": "spzoo",
    "kk": _STOCK,
    "kabushiki kaisha": _STOCK,
    "bhd": "ltd",
}
_SHORT = "".join(form for form in _ASIAN if len(form) == 1)
_LONG = "|".join(sorted((form for form in _ASIAN if len(form) > 1), key=len, reverse=True))
# Patterns are compiled when they are first needed: most commands compare nothing.
_ANYWHERE = rf"\(([{_SHORT}])\)|\A(주|유)\)|({_LONG})"
_LAST = rf"[\s,]+(?:&\s*)?({'|'.join(sorted(_AT_END, key=len, reverse=True))})\s*\Z"
_BESIDE = r"\Athe\s+(?=\S)|(?<=\s)and(?=\s)"


class FirmName(NamedTuple):
    """What is left of it without the form, letters and digits only; and the forms, each as what it
    is and what else it may be called.
    """

    bare: str
    forms: tuple[str, ...] = ()

    def agrees(self, other: "FirmName") -> bool:
        """May they be of one form? A firm without one may be of any."""
        return (
            not self.forms
            or not other.forms
            or (_each_goes(self.forms, other.forms) and _each_goes(other.forms, self.forms))
        )

    def is_same(self, other: "FirmName") -> bool:
        """Are they one firm's?"""
        return self.bare == other.bare and self.agrees(other)

    def is_in(self, other: "FirmName") -> bool:
        """Is it a part of the other one?"""
        return self.bare in other.bare and self.agrees(other)


def firm_name(name: str) -> FirmName:
    """Of ㈜한빛전자, 한빛전자 주식회사 and 한빛 전자 the same is left."""
    text = plain(name)
    forms: list[str] = []
    if not text.isascii():
        for match in re.finditer(_ANYWHERE, text):
            forms += [_ASIAN[form] for form in match.groups() if form]
        text = re.sub(_ANYWHERE, " ", text)
    text = text.replace(".", "").strip(" ,")
    while (found := re.search(_LAST, text)) is not None:
        forms.append(_AT_END[found[1]])
        text = text[: found.start()]
    bare = squeezed(re.sub(_BESIDE, " ", text))
    if not bare:
        return FirmName(squeezed(name))
    return FirmName(bare, tuple(sorted({form for form in forms if form})))


def _each_goes(forms: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return all(any(_goes(form, other) for other in others) for form in forms)


def _goes(form: str, other: str) -> bool:
    one, two = form.split(), other.split()
    return one[0] in two or two[0] in one

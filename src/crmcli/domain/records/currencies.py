"""The signs and words that say of which currency an amount is, in English and Korean."""

import re
from functools import cache

# Codes of ISO 4217, funds and metals left out.
_CODES = (
    "aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd btn bwp "
    "byn bzd "
    "cad cdf chf clp cny cop crc cup cve czk djf dkk dop dzd egp ern etb eur fjd fkp gbp gel ghs "
    "gip gmd "
    "gnf gtq gyd hkd hnl htg huf idr ils inr iqd irr isk jmd jod jpy kes kgs khr kmf kpw krw kwd "
    "kyd kzt "
    "lak lbp lkr lrd lsl lyd mad mdl mga mkd mmk mnt mop mru mur mvr mwk mxn myr mzn nad ngn nio "
    "nok npr "
    "nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sdg sek sgd shp sle sos "
    "srd ssp "
    "stn svc syp szl thb tjs tmt tnd top try ttd twd tzs uah ugx usd uyu uzs ved ves vnd vuv wst "
    "xaf xcd "
    "xof xpf yer zar zmw "
)
_DOLLARS = "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP BMD BSD BBD BZD FJD JMD LRD NAD TTD"

# Each with the currencies that it may mean: a book's own is meant where it is among them.
_SAID: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("$", "dollar", "dollars", "달러", "불"), tuple(_DOLLARS.split(" "))),
    **dict.fromkeys(("us$", "미달러", "미불"), ("USD",)),
    **dict.fromkeys(("₩", "원", "원화", "won"), ("KRW",)),
    "\\": ("KRW", "JPY"),  # what keyboards of both countries have where others have the backslash
    "¥": ("JPY", "CNY"),
    **dict.fromkeys(("円", "엔", "엔화", "yen"), ("JPY",)),
    **dict.fromkeys(("元", "위안", "위안화", "인민폐", "yuan", "rmb"), ("CNY",)),
    **dict.fromkeys(("€", "euro", "euros", "유로"), ("EUR",)),
    **dict.fromkeys(("£", "pound", "pounds", "파운드"), ("GBP",)),
    **dict.fromkeys(("₹", "rupee", "rupees", "루피"), ("INR", "PKR", "LKR", "NPR")),
    **dict.fromkeys(("프랑", "franc", "francs"), ("CHF",)),
    **dict.fromkeys(("₫", "dong"), ("VND",)),
    **dict.fromkeys(("฿", "baht", "바트"), ("THB",)),
    **dict.fromkeys(("₽", "rouble", "roubles", "ruble", "rubles", "루블"), ("RUB",)),
}
MARKS: dict[str, tuple[str, ...]] = {**{code: (code.upper(),) for code in _CODES.split()}, **_SAID}


@cache
def _any() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A currency at the beginning, and one at the end: a millisecond, for who reads amounts that
    are not plain.
    """
    marks = "|".join(map(re.escape, sorted(MARKS, key=len, reverse=True)))
    return re.compile(marks), re.compile(rf"({marks})\Z")


def unmarked(said: str) -> tuple[str, list[str]]:
    """The amount without the currency before or after it, and what stood there.

    Folded, without spaces.
    """
    marks = []
    at_first, at_last = _any()
    if before := at_first.match(said):
        marks.append(before[0])
        said = said[before.end() :]
    if after := at_last.search(said):
        marks.append(after[1])
        said = said[: after.start()]
    return said, marks


def is_code(said: str) -> bool:
    """Has it the form of a code, such as KRW?"""
    return len(said) == 3 and said.isascii() and said.isalpha() and said.isupper()


def are_of(marks: list[str], currency: str) -> bool:
    """May all of these mean that currency?"""
    return all(currency in MARKS[mark] for mark in marks)


def code_of(said: str) -> str:
    """The code of the currency that a word or a sign alone means: KRW for krw, 원 and ₩; nothing
    where several may be meant.
    """
    codes = MARKS.get(said.strip().casefold(), ())
    return codes[0] if len(codes) == 1 else ""

"""The words that people use for days, in English and Korean, each with what it means."""

from collections.abc import Iterable
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "year"]

DAYS = {  # days from today
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "day before yesterday": -2,
    "the day before yesterday": -2,
    "오늘": 0,
    "금일": 0,
    "내일": 1,
    "명일": 1,
    "익일": 1,
    "모레": 2,
    "내일모레": 2,
    "내일 모레": 2,
    "글피": 3,
    "그글피": 4,
    "어제": -1,
    "어저께": -1,
    "작일": -1,
    "그제": -2,
    "그저께": -2,
    "그끄제": -3,
    "그끄저께": -3,
}

WEEKDAYS = {  # Monday is 0
    **{
        word: day
        for day, words in enumerate(
            (
                "mon monday",
                "tue tues tuesday",
                "wed weds wednesday",
                "thu thur thurs thursday",
                "fri friday",
                "sat saturday",
                "sun sunday",
            )
        )
        for word in words.split()
    },
    **{f"{sign}{end}": day for day, sign in enumerate("월화수목금토일") for end in ("", "요일")},
}

SHIFTS = {"last": -1, "this": 0, "next": 1, "지난": -1, "저번": -1, "이번": 0, "다음": 1}
_UNITS: tuple[Unit, ...] = ("week", "month", "quarter", "year")
_NOUNS: dict[str, Unit] = {"주": "week", "달": "month", "분기": "quarter"}
PERIODS: dict[str, tuple[Unit, int]] = {
    **{
        f"{word} {unit}": (unit, shift)
        for word, shift in SHIFTS.items()
        if word.isascii()
        for unit in _UNITS
    },
    **{
        f"{word}{noun}": (unit, shift)
        for word, shift in SHIFTS.items()
        if not word.isascii()
        for noun, unit in _NOUNS.items()
    },
    "지지난주": ("week", -2),
    "금주": ("week", 0),
    "차주": ("week", 1),
    "내주": ("week", 1),
    "전주": ("week", -1),
    "다다음주": ("week", 2),
    "지지난달": ("month", -2),
    "전월": ("month", -1),
    "이달": ("month", 0),
    "금월": ("month", 0),
    "내달": ("month", 1),
    "당월": ("month", 0),
    "차월": ("month", 1),
    "익월": ("month", 1),
    "다다음달": ("month", 2),
    "재작년": ("year", -2),
    "작년": ("year", -1),
    "지난해": ("year", -1),
    "올해": ("year", 0),
    "금년": ("year", 0),
    "내년": ("year", 1),
    "다음해": ("year", 1),
    "이번해": ("year", 0),
    "내후년": ("year", 2),
    "당분기": ("quarter", 0),
    "전분기": ("quarter", -1),
    "차분기": ("quarter", 1),
}
ENDS: dict[str, Unit] = {
    **{
        f"{end} of {the}{unit}": unit
        for unit in _UNITS[1:]
        for end in ("end", "the end")
        for the in ("", "the ")
    },
    **{f"{unit}{between}end": unit for unit in _UNITS[1:] for between in (" ", "-")},
    "eom": "month",
    "eoq": "quarter",
    "eoy": "year",
    "월말": "month",
    "월 말": "month",
    "말일": "month",
    "분기말": "quarter",
    "분기 말": "quarter",
    "연말": "year",
    "연 말": "year",
    "년말": "year",
    "올 연말": "year",
    "올 말": "year",
}
STARTS: dict[str, Unit] = {
    "월초": "month",
    "분기초": "quarter",
    "분기 초": "quarter",
    "연초": "year",
    "년초": "year",
}
# The edge of a month, quarter, half or year. What is said of any of ten days (하순, late) is none.
EDGES: dict[str, Literal["first", "middle", "last"]] = {
    "초": "first",
    "초순": "first",
    "상순": "first",
    "early": "first",
    "start": "first",
    "start of": "first",
    "beginning": "first",
    "beginning of": "first",
    "중순": "middle",
    "mid": "middle",
    "middle of": "middle",
    "말": "last",
    "말일": "last",
    "end": "last",
    "end of": "last",
}
YEARS = {
    "재작년": -2,
    "작년": -1,
    "지난해": -1,
    "전년": -1,
    "올해": 0,
    "올": 0,
    "금년": 0,
    "이번해": 0,
    "내년": 1,
    "다음해": 1,
    "내후년": 2,
    "last year": -1,
    "this year": 0,
    "next year": 1,
}
MONTH_NAMES = {
    name[:length]: month
    for month, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        1,
    )
    for length in (3, 4 if name == "september" else 3, len(name))
}

MONTHS_OF: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
UNITS: dict[str, Unit] = {
    "d": "day",
    "day": "day",
    "days": "day",
    "일": "day",
    "w": "week",
    "week": "week",
    "weeks": "week",
    "주": "week",
    "주일": "week",
    "m": "month",
    "month": "month",
    "months": "month",
    "개월": "month",
    "달": "month",
    "y": "year",
    "year": "year",
    "years": "year",
    "년": "year",
    "해": "year",
}
COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "한": 1,
    "두": 2,
    "세": 3,
    "석": 3,
    "네": 4,
    "넉": 4,
    "일": 1,
    "이": 2,
    "삼": 3,
}
# days
SPANS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "이레": 7,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest that fits."""
    return "|".join(sorted(words, key=len, reverse=True))

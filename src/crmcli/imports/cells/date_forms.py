"""In which form is a day written, and which days can it be, before its column has said more?"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from crmcli.domain.table import Message
from crmcli.domain.text.spelling import plain
from crmcli.imports.card import Refusal, refuse
from crmcli.imports.cells.brief import brief
from crmcli.imports.cells.clocks import Clock, clocked
from crmcli.imports.cells.months import months, weekdays

ORDERS = ("d-m-y", "m-d-y", "y-m-d")
_LONGEST = 60  # characters; no day and time take more
_CENTURY = 70  # two digits from there on are a year of the last century
_FIRST, _LAST = 1900, 2200  # years that are meant by somebody
SHORT = "yy"  # in the shape of what is written with a year of two digits
_COUNTED = frozenset({"serial", "s", "ms"})
_SERIALS = (10_000, 73_050)  # 1927 to 2099: fewer may be a year, more nobody has yet
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_UNIX = datetime(1970, 1, 1)  # noqa: DTZ001 -- moments are moved by their own offset
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
# how nearly all moments are written: the day, whatever its form, is one of few
_USUAL = re.compile(
    r"([0-9A-Za-z][0-9A-Za-z,./ -]{4,18}[0-9])(?:T|,? )"
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(?:(Z)|([+-])([0-9]{2}):?([0-9]{2}))?",
    re.ASCII,
)
_NUMBER = re.compile(r"([0-9]+)(\.[0-9]+)?")
_EATEN = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]+")
_YEAR_FIRST = re.compile(
    r"([0-9]{4})(?:( ?[-./] ?)([0-9]{1,2})( ?[-./] ?)([0-9]{1,2})\.?"
    r"| ?[년年] ?()([0-9]{1,2}) ?[월月] ?()([0-9]{1,2}) ?[일日]?)"
)
_SHORT_YEAR_FIRST = re.compile(r"['’]?([0-9]{2}) ?년 ?([0-9]{1,2}) ?월 ?([0-9]{1,2}) ?일?")
_NUMERIC = re.compile(
    r"['’]?([0-9]{1,2})( ?[-./] ?)([0-9]{1,2})( ?[-./] ?)([0-9]{4}|[0-9]{1,2})\.?"
)
_YEAR = r"(?P<year>[0-9]{4}|['’]?[0-9]{2})"
_NAME = r"(?P<month>[a-z一二三四五六七八九十月]{2,12})\.?"
_DAY_FIRST = (
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?[ /-]*(?:of |de )?"
    rf"{_NAME}[ /,.-]*(?:de |del )?{_YEAR}\.?"
)
_MONTH_FIRST = rf"{_NAME}[ /-]*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?(?:[ ,/-]+){_YEAR}\.?"
_MONTH_SECOND = (
    rf"(?P<year>[0-9]{{4}})[ /,.-]*{_NAME}[ /-]*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?"
)
_NAMED = tuple(map(re.compile, (_DAY_FIRST, _MONTH_FIRST, _MONTH_SECOND)))
_WEEKDAY = re.compile(r"\(?([a-z가-힣]{1,10})\.?\)?,? (.+)|(.+?) ?\(([a-z가-힣]{1,10})\.?\)(.*)")


class Form(NamedTuple):
    """How a cell writes its moment.

    `sure` is its day where nothing else has to be known; else `parts` are its three numbers.
    `shape` is the same for what is written alike. `is_serial`: counted in days, as spreadsheets do.
    """

    shape: str
    sure: date | None
    parts: tuple[str, str, str] = ("", "", "")
    clock: Clock | None = None
    is_serial: bool = False

    def days(self) -> Mapping[str, date]:
        """The day that each order makes of the parts, of those that make one."""
        first, second, third = self.parts
        as_order = {
            "d-m-y": (third, second, first),
            "m-d-y": (third, first, second),
            "y-m-d": (first, second, third),
        }
        return {
            order: found
            for order, (year, month, day) in as_order.items()
            if len(year) in {2, 4} and len(day) <= 2
            for found in (_calendar(_full(year), int(month), int(day)),)
            if found
        }


@lru_cache(maxsize=1 << 15)
def form_of(cell: str) -> Form | Message:
    """The form, or why it is no moment."""
    try:
        return _usual(cell) or _form(cell)
    except Refusal as refusal:
        return refusal.why


def _usual(cell: str) -> Form | None:
    """The form of a day with a time of 24 hours behind it, by what is known of the day."""
    found = _USUAL.fullmatch(cell) if len(cell) <= _LONGEST else None
    if found is None or int(found[2]) > 23 or int(found[3]) > 59 or int(found[4] or 0) > 59:
        return None
    day = form_of(found[1])
    if isinstance(day, Message) or day.clock or day.shape in _COUNTED:
        return None
    offset = 0 if found[5] else None
    if found[6]:
        offset = (60 * int(found[7]) + int(found[8])) * (-1 if found[6] == "-" else 1)
        if abs(offset) > 14 * 60 or int(found[8]) > 59:
            return None
    clock = Clock(int(found[2]), int(found[3]), int(found[4] or 0), offset)
    return day._replace(shape=f"{day.shape} :", clock=clock)


def _form(cell: str) -> Form:
    if found := _ISO.match(cell):
        return Form("y-m-d -", _sure(found[1], found[2], found[3], cell))
    if len(cell) > _LONGEST * 2:
        refuse(Message("told-import-no-day", (brief(cell),)))
    text = " ".join(plain(cell).split()).strip(" ,")
    if not text or len(text) > _LONGEST:
        refuse(Message("told-import-no-day", (brief(cell),)))
    if found := _NUMBER.fullmatch(text):
        return _counted(found[1], found[2] or "", cell)
    if _EATEN.fullmatch(text):
        refuse(Message("told-import-day-eaten", (brief(cell),)))
    day, clock = clocked(_without_weekday(text))
    found_form = _of_day(_without_weekday(day), cell)
    if clock is None:
        return found_form
    return found_form._replace(shape=f"{found_form.shape} :", clock=clock)


def _without_weekday(text: str) -> str:
    found = _WEEKDAY.fullmatch(text)
    if found is None:
        return text
    if found[1] and found[1] in weekdays():
        return found[2]
    return f"{found[3]}{found[5]}" if found[4] and found[4] in weekdays() else text


def _of_day(text: str, cell: str) -> Form:
    if re.fullmatch("[0-9]{8}", text):
        return Form("yyyymmdd", _sure(text[:4], text[4:6], text[6:], cell))
    if found := _YEAR_FIRST.fullmatch(text):
        year, sign, month, other, day = [each for each in found.groups() if each is not None]
        if sign.strip() != other.strip():
            refuse(Message("told-import-no-day", (brief(cell),)))
        return Form(f"y-m-d {sign}", _sure(year, month, day, cell))
    if found := _SHORT_YEAR_FIRST.fullmatch(text):
        return Form(f"y-m-d 년{SHORT}", _sure(found[1], found[2], found[3], cell))
    if found := _NUMERIC.fullmatch(text):
        if found[2].strip() != found[4].strip():
            refuse(Message("told-import-no-day", (brief(cell),)))
        shape = f"{'' if len(found[5]) == 4 else SHORT}{found[2]}"
        form = Form(shape, None, (found[1], found[3], found[5]))
        if not any(map(int, form.parts)):  # 0/0/00, Outlook's empty day
            refuse(Message("told-import-day-unset", (brief(cell),)))
        if not form.days():
            refuse(Message("told-import-day-impossible", (brief(cell),)))
        return form
    for place, pattern in enumerate(_NAMED):
        if (found := pattern.fullmatch(text)) and (month := months().get(found["month"])):
            year = found["year"].lstrip("'’")
            shape = f"name {place}{'' if len(year) == 4 else SHORT}"
            return Form(shape, _sure(year, str(month), found["day"], cell))
    raise Refusal(Message("told-import-no-day", (brief(cell),)))


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _CENTURY else 1900)


def _sure(year: str, month: str, day: str, cell: str) -> date:
    """The day. Raises Refusal for one that there is not, or that stands for none."""
    numbers = (_full(year), int(month), int(day))
    if numbers[0] >= 9000 or numbers[0] in {2999, 4000, 4712}:
        refuse(Message("told-import-day-endless", (brief(cell),)))
    if not any(numbers) or numbers[0] < _FIRST:
        refuse(Message("told-import-day-unset", (brief(cell),)))
    found = _calendar(*numbers)
    if found is None:
        refuse(Message("told-import-day-impossible", (brief(cell),)))
    return found


def _calendar(year: int, month: int, day: int) -> date | None:
    if not _FIRST <= year <= _LAST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(whole: str, part: str, cell: str) -> Form:
    """A number alone: a day as spreadsheets count them, a moment as computers do, or 20210129."""
    size, is_whole = len(whole), not part.strip(".0")
    if size == 5 and _SERIALS[0] <= int(whole) <= _SERIALS[1] and len(part) <= 20:
        return _serial(int(whole), Decimal(f"0{part}") if part else Decimal(0))
    if size == 8 and is_whole:
        return Form("yyyymmdd", _sure(whole[:4], whole[4:6], whole[6:], cell))
    if size == 14 and is_whole and whole[:2] in {"19", "20"}:
        day = _sure(whole[:4], whole[4:6], whole[6:8], cell)
        _, clock = clocked(f"{whole[:8]}t{whole[8:]}")
        return Form("yyyymmdd :", day, clock=clock)
    if size in {9, 10, 12, 13} and len(part) <= 10:
        is_milli = size > 10
        if size == 12 and _calendar(int(whole[:4]), int(whole[4:6]), int(whole[6:8])):
            refuse(Message("told-import-no-day", (brief(cell),)))  # 202104152303
        moment = _UNIX + timedelta(seconds=int(whole) // (1000 if is_milli else 1))
        if moment.year <= _LAST:
            clock = Clock(moment.hour, moment.minute, moment.second, 0)
            return Form("ms" if is_milli else "s", moment.date(), clock=clock)
    raise Refusal(Message("told-import-no-day", (brief(cell),)))


def _serial(whole: int, part: Decimal) -> Form:
    """Counted from 1900, as nearly all workbooks do."""
    seconds = round(part * 86400)
    day, clock = _EPOCH + timedelta(days=whole), None
    if seconds >= 86400:
        day, seconds = day + timedelta(days=1), 0
    if seconds:
        clock = Clock(seconds // 3600, seconds // 60 % 60, seconds % 60)
    return Form("serial", day, clock=clock, is_serial=True)


SHIFT_1904 = (_EPOCH_1904 - _EPOCH).days

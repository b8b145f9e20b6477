"""Calendars as programs write them: what comes again, in which zone, who came."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as Oracle
from icalendar import Event, vCalAddress

from crmcli.app.clock import zone_named
from crmcli.imports.correspondence import appointments
from crmcli.imports.correspondence.appointments import Calendar
from crmcli.imports.correspondence.calendar_entries import kind_of
from crmcli.imports.correspondence.recurring import WEEKDAYS, Budget, OddRule, rule_of, starts
from crmcli.imports.correspondence.zones import Zones

SEOUL = ZoneInfo("Asia/Seoul")
SPAN = date(2026, 1, 1), date(2026, 12, 31)


def read(text, span=SPAN, zone=SEOUL):
    calendar = Calendar(text, lambda parts: Zones(zone_named, zone, parts), *span)
    return sorted(calendar.appointments(), key=lambda each: (each.day, each.id)), calendar


def ics(*events, head=""):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.split("\n")]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.strip().split("\n"), "END:VEVENT"]
    return "\r\n".join([*filter(None, lines), "END:VCALENDAR", ""])


def days(*events, **more):
    return [
        f"{each.day:%m-%d}" + (f" {each.when:%H:%M}" if each.when else "")
        for each in read(ics(*events, **more))[0]
    ]


def test_what_another_program_wrote_is_read():
    event = Event()
    event.add("uid", "1@x")
    event.add("summary", "견적; 설명, 그리고\n다음 " * 10)
    event.add("dtstart", datetime(2026, 8, 4, 10, tzinfo=SEOUL))
    for address, status, kind in (
        ("go@x.example", "ACCEPTED", "INDIVIDUAL"),
        ("no@x.example", "DECLINED", "INDIVIDUAL"),
        ("room@x.example", "ACCEPTED", "ROOM"),
    ):
        guest = vCalAddress(f"mailto:{address}")
        guest.params |= {"PARTSTAT": status, "CUTYPE": kind, "CN": "홍, 길동"}
        event.add("attendee", guest)
    event.add("organizer", vCalAddress("MAILTO:Kim@us.example"))
    oracle = Oracle()
    oracle.add_component(event)
    oracle.add_missing_timezones()
    (found,), _ = read(oracle.to_ical().decode())
    assert ("1@x", date(2026, 8, 4), datetime(2026, 8, 4, 10, tzinfo=SEOUL)) == found[:3]
    assert " ".join(("견적; 설명, 그리고 다음 " * 10).split()) == found.subject
    assert [("go@x.example", "홍, 길동")] == [tuple(each) for each in found.guests]
    assert "kim@us.example" == found.organizer.address


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("DTSTART:20260804T100000Z", "08-04 10:00"),
        ("DTSTART;TZID=Asia/Seoul:20260804T100000", "08-04 10:00"),
        ("DTSTART;TZID=Korea Standard Time:20260804T100000", "08-04 10:00"),
        ('DTSTART;TZID="Korea Standard Time":20260804T100000', "08-04 10:00"),
        ("DTSTART;TZID=America/New_York:20260804T220000", "08-05 22:00"),
        ("DTSTART:20260804T100000", "08-04 10:00"),
        ("DTSTART;VALUE=DATE:20260804", "08-04"),
        ("DTSTART:20260804T160000Z", "08-05 16:00"),
    ],
)
def test_the_day_is_that_of_the_book_whatever_the_zone(start, day):
    assert [day] == days(f"UID:1\n{start}")


def test_a_zone_that_only_the_file_knows_is_what_it_says():
    zone = """BEGIN:VTIMEZONE
TZID:Ours
BEGIN:STANDARD
DTSTART:19701101T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700308T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE"""
    york = ZoneInfo("America/New_York")
    for month in range(1, 13):
        (found,), _ = read(ics(f"UID:1\nDTSTART;TZID=Ours:2026{month:02}15T100000", head=zone))
        assert datetime(2026, month, 15, 10, tzinfo=york).astimezone(UTC) == found.when.astimezone(
            UTC
        )


def test_a_zone_that_nobody_knows_is_told_and_left_out():
    found, calendar = read(
        ics(
            "UID:1\nDTSTART;TZID=../../etc/passwd:20260804T100000", "UID:2\nDTSTART:20260804T100000"
        )
    )
    assert ["2"] == [each.id for each in found]
    assert {"../../etc/passwd"} == calendar.unknown and {"undated": 1} == calendar.left


WEEKLY = "UID:w\nDTSTART;TZID=Europe/Berlin:20260316T090000\nRRULE:FREQ=WEEKLY;COUNT=4"


def test_a_row_of_times_keeps_its_hour_over_a_change_of_the_clock():
    found, _ = read(ics(WEEKLY), zone=ZoneInfo("Europe/Berlin"))
    assert ["03-16 09:00", "03-23 09:00", "03-30 09:00", "04-06 09:00"] == [
        f"{each.when:%m-%d %H:%M}" for each in found
    ]
    assert "w 20260316T080000Z" == found[0].id and "w 20260330T070000Z" == found[2].id


def test_times_that_were_taken_out_put_in_or_moved_are():
    changed = """UID:w
RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000
DTSTART;TZID=Europe/Berlin:20260401T140000
SUMMARY:moved"""
    event = f"{WEEKLY}\nEXDATE;TZID=Europe/Berlin:20260323T090000\nRDATE;TZID=Europe/Berlin:20260502T080000\nSUMMARY:usual"
    found, _ = read(ics(event, changed), zone=ZoneInfo("Europe/Berlin"))
    assert [("03-16", "usual"), ("04-01", "moved"), ("04-06", "usual"), ("05-02", "usual")] == [
        (f"{each.day:%m-%d}", each.subject) for each in found
    ]
    assert "w 20260330T070000Z" == found[1].id, "it is called by the time that it was"


def test_a_cancelled_time_a_cancelled_calendar_and_a_later_version():
    gone = "UID:w\nRECURRENCE-ID:20260323T080000Z\nDTSTART:20260323T080000Z\nSTATUS:CANCELLED"
    found, _ = read(ics(WEEKLY, gone))
    assert [False, True, False, False] == [each.is_cancelled for each in found]
    assert [True] == [
        each.is_cancelled
        for each in read(ics("UID:1\nDTSTART:20260804T100000Z", head="METHOD:CANCEL"))[0]
    ]
    found, _ = read(
        ics("UID:1\nSEQUENCE:2\nDTSTART:20260805T100000Z", "UID:1\nDTSTART:20260804T100000Z")
    )
    assert [date(2026, 8, 5)] == [each.day for each in found]


def test_private_ones_and_those_without_a_day_are_counted():
    found, calendar = read(
        ics("UID:1\nCLASS:PRIVATE\nDTSTART:20260804T100000Z", "UID:2", "UID:3\nDTSTART:soon")
    )
    assert [] == found and {"private": 1, "undated": 2} == calendar.left


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;INTERVAL=24",
        "FREQ=DAILY;BYSECOND=1",
        "FREQ=NEVER",
        "",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;INTERVAL=x",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=YEARLY;BYWEEKNO=20",
    ],
)
def test_a_rule_that_no_meeting_follows_is_left_out(rule):
    found, calendar = read(ics(f"UID:1\nDTSTART:20260804T100000Z\nRRULE:{rule}"))
    assert [] == found and {"odd": 1} == calendar.left


def test_rules_that_run_for_ever_or_never_come_to_an_end():
    never = "UID:{0}\nDTSTART:00010101T000000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    found, calendar = read(ics(*(never.format(number) for number in range(30))))
    assert [] == found and calendar.left["many"] > 20
    daily = "UID:1\nDTSTART:20260101T000000Z\nRRULE:FREQ=DAILY;UNTIL=99991231T235959Z"
    assert 365 == len(read(ics(daily))[0])
    assert 1 == len(
        read(ics("UID:1\nDTSTART:20260101T000000Z\nRRULE:FREQ=YEARLY;INTERVAL=1000"))[0]
    )


def test_parts_within_parts_without_end_and_files_within_lines_are_passed_over():
    deep = "BEGIN:VEVENT\r\n" * 5000 + "END:VEVENT\r\n" * 5000
    text = ics("UID:1\nDTSTART:20260804T100000Z\nATTACH;ENCODING=BASE64:" + "QUJD" * 100_000)
    text = text.replace("END:VCALENDAR", deep + "END:VCALENDAR")
    assert ["1"] == [each.id for each in read(text)[0]]
    assert not read("BEGIN:VEVENT\nUID:1\nEND:VEVENT")[1].is_one
    assert ["1"] == [
        each.id for each in read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260804")[0]
    ]


def test_an_alarm_within_an_event_says_nothing_of_it():
    event = "UID:1\nDTSTART:20260804T100000Z\nSUMMARY:Visit\nBEGIN:VALARM\nUID:9\nSUMMARY:ring\nATTENDEE:mailto:a@x.example\nEND:VALARM"
    (found,), _ = read(ics(event))
    assert ("1", "Visit", ()) == (found.id, found.subject, found.guests)


def test_the_words_of_an_appointment_tell_what_it_was():
    said = {
        "한빛전자 방문": "visit",
        "Call with Ines": "call",
        "제품 시연": "demo",
        "Recall plan": "meeting",
        "QBR": "review",
        "": "meeting",
    }
    assert said == {words: kind_of(words) for words in said}


NUMBERED = st.sampled_from(["1", "2", "-1", "5"])
MONTHLY = ("MONTHLY", "YEARLY")


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", *MONTHLY]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    numbered = frequency in MONTHLY and draw(st.booleans())
    if draw(st.booleans()):
        week = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3))
        parts.append(
            "BYDAY=" + ",".join((draw(NUMBERED) if numbered else "") + each for each in week)
        )
    elif frequency != "WEEKLY" and draw(st.booleans()):
        month_days = draw(
            st.lists(st.sampled_from([1, 5, 15, 28, 31, -1, -3]), min_size=1, max_size=3)
        )
        parts.append("BYMONTHDAY=" + ",".join(map(str, month_days)))
    if draw(st.booleans()):
        parts.append(
            "BYMONTH="
            + ",".join(map(str, draw(st.lists(st.integers(1, 12), min_size=1, max_size=3))))
        )
    if frequency in MONTHLY and len(parts) > 2 and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from([1, -1, 2]))}")
    return ";".join([*parts, *(["WKST=SU"] if draw(st.booleans()) else [])])


@given(rule=rules(), first=st.datetimes(datetime(2020, 1, 1), datetime(2020, 12, 28)))
def test_a_rule_gives_the_days_that_another_program_finds(rule, first):
    first, end = first.replace(microsecond=0), datetime(2023, 1, 1)
    wanted = []
    for each in rrulestr(rule, dtstart=first):
        if each >= end:
            break
        wanted.append(each)
        if len(wanted) > 3000:
            break
    assert wanted == list(starts(rule_of(rule, None), first, end, Budget(10**6)))


def test_a_budget_ends_the_counting():
    with pytest.raises(OddRule):
        list(
            starts(
                rule_of("FREQ=DAILY", None), datetime(2020, 1, 1), datetime(2026, 1, 1), Budget(100)
            )
        )
    assert timedelta(0) == datetime(2020, 1, 1) - next(
        starts(rule_of("FREQ=DAILY", None), datetime(2020, 1, 1), datetime(2026, 1, 1), Budget(1))
    )


def test_more_times_than_anybody_meets_are_told_as_such(monkeypatch):
    monkeypatch.setattr(appointments, "TIMES", 10)
    found, calendar = read(
        ics(*(f"UID:{number}\nDTSTART:20260804T100000Z" for number in range(15)))
    )
    assert 10 == len(found) and {"many": 5} == calendar.left

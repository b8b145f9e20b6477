"""A calendar that any program reads: whole days, names that stay, and the same file for the same book."""

from datetime import date

from crmcli.formats.ics import Event, render, uid

EVENT = Event(
    ("hanbit", "next", "pt2"), date(2026, 8, 31), "Call: Hanbit, Inc.", "one\ntwo; three", "promise"
)
TODAY = date(2026, 8, 1)


def test_an_event_is_a_whole_day_and_ends_on_the_next():
    assert render([EVENT], TODAY) == "".join(
        f"{line}\r\n"
        for line in (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//crmcli//crm//EN",
            "CALSCALE:GREGORIAN",
            "BEGIN:VEVENT",
            f"UID:{uid(EVENT.key)}",
            "DTSTAMP:20260801T000000Z",
            "DTSTART;VALUE=DATE:20260831",
            "DTEND;VALUE=DATE:20260901",
            "SUMMARY:Call: Hanbit\\, Inc.",
            "DESCRIPTION:one\\ntwo\\; three",
            "CATEGORIES:promise",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
        )
    )


def test_the_name_of_an_event_does_not_change_with_its_day_or_words():
    assert uid(EVENT.key) in render([EVENT._replace(day=TODAY, summary="x")], TODAY)
    assert uid(EVENT.key) != uid(("hanbit", "nextpt2"))
    assert uid(("a", "bc")) != uid(("ab", "c"))


def test_a_summary_cannot_begin_another_event():
    assert 1 == render([EVENT._replace(summary="x\r\nEND:VEVENT\r\nBEGIN:VEVENT")], TODAY).count(
        "\r\nBEGIN:VEVENT"
    )


def test_the_last_day_of_the_calendar_and_the_first_years_are_days_too():
    lines = render(
        [EVENT._replace(day=date.max), EVENT._replace(day=date(987, 1, 31))], TODAY
    ).split("\r\n")
    assert [
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART;VALUE=DATE:09870131",
        "DTEND;VALUE=DATE:09870201",
    ] == [line for line in lines if line.startswith(("DTSTART", "DTEND"))]


def test_nothing_to_do_is_an_empty_calendar():
    assert ["BEGIN:VCALENDAR", "END:VCALENDAR"] == [
        line for line in render([], TODAY).split("\r\n") if ":VCALENDAR" in line
    ]

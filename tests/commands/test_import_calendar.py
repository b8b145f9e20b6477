"""`crm import calendar`: meetings come into the logs, and follow the calendar as long as nobody changed them here."""

from collections import Counter
import pytest

POLICY = """\
language: en
timezone: Asia/Seoul
team: {kim: {name: Kim, emails: [kim@us.example]}, lee: {name: Lee, emails: [lee@us.example]}}
"""
HANBIT = """\
name: Hanbit
owner: kim
contacts:
  go: {name: Go, emails: [go@hanbit.example]}   # the one who decides
  na: {name: Na, emails: [na@hanbit.example]}
deals:
  line: {stages: {2026-06-01: contacting}}
  other: {stages: {2026-06-01: contacting}, next: 2026-12-24}
log:
  - {date: 2026-08-01, type: call, by: kim, with: go, what: Hello}
"""
SPAN = ("--since", "2026-01-01")


def event(uid="1", start="20260804T100000", *more, who="go@hanbit.example", summary="Quote"):
    lines = [f"UID:{uid}", f"DTSTART;TZID=Asia/Seoul:{start}", f"SUMMARY:{summary}"]
    lines += ["ORGANIZER:mailto:kim@us.example", f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{who}", *more]
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT}, POLICY)
    return crm


def take(crm, *events, words=(), status=0):
    path = crm.home / "work.ics"
    path.write_text("\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]), encoding="utf-8")
    ran = crm("import", "calendar", str(path), *SPAN, *words, "--json")
    assert status == ran.status, ran.told
    return ran.json


def text(crm):
    return (crm.book / "accounts" / "hanbit.yaml").read_text(encoding="utf-8")


def states(found):
    """The day and the state of each entry, of which as many are counted."""
    rows = [(row["date"], row["state"]) for row in found["rows"]]
    counted = Counter(state for _, state in rows)
    for each in ("added", "changed", "same", "conflict", "kept"):
        assert found["totals"][each] == counted[each], each
    return rows


def test_a_meeting_is_an_entry_with_who_was_there(book):
    found = take(
        book,
        event(summary="Visit: the line"),
        event("2", "20260805T090000", "STATUS:CANCELLED", who="na@hanbit.example"),
    )
    first, second = found["rows"]
    assert (
        "hanbit",
        "added",
        "2026-08-04",
        "10:00",
        "visit",
        "outbound",
        ["kim"],
        ["go"],
    ) == tuple(
        first[key]
        for key in ("account", "state", "date", "time", "type", "direction", "by", "with")
    )
    assert "outcome: cancelled" in text(book) and text(book).startswith(HANBIT)
    assert 0 == book("lint").status
    assert ("2026-08-05", "meeting") == (second["date"], second["type"])


def test_a_second_run_changes_nothing(book):
    events = event("w", "20260803T100000", "RRULE:FREQ=WEEKLY;COUNT=5"), event()
    assert 6 == take(book, *events)["totals"]["added"]
    before = text(book)
    found = take(book, *events)
    assert [0, 0, 6, []] == [
        found["totals"][each] for each in ("added", "changed", "same", "files")
    ]
    assert before == text(book)


def test_what_changed_in_the_calendar_changes_its_entry(book):
    take(book, event(), event("2", "20260806T100000"))
    found = take(
        book,
        event("1", "20260805T113000", summary="Another", who="na@hanbit.example"),
        event("2", "20260806T100000", "STATUS:CANCELLED"),
    )
    assert [("2026-08-05", "changed"), ("2026-08-06", "changed")] == states(found)
    said = text(book)
    assert (
        "date: 2026-08-05" in said
        and 'time: "11:30"' in said
        and "what: Another" in said
        and "with: na" in said
    )
    assert "outcome: cancelled" in said and "2026-08-04" not in said
    again = take(
        book,
        event("1", "20260805T113000", summary="Another", who="na@hanbit.example"),
        event("2", "20260806T100000"),
    )
    assert ["same", "changed"] == [state for _, state in states(again)]
    assert "outcome: cancelled" not in text(book), "it takes place after all"


def test_what_somebody_changed_here_stays_and_the_difference_is_told(book):
    take(book, event(), event("2", "20260806T100000", summary="Two"))
    path = book.book / "accounts" / "hanbit.yaml"
    path.write_text(text(book).replace("what: Quote", "what: They said yes"), encoding="utf-8")
    assert ["same", "same"] == [
        state
        for _, state in states(take(book, event(), event("2", "20260806T100000", summary="Two")))
    ]
    now = event(summary="Offer"), event("2", "20260806T100000", summary="Three")
    take(book, *now, words=("--dry-run",))
    ran = book("import", "calendar", str(book.home / "work.ics"), *SPAN, "--dry-run")
    assert 0 == ran.status and "hanbit, 2026-08-04: the calendar says otherwise" in ran.text
    assert ["conflict", "changed"] == [state for _, state in states(take(book, *now))]
    assert "what: They said yes" in text(book) and "what: Three" in text(book)
    assert ["same", "same"] == [state for _, state in states(take(book, *now))], "told once"


def test_an_entry_that_somebody_took_away_does_not_come_back(book):
    take(book, event())
    path = book.book / "accounts" / "hanbit.yaml"
    path.write_text(HANBIT, encoding="utf-8")
    assert [("2026-08-04", "kept")] == states(take(book, event()))
    assert HANBIT == text(book)


def test_what_is_to_come_is_counted_and_is_the_next_step_only_of_a_deal_that_is_named_and_has_none(
    book,
):
    from datetime import UTC, datetime, timedelta

    day = datetime.now(UTC) + timedelta(days=10)
    coming = event("9", f"{day:%Y%m%d}T100000", summary="Contract")
    found = take(book, coming)
    assert (
        [] == found["rows"] and 1 == found["totals"]["left_out"]["ahead"] and HANBIT == text(book)
    )
    take(book, coming, words=("--deal", "hanbit/other"))
    assert HANBIT == text(book)
    take(book, coming, words=("--deal", "hanbit/line"))
    assert f"next: {{date: {day:%Y-%m-%d}, what: Contract, with: go}}" in text(book)
    assert 0 == book("lint").status


def test_who_declined_rooms_and_strangers(book):
    found = take(
        book,
        event("1", "20260804T100000", "ATTENDEE;CN=Ina:mailto:ina@hanbit.example"),
        event("2", "20260805T100000", who="x@far.example"),
        event("3", "20260806T100000", who="lee@us.example"),
        "BEGIN:VEVENT\nUID:4\nDTSTART:20260804\nSUMMARY:Dentist\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:5\nDTSTART:20260804\nATTENDEE;PARTSTAT=DECLINED:mailto:go@hanbit.example\nEND:VEVENT",
    )
    assert [("2026-08-04", "added")] == states(found)
    assert {"alone": 2, "inside": 1, "strangers": 1} == found["totals"]["left_out"]
    assert [("ina@hanbit.example", "hanbit"), ("x@far.example", "")] == [
        (each["address"], each["account"]) for each in found["totals"]["strangers"]
    ]


def test_all_of_it_is_one_change_that_is_undone_as_one(book):
    who = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", "Kim"), ("EMAIL", "kim@us.example"))
    }
    book.env |= who
    book.git("init", "-q")
    book.git("config", "user.email", "kim@us.example")
    book.git("config", "user.name", "Kim")
    book.git("add", "-A")
    book.git("commit", "-qm", "first")
    take(book, event(), words=("--dry-run",))
    assert HANBIT == text(book) and "" == book.git("status", "--porcelain")
    take(book, event(), words=("--commit",))
    assert "import appointments from work.ics\n" == book.git("log", "-1", "--format=%s")
    assert 0 == book("undo").status
    assert HANBIT == text(book) and "" == book.git("status", "--porcelain")
    assert [("2026-08-04", "added")] == states(take(book, event()))


def test_what_is_no_calendar_is_refused(book):
    (book.home / "x.ics").write_text("name,day\n")
    ran = book("import", "calendar", str(book.home / "x.ics"))
    assert (4, b"") == (ran.status, ran.out) and "BEGIN:VCALENDAR" in ran.told


def test_a_change_of_one_time_and_all_after_it_changes_all_after_it(book):
    row = event("w", "20260706T100000", "RRULE:FREQ=WEEKLY;COUNT=5")
    anew = event(
        "w",
        "20260720T143000",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Seoul:20260720T100000",
        summary="Demo, later",
    )
    one = event(
        "w", "20260728T090000", "RECURRENCE-ID;TZID=Asia/Seoul:20260727T100000", summary="Moved"
    )
    found = take(book, row, anew, one)
    assert [
        ("2026-07-06", "10:00", "Quote"),
        ("2026-07-13", "10:00", "Quote"),
        ("2026-07-20", "14:30", "Demo, later"),
        ("2026-07-28", "09:00", "Moved"),
        ("2026-08-03", "14:30", "Demo, later"),
    ] == sorted((each["date"], each["time"], each["what"]) for each in found["rows"])
    assert {"same"} == {state for _, state in states(take(book, row, anew, one))}


def test_what_a_calendar_said_is_remembered_under_the_accounts_new_id(book):
    take(book, event())
    assert book("rename", "hanbit", "hanbit-food").status == 0
    assert ["same"] == [state for _, state in states(take(book, event()))]
    assert ["changed"] == [state for _, state in states(take(book, event(summary="Price")))]
    assert b"hanbit 1" not in (book.book / "imports" / "calendar.seen").read_bytes()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_calendar_that_ends_in_the_middle_is_taken_as_far_as_it_goes_and_told(book, lang):
    path = book.home / "work.ics"
    whole = "\n".join(["BEGIN:VCALENDAR", event(), event("2", "20260805T100000"), "END:VCALENDAR"])
    told = {"en": "ends in the middle, without END:VCALENDAR", "ko": "중간에서 끝났습니다"}[lang]
    for text, is_cut in (
        (whole, False),
        (whole + "\r\n", False),
        (whole[:-13], True),
        (whole[:-40], True),
    ):
        path.write_text(text, encoding="utf-8")
        words = ("import", "calendar", str(path), *SPAN, "--dry-run", "--lang", lang)
        ran = book(*words)
        assert (0, is_cut) == (ran.status, told in ran.told), ran.told

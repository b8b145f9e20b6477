"""`crm export agenda` as a subscription: another program reads it, finds its events again, and is told no more than it should."""

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar

BOOK = {
    "hanbit": """\
name: 한빛전자㈜
owner: kim
contacts: {go: {name: 홍길동, emails: [go@hanbit.example]}}
deals:
  line: {name: 둘째 라인, amount: 90_000, stages: {2026-07-30: lead}, next: {date: 2026-08-05, what: "홍길동 부장에게; 견적, 보내기"}}
  other: {name: 셋째, amount: 10, stages: {2026-05-01: lead}}
log:
  - {date: 2026-07-20, type: call, by: kim, with: go, what: 통화, next: {date: 2026-08-04, what: 자료 보내기}}
"""
}
POLICY = (
    "language: ko\ncurrency: KRW\nteam: {kim: {name: 김민준}}\nstages: {lead: {rot_days: 14}}\n"
)
ASK = ("export", "agenda", "--as-of", "2026-08-01")


def agenda(crm, *words):
    ran = crm(*ASK, *words)
    assert (0, "") == (ran.status, ran.told)
    return ran.text


def uids(crm):
    found = Calendar.from_ical(agenda(crm)).walk("VEVENT")
    return {
        str(each["SUMMARY"]) + str(each.get("DESCRIPTION"))[:4]: str(each["UID"]) for each in found
    }


@pytest.fixture
def book(crm):
    crm.write(BOOK, POLICY)
    return crm


def test_another_program_reads_what_stands_in_it(book):
    text = agenda(book, "--name", "할 일; 한빛, 등", "--refresh", "pt6h", "--alarm", "+9h")
    calendar = Calendar.from_ical(text)
    assert {r"할 일\; 한빛\, 등"} == {str(calendar[each]) for each in ("NAME", "X-WR-CALNAME")}
    assert timedelta(hours=6) == calendar["REFRESH-INTERVAL"].dt
    assert "PT6H" == str(calendar["X-PUBLISHED-TTL"])
    events = calendar.walk("VEVENT")
    assert any("홍길동 부장에게; 견적, 보내기" in str(each["DESCRIPTION"]) for each in events)
    days = {each["DTSTART"].dt for each in events}
    assert {date(2026, 8, 4), date(2026, 8, 5)} < days
    alarms = calendar.walk("VALARM")
    assert [timedelta(hours=9)] * len(events) == [each["TRIGGER"].dt for each in alarms]
    assert not calendar.errors and not [each.errors for each in calendar.walk() if each.errors]


def test_lines_are_short_whole_and_end_as_they_should(book):
    data = agenda(book, "--name", "아" * 200).encode()
    lines = data.split(b"\r\n")
    assert b"" == lines.pop() and not [each for each in lines if b"\n" in each or b"\r" in each]
    assert max(map(len, lines)) <= 75
    assert [each.decode() for each in lines]  # none divides a letter
    assert "아" * 200 == str(Calendar.from_ical(data)["NAME"])


def test_the_same_book_gives_the_same_bytes(book):
    assert agenda(book, "--alarm", "1d") == agenda(book, "--alarm", "1d")


def test_an_event_is_found_again_when_its_account_its_deal_and_its_person_are_renamed(book):
    book.git("init", "-q")
    book.git("add", "-A")
    before = uids(book)
    book.git("commit", "-qm", "first")
    assert before == uids(book)
    assert 0 == book("rename", "hanbit", "hanbit-electronics", "--no-commit").status
    assert before == uids(book), "not committed yet"
    book.git("add", "-A")
    book.git("commit", "-qm", "renamed")
    path = book.book / "accounts" / "hanbit-electronics.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("line:", "second-line:")
        .replace("go:", "hong:")
        .replace("with: go", "with: hong"),
        encoding="utf-8",
    )
    assert before == uids(book), "not committed yet"
    book.git("commit", "-qam", "renamed")
    assert before == uids(book)
    assert len(set(before.values())) == len(before) == 3


def test_a_promise_that_is_moved_keeps_its_event(book):
    before = uids(book)
    path = book.book / "accounts" / "hanbit.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("2026-08-05", "2026-08-12"), encoding="utf-8"
    )
    assert before == uids(book)


def test_without_people_nobody_is_named_and_nothing_that_somebody_typed_is_told(book):
    text = re.sub(r"\r\n ", "", agenda(book, "--without", "people"))
    assert "한빛전자" in text and "둘째" not in text
    assert [] == [each for each in ("홍길동", "견적", "자료", "김민준", "go@") if each in text]
    assert "(기준 14일)" in text, "figures may be told"
    text = re.sub(r"\r\n ", "", agenda(book, "--without", "people,accounts"))
    assert "한빛" not in text
    assert "한빛" not in re.sub(r"\r\n ", "", agenda(book, "--without", "accounts"))


@pytest.mark.parametrize(
    "said", ["P1M", "1D", "P", "PT", "P1DT", "P0D", "PT0S", "P1W1D", "-P1D", "P1D\nX:y"]
)
def test_what_is_no_duration_is_refused(book, said):
    ran = book(*ASK, "--refresh", said)
    assert (2, "") == (ran.status, ran.text) and "ISO 8601" in ran.told


@pytest.mark.parametrize("said", ["", "1", "1y", "-1d", "1d2h", "P1D", "99999d"])
def test_what_is_no_alarm_is_refused(book, said):
    assert (2, b"") == book(*ASK, "--alarm", said)[:2]


@pytest.mark.parametrize(
    ("said", "rings"), [("30m", "-PT30M"), ("1D", "-P1D"), ("+9h", "PT9H"), ("2w", "-P2W")]
)
def test_an_alarm_is_counted_from_the_beginning_of_the_day(book, said, rings):
    assert f"\r\nTRIGGER:{rings}\r\n" in agenda(book, "--alarm", said)


def test_a_shallow_clone_tells_that_names_may_differ(book):
    book.git("init", "-q")
    book.git("add", "-A")
    book.git("commit", "-qm", "first")
    book.git("commit", "--allow-empty", "-qm", "second")
    path = book.book / "accounts" / "hanbit.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "note: x\n", encoding="utf-8")
    book.git("commit", "-qam", "third")
    clone = book.home / "clone"
    book.git("clone", "-q", "--depth", "1", f"file://{book.book}", str(clone))
    ran = book(*ASK, cwd=clone)
    assert 0 == ran.status and "UID" in ran.told
    assert agenda(book) == ran.text


def test_a_program_is_told_the_same_events(book):
    found = Calendar.from_ical(agenda(book)).walk("VEVENT")
    book.write({"broken": "name: [\n"})
    ran = book(*ASK, "--json")
    assert 1 == ran.status
    told = ran.json
    assert "export-agenda" == told["report"]
    assert ["accounts/broken.yaml"] == [each["file"] for each in told["skipped"]]
    due = [
        row["date"]
        for row in book("due", "--as-of", "2026-08-01", "--days", "30", "--json").json["rows"]
    ]
    assert {"events": len(due) - due.count(None), "undated": due.count(None)} == told["totals"]
    assert [
        (str(each["UID"]), each["DTSTART"].dt.isoformat(), str(each["SUMMARY"]))
        + (str(each["DESCRIPTION"]), str(each["CATEGORIES"].cats[0]))
        for each in found
    ] == [tuple(row.values()) for row in told["rows"]]

"""Days as people say them, in English and Korean."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from crmcli.domain.time.day_words import DAYS, PERIODS, SPANS, WEEKDAYS
from crmcli.domain.time.when import day_said, split_day

TODAY = date(2026, 8, 5)  # a Wednesday
DATES = st.dates(date(1900, 1, 1), date(2500, 1, 1))

SAID = {
    "2026-08-05": [
        "today",
        "Today",
        " today ",
        "오늘",
        "금일",
        "+0d",
        "8/5",
        "8월 5일",
        "8월5일",
        "Aug 5",
        "Wed, Aug 5",
        "8/5(수)",
        "8/5 수",
        "8월 5일 (수요일)",
        "this wed",
        "이번주 수",
    ],
    "2026-08-06": [
        "tomorrow",
        "내일",
        "명일",
        "+1d",
        "thu",
        "Thursday",
        "목",
        "목요일",
        "목요일에",
        "내일까지",
        "on thursday",
        "by tomorrow",
        "in 1 day",
        "in a day",
        "하루 뒤",
        "coming thu",
        "오는 목요일",
    ],
    "2026-08-07": [
        "모레",
        "내일모레",
        "day after tomorrow",
        "the day after tomorrow",
        "fri",
        "금",
        "이번주 금",
        "이번 주 금요일",
        "this week fri",
        "이틀 후",
        "fri this week",
    ],
    "2026-08-08": [
        "글피",
        "+3d",
        "+ 3 d",
        "+3일",
        "in 3 days",
        "in three days",
        "3일 후",
        "3일 뒤",
        "3일후",
        "3 일 뒤",
        "사흘 뒤",
        "3 days later",
        "3 days from now",
        "삼 일 뒤",
    ],
    "2026-08-09": ["그글피", "sun", "일", "일요일", "이번주 일"],
    "2026-08-10": [
        "mon",
        "월",
        "next week",
        "다음주",
        "다음 주",
        "차주",
        "next mon",
        "다음주 월",
        "2026-8-10",
        "2026.8.10",
        "2026. 8. 10.",
        "2026/8/10",
        "２０２６-０８-１０",
    ],
    "2026-08-11": [
        "next tue",
        "next tuesday",
        "다음 화요일",
        "다음주 화",
        "다음 주 화요일",
        "next week tue",
        "tue next week",
        "next 화",
    ],
    "2026-08-12": [
        "wed",
        "수",
        "수요일",
        "+1w",
        "+7d",
        "in a week",
        "일주일 뒤",
        "한 주 뒤",
        "1주 후",
        "다음주 수",
    ],
    "2026-08-19": ["+2w", "+2주", "2주 뒤", "두 주 뒤", "in two weeks", "다다음주 수"],
    "2026-08-20": ["보름 뒤", "in 15 days"],
    "2026-08-31": [
        "eom",
        "end of month",
        "end of the month",
        "end of this month",
        "월말",
        "이번달 말",
        "이번 달 말",
        "이달 말",
        "이달말",
        "8월 말",
        "8월말",
    ],
    "2026-09-01": ["next month", "다음달", "다음 달", "익월"],
    "2026-09-05": ["+1m", "+1개월", "in a month", "한 달 뒤", "한달 후", "1개월 뒤"],
    "2026-09-10": ["다음달 10일", "다음 달 10일", "the 10th of next month", "10th of next month"],
    "2026-09-30": [
        "end of next month",
        "다음달 말",
        "다음 달 말일",
        "eoq",
        "분기말",
        "이번 분기 말",
    ],
    "2026-10-01": [
        "next quarter",
        "다음 분기",
        "10/1",
        "Oct 1",
        "1 Oct",
        "October 1st",
        "1st of October",
    ],
    "2026-12-01": [
        "2026-12-01",
        "2026.12.1",
        "2026년 12월 1일",
        "2026년12월1일",
        "12월 1일",
        "12/1",
        "Dec 1",
        "1 December 2026",
        "December 1, 2026",
        "Tue Dec 1",
        "12/1 (화)",
    ],
    "2026-09-15": ["다음달 중순", "mid next month", "mid-September", "9월 중순"],
    "2026-09-30 ": [
        "3분기말",
        "3분기 말",
        "3/4분기 말",
        "end of Q3",
        "by end of Q3",
        "the end of the quarter",
        "quarter-end",
        "2026-Q3 end",
        "2026년 3분기 말",
        "9.30",
        "9월 말",
    ],
    "2026-09-10 ": [
        "내달 10일",
        "next month 10",
        "next month 10th",
        "next month the 10th",
        "다음달 10",
        "9.10",
        "9.10.",
        "10th next month",
    ],
    "2026-09-01 ": [
        "내달",
        "내달 초",
        "다음 달 초",
        "start of next month",
        "beginning of next month",
        "9월 초",
        "early September",
        "월초",
    ],
    "2026-10-01 ": ["4분기", "Q4", "4분기 초", "early Q4", "올해 4분기", "분기초", "2026 Q4"],
    "2026-12-01 ": ["12월 초", "12월초", "early December", "올해 12월 초", "2026년 12월 초"],
    "2026-12-05": ["12.5", "12. 5.", "12.5까지", "12.5(토)", "12/5"],
    "2026-12-31 ": [
        "12/31/2026",
        "31/12/2026",
        "31.12.2026",
        "4분기말",
        "end of Q4",
        "하반기 말",
        "end of H2",
        "2026년 말",
        "end of 2026",
        "연말",
        "올 연말",
        "년말",
        "year-end",
        "end of December",
        "금년 말",
        "12월말",
    ],
    "2027-01-01": [
        "내년",
        "내년 초",
        "연초",
        "상반기",
        "내년 상반기",
        "내년 1분기",
        "Q1 2027",
        "2027-Q1",
        "2027 H1",
        "H1 next year",
    ],
    "2027-01-31": [
        "내년 1월 말",
        "내년 1월말",
        "2027년 1월 말",
        "1월 말",
        "end of January",
        "end of Jan 2027",
        "end of January next year",
    ],
    "2027-03-15": ["mid-March", "mid March", "middle of March", "3월 중순", "내년 3월 중순"],
    "2027-06-30": ["상반기 말", "상반기말", "end of H1", "2분기 말", "내년 상반기 말"],
    "2027-07-01": ["내년 3분기", "Q3 2027", "내년 하반기"],
    "2026-11-23": ["2026-W48", "2026w48", "2026년 48주", "2026년 48주차"],
    "2026-08-10 ": ["the 10th", "다음주 초", "내주", "8.10"],
    "2026-12-31": ["eoy", "end of year", "연말", "올해 말"],
    "2027-08-05": ["+1y", "+12m", "in a year", "일 년 뒤", "1년 후"],
    "2027-08-04": ["8/4", "Aug 4", "8월 4일"],
    "2027-03-02": ["내년 3월 2일", "3/2"],
    "2028-02-29": ["2/29", "2월 29일", "Feb 29", "29 Feb"],
    "2026-08-04": [
        "yesterday",
        "어제",
        "-1d",
        "1 day ago",
        "하루 전",
        "last tue",
        "지난 화",
        "지난 화요일",
        "저번 화요일",
    ],
    "2026-08-03": [
        "그제",
        "그저께",
        "day before yesterday",
        "이틀 전",
        "this week",
        "이번주",
        "금주",
        "지난 월요일",
    ],
    "2026-08-02": ["그끄저께", "-3d", "3 days ago", "three days ago", "3일 전", "last sun"],
    "2026-08-01": ["last sat", "this month", "이번달", "이달"],
    "2026-07-31": [
        "last fri",
        "last friday",
        "지난 금",
        "지난금요일",
        "지난주 금",
        "last week fri",
        "지난달 말",
        "end of last month",
    ],
    "2026-07-29": ["last wed", "지난 수요일", "a week ago", "일주일 전", "지난주 수"],
    "2026-07-27": ["last week", "지난주", "지난 주", "저번주", "지난주 월"],
    "2026-07-22": ["2주 전", "2 weeks ago"],
    "2026-07-10": ["지난달 10일", "10th of last month"],
    "2026-07-05": ["a month ago", "한 달 전", "-1m"],
    "2026-07-01": ["last month", "지난달", "this quarter", "이번 분기"],
    "2026-04-01": ["last quarter", "지난 분기"],
    "2026-01-01": ["this year", "올해"],
    "2025-12-01": ["작년 12월 1일", "지난해 12월 1일"],
    "2025-01-01": ["last year", "작년"],
}


@pytest.mark.parametrize(
    ("said", "day"), [(said, day) for day, words in SAID.items() for said in words]
)
def test_a_day_as_people_say_it(said, day):
    assert date.fromisoformat(day.strip()) == day_said(said, TODAY)


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘", range(1, 11)),
        ("한_주 두_주 세_주 네_주", (7, 14, 21, 28)),
    ],
)
def test_days_that_are_counted_by_a_name(words, counts):
    for word, count in zip(words.split(), counts, strict=True):
        said = word.replace("_", " ")
        assert TODAY + timedelta(days=count) == day_said(f"{said} 뒤", TODAY), word
        assert TODAY - timedelta(days=count) == day_said(f"{said} 전", TODAY), word
    english = "one two three four five six seven eight nine ten"
    for count, word in enumerate(english.split(), start=1):
        assert TODAY + timedelta(days=count) == day_said(f"in {word} days", TODAY), word


def test_months_by_name_and_by_its_beginnings():
    months = "january february march april may june july august september october november december"
    for number, name in enumerate(months.split(), start=1):
        day = date(2026 if number > TODAY.month else 2027, number, 3)
        for said in (name, name[:3], *(["sept"] if number == 9 else [])):
            assert day == day_said(f"{said} 3", TODAY), said
    assert day_said("octo 3", TODAY) is None


def test_looking_ahead_a_quarter_that_runs_is_no_day_because_its_first_has_passed():
    assert [None, None, None, date(2026, 9, 30), date(2026, 7, 1)] == [
        *(day_said(said, TODAY) for said in ("3분기", "Q3", "하반기", "3분기 말")),
        day_said("3분기", TODAY, past=True),
    ]
    assert date(2026, 7, 1) == day_said("3분기", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("wed", "2026-07-29"),
        ("fri", "2026-07-31"),
        ("금요일", "2026-07-31"),
        ("화", "2026-08-04"),
        ("8/5", "2026-08-05"),
        ("8/4", "2026-08-04"),
        ("8/6", "2025-08-06"),
        ("12월 1일", "2025-12-01"),
        ("Dec 1", "2025-12-01"),
        ("2/29", "2024-02-29"),
        ("월말", "2026-07-31"),
        ("eoq", "2026-06-30"),
        ("연말", "2025-12-31"),
        ("연초", "2026-01-01"),
        ("월초", "2026-08-01"),
        ("3분기", "2026-07-01"),
        ("4분기", "2025-10-01"),
        ("Q2", "2026-04-01"),
        ("end of Q3", "2025-09-30"),
        ("상반기 말", "2026-06-30"),
        ("12.5", "2025-12-05"),
        ("8.5", "2026-08-05"),
        ("mid-March", "2026-03-15"),
        ("12월 초", "2025-12-01"),
        ("the 10th", "2026-07-10"),
        ("8월 말", "2025-08-31"),
        ("next fri", "2026-08-14"),
        ("이번주 금", "2026-08-07"),
        ("오는 금요일", "2026-08-07"),
        ("tomorrow", "2026-08-06"),
        ("2026-12-01", "2026-12-01"),
    ],
)
def test_looking_back_what_is_left_open_is_the_nearest_gone(said, day):
    assert date.fromisoformat(day) == day_said(said, TODAY, past=True)


@pytest.mark.parametrize(
    "said",
    [
        "",
        " ",
        "1/2/3",
        "12/1/2026",
        "1-2",
        "8.50",
        "5",
        "12",
        "2026",
        "26-12-01",
        "20261201",
        "5일",
        "8월",
        "may",
        "may 2026",
        "aug",
        "sat 5",
        "call 5",
        "5 calls",
        "mon tue",
        "3d",
        "+3",
        "+d",
        "2026-02-30",
        "2/30",
        "13/1",
        "0/1",
        "8/0",
        "8월 32일",
        "다음달 31일",
        "2026-12-01T00:00",
        "2026-12-01 10:00",
        "10:30",
        "noon",
        "soon",
        "next",
        "다음",
        "last",
        "ago",
        "3 days",
        "3일",
        "주말",
        "12월",
        "12월 하순",
        "late March",
        "mid Q3",
        "Q5",
        "5분기",
        "0분기",
        "2026-W60",
        "13월 초",
        "12.32",
        "1.2.2026",
        "10th",
        "first half",
        "주말",
        "end of the week",
        "May 2027",
        "mid-next-quarter",
        "2026년",
        "8/5 (목)",
        "Thu, Aug 5",
        "월 8/5(수)",
        "+9999y",
        "-9999y",
        "+99999d",
        "in some days",
        "day 5",
        "week 3",
        "٣ days ago",
        "+٣d",
        "8/٥",
        "eom eom",
        "today " * 9,
        "1일 1일",
    ],
)
def test_what_is_no_day_or_could_be_several_is_none(said):
    assert (None, None) == (day_said(said, TODAY), day_said(said, TODAY, past=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("다음주 화 시험 가동 결과 통화", ("2026-08-11", "시험 가동 결과 통화")),
        ("+3d call back", ("2026-08-08", "call back")),
        ("2026-08-05 통화", ("2026-08-05", "통화")),
        ("금 3시 통화", ("2026-08-07", "3시 통화")),
        ("내일: 견적", ("2026-08-06", "견적")),
        ("8/7, visit them", ("2026-08-07", "visit them")),
        ("8/7 - send  it", ("2026-08-07", "send  it")),
        ("in 3 days call", ("2026-08-08", "call")),
        ("the day after tomorrow call", ("2026-08-07", "call")),
        ("3일 뒤 다시 통화", ("2026-08-08", "다시 통화")),
        ("다음 주 화요일 방문", ("2026-08-11", "방문")),
        ("다음 주 화요일에 방문", ("2026-08-11", "방문")),
        ("  fri  ", ("2026-08-07", "")),
        ("Aug 7, 2027 renew", ("2027-08-07", "renew")),
        ("다음 주문 확인", None),
        ("call fri", None),
        ("", None),
        ("   ", None),
    ],
)
def test_the_longest_beginning_that_is_a_day_and_the_rest(text, expected):
    assert (expected and (date.fromisoformat(expected[0]), expected[1])) == split_day(text, TODAY)


def test_the_day_a_text_begins_with_may_be_the_nearest_gone():
    assert ((date(2026, 7, 31), "call"), (date(2026, 8, 7), "call")) == (
        split_day("fri call", TODAY, past=True),
        split_day("fri call", TODAY),
    )


WORDS = st.sampled_from(
    [
        *DAYS,
        *WEEKDAYS,
        *PERIODS,
        *SPANS,
        "3일",
        "월말",
        "8/5",
        "+3d",
        "in",
        "ago",
        "전",
        "뒤",
        "end of",
        "next",
        "다음",
        "31일",
        "29",
        "feb",
        "3분기",
        "말",
        "초",
        "q3",
        "mid",
        "12.5",
        "2026",
        "w53",
        "12월",
        "내년",
        "9999-12-31",
        "0001-01-01",
        "(수)",
        "10th of",
    ]
)


@given(st.text() | st.lists(WORDS, max_size=5).map(" ".join), st.dates(), st.booleans())
def test_whatever_is_said_the_answer_is_a_day_or_none_and_a_text_is_never_lost(text, today, past):
    day, split = day_said(text, today, past=past), split_day(text, today, past=past)
    assert day is None or type(day) is date
    assert split is None or text.rstrip().endswith(split[1])
    assert day is None or split == (day, "") or len(text.split()) > 7 or text.rstrip()[-1] in ",:;"


@given(st.dates(), DATES, st.booleans())
def test_a_day_as_files_write_it_is_that_day(day, today, past):
    assert (day, (day, "call them")) == (
        day_said(day.isoformat(), today, past=past),
        split_day(f"{day.isoformat()} call them", today, past=past),
    )


@given(DATES, DATES)
def test_a_day_written_out_is_that_day_whatever_today_is(day, today):
    written = (
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
        f"{day:%a} {day.year}/{day.month}/{day.day}",
    )
    assert {day} == {day_said(said, today) for said in written}


@given(DATES, st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_is_within_the_week_before_or_after_and_never_today(today, name):
    after, before = day_said(name, today), day_said(name, today, past=True)
    assert after is not None and before is not None
    assert [WEEKDAYS[name]] * 2 == [after.weekday(), before.weekday()]
    assert 1 <= (after - today).days <= 7
    assert before == after - timedelta(days=14 if after.weekday() == today.weekday() else 7)
    assert before == day_said(f"last {name}" if name.isascii() else f"지난 {name}", today)


@given(DATES, st.integers(0, 6))
def test_this_next_and_last_week_have_the_same_weekdays_seven_days_apart(today, weekday):
    sign = "월화수목금토일"[weekday]
    monday = today - timedelta(days=today.weekday())
    assert [monday + timedelta(days=weekday + 7 * week) for week in (-2, -1, 0, 1, 2)] == [
        day_said(f"{word}주 {sign}", today) for word in ("지지난", "지난", "이번", "다음", "다다음")
    ]
    assert (
        day_said(f"다음 {sign}요일", today)
        == day_said(f"다음주 {sign}", today)
        == day_said(f"next {('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')[weekday]}", today)
    )


@given(
    DATES,
    st.integers(0, 500),
    st.sampled_from(
        [("d", "days", "일"), ("w", "weeks", "주"), ("m", "months", "개월"), ("y", "years", "년")]
    ),
)
def test_so_many_units_away_is_what_python_dateutil_adds(today, count, units):
    short, english, korean = units
    ahead, back = (
        today + relativedelta(**{english: count}),
        today - relativedelta(**{english: count}),
    )
    assert {ahead} == {
        day_said(said, today)
        for said in (
            f"+{count}{short}",
            f"in {count} {english}",
            f"{count}{korean} 뒤",
            f"{count} {korean} 후",
        )
    }
    assert {back} == {
        day_said(said, today)
        for said in (f"-{count}{short}", f"{count} {english} ago", f"{count}{korean} 전")
    }


@given(DATES, DATES)
def test_a_day_without_its_year_is_the_nearest_on_the_side_we_look(day, today):
    for said in (f"{day.month}/{day.day}", f"{day.month}월 {day.day}일", f"{day:%b} {day.day}"):
        after, before = day_said(said, today), day_said(said, today, past=True)
        assert after is not None and before is not None
        assert {(day.month, day.day)} == {(after.month, after.day), (before.month, before.day)}
        assert before <= today <= after
        assert (day.month, day.day) == (2, 29) or after - before <= timedelta(days=366)


@pytest.mark.parametrize(
    ("said", "today", "past", "expected"),
    [
        ("end of july", date(2026, 7, 31), True, date(2026, 7, 31)),
        ("end of july", date(2026, 7, 31), False, date(2026, 7, 31)),
        ("end of july", date(2026, 7, 30), True, date(2025, 7, 31)),
        ("end of july", date(2026, 8, 1), False, date(2027, 7, 31)),
        ("early july", date(2026, 7, 1), True, date(2026, 7, 1)),
        ("early july", date(2026, 7, 1), False, date(2026, 7, 1)),
        ("7월 말", date(2026, 7, 31), True, date(2026, 7, 31)),
    ],
)
def test_a_part_of_a_month_that_falls_on_this_very_day_is_it(said, today, past, expected):
    assert expected == day_said(said, today, past=past)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("재작년", 2024),
        ("작년 지난해 전년", 2025),
        ("올해 올 금년 이번해", 2026),
        ("내년 다음해", 2027),
        ("내후년", 2028),
    ],
)
def test_a_year_in_words_is_so_many_away(words, year):
    for word in words.split():
        assert date(year, 3, 31) == day_said(f"{word} 3월 말", date(2026, 8, 3)), word
        assert date(year, 9, 30) == day_said(f"{word} 3분기 말", date(2026, 8, 3)), word

"""A new Korean book has Korea's days off, those in place of others (대체공휴일) among them, without any setting."""

from datetime import date

import pytest

from crmcli.app import open_book

SUBSTITUTES = [date(2026, 3, 2), date(2026, 5, 25), date(2026, 8, 17), date(2026, 10, 5)]


@pytest.mark.parametrize("day", SUBSTITUTES, ids=str)
def test_days_in_place_of_a_holiday_are_days_off(crm, tmp_path, day):
    made = crm("init", str(tmp_path / "new"), "--lang", "ko", cwd=tmp_path)
    assert 0 == made.status, made.told
    with open_book(str(tmp_path / "new")) as book:
        policy = book.policy(day)
        assert (policy.language, policy.currency) == ("ko", "KRW")
        assert day in policy.holiday_dates
        assert date(2026, 3, 3) not in policy.holiday_dates


KOREAN = {date(2026, 8, 17), date(2026, 9, 25)}


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        ("language: ko\n", KOREAN),
        ("language: ko\nholidays: {}\n", set()),
        ("language: ko\nholidays:\n", set()),
        ("language: ko\nholidays: {extra: [2026-06-05]}\n", {date(2026, 6, 5)}),
        ("language: ko\nholidays: {country: US}\n", {date(2026, 7, 3)}),
        ("language: en\ncurrency: KRW\ntimezone: Asia/Seoul\n", set()),
        ("", set()),
    ],
)
def test_a_korean_book_written_by_hand_has_them_unless_it_says_otherwise(tmp_path, policy, days):
    (tmp_path / "accounts").mkdir()
    (tmp_path / "crm.yaml").write_text(policy, encoding="utf-8")
    with open_book(str(tmp_path)) as book:
        found = book.policy(date(2026, 8, 1)).holiday_dates
    asked = {*KOREAN, date(2026, 6, 5), date(2026, 7, 3)}
    assert days == found & asked


def test_the_agenda_of_such_a_book_comes_forward_from_a_day_in_place_of_a_holiday(crm):
    account = """\
name: 한강
owner: kim
deals: {a: {stages: {2026-08-01: prospecting}, next: {date: 2026-08-17, what: 통화}}}
"""
    days = []
    for policy in ("language: ko\n", "language: ko\nholidays: {}\n"):
        crm.write({"han": account}, policy)
        rows = crm("due", "--as-of", "2026-08-14", "--days", "7", "--json").json["rows"]
        days += [row["date"] for row in rows if row["kind"] == "next"]
    assert ["2026-08-14", "2026-08-17"] == days

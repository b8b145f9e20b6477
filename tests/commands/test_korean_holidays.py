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

"""The time where the book is."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from books import policy
from crmcli.app.clock import clock, zone_of

SEOUL = policy("timezone: Asia/Seoul\n")


def test_a_book_that_names_no_zone_has_none_and_the_time_of_the_machine():
    assert zone_of(policy()) is None
    now = clock(policy())
    assert datetime.now().astimezone().utcoffset() == now.utcoffset()


def test_a_book_has_the_time_of_the_zone_it_names():
    assert ZoneInfo("Asia/Seoul") == zone_of(SEOUL)
    assert timedelta(hours=9) == clock(SEOUL).utcoffset()

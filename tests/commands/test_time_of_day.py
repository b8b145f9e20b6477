"""A log entry may say at what time of its day it happened."""

import json

import pytest

DAY = ("--as-of", "2026-08-01")
ACME = """\
name: Acme
log:
  - {date: 2026-07-01, time: 9:05, type: call, what: first}
  - {date: 2026-07-01, type: email, what: right after}
  - {date: 2026-07-01, time: "15:00", type: call, what: last}
  - {date: 2026-07-02, type: call, what: the day after}
"""


@pytest.fixture
def book(crm):
    crm.write({"acme": ACME}, "language: en\n")
    return crm


def said(book):
    (row,) = json.loads(book("show", "acme", "--json", *DAY).text)["rows"]
    return [(each["what"], each["time"]) for each in row["log"]]


def test_entries_of_one_day_are_shown_in_the_order_of_their_times_wherever_they_stand(book):
    told = [("the day after", None), ("last", "15:00"), ("right after", None), ("first", "09:05")]
    assert told == said(book)
    lines = ACME.splitlines(keepends=True)
    (book.book / "accounts" / "acme.yaml").write_text(
        "".join((*lines[:2], lines[4], *lines[2:4], lines[5])), encoding="utf-8"
    )
    assert told == said(book)


def test_the_page_has_a_column_of_times_only_where_one_is_given(book):
    for page in ("show", "brief"):
        assert "15:00" in book(page, "acme", *DAY).text
        assert " time " in book(page, "acme", *DAY).text
    book.write({"acme": "name: Acme\nlog: [{date: 2026-07-01, type: call}]\n"}, "language: en\n")
    assert " time " not in book("show", "acme", *DAY).text


@pytest.mark.parametrize("wrong", ["24:00", "9", "12:60", "9:5", "noon", "-1:00"])
def test_what_is_no_time_is_told(book, wrong):
    path = book.book / "accounts" / "acme.yaml"
    path.write_text(ACME.replace("9:05", wrong), encoding="utf-8")
    assert "acme.yaml:3:30: error:" in book("lint", *DAY).text
    assert "is no time of the day" in book("lint", *DAY).text


def test_a_new_entry_stands_where_its_time_is(book):
    args = ("--type", "visit", "--date", "2026-07-01", "--no-commit")
    assert 0 == book("log", "acme", "noon", "--time", "12:00", *args).status
    assert 0 == book("log", "acme", "early", "--time", "8:00", *args).status
    text = (book.book / "accounts" / "acme.yaml").read_text(encoding="utf-8")
    words = ["early", "first", "right after", "noon", "last", "the day after"]
    assert words == sorted(words, key=lambda each: text.index(f"what: {each}"))
    assert 'time: "08:00"' in text


def test_a_query_and_the_history_know_it(book):
    asked = book("query", 'time >= "12:00"', "--on", "log", "--json", *DAY)
    assert ["last"] == [row["what"] for row in json.loads(asked.text)["rows"]]

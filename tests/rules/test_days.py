"""Days that cannot be meant: every kind of day, what is said of it, and what was meant."""

from datetime import date
from itertools import chain

import pytest

from crmcli.rules import days, registry
from crmcli.rules.causes import CAUSES, OF_OPEN, hidden_by
from crmcli.rules.days import SPANS
from crmcli.store.shapes.account import ACCOUNT
from crmcli.store.yaml.record_shape import Dated, Record
from crmcli.store.yaml.scalars import DATE
from crmcli.store.yaml.shape import ById, Many
from crmcli.store.yaml.source import Source

BOOK = """\
name: Hanbit
contacts: {park: {name: Park, left: 2026-07-20, stance: {2026-01-10: neutral}}}
plans: {meet: {for: cfo, owner: kim, due: 2026-09-01, progress: {2026-06-01: Letter}, done: {date: 2026-07-01}}, p2: {for: cfo, dropped: {date: 2026-07-03}}}
deals:
  pt2:
    amount: {2026-05-11: 100}
    close: {2026-05-12: 2026-09-30}
    stages: {2026-05-10: contacting, 2026-06-02: qualification}
    next: {date: 2026-08-05}
    bant: {need: {status: met, date: 2026-06-03, why: Mail}}
    qualification: {pain: {status: met, date: 2026-06-04}}
    probability: {value: 40, date: 2026-06-05}
    verbal: 2026-06-06
    steps: {legal: {done: 2026-06-07}}
    ended: [{result: lost, date: 2026-06-08, reopened: 2026-06-09, revisit: 2026-12-01}, {result: lost, date: 2026-06-10, reopened: 2026-06-11}]
    outcome: {result: won, date: 2026-07-02, revisit: 2026-12-02}
contracts: {c1: {start: 2026-01-15, end: 2027-01-14, signed: 2026-01-10}}
assets: {core: {since: 2026-01-20, replace: 2029-01-20}}
cases: {k1: {opened: 2026-05-02, closed: 2026-05-20}}
surveys: [{date: 2026-06-01, kind: nps, score: 9}, {date: 2026-06-30, kind: nps, score: 9}]
log:
  - {date: 2026-05-02, type: call}
  - {date: 2026-06-12, type: call, next: {date: 2026-08-20}}
"""
# the day as the file has it, and what is said of the same day a year or a century later
AHEAD = {
    "2026-01-10: neutral": "future-stance",
    "2026-06-01: Letter": "future-day",
    "2026-07-01": "future-plan-end",
    "2026-07-03": "future-plan-end",
    "2026-05-11": "future-amount",
    "2026-05-12": "future-close",
    "2026-06-02": "future-stage",
    "2026-06-03": "future-answer",
    "2026-06-04": "future-answer",
    "2026-06-05": "future-probability",
    "2026-06-06": "future-day",
    "2026-06-07": "future-step",
    "2026-06-08": "future-day",
    "2026-06-09": "future-reopened",
    "2026-07-02": "future-outcome",
    "2026-01-10}": "future-signed",
    "2026-01-20": "future-asset",
    "2026-05-02, closed": "future-case",
    "2026-05-20": "future-case-end",
    "2026-06-01, kind": "future-survey",
    "2026-06-12": "",
}
# those that may lie ahead, but not so far
FAR = {
    "2026-07-20": "day-far-ahead",
    "2026-09-01": "day-far-ahead",
    "2026-09-30": "close-far-ahead",
    "2026-08-05": "day-far-ahead",
    "2026-12-01": "day-far-ahead",
    "2026-12-02": "day-far-ahead",
    "2026-01-15": "day-far-ahead",
    "2027-01-14": "end-far-ahead",
    "2029-01-20": "day-far-ahead",
    "2026-08-20": "day-far-ahead",
}
DAY_RULES = {"future-day", "future-log-entry", "unlikely-day"}


def told(lint, text):
    """What is said of days: the key, the day at that place of the file, and what to write."""
    source = Source(text.encode())
    found = [finding for _, finding in lint(text) if finding.rule in DAY_RULES]
    places = [source.place(each.path, at_key=each.at_key) for each in found]
    return [
        (
            finding.key,
            source.lines[place.line - 1][place.column - 1 : place.end_column - 1],
            [mend.text for mend in finding.mends],
        )
        for finding, place in zip(found, places, strict=True)
    ]


def test_a_book_whose_days_are_in_order_is_silent(lint):
    assert [] == told(lint, BOOK)


@pytest.mark.parametrize(("old", "key"), [*AHEAD.items(), *FAR.items()])
def test_every_day_of_the_file_in_another_century(lint, old, key):
    new = f"21{old[2:]}"
    assert BOOK.count(old) == 1
    ((said, day, _),) = told(lint, BOOK.replace(old, new))
    assert (key, new[:10]) == (said, day)


@pytest.mark.parametrize("old", [*AHEAD, *FAR])
def test_every_day_of_the_file_long_ago(lint, old):
    new = f"19{old[2:]}"
    assert ("", new[:10]) in [each[:2] for each in told(lint, BOOK.replace(old, new))]


@pytest.mark.parametrize("old", [*AHEAD, *FAR])
def test_nothing_else_is_said_of_a_day_that_is_told(lint, old):
    for century in ("19", "21"):
        found = lint(BOOK.replace(old, f"{century}{old[2:]}"))
        assert {finding.rule for _, finding in found} <= DAY_RULES | {
            finding.rule for _, finding in lint(BOOK)
        } | {"contact-nowhere"}


def test_every_day_of_the_format_is_known():
    """A new key with a day has to be given its kind."""
    rest = "resting: [{date: 2026-06-20, kind: next, subject: pt2, until: 2026-08-10, why: Audit}]"
    account = ACCOUNT.decode(Source(f"{BOOK}{rest}\n".encode()).tree)
    said_of = days.known_days(account, date(2026, 7, 1)).records.values()
    every = [*chain.from_iterable(said_of), *days.odd_days(account, date(2026, 7, 1))]
    known = {_generally(said.path, said.at_key) for said in every}
    in_log = {("log", "ID", "date"), ("log", "ID", "next", "date")}
    repeated = {("resting", "ID", "day")}  # a day that the fact itself says
    assert {*_dates(ACCOUNT, ())} == known | in_log | repeated
    assert {said.kind for said in every} | {"log"} == set(SPANS)


def test_the_known_past_goes_from_the_first_day_to_the_last_wherever_these_stand():
    entries = [f"{{date: 2026-0{month}-01, type: call}}" for month in (2, 5, 3, 8)]
    for turn in range(4):
        log = ", ".join(entries[turn:] + entries[:turn])
        account = ACCOUNT.decode(Source(f"name: A\nlog: [{log}]\n".encode()).tree)
        known = days.known_days(account, date(2026, 7, 1))
        assert (date(2026, 2, 1), date(2026, 5, 1)) == known.log == known.past


def _generally(path, at_key):
    section, _, *rest = path
    rest = [step if isinstance(step, str) else "ID" for step in rest]
    if rest and rest[0] in ("bant", "qualification", "steps"):
        rest[1] = "ID"
    if rest and rest[-1][:2] == "20":
        rest[-1:] = ["DAY"] if at_key else []
    return (section, "ID", *rest)


def _dates(shape, path):
    if shape is DATE:
        yield path
    elif isinstance(shape, Record):
        for key, field in shape.fields.items():
            yield from _dates(field.shape, (*path, key))
    elif isinstance(shape, Dated):
        yield (*path, "DAY")
        if shape.fact.fields["value"].shape is DATE:
            yield path
    elif isinstance(shape, ById):
        yield from _dates(shape.value, (*path, "ID"))
    elif isinstance(shape, Many):
        yield from _dates(shape.item, (*path, "ID"))


LIKELY = [
    # what stands there, the slip, what was meant
    ("start: 2026-01-15", "start: 1926-01-15", "2026-01-15"),  # another century
    ("start: 2026-01-15", "start: 0026-01-15", "2026-01-15"),
    ("2026-05-02, type: call", "2206-05-02, type: call", "2026-05-02"),  # digits swapped
    ("2026-06-12, type", "2062-06-12, type", "2026-06-12"),
    ("2026-06-12, type", "2027-06-12, type", "2026-06-12"),  # one digit
    ("2026-06-12, type", "2126-06-12, type", "2026-06-12"),
    ("2026-06-02: qual", "2027-06-02: qual", "2026-06-02"),
    ("won, date: 2026-07-02", "won, date: 2027-07-02", "2026-07-02"),
    ("2026-09-30", "2062-09-30", "2026-09-30"),
    ("closed: 2026-05-20", "closed: 2206-05-20", "2026-05-20"),
    ("2026-01-10: neutral", "2027-01-10: neutral", "2026-01-10"),
    # the others of the record do not say which
    ("end: 2027-01-14", "end: 2126-01-14", None),
    ("2026-06-02: qual", "2358-06-02: qual", None),
]


@pytest.mark.parametrize(("old", "new", "meant"), LIKELY)
def test_the_others_of_the_record_say_which_year_was_meant(lint, old, new, meant):
    found = told(lint, BOOK.replace(old, new))
    assert [[meant] if meant else []] == [mends for _, _, mends in found]
    (finding,) = (each for _, each in lint(BOOK.replace(old, new)) if each.rule in DAY_RULES)
    assert not any(mend.is_safe for mend in finding.mends)


def test_a_day_that_two_years_fit_is_not_guessed(lint):
    text = (
        "name: A\ndeals:\n  d:\n"
        "    stages: {2025-03-01: contacting, 2026-07-01: presenting, 2028-05-02: closing}\n"
    )
    assert [("future-stage", "2028-05-02", [])] == told(lint, text)


def test_the_29th_of_february_is_no_day_of_most_years(lint):
    text = "name: A\nlog:\n  - {date: 2024-02-20, type: call}\n  - {date: 2224-02-29, type: call}\n"
    assert [("", "2224-02-29", ["2024-02-29"])] == told(lint, text)


def test_of_a_deal_that_has_not_begun_its_first_stage_is_told_alone(lint):
    text = (
        "name: A\ndeals:\n  d:\n    stages: {2027-05-10: contacting, 2027-06-02: presenting}\n"
        "    outcome: {result: won, date: 2026-07-01}\n"
    )
    assert [("future-deal", "2027-05-10", ["2026-05-10"])] == told(lint, text)
    assert ["future-day"] == [finding.rule for _, finding in lint(text)]


def test_what_is_for_today_is_not_ahead(lint):
    text = "name: A\nlog: [{date: 2026-08-01, type: call}]\ndeals: {d: {stages: {2026-08-01: contacting}}}\n"
    assert [] == told(lint, text)


def test_with_the_cause_turned_off_what_follows_is_told(lint):
    text = (
        "name: A\nstatus: customer\ndeals:\n  d:\n    stages: {2026-05-10: contacting}\n"
        "    outcome: {result: won, date: 1926-06-20}\n"
    )
    assert ["unlikely-day"] == [finding.rule for _, finding in lint(text)]
    off = lint(text, "lint: {unlikely-day: off}\n")
    assert ["outcome-before-open"] == [finding.rule for _, finding in off]


def test_causes_are_rules():
    causes = {rule for rules in CAUSES.values() for rule in rules}
    assert {*CAUSES, *OF_OPEN, *causes} <= set(registry.RULES)


@pytest.mark.parametrize("day", ["2027-07-02", "2106-07-02"])
def test_whose_end_lies_ahead_is_asked_for_nothing_else(lint, day):
    text = (
        f"name: A\nplans: {{p: {{for: ceo, due: 2026-07-02, done: {day}}}}}\ndeals:\n  d:\n"
        "    stages: {2026-05-10: presenting}\n    close: 2026-07-02\n    next: 2026-07-02\n"
    )
    assert {"close-date-passed", "next-step-overdue", "stage-skipped-gate"} <= {
        finding.rule for _, finding in lint(text)
    }
    found = lint(f"{text}    outcome: {{result: won, date: {day}}}\n")
    assert ["future-plan-end", "future-outcome"] == [finding.key for _, finding in found]


def test_the_answer_is_that_of_the_day_asked_for(lint):
    text = "name: A\nlog: [{date: 2026-08-01, type: call}]\n"
    assert ["future-log-entry"] == [
        finding.rule for _, finding in lint(text, as_of=date(2026, 7, 31))
    ]
    assert [] == lint(text)


def test_each_cause_can_be_asked_for_what_it_hides():
    for rules in CAUSES.values():
        assert hidden_by(rules)
    assert "contact-nowhere" in hidden_by({"duplicate-contact"})

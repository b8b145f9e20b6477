"""Contracts, cases, surveys and assets."""

from datetime import date
from decimal import Decimal

import pytest

from crmcli.domain.records.customer import Asset, Case, Contract, Survey
from crmcli.edits import assets, cases, contracts, surveys
from edits.drafting import DAY, after, becomes, refused

BOOK = "name: A\ncontracts: {c-2026: {deal: core, start: 2026-01-15, end: 2027-01-14, amount: 180_000_000, per: year, notice_days: 90}}\n"


def contract(text, make):
    return after(text, make)["contracts"]


def test_a_contract_is_called_by_the_year_it_starts_in():
    new = Contract(date(2026, 3, 1), date(2027, 2, 28), "pt2", 5_000, "month", 0)
    assert {
        "c-2026": {
            "deal": "pt2",
            "start": "2026-03-01",
            "end": "2027-02-28",
            "amount": "5_000",
            "per": "month",
            "notice_days": "0",
        }
    } == contract("name: A\n", lambda draft, record: contracts.add(draft, record, new))
    assert ["c-2026", "c-2026-2"] == list(
        contract(BOOK, lambda draft, record: contracts.add(draft, record, new))
    )
    assert ("error-edit-exists", "c-2026", 4) == refused(
        BOOK, lambda draft, record: contracts.add(draft, record, new, id_="c-2026")
    )


def test_no_contract_ends_before_it_starts():
    backwards = Contract(date(2026, 3, 1), date(2026, 2, 28))
    assert ("error-edit-ends-first", date(2026, 2, 28), date(2026, 3, 1), 2) == refused(
        "name: A\n", lambda draft, record: contracts.add(draft, record, backwards)
    )
    assert ("error-edit-ends-first", date(2026, 1, 14), date(2026, 1, 15), 2) == refused(
        BOOK, lambda draft, record: contracts.end(draft, record, "c-2026", date(2026, 1, 14))
    )
    assert (
        "error-edit-ends-first"
        == refused(
            BOOK,
            lambda draft, record: contracts.renew(draft, record, "c-2026", Contract(DAY, end=DAY)),
        )[0]
    )


@pytest.mark.parametrize(
    ("start", "end", "then"),
    [
        ("2026-01-15", "2027-01-14", ("2027-01-15", "2028-01-14")),
        ("2026-01-01", "2026-03-31", ("2026-04-01", "2026-06-30")),
        ("2024-03-01", "2025-02-28", ("2025-03-01", "2026-02-28")),
        ("2023-03-01", "2024-02-29", ("2024-03-01", "2025-02-28")),
        ("2026-01-31", "2026-02-09", ("2026-02-10", "2026-02-19")),
    ],
    ids=["a year", "a quarter", "a year before February", "a leap year", "ten days"],
)
def test_the_next_contract_is_as_long_as_the_one_before(start, end, then):
    new = contract(
        f"name: A\ncontracts: {{old: {{start: {start}, end: {end}}}}}\n",
        lambda draft, record: contracts.renew(draft, record, "old", id_="new"),
    )["new"]
    assert then == (new["start"], new["end"])


@pytest.mark.parametrize(
    ("today", "told", "signed"),
    [
        ("2026-12-01", None, "2026-12-01"),
        ("2027-01-14", None, "2027-01-14"),
        ("2027-01-15", None, None),
        ("2026-12-01", "2026-11-20", "2026-11-20"),
    ],
    ids=["weeks before it begins", "the day before", "the day it begins", "another day is told"],
)
def test_written_before_it_begins_it_says_when_it_was_signed(today, told, signed):
    changed = Contract(DAY, signed=date.fromisoformat(told) if told else None)
    assert signed == contract(
        BOOK,
        lambda draft, record: contracts.renew(
            draft, record, "c-2026", changed, today=date.fromisoformat(today)
        ),
    )["c-2027"].get("signed")


def test_it_has_the_same_terms_unless_told_and_no_deal():
    new = contract(
        BOOK,
        lambda draft, record: contracts.renew(
            draft, record, "c-2026", Contract(DAY, amount=190_000_000, notice_days=30)
        ),
    )["c-2027"]
    assert {
        "start": "2027-01-15",
        "end": "2028-01-14",
        "amount": "190_000_000",
        "per": "year",
        "notice_days": "30",
    } == new


@pytest.mark.parametrize("end", ["", ", end: 9999-12-31", ", end: 9998-01-05"])
def test_a_contract_without_an_end_has_nothing_to_follow(end):
    assert ("error-edit-contract-endless", "c", 4) == refused(
        f"name: A\ncontracts: {{c: {{start: 2026-01-02{end}}}}}\n",
        lambda draft, record: contracts.renew(draft, record, "c"),
    )


def test_a_contract_ends_on_its_last_day():
    assert (
        "2026-12-31"
        == contract(
            BOOK, lambda draft, record: contracts.end(draft, record, "c-2026", date(2026, 12, 31))
        )["c-2026"]["end"]
    )


def test_a_case_is_called_by_its_kind_and_day_and_closed_with_what_came_of_it():
    opened = "name: A\ncases: {complaint-2026-08-03: {opened: 2026-08-03, kind: complaint, contact: lee, what: 배치 장애, owner: han, deal: pt2}}\n"
    becomes(
        "name: A\n",
        lambda draft, record: cases.add(
            draft, record, Case(DAY, contact="lee", what="배치 장애", owner="han", deal="pt2")
        ),
        opened,
    )
    closed = opened.replace("}}", ", closed: 2026-08-05, resolution: 패치}}")
    becomes(
        opened,
        lambda draft, record: cases.close(
            draft, record, "complaint-2026-08-03", date(2026, 8, 5), "패치"
        ),
        closed,
    )
    assert ("error-edit-case-closed", "complaint-2026-08-03", date(2026, 8, 5), 4) == refused(
        closed, lambda draft, record: cases.close(draft, record, "complaint-2026-08-03", DAY, "x")
    )
    assert ("error-edit-ends-first", date(2026, 8, 2), DAY, 2) == refused(
        opened,
        lambda draft, record: cases.close(
            draft, record, "complaint-2026-08-03", date(2026, 8, 2), "x"
        ),
    )
    assert (
        "error-edit-exists"
        == refused(
            opened,
            lambda draft, record: cases.add(draft, record, Case(DAY), id_="complaint-2026-08-03"),
        )[0]
    )
    assert ["complaint-2026-08-03", "complaint-2026-08-03-2"] == list(
        after(opened, lambda draft, record: cases.add(draft, record, Case(DAY)))["cases"]
    )


@pytest.mark.parametrize(("kind", "most"), [("nps", 10), ("csat", 5), ("trust", 5)])
def test_a_score_is_within_its_scale(kind, most):
    assert [{"date": "2026-08-03", "kind": kind, "score": str(most)}] == after(
        "name: A\n", lambda draft, _: surveys.answer(draft, Survey(DAY, kind, most))
    )["surveys"]
    assert ("error-edit-score", str(most + 1), most, 2) == refused(
        "name: A\n", lambda draft, _: surveys.answer(draft, Survey(DAY, kind, most + 1))
    )


def test_a_survey_may_have_its_own_scale_and_parts_of_points():
    told = Survey(DAY, "csat", Decimal("6.5"), "lee", "product", 7, "좋음")
    becomes(
        "name: A\nsurveys: [{date: 2026-01-01, kind: nps, score: 9}]\n",
        lambda draft, _: surveys.answer(draft, told),
        """
        name: A
        surveys:
          - {date: 2026-01-01, kind: nps, score: 9}
          - {date: 2026-08-03, contact: lee, kind: csat, about: product, score: 6.5, scale: 7, note: 좋음}
    """,
    )


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("{}", "{core: {qty: 2, since: 2026-08-03, replace: 2029-08-03, note: 예비}}"),
        ("{core: 1}", "{core: {qty: 3, since: 2026-08-03, replace: 2029-08-03, note: 예비}}"),
        (
            "{core: {since: 2026-01-15}}",
            "{core: {since: 2026-01-15, qty: 3, replace: 2029-08-03, note: 예비}}",
        ),
        (
            "{core: {qty: 1_000, since: 2026-01-15, replace: 2028-01-01}}",
            "{core: {qty: 1_002, since: 2026-01-15, replace: 2029-08-03, note: 예비}}",
        ),
    ],
)
def test_more_of_what_is_owned_already_is_added_up(before, expected):
    owned = Asset(2, DAY, date(2029, 8, 3), "예비")
    becomes(
        f"name: A\nassets: {before}\n",
        lambda draft, record: assets.own(draft, record, "core", owned),
        f"name: A\nassets: {expected}\n",
    )


def test_where_it_stands_and_who_sold_it_is_written_beside():
    owned = Asset(1, DAY, bought_from="협력사", unit="2공장")
    becomes(
        "name: A\n",
        lambda draft, record: assets.own(draft, record, "core", owned),
        "name: A\nassets: {core: {qty: 1, since: 2026-08-03, bought_from: 협력사, unit: 2공장}}\n",
    )
    becomes(
        "name: A\nassets: {core: {qty: 2, unit: 본사}}\n",
        lambda draft, record: assets.own(draft, record, "core", owned._replace(since=None)),
        "name: A\nassets: {core: {qty: 3, unit: 2공장, bought_from: 협력사}}\n",
    )


@pytest.mark.parametrize(
    ("before", "told", "qty", "expected"),
    [
        ("1", Asset(unit="2공장"), None, "{qty: 1, unit: 2공장}"),
        ("{qty: 2, unit: 본사}", Asset(unit="2공장"), None, "{qty: 2, unit: 2공장}"),
        ("{since: 2026-01-01}", Asset(), 4, "{since: 2026-01-01, qty: 4}"),
        ("{qty: 2, note: x}", Asset(replace=DAY), 1, "{qty: 1, note: x, replace: 2026-08-03}"),
    ],
)
def test_what_is_owned_is_corrected_and_not_added_up(before, told, qty, expected):
    becomes(
        f"name: A\nassets: {{core: {before}}}\n",
        lambda draft, _: assets.correct(draft, "core", told, qty),
        f"name: A\nassets: {{core: {expected}}}\n",
    )

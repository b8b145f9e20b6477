"""New against existing: what counts on which side, and for whom."""

from datetime import date

import pytest

from books import account, ask, policy
from crmcli.reports.relations import balance

RULES = policy("renewals: {grace_days: 30}")
ACME = account(
    """
    name: Acme
    owner: ada
    deals:
      first:  {amount: 4, outcome: {result: won, date: 2026-02-10}}
      second: {amount: 1, outcome: {result: won, date: 2026-06-01}}
      third:  {amount: 9, stages: {2026-07-01: contacting}}
      bare:   {owner: ben, stages: {2026-07-01: contacting}}
      gone:   {amount: 7, outcome: {result: lost, date: 2026-07-01}}
    log:
      - {date: 2026-02-10, type: visit, by: [ada, ben]}
      - {date: 2026-02-11, type: call}
      - {date: 2026-02-11, type: call, outcome: no_answer, by: ben}
      - {date: 2026-02-12, type: call, outcome: cancelled, by: ben}
    """,
    "acme",
)


def rows(*accounts, **asked):
    return {(row.rep, row.side): row for row in ask(balance, *accounts, rules=RULES, **asked).rows}


def test_an_account_is_existing_from_the_day_after_its_first_win():
    found = rows(ACME)
    assert {
        ("ada", "new"): 1,
        ("ada", "existing"): 1,
        ("ben", "new"): 1,
        ("ben", "existing"): 1,
    } == {key: row.touches for key, row in found.items()}
    assert {0.5} == {row.touch_share for row in found.values()}


def test_a_deal_is_judged_by_the_others():
    found = rows(ACME)
    assert [(1, 4, 0, 0), (1, 1, 1, 9)] == [
        (row.won, row.won_amount, row.open, row.open_amount)
        for row in (found["ada", "new"], found["ada", "existing"])
    ]
    assert (1, 0) == (found["ben", "existing"].open, found["ben", "existing"].open_amount)


def test_the_first_open_deal_of_an_account_is_new():
    (new, existing) = ask(
        balance,
        account(
            "{name: N, owner: ada, deals: {a: {amount: 5, stages: {2026-07-01: contacting}}}}", "n"
        ),
        rules=RULES,
    ).rows
    assert [("new", 1, 5), ("existing", 0, 0)] == [
        (row.side, row.open, row.open_amount) for row in (new, existing)
    ]


def test_two_deals_won_on_the_first_day_are_both_new():
    book = account(
        "{name: N, owner: ada, deals: {a: {amount: 5, outcome: {result: won, date: 2026-03-01}}, b: {amount: 6, outcome: {result: won, date: 2026-03-01}}}}",
        "n",
    )
    assert (2, 11) == rows(book)["ada", "new"][4:6]


def test_the_contract_of_the_first_deal_does_not_make_it_existing_business():
    book = account(
        "{name: N, owner: ada, contracts: {c: {start: 2026-02-01, deal: a}}, deals: {a: {amount: 5, outcome: {result: won, date: 2026-03-01}}}}",
        "n",
    )
    assert 1 == rows(book)["ada", "new"].won


@pytest.mark.parametrize(
    ("as_of", "churned"),
    [("2026-05-30", 0), ("2026-05-31", 1), ("2027-05-30", 1), ("2027-06-01", 0)],
)
def test_a_contract_is_churned_in_the_window_in_which_its_grace_ends(as_of, churned):
    book = account(
        "{name: Z, owner: ben, contracts: {c: {start: 2025-05-01, end: 2026-04-30, amount: 6, per: month}}, log: [{date: 2025-06-01, type: call}]}",
        "z",
    )
    found = ask(
        balance,
        book,
        rules=RULES,
        as_of=date.fromisoformat(as_of),
        since=date(2025, 1, 1) if churned == 0 and as_of < "2027" else None,
    ).rows
    assert (churned, 72 * churned) == (
        sum(row.churned for row in found),
        sum(row.churned_amount for row in found),
    )


def test_what_another_contract_went_on_with_is_not_churned():
    for other in ("{start: 2026-05-01}", "{start: 2020-01-01}"):
        book = account(
            f"{{name: Z, owner: ben, contracts: {{c: {{start: 2025-05-01, end: 2026-04-30, amount: 6}}, d: {other}}}}}",
            "z",
        )
        assert [] == ask(balance, book, rules=RULES).rows


def test_the_window_begins_where_asked_and_that_day_counts():
    days = (date(2026, 2, 10), date(2026, 2, 11), date(2026, 2, 12))
    assert [4, 2, 0] == [
        sum(row.touches for row in ask(balance, ACME, rules=RULES, since=day).rows) for day in days
    ]


def test_sides_add_up_to_the_total_and_explain_names_the_records():
    table = ask(balance, ACME, rules=RULES, explain=True)
    assert {"new": (2, 1), "existing": (2, 1)} == {
        side: (row.touches, row.won) for side, row in table.totals.items()
    }
    assert {"touches": ["acme 1"], "won": ["acme/second"], "open": ["acme/third"]} == dict(
        table.evidence[1]
    )


def test_what_we_note_for_ourselves_is_no_touch():
    assert (
        []
        == ask(
            balance,
            account(
                "{name: A, owner: ben, log: [{date: 2026-06-01, type: info, by: ben}, {date: 2026-06-02, type: info, direction: inbound}]}"
            ),
            rules=RULES,
        ).rows
    )


def test_the_busiest_is_first_and_of_two_alike_the_one_whose_name_comes_first():
    log = ", ".join(
        f"{{date: 2026-07-0{day}, type: call, by: {who}}}"
        for day, who in enumerate(("cy", "ben", "ada", "ada"), 1)
    )
    found = ask(
        balance,
        account(
            f"{{name: A, owner: ivo, deals: {{d: {{stages: {{2026-07-01: contacting}}}}}}, log: [{log}]}}",
            "a",
        ),
        rules=RULES,
    ).rows
    assert ["ada", "ada", "ben", "ben", "cy", "cy"] == [
        row.rep for row in found if row.rep != "ivo"
    ]

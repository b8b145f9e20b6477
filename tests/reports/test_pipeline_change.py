"""What came into the pipeline and went: it adds up, deal by deal, whatever happened to the files in between."""

from datetime import date
from decimal import Decimal

import pytest
from books import Ask, account, policy
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.domain.records.account import Account, Deal, Fact, Outcome
from crmcli.reports.pipeline import pipeline, pipeline_change
from crmcli.reports.deal_facts import sums

START, END = date(2026, 7, 1), date(2026, 8, 1)
RULES = policy()


def changed(before, after, **asked):
    """The table between these accounts as they were and as they are."""
    ask = Ask(**asked)
    facts = [
        [deal for each in accounts for deal in pipeline_change.gather(each, RULES, day, ask)]
        for accounts, day in ((before, START), (after, END))
    ]
    return pipeline_change.tabulate(*facts, RULES, START, END, ask)


def lines(table):
    return {row.line: (row.deals, row.amount) for row in table.rows if row.deals}


def one(text):
    return [account(f"name: A\ndeals: {{d: {{{text}}}}}\n")]


OPEN = "amount: 100, stages: {2026-06-01: presenting}"
TAKEN_BACK = "ended: {result: lost, date: 2026-06-20, reopened: 2026-07-10}"
REOPENED = f"{OPEN}, {TAKEN_BACK}, outcome: {{result: won, date: 2026-07-20}}"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (one(OPEN), one(OPEN), {"start": (1, 100), "end": (1, 100)}),
        (
            one(OPEN),
            one(OPEN.replace("100", "130")),
            {"start": (1, 100), "raised": (1, 30), "end": (1, 130)},
        ),
        (
            one(OPEN),
            one(OPEN.replace("100", "80.50")),
            {"start": (1, 100), "lowered": (1, Decimal("-19.50")), "end": (1, Decimal("80.50"))},
        ),
        (
            one(OPEN),
            one(f"{OPEN.replace('100', '80')}, outcome: {{result: won, date: 2026-07-15}}"),
            {"start": (1, 100), "lowered": (1, -20), "won": (1, -80)},
        ),
        (
            one(OPEN),
            one(f"{OPEN}, outcome: {{result: lost, date: 2026-07-15}}"),
            {"start": (1, 100), "lost": (1, -100)},
        ),
        (
            one(OPEN),
            one(f"{OPEN}, outcome: {{result: no_decision, date: 2026-07-15}}"),
            {"start": (1, 100), "moved_out": (1, -100)},
        ),
        (
            one(OPEN),
            one(f"{OPEN}, outcome: {{result: invalid, date: 2026-07-15}}"),
            {"start": (1, 100), "moved_out": (1, -100)},
        ),
        (
            one(OPEN),
            one(f"{OPEN}, outcome: {{result: won, date: 2026-08-02}}"),
            {"start": (1, 100), "end": (1, 100)},
        ),
        (one(OPEN), [], {"start": (1, 100), "moved_out": (1, -100)}),
        ([], one("amount: 50, stages: {2026-07-02: presenting}"), {"new": (1, 50), "end": (1, 50)}),
        ([], one("amount: 50, stages: {2026-08-02: presenting}"), {}),
        ([], one("amount: 50"), {"new": (1, 50), "end": (1, 50)}),
        ([], one(OPEN), {"moved_in": (1, 100), "end": (1, 100)}),
        (
            [],
            one(
                "amount: 50, stages: {2026-07-02: presenting}, outcome: {result: won, date: 2026-07-20}"
            ),
            {"new": (1, 50), "won": (1, -50)},
        ),
        ([], one(f"{OPEN}, outcome: {{result: won, date: 2026-06-20}}"), {}),
        ([], one(f"{OPEN}, outcome: {{result: won, date: 2026-07-01}}"), {}),
        (
            [],
            one("amount: 50, stages: {2026-07-01: presenting}"),
            {"moved_in": (1, 50), "end": (1, 50)},
        ),
        (
            [],
            one(f"{OPEN}, outcome: {{result: lost, date: 2026-07-20}}"),
            {"moved_in": (1, 100), "lost": (1, -100)},
        ),
        (
            one(f"{OPEN}, outcome: {{result: lost, date: 2026-06-20}}"),
            one(OPEN),
            {"moved_in": (1, 100), "end": (1, 100)},
        ),
        (
            one(f"{OPEN}, outcome: {{result: lost, date: 2026-06-20}}"),
            one(f"{OPEN}, outcome: {{result: won, date: 2026-07-20}}"),
            {"moved_in": (1, 100), "won": (1, -100)},
        ),
        (
            one(f"{OPEN}, outcome: {{result: lost, date: 2026-06-20}}"),
            one(f"{OPEN}, outcome: {{result: lost, date: 2026-06-21}}"),
            {},
        ),
        (one(REOPENED), one(REOPENED), {"moved_in": (1, 100), "won": (1, -100)}),
        (
            one("stages: {2026-06-01: presenting}"),
            one(OPEN),
            {"start": (1, 0), "raised": (1, 100), "end": (1, 100)},
        ),
    ],
)
def test_every_way_in_and_out_has_its_line(before, after, expected):
    table = changed(before, after)
    assert lines(table) == expected
    assert pipeline_change.balances(table.rows)


def test_lines_come_in_the_order_of_the_sum_also_empty_ones():
    assert [row.line for row in changed([], []).rows] == [
        "start",
        "new",
        "moved_in",
        "raised",
        "lowered",
        "moved_out",
        "won",
        "lost",
        "end",
    ]


def test_a_sum_that_is_wrong_is_noticed():
    good = changed(one(OPEN), [])
    assert pipeline_change.balances(good.rows)
    assert not pipeline_change.balances(
        [row._replace(amount=1) if row.line == "new" else row for row in good.rows]
    )
    assert not pipeline_change.balances(
        [row._replace(deals=1) if row.line == "new" else row for row in good.rows]
    )


DAYS = st.dates(date(2026, 5, 1), date(2026, 9, 1))
AMOUNTS = st.integers(0, 1000) | st.decimals(0, 1000, places=2)
DEALS = st.builds(
    lambda amount, later, created, outcome, owner: Deal(
        owner=owner,
        amount=tuple(
            Fact(*each)
            for each in sorted(
                {**({None: amount} if amount is not None else {}), **later}.items(),
                key=lambda each: each[0] or date.min,
            )
        ),
        stages=(Fact(created, "presenting"),) if created else (),
        outcome=Outcome(*outcome) if outcome else None,
    ),
    st.none() | AMOUNTS,
    st.dictionaries(DAYS, AMOUNTS, max_size=2),
    st.none() | DAYS,
    st.none() | st.tuples(st.sampled_from(["won", "lost", "no_decision", "invalid"]), DAYS),
    st.sampled_from([None, "ada", "ben"]),
)
BOOKS = st.dictionaries(
    st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), DEALS, max_size=3), max_size=3
)


def accounts(book):
    return [Account(name, id=name, deals=deals) for name, deals in sorted(book.items())]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(BOOKS, BOOKS, BOOKS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_it_balances_over_any_two_books_and_one_periods_end_is_the_nexts_start(
    first, second, third, days
):
    facts = [
        [
            deal
            for each in accounts(book)
            for deal in pipeline_change.gather(each, RULES, day, Ask())
        ]
        for book, day in zip((first, second, third), days, strict=True)
    ]
    tables = [
        pipeline_change.tabulate(
            facts[place], facts[place + 1], RULES, days[place], days[place + 1], Ask(explain=True)
        )
        for place in (0, 1)
    ]
    for place, table in enumerate(tables):
        by_line = {row.line: row for row in table.rows}
        assert sums(row.amount for row in table.rows[:-1]) == by_line["end"].amount
        assert all(note.key == "note-pipeline-unvalued" for note in table.notes)
        for line, book, day in (
            ("start", (first, second)[place], days[place]),
            ("end", (second, third)[place], days[place + 1]),
        ):
            totals = pipeline.tabulate(
                [
                    fact
                    for each in accounts(book)
                    for fact in pipeline.gather(each, RULES, day, Ask())
                ],
                RULES,
                day,
                Ask(),
            ).totals
            assert (by_line[line].deals, by_line[line].amount) == (totals.deals, totals.amount)
        assert [len(sources["deals"]) for sources in table.evidence] == [
            row.deals for row in table.rows
        ]
    assert tables[0].rows[-1][2:] == tables[1].rows[0][2:]

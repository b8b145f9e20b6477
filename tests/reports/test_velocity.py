"""The pace: four parts of one population, multiplied and divided, each with what it rests on."""

from datetime import date
from pathlib import Path

import pytest
from books import account, ask, policy

from crmcli.reports.pipeline import velocity, winrate
from crmcli.store.book.opening import open_book
from crmcli.store.shapes.reading import read_account

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = date(2026, 8, 1)
RULES = policy("{currency: KRW, min_sample: 3}")


def of(deals, name="acme", head="owner: ada"):
    return account(
        f"name: Acme\n{head}\ndeals:\n"
        + "".join(f"  {key}: {value}\n" for key, value in deals.items()),
        name,
    )


def won(amount, day, began="2026-01-01"):
    return f"{{{f'amount: {amount}, ' if amount else ''}stages: {f'{{{began}: contacting}}' if began else 'contacting'}, outcome: {{result: won, date: {day}}}}}"


LOST = "{amount: 5, stages: {2026-01-01: contacting}, outcome: {result: %s, date: 2026-04-01, reason: price}}"
OPEN = "{amount: 9, stages: {2026-07-01: %s}}"


def row(*accounts, **asked):
    return ask(velocity, *accounts, rules=RULES, as_of=AS_OF, **asked).rows[0]


def test_open_deals_times_rate_times_amount_by_days():
    found = row(
        of(
            {
                "o1": OPEN % "contacting",
                "o2": OPEN % "closing",
                "w1": won(100, "2026-01-31"),
                "w2": won(300, "2026-02-10"),
                "l": LOST % "lost",
            }
        )
    )
    assert (2, 2, 3, 200.0, 200.0, 2, 35.0, 35, 2) == (
        found.open,
        found.won,
        found.decided,
        found.average_won,
        found.median_won,
        found.valued,
        found.average_cycle_days,
        found.median_cycle_days,
        found.timed,
    )
    assert round(2 * (2 / 3) * 200 / 35) == found.velocity


def test_deals_in_stages_no_forecast_counts_are_not_open_ones():
    assert 0 == ask(velocity, of({"o": OPEN % "prospecting"}), rules=RULES, as_of=AS_OF).totals.open


@pytest.mark.parametrize(
    ("day", "counts"), [("2025-08-01", 0), ("2025-08-02", 1), ("2026-08-01", 1), ("2026-08-02", 0)]
)
def test_outcomes_of_the_last_365_days_count_today_included(day, counts):
    assert counts == row(of({"w": won(100, day, "2025-01-01"), "o": OPEN % "closing"})).won


def test_no_decision_is_in_no_part():
    assert 1 == row(of({"w": won(100, "2026-02-01"), "n": LOST % "no_decision"})).decided


def test_a_missing_part_makes_the_pace_na_and_not_0():
    assert (None, None) == (
        row(of({"o": OPEN % "closing"})).velocity,
        row(of({"o": OPEN % "closing"})).win_rate,
    )
    assert None is row(of({"w": won(None, "2026-02-01")})).velocity
    assert None is row(of({"w": won(100, "2026-02-01", None)})).velocity
    # won on the first day: nothing to divide by
    assert None is row(of({"w": won(100, "2026-01-01")})).velocity


def test_averages_rest_on_the_deals_that_have_the_figure():
    found = row(
        of(
            {
                "w1": won(100, "2026-02-01"),
                "w2": won(None, "2026-02-01"),
                "w3": won(500, "2026-02-01", None),
            }
        )
    )
    assert (3, 2, 2, 300.0) == (found.won, found.valued, found.timed, found.average_won)


def test_few_deals_are_told_with_a_range_around_the_pace():
    table = ask(
        velocity,
        of({"o": OPEN % "closing", "w": won(100, "2026-02-01"), "l": LOST % "lost"}),
        rules=RULES,
        as_of=AS_OF,
    )
    (found,) = table.rows
    assert found.slow < found.velocity < found.fast
    assert ["note-velocity-few"] == [note.key for note in table.notes]


def test_groups_are_populations_of_their_own_the_fastest_first():
    one = of({"o": OPEN % "closing", "w": won(100, "2026-02-01")}, "one", "owner: ada\nsegment: A")
    two = of({"o": OPEN % "closing", "w": won(900, "2026-02-01")}, "two", "owner: ben\nsegment: B")
    none = of({"o": OPEN % "closing"}, "none", "segment: B")
    assert ["ben", "ada", None] == [
        each.group
        for each in ask(velocity, one, two, none, rules=RULES, as_of=AS_OF, by="owner").rows
    ]
    begun, still = (
        of({"o": OPEN % "closing"}, "begun", "owner: amy"),
        of({"w": won(5, "2026-02-01")}, "still", "owner: zoe"),
    )
    assert [("zoe", 0.0), ("amy", None)] == [
        (each.group, each.velocity)
        for each in ask(velocity, begun, still, rules=RULES, as_of=AS_OF, by="owner").rows
    ]
    assert [("B", 2), ("A", 1)] == [
        (each.group, each.open)
        for each in ask(velocity, one, two, none, rules=RULES, as_of=AS_OF, by="segment").rows
    ]


def test_an_empty_book_has_no_pace():
    found = ask(velocity, rules=RULES, as_of=AS_OF).totals
    assert (0, None, None, None) == (found.open, found.win_rate, found.average_won, found.velocity)


@pytest.mark.parametrize("name", ["hanbit", "northwind"])
def test_the_win_rate_and_the_averages_are_those_of_crm_winrate(name):
    root = str(EXAMPLES / name)
    opened = open_book(root, use_cache=False)
    accounts = [
        read_account(root, entry[0])[0].record
        for entry in opened.library.entries
        if entry[0] != "crm.yaml"
    ]
    found = ask(velocity, *accounts, rules=opened.policy, as_of=AS_OF).totals
    told = ask(winrate, *accounts, rules=opened.policy, as_of=AS_OF, since=date(2025, 8, 2)).totals
    assert (
        told.won,
        told.won + told.lost,
        told.narrow,
        told.average_won,
        told.average_cycle_days,
    ) == (found.won, found.decided, found.win_rate, found.average_won, found.average_cycle_days)

"""What ends before it begins by the days in the file is in no mean and no median, and told beside."""

from datetime import date

import pytest
from books import AS_OF, account, ask, policy

from crmcli.domain.time.intervals import backwards, forwards
from crmcli.reports.pipeline import losses, stages, velocity, winrate
from crmcli.reports.queries import quality, query
from crmcli.reports.customers import satisfaction
from crmcli.reports.queries.quality_parts import Writing

RULES = policy("role_sets: {}\nteam: {ada: {name: Ada}}\nmin_sample: 1")
TOLD = [("note-intervals-backwards", (1,))]


def deals(result):
    return account(f"""
        name: A
        owner: ada
        deals:
          wrong: {{amount: 100, stages: {{2026-06-10: presenting}}, outcome: {{result: {result}, date: 2026-06-01, reason: price}}}}
          right: {{amount: 100, stages: {{2026-05-01: presenting}}, outcome: {{result: {result}, date: 2026-05-31, reason: price}}}}
    """)


def told(table):
    return [(note.key, note.args) for note in table.notes if note.key.startswith("note-intervals")]


@pytest.mark.parametrize(
    ("report", "result", "field"),
    [
        (winrate, "won", "average_cycle_days"),
        (velocity, "won", "average_cycle_days"),
        (velocity, "won", "median_cycle_days"),
        (losses, "lost", "median_days"),
    ],
)
def test_a_cycle_of_less_than_no_days_is_in_no_mean_or_median(report, result, field):
    table = ask(report, deals(result), rules=RULES)
    assert (30, TOLD) == (getattr(table.totals, field), told(table))


def test_the_pace_is_that_of_the_cycles_that_can_be():
    book = deals("won")
    alone = book._replace(deals={"wrong": book.deals["wrong"]})
    assert (None, 0) == (
        ask(velocity, alone, rules=RULES).totals.velocity,
        ask(velocity, alone, rules=RULES).totals.timed,
    )


def test_a_stay_after_the_end_has_no_days():
    text = "{name: A, deals: {d: {stages: {2026-05-01: contacting, 2026-07-10: presenting, 2026-07-20: closing}, outcome: {result: won, date: 2026-07-01}}}}"
    table = ask(stages, account(text), rules=RULES)
    assert {"contacting": 61} == {row.stage: row.median_days for row in table.rows if row.stays}
    assert [("note-intervals-backwards", (2,))] == told(table)


def test_a_case_that_was_closed_before_it_was_opened_is_closed_and_in_no_median():
    text = """
        name: A
        cases:
          wrong: {opened: 2026-05-10, closed: 2026-05-01}
          right: {opened: 2026-05-10, closed: 2026-05-14}
          still: {opened: 2026-05-10}
    """
    table = ask(satisfaction, account(text), rules=RULES)
    assert (3, 1, 4, TOLD) == (
        table.totals["complaints"],
        table.totals["open"],
        table.totals["median_days"],
        told(table),
    )


def test_an_entry_written_before_its_day_is_no_delay_of_none():
    facts = quality.gather(account("name: A\nowner: ada\n"), RULES, AS_OF, quality_ask())
    table = quality.tabulate(facts, RULES, AS_OF, quality_ask(), Writing({}, [-3, 2, 4]))
    assert (3, 4, 2, TOLD) == (
        table.totals["median_lag"],
        table.totals["p90_lag"],
        table.totals["lags"],
        told(table),
    )


def quality_ask():
    from books import Ask

    return Ask()


def test_a_query_leaves_them_out_of_mean_and_median_and_shows_them_else():
    columns = ("n", "mean(cycle)", "median(cycle)", "min(cycle)")
    table = ask(query, deals("won"), rules=RULES, text="true", on="deals", columns=columns)
    assert ((2, 30.0, 30, -9), TOLD) == (tuple(table.rows[0]), told(table))
    listed = ask(
        query, deals("won"), rules=RULES, text="cycle < 0", on="deals", columns=("deal", "cycle")
    )
    assert [("wrong", -9)] == [tuple(row) for row in listed.rows]


def test_what_is_missing_is_missing_in_every_figure():
    book = account(
        "{name: A, deals: {a: {stages: {2026-05-01: closing}, amount: 100}, b: {amount: 50}, c: {stages: haggling, amount: 30}, d: {}}}"
    )
    columns = (
        "mean(probability)",
        "median(probability)",
        "min(probability)",
        "mean(weighted)",
        "sum(weighted)",
        "mean(amount)",
        "n",
    )
    table = ask(query, book, rules=RULES, text="true", on="deals", columns=columns)
    assert (0.8, 0.8, 0.8, 80.0, 80, 60.0, 4) == tuple(map(plain, table.rows[0]))


def plain(value):
    return value if isinstance(value, int) else round(float(value), 6)


def test_a_stage_after_the_sale_has_no_conversion():
    text = """
        name: A
        deals:
          won: {stages: {2026-05-01: closing, 2026-06-01: retaining}, outcome: {result: won, date: 2026-06-01}}
          lost: {stages: {2026-05-01: closing, 2026-06-01: retaining}, outcome: {result: lost, date: 2026-07-01, reason: price}}
    """
    rows = {row.stage: row for row in ask(stages, account(text), rules=RULES).rows}
    after = rows["retaining"]
    assert (2, 1, 1, None, None, None) == (
        after.reached,
        after.dropped,
        after.still,
        after.conversion,
        after.low,
        after.high,
    )
    assert 1.0 == rows["closing"].conversion


def test_days_are_counted_either_way():
    days = [3, None, -1, 0, -2]
    assert ([3, 0], 2) == (forwards(days), backwards(days))
    assert date(2026, 8, 1) == AS_OF

"""Promised days that were moved: by the dates in a file, by what git saw of it, and by both."""

from datetime import date

from books import Ask, account, policy
from hypothesis import given, settings
from hypothesis import strategies as st

from crmcli.reports.pipeline import slips
from crmcli.reports.pipeline.promises import followed, without_repeats, woven, written

AS_OF = date(2026, 8, 1)
RULES = policy("team: {ada: {name: Ada}}")


def told(now, *versions, as_of=AS_OF, **asked):
    """The rows for a file that read like these versions (day, text) before, and like `now` now."""
    past = {}
    for day, text in versions:
        past = followed(past, written(account(text)), date.fromisoformat(day))
    ask = Ask(**asked)
    return slips.tabulate(
        slips.gather(account(now), RULES, as_of, ask), {"hanbit": past}, RULES, as_of, ask
    )


def deal(text):
    return f"name: A\nowner: ada\ndeals: {{d: {{stages: presenting, {text}}}}}\n"


def moved(table):
    return [(row.kind, str(row.first), str(row.now), row.moves, row.days) for row in table.rows]


def test_dated_facts_in_the_file_tell_every_move():
    table = told(
        deal("close: {2026-05-01: 2026-07-31, 2026-06-15: 2026-08-31, 2026-07-20: 2026-08-10}")
    )
    assert moved(table) == [("close_date", "2026-07-31", "2026-08-10", 2, 10)]
    assert (table.rows[0].account, table.rows[0].subject, table.rows[0].owner) == (
        "hanbit",
        "d",
        "ada",
    )


def test_facts_dated_after_the_day_do_not_count_yet():
    assert moved(told(deal("close: {2026-05-01: 2026-07-31, 2026-08-15: 2026-09-30}"))) == []


def test_a_day_that_was_overwritten_is_known_from_git():
    assert moved(
        told(
            deal("close: 2026-09-30"),
            ("2026-05-01", deal("close: 2026-07-31")),
            ("2026-06-01", deal("close: 2026-07-31")),
        )
    ) == [("close_date", "2026-07-31", "2026-09-30", 1, 61)]


def test_what_git_saw_and_what_the_file_dates_is_one_move():
    before = deal("close: {2026-05-01: 2026-07-31}")
    now = deal("close: {2026-05-01: 2026-07-31, 2026-06-01: 2026-08-31, 2026-07-01: 2026-09-30}")
    assert moved(
        told(now, ("2026-05-02", before), ("2026-06-20", before), ("2026-07-10", now))
    ) == [("close_date", "2026-07-31", "2026-09-30", 2, 61)]


def test_a_day_before_the_first_dated_one_is_kept():
    assert moved(
        told(deal("close: {2026-06-01: 2026-08-31}"), ("2026-05-02", deal("close: 2026-07-31")))
    )[0][1:4] == ("2026-07-31", "2026-08-31", 1)


def test_a_next_step_slips_only_while_it_is_the_same_step():
    before = ("2026-07-01", deal("next: {date: 2026-07-10, what: send the quote}"))
    assert moved(told(deal("next: {date: 2026-08-10, what: send the quote}"), before)) == [
        ("next", "2026-07-10", "2026-08-10", 1, 31)
    ]
    assert moved(told(deal("next: {date: 2026-08-10, what: call}"), before)) == []


def test_plans_slip_until_they_are_done_or_dropped():
    plan = "name: A\nplans: {p: {for: cio, owner: ben, due: DAY}}\n"
    before = ("2026-06-01", plan.replace("DAY", "2026-06-30"))
    assert [
        (row.kind, row.owner, row.days)
        for row in told(plan.replace("DAY", "2026-07-30"), before).rows
    ] == [("plan", "ben", 30)]
    assert moved(told(plan.replace("DAY", "2026-07-30, done: 2026-07-20"), before)) == []
    assert moved(told(plan.replace("DAY", "2026-06-30"), before)) == []


def test_promises_of_deals_that_ended_are_over():
    before = ("2026-06-01", deal("close: 2026-06-30"))
    assert (
        moved(told(deal("close: 2026-07-31, outcome: {result: won, date: 2026-07-01}"), before))
        == []
    )
    assert (
        len(told(deal("close: 2026-07-31, outcome: {result: won, date: 2026-08-02}"), before).rows)
        == 1
    )


def test_a_promise_that_went_away_for_a_while_begins_anew():
    assert (
        moved(
            told(
                deal("close: 2026-09-30"),
                ("2026-05-01", deal("close: 2026-07-31")),
                ("2026-06-01", deal("amount: 5")),
            )
        )
        == []
    )


def test_what_was_moved_twice_on_one_day_is_the_net_move_of_that_day():
    first = ("2026-05-01", deal("close: 2026-07-31"))
    wrong, right = deal("close: 2026-10-31"), deal("close: 2026-08-31")
    expected = [("close_date", "2026-07-31", "2026-08-31", 1, 31)]
    assert expected == moved(told(right, first, ("2026-06-01", wrong), ("2026-06-01", right)))
    # not committed yet, of the same day
    assert expected == moved(told(right, first, ("2026-08-01", wrong)))
    assert 2 == moved(told(right, first, ("2026-06-01", wrong), ("2026-06-02", right)))[0][3]


def test_there_and_back_on_one_day_is_no_move():
    stays = deal("close: 2026-07-31")
    assert [] == moved(
        told(
            stays,
            ("2026-05-01", stays),
            ("2026-06-01", deal("close: 2026-10-31")),
            ("2026-06-01", stays),
        )
    )
    assert [] == moved(
        told(stays, ("2026-05-01", deal("close: 2026-10-31")), ("2026-05-01", stays))
    )


def test_a_promise_corrected_on_its_first_day_was_first_for_the_corrected_day():
    versions = ("2026-05-01", deal("next: 2026-06-10")), ("2026-05-01", deal("next: 2026-06-20"))
    assert [("next", "2026-06-20", "2026-06-30", 1, 10)] == moved(
        told(deal("next: 2026-06-30"), *versions)
    )


def test_the_farthest_comes_first_and_owners_are_summed_up_with_what_did_not_move():
    now = "name: A\nowner: ada\ndeals:\n  x: {close: {2026-05-01: 2026-07-01, 2026-06-01: 2026-07-05}}\n  y: {owner: ben, close: {2026-05-01: 2026-07-01, 2026-06-01: 2026-06-01}}\n  z: {close: {2026-05-01: 2026-07-01, 2026-06-01: 2026-08-05}}\n  w: {close: 2026-09-01}\n"
    assert [(row.subject, row.days) for row in told(now).rows] == [("z", 35), ("x", 4), ("y", -30)]
    assert told(now).totals == {"group": None, "promises": 4, "moved": 3, "moves": 3, "days": 9}
    assert [tuple(row) for row in told(now, by="owner").rows] == [
        ("ada", 3, 2, 2, 39),
        ("ben", 1, 1, 1, -30),
    ]
    assert told(now, explain=True).evidence[0] == {"promise": ("2026-07-01", "2026-08-05")}


DAYS = st.lists(
    st.sampled_from([date(2026, 1, day) for day in range(1, 5)]), min_size=1, max_size=6
).map(without_repeats)


def is_part(one, other):
    rest = iter(other)
    return all(day in rest for day in one)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(DAYS, DAYS)
def test_two_views_of_the_same_moves_make_the_shortest_line_with_both(seen, dated):
    seen = without_repeats((*seen, dated[-1]))
    line = woven(seen, dated)
    assert is_part(seen, line)
    assert is_part(dated, line)
    assert line[-1] == dated[-1]
    assert max(len(seen), len(dated)) <= len(line) <= len(seen) + len(dated) - 1
    assert woven(seen, seen) == seen


def test_what_the_file_dates_comes_before_what_git_saw_where_either_may():
    a, b, c = (date(2026, 1, day) for day in (1, 2, 3))
    assert (b, a, c) == woven((a, c), (b, c))
    assert (a, b, c) == woven((b, c), (a, c))

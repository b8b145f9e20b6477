"""Goals: where a figure stood, where it is, where it should be, and what that means."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from books import account, ask, policy

from crmcli.reports.forecast import goal_rows
from crmcli.domain.records.words import METRICS
from crmcli.reports.coverage import coverage
from crmcli.reports.forecast import goals, trend_metrics
from crmcli.store.book.opening import open_book
from crmcli.store.shapes.reading import read_account

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = date(2026, 7, 2)  # 182 of 364 days: the line is half way
BASE = "from: {2026-01-01: 20}, to: {2026-12-31: 60}"


def rules(goal, sample=1):
    return policy(
        f"{{currency: KRW, min_sample: {sample}, role_sets: {{r: {{ceo: {{weight: 1}}, cfo: {{weight: 1}}}}}}, goals: {{g: {{{goal}}}}}}}"
    )


def deals(won, lost, more=""):
    outcomes = ["won"] * won + ["lost"] * lost
    return account(
        f"name: Acme\n{more}\ndeals:\n"
        + "".join(
            f"  d{n}: {{amount: 100, stages: {{2026-01-01: closing}}, outcome: {{result: {result}, date: 2026-05-01}}}}\n"
            for n, result in enumerate(outcomes)
        ),
        "acme",
    )


def row(goal, *accounts, sample=1, as_of=AS_OF):
    (found,) = ask(goals, *accounts, rules=rules(goal, sample), as_of=as_of).rows
    return found


@pytest.mark.parametrize(
    ("won", "lost", "state"),
    [(4, 6, "on-track"), (39, 61, "behind"), (6, 4, "goal-met"), (0, 10, "behind")],
)
def test_on_track_is_on_the_straight_line_or_beyond_it(won, lost, state):
    found = row(f"metric: win_rate, {BASE}", deals(won, lost))
    assert (state, 40.0, 100 * won / (won + lost)) == (found.state, found.expected, found.now)


def test_few_deals_that_may_mean_either_are_unsure_and_shown_with_their_interval():
    found = row(f"metric: win_rate, {BASE}", deals(4, 6), sample=20)
    assert ("unsure", True, 10) == (found.state, found.few, found.n)
    assert (
        "note-velocity-rate-few",
        (4, 10, round(found.low), round(found.high)),
    ) == found.now_said
    # even the lower end is beyond
    assert "goal-met" == row(f"metric: win_rate, {BASE}", deals(19, 0), sample=20).state
    assert "behind" == row(f"metric: win_rate, {BASE}", deals(1, 18), sample=20).state


def test_after_the_target_day_a_goal_is_met_or_missed():
    assert ["goal-met", "goal-missed"] == [
        row(
            "metric: win_rate, from: {2026-01-01: 20}, to: {2026-07-01: 50}", deals(won, 10 - won)
        ).state
        for won in (5, 4)
    ]


def test_after_the_target_day_few_deals_may_mean_either():
    goal = "metric: win_rate, from: {2026-01-01: 20}, to: {2026-07-01: 50}"
    assert ["unsure", "goal-missed", "goal-met"] == [
        row(goal, deals(won, lost), sample=20).state for won, lost in ((4, 6), (1, 18), (19, 0))
    ]


@pytest.mark.parametrize(("sample", "few"), [(9, False), (10, False), (11, True)])
def test_just_as_many_deals_as_the_sample_asks_for_are_not_few(sample, few):
    assert few == row(f"metric: win_rate, {BASE}", deals(4, 6), sample=sample).few


def test_before_the_baseline_day_nothing_has_begun():
    later = "metric: win_rate, from: {2026-08-01: 20}, to: {2026-12-31: 60}"
    assert ["not-begun", "not-begun", "goal-met"] == [
        row(later, deals(won, 10 - won)).state for won in (1, 3, 6)
    ]


def test_a_target_below_the_baseline_is_to_be_come_down_to():
    down = "metric: open_amount, from: {2026-01-01: 1000}, to: {2026-12-31: 500}"
    openly = "name: Acme\ndeals: {{a: {{amount: {0}, stages: {{2026-01-01: closing}}}}}}"
    assert [("on-track", 0.5), ("behind", 0.4), ("goal-met", 1.0)] == [
        (found.state, found.progress)
        for found in (row(down, account(openly.format(amount))) for amount in (750, 800, 400))
    ]


def test_with_several_targets_the_next_one_counts_and_after_the_last_the_last():
    goal = "metric: win_rate, from: {2026-01-01: 20}, to: {2026-03-31: 30, 2026-12-31: 60}"
    assert [30, 60, 60] == [
        row(goal, deals(1, 1), as_of=day).to
        for day in (date(2026, 3, 31), date(2026, 4, 1), date(2027, 2, 1))
    ]


@pytest.mark.parametrize(
    ("goal", "state"),
    [
        ("metric: win_rate", "no-target"),
        ("metric: win_rate, to: {2026-12-31: 60}", "no-line"),
        ("metric: win_rate, from: 20, to: 60", "no-line"),
        (f"metric: nps, {BASE}", "not-measured"),
        (BASE, "not-measured"),
    ],
)
def test_what_a_goal_lacks_is_said(goal, state):
    assert state == row(goal, deals(1, 9)).state


def test_expansion_share_is_what_customers_we_had_brought_of_all_that_was_won():
    first = "first: {amount: 600, stages: {2026-01-01: closing}, outcome: {result: won, date: 2026-02-01}}"
    again = "again: {amount: 400, stages: {2026-01-01: closing}, outcome: {result: won, date: 2026-03-01}}"
    goal = f"metric: expansion_share, {BASE}"
    assert (40.0, 2) == row(goal, account(f"{{name: Acme, deals: {{{first}, {again}}}}}"))[6:8]
    assert (
        100.0
        == row(
            goal,
            account(f"{{name: Acme, contracts: {{c: {{start: 2025-01-01}}}}, deals: {{{again}}}}}"),
        ).now
    )
    assert None is row(goal, account("name: Acme")).now


def test_who_became_a_customer_on_the_very_day_brought_nothing_more():
    def won(day):
        return f"{{amount: 100, stages: {{2026-01-01: closing}}, outcome: {{result: won, date: {day}}}}}"

    goal = f"metric: expansion_share, {BASE}"
    for other, share in (("2026-02-28", 50.0), ("2026-03-01", 0.0), ("2026-03-02", 50.0)):
        book = account(f"{{name: Acme, deals: {{a: {won('2026-03-01')}, b: {won(other)}}}}}")
        assert share == row(goal, book).now


def test_an_nps_answer_off_its_scale_is_in_no_goal():
    text = "surveys: [{date: 2026-03-01, kind: nps, score: 10}, {date: 2026-03-01, kind: nps, score: 11}, {date: 2026-03-01, kind: nps, score: 5, scale: 5}]"
    found = row(f"metric: nps, {BASE}", account(f"{{name: Acme, {text}}}"))
    assert (100.0, 1) == (found.now, found.n)


def test_nps_is_about_the_relationship_of_the_last_year():
    answers = [(9, "relationship"), (10, None), (6, None), (8, "relationship"), (0, "product")]
    text = ", ".join(
        f"{{date: 2026-03-01, kind: nps, score: {score}{f', about: {about}' if about else ''}}}"
        for score, about in answers
    )
    found = row(
        f"metric: nps, {BASE}",
        account(f"{{name: Acme, surveys: [{text}, {{date: 2025-07-02, kind: nps, score: 0}}]}}"),
    )
    assert (25.0, 4) == (found.now, found.n)


@pytest.mark.parametrize("name", ["hanbit", "northwind"])
def test_every_metric_can_be_measured_on_a_real_book_and_is_the_one_of_its_report(name):
    root = str(EXAMPLES / name)
    opened = open_book(root, use_cache=False)
    accounts = [
        read_account(root, entry[0])[0].record
        for entry in opened.library.entries
        if entry[0] != "crm.yaml"
    ]
    wanted = {
        metric: policy(f"goals: {{g: {{metric: {metric}}}}}").goals["g"] for metric in METRICS
    }
    found = {
        each.metric: each
        for each in ask(
            goals, *accounts, rules=opened.policy._replace(goals=wanted), as_of=AS_OF
        ).rows
    }
    assert set(METRICS) == set(found)
    assert 100 * ask(
        coverage, *accounts, rules=opened.policy, as_of=AS_OF
    ).totals.composite == pytest.approx(found["coverage"].now)
    parts = trend_metrics.together(
        part._replace(owner=None)
        for each in accounts
        for part in trend_metrics.METRICS["stance"](each, opened.policy, AS_OF)
    )
    assert parts[0].part / parts[0].whole == pytest.approx(found["stance_index"].now)


def test_figures_read_in_the_unit_of_their_metric():
    assert ["41%", "+0.14", "+25", "0", "1,234,567", None] == [
        goal_rows.figure_shown(metric, value)
        for metric, value in (
            ("coverage", 41.9),
            ("stance_index", 0.14),
            ("nps", 25.0),
            ("nps", 0),
            ("open_amount", 1234567),
            ("nps", None),
        )
    ]


def test_a_book_without_goals_says_so():
    table = ask(goals, rules=policy("{goals: {}}"), as_of=AS_OF)
    assert ([], ["note-goals-none"]) == (table.rows, [note.key for note in table.notes])


@pytest.mark.parametrize(
    ("metric", "value", "expected"),
    [
        ("win_rate", 99.6, "99%"),
        ("coverage", 99.99999999999, "99%"),
        ("cadence", 100.0, "100%"),
        ("expansion_share", 28.999999999999996, "29%"),
        ("nps", 99.6, "+99"),
        ("nps", -99.6, "-99"),
        ("nps", 0.4, "0"),
        ("nps", 100.0, "+100"),
        ("nps", Decimal("-12.5"), "-12"),
        ("open_amount", 1234.6, "1,235"),
    ],
)
def test_a_figure_is_complete_only_when_all_of_it_is(metric, value, expected):
    assert expected == goal_rows.figure_shown(metric, value)

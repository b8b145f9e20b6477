"""The funnel: who reached a stage, who passed on, who was dropped there, and how long it took."""

from datetime import date

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.pipeline import stages
from crmcli.reports.pipeline.stages import StageRow

RULES = policy(
    "{stages: {talk: Talk, offer: {label: Offer}, sign: Sign, keep: {forecast: closed}}, min_sample: 3, team: {kim: 김}}"
)
BOOK = account("""
    name: 한빛전자
    owner: kim
    source: event
    deals:
      won: {stages: {2026-01-01: talk, 2026-01-11: offer, 2026-01-31: sign, 2026-02-05: keep}, outcome: {result: won, date: 2026-02-05}}
      skipped: {stages: {2026-01-01: talk, 2026-01-21: sign}, outcome: {result: won, date: 2026-02-20}, source: referral}
      lost: {stages: {2026-03-01: talk, 2026-03-31: offer}, outcome: {result: lost, date: 2026-04-10}}
      faded: {stages: {2026-03-01: talk, 2026-03-06: offer}, outcome: {result: no_decision, date: 2026-04-05}}
      early: {stages: {2026-03-01: talk}, outcome: {result: lost, date: 2026-03-03}}
      open: {stages: {2026-07-01: talk}}
      junk: {stages: {2026-07-01: talk}, outcome: {result: invalid, date: 2026-07-02}}
""")


def shown(rows):
    return [(row.stage, row.reached, row.passed, row.dropped, row.still) for row in rows]


def test_a_row_per_stage_in_the_order_of_the_process():
    assert [
        ("talk", 6, 4, 1, 1),
        ("offer", 4, 2, 2, 0),
        ("sign", 2, 2, 0, 0),
        ("keep", 1, 0, 0, 1),
    ] == shown(ask(stages, BOOK, rules=RULES).rows)


def test_everybody_who_reached_a_stage_passed_on_was_dropped_or_is_still_there():
    for row in ask(stages, BOOK, rules=RULES).rows:
        assert row.reached == row.passed + row.dropped + row.still


def test_a_whole_row_with_its_interval_days_and_leak():
    offer = ask(stages, BOOK, rules=RULES).rows[1]
    # stays: 20 (won), 10 (lost), 30 (faded); the one who skipped it has none
    assert (
        StageRow("offer", 4, 2, 2, 0, 0.5, offer.low, offer.high, 2 / 3, True, 3, 20, 30) == offer
    )
    assert (15, 84) == (int(offer.low * 100), int(offer.high * 100))


def test_conversion_leaves_out_who_has_not_decided():
    talk = ask(stages, BOOK, rules=RULES).rows[0]
    assert (0.8, (4, 5)) == (
        talk.conversion,
        ask(stages, BOOK, rules=RULES).samples["conversion"][0][:2],
    )


def test_the_stage_with_most_dropped_deals_is_named_and_of_several_the_first():
    assert (Message("note-stages-leak", ({"": "Offer"}, 2, 3)),) == ask(
        stages, BOOK, rules=RULES
    ).notes
    one_each = account(
        "{name: A, deals: {a: {stages: {2026-01-01: talk}, outcome: {result: lost, date: 2026-02-01}}, b: {stages: {2026-01-01: offer}, outcome: {result: lost, date: 2026-02-01}}}}"
    )
    assert [True, False, False, False] == [
        row.leaks_most for row in ask(stages, one_each, rules=RULES).rows
    ]


def test_without_a_dropped_deal_nothing_leaks():
    table = ask(stages, account("{name: A, deals: {a: {stages: {2026-01-01: talk}}}}"), rules=RULES)
    assert ((), [None] * 4, [False] * 4) == (
        table.notes,
        [row.leak for row in table.rows],
        [row.leaks_most for row in table.rows],
    )


def test_a_stage_after_the_sale_has_customers_and_no_days():
    keep = ask(stages, BOOK, rules=RULES).rows[3]
    assert (1, 0, None, 0, None) == (
        keep.still,
        keep.dropped,
        keep.conversion,
        keep.stays,
        keep.median_days,
    )
    assert () == ask(stages, BOOK, rules=RULES, explain=True).evidence[3]["median_days"]


def test_who_goes_back_counts_as_far_as_they_came_and_both_stays_are_added_up():
    back = account(
        "{name: A, deals: {a: {stages: {2026-01-01: talk, 2026-01-11: offer, 2026-01-21: talk, 2026-01-26: offer}, outcome: {result: lost, date: 2026-02-05}}}}"
    )
    table = ask(stages, back, rules=RULES)
    assert [("talk", 1, 1, 0, 0), ("offer", 1, 0, 1, 0)] == shown(table.rows)[:2]
    assert [15, 20] == [row.median_days for row in table.rows[:2]]


def test_a_stage_dated_after_a_loss_was_never_reached_and_after_a_sale_it_was():
    text = "{name: A, deals: {a: {stages: {2026-01-01: talk, 2026-03-01: keep}, outcome: {result: RESULT, date: 2026-02-01}}}}"
    lost, won = (
        ask(stages, account(text.replace("RESULT", result)), rules=RULES)
        for result in ("lost", "won")
    )
    assert [("talk", 1, 0, 1, 0), ("keep", 0, 0, 0, 0)] == [
        shown(lost.rows)[place] for place in (0, 3)
    ]
    assert ([("talk", 1, 1, 0, 0), ("keep", 1, 0, 0, 1)], 31) == (
        [shown(won.rows)[place] for place in (0, 3)],
        won.rows[0].median_days,
    )


def test_an_undated_stage_is_reached_and_has_no_days():
    table = ask(
        stages,
        account(
            "{name: A, deals: {a: {stages: offer, outcome: {result: lost, date: 2026-02-05}}}}"
        ),
        rules=RULES,
    )
    assert ([("talk", 1, 1, 0, 0), ("offer", 1, 0, 1, 0)], [0, 0]) == (
        shown(table.rows)[:2],
        [row.stays for row in table.rows[:2]],
    )


def test_a_stage_the_process_does_not_know_is_no_stage():
    assert (
        0
        == ask(
            stages, account("{name: A, deals: {a: {stages: {2026-01-01: nowhere}}}}"), rules=RULES
        ).totals["deals"]
    )


def test_only_what_was_known_on_the_day_counts():
    assert [("talk", 2, 1, 0, 1), ("offer", 1, 0, 0, 1)] == shown(
        ask(stages, BOOK, rules=RULES, as_of=date(2026, 1, 20)).rows
    )[:2]


def test_the_window_is_by_the_day_a_deal_was_created_that_day_included():
    assert [("talk", 4, 2, 1, 1), ("offer", 2, 0, 2, 0)] == shown(
        ask(stages, BOOK, rules=RULES, since=date(2026, 3, 1)).rows
    )[:2]
    assert 1 == ask(stages, BOOK, rules=RULES, since=date(2026, 3, 2)).totals["deals"]


def test_by_source_every_group_has_every_stage_and_the_groups_add_up():
    rows = ask(stages, BOOK, rules=RULES, by="source").rows
    assert [
        ("event", "talk", 5),
        ("event", "offer", 3),
        ("event", "sign", 1),
        ("event", "keep", 1),
        ("referral", "talk", 1),
        ("referral", "offer", 1),
    ] == [(row.group, row.stage, row.reached) for row in rows][:6]
    whole = {row.stage: row.reached for row in ask(stages, BOOK, rules=RULES).rows}
    assert whole == {
        stage: sum(row.reached for row in rows if row.stage == stage) for stage in whole
    }


def test_explain_names_the_deals_and_the_days_behind_the_median():
    table = ask(stages, BOOK, rules=RULES, explain=True)
    expected = {
        "passed": ["hanbit/won", "hanbit/skipped"],
        "dropped": ["hanbit/lost", "hanbit/faded"],
        "still": [],
        "median_days": ("hanbit/won 20", "hanbit/lost 10", "hanbit/faded 30"),
    }
    assert expected == table.evidence[1]
    assert () == ask(stages, BOOK, rules=RULES).evidence


def test_an_empty_book_has_its_stages_and_nothing_divided_by_nothing():
    rows = ask(stages, rules=RULES).rows
    assert [("talk", 0, None, None)] == [
        (row.stage, row.reached, row.conversion, row.leak) for row in rows
    ][:1]

"""BANT: unknown is not unmet, the future is unknown, and old evidence is stale."""

from datetime import date

from books import AS_OF, account, policy
from crmcli.domain.deals.qualification import Score, score

RULES = policy()


def scored(bant: str, rules=RULES, as_of: date = AS_OF) -> Score:
    return score(
        account(f"{{name: 한빛전자, deals: {{pt2: {{bant: {bant}}}}}}}").deals["pt2"], rules, as_of
    )


def statuses(found: Score) -> list[str]:
    return [answer.status for answer in found.answers.values()]


def test_a_deal_without_answers_has_four_unknowns():
    found = scored("{}")
    assert (["unknown"] * 4, 0, 4, 0, 0) == (
        statuses(found),
        found.met,
        found.unknown,
        found.stale,
        found.passed,
    )


def test_the_answers_stand_in_the_order_of_the_word():
    assert ["met", "unmet", "partial", "unknown"] == statuses(
        scored("{timeline: unknown, need: partial, authority: unmet, budget: met}")
    )


def test_unmet_and_partial_are_known_but_do_not_score():
    found = scored("{budget: met, authority: unmet, need: partial}")
    assert (1, 1, 1) == (found.met, found.unknown, found.passed)


def test_the_worked_examples_deal_scores_three_of_four_and_passes_with_four():
    found = scored(
        "{budget: {status: met, date: 2026-06-11}, authority: {status: met, date: 2026-06-11}, need: met, timeline: {status: unmet, mitigation: persuade}}"
    )
    assert (3, 0, 4) == (found.met, found.unknown, found.passed)


def test_a_mitigation_does_not_count_where_the_policy_does_not_accept_it():
    found = scored(
        "{budget: met, authority: {status: unmet, mitigation: wait}}",
        policy("bant: {gate: 3, accept_mitigation: false}"),
    )
    assert (1, 1) == (found.met, found.passed)


def test_a_mitigation_of_something_unknown_does_not_count():
    assert 0 == scored("{budget: {status: unknown, mitigation: wait}}").passed


def test_an_answer_of_today_is_known_and_one_of_tomorrow_is_not():
    assert ["met", "unknown"] == statuses(
        scored(
            "{budget: {status: met, date: 2026-08-01}, authority: {status: met, date: 2026-08-02}}"
        )
    )[:2]


def test_evidence_exactly_stance_days_old_is_not_stale_and_one_day_more_is():
    assert 0 == scored("{budget: {status: met, date: 2026-02-02}}").stale
    assert 1 == scored("{budget: {status: met, date: 2026-02-01}}").stale


def test_stale_evidence_still_counts_as_met():
    assert 1 == scored("{budget: {status: met, date: 2020-02-01}}").met


def test_only_what_is_met_can_be_stale():
    assert 0 == scored("{budget: {status: unmet, date: 2020-02-01}, need: met}").stale

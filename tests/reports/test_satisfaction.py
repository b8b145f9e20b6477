"""Satisfaction: NPS, top two boxes, and complaints with what came of them."""

from datetime import date
from decimal import Decimal

import pytest

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.customers import satisfaction

RULES = policy("min_sample: 3")


def surveys(*texts: str, name: str = "a", more: str = ""):
    return account(
        f"{{name: {name.upper()}, owner: kim, surveys: [{', '.join('{' + text + '}' for text in texts)}]{more}}}",
        name,
    )


def only(*texts: str, **asked):
    (row,) = ask(satisfaction, surveys(*texts), rules=RULES, **asked).rows
    return row


def nps(*scores: object) -> list[str]:
    return [f"date: 2026-03-01, kind: nps, about: relationship, score: {score}" for score in scores]


def test_nps_is_the_share_of_9_and_10_less_that_of_0_to_6():
    row = only(*nps(10, 9, 8, 7, 6, 0))
    assert (6, 2, 2, 0.0) == (row.n, row.top, row.bottom, row.nps)
    assert [1.0, -1.0, 0.0] == [only(*nps(score)).nps for score in (9, 6, 7)]


def test_between_two_whole_scores_an_answer_is_in_the_lower_box():
    assert [(0, 0), (0, 0), (0, 1)] == [
        only(*nps(score))[5 - 1 : 6] for score in ("8.5", "6.5", "6.0")
    ]


def test_nps_on_another_scale_and_scores_off_the_scale_count_nowhere_and_are_told():
    table = ask(
        satisfaction,
        surveys(
            *nps(11),
            "date: 2026-03-01, kind: nps, score: 5, scale: 5",
            "date: 2026-03-01, kind: csat, score: 6",
        ),
        rules=RULES,
    )
    assert ([], 0, (Message("note-satisfaction-none"), Message("note-satisfaction-odd", (3,)))) == (
        table.rows,
        table.totals["answers"],
        table.notes,
    )


@pytest.mark.parametrize(
    ("score", "scale", "top"),
    [
        ("4", "5", 1),
        ("3", "5", 0),
        ("4", "~", 1),
        ("6", "7", 1),
        ("5", "7", 0),
        ("9", "10", 1),
        ("8", "10", 0),
    ],
)
def test_the_top_two_boxes_are_the_two_highest_of_the_scale(score, scale, top):
    assert top == only(f"date: 2026-03-01, kind: csat, score: {score}, scale: {scale}").top


def test_product_relationship_and_service_are_never_mixed():
    book = surveys(
        *(
            f"date: 2026-03-01, kind: csat, about: {about}, score: {score}"
            for about, score in (("product", 5), ("service", 1), ("product", 4))
        ),
        "date: 2026-03-01, kind: csat, score: 2",
    )
    expected = [
        (None, "csat", "product", 2, 1.0),
        (None, "csat", "service", 1, 0.0),
        (None, "csat", None, 1, 0.0),
    ]
    assert expected == [
        (row.group, row.kind, row.about, row.n, row.top_two)
        for row in ask(satisfaction, book, rules=RULES).rows
    ]
    assert [("a", *each[1:]) for each in expected] == [
        (row.group, row.kind, row.about, row.n, row.top_two)
        for row in ask(satisfaction, book, rules=RULES, by="account").rows
    ]
    assert {"kim"} == {row.group for row in ask(satisfaction, book, rules=RULES, by="owner").rows}


def test_an_nps_row_has_no_share_and_the_others_no_nps():
    assert (None, None, None, 1.0) == (
        only(*nps(9)).top_two,
        only(*nps(9)).low,
        only("date: 2026-03-01, kind: trust, score: 5").nps,
        only(*nps(9)).nps,
    )


def test_answers_of_the_future_and_from_before_the_window_do_not_count():
    texts = [
        f"date: {day}, kind: csat, score: 5"
        for day in ("2026-02-28", "2026-03-01", "2026-08-01", "2026-08-02")
    ]
    assert [3, 2] == [only(*texts, since=since).n for since in (None, date(2026, 3, 1))]


CASES = """, cases: {
    a: {opened: 2026-01-01, closed: 2026-01-11, resolution: fixed}, b: {opened: 2026-01-01, closed: 2026-01-04}, c: {opened: 2026-07-01, closed: 2026-08-02, resolution: later},
    q: {opened: 2026-01-01, kind: question, closed: 2026-01-02, resolution: told}, f: {opened: 2026-08-02}}"""


def test_complaints_are_open_or_took_so_many_days_and_questions_are_none():
    totals = ask(satisfaction, surveys(more=CASES), rules=RULES).totals
    assert {"answers": 0, "complaints": 3, "open": 1, "median_days": 6.5} == {
        key: value for key, value in totals.items() if key not in ("improvements", "check_ins")
    }


def test_an_improvement_is_a_closed_complaint_of_which_somebody_wrote_what_came_of_it():
    assert ["a"] == [
        each.case
        for each in ask(satisfaction, surveys(more=CASES), rules=RULES).totals["improvements"]
    ]
    later = ask(satisfaction, surveys(more=CASES), rules=RULES, as_of=date(2026, 8, 2))
    assert [("c", 32), ("a", 10)] == [(each.case, each.days) for each in later.sections[0].rows]


@pytest.mark.parametrize(("count", "told"), [(9, 0), (10, 0), (11, 1)])
def test_just_as_many_improvements_as_are_shown_leave_none_to_tell(count, told):
    cases = ", ".join(
        f"c{place}: {{opened: 2026-01-01, closed: 2026-01-02, resolution: x}}"
        for place in range(count)
    )
    notes = ask(satisfaction, surveys(more=f", cases: {{{cases}}}"), rules=RULES).notes
    assert told == len([each for each in notes if each.key == "note-satisfaction-more"])


def test_people_see_ten_improvements_and_are_told_of_more():
    cases = ", ".join(
        f"c{place}: {{opened: 2026-01-01, closed: 2026-01-02, resolution: x}}"
        for place in range(12)
    )
    table = ask(satisfaction, surveys(more=f", cases: {{{cases}}}"), rules=RULES)
    assert (10, 12, Message("note-satisfaction-more", (10, 12))) == (
        len(table.sections[0].rows),
        len(table.totals["improvements"]),
        table.notes[-1],
    )


def test_a_window_has_the_complaints_that_were_open_in_it():
    assert [3, 1] == [
        ask(satisfaction, surveys(more=CASES), rules=RULES, since=since).totals["complaints"]
        for since in (date(2026, 1, 4), date(2026, 1, 12))
    ]


def test_explain_names_the_answers():
    (behind,) = ask(satisfaction, surveys(*nps(10, 8)), rules=RULES, explain=True).evidence
    assert {
        "n": ("a/surveys.2026-03-01",) * 2,
        "top": ("a/surveys.2026-03-01",),
        "bottom": (),
    } == behind


def check_ins(name, *texts):
    return account(
        f"{{name: {name.upper()}, log: [{', '.join('{type: check_in, ' + text + '}' for text in texts)}]}}",
        name,
    )


def test_check_ins_stand_by_account_the_lowest_last_score_first():
    a = check_ins(
        "a",
        "date: 2026-07-01, score: 9",
        "date: 2026-05-01, score: 4, usage: 두 사람만",
        "date: 2026-08-02, score: 1",
    )
    b = check_ins("b", "date: 2026-06-01, score: 6.5, usage: 매일")
    told = ask(satisfaction, a, b, check_ins("c", "date: 2026-06-01"), rules=RULES).totals[
        "check_ins"
    ]
    assert [
        ("b", date(2026, 6, 1), Decimal("6.5"), "매일", 1, 6.5),
        ("a", date(2026, 7, 1), 9, "두 사람만", 2, 6.5),
    ] == [(each.account, each.date, each.score, each.usage, each.n, each.mean) for each in told]


def test_check_ins_without_a_score_stand_behind_those_with_one_a_score_of_nothing_first():
    told = ask(
        satisfaction,
        check_ins("a", "date: 2026-07-01, usage: daily"),
        check_ins("b", "date: 2026-07-01, score: 0"),
        check_ins("c", "date: 2026-07-01, score: 3"),
        check_ins("d", "date: 2026-07-01, usage: daily, score: 12"),
        rules=RULES,
    ).totals["check_ins"]
    assert ["b", "c", "a", "d"] == [each.account for each in told]


def test_a_check_in_score_over_ten_is_not_counted_and_none_is_an_answer_of_a_survey():
    table = ask(
        satisfaction,
        check_ins("a", "date: 2026-07-01, score: 10", "date: 2026-07-02, score: 80, usage: x"),
        rules=RULES,
    )
    assert ([(10, 1, 10.0)], []) == (
        [(each.score, each.n, each.mean) for each in table.totals["check_ins"]],
        table.rows,
    )


def test_check_ins_that_people_are_not_shown_are_counted():
    ten, eleven = (
        ask(
            satisfaction,
            *(check_ins(f"a{place}", "date: 2026-07-01, score: 5") for place in range(many)),
            rules=RULES,
        ).sections[-1]
        for many in (10, 11)
    )
    assert [(10, None), (10, Message("note-check-ins-more", (10, 11)))] == [
        (len(each.rows), each.more) for each in (ten, eleven)
    ]


def test_check_ins_before_the_window_are_outside():
    assert (
        ()
        == ask(
            satisfaction,
            check_ins("a", "date: 2026-07-01, score: 10"),
            rules=RULES,
            since=date(2026, 7, 2),
        ).totals["check_ins"]
    )

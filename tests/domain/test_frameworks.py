"""The frameworks that deals are qualified by: ours, with another gate, and a book's own."""

from datetime import date

import pytest

from books import AS_OF, account, policy
from crmcli.domain.deals.frameworks import BANT, BANT_GUIDE, BUILT_IN, DECIDED, GUIDE, RESERVED
from crmcli.domain.deals.qualification import (
    called,
    exits,
    framework,
    framework_of,
    guide,
    lacking,
    place,
    questions,
    score,
)
from crmcli.domain.records import words
from crmcli.messages import everywhere
from crmcli.store.book.opening import default_tree
from crmcli.store.shapes.policy import POLICY

OURS = (
    "qualification: {name: Ours, criteria: {pain: {label: Pain, question: What hurts?}, sponsor: }}"
)


def deal(text: str):
    return account(f"{{name: A, deals: {{d: {text}}}}}").deals["d"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_ours_say_everything_in_both_languages_and_their_gate_can_be_passed(name):
    ours = BUILT_IN[name]
    texts = [text for spec in ours.criteria.values() for text in (spec.label, spec.question)]
    assert {("ko", "en")} == {tuple(text) for text in texts}
    assert 0 < ours.gate <= len(ours.criteria)
    assert not {*ours.criteria} & {*RESERVED}
    assert framework(policy(f"qualification: {name.lower()}")) == ours


def test_bant_is_the_default_and_is_what_its_key_and_its_words_say():
    assert BANT == framework(policy())
    assert words.CRITERIA == tuple(BANT.criteria)
    for name, spec in BANT.criteria.items():
        assert everywhere(f"col-bant.{name}") == everywhere(f"col-{name}") == spec.label


def test_the_built_in_stage_that_asks_for_the_gate_asks_the_questions_of_bant():
    stage = POLICY.decode(default_tree()).stages["qualification"]
    assert (BANT_GUIDE, tuple(spec.question for spec in BANT.criteria.values())) == (
        stage.guide,
        stage.questions,
    )


def test_who_decides_is_asked_in_each_of_ours_at_most_once():
    assert {"BANT": 1, "MEDDPICC": 1, "SPICED": 0} == {
        name: len(DECIDED & {*each.criteria}) for name, each in BUILT_IN.items()
    }


@pytest.mark.parametrize(
    ("text", "gate", "accepts"),
    [
        ("", 3, True),
        ("bant: {gate: 2, accept_mitigation: false}", 2, False),
        ("qualification: BANT\nbant: {gate: 2}", 2, True),
        ("qualification: {name: BANT, gate: 1}\nbant: {gate: 2}", 1, True),
        ("qualification: MEDDPICC", 5, True),
        ("qualification: MEDDPICC\nbant: {gate: 2, accept_mitigation: false}", 5, True),
        ("qualification: {name: SPICED, gate: 0, accept_mitigation: false}", 0, False),
        ("qualification: {name: MEDDPICC, criteria: {metrics: , champion: }}", 2, True),
        (OURS, 2, True),
        (OURS.replace("}}", "}, gate: 1}"), 1, True),
    ],
)
def test_the_gate_is_what_the_book_says_else_that_of_ours_else_all(text, gate, accepts):
    asked = framework(policy(text))
    assert (gate, accepts) == (asked.gate, asked.accept_mitigation)


def test_what_is_left_out_of_a_criterion_of_ours_is_as_in_ours():
    asked = framework(policy("qualification: {name: MEDDPICC, criteria: {champion: Friend, x: X}}"))
    ours = BUILT_IN["MEDDPICC"].criteria["champion"]
    assert ["champion", "x"] == list(asked.criteria)
    assert ({"": "Friend"}, ours.question) == asked.criteria["champion"]
    assert ({"": "X"}, {}) == asked.criteria["x"]


def test_the_key_is_bant_as_long_as_nothing_else_is_asked():
    assert ["bant", "bant", "qualification", "qualification"] == [
        framework(policy(f"qualification: {text}")).key
        for text in (
            "BANT",
            "{name: bant, criteria: {need: Why?, budget: }}",
            "{name: BANT, criteria: {budget: , fit: }}",
            "SPICED",
        )
    ]


def test_answers_to_bant_are_read_below_either_key():
    both = deal("{bant: {need: met}, qualification: {need: unmet, budget: met, fit: met}}")
    assert 2 == score(both, policy(), AS_OF).met
    assert 1 == score(deal("{qualification: {need: met}}"), policy(), AS_OF).met
    assert "deals.d.qualification" == place("d", deal("{qualification: {need: met}}"), policy())


def test_what_another_framework_was_told_counts_nothing():
    rules = policy("qualification: SPICED")
    told = deal("{bant: {need: met}, qualification: {pain: met, metrics: met}}")
    found = score(told, rules, AS_OF)
    assert (1, 4, ("situation", "impact", "critical_event", "decision")) == (
        found.met,
        found.unknown,
        lacking(told, rules, AS_OF),
    )


def test_a_deal_that_has_answers_to_bant_alone_was_qualified_by_that():
    rules = policy("qualification: SPICED")
    assert ["BANT", "SPICED", "SPICED"] == [
        framework_of(deal(text), rules).name
        for text in ("{bant: {need: met}}", "{bant: {need: met}, qualification: {pain: met}}", "{}")
    ]


def test_an_answer_of_tomorrow_is_not_known_and_old_evidence_is_stale_by_any_framework():
    rules = policy("qualification: SPICED")
    told = deal(
        "{qualification: {pain: {status: met, date: 2026-08-02}, impact: {status: met, date: 2025-08-02}}}"
    )
    assert (1, 4, 1) == score(told, rules, AS_OF)[1:4]
    assert (2, 3, 1) == score(told, rules, date(2026, 8, 2))[1:4]


def test_one_word_for_the_gate_is_as_good_as_the_other():
    for said in ("bant", "qualification", "qualification, bant"):
        stages = f"stages: {{s: {{exit: [next, {said}]}}}}"
        for name, key in (("BANT", "bant"), ("SPICED", "qualification")):
            rules = policy(f"qualification: {name}\n{stages}")
            assert ("next", key) == exits(rules.stages["s"], rules)


def test_the_questions_of_the_framework_stand_before_the_stages_own_and_in_place_of_bants():
    built_in = policy(OURS)
    stage = built_in.stages["qualification"]
    assert (({"": "What hurts?"},), GUIDE) == (questions(stage, built_in), guide(stage, built_in))
    own = policy(
        f"{OURS}\nstages: {{s: {{exit: bant, guide: Ours, questions: [Own?]}}, t: {{questions: [T?]}}}}"
    )
    assert [({"": "What hurts?"}, {"": "Own?"}), ({"": "T?"},)] == [
        questions(each, own) for each in own.stages.values()
    ]
    assert {"": "Ours"} == guide(own.stages["s"], own)
    plain = policy("stages: {s: {exit: bant}}")
    assert () == questions(plain.stages["s"], plain)


def test_a_criterion_is_called_as_the_book_calls_it_else_as_ours_do():
    rules = policy(OURS)
    assert [{"": "Pain"}, {}, BUILT_IN["BANT"].criteria["need"].label, {}] == [
        called(name, rules) for name in ("pain", "sponsor", "need", "weather")
    ]

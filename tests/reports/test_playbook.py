"""The playbook: what a stage asks for, what to ask in it, what to answer; and what one deal still lacks."""

from datetime import date

import pytest

from books import account, ask, policy
from crmcli.reports.pages.playbook_rows import ReplyRow
from crmcli.reports.pages.playbook_rows import CriterionRow
from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.messages import LANGUAGES, Phrases
from crmcli.reports.pages import playbook

RULES = policy("""
    stages:
      talk:  {label: {ko: 상담, en: Talking}, rot_days: 14, exit: [problems, two_way_touch, size], guide: 먼저 듣는다, questions: [어떻게 하세요?, {en: What does it cost you?, ko: 얼마나 드나요?}]}
      offer: {label: 제안, probability: 50, exit: [proposal, next, bant]}
    objections:
      price: {answers: {payback: {text: 회수 기간, evidence: 16개월}, lease: 임대}}
      noise: {label: 시끄럽다}
""")
BOOK = account("""
    name: 한빛전자
    owner: kim-mj
    contacts: {park: 박재형}
    deals:
      a: {stages: {2026-07-01: talk, 2026-07-20: offer}, custom: {size: 3}, next: 2026-08-05, bant: {need: met, budget: met, authority: met}}
      b: {stages: {2026-07-01: talk}}
      old: {stages: {2026-07-01: talk}, outcome: {result: lost, date: 2026-07-05}}
    log:
      - {date: 2026-07-03, type: call, with: park, deal: a, objections: {noise: unresolved}}
      - {date: 2026-07-21, type: call, with: park, deal: a, objections: {price: unresolved}}
""")


def test_without_a_stage_every_stage_is_a_row_in_its_order():
    rows = ask(playbook, BOOK, rules=RULES).rows
    assert [("talk", {"": "먼저 듣는다"}, 14, None), ("offer", {}, None, None)] == [
        (row.stage, row.guide, row.rot_days, row.missing) for row in rows
    ]


def test_one_stage_has_its_criteria_questions_and_answers():
    table = ask(playbook, BOOK, rules=RULES, stage="talk")
    (row,) = table.rows
    assert [("problems", None, ()), ("two_way_touch", None, ()), ("size", None, ())] == [
        (each.criterion, each.met, each.places) for each in row.criteria
    ]
    assert (
        {"": "어떻게 하세요?"},
        {"en": "What does it cost you?", "ko": "얼마나 드나요?"},
    ) == row.questions
    assert [Message(f"title-{key}") for key in ("exits", "questions", "answers")] == [
        section.title for section in table.sections
    ]


def test_answers_to_what_is_raised_most_in_the_stage_come_first_and_the_unanswered_stand_there_too():
    (row,) = ask(playbook, BOOK, rules=RULES, stage="talk").rows
    assert (
        ReplyRow("noise", 1, None, None, None),
        ReplyRow("price", 0, "payback", "회수 기간", "16개월"),
        ReplyRow("price", 0, "lease", "임대", None),
    ) == row.replies
    assert ["price", "price", "noise"] == [
        each.objection for each in ask(playbook, BOOK, rules=RULES, stage="offer").rows[0].replies
    ]


@pytest.mark.parametrize("said", ["talk", "ta", "상담", "Talking"])
def test_a_stage_is_found_by_its_id_the_beginning_of_it_or_its_name(said):
    assert ["talk"] == [row.stage for row in ask(playbook, rules=RULES, stage=said).rows]


def test_an_unknown_stage_is_refused():
    with pytest.raises(CrmError) as refused:
        ask(playbook, rules=RULES, stage="nowhere")
    assert ("error-no-stage", 4) == (refused.value.message.key, refused.value.status)


def test_a_stage_without_questions_says_where_to_write_them():
    assert (Message("note-playbook-no-questions", ("offer",)),) == ask(
        playbook, BOOK, rules=RULES, stage="offer"
    ).notes


def test_a_deal_is_asked_in_its_own_stage_and_told_what_it_lacks_and_where_that_would_be_written():
    (row,) = ask(playbook, BOOK, rules=RULES, deal="a").rows
    expected = (
        CriterionRow("proposal", Message("exit-proposal", ("proposal",)), False, ("log",)),
        CriterionRow("next", Message("exit-next", ("next",)), True, ()),
        CriterionRow("bant", Message("exit-bant", (3, "BANT", 4)), True, ()),
    )
    assert ("offer", ("proposal",), expected) == (row.stage, row.missing, row.criteria)


def test_a_deal_may_be_asked_in_another_stage():
    (row,) = ask(playbook, BOOK, rules=RULES, deal="a", stage="talk").rows
    assert [("problems", False), ("two_way_touch", True), ("size", True)] == [
        (each.criterion, each.met) for each in row.criteria
    ]


def test_with_a_deal_only_what_was_raised_in_it_counts():
    (row,) = ask(playbook, BOOK, rules=RULES, deal="b").rows
    assert [0, 0, 0] == [each.raised for each in row.replies]


def test_a_deal_that_ended_or_is_not_there_is_refused():
    for name, key in (("old", "error-no-deal"), ("nothing", "error-no-deal-here")):
        with pytest.raises(CrmError) as refused:
            ask(playbook, BOOK, rules=RULES, deal=name)
        assert (key, 4) == (refused.value.message.key, refused.value.status)


def test_explain_tells_where_the_missing_would_be_written():
    assert [{"missing": ("log",)}] == ask(
        playbook, BOOK, rules=RULES, deal="a", explain=True
    ).evidence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_in_stages_have_a_guide_and_questions_in_both_languages(language):
    for row in ask(playbook, rules=policy(), as_of=date(2026, 8, 1)).rows:
        assert {"ko", "en"} == row.guide.keys() and len(row.questions) >= 3
        assert {frozenset(("ko", "en"))} == {frozenset(question) for question in row.questions}
        assert all(Phrases(language).has(each.means.key) for each in row.criteria)


def test_the_closing_steps_of_a_deal_are_done_on_their_day_and_those_left_are_told():
    text = "{name: A, deals: {d: {stages: {2026-07-01: talk}, steps: {legal: 2026-08-01, seal: 2026-08-02, sign: }}, e: {stages: {2026-07-01: talk}, steps: {sign: 2026-07-01}}}}"
    table = ask(playbook, account(text, "a"), rules=RULES, deal="d")
    assert [("legal", date(2026, 8, 1)), ("seal", None), ("sign", None)] == [
        tuple(each) for each in table.rows[0].steps
    ]
    assert (
        Message("note-playbook-steps", (2, 3, Message("list", ("seal", "sign")))) == table.notes[-1]
    )
    assert Message("title-closing-steps") in [section.title for section in table.sections]
    assert "note-playbook-steps" not in [
        note.key for note in ask(playbook, account(text, "a"), rules=RULES, deal="e").notes
    ]


def test_a_deal_in_a_stage_that_the_policy_does_not_name_is_shown_every_stage():
    lost = account("{name: A, deals: {d: {stages: {2026-07-01: somewhere}}}}", "a")
    table = ask(playbook, lost, rules=RULES, deal="d")
    assert (["talk", "offer"], Message("title-playbook-deal", ("a/d",))) == (
        [row.stage for row in table.rows],
        table.title,
    )


def test_without_a_stage_or_deal_there_is_neither_title_nor_more_than_the_rows():
    table = ask(playbook, BOOK, rules=RULES)
    assert (None, ()) == (table.title, table.sections)

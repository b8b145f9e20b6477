"""BANT: answers with their day and evidence, and what is done about those that are not met."""

from crmcli.domain.records.account import Mitigation
from crmcli.edits.deals.qualifying import answer
from edits.drafting import DAY, becomes, refused

BOOK = "name: A\ndeals: {{pt2: {{bant: {0}}}}}\n"


def answered(before, answers, expected, **more):
    becomes(
        BOOK.format(before),
        lambda draft, _: answer(draft, "pt2", "bant", answers, DAY, **more),
        BOOK.format(expected),
    )


def test_an_answer_has_its_day_and_its_evidence():
    answered(
        "", {"budget": "met"}, "{budget: {status: met, date: 2026-08-03, why: 메일}}", why="메일"
    )
    answered(
        "{budget: unknown, need: met}",
        {"budget": "met", "need": "unmet"},
        "{budget: {status: met, date: 2026-08-03}, need: {status: unmet, date: 2026-08-03}}",
    )


def test_the_evidence_of_an_answer_stays_while_the_answer_does():
    before = "{budget: {status: met, date: 2026-05-02, why: 메일}}"
    answered(before, {"budget": "met"}, "{budget: {status: met, date: 2026-08-03, why: 메일}}")
    answered(
        before,
        {"budget": "met"},
        "{budget: {status: met, date: 2026-08-03, why: 전화}}",
        why="전화",
    )
    answered(before, {"budget": "partial"}, "{budget: {status: partial, date: 2026-08-03}}")


def test_what_is_done_about_an_unmet_one_is_written_with_it_and_stays_until_it_is_met():
    kept = "{timeline: {status: unmet, date: 2026-08-03, mitigation: {kind: wait, note: 연말}}}"
    answered("", {"timeline": "unmet"}, kept, mitigation=Mitigation("wait", "연말"))
    answered(
        "{timeline: {status: partial, mitigation: {kind: wait, note: 연말}}}",
        {"timeline": "unmet"},
        kept,
    )
    answered(kept, {"timeline": "met"}, "{timeline: {status: met, date: 2026-08-03}}")
    answered(
        kept,
        {"timeline": "partial"},
        "{timeline: {status: partial, date: 2026-08-03, mitigation: {kind: persuade}}}",
        mitigation=Mitigation("persuade"),
    )


def test_a_mitigation_belongs_to_the_unmet_ones_of_several():
    answered(
        "",
        {"budget": "met", "need": "unmet"},
        "{budget: {status: met, date: 2026-08-03}, need: {status: unmet, date: 2026-08-03, mitigation: {kind: wait}}}",
        mitigation=Mitigation("wait"),
    )


def test_a_mitigation_of_nothing_is_refused():
    assert ("error-edit-mitigate", 2) == refused(
        BOOK.format(""),
        lambda draft, _: answer(
            draft, "pt2", "bant", {"need": "met"}, DAY, mitigation=Mitigation("wait")
        ),
    )

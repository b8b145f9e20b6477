"""The ranking: every point has a reason, every reason its words, and nobody gets more than can be done."""

from datetime import date
from pathlib import Path

import pytest
from books import account, ask, policy

from crmcli.reports.pipeline import focus
from crmcli.reports.pipeline.focus import POINTS

AS_OF = date(2026, 8, 1)
RULES = policy("{currency: KRW, role_sets: {r: {ceo: {weight: 3}, cfo: {weight: 1}}}}")
KNOWN = "roles: {ceo: kim, cfo: kim}\ncontacts: {kim: Kim}"
NEXT = "next: {date: 2026-08-20, what: call}"


def of(deals, head=KNOWN, name="acme"):
    return account(
        f"name: Acme\nowner: ada\n{head}\ndeals:\n"
        + "".join(f"  {key}: {{{value}}}\n" for key, value in deals.items()),
        name,
    )


def reasons(deal, head=KNOWN):
    (row,) = ask(focus, of({"a": deal}, head), rules=RULES, as_of=AS_OF).rows
    return row.reasons


STAGE = "stages: {2026-07-25: contacting}"


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        (f"{STAGE}, {NEXT}", ()),
        (f"{STAGE}, {NEXT}, amount: 10_000", ("value",)),
        (f"{STAGE}", ("no-next",)),
        (f"{STAGE}, next: {{date: 2026-07-31}}", ("broken-promise",)),
        (f"{STAGE}, next: {{date: 2026-08-01}}", ()),  # today is not broken yet
        (f"{STAGE}, next: {{date: 2026-08-02, with: kim}}", ("waits",)),
        (f"{STAGE}, {NEXT}, close: 2026-08-31", ("close-soon",)),
        (f"{STAGE}, {NEXT}, close: 2026-09-01", ()),
        (f"{STAGE}, {NEXT}, close: 2026-08-01", ("close-soon",)),
        (f"{STAGE}, {NEXT}, close: 2026-07-31", ("close-past",)),
        (f"{STAGE}, {NEXT}, verbal: 2026-08-01", ("verbal",)),
        (f"{STAGE}, {NEXT}, verbal: 2026-08-02", ()),
        (f"stages: {{2026-07-18: contacting}}, {NEXT}", ()),
        (f"stages: {{2026-07-17: contacting}}, {NEXT}", ("rotting",)),
        (f"{STAGE}, {NEXT}, bant: {{budget: met, need: met}}", ("gate-near",)),
        (f"{STAGE}, {NEXT}, bant: {{budget: met, need: met, timeline: met}}", ()),
        (
            f"stages: {{2026-07-25: qualification}}, {NEXT}, bant: {{budget: met, need: met}}",
            ("gate-near",),
        ),
        (
            f"stages: {{2026-07-25: presenting}}, {NEXT}, bant: {{budget: met, need: met}}",
            ("bant-gap",),
        ),
        (
            f"stages: {{2026-07-25: presenting}}, {NEXT}, bant: {{budget: met, need: met, timeline: met}}",
            (),
        ),
    ],
)
def test_each_reason_has_its_own_edge(deal, expected):
    assert expected == reasons(deal)


def test_a_deal_run_ahead_of_what_is_known_is_blind():
    deal = f"stages: {{2026-07-25: presenting}}, {NEXT}, bant: {{budget: met, need: met, timeline: met}}"
    assert ("blind",) == reasons(deal, "roles: {cfo: kim}\ncontacts: {kim: Kim}")
    assert () == reasons(deal, "roles: {ceo: kim}\ncontacts: {kim: Kim}")


def test_the_score_is_the_sum_of_its_reasons_and_they_come_the_weightiest_first():
    (row,) = ask(
        focus,
        of({"a": "amount: 1000, close: 2026-08-10, stages: {2026-07-01: presenting}"}),
        rules=RULES,
        as_of=AS_OF,
    ).rows
    assert ("close-soon", "rotting", "bant-gap", "no-next", "value") == row.reasons
    assert sum(POINTS[each] for each in row.reasons[:-1]) + 6 == row.score


def test_the_points_of_value_go_by_fifths_of_the_open_deals_that_have_one():
    deals = {f"d{n}": f"{STAGE}, {NEXT}, amount: {n * 100}" for n in range(1, 11)} | {
        "none": f"{STAGE}, {NEXT}"
    }
    scores = {row.deal: row.score for row in ask(focus, of(deals), rules=RULES, as_of=AS_OF).rows}
    assert [6, 6, 12, 12, 18, 18, 24, 24, 30, 30] == [scores[f"d{n}"] for n in range(1, 11)]
    assert 0 == scores["none"]
    same = {f"d{n}": f"{STAGE}, {NEXT}, amount: 100" for n in range(10)}
    assert {6} == {row.score for row in ask(focus, of(same), rules=RULES, as_of=AS_OF).rows}


def test_each_rep_gets_at_most_so_many_and_what_is_left_out_is_told():
    deals = {f"d{n}": f"{STAGE}, {NEXT}, amount: {n * 100}" for n in range(1, 5)} | {
        "b1": f"{STAGE}, {NEXT}, owner: ben"
    }
    table = ask(focus, of(deals), rules=RULES, as_of=AS_OF, limit=2)
    assert ["d4", "d3", "b1"] == [row.deal for row in table.rows]
    assert (2, ["note-focus-cut"], {"deals": 5, "reps": 2, "shown": 3}) == (
        table.cut,
        [note.key for note in table.notes],
        table.totals,
    )
    assert 5 == len(ask(focus, of(deals), rules=RULES, as_of=AS_OF).rows)


def test_the_order_of_accounts_and_deals_changes_nothing():
    one, two = (
        of({"x": f"{STAGE}, amount: 10", "a": f"{STAGE}, amount: 10"}, name="one"),
        of({"m": f"{STAGE}, amount: 10"}, name="a-two"),
    )
    turned = one._replace(deals=dict(reversed(one.deals.items())))
    expected = [("a-two", "m"), ("one", "a"), ("one", "x")]
    for accounts in ((one, two), (two, turned)):
        assert expected == [
            (row.account, row.deal) for row in ask(focus, *accounts, rules=RULES, as_of=AS_OF).rows
        ]


def test_ended_deals_are_left_out_and_open_ones_of_accounts_that_are_gone_are_not():
    ended = of({"a": f"{STAGE}, outcome: {{result: lost, date: 2026-07-30, reason: price}}"})
    assert [] == ask(focus, ended, rules=RULES, as_of=AS_OF).rows
    for status in ("churned", "disqualified"):
        assert 1 == len(
            ask(focus, of({"a": STAGE}, f"status: {status}"), rules=RULES, as_of=AS_OF).rows
        )


def test_explain_names_the_records_and_what_each_reason_adds():
    table = ask(focus, of({"a": f"{STAGE}, amount: 1000"}), rules=RULES, as_of=AS_OF, explain=True)
    assert [{"no-next": ("deals.a.next",), "value": ("deals.a 1,000 × 15%",)}] == list(
        table.evidence
    )
    assert set(POINTS) - {"qualification-gap"} == set(table.terms)


def test_the_page_tells_the_same_points():
    page = (Path(__file__).parents[2] / "docs" / "focus.md").read_text(encoding="utf-8")
    rows = {
        cells[2].strip("` "): cells[3].strip()
        for line in page.splitlines()
        if line.startswith("| ") and len(cells := line.split("|")) > 4
    }
    assert {
        kind: f"{points:+d}" if kind != "value" else "6 to 30" for kind, points in POINTS.items()
    } == {kind: rows[kind] for kind in POINTS}


def test_the_gate_may_stand_at_the_first_stage():
    rules = policy(
        "{bant: {gate: 3}, stages: {talk: {exit: [bant]}, offer: {}}, role_sets: {r: {ceo: {weight: 3}, cfo: {weight: 1}}}}"
    )
    (row,) = ask(
        focus, of({"a": f"stages: {{2026-07-25: offer}}, {NEXT}"}), rules=rules, as_of=AS_OF
    ).rows
    assert "bant-gap" in row.reasons

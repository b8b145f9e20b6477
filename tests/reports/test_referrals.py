"""Referrals: asked, given, won; whether they help; and the chains, also those that bite their own tail."""

from datetime import date

import pytest

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.messages.cells import heading
from crmcli.messages import Phrases
from crmcli.reports.relations import referral_funnel, referral_tree

RULES = policy("min_sample: 3")
ACME = account(
    """
    {name: Acme, owner: ada, deals: {first: {amount: 3, outcome: {result: won, date: 2025-05-01}}},
     plans: {ask: {for: reed, kind: referral_ask, done: 2026-02-20}, again: {for: reed, kind: referral_ask}, no: {for: reed, kind: referral_ask, dropped: 2026-01-01}, other: {for: reed, kind: deliver}}}
    """,
    "acme",
)
BIRCH = account(
    """
    {name: Birch, owner: ada, source: referral, referred_by: acme/reed,
     deals: {start: {amount: 5, outcome: {result: won, date: 2026-05-01}}, more: {amount: 1, source: repeat, outcome: {result: lost, date: 2026-06-01}}, void: {outcome: {result: invalid, date: 2026-06-01}}}}
    """,
    "birch",
)
CEDAR = account(
    "{name: Cedar, source: referral, referred_by: birch, deals: {start: {amount: 2, outcome: {result: lost, date: 2026-07-01}}, next: {referred_by: acme, stages: {2026-07-01: contacting}}}}",
    "cedar",
)
DUNE = account("{name: Dune, deals: {start: {outcome: {result: lost, date: 2026-07-01}}}}", "dune")
BOOK = (ACME, BIRCH, CEDAR, DUNE)


def test_asked_then_given_then_won():
    table = ask(referral_funnel, *BOOK, rules=RULES)
    assert [("acme", 1, 1, 2, 1, 5), ("birch", 0, 0, 1, 0, 0)] == [
        (row.account, row.planned, row.asked, row.given, row.won, row.won_amount)
        for row in table.rows
    ]
    assert (1, 1, 3, 1, 5) == tuple(
        table.totals[field] for field in ("planned", "asked", "given", "won", "won_amount")
    )


def test_what_has_not_happened_yet_does_not_count_and_neither_does_a_deal_of_july_that_names_its_sender():
    (acme, _) = sorted(ask(referral_funnel, *BOOK, rules=RULES, as_of=date(2026, 2, 19)).rows)
    assert (2, 0, 1, 0) == (acme.planned, acme.asked, acme.given, acme.won)


def test_a_dropped_plan_is_none_from_its_day_on():
    asks = account(
        "{name: A, plans: {today: {for: x, kind: referral_ask, dropped: {date: 2026-08-01, why: y}}, tomorrow: {for: x, kind: referral_ask, dropped: {date: 2026-08-02, why: y}}}}",
        "a",
    )
    assert [("a", 1, 0)] == [
        (row.account, row.planned, row.asked)
        for row in ask(referral_funnel, asks, rules=RULES).rows
    ]


def test_an_account_that_names_its_sender_twice_was_given_once():
    twice = account(
        "{name: T, referred_by: acme, deals: {a: {referred_by: acme}, b: {referred_by: acme/reed}}}",
        "t",
    )
    assert [("acme", 1)] == [
        (row.account, row.given) for row in ask(referral_funnel, twice, rules=RULES).rows
    ]


def test_the_lift_compares_referred_deals_with_all_others():
    totals = ask(referral_funnel, *BOOK, rules=RULES).totals
    # referred: birch/start won, cedar/start lost; others: acme/first won, birch/more and dune/start lost
    assert (1, 1, 0.5, 1, 2, 1 / 3) == tuple(
        totals[f"{arm}_{field}"]
        for arm in ("referred", "not_referred")
        for field in ("won", "lost", "rate")
    )
    assert (pytest.approx(0.5), pytest.approx(1 / 6)) == (totals["lift"], totals["difference"])


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ((BIRCH, DUNE), Message("note-lift-difference", ("+100.0", 1, 2))),
        (
            (BIRCH._replace(deals={"start": BIRCH.deals["start"]}),),
            Message("note-lift-unknown", (1, 0)),
        ),
        ((), Message("note-lift-unknown", (0, 0))),
        (BOOK, Message("note-lift", ("+50%", "+16.7", 2, 3))),
    ],
    ids=["others never won", "no others", "nothing", "both"],
)
def test_without_a_rate_to_compare_with_there_is_no_lift(accounts, expected):
    assert (expected,) == ask(referral_funnel, *accounts, rules=RULES).notes


def test_a_fall_is_told_with_its_sign():
    others = [
        account("{name: O, deals: {a: {outcome: {result: won, date: 2026-07-01}}}}", f"o{place}")
        for place in range(3)
    ]
    assert (Message("note-lift", ("-50%", "-50.0", 2, 3)),) == ask(
        referral_funnel,
        BIRCH._replace(deals={"start": BIRCH.deals["start"]}),
        CEDAR,
        *others,
        rules=RULES,
    ).notes


# --- chains


def shape(*accounts):
    return [(row.depth, row.account) for row in ask(referral_tree, *accounts, rules=RULES).rows]


def sent(name: str, by: str | None = None):
    return account(f"{{name: {name.upper()}{f', referred_by: {by}' if by else ''}}}", name)


def test_a_chain_goes_down_from_its_root():
    assert [(0, "acme"), (1, "birch"), (2, "cedar")] == shape(*BOOK)
    assert ["Acme", "└─ Birch", "   └─ Cedar"] == [
        row.branch for row in ask(referral_tree, *BOOK, rules=RULES).rows
    ]


def test_branches_stand_below_who_sent_them_and_the_longest_chain_comes_first():
    assert [(0, "b"), (1, "c"), (2, "e"), (1, "d"), (0, "x"), (1, "y")] == shape(
        sent("x"), sent("y", "x"), sent("e", "c"), sent("d", "b"), sent("c", "b"), sent("b")
    )


def test_a_sender_outside_of_the_book_is_a_root_by_its_id():
    assert [(0, "elsewhere"), (1, "a")] == shape(sent("a", "elsewhere"))
    assert [(0, "elsewhere"), (1, "a"), (2, "b")] == shape(sent("b", "a"), sent("a", "elsewhere"))


def test_a_circle_is_told_and_walked_through_once():
    table = ask(
        referral_tree,
        sent("c", "b"),
        sent("a", "c"),
        sent("b", "a"),
        sent("tail", "b"),
        rules=RULES,
    )
    assert [(0, "a", True), (1, "b", True), (2, "c", True), (2, "tail", False)] == [
        (row.depth, row.account, row.circle) for row in table.rows
    ]
    assert (Message("note-referral-circle", ("a → c → b → a",)),) == table.notes


def test_who_sent_itself_is_a_circle_of_one():
    table = ask(referral_tree, sent("a", "a"), rules=RULES)
    assert ([(0, "a")], (Message("note-referral-circle", ("a → a",)),)) == (
        [(row.depth, row.account) for row in table.rows],
        table.notes,
    )


def test_a_chain_of_thousands_ends():
    rows = ask(
        referral_tree,
        *(sent(f"n{place:04}", f"n{place - 1:04}" if place else None) for place in range(3000)),
        rules=RULES,
    ).rows
    assert (3000, 2999) == (len(rows), rows[-1].depth)
    assert len(rows[-1].branch) < 100


def test_accounts_that_nobody_sent_and_that_sent_nobody_are_no_chain():
    assert [] == shape(DUNE, sent("a"))


def test_explain_names_plans_accounts_and_deals():
    acme = ask(referral_funnel, *BOOK, rules=RULES, explain=True).evidence[0]
    assert {
        "proposed": (),
        "planned": ("acme/again",),
        "asked": ("acme/ask",),
        "given": ("birch", "cedar"),
        "won": ("birch/start",),
    } == acme
    assert {"contact": ("birch/referred_by",), "won": ("birch/start",)} == ask(
        referral_tree, *BOOK, rules=RULES, explain=True
    ).evidence[1]


def test_who_sent_us_a_deal_stands_in_the_tree_as_in_the_list():
    book = [
        account("{name: Acme}", "acme"),
        account(
            "{name: Birch, deals: {a: {referred_by: acme/reed, amount: 900, outcome: {result: won, date: 2026-05-01}}, b: {amount: 70, referred_by: cedar, outcome: {result: won, date: 2026-06-01}}}}",
            "birch",
        ),
        account(
            "{name: Dune, deals: {c: {referred_by: acme, outcome: {result: lost, date: 2026-05-01, reason: price}}}}",
            "dune",
        ),
    ]
    listed, tree = ask(referral_funnel, *book, rules=RULES), ask(referral_tree, *book, rules=RULES)
    assert (
        {"acme": 2, "cedar": 1}
        == {row.account: row.given for row in listed.rows}
        == {row.account: row.sent for row in tree.rows if row.sent}
    )
    assert 970 == listed.totals["won_amount"] == tree.totals["won_amount"]
    assert [
        ("acme", 0, None, None),
        ("birch", 1, "acme", "reed"),
        ("dune", 1, "acme", None),
        ("cedar", 0, None, None),
    ] == [(row.account, row.depth, row.by, row.contact) for row in tree.rows]
    assert ("birch/deals.a.referred_by",) == ask(
        referral_tree, *book, rules=RULES, explain=True
    ).evidence[1]["contact"]


CARE = policy(
    "{min_sample: 3, cadences: {visits: {for: {status: customer}, touches: [{type: visit, every_months: 4}]}}, role_sets: {}}"
)
ELM = """
    {name: Elm, owner: ada, status: customer, contacts: {pine: {name: Di Pine, stance: {2026-05-04: friendly}}, oak: {name: Al Oak, stance: {2026-05-04: friendly}}},
     deals: {first: {outcome: {result: won, date: 2025-11-03}}},
     surveys: [{date: 2026-06-15, contact: pine, kind: nps, score: 10}, {date: 2026-06-14, contact: oak, kind: csat, score: 5}], log: [{date: 2026-05-04, type: visit}],
     plans: {before: {for: oak, kind: referral_ask, done: 2026-02-01}}}
    """


def test_whom_to_ask_now_stands_beside_what_was_asked_with_what_speaks_for_it():
    table = ask(referral_funnel, *BOOK, account(ELM, "elm"), rules=CARE, explain=True)
    assert [("acme", ()), ("birch", ()), ("elm", ("Al Oak", "Di Pine"))] == [
        (row.account, row.people) for row in table.rows
    ]
    assert (("oak", "pine"), 2) == (table.rows[-1].proposed, table.totals["proposed"])
    expected = (
        "elm/surveys.2026-06-14",
        "elm/contacts.oak.stance",
        "elm/plans.before",
        "elm/surveys.2026-06-15",
        "elm/contacts.pine.stance",
    )
    assert expected == table.evidence[-1]["proposed"]


def test_who_was_never_asked_and_sent_nobody_has_a_row_only_while_they_are_proposed():
    never = account(
        ELM.replace(
            "plans: {before: {for: oak, kind: referral_ask, done: 2026-02-01}}", "plans: {}"
        ),
        "elm",
    )
    assert [["elm"], []] == [
        [row.account for row in ask(referral_funnel, never, rules=CARE, as_of=day).rows]
        for day in (date(2026, 8, 1), date(2026, 8, 20))
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", ("of them won", "amount brought", "won", "won amount")),
        ("ko", ("그중 수주", "소개 수주액", "수주", "수주액")),
    ],
)
def test_what_an_account_brought_and_what_it_bought_have_headings_of_their_own(lang, expected):
    headings = [
        heading(column, Phrases(lang))
        for report in (referral_funnel, referral_tree)
        for column in report.COLUMNS
        if column.field in ("won", "won_amount")
    ]
    assert expected == tuple(headings)

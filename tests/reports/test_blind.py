"""Blind deals: further in the process than our knowledge of the account allows."""

from books import account, ask, policy
from crmcli.domain.table import Message
from crmcli.reports.coverage import blind
from crmcli.reports.pipeline import pipeline

RULES = policy(
    """
    role_sets: {r: {ceo: {weight: 3}, cio: {weight: 2}, buyer: {weight: 5}}}
    default_role_set: r
    stages: {first: {}, offer: {min_coverage: 50}, paper: {}, last: {min_coverage: 80}}
    """
)


def acme(roles, stages="{2026-07-01: offer}", more=""):
    return account(
        f"{{name: Acme, owner: kim, roles: {roles}, contacts: {{p: P, q: {{name: Q, left: 2026-07-01}}}}, deals: {{d: {{amount: 10, stages: {stages}{more}}}}}}}",
        "acme",
    )


def found(*accounts):
    return [
        (row.deal, row.named_share, row.needed, row.missing)
        for row in ask(blind, *accounts, rules=RULES).rows
    ]


def test_a_deal_is_blind_below_the_percent_and_not_on_it():
    assert [("d", 0.3, 50, ("buyer", "cio"))] == found(acme("{ceo: p}"))
    assert [] == found(acme("{buyer: p}"))


def test_a_contact_who_left_names_no_role_and_a_waived_role_is_out_of_the_count():
    assert [("d", 0.0, 50, ("buyer", "ceo", "cio"))] == found(acme("{buyer: q}"))
    assert [] == found(acme("{ceo: p, buyer: {waived: x}}"))


def test_a_later_stage_keeps_what_an_earlier_one_asked_for_or_asks_more():
    assert [("d", 0.3, 50)] == [each[:3] for each in found(acme("{ceo: p}", "{2026-07-01: paper}"))]
    assert [("d", 0.5, 80)] == [
        each[:3] for each in found(acme("{buyer: p}", "{2026-07-01: last}"))
    ]


def test_early_closed_and_future_deals_and_accounts_without_roles_are_not_blind():
    assert [] == found(acme("{}", "{2026-07-01: first}"))
    assert [] == found(acme("{}", more=", outcome: {result: won, date: 2026-07-20}"))
    assert [] == found(acme("{}", "{2026-08-02: offer}"))
    assert [] == found(acme("{}")._replace(role_sets=("none-such",)))


def test_the_totals_say_of_how_many_deals_and_agree_with_the_pipeline():
    book = [
        acme("{ceo: p}"),
        acme("{buyer: p}")._replace(id="b"),
        acme("{}", "{2026-07-01: first}")._replace(id="c"),
    ]
    table = ask(blind, *book, rules=RULES)
    assert {"blind": 1, "deals": 2, "amount": 10} == table.totals
    assert sum(row.blind for row in ask(pipeline, *book, rules=RULES).rows) == table.totals["blind"]
    assert (0, 0, Message("common-n-a")) == ask(blind, rules=RULES).notes[0].args


def test_the_furthest_deal_comes_first_and_explain_names_where_the_names_belong():
    table = ask(
        blind,
        acme("{}"),
        acme("{ceo: p}", "{2026-07-01: last}")._replace(id="b"),
        rules=RULES,
        explain=True,
    )
    assert ["b", "acme"] == [row.account for row in table.rows]
    assert [("roles.buyer", "roles.cio"), ("roles.buyer", "roles.ceo", "roles.cio")] == [
        each["missing"] for each in table.evidence
    ]


def test_a_blind_deal_is_its_owners_and_else_the_accounts():
    both = account(
        "{name: Acme, owner: kim, deals: {d: {owner: lee, stages: {2026-07-01: offer}}, e: {stages: {2026-07-01: offer}}}}",
        "acme",
    )
    assert [("d", "lee"), ("e", "kim")] == [
        (row.deal, row.owner) for row in ask(blind, both, rules=RULES).rows
    ]
    alone = both._replace(owner=None)
    assert [("d", "lee"), ("e", None)] == [
        (row.deal, row.owner) for row in ask(blind, alone, rules=RULES).rows
    ]


def test_an_early_deal_hides_no_later_one_of_its_account():
    text = "{name: Acme, deals: {early: {stages: {2026-07-01: first}}, ahead: {stages: {2026-08-02: offer}}, won: {stages: {2026-07-01: offer}, outcome: {result: won, date: 2026-07-20}}, d: {stages: {2026-07-01: offer}}}}"
    assert ["d"] == [row.deal for row in ask(blind, account(text, "acme"), rules=RULES).rows]

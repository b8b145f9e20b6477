"""The list of accounts with how well each is known: whom it finds, in which order."""

import pytest

from books import account, ask, policy
from crmcli.domain.errors import CrmError
from crmcli.reports.coverage import coverage
from crmcli.reports.pages import directory
from crmcli.reports.queries import accounts

RULES = policy("""
    team: {kim: 김민지}
    role_sets: {small: {boss: {weight: 2}, buyer: {}}}
    default_role_set: small
    stages: {talk: {}}
""")
HANBIT = account(
    "{name: 한빛전자㈜, aliases: [Hanbit Electronics], owner: kim, status: customer, roles: {boss: {contact: a}}, contacts: {a: A}, deals: {d: {amount: 5, stages: {2026-06-01: talk}}}}",
    "hanbit",
)
ACME = account(
    "{name: Acme Pumps, status: prospect, log: [{date: 2026-07-01, type: visit}]}", "acme"
)
ZENITH = account("{name: Zenith, status: churned, deals: {x: {stages: {2026-06-01: talk}}}}", "zen")
BOOK = (HANBIT, ACME, ZENITH)


def found(**asked) -> list[str]:
    return [row.account for row in ask(directory, *BOOK, rules=RULES, **asked).rows]


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("ㅎㅂ", ["hanbit"]),
        ("ㅎㅂㅈㅈ", ["hanbit"]),
        ("한빛", ["hanbit"]),
        ("electron", ["hanbit"]),
        ("HANBIT", ["hanbit"]),
        ("(주) 한빛 전자", ["hanbit"]),
        ("pump", ["acme"]),
        ("zen", ["zen"]),
        ("ㅋ", []),
        ("nobody", []),
    ],
)
def test_whom_a_name_finds(said, whom):
    assert found(called=said) == whom


def test_the_orders():
    assert found() == ["acme", "hanbit", "zen"]
    assert found(sort=("-composite",))[0] == "hanbit"
    assert found(sort=("composite",))[-1] == "hanbit"
    assert found(sort=("last_touch",))[0] == "acme"
    assert found(sort=("-last_touch",))[0] == "acme"
    assert found(sort=("status",)) == ["acme", "hanbit", "zen"]
    assert found(sort=("-open_deals", "-name")) == ["hanbit", "zen", "acme"]
    with pytest.raises(CrmError):
        directory.REPORT.check(RULES, None, directory.Options(sort=("colour",)))


def test_states_and_limits_are_told():
    assert found(status="churned") == ["zen"]
    table = ask(directory, *BOOK, rules=RULES, limit=2)
    assert (len(table.rows), table.cut, table.totals["accounts"]) == (2, 1, 3)
    assert len(ask(directory, *BOOK, rules=RULES, limit=0).rows) == 3


def test_its_figures_are_those_of_coverage_and_of_the_list():
    rows = {row.account: row for row in ask(directory, *BOOK, rules=RULES).rows}
    for row in ask(coverage, *BOOK, rules=RULES).rows:
        one = rows[row.account]
        assert (row.named_share, row.friendly_share, row.composite, row.gaps) == (
            one.named_share,
            one.friendly_share,
            one.composite,
            one.gaps,
        )
    for row in ask(accounts, *BOOK, rules=RULES).rows:
        one = rows[row.account]
        assert (row.open_deals, row.open_amount, row.last_touch, row.unvalued) == (
            one.open_deals,
            one.open_amount,
            one.last_touch,
            one.unvalued,
        )

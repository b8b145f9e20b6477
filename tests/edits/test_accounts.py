"""A new account, and what new things are called."""

import pytest

from books import account, policy
from crmcli.domain.records.account import Referral
from crmcli.edits.accounts import NewAccount, new_account, stand
from crmcli.edits.record_editor import Draft
from crmcli.edits.names import new_id
from crmcli.edits.referrals import follow
from edits.drafting import DAY, becomes, plain, tree

ROLES = policy(
    "role_sets: {it: {ceo: {}, cfo: {}, dpo: {required: false}}, shop: {buyer: {}}}\ndefault_role_set: it\n"
)


def test_a_new_account_is_a_prospect_with_every_required_role_still_empty():
    assert tree("name: 한빛㈜\nstatus: prospect\nroles: {ceo: , cfo: }\n") == plain(
        new_account(NewAccount("한빛㈜"), ROLES, DAY)
    )


def test_it_says_what_is_known_of_it_and_asks_for_the_roles_of_its_own_sets():
    told = NewAccount(
        "한빛",
        "124-81-00998",
        ("Hanbit", "HB"),
        "A",
        ("it", "shop"),
        "kim",
        "referral",
        "daehan/oh",
        ("a",),
    )
    expected = "{name: 한빛, business_no: 124-81-00998, aliases: [Hanbit, HB], segment: A, role_set: [it, shop], status: prospect, owner: kim, source: referral, referred_by: daehan/oh, tags: a, roles: {ceo: , cfo: , buyer: }}"
    assert tree(expected) == plain(new_account(told, ROLES, DAY))


def test_the_owner_stands_for_its_roles_where_crm_yaml_says_so_and_they_are_still_with_us():
    rules = policy("""
        role_sets: {it: {ceo: {}}}
        defaults: {rep: owner}
        team: {kim: Kim, lee: {name: Lee, left: 2026-08-01}}
    """)

    def roles(owner):
        return plain(new_account(NewAccount("A", owner=owner), rules, DAY))["roles"]

    assert {"ceo": {"contact": None, "rep": "kim"}} == roles("kim")
    assert [{"ceo": None}, {"ceo": None}] == [roles("lee"), roles(None)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("이동현", "이동현"),
        ("Lee Dong-hyun", "lee-dong-hyun"),
        ("한빛전자㈜", "한빛전자"),
        ("(주) 한빛전자", "한빛전자"),
        ("주식회사 한빛", "한빛"),
        ("Acme Inc.", "acme"),
        ("A/B & C", "a-b-c"),
        ("../../evil", "evil"),
        ("...", "x"),
        ("㈜", "x"),
        ("ＡＢＣ", "abc"),
        ("\u1112\u1161\u11ab", "한"),
        ("a_b", "a-b"),
        ("x" * 80, "x" * 60),
        ("v1.5", "v1.5"),
    ],
)
def test_an_id_is_made_of_a_name(name, expected):
    assert expected == new_id(name, ())


def test_a_name_that_is_taken_is_numbered():
    assert "park-3" == new_id("Park", {"park", "park-2"})


def test_whatever_names_an_account_or_a_person_follows():
    text = "name: B\nreferred_by: old/lee\ndeals: {x: {referred_by: old}, y: {referred_by: other}, z: {}}\n"
    draft = Draft(tree(text))
    follow(
        draft,
        account(text),
        lambda referral: (
            ("new" if referral == Referral("old") else f"new/{referral.contact}")
            if referral.account == "old"
            else None
        ),
    )
    assert (
        tree(
            "name: B\nreferred_by: new/lee\ndeals: {x: {referred_by: new}, y: {referred_by: other}, z: {}}\n"
        )
        == draft.tree
    )


@pytest.mark.parametrize(
    ("before", "status", "why", "expected"),
    [
        ("", "disqualified", "직접 만든다", "status: disqualified\nstatus_why: 직접 만든다\n"),
        ("status: prospect\n", "dormant", None, "status: dormant\n"),
        ("status: dormant\nstatus_why: 공장 이전\n", "customer", None, "status: customer\n"),
        (
            "status: dormant\nstatus_why: 공장 이전\n",
            "churned",
            "매각",
            "status: churned\nstatus_why: 매각\n",
        ),
        (
            "status: dormant\nstatus_why: 공장 이전\n",
            "dormant",
            None,
            "status: dormant\nstatus_why: 공장 이전\n",
        ),
        (
            "status: dormant\nstatus_why: 공장 이전\n",
            "dormant",
            "봄까지 휴업",
            "status: dormant\nstatus_why: 봄까지 휴업\n",
        ),
    ],
)
def test_a_status_has_its_own_reason_and_not_that_of_another(before, status, why, expected):
    becomes(
        f"name: A\n{before}",
        lambda draft, record: stand(draft, record, status, why),
        f"name: A\n{expected}",
    )


@pytest.mark.parametrize("cut", [59, 60, 61])
def test_an_id_that_is_cut_ends_with_no_dash(cut):
    expected = {59: f"{'x' * 59}", 60: f"{'x' * 60}", 61: f"{'x' * 60}"}[cut]
    assert expected == new_id(f"{'x' * cut} yz", ())
    assert expected == new_id(f"{'x' * cut}. yz", ())

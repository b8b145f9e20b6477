"""Who holds a role, who of ours stands for it, and that nobody is needed."""

import pytest

from books import account, policy
from crmcli.domain.errors import CrmError
from crmcli.edits import roles
from crmcli.edits.stances import assess
from edits.drafting import DAY, becomes

BOOK = "name: A\nroles: {{cfo: {0}}}\n"


def staffed(before, expected, **told):
    becomes(
        BOOK.format(before),
        lambda draft, _: roles.staff(draft, "cfo", **told),
        BOOK.format(expected),
    )


@pytest.mark.parametrize(
    ("before", "told", "expected"),
    [
        ("", {"contacts": ["lee"]}, "lee"),
        ("park", {"contacts": ["lee"]}, "lee"),
        ("park", {"contacts": ["lee", "kim"]}, "[lee, kim]"),
        ("[park, lee]", {"contacts": []}, ""),
        ("{contact: park, rep: han}", {"contacts": ["lee"]}, "{contact: lee, rep: han}"),
        ("{contact: park, rep: han}", {"contacts": []}, "{contact: , rep: han}"),
        ("park", {"rep": "han"}, "{contact: park, rep: han}"),
        (
            "[park, lee]",
            {"rep": "han", "value": "3억 절감"},
            "{contact: [park, lee], rep: han, value: 3억 절감}",
        ),
        ("", {"rep": "han"}, "{rep: han}"),
        ("", {"contacts": ["lee"], "rep": "han"}, "{contact: lee, rep: han}"),
        ("park", {"unit": "본사"}, "{contact: park, unit: 본사}"),
        ("", {"contacts": ["lee"], "unit": "본사"}, "{contact: lee, unit: 본사}"),
        ("{waived: x}", {"contacts": ["lee"]}, "{waived: x, contact: lee}"),
    ],
)
def test_a_role_says_what_it_was_told_and_keeps_the_rest(before, told, expected):
    staffed(before, expected, **told)


def test_a_role_that_the_file_has_not_had_is_added():
    becomes(
        "name: A\nroles: {ceo: }\n",
        lambda draft, _: roles.staff(draft, "cfo", contacts=["lee"]),
        "name: A\nroles: {ceo: , cfo: lee}\n",
    )
    becomes(
        "name: A\n",
        lambda draft, _: roles.staff(draft, "cfo", contacts=["lee"]),
        "name: A\nroles: {cfo: lee}\n",
    )


def test_a_role_is_waived_with_its_reason_and_counts_again():
    waived = BOOK.format("{contact: park, waived: 그룹이 담당}")
    becomes(BOOK.format("park"), lambda draft, _: roles.waive(draft, "cfo", "그룹이 담당"), waived)
    becomes(waived, lambda draft, _: roles.require(draft, "cfo"), BOOK.format("{contact: park}"))


def test_counting_a_role_again_that_was_never_waived_changes_nothing():
    becomes(BOOK.format("park"), lambda draft, _: roles.require(draft, "cfo"), BOOK.format("park"))


SETS = policy("""
    role_sets:
      it: {ceo: {label: {ko: 대표이사, en: CEO}}, dpo: {required: false, label: {en: Privacy}}}
      shop: {buyer: {label: {ko: 구매}}}
    default_role_set: it
""")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ceo", "ceo"),
        ("대표", "ceo"),
        ("CEO", "ceo"),
        ("dpo", "dpo"),
        ("buyer", "buyer"),
        ("old", "old"),
    ],
)
def test_a_role_is_meant_by_its_name_if_it_is_required_here_and_any_by_its_id(said, meant):
    assert meant == roles.role_meant(said, account("name: A\nroles: {old: lee}\n"), SETS)


@pytest.mark.parametrize("said", ["구매", "Privacy", "cto"])
def test_other_words_mean_no_role(said):
    with pytest.raises(CrmError):
        roles.role_meant(said, account("name: A\n"), SETS)


def test_where_no_roles_are_asked_for_any_will_do():
    assert "cto" == roles.role_meant("cto", account("name: A\n"), policy("role_sets: {}"))


def test_a_stance_holds_from_a_day_on():
    becomes(
        "name: A\ncontacts: {lee: 이동현}\n",
        lambda draft, _: assess(draft, "lee", "friendly", DAY, by="kim", why="Praised it"),
        "name: A\ncontacts: {lee: {name: 이동현, stance: {2026-08-03: {value: friendly, by: kim, why: Praised it}}}}\n",
    )

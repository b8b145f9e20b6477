"""The company of a card is an account called so, and never one that is only like it."""

import pytest

from crmcli.domain.naming import Called
from crmcli.imports.card import Refusal
from crmcli.imports.companies import Companies

BOOK = [
    Called("hanbit", ("한빛전자㈜", "Hanbit Electronics")),
    Called("acme-us", ("Acme Inc.",)),
    Called("acme-de", ("Acme GmbH",)),
    Called("coop", ("Co-op Foods",)),
]


@pytest.mark.parametrize(
    ("company", "account"),
    [
        ("hanbit", "hanbit"),
        ("한빛전자㈜", "hanbit"),
        ("(주)한빛전자", "hanbit"),
        ("주식회사 한빛전자", "hanbit"),
        ("한빛 전자", "hanbit"),
        ("HANBIT ELECTRONICS", "hanbit"),
        ("Hanbit Electronics Co., Ltd.", "hanbit"),
        ("acme, inc", "acme-us"),
        ("Acme Incorporated", "acme-us"),
        ("ACME GMBH", "acme-de"),
        ("co-op foods", "coop"),
        ("한빛", None),
        ("(유)한빛전자", None),
        ("Acme Ltd", None),
        ("op Foods", None),
        ("x", None),
    ],
)
def test_a_company_is_found_by_its_whole_name_with_or_without_its_form(company, account):
    assert account == Companies(BOOK).find(company)


def test_one_that_may_be_several_is_refused():
    with pytest.raises(Refusal) as refusal:
        Companies(BOOK).find("Acme")
    assert (
        "error-import-several-accounts",
        ("Acme", "acme-de (Acme GmbH), acme-us (Acme Inc.)"),
    ) == refusal.value.why


def test_one_that_is_only_like_another_is_told_with_it():
    companies = Companies(BOOK)
    assert [
        ("told-import-near-account", ("한빛", "hanbit (한빛전자㈜)")),
        ("told-import-no-account", ("Zed",)),
    ] == [companies.unknown("한빛"), companies.unknown("Zed")]


def test_an_account_of_this_import_is_found_by_the_rows_below():
    companies = Companies(BOOK)
    companies.add(Called("zed", ("Zed Ltd",)))
    assert "zed" == companies.find("zed")

"""Which names are one firm's and which are two: the same for new accounts, naming, finding, lint and imports."""

import json

import pytest

from crmcli.domain.naming import Called
from crmcli.domain.text.firm_name import firm_name
from crmcli.imports.companies import Companies

ONE = [
    ("한빛전자㈜", "주식회사 한빛전자"),
    ("한빛전자㈜", "한빛 전자"),
    ("한빛전자㈜", "（주）한빛전자"),
    ("한빛전자㈜", "주)한빛전자"),
    ("한빛전자㈜", "한빛전자 Co., Ltd."),
    ("유한회사 새봄", "(유)새봄"),
    ("사단법인 한국무역회", "(사)한국무역회"),
    ("농업회사법인 주식회사 들꽃", "들꽃"),
    ("Acme Inc.", "ACME, Incorporated"),
    ("Acme Inc.", "acme"),
    ("Acme Ltd", "Acme Co., Ltd."),
    ("Acme Corp.", "Acme Corporation"),
    ("Acme S.A.", "ACME SA"),
    ("Acme S.r.l.", "Acme SRL"),
    ("Acme B.V.", "Acme BV"),
    ("Acme K.K.", "株式会社Acme"),
    ("株式会社日立", "日立㈱"),
    ("华为有限公司", "华为"),
    ("The Johnson & Johnson Company", "Johnson and Johnson"),
    ("Müller GmbH & Co. KG", "MULLER GmbH & Co KG"),
    ("Ｈａｎｂｉｔ", "Hanbit, LLC"),
]
TWO = [
    ("Acme Inc.", "Acme GmbH"),
    ("Acme GmbH", "Acme GmbH & Co. KG"),
    ("Acme AG", "Acme PLC"),
    ("한빛전자㈜", "(유)한빛전자"),
    ("한빛전자㈜", "한빛전자 평택공장"),
    ("한빛전자㈜", "한빛전자 2공장"),
    ("한빛전자㈜", "한빛전자 서울"),
    ("사단법인 나눔", "재단법인 나눔"),
    ("Acme", "Acme Korea"),
    ("Acme 1", "Acme 2"),
    ("Costa", "Cost SA"),
    ("Theory", "Ory"),
    ("Sandand", "Sand"),
]
CASES = [(*pair, True) for pair in ONE] + [(*pair, False) for pair in TWO]
EACH = pytest.mark.parametrize(("known", "said", "is_one"), CASES)
DAY = ("--as-of", "2026-08-01")


@EACH
def test_the_rule_is_the_same_from_either_side(known, said, is_one):
    assert is_one == firm_name(known).is_same(firm_name(said))
    assert is_one == firm_name(said).is_same(firm_name(known))


@EACH
def test_an_import_finds_the_company_or_not(known, said, is_one):
    assert is_one == ("known" == Companies([Called("known", (known,))]).find(said))


@EACH
def test_a_new_account_of_a_name_that_is_there_is_refused_unless_it_gets_an_id(
    forks, shared, known, said, is_one
):
    shared.write(
        {"known": f'name: "{known}"\n', "other": "name: Zed\n"}, "language: en\ncurrency: KRW\n"
    )
    ran = forks(shared, "new", said, "--dry-run")
    assert is_one == (4 == ran.status and "known" in ran.told), ran.told
    if is_one:
        assert 0 == forks(shared, "new", said, "--id", "another", "--dry-run").status


@EACH
def test_one_firm_is_named_and_found_by_the_other_spelling(forks, shared, known, said, is_one):
    shared.write(
        {"known": f'name: "{known}"\n', "other": "name: Zed\n"}, "language: en\ncurrency: KRW\n"
    )
    if is_one:
        assert known in forks(shared, "show", said, *DAY).text
        rows = json.loads(forks(shared, "find", said, "--json", *DAY).text)["rows"]
        assert ["known"] == [row["account"] for row in rows]
    else:
        shared.write(
            {"known": f'name: "{known}"\n', "other": f'name: "{said}"\n'},
            "language: en\ncurrency: KRW\n",
        )
        row = json.loads(forks(shared, "show", said, "--json", *DAY).text)["rows"][0]
        assert "other" == row["account"]


@EACH
def test_lint_tells_of_one_firm_in_two_accounts(forks, shared, known, said, is_one):
    shared.write(
        {"known": f'name: "{known}"\n', "other": f'name: "{said}"\n'},
        "language: en\ncurrency: KRW\n",
    )
    found = forks(shared, "lint", "--select", "duplicate-account-name", *DAY).text
    assert is_one == ("other.yaml" in found), found

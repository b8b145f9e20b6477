"""What an account says of the company: to whom it belongs, its page, numbers and address; and where fields of one's own come from."""

import json

import pytest

from crmcli.store.shapes.policy import POLICY
from crmcli.store.yaml.tree import read_tree

DAY = ("--as-of", "2026-08-01")
PARTS = """\
name: 한빛부품
parent: hanbit
website: https://parts.hanbit.example
phones: ["02-555-0100"]
address: 경기도 평택시 산단로 12
"""


@pytest.fixture
def book(crm):
    crm.write({"hanbit": "name: 한빛전자\n", "parts": PARTS}, "language: en\ncurrency: KRW\n")
    return crm


@pytest.mark.parametrize(
    ("said", "where"),
    [("parts.hanbit", "website"), ("+82 2-555-0100", "phones"), ("산단로", "address")],
)
def test_an_account_is_found_by_page_number_and_address(book, said, where):
    rows = json.loads(book("find", said, "--json", *DAY).text)["rows"]
    assert [("parts", where)] == [(row["account"], row["where"]) for row in rows]


def test_an_account_is_named_by_its_number_and_its_page_shows_all(book):
    (row,) = json.loads(book("show", "02-555-0100", "--json", *DAY).text)["rows"]
    assert ("hanbit", "https://parts.hanbit.example") == (row["parent"], row["website"])
    assert (["02-555-0100"], "경기도 평택시 산단로 12") == (row["phones"], row["address"])
    assert "hanbit" in book("show", "parts", *DAY).text


def test_what_belongs_to_an_account_is_asked_for_and_follows_its_new_id(book):
    asked = ("query", 'parent == "group"', "--json", *DAY)
    assert 0 == book("rename", "hanbit", "group", "--no-commit").status
    assert ["parts"] == [row["account"] for row in json.loads(book(*asked).text)["rows"]]


def test_a_parent_has_to_be_there_and_to_stand_above(book):
    accounts = book.book / "accounts"
    (accounts / "lost.yaml").write_text("name: L\nparent: hanbitt\n", encoding="utf-8")
    (accounts / "own.yaml").write_text("name: O\nparent: own\n", encoding="utf-8")
    (accounts / "hanbit.yaml").write_text("name: 한빛전자\nparent: parts\n", encoding="utf-8")
    found = book("lint", *DAY).text
    assert "lost.yaml:2:9: error:" in found
    assert "hanbit → parts → hanbit" in found
    assert "own → own" in found
    assert 2 == found.count("[parent-circle]")


def test_a_company_s_number_is_checked_as_a_person_s_is(book):
    (book.book / "accounts" / "parts.yaml").write_text(
        'name: P\nphones: ["02-555-010l"]\n', encoding="utf-8"
    )
    assert "parts.yaml:2:10: error:" in book("lint", "--select", "phone-form", *DAY).text


def test_a_field_says_from_which_columns_it_comes():
    text = "fields: {budget: {type: money, source: {salesforce: Budget__c, zoho: [Budget, B 2]}}}"
    field = POLICY.decode(read_tree(text.encode())).fields["budget"]
    assert {"salesforce": ("Budget__c",), "zoho": ("Budget", "B 2")} == field.source

"""A mapping as a file says it: every form of a column, and the error that a wrong one gets."""

import pytest

from crmcli.domain.errors import CrmError
from crmcli.imports.mapping.mapping import Column, FileMap, ImportMap, Ours, Ref, key
from crmcli.imports.mapping.propose import Shape, propose
from crmcli.imports.mapping.shape import read_map, written_map
from crmcli.messages import Phrases

WHOLE = {
    "from": "zoho",
    "encoding": "cp1252",
    "decimal": ".",
    "dates": "d-m-y",
    "files": {
        "Accounts.csv": {
            "as": "account",
            "id": "ACCOUNTID",
            "name": "Account Name",
            "address": ["Street", "City"],
            "research.annual_revenue": {"column": "Revenue", "times": "1000000"},
            "research.provenance": {"text": "list of {Year}"},
            "custom.budget": "Budget",
            "rest": "custom",
        },
        "Potentials.csv": {
            "as": "deal",
            "account": {"id": "Account Id", "name": "Account", "missing": "skip"},
            "amount": {"column": "Amount", "nothing": "0", "decimal": ","},
            "close": {"column": "Closing", "order": "m-d-y"},
            "stage": "Stage",
        },
    },
    "values": {
        "stage": {
            "Closed Won": {"won": "Closing"},
            "Closed Lost": {"lost": "Closing", "stage": "closing", "reason": "price"},
            "Old": None,
        },
        "owner": {"Tina Thomas": "tina", "*": None},
    },
}


def test_a_mapping_is_read_and_written_as_it_was():
    found = read_map(WHOLE)
    accounts = found.files["Accounts.csv"]
    assert Column(("Street", "City")) == accounts.fields["address"]
    assert {"Budget": "budget"} == accounts.custom
    assert "Year" in accounts.columns
    deals = found.files["Potentials.csv"]
    assert Ref(("Account Id",), ("Account",), "skip") == deals.refs["account"]
    assert Ours("closing", "lost", "Closing", "price") == found.values["stage"]["Closed Lost"]
    assert Ours() == found.values["owner"]["*"] == found.values["stage"]["Old"]
    assert found == read_map(written_map(found))


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        ({"form": "zoho"}, "the mapping is wrong at form: `form` is not known here"),
        ({"dates": "dmy"}, "at dates: `dmy` is not known here; one of: d-m-y, m-d-y, y-m-d"),
        ({"files": "x"}, "at files: must be a mapping"),
        ({"files": {"a.csv": {"name": "N"}}}, "at files.a.csv.as: says what its rows are"),
        (
            {"files": {"a.csv": {"as": "acount"}}},
            "`acount` is not known here; one of: user, product",
        ),
        ({"files": {"a.csv": {"as": "deal", "amout": "A"}}}, "at files.a.csv.amout: `amout`"),
        ({"files": {"a.csv": {"as": "deal", "amount": {"colum": "A"}}}}, "amount.colum"),
        ({"files": {"a.csv": {"as": "deal", "amount": {"times": "much"}}}}, "`much` is no number"),
        (
            {"files": {"a.csv": {"as": "deal", "name": {"column": {}}}}},
            "name.columns: must be a text",
        ),
        ({"files": {"a.csv": {"as": "deal", "account": {"ids": "x"}}}}, "account.ids"),
        ({"values": {"stages": {}}}, "at values.stages: `stages` is not known here"),
        ({"values": {"stage": {"Won": {"win": "x"}}}}, "at values.stage.Won.win"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tree, told):
    with pytest.raises(CrmError) as wrong:
        read_map(tree)
    assert told in Phrases("en").say(wrong.value.message)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACCOUNTID", "Account Id"),
        ("AccountId", "account_id"),
        ("E-mail 1 - Value", "email1value"),
        ("전자 메일 주소", "전자메일주소"),
        ("Ａｍｏｕｎｔ", "amount"),
    ],
)
def test_headings_are_compared_by_their_letters(one, other):
    assert key(one) == key(other)


def test_a_table_is_told_by_name_by_pattern_and_by_its_columns():
    deals = FileMap("deal", {"name": Column(("Title",)), "amount": Column(("Value",))})
    people = FileMap("person", {"name": Column(("Name",))})
    found = ImportMap("x", files={"deals-*.csv": deals, "People.csv": people})
    assert deals is found.of("export.zip/Deals-2026.csv", ["a"])
    assert people is found.of("people.CSV", ["a"])
    assert deals is found.of("new name.csv", ["Value", "Title", "Name"])
    assert None is found.of("new name.csv", ["Value", "Names"])


def test_the_shape_with_most_columns_is_proposed_and_a_number_stands_for_each():
    person = Shape(
        FileMap(
            "person",
            {
                "name": Column(("Full Name", "Name")),
                "emails": Column(("E-mail # - Value", "Email")),
                "phones": Column(("Phone # - Value",)),
            },
        ),
        needs=(("Name", "Full Name"),),
        without=("Stage",),
    )
    account = Shape(FileMap("account", {"name": Column(("Name",))}))
    headings = ["Name", "E-mail 1 - Value", "E-mail 2 - Value", "Phone 1 - Value", "Age"]
    found = propose("x.csv", headings, [account, person])
    assert "person" == found.map.as_
    assert ("E-mail 1 - Value", "E-mail 2 - Value") == found.map.fields["emails"].columns
    assert "account" == propose("x.csv", headings, [account, person], "account").map.as_
    assert "account" == propose("x.csv", [*headings, "Stage"], [account, person]).map.as_
    assert None is propose("x.csv", ["A", "B"], [account, person])

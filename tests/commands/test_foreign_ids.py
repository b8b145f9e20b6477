"""What other systems call accounts, contacts, deals and log entries: found, shown, asked for, kept, and never twice."""

import json

import pytest

DAY = ("--as-of", "2026-08-01")
HANBIT = """\
name: 한빛전자
ids: {zoho: "2", salesforce: [001A, 001B]}
contacts:
  lee: {name: 이순신, phones: ["010-1234-5678"], ids: {zoho: "0017"}}
deals:
  pt2: {stages: {2026-05-10: contacting}, ids: {zoho: "44"}}
log:
  - {date: 2026-06-01, type: call, with: lee, ids: {zoho: "903"}}
"""


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT, "daehan": "name: 대한\n"}, "language: en\ncurrency: KRW\n")
    return crm


def text(book, name="hanbit"):
    return (book.book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("001B", "ids.salesforce"),
        ("0017", "contacts.lee.ids.zoho"),
        ("44", "deals.pt2.ids.zoho"),
        ("903", "log.2026-06-01"),
    ],
)
def test_find_finds_each_record_by_its_id_elsewhere(book, said, where):
    rows = json.loads(book("find", said, "--json", *DAY).text)["rows"]
    assert [("hanbit", where)] == [(row["account"], row["where"]) for row in rows]


def test_an_account_is_named_by_its_id_elsewhere(book):
    assert "한빛전자" in book("show", "001B", *DAY).text


def test_the_page_and_its_json_have_them(book):
    assert '"system": "zoho", "id": "2"' in book("show", "hanbit", "-o", "plain", *DAY).text
    assert "zoho 2, salesforce 001A" in book("show", "hanbit", "-o", "markdown", *DAY).text
    (row,) = json.loads(book("show", "hanbit", "--json", *DAY).text)["rows"]
    assert {"system": "salesforce", "id": "001B"} in row["ids"]
    assert [{"system": "zoho", "id": "0017"}] == row["contacts"][0]["ids"]
    assert [{"system": "zoho", "id": "44"}] == row["deals"][0]["ids"]


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        ("accounts", 'ids.zoho == "2"'),
        ("accounts", 'ids.salesforce ~ "001B"'),
        ("contacts", 'ids.zoho == "0017"'),
        ("deals", 'ids.zoho == "44" and account.ids.zoho == "2"'),
        ("log", 'ids.zoho == "903"'),
    ],
)
def test_a_query_asks_for_them(book, kind, condition):
    asked = book("query", condition, "--on", kind, "--json", *DAY)
    assert 1 == len(json.loads(asked.text)["rows"]), asked.told
    assert (
        []
        == json.loads(book("query", 'ids.other == "2"', "--on", kind, "--json", *DAY).text)["rows"]
    )


def test_commands_write_them_and_take_them_back(book):
    args = ("account", "hanbit", "--no-commit")
    assert 0 == book(*args, "--foreign-id", "hubspot=0099", "--foreign-id", "zoho=3").status
    assert 'ids: {zoho: "3", salesforce: [001A, 001B], hubspot: "0099"}' in text(book)
    assert 0 == book(*args, "--foreign-id", "zoho=3", "--foreign-id", "zoho=5").status
    assert 'zoho: ["3", "5"]' in text(book)
    book(*args, "--clear", "foreign-id=zoho")
    assert "ids: {salesforce: [001A, 001B]" in text(book)
    book(*args, "--clear", "foreign-id")
    assert "salesforce" not in text(book)


def test_who_moves_takes_them_along_and_who_is_forgotten_loses_them(book):
    ran = book(
        "contact",
        "move",
        "hanbit",
        "lee",
        "--to",
        "daehan",
        "--date",
        "2026-07-01",
        "--no-commit",
    )
    assert 0 == ran.status, ran.told
    assert "0017" in text(book, "daehan")
    assert "0017" not in text(book)
    assert 0 == book("forget", "daehan", "lee", "--no-commit").status
    assert "0017" not in text(book, "daehan")


def test_a_renamed_contact_and_account_keep_them(book):
    book("contact", "edit", "hanbit", "lee", "--id", "yi", "--no-commit")
    assert 'yi: {name: 이순신, phones: ["010-1234-5678"], ids: {zoho: "0017"}}' in text(book)
    assert 0 == book("rename", "hanbit", "hanbit-corp", "--no-commit").status
    assert 'ids: {zoho: "2"' in text(book, "hanbit-corp")


def test_lint_tells_where_one_id_is_twice(book):
    accounts = book.book / "accounts"
    (accounts / "hanbit-2.yaml").write_text(
        "name: 다른 회사\nids: {zoho: '2'}\ncontacts: {k: {name: K, ids: {zoho: '0017'}}}\n"
        "deals: {pt2: {stages: {2026-05-10: contacting}, ids: {sap: '44'}}}\n",
        encoding="utf-8",
    )
    with (accounts / "hanbit.yaml").open("a", encoding="utf-8") as file:
        file.write('  - {date: 2026-06-02, type: call, with: lee, ids: {zoho: ["1", "903"]}}\n')
    found = book("lint", "--select", "duplicate-foreign-id", *DAY).text
    for told in (
        "hanbit-2.yaml:2:13: warning: `hanbit` has the id `2` of zoho, too",
        "hanbit-2.yaml:3:37: warning: `hanbit/lee` has the id `0017` of zoho, too",
        "hanbit.yaml:9:65: warning: the entry of 2026-06-01 has the id `903` of zoho, too",
    ):
        assert told in found, found
    assert 3 == found.count("warning:")


def test_two_who_changed_one_entry_that_has_an_id_changed_one_entry(book, tmp_path):
    base = "name: H\nlog:\n  - {date: 2026-06-01, type: call, what: a, ids: {zoho: '9'}}\n"
    ours = base.replace("call, what: a", "meeting, what: met at the plant")
    theirs = base.replace("type: call", "type: call, mood: friendly")
    files = []
    for name, said in (("base", base), ("ours", ours), ("theirs", theirs)):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(said, encoding="utf-8")
    ran = book("merge-file", *map(str, files))
    merged = ran.text if "log:" in ran.text else files[1].read_text(encoding="utf-8")
    assert 1 == merged.count("- {"), merged
    assert "type: meeting" in merged
    assert "mood: friendly" in merged

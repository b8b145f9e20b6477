"""What imports meet besides clean files: other currencies, people who were forgotten, two systems, memories that were merged, very wide
tables, a full disk, a part of a checkout.
"""

import json

import pytest

DEALS = """\
Id,Deal Name,Account Name,Amount,Stage,Close Date,Created
1,Big,Acme,"$5,000",Qualification,2026-12-01,2026-01-02
2,Small,Acme,"3,000,000",Qualification,2026-12-01,2026-01-02
3,Won,Acme,"₩7,000,000",Qualification,2026-12-01,2026-01-02
"""
MAP = """\
from: deals
currency: USD
files:
  deals.csv: {as: deal, id: Id, name: Deal Name, account: Account Name, amount: Amount, stage: Stage, close: Close Date, created: Created}
"""


@pytest.fixture
def book(crm):
    crm.write({}, "currency: KRW\nlanguage: en\n")
    (crm.book / "accounts").mkdir(exist_ok=True)
    return crm


def take(crm, *words, **files):
    source = crm.home / "files"
    source.mkdir(exist_ok=True)
    for name, text in files.items():
        (source / f"{name}.csv").write_text(text, encoding="utf-8")
    ran = crm("import", str(source), *words, "--extend-policy", "--json")
    assert ran.status in (0, 1), ran.told
    return ran.json


def amounts(crm):
    found = crm("deal", "list", "--json").json
    return {row["deal"]: row["amount"] for row in found["rows"]}


def reasons(found):
    return json.dumps(found["rows"], ensure_ascii=False)


def counts(found):
    return {
        each["kind"]: {k: v for k, v in each.items() if v and k != "kind"}
        for each in found["totals"]["counts"]
    }


def test_a_dollar_sign_in_a_book_of_won_is_no_won(book):
    found = take(book, deals=DEALS)
    assert {"big": None, "small": 3_000_000, "won": 7_000_000} == amounts(book)
    assert "`$` is the sign of several currencies" in reasons(found)


def test_amounts_of_a_mapping_in_another_currency_are_left_out_and_told(book):
    (book.home / "map.yaml").write_text(MAP, encoding="utf-8")
    found = take(book, "--map", str(book.home / "map.yaml"), deals=DEALS)
    assert {"big": None, "small": None, "won": 7_000_000} == amounts(book)
    assert "`$5,000` is in USD, the book is in KRW" in reasons(found)
    assert "`3,000,000` is in USD, the book is in KRW" in reasons(found)


def test_a_column_of_currencies_counts_more_than_the_mapping(book):
    mapping = MAP.replace("amount: Amount", "amount: Amount, currency: Unit")
    (book.home / "map.yaml").write_text(mapping, encoding="utf-8")
    units = [",Unit", ",USD", ",KRW", ","]
    text = "".join(f"{line}{unit}\n" for line, unit in zip(DEALS.splitlines(), units, strict=True))
    take(book, "--map", str(book.home / "map.yaml"), deals=text)
    assert {"big": None, "small": 3_000_000, "won": None} == amounts(book)


def test_who_was_forgotten_does_not_come_back_with_another_address(book):
    people = "Name,Company,E-mail\nAnn Lee,Acme,ann@a.example\nBob Roy,Acme,bob@a.example\n"
    take(book, "--name", "old", people=people)
    assert book("forget", "acme", "ann-lee", "--force").status == 0
    memory = book.book / "imports" / "old.seen"
    assert b"ann" not in memory.read_bytes().lower()
    found = take(book, "--name", "old", people=people.replace("ann@", "ann.lee@"))
    assert {"person": {"same": 2}} == counts(found)
    assert "stays away" in reasons(found)
    assert [] == found["totals"]["gone"]
    assert "Ann" not in (book.book / "accounts" / "acme.yaml").read_text(encoding="utf-8")
    other = people.replace("Ann Lee", "Ann Moon").replace("ann@", "moon@")
    assert {"person": {"new": 1, "same": 1}} == counts(take(book, "--name", "old", people=other))


def test_a_record_that_stands_twice_in_a_merged_memory_counts_once(book):
    people = "ID,Name,Company,E-mail,Title\n7,Ann Lee,Acme,ann@a.example,Buyer\n"
    take(book, "--name", "old", people=people)
    memory = book.book / "imports" / "old.seen"
    kept = memory.read_text(encoding="utf-8")
    line = next(each for each in kept.splitlines() if each.startswith("person\t7\t"))
    title = next(each for each in line.split("\t")[-1].split(" ") if each.startswith("title="))
    memory.write_text(f"{kept}{line.replace(title, 'title=AAAAAAAA')}\n", encoding="utf-8")
    found = take(book, "--name", "old", people=people)
    assert 1 == found["totals"]["doubled"]
    assert kept == memory.read_text(encoding="utf-8")
    assert 0 == take(book, "--name", "old", people=people)["totals"]["doubled"]


def test_two_systems_in_one_book_leave_the_ids_of_both_and_nothing_twice(book):
    sales = {
        "Account": "Id,Name,Industry\n001A,Acme Inc.,Food\n001B,Beta LLC,Steel\n",
        "Contact": "Id,AccountId,LastName,FirstName,Email\n003A,001A,Lee,Ann,ann@acme.example\n",
        "Opportunity": "Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon\n"
        "006A,001A,Plant,Prospecting,1000,2026-12-01,2026-01-02,false,false\n",
    }
    hub = {
        "companies": "Record ID,Company name,Industry\n901,Acme,Food\n902,Gamma Corp,Oil\n",
        "contacts": "Record ID,First Name,Last Name,Email,Associated Company IDs (Primary)\n"
        "801,Ann,Lee,ann@acme.example,901\n802,Joe,Doe,joe@gamma.example,902\n",
        "deals": "Record ID,Deal Name,Amount,Deal Stage,Close Date,Create Date,"
        "Associated Company IDs (Primary)\n"
        "701,Plant,1000,prospecting,2026-12-01,2026-01-02,901\n"
        "702,Rig,500,prospecting,2026-12-01,2026-01-02,902\n",
    }
    take(book, "--from", "salesforce", **sales)
    for each in (book.home / "files").iterdir():
        each.unlink()
    take(book, "--from", "hubspot", **hub)
    names = sorted(each.name for each in (book.book / "accounts").iterdir())
    assert ["acme.yaml", "beta.yaml", "gamma.yaml"] == names
    text = (book.book / "accounts" / "acme.yaml").read_text(encoding="utf-8")
    for both in ("{salesforce: 001A, hubspot: 901}", "{salesforce: 003A, hubspot: 801}"):
        assert both in text
    assert "{salesforce: 006A, hubspot: 701}" in text
    states = set(json.dumps(counts(take(book, "--from", "hubspot"))).replace('"', "").split())
    assert not any(each.startswith("{new") for each in states)

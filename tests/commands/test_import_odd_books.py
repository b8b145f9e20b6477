"""What imports meet besides clean files: other currencies, people who were forgotten, two systems, memories that were merged, very wide
tables, a full disk, a part of a checkout.
"""

import json
import os
import subprocess
import sys

import pytest

from recorded import Recorded

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


def test_in_a_part_of_a_checkout_no_account_is_made_that_may_be_there_already(crm):
    policy = {"crm.yaml": "currency: USD\nlanguage: en\n"}
    firms = {"accounts/acme.yaml": "name: Acme Inc\n", "accounts/beta.yaml": "name: Beta\n"}
    whole = Recorded(crm.book)
    whole.commit("2026-07-01", policy | firms)
    whole.git("sparse-checkout", "set", "--no-cone", "/*", "!/accounts/acme.yaml")
    source = crm.home / "firms.csv"
    source.write_text("Name,Industry\nAcme Inc,Food\nBeta,Steel\n", encoding="utf-8")
    ran = crm("import", str(source), "--as", "accounts")
    assert (4, b"") == (ran.status, ran.out)
    assert b"and `Acme Inc` may be one of them" in ran.err
    assert ["beta.yaml"] == [each.name for each in (crm.book / "accounts").iterdir()]
    source.write_text("Name,Industry\nBeta,Steel\n", encoding="utf-8")
    ran = crm("import", str(source), "--as", "accounts")
    assert b"changed" in ran.out
    text = (crm.book / "accounts" / "beta.yaml").read_text(encoding="utf-8")
    assert "Steel" in text


def test_a_table_as_wide_as_a_sheet_can_be_comes_in(book):
    headings = ["Name", "Industry", *(f"Column {n}" for n in range(16_382))]
    rows = [[f"Firm {n}", "Food", *(f"v{n}-{m}" for m in range(16_382))] for n in range(3)]
    text = "".join(f"{','.join(row)}\n" for row in (headings, *rows))
    assert {"account": {"new": 3}} == counts(take(book, "--as", "accounts", wide=text))
    said = (book.book / "accounts" / "firm-2.yaml").read_text(encoding="utf-8")
    assert "Food" in said


@pytest.mark.skipif(sys.platform == "win32", reason="limits as POSIX has them")
@pytest.mark.parametrize("most", [2_000, 20_000, 60_000])
def test_where_there_is_no_room_nothing_comes_in(book, most):
    import resource

    source = book.home / "people.csv"
    rows = (f"Person {n},Firm {n % 50},p{n}@firm.example\n" for n in range(600))
    source.write_text(f"Name,Company,E-mail\n{''.join(rows)}", encoding="utf-8")
    before = sorted(book.book.rglob("*"))
    words = [sys.executable, "-m", "crmcli", "-C", str(book.book), "--no-cache"]
    ran = subprocess.run(
        [*words, "import", str(source), "--name", "old"],
        capture_output=True,
        check=False,
        env={**os.environ, "CRM_JOBS": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),  # noqa: PLW1509
    )
    assert (4, b"") == (ran.returncode, ran.stdout), ran.stderr
    assert b"cannot be written" in ran.stderr
    assert before == sorted(book.book.rglob("*"))


@pytest.mark.parametrize(
    ("as_", "table", "left"),
    [
        ("accounts", "id,company,phone\n1,Acme,02-555-0101\n1,Acme,02-555-0102\n", ["0101"]),
        ("people", "id,name,company,email\n1,Ann,Acme,a@x.example\n1,Ann,Acme,b@x.example\n", ["a@x"]),
        ("deals", "id,deal name,company,amount,stage\n1,Line,Acme,100,research\n1,Line,Acme,200,research\n", ["100"]),
    ],
)  # fmt: skip
def test_of_two_lines_with_one_id_the_first_counts_each_time(crm, as_, table, left):
    crm.write({}, "language: en\ncurrency: USD\nrole_sets: {}\n")
    (crm.book / "accounts").mkdir(exist_ok=True)
    (crm.book / "x.csv").write_text(table, encoding="utf-8")
    for _ in range(3):
        ran = crm("import", "x.csv", "--name", "old", "--as", as_, "--extend-policy", "--json")
        told = [row for row in ran.json["rows"] if row["line"] == 3]
        assert [("same", True)] == [
            (row["state"], "line 2 has said this of the same one" in row["what"]) for row in told
        ]
        (file,) = (crm.book / "accounts").iterdir()
        text = file.read_text(encoding="utf-8")
        assert all(part in text for part in left)
        assert not any(part in text for part in ("0102", "b@x", "200"))

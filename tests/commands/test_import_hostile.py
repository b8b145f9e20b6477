"""`crm import FILE...` on files that are wrong, odd or meant to do harm: a cell costs a cell, and
no file that somebody has is lost.
"""

import csv
import io

import pytest

POLICY = "currency: USD\nlanguage: en\nrole_sets: {}\ntimezone: UTC\n"
DEALS = "Company,Deal Name,Deal Stage,Amount,Close Date\n"
PEOPLE = "Company,First Name,Last Name,Email,Mobile Phone\n"


@pytest.fixture
def book(crm):
    crm.write({}, POLICY)
    (crm.book / "accounts").mkdir(exist_ok=True)
    return crm


def put(crm, text, name="a.csv"):
    (crm.book / name).write_text(text, encoding="utf-8")
    return name


def whats(ran):
    return [row["what"] for row in ran.json["rows"]]


@pytest.mark.parametrize("amount", ["-500", "(500)", "1000000000000000", "0.00000000001"])
def test_an_amount_that_no_book_holds_costs_its_cell_and_nothing_else(book, amount):
    ran = book(
        "import", put(book, f"{DEALS}Acme,Press,Prospecting,{amount},\nBolt,Saw,Prospecting,7,\n"),
        "--json", "--dry-run",
    )  # fmt: skip
    assert ran.status in {0, 1}, ran.err.decode()
    counts = ran.json["totals"]["counts"][0]
    assert 2 == counts["new"] + counts["partly"]
    assert (amount[0] == "0") == (0 == counts["partly"])
    assert all("left out" in what for what in whats(ran))


def test_the_noise_of_binary_fractions_is_rounded_away(book):
    book("import", put(book, f"{DEALS}Acme,Press,Prospecting,1117.0999999999999,\n"))
    assert "amount: 1117.1" in (book.book / "accounts" / "acme.yaml").read_text()


def test_columns_that_are_not_read_are_told_by_every_run_and_plain_headings_are_read_in_full(book):
    text = f"{PEOPLE.strip()},Shoe Size\nAcme,Jo,Kim,jo@a.example,+1 555 010 0001,9\n"
    ran = book("import", put(book, text))
    assert "Columns left out" in ran.out.decode() and "Shoe Size" in ran.out.decode()
    assert 'phones: "+1 555 010 0001"' in (book.book / "accounts" / "acme.yaml").read_text()


def test_two_people_of_one_name_who_are_reached_elsewhere_are_two(book):
    text = (
        f"{PEOPLE}Acme Inc.,Jo,Kim,jo@a.example,+1 555 010 0001\n"
        'Acme,Jo,Kim,jo2@b.example,+1 555 010 0002\n"Acme, Inc",Jo,Kim,jo@a.example,\n'
    )
    ran = book("import", put(book, text), "--json")
    assert ["acme"] == ran.json["totals"]["created"]
    said = (book.book / "accounts" / "acme.yaml").read_text()
    assert 2 == said.count("name: Jo Kim") and "jo2@b.example" in said


@pytest.mark.parametrize("word", ["\x1b[31mred", "a\u202eb", "=1+1", "[bold]x", "\u200b"])
def test_words_and_headings_with_what_nobody_sees_do_no_harm(book, word):
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([*DEALS.strip().split(","), f"Own{word}"])
    out.writerow(["Acme", "Press", word, "5", "2026-12-01", word])
    put(book, text.getvalue())
    plan = book("import", "a.csv", "--plan", "--extend-policy")
    assert plan.status in {0, 1}, plan.err.decode()
    ran = book("import", "a.csv", "--extend-policy")
    assert ran.status in {0, 1, 4} and b"bug of crm" not in ran.err
    for path in book.book.rglob("*.yaml"):
        assert not {"\x1b", "\u202e", "\u200b"} & {*path.read_text()}
    assert 0 == book("lint").status


def test_rejects_never_take_the_place_of_what_somebody_else_wrote(book):
    name = put(book, "Company,City,Industry,Employees\nAcme,Harbor,Food,10-50\n")
    (book.book / "keep.txt").write_text("mine")
    (book.book / "link.csv").symlink_to("keep.txt")
    before = (book.book / "a.csv").read_bytes()
    for path in (
        "keep.txt",
        "link.csv",
        "crm.yaml",
        "a.csv",
        "accounts/acme.yaml",
        "accounts/new.csv",
        "imports/new.csv",
        "nowhere/new.csv",
        ".",
    ):
        ran = book("import", name, "--rejects", path)
        assert ran.status not in {0, 1}, path
        assert "rows that are not taken cannot be written to" in ran.err.decode()
        assert [] == list((book.book / "accounts").iterdir())
    assert "mine" == (book.book / "keep.txt").read_text()
    assert POLICY == (book.book / "crm.yaml").read_text()
    assert before == (book.book / "a.csv").read_bytes()
    for _ in range(2):  # its own file of an earlier run is replaced
        assert book("import", name, "--rejects", "r.csv", "--dry-run").status == 1
    assert "10-50" in (book.book / "r.csv").read_text(encoding="utf-8-sig")
    assert [] == list(book.book.glob("*.new"))


@pytest.mark.parametrize("missing", ["../../../x", "a/b", "..", "CON", "-x"])
def test_a_mapping_sends_no_row_out_of_the_book(book, missing):
    put(
        book,
        "files: {a.csv: {as: deal, name: Deal Name, amount: Amount, "
        f'account: {{name: Nothing, missing: "{missing}"}}}}}}\n',
        "m.yaml",
    )
    ran = book("import", put(book, f"{DEALS}Acme,Press,,5,\n"), "--map", "m.yaml")
    assert 4 == ran.status
    assert f"`{missing}` can be the id of no account" in ran.err.decode()


def test_a_whole_book_is_taken_in_by_the_plain_command_too(book):
    book("import", put(book, f"{DEALS}Acme,Press,Prospecting,5,\n"))
    out = book.home / "out"
    assert 0 == book("export", "tables", str(out), "--format", "jsonl").status
    copy = book.home / "copy"
    ran = book("import", str(out / "book.jsonl"), "-C", str(copy))
    assert 0 == ran.status, ran.err.decode()
    mine = (book.book / "accounts" / "acme.yaml").read_bytes()
    assert mine == (copy / "accounts" / "acme.yaml").read_bytes()
    assert POLICY == (copy / "crm.yaml").read_text()


ACCOUNTS = "Id,Name\n001A,Lake\n001B,Orchard\n"
CONTACTS = (
    "Id,AccountId,LastName,FirstName,Email\n"
    "003A,001A,Rocha,Ines,i@l.example\n003B,001A,Lund,Bo,b@l.example\n"
)
OPPORTUNITIES = (
    "Id,AccountId,Name,StageName,Amount,CloseDate,CreatedDate,LastModifiedDate,IsClosed,IsWon\n"
    "006A,001A,Line,Closed Won,8,2099-12-31,2026-03-01,2026-10-02,true,true\n"
    "006B,001A,Mill,Closed Lost,8,,,,true,false\n"
)


def test_an_end_that_lies_ahead_or_has_no_day_makes_no_wrong_deal(book):
    put(book, ACCOUNTS, "Account.csv")
    put(book, OPPORTUNITIES, "Opportunity.csv")
    ran = book(
        "import", "Account.csv", "Opportunity.csv", "--from", "salesforce", "--json",
        "--extend-policy",
    )  # fmt: skip
    told = {row["name"]: row for row in ran.json["rows"]}
    assert "partly" == told["Line"]["state"] and "2099-12-31" in told["Line"]["what"]
    assert "rejected" == told["Mill"]["state"]
    said = (book.book / "accounts" / "lake.yaml").read_text()
    assert "outcome: {result: won, date: 2026-10-02}" in said and "mill" not in said
    totals = ran.json["totals"]["totals"]  # as the old tool counts them
    assert {"won": 1, "lost": 1} == {result: each["n"] for result, each in totals.items()}


def test_deals_that_come_a_day_after_the_accounts_are_deals(book):
    put(book, ACCOUNTS, "Account.csv")
    put(book, OPPORTUNITIES, "Opportunity.csv")
    book("import", "Account.csv", "--from", "salesforce", "--as", "accounts")
    ran = book("import", "Opportunity.csv", "--from", "salesforce", "--json", "--extend-policy")
    assert ["deal"] == [each["kind"] for each in ran.json["totals"]["counts"]], ran.err.decode()
    assert "  line:" in (book.book / "accounts" / "lake.yaml").read_text()


def test_what_is_called_otherwise_here_since_is_the_same_as_before(book):
    put(book, ACCOUNTS, "Account.csv")
    put(book, CONTACTS, "Contact.csv")
    take = ("import", "Account.csv", "Contact.csv", "--from", "salesforce", "--json")
    book(*take)
    assert 0 == book("rename", "lake", "lakeview").status
    path = book.book / "accounts" / "lakeview.yaml"
    path.write_text(path.read_text().replace("ines-rocha:", "ines:"))
    put(book, ACCOUNTS.replace("Lake", "Lake Corp"), "Account.csv")
    put(book, CONTACTS.replace("i@l", "ines@l"), "Contact.csv")
    ran = book(*take)
    assert 0 == ran.status, whats(ran)
    said = path.read_text()
    assert "name: Lake Corp" in said and "emails: ines@l.example" in said
    assert 2 == len(list(path.parent.iterdir()))


def test_who_was_forgotten_does_not_come_back_though_the_account_is_called_otherwise(book):
    put(book, ACCOUNTS, "Account.csv")
    put(book, CONTACTS, "Contact.csv")
    take = ("import", "Account.csv", "Contact.csv", "--from", "salesforce", "--json")
    book(*take)
    book("forget", "lake", "ines-rocha")
    book("rename", "lake", "lakeview")
    put(book, CONTACTS.replace("i@l", "ines@l"), "Contact.csv")
    ran = book(*take)
    assert ["was taken away here since, and stays away"] == whats(ran)
    every = "".join(each.read_text() for each in (book.book / "accounts").iterdir())
    assert "Rocha" not in every and "ines" not in every and "bo-lund" in every


def test_what_imports_remember_of_a_forgotten_person_names_nobody_and_says_nothing_of_her(book):
    put(book, CONTACTS, "Contact.csv")
    put(book, ACCOUNTS, "Account.csv")
    book("import", "Account.csv", "Contact.csv", "--from", "salesforce")
    assert 0 == book("forget", "lake", "ines-rocha").status
    said = (book.book / "imports" / "salesforce.seen").read_text()
    assert "ines" not in said and "\nperson\t003A\tlake/-\t-\t\n" in said
    assert "\nperson\t003B\tlake/bo-lund\t" in said

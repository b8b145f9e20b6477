"""`crm import FILE...`: a whole export in one run, and again after both sides have changed."""

import os
import re
import sys
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("CRM_REAL_DATA") or ROOT.parent / "shared")
POLICY = "currency: USD\nlanguage: en\nrole_sets: {}\ntimezone: UTC\n"
FILES = {
    "User.csv": "Id,Username,FirstName,LastName,Email,ManagerId\n"
    "005A,ada,Ada,Ferris,ada@us.example,005B\n005B,bo,Bo,Lund,bo@us.example,\n",
    "Account.csv": "Id,Name,Type,ParentId,BillingCity,Phone,Industry,AnnualRevenue,NumberOfEmployees,OwnerId,Budget__c\n"
    '001A,"Lakeview Foods, Inc.",Customer,,Mapleton,+1 555 010 0100,Food,6.0E7,820,005A,12000\n'
    "001B,Orchard Tools,Prospect,001A,Harbor,,Machinery,,10-50,005B,\n"
    "001C,Orchard Tools,Prospect,,,,,,,005B,\n",
    "Contact.csv": "Id,AccountId,LastName,FirstName,Title,Department,Email,MobilePhone,ReportsToId\n"
    "003A,001A,Rocha,Ines,CIO,,ines@lakeview.example,+1 555 010 0199,\n"
    "003B,001A,Müller,Jon,Manager,Plant,jon@lakeview.example,n/a,003A\n"
    "003C,001X,Nobody,Her,,,,,\n",
    "Opportunity.csv": "Id,AccountId,Name,StageName,Amount,Probability,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,OwnerId,CreatedDate,LastModifiedDate\n"
    "006A,001A,Second line,Negotiation/Review,80000.0,90,2026-12-31,Existing Business,call Ines,Web,false,false,005A,2026-03-01T09:00:00.000Z,2026-10-02T09:00:00.000Z\n"
    "006B,001A,First line,Closed Won,120000.0,100,2026-02-15,New Business,,Employee Referral,true,true,005A,2025-09-01T09:00:00.000Z,2026-02-15T09:00:00.000Z\n"
    "006C,001B,Drill,Closed Lost,50000.0,0,2026-05-20,New Business,,Trade Show,true,false,005B,2026-01-10T09:00:00.000Z,2026-05-20T09:00:00.000Z\n"
    "006D,001C,Saw,Qualification,20000,10,2027-03-01,,,,false,false,005B,2026-06-01T09:00:00.000Z,2026-07-01T09:00:00.000Z\n",
    "OpportunityHistory.csv": "Id,OpportunityId,StageName,Amount,CloseDate,CreatedDate\n"
    "008A,006A,Prospecting,70000,2026-12-31,2026-03-01T09:00:00.000Z\n"
    "008B,006A,Proposal/Price Quote,70000,2026-12-31,2026-06-01T09:00:00.000Z\n"
    "008C,006A,Negotiation/Review,80000,2026-12-31,2026-10-02T09:00:00.000Z\n",
    "Task.csv": "Id,WhoId,WhatId,AccountId,Subject,ActivityDate,Status,OwnerId,Description,Type\n"
    '00TA,003A,006A,001A,Call about the price,2026-10-05,Completed,005A,"5 % less.\nCall again.",Call\n'
    "00TB,003A,006A,001A,Send the new offer,2099-12-10,Not Started,005A,,Email\n",
    "Event.csv": "Id,WhoId,WhatId,AccountId,Subject,StartDateTime,EndDateTime,OwnerId,Type\n"
    "00UA,003B,001A,001A,Visit the plant,2026-09-01T14:30:00.000Z,2026-09-01T15:30:00.000Z,005B,Meeting\n",
}


@pytest.fixture
def book(crm):
    crm.write({}, POLICY)
    (crm.book / "accounts").mkdir(exist_ok=True)
    put(crm)
    return crm


def put(crm, **changed):
    folder = crm.home / "export"
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        for was, now in changed.get(name.removesuffix(".csv"), {}).items():
            assert was in text
            text = text.replace(was, now)
        (folder / name).write_text(text, encoding="utf-8")


def take(crm, *more, status=None):
    ran = crm("import", str(crm.home / "export"), *more)
    assert status in {None, ran.status}, ran.err.decode()
    return ran


def account(crm, name):
    return (crm.book / "accounts" / f"{name}.yaml").read_text(encoding="utf-8")


def counts(ran):
    return {
        row.pop("kind"): {state: count for state, count in row.items() if count}
        for row in ran.json["totals"]["counts"]
    }


def test_words_that_nobody_has_decided_are_asked_for_and_nothing_is_taken(book):
    ran = take(book, status=4)
    told = ran.err.decode()
    assert "owners that mean nothing here: 005A" in told
    assert "stages that mean nothing here: Negotiation/Review (2), Proposal/Price Quote (1)" in told
    assert "hint: --extend-policy" in told
    assert [] == list((book.book / "accounts").iterdir())
    assert POLICY == (book.book / "crm.yaml").read_text()


def test_an_export_becomes_a_book_with_its_history(book):
    ran = take(book, "--extend-policy", "--json", status=1)
    assert {
        "account": {"new": 2, "partly": 1},  # 10-50 people is no number
        "person": {"new": 2, "rejected": 1},
        "deal": {"new": 4},
        "stage": {"new": 3},
        "log": {"new": 1},
        "task": {"new": 2},
    } == counts(ran)
    assert {
        "won": {"n": 1, "amount": 120000},
        "lost": {"n": 1, "amount": 50000},
        "open": {"n": 2, "amount": 100000},
    } == ran.json["totals"]["totals"]
    lakeview = account(book, "lakeview-foods")
    for line in (
        "status: customer",
        "research: {industry: Food, employees: 820, annual_revenue: 60000000}",
        "    title: Plant Manager",
        "    reports_to: ines-rocha",
        "address: Mapleton",
        'phones: "+1 555 010 0100"',
        'time: "14:30"',
        "    amount: {2026-03-01: 70000, 2026-10-02: 80000}",
        "    stages: {2026-03-01: prospecting, 2026-06-01: proposal-price-quote, 2026-10-02: negotiation-review}",
        "    outcome: {result: won, date: 2026-02-15}",
        "    source: referral",
        "    next: {date: 2099-12-10, what: Send the new offer, owner: ada-ferris, with: ines-rocha}",
        "      5 % less.",
    ):
        assert line in lakeview, line
    # without a history: the day of creation, and the stage of the day of the last change
    assert "stages: {2026-06-01: prospecting, 2026-07-01: qualification}" in account(
        book, "orchard-tools-2"
    )
    assert "lost" in account(book, "orchard-tools")
    assert "parent: lakeview-foods" in account(book, "orchard-tools")
    policy = (book.book / "crm.yaml").read_text()
    assert "ada-ferris: {name: Ada Ferris, emails: ada@us.example, manager: bo-lund}" in policy
    assert (
        policy.index("proposal-price-quote:")
        < policy.index("closing:")
        < policy.index("negotiation-review:")
    )
    weighted = book("pipeline", "--json", "--as-of", "2026-11-30").json["totals"]["weighted"]
    assert 80000 * 0.9 + 20000 * 0.1 == weighted


def test_coming_again_with_the_same_files_changes_nothing(book):
    take(book, "--extend-policy")
    before = {path: path.read_bytes() for path in book.book.rglob("*") if path.is_file()}
    ran = take(book, "--json")
    assert {"same"} == {state for row in counts(ran).values() for state in row} - {"rejected"}
    assert [] == ran.json["totals"]["changed"]
    assert before == {path: path.read_bytes() for path in book.book.rglob("*") if path.is_file()}


def test_what_changed_there_comes_what_changed_here_stays_and_both_are_told(book):
    take(book, "--extend-policy")
    path = book.book / "accounts" / "lakeview-foods.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("title: CIO", "title: Chief   # of IT"),
        encoding="utf-8",
    )
    put(
        book,
        Contact={"CIO": "CEO", "jon@lakeview": "jon.m@lakeview"},
        Opportunity={"80000.0": "95000.0", "2026-10-02T": "2026-10-20T", "Drill": "Drill press"},
        Task={"5 % less": "6 % less"},
    )
    ran = take(book, "--json", status=1)
    told = {row["name"]: row for row in ran.json["rows"]}
    assert "conflict" == told["Ines Rocha"]["state"]
    assert (
        "title changed there (`CEO`) and here (`Chief`): kept as it is here"
        in told["Ines Rocha"]["what"]
    )
    assert "updated: e-mail" == told["Jon Müller"]["what"]
    now = account(book, "lakeview-foods")
    assert "title: Chief   # of IT" in now
    assert "emails: jon.m@lakeview.example" in now
    assert "amount: {2026-03-01: 70000, 2026-10-02: 80000, 2026-10-20: 95000}" in now
    assert "6 % less" in now
    assert "name: Drill press" in account(book, "orchard-tools")
    # told until it is decided; nothing else is told again
    again = take(book, "--json", status=1)
    assert {"same": 1, "conflict": 1, "rejected": 1} == counts(again)["person"]
    assert [] == again.json["totals"]["changed"]
    assert {"same": 1, "changed": 1, "rejected": 1} == counts(
        take(book, "--prefer", "source", "--json")
    )["person"]
    assert "title: CEO   # of IT" in account(book, "lakeview-foods")
    assert {"same": 2, "rejected": 1} == counts(take(book, "--json"))["person"]


def test_the_source_or_the_book_may_be_preferred(book):
    take(book, "--extend-policy")
    path = book.book / "accounts" / "lakeview-foods.yaml"
    mine = path.read_text(encoding="utf-8").replace("title: CIO", "title: Chief")
    path.write_text(mine, encoding="utf-8")
    put(book, Contact={"CIO": "CEO"})
    assert "title: CEO" in take(book, "--prefer", "source", "--dry-run", "--diff").out.decode()
    ran = take(book, "--prefer", "book", "--json")
    assert "conflict" not in counts(ran)["person"]
    assert "title: Chief" in account(book, "lakeview-foods")


def test_what_is_gone_there_or_was_taken_away_here_is_told_and_stays_so(book):
    take(book, "--extend-policy")
    path = book.book / "accounts" / "orchard-tools.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("deals:")] + "ids: {salesforce: 001B}\n")
    put(book, Opportunity={"Drill": "Drill press", "006D,001C,Saw": "006X,001C,Saw two"})
    ran = take(book, "--json")
    assert [["deal", "006D", "orchard-tools-2/saw"]] == ran.json["totals"]["gone"]
    assert (
        "was taken away here since, and stays away"
        in {row["name"]: row["what"] for row in ran.json["rows"]}["Drill press"]
    )
    assert "deals:" not in account(book, "orchard-tools")
    assert {"saw:", "saw-two:"} <= set(account(book, "orchard-tools-2").split())


def test_strict_takes_no_row_with_a_cell_left_out_and_rejects_are_written_down(book):
    ran = take(book, "--extend-policy", "--strict", "--rejects", "rejects.csv", "--json", status=1)
    assert {"new": 2, "rejected": 1} == counts(ran)["account"]
    rows = (book.book / "rejects.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "file,line,kind,state,name,why" == rows[0]
    assert any(
        re.match(r"export/Account.csv,3,account,rejected,Orchard Tools,.*10-50", row)
        or "10-50" in row
        for row in rows
    )
    assert any("Her Nobody" in row and "no account" in row for row in rows)


def test_a_dry_run_tells_files_columns_words_and_totals_in_this_order_and_writes_nothing(book):
    ran = take(book, "--dry-run", status=1)
    out = ran.out.decode()
    titles = [
        "Files",
        "Columns of ",
        "Columns left out",
        "Words",
        "Rows",
        "deals won: 1, amount 120,000",
        "crm.yaml would get, with --extend-policy: team 2, stages 2",
    ]
    places = [out.index(title) for title in titles]
    assert sorted(places) == places
    assert re.search(r"Budget__c +1", out)
    assert [] == list((book.book / "accounts").iterdir())
    assert not (book.book / "imports").exists()


def test_plan_writes_a_mapping_that_is_used_from_then_on(book):
    ran = take(book, "--plan", status=0)
    path = book.book / "imports" / "salesforce.yaml"
    assert "the mapping stands in imports/salesforce.yaml" in ran.err.decode()
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"^values:$", "values:\n  stage2: {}", text, flags=re.MULTILINE), encoding="utf-8"
    )
    assert "values.stage2" in take(book, "--extend-policy", status=4).err.decode()
    path.write_text(text.replace("name: NAME", "name: NAME"), encoding="utf-8")
    mapped = text + ("" if "values:" in text else "values:\n")
    path.write_text(mapped, encoding="utf-8")
    assert 1 == take(book, "--extend-policy").status


def test_one_commit_tells_the_files_with_their_digests_and_undo_takes_all_of_it_back(book):
    git = ["git", "-C", str(book.book), "-c", "user.name=Ada", "-c", "user.email=ada@us.example"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "start"]):
        subprocess.run([*git, *words], check=True, env=book.environment(None))
    for name, value in (("user.name", "Ada"), ("user.email", "ada@us.example")):
        subprocess.run([*git, "config", name, value], check=True)
    take(book, "--extend-policy", "--commit", status=1)
    said = subprocess.run(
        [*git, "log", "-1", "--format=%B"], check=True, capture_output=True
    ).stdout.decode()
    assert said.startswith(
        "import salesforce: accounts 3, people 2, deals 4, activities 1, tasks 2"
    )
    assert re.search(r"Opportunity\.csv sha256:[0-9a-f]{16}\n", said)
    assert (
        b""
        == subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True).stdout
    )
    assert 0 == book("undo").status
    assert POLICY == (book.book / "crm.yaml").read_text()
    assert [] == [path for path in (book.book / "accounts").glob("*.yaml")]


def test_a_commit_of_changed_rows_alone_tells_how_many_changed(book):
    take(book, "--extend-policy", status=1)
    for words in (
        ["init", "-q"],
        ["config", "user.name", "Ada"],
        ["config", "user.email", "ada@us.example"],
        ["add", "-A"],
        ["commit", "-qm", "start"],
    ):
        book.git(*words)
    put(book, Account={"Mapleton": "Oakville", "Harbor": "Bay"}, Contact={"CIO": "CTO"})
    take(book, "--extend-policy", "--commit")
    assert "import salesforce: accounts 0 and 2 changed, people 0 and 1 changed\n" == book.git(
        "log", "-1", "--format=%s"
    )


def test_an_unknown_table_is_read_by_its_headings_in_korean_too(crm):
    crm.write({}, "currency: KRW\nlanguage: ko\nrole_sets: {}\nteam: {kim: {name: 김민지}}\n")
    (crm.book / "deals.csv").write_text(
        "거래처명,안건명,단계,예상금액,수주예정일,담당자\n"
        "㈜한빛전자,증설,프레젠테이션,1억 2천만,2026-12-31,김민지\n"
        "대한제강,교체,실주,30000000,2026. 5. 20.,김민지\n",
        encoding="utf-8",
    )
    ran = crm("import", "deals.csv", "--json", "--lang", "en")
    assert {"deal": {"new": 2}} == counts(ran), ran.err.decode()
    found = account(crm, "한빛전자")
    assert "amount: 120000000" in found
    assert "stages: presenting" in found
    assert "outcome: {result: lost, date: 2026-05-20}" in account(crm, "대한제강")


@pytest.mark.skipif(
    not (SHARED / "data" / "maven").is_dir(), reason="the real tables are elsewhere"
)
def test_a_mapping_of_the_real_tables_gives_the_book_that_the_tool_makes_figure_by_figure(crm):
    mapping = """\
from: maven
files:
  sales_teams.csv: {as: user, name: sales_agent, manager: manager, tags: regional_office}
  products.csv: {as: product, name: product, list_price: sales_price}
  accounts.csv:
    as: account
    name: account
    research.industry: sector
    research.employees: employees
    research.annual_revenue: {column: revenue, times: 1000000}
  sales_pipeline.csv:
    as: deal
    id: opportunity_id
    account: {name: account, missing: unassigned}
    name: {text: "{product}"}
    owner: sales_agent
    amount: {column: close_value, nothing: "0"}
    stage: deal_stage
    stage_date: engage_date
    products: product
values:
  stage:
    Won: {won: close_date, stage: engaging}
    Lost: {lost: close_date, stage: engaging}
  product: {GTXPro: gtx-pro}
"""
    crm.write(
        {},
        "currency: USD\nlanguage: en\ntimezone: America/New_York\nrole_sets: {}\nstages:\n"
        "  prospecting: {probability: 10, forecast: pipeline, rot_days: 60}\n"
        "  engaging: {probability: 50, forecast: best_case, rot_days: 138}\n",
    )
    (crm.book / "maven.yaml").write_text(mapping, encoding="utf-8")
    data = SHARED / "data" / "maven"
    ran = crm("import", str(data), "--map", "maven.yaml", "--extend-policy", "--json")
    assert {"account": {"new": 85}, "deal": {"new": 8800}} == counts(ran)
    assert {"n": 4238, "amount": 10005534} == ran.json["totals"]["totals"]["won"]
    made = crm.home / "made"
    subprocess.run(
        [sys.executable, str(SHARED / "tools" / "maven_book.py"), str(made), str(data)],
        check=True,
        capture_output=True,
    )
    for question in (
        ["winrate"],
        ["winrate", "--by", "owner"],
        ["winrate", "--by", "product"],
        ["pipeline", "--by", "owner"],
        ["velocity"],
        ["stages"],
        ["losses"],
        ["forecast"],
        ["team"],
    ):
        mine, theirs = (
            crm(*question, "--json", "--as-of", "2017-12-31", "-C", str(folder)).out
            for folder in (crm.book, made)
        )
        assert theirs == mine, question


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_at_a_terminal_words_are_decided_one_by_one_and_kept_in_the_mapping(crm):
    from commands.typing_at import talk

    crm.write({}, POLICY + "team: {ada: {name: Ada}}\n")
    table = "Deal ID,Company,Deal Name,Stage,Amount,Owner,Lead Source\n"
    rows = "d1,Lake,Line,Haggling,100,Ada,Billboard\nd2,Lake,Two,Unklar,200,Tom,Web\n"
    (crm.book / "d.csv").write_text(table + rows)
    answers = [
        ("owners: `Tom` (1)", "+"),
        ("stages: `Haggling` (1)", "presenting"),
        ("stages: `Unklar` (1)", ""),
        ("sources: `Billboard` (1)", "event"),
    ]
    ran = talk(
        crm, "import", "d.csv", "--name", "old", answers=answers, env={"CRM_TERMINAL": "here"}
    )
    assert 0 == ran.status, ran.screen
    lake = account(crm, "lake")
    assert "stages: presenting" in lake
    assert "owner: tom, source: content_form" in lake
    assert "tom: {name: Tom}" in (crm.book / "crm.yaml").read_text()
    path = crm.book / "imports" / "old.yaml"
    assert "    Haggling: presenting\n    Unklar:\n" in path.read_text()
    # what is decided later comes into a mapping that somebody has written on, and the rest stays
    path.write_text(path.read_text().replace("values:", "values:   # as we agreed"))
    (crm.book / "d.csv").write_text(table + rows + "d3,Lake,Three,Fast,300,Ada,Web\n")
    ran = talk(
        crm,
        "import",
        "d.csv",
        "--name",
        "old",
        answers=[("stages: `Fast` (1)", "closing")],
        env={"CRM_TERMINAL": "here"},
    )
    assert 0 == ran.status, ran.screen
    text = path.read_text()
    assert "values:   # as we agreed" in text
    assert "    Fast: closing\n" in text


def test_the_encoding_of_a_mapping_is_that_of_its_files(crm):
    crm.write({}, POLICY)
    (crm.book / "c.csv").write_bytes("Company,Industry\nMüller,Käse\n".encode("cp850"))
    (crm.book / "imports").mkdir()
    (crm.book / "imports" / "old.yaml").write_text(
        "from: old\nencoding: cp850\n"
        "files: {c.csv: {as: account, name: Company, research.industry: Industry}}\n"
    )
    ran = crm("import", "c.csv", "--name", "old")
    assert 0 == ran.status, ran.err.decode()
    assert "name: Müller" in account(crm, "müller")
    assert "source: old;" in ran.out.decode()


def test_a_file_of_the_book_that_cannot_be_read_is_told_since_its_firm_is_not_known(crm):
    crm.write({"lake": "name: [\n"}, POLICY)
    (crm.book / "c.csv").write_text("Company,Industry\nLake,Food\n")
    ran = crm("import", "c.csv", "--name", "old", "--dry-run")
    assert "accounts/lake.yaml:1:7: error:" in ran.err.decode()


def test_what_is_told_of_the_rows_keeps_to_the_width(book):
    ran = take(book, "--extend-policy")
    assert [] == [line for line in ran.out.decode().splitlines() if len(line) > 80]
    # and names no form that a command which writes does not have
    assert "Not at this width: file, place (see --json)." in ran.out.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no such device")
def test_what_is_no_file_is_not_to_be_divided(book):
    ran = book("import", "/dev/null")
    said, hint = ran.err.decode().splitlines()
    assert (4, "crm: null is no file that can be read") == (ran.status, said)
    assert "`crm import files -h`" in hint


def test_columns_of_ones_own_get_a_type_that_all_their_cells_fit_and_lint_agrees(crm):
    crm.write({}, POLICY + "fields:\n  erp: {on: account, type: choice, choices: [sap, oracle]}\n")
    (crm.book / "accounts").mkdir(exist_ok=True)
    (crm.home / "firms.csv").write_text(
        'Id,Name,ERP,Plants,Renewal day,Fee,Is partner,Zip\nF1,Lakeview,SAP,"1,200",31/12/2026,"$1,200.50",Yes,02134\n'
        "F2,Dockside,Baan,n/a,01/02/2027,$900,No,48104\n"
    )
    (crm.home / "map.yaml").write_text(
        "from: old\nfiles:\n  firms.csv: {as: account, id: Id, name: Name, rest: custom}\n"
    )
    words = (str(crm.home / "firms.csv"), "--map", str(crm.home / "map.yaml"), "--name", "old")
    ran = crm("import", *words, "--extend-policy", "--json")
    assert ran.status == 1
    assert "ERP: `Baan` is none of the words that crm.yaml lists" in ran.out.decode()
    policy = (crm.book / "crm.yaml").read_text()
    types = dict(re.findall(r"^  ([\w-]+): \{on: account, type: (\w+)", policy, re.M))
    assert types == {
        "erp": "choice",
        "plants": "number",
        "renewal-day": "date",
        "fee": "money",
        "is-partner": "truth",
        "zip": "text",
    }
    said = dict(
        re.findall(r"([\w-]+): ([^,}\n]+)", account(crm, "lakeview").partition("custom:")[2])
    )
    assert said == {
        "erp": "sap",
        "fee": "1200.5",
        "is-partner": "true",
        "plants": "1200",
        "renewal-day": "2026-12-31",
        "zip": "02134",
    }
    assert "erp" not in account(crm, "dockside")
    assert crm("lint").status == 0
    assert counts(crm("import", *words, "--json")) == {"account": {"same": 2}}


def test_a_column_that_the_mapping_reads_and_the_file_has_no_more_is_told(book):
    take(book, "--extend-policy", status=1)
    put(book, Contact={"MobilePhone": "Mobile (new)"})
    ran = take(book)
    told = "columns of the mapping that Contact.csv does not have: MobilePhone"
    assert told in " ".join(ran.out.decode().split())
    assert take(book, "--json").json["totals"]["missing_columns"] == {
        "Contact.csv": ["MobilePhone"]
    }


def test_a_mapping_with_a_currency_that_is_none_is_refused_where_it_stands(book):
    (book.home / "map.yaml").write_text("from: salesforce\ncurrency: zzz\n")
    told = take(book, "--map", str(book.home / "map.yaml"), status=4).err.decode()
    assert "at currency: `zzz` is no currency" in told


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_at_a_terminal_the_plan_asks_what_an_unknown_table_and_its_columns_are(crm):
    from commands.typing_at import talk

    crm.write({}, POLICY)
    (crm.book / "kunden.csv").write_text(
        "Nr,Bezeichnung,Branche,Werke,Farbe\nK1,Lake Foods,Food,3,red\nK2,Dock Tools,Steel,7,\n"
    )
    answers = [
        ("kunden.csv (2 rows): Nr, Bezeichnung, Branche, Werke, Farbe", "accounts"),
        ("Columns of kunden.csv that are not read yet: 5", "y"),
        ("Nr (2 filled): K1, K2", "id"),
        ("Bezeichnung (2 filled): Lake Foods, Dock Tools", "name"),
        ("Branche (2 filled)", "research.industry"),
        ("Werke (2 filled)", "+"),
        ("Farbe (1 filled): red", ""),
    ]
    words = ("import", "kunden.csv", "--name", "alt")
    ran = talk(crm, *words, "--plan", answers=answers, env={"CRM_TERMINAL": "here"})
    assert ran.status == 0, ran.screen
    assert [] == list((crm.book / "accounts").glob("*.yaml"))
    text = (crm.book / "imports" / "alt.yaml").read_text()
    assert "custom.werke: Werke" in text and "Farbe" not in text
    took = crm(*words, "--extend-policy", "--json")
    assert took.status == 0, took.err.decode()
    assert counts(took) == {"account": {"new": 2}}
    lake = account(crm, "lake-foods")
    assert "industry: Food" in lake and "werke: 3" in lake and "ids: {alt: K1}" in lake
    assert "werke: {on: account, type: number" in (crm.book / "crm.yaml").read_text()


def test_lines_of_the_memory_that_a_merge_has_left_are_told_and_the_others_count(book):
    take(book, "--extend-policy", status=1)
    path = book.book / "imports" / "salesforce.seen"
    kept = path.read_bytes()
    torn = (
        b"<<<<<<< HEAD\n"
        + kept.replace(b"\n", b"\n=======\n", 1)
        + b"task\t00TZ\tcut off\n\xff\xfe\x00"
    )
    path.write_bytes(torn)
    ran = take(book)
    told = "imports/salesforce.seen: 4 lines are no memory of an import, and go"
    assert told in " ".join(ran.out.decode().split())
    assert path.read_bytes() == kept
    assert counts(take(book, "--json"))["deal"] == {"same": 4}

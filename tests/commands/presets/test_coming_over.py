"""Every system's own files: known without a word, planned, looked at, taken, taken again without a change, and once more
after both sides have changed; with the totals that the old system shows.
"""

import shutil
from pathlib import Path

import pytest

from crmcli.imports.mapping.mapping import key

FILES = Path(__file__).parent / "files"
POLICY = "currency: USD\nlanguage: en\nrole_sets: {}\ntimezone: UTC\nteam:\n  ada: {name: Ada Ferris}\n  bo: {name: Bo Lund}\n"
KOREAN = "currency: KRW\nlanguage: ko\nrole_sets: {}\ntimezone: Asia/Seoul\n"
# what the old system does not say, and a day that is still to come whenever this runs
OPEN = {"missing-loss-reason", "unlikely-day"}
WON, LOST = {"n": 1, "amount": 120000}, {"n": 1, "amount": 50000}


class Case:
    """A folder of files, what comes of them, and a person whose title changes there and here."""

    def __init__(
        self,
        system,
        counts,
        totals=None,
        *,
        person=("Ines Rocha", "lakeview-foods", "CIO", "CEO"),
        policy=POLICY,
        encoding="utf-8",
        status=0,
        more=(),
    ):
        self.system, self.counts, self.totals = system, counts, totals or {}
        self.person, self.policy, self.encoding, self.status = person, policy, encoding, status
        self.more = more


CASES = {
    "salesforce": Case("salesforce", {"account": {"new": 2}, "person": {"new": 1}, "deal": {"new": 3}}, {"won": WON, "lost": LOST, "open": {"n": 1, "amount": 80000}}, encoding="cp1252"),
    "salesforce-report": Case("salesforce", {"deal": {"new": 3}}, {"won": WON, "lost": LOST, "open": {"n": 1, "amount": 80000}}, person=(), more=("--dates", "m-d-y")),
    "hubspot": Case("hubspot", {"account": {"new": 2}, "person": {"new": 2, "rejected": 1}, "deal": {"new": 4}, "log": {"new": 2}}, {"won": WON, "lost": LOST, "open": {"n": 2, "amount": 80000}}, status=1),
    "pipedrive": Case("pipedrive", {"account": {"new": 2}, "person": {"new": 2}, "deal": {"new": 3, "partly": 1}, "log": {"new": 2}}, {"won": WON, "lost": LOST, "open": {"n": 2, "amount": 80000}}, person=(), status=1),
    "zoho": Case("zoho", {"account": {"new": 3}, "person": {"new": 2}, "deal": {"new": 4}, "log": {"new": 3}}, {"won": WON, "lost": LOST, "open": {"n": 2, "amount": 100000}}),
    "twenty": Case("twenty", {"account": {"new": 2}, "person": {"new": 2}, "deal": {"new": 3}}, {"won": WON, "lost": LOST, "open": {"n": 1, "amount": 80000}}),
    "odoo": Case("odoo", {"account": {"new": 2}, "person": {"new": 2}, "deal": {"new": 3}}, {"won": WON, "lost": LOST, "open": {"n": 1, "amount": 80000}}),
    "espocrm": Case("espocrm", {"account": {"new": 2}, "person": {"new": 2}, "deal": {"new": 3}, "log": {"new": 2}}, {"won": WON, "lost": LOST, "open": {"n": 1, "amount": 80000}}),
    "linkedin": Case("linkedin", {"person": {"new": 2, "rejected": 1}}, status=1),
    "google": Case("google", {"person": {"new": 2, "rejected": 1}}, status=1),
    "google-old": Case("google", {"person": {"new": 2}}),
    "outlook": Case("outlook", {"person": {"new": 2, "rejected": 1}}, encoding="cp1252", status=1),
    "outlook-ko": Case("outlook", {"person": {"new": 2, "rejected": 1}}, person=("홍길동", "한빛전자", "부장", "이사"), policy=KOREAN, encoding="cp949", status=1),
    "remember": Case("remember", {"person": {"new": 2, "rejected": 1}}, person=("홍길동", "한빛전자", "부장", "이사"), policy=KOREAN, status=1),
    "monica": Case("monica", {"person": {"new": 2}, "log": {"new": 1}, "note": {"new": 1}}),
    # nobody's system: a sheet in which one row is a deal, a person and a company
    "sheet": Case("export", {"account": {"new": 2, "same": 1}, "person": {"new": 2, "same": 1}, "deal": {"new": 3}}, {"won": {"n": 1, "amount": 120000000}, "lost": {"n": 1, "amount": 50000000}, "open": {"n": 1, "amount": 80000000}}, person=("홍길동", "한빛전자", "부장", "이사"), policy=KOREAN),
}  # fmt: skip


@pytest.fixture
def export(crm, request):
    folder = crm.home / "export"
    shutil.copytree(FILES / request.param, folder)
    crm.write({}, CASES[request.param].policy)
    (crm.book / "accounts").mkdir(exist_ok=True)
    return crm, folder, CASES[request.param]


def take(crm, folder, *more):
    return crm("import", str(folder), *more, "--lang", "en")


def counts(ran):
    return {
        row.pop("kind"): {state: count for state, count in row.items() if count}
        for row in ran.json["totals"]["counts"]
    }


def files(crm):
    return {each: each.read_bytes() for each in crm.book.rglob("*") if each.is_file()}


@pytest.mark.parametrize("export", CASES, indirect=True)
def test_a_system_comes_over_whole(export):
    crm, folder, case = export
    more = ("--json", "--extend-policy", *case.more)
    before = files(crm)
    dry = take(crm, folder, "--dry-run", *more)
    assert case.system == dry.json["totals"]["source"], dry.err.decode()
    assert [] == dry.json["totals"]["undecided"]
    assert before == files(crm)
    read = {(each["file"], key(each["column"])) for each in dry.json["totals"]["columns"]}
    left = {(each["file"], key(each["column"])) for each in dry.json["totals"]["left_out_columns"]}
    for file in sorted(folder.iterdir()):
        names = {name for name, _ in read | left if name.endswith(file.name)}
        assert names, file
        for heading in filled(file, case.encoding):
            assert {(name, key(heading)) for name in names} & (read | left), heading
    planned = take(crm, folder, "--plan", *case.more)
    assert (crm.book / "imports" / f"{case.system}.yaml").is_file(), planned.err.decode()
    ran = take(crm, folder, *more)
    assert case.counts == counts(ran), ran.out.decode()
    assert case.totals == (ran.json["totals"]["totals"] or {})
    assert case.status == ran.status
    found = {
        row["rule"] for row in crm("lint", "--json").json["rows"] if row["severity"] == "error"
    }
    assert found <= OPEN
    made = files(crm)
    again = take(crm, folder, *more)
    assert made == files(crm)
    assert {"same"} == {state for row in counts(again).values() for state in row} - {"rejected"}


@pytest.mark.parametrize("export", [name for name in CASES if CASES[name].person], indirect=True)
def test_both_sides_change_and_are_told(export):
    crm, folder, case = export
    name, account, was, now = case.person
    take(crm, folder, "--extend-policy")
    changed = 0
    for file in sorted(folder.iterdir()):
        text = file.read_bytes().decode(case.encoding)
        changed += text.count(was)
        file.write_bytes(text.replace(was, now).encode(case.encoding))
    assert changed
    path = crm.book / "accounts" / f"{account}.yaml"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, "Chief"), encoding="utf-8")
    ran = take(crm, folder, "--json")
    told = {row["name"]: row for row in ran.json["rows"]}[name]
    assert "conflict" == told["state"]
    assert "title changed there" in told["what"]
    assert "Chief" in path.read_text(encoding="utf-8")


def filled(file, encoding):
    """The headings under which something stands, read by hand."""
    import csv

    with file.open(encoding=encoding, newline="") as lines:
        rows = [row for row in csv.reader(lines) if len(row) > 1]
    head, *body = rows
    return [
        heading.removeprefix("\ufeff")
        for place, heading in enumerate(head)
        if any(len(row) > place and row[place].strip() for row in body)
    ]


def test_a_workbook_of_cards_is_known_too(crm):
    from xlsxwriter import Workbook

    crm.write({}, KOREAN)
    (crm.book / "accounts").mkdir(exist_ok=True)
    heads = "회사,이름,부서,직함,전자 메일 주소,근무지 주소 번지,근무처 전화,근무처 팩스,휴대폰,명함 등록일,명함첩 이름,그룹,메모".split(
        ","
    )
    row = [
        "㈜한빛전자",
        "홍길동",
        "구매팀",
        "부장",
        "gildong@hanbit.example",
        "",
        "02-555-0100",
        "",
        "010-1234-5678",
        44225,
        "영업1팀",
        "",
        "",
    ]
    with Workbook(crm.home / "명함.xlsx") as book:
        for place, cells in enumerate((heads, row)):
            book.add_worksheet("명함") if not book.worksheets() else None
            book.worksheets()[0].write_row(place, 0, cells)
    ran = take(crm, crm.home / "명함.xlsx", "--json")
    assert "remember" == ran.json["totals"]["source"]
    assert {"person": {"new": 1}} == counts(ran)
    assert "구매팀 부장" in (crm.book / "accounts" / "한빛전자.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_the_same_contacts_in_another_encoding_are_the_same(crm, encoding):
    crm.write({}, KOREAN)
    (crm.book / "accounts").mkdir(exist_ok=True)
    text = (FILES / "outlook-ko" / "연락처.csv").read_text(encoding="cp949")
    (crm.book / "contacts.csv").write_text(text, encoding=encoding)
    assert {"person": {"new": 2, "rejected": 1}} == counts(
        take(crm, crm.book / "contacts.csv", "--json")
    )


def test_only_what_is_not_deleted_comes_and_the_others_are_counted(crm):
    crm.write({}, POLICY)
    (crm.book / "accounts").mkdir(exist_ok=True)
    ran = take(crm, FILES / "salesforce", "--extend-policy", "--json")
    told = {each["file"]: each["what"] for each in ran.json["totals"]["files"]}
    assert "rows passed over by what stands in IsDeleted: 1" in told["Account.csv"]
    assert ["glashütte-nord.yaml", "lakeview-foods.yaml"] == sorted(
        each.name for each in (crm.book / "accounts").iterdir()
    )


def test_an_amount_in_another_currency_is_left_out_and_told(crm):
    crm.write({}, POLICY)
    (crm.book / "accounts").mkdir(exist_ok=True)
    ran = take(crm, FILES / "pipedrive", "--extend-policy", "--json")
    told = {row["name"]: row["what"] for row in ran.json["rows"]}
    assert "`900` is in EUR, the book is in USD" in told["Oven"]
    assert "900" not in (crm.book / "accounts" / "harbor-glass.yaml").read_text(encoding="utf-8")


def test_times_of_the_day_are_shown_by_the_clocks_of_the_book(crm):
    crm.write({}, POLICY.replace("UTC", "Asia/Seoul"))
    (crm.book / "accounts").mkdir(exist_ok=True)
    (crm.book / "events.csv").write_text(
        "Id,WhoId,WhatId,AccountId,Subject,StartDateTime,OwnerId,Company\n"
        "1,,,,Late,2026-09-01T23:30:00.000Z,Ada Ferris,Lakeview\n",
        encoding="utf-8",
    )
    (crm.book / "map.yaml").write_text(
        "from: salesforce\nfiles:\n  events.csv: {as: log, id: Id, account: Company, date: StartDateTime, what: Subject, by: OwnerId}\n",
        encoding="utf-8",
    )
    ran = take(crm, crm.book / "events.csv", "--map", "map.yaml")
    text = (crm.book / "accounts" / "lakeview.yaml").read_text(encoding="utf-8")
    assert "date: 2026-09-02" in text, ran.err.decode()
    assert 'time: "08:30"' in text


def test_two_deals_of_one_name_without_ids_are_two_and_the_first_of_a_company_counts(crm):
    crm.write({}, KOREAN)
    (crm.book / "deals.csv").write_text(
        "거래처명,업종,안건명,단계,예상금액,수주예정일\n"
        "대한제강,철강,유지보수,실주,10000000,2026-05-20\n"
        "대한제강,기계,유지보수,실주,20000000,2026-06-20\n"
        "대한제강,철강,유지보수,실주,20000000,2026-06-20\n",
        encoding="utf-8",
    )
    ran = take(crm, "deals.csv", "--json")
    assert {"account": {"new": 1, "same": 2}, "deal": {"new": 2, "same": 1}} == counts(ran)
    assert "line 2 has said this of the same one already" in ran.json["rows"][0]["what"]
    text = (crm.book / "accounts" / "대한제강.yaml").read_text(encoding="utf-8")
    assert "research: {industry: 철강}" in text
    assert "유지보수-2:" in text
    before = files(crm)
    take(crm, "deals.csv")
    assert before == files(crm)


def test_one_person_in_the_same_line_of_two_files_is_taken_once(crm):
    crm.write({}, POLICY)
    (crm.book / "accounts").mkdir(exist_ok=True)
    text = (FILES / "linkedin" / "Connections.csv").read_text(encoding="utf-8")
    for name, title in (("one.csv", "CIO"), ("two.csv", "CEO")):
        (crm.book / name).write_text(text.replace("CIO", title), encoding="utf-8")
    ran = take(crm, "one.csv", "two.csv", "--from", "linkedin", "--json")
    assert {"person": {"new": 2, "same": 3, "rejected": 1}} == counts(ran)
    assert "title: CIO" in (crm.book / "accounts" / "lakeview-foods.yaml").read_text(
        encoding="utf-8"
    )
    before = files(crm)
    take(crm, "one.csv", "two.csv")
    assert before == files(crm)

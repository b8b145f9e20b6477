"""`crm import` and `crm export` over a book: what is known stays, what fits nothing is told with its line, and nothing is half-written."""

import io
import re

import pytest
import xlsxwriter

HANBIT = """\
name: 한빛전자㈜
aliases: [Hanbit Electronics]
contacts:
  lee: {name: 이동현, title: 실장, emails: [dh.lee@hanbit.example]}   # 골프
  park: {name: 박재형, phones: ["010-1234-5671"]}
  seo: {name: 서영민, left: 2026-03-01}
deals: {pt2: {name: 증설, stages: {2026-07-10: contacting}, next: {date: 2026-08-05, what: "통화; 시험, 결과"}}}
"""
DAEHAN = "name: Daehan Steel\n"
POLICY = "team: {kim: {name: 김민지}}\ntimezone: Asia/Seoul\nlanguage: en\n"


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT, "daehan": DAEHAN}, POLICY)
    return crm


def put(crm, text, name="cards.csv"):
    (crm.book / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def texts(crm):
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((crm.book / "accounts").iterdir())
    }


def states(ran):
    return [
        (row["line"], row["state"], row["account"], row["contact"], row["what"])
        for row in ran.json["rows"]
    ]


def test_people_come_into_their_accounts_and_empty_fields_are_filled(book):
    file = put(
        book,
        "회사,이름,직함,전화,이메일\n(주)한빛전자,이동현,전무,010-9,dh.lee@hanbit.example\n".replace(
            "010-9", "010-1111-2222"
        )
        + "Daehan Steel,홍길동,대표,02-123-4567,\n",
    )
    ran = book("import", "cards", file, "--json")
    assert (
        0,
        [
            (
                2,
                "filled",
                "hanbit",
                "lee",
                "filled: phone, title differs, and stays as it was: 전무",
            ),
            (3, "added", "daehan", "홍길동", None),
        ],
    ) == (ran.status, states(ran))
    assert {
        "added": 1,
        "filled": 1,
        "same": 0,
        "skipped": 0,
        "left_out": 0,
        "created": [],
        "unread": [],
        "files": ["accounts/daehan.yaml", "accounts/hanbit.yaml"],
        "commit": None,
        "dry_run": False,
    } == ran.json["totals"]
    assert {
        "hanbit": HANBIT.replace(
            "[dh.lee@hanbit.example]}", '[dh.lee@hanbit.example], phones: "010-1111-2222"}'
        ),
        "daehan": DAEHAN
        + 'contacts:\n  홍길동: {name: 홍길동, title: 대표, phones: "02-123-4567"}\n',
    } == texts(book)
    again = book("import", "cards", file, "--json")
    assert (
        [
            (2, "same", "hanbit", "lee", "title differs, and stays as it was: 전무"),
            (3, "same", "daehan", "홍길동", None),
        ],
        0,
    ) == (states(again), again.status)


def test_what_cannot_be_placed_is_told_with_its_line_and_the_rest_is_taken(book):
    ran = book(
        "import",
        "cards",
        put(
            book,
            "company,name,phone\nNobody,A,\n한빛,B,\n,C,\nhanbit,서영민,\nhanbit,D,010 1234 5671\nhanbit,E,\nhanbit,=F(),\n",
        ),
    )
    assert 1 == ran.status
    assert [
        "2 skipped A `Nobody`: no account is called so; --create makes one".split()[:3],
        "3 skipped B".split(),
        "4 skipped C".split(),
        "5 skipped hanbit".split(),
        "6 skipped hanbit".split(),
        "7 added hanbit".split(),
        "8 skipped name".split(),
    ] == [line.split()[:3] for line in ran.text.splitlines() if line.strip()[:1].isdigit()]
    assert "added: 1, filled: 0, same: 0, skipped: 6" in ran.text
    assert {
        "hanbit": HANBIT.replace("left: 2026-03-01}\n", "left: 2026-03-01}\n  e: {name: E}\n"),
        "daehan": DAEHAN,
    } == texts(book)


def test_a_number_under_another_name_is_told_and_without_an_address_left_to_a_person(book):
    rows = states(
        book(
            "import",
            "cards",
            put(
                book,
                "name,phone,email\nAnna,010-1234-5671,anna@hanbit.example\nBea,+82 10-1234-5671,\n",
            ),
            "--account",
            "hanbit",
            "--json",
        )
    )
    assert [
        (2, "added", "hanbit", "anna", "has the same number as park"),
        (
            3,
            "skipped",
            "hanbit",
            "park",
            "the number is that of park, anna, and there is no e-mail address to tell them apart",
        ),
    ] == rows


def test_the_same_person_twice_in_a_file_is_one(book):
    rows = states(
        book(
            "import",
            "cards",
            put(
                book, "name,title,email\nAda,,ada@d.example\nADA,CIO,\nA. Lovelace,,ADA@d.example\n"
            ),
            "--account",
            "daehan",
            "--json",
        )
    )
    assert [
        (2, "added", "ada", None),
        (3, "filled", "ada", "filled: title"),
        (4, "same", "ada", "name differs, and stays as it was: A. Lovelace"),
    ] == [(line, state, who, what) for line, state, _, who, what in rows]
    assert (
        DAEHAN + "contacts:\n  ada: {name: Ada, emails: ada@d.example, title: CIO}\n"
        == texts(book)["daehan"]
    )


def test_create_makes_one_account_for_all_of_its_people(book):
    ran = book(
        "import",
        "cards",
        put(book, "company,name\n새한정밀㈜,가\n새한정밀,나\nHanbit Electronics,다\n"),
        "--create",
        "--json",
    )
    assert (0, ["새한정밀"]) == (ran.status, ran.json["totals"]["created"])
    made = texts(book)["새한정밀"]
    assert made.startswith("name: 새한정밀㈜\nstatus: prospect\n")
    assert [("가", "나"), True] == [
        tuple(key for key in ("가", "나", "다") if f"name: {key}" in made),
        "name: 다" in texts(book)["hanbit"],
    ]
    assert 0 == book("lint", "--fail-on", "error").status


def test_a_file_of_which_all_is_skipped_is_not_said_to_be_in_the_book_already(book):
    ran = book("import", "cards", put(book, "company,name\nNobody,A\n"))
    assert (1, "") == (ran.status, ran.told)
    known = book("import", "cards", put(book, "company,name\nhanbit,이동현\n"))
    assert (0, "nothing to change: the file says so already\n") == (known.status, known.told)


@pytest.mark.parametrize(
    ("heading", "most", "more"),
    [
        ("employees", "999,999,999", "1,000,000,000"),
        ("revenue", "999,999,999,999,999", "1,000,000,000,000,000"),
        ("revenue", "1", "9" * 40),
    ],
)
def test_a_number_that_is_too_large_for_the_format_is_left_out_and_no_import_refused(
    book, heading, most, more
):
    ran = book(
        "import",
        "accounts",
        put(book, f'name,{heading}\nhanbit,"{most}"\ndaehan,"{more}"\n'),
        "--json",
    )
    assert (1, ["filled", "same"]) == (ran.status, [row["state"] for row in ran.json["rows"]])
    assert (DAEHAN, True) == (
        texts(book)["daehan"],
        f": {most.replace(',', '_')}}}\n" in texts(book)["hanbit"],
    )


def test_a_new_account_that_is_like_another_is_told(book):
    rows = states(
        book(
            "import",
            "cards",
            put(book, "company,name\nDaehan St,A\nDaehan St,B\n"),
            "--create",
            "--json",
        )
    )
    assert [
        (2, "added", "daehan-st", "a", "`Daehan St` is new, and like daehan (Daehan Steel)"),
        (3, "added", "daehan-st", "b", None),
    ] == rows


def test_dry_run_shows_the_lines_and_changes_nothing(book):
    ran = book("import", "cards", put(book, "company,name\nhanbit,New\n"), "--dry-run")
    assert (0, {"hanbit": HANBIT, "daehan": DAEHAN}) == (ran.status, texts(book))
    assert "+  new: {name: New}\n" in ran.text
    assert "added: 1, filled: 0, same: 0, skipped: 0" in ran.text


def test_commit_takes_exactly_the_files_changed(book):
    book.git("init", "-q", "--template=")
    for name, value in (("user.name", "Kim"), ("user.email", "kim@us.example")):
        book.git("config", name, value)
    book.git("add", "accounts", "crm.yaml")
    book.git("commit", "-q", "-m", "first")
    assert 0 == book("import", "cards", put(book, "company,name\nhanbit,New\n"), "--commit").status
    assert "import cards.csv\n\naccounts/hanbit.yaml\n" == book.git(
        "show", "--format=%s", "--name-only"
    )


def test_a_file_of_korean_windows_is_read_and_told(book):
    ran = book(
        "import", "cards", put(book, "회사,이름\n한빛전자㈜,홍길동\n".encode("cp949")), "--json"
    )
    assert (
        [(2, "added", "hanbit", "홍길동", None)],
        "cards.csv is read as CP949, for example `회사`\n",
    ) == (
        states(ran),
        ran.told,
    )


def test_an_encoding_that_is_declared_is_no_guess(book):
    data = "company,name\nhanbit,Fenêtre\n".encode("cp1252")
    ran = book("import", "cards", put(book, data), "--encoding", "cp1252", "--json")
    assert ([(2, "added", "hanbit", "fenêtre", None)], "cards.csv is read as CP1252\n") == (
        states(ran),
        ran.told,
    )
    ran = book("import", "cards", put(book, data), "--encoding", "zlib")
    assert (2, True) == (ran.status, "`zlib` is no encoding of texts" in ran.told)


def sheets(**rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name, lines in rows.items():
            sheet = made.add_worksheet(name)
            for number, cells in enumerate(lines):
                sheet.write_row(number, 0, cells)
    return out.getvalue()


PEOPLE = [["회사", "이름", "휴대폰"], ["hanbit", "홍길동", "010-1111-2222"], ["hanbit", "김", ""]]


def test_people_and_companies_are_read_from_the_sheet_of_a_workbook_that_names_them(book):
    data = sheets(Notes=[["a", "b"], ["1", "2"]], People=PEOPLE)
    assert [(2, "added", "hanbit", "홍길동", None), (3, "added", "hanbit", "김", None)] == states(
        book("import", "cards", put(book, data, "cards.xlsx"), "--json")
    )
    firms = sheets(Firms=[["Company", "Employees"], ["Saebit", 820]])
    ran = book("import", "accounts", put(book, firms, "firms.xls"), "--json")
    assert (0, "firms.xls is read as XLSX, whatever its name says\n") == (ran.status, ran.told)
    assert "employees: 820" in texts(book)["saebit"]


def test_of_two_sheets_that_name_people_none_is_taken(book):
    ran = book("import", "cards", put(book, sheets(A=PEOPLE, B=PEOPLE), "cards.xlsx"))
    assert (4, {"hanbit": HANBIT, "daehan": DAEHAN}) == (ran.status, texts(book))
    assert "cards.xlsx holds several tables: cards.xlsx/A, cards.xlsx/B" in ran.told


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_table_says_the_same_in_every_encoding_and_with_every_separator(book, encoding, between):
    text = "회사,이름,성,휴대폰\n한빛전자㈜,길동,홍,010-1111-2222\n".replace(",", between)
    assert [(2, "added", "hanbit", "홍길동", None)] == states(
        book("import", "cards", put(book, text.encode(encoding)), "--json")
    )
    assert '홍길동: {name: 홍길동, phones: "010-1111-2222"}' in texts(book)["hanbit"]


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("cards", "company,name,Shoe\x1b[2J,=cmd()\nhanbit,이동현,=1+1,\x1b[31m\n,,39,\n"),
        ("accounts", "company,Shoe\x1b[2J,=cmd()\nhanbit,=1+1,\x1b[31m\n,39,\n"),
    ],
)
def test_columns_that_are_not_read_are_told_in_every_output_and_never_as_what_they_are(
    book, what, rows, more
):
    file = put(book, rows)
    # a heading is named without what nobody sees: a mapping has to be able to hold it
    assert [{"column": "Shoe[2J", "cells": 2}, {"column": "=cmd()", "cells": 1}] == book(
        "import", what, file, "--json", *more
    ).json["totals"]["unread"]
    for form in ((), ("--json",), ("--lang", "ko")):
        ran = book("import", what, file, *form, *more)
        assert b"\x1b" not in ran.out + ran.err
    assert (
        "not read, with how many cells they hold: Shoe[2J (2), =cmd() (1)\n"
        in book("import", what, file, *more, env={"COLUMNS": "200"}).text
    )


def test_what_of_cards_is_not_read_is_told(book):
    ran = book(
        "import",
        "cards",
        put(
            book,
            "BEGIN:VCARD\nFN:이동현\nORG:hanbit\nTEL;TYPE=fax:02-1-11111\nBDAY:1980-01-01\nEND:VCARD\n",
            "a.vcf",
        ),
    )
    assert "not read, with how many cells they hold: TEL;TYPE=FAX (1), BDAY (1)\n" in ran.text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"name\nA\0\n", "cards.csv:2 holds a NUL"),
        (b"name\nM\xfcller\xff\xfe\n", "cards.csv:2 is not UTF-8"),
        ("name\nFenêtre\n".encode("cp1252"), "cp1252 reads `Fenêtre`, cp1250 reads `Fenętre`"),
        (b"\xff\xfen\0a", "begins as UTF-16 and is none"),
        (b'company,name\nhanbit,A\nhanbit,"B\n', "cards.csv:3: a quote is not closed"),
        (b"", "holds nobody"),
        (b"name\n", "holds nobody"),
        (b"BEGIN:V\nx", "no column holds names"),
        (b"x" * (17 << 20), "larger than 16 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(book, data, told):
    ran = book("import", "cards", put(book, data))
    assert (4, b"", {"hanbit": HANBIT, "daehan": DAEHAN}) == (ran.status, ran.out, texts(book))
    assert told in ran.told
    assert "Traceback" not in ran.told


def test_any_number_of_people_of_one_account_come_in_together_as_they_would_one_by_one(book):
    people = "".join(f"hanbit,사람{place},p{place}@h.example\n" for place in range(1500))
    ran = book("import", "cards", put(book, "company,name,email\n" + people), "--json")
    assert (0, {"added": 1500}) == (
        ran.status,
        {
            state: count
            for state, count in ran.json["totals"].items()
            if count and state in ("added", "filled", "same", "skipped")
        },
    )
    text = texts(book)["hanbit"]
    new = [
        line
        for line in text.splitlines(keepends=True)
        if line not in HANBIT.splitlines(keepends=True)
    ]
    assert HANBIT == "".join(line for line in text.splitlines(keepends=True) if line not in new)
    assert ([0, 1499], "same") == (
        [place for place in (0, 1499) if f"사람{place}," in text or f"사람{place}\n" in text],
        book("import", "cards", "cards.csv", "--json").json["rows"][0]["state"],
    )


def test_of_many_rows_the_second_of_the_same_person_is_the_same(book):
    rows = [f"hanbit,P{place % 20},p{place % 20}@h.example\n" for place in range(40)]
    totals = book(
        "import", "cards", put(book, "company,name,email\n" + "".join(rows)), "--json"
    ).json["totals"]
    assert (20, 20) == (totals["added"], totals["same"])


def test_a_file_that_is_not_there_or_none_is_refused(book):
    assert [4, 4, 4] == [
        book("import", "cards", name).status for name in ("nowhere.csv", ".", "accounts")
    ]


def test_when_one_account_cannot_be_written_none_is(book):
    book.write({"broken": "name: Broken\ncontacts: [\n"})
    ran = book("import", "cards", put(book, "company,name\nhanbit,New\nBroken,Other\n"), "--json")
    assert (1, "skipped") == (ran.status, ran.json["rows"][1]["state"])
    assert "accounts/broken.yaml" in ran.told
    book.write({"hanbit": HANBIT})
    refused = book("import", "cards", put(book, "name\nNew\n"), "--account", "broken")
    assert (4, HANBIT) == (refused.status, texts(book)["hanbit"])


def test_what_a_cell_says_is_never_yaml_nor_a_terminals_control(book):
    ran = book(
        "import",
        "cards",
        put(
            book,
            'company,name,title,note\nhanbit,"x: {y}","- [a, b] # c","| >\n%TAG !"\nhanbit,a\x1b[2Jb,,\n',
        ),
    )
    assert 1 == ran.status
    assert b"\x1b" not in ran.out + ran.err
    assert ["x: {y}"] == [
        row["name"]
        for row in book(
            "query",
            "name == 'x: {y}' and title == '- [a, b] # c'",
            "--on",
            "contacts",
            "--columns",
            "name",
            "--json",
            "--as-of",
            "2026-08-01",
        ).json["rows"]
    ]


def test_companies_come_from_a_table(book):
    file = put(
        book,
        '회사명,영업담당,등급,태그,업종,직원수,매출,유입 경로\n(주)한빛전자,김민지,A,반도체;경기,전자부품,"1,340",3120억,referral\n새한정밀,kim,B,,,,,\n없음,nobody,,,,,,\n나쁨,kim,,,,many,,\n',
    )
    ran = book("import", "accounts", file, "--json")
    assert (1, ["added", "added", "filled", "skipped"], ["나쁨", "새한정밀"]) == (
        ran.status,
        sorted(row["state"] for row in ran.json["rows"]),
        ran.json["totals"]["created"],
    )
    assert [
        "segment: A",
        "source: referral",
        "industry: 전자부품",
        "employees: 1_340",
        "annual_revenue: 312_000_000_000",
        "owner: kim",
    ] == [
        each
        for each in (
            "segment: A",
            "source: referral",
            "industry: 전자부품",
            "employees: 1_340",
            "annual_revenue: 312_000_000_000",
            "owner: kim",
        )
        if each in texts(book)["hanbit"]
    ]
    assert (
        "name: 새한정밀\nsegment: B\nstatus: prospect\nowner: kim\nroles:\n  ceo:\n"
        == texts(book)["새한정밀"][:64]
    )
    again = book("import", "accounts", file, "--json")
    assert ({"filled": 0, "added": 0, "same": 3, "skipped": 1}, []) == (
        {key: again.json["totals"][key] for key in ("filled", "added", "same", "skipped")},
        again.json["totals"]["files"],
    )


def test_whoever_owns_a_new_company_stands_for_its_roles(crm):
    team = "team: {kim: {name: 김민지}, lee: {name: 이준서}}\nlanguage: en\n"
    roles = "role_sets: {small: {ceo: {label: CEO}}}\ndefaults: {rep: owner}\n"
    crm.write({}, team + roles)
    companies = put(crm, "회사명,담당\n대한,이준서\n한빛,\n", "companies.csv")
    assert 0 == crm("import", "accounts", companies).status
    assert ["name: 대한", "owner: lee", "rep: lee"] == [
        found for found in re.findall(r"(?:name|owner|rep): [^\s}]+", texts(crm)["대한"])
    ]
    assert "rep: " not in texts(crm)["한빛"]


def test_a_cell_left_out_is_told_with_its_row_and_why_and_the_status_says_so(book):
    file = put(
        book,
        "company,name,phone,email\nhanbit,A,ask the desk,a@h.example\nhanbit,B,010-1111-2222,nobody\nNobody,C,ask,\n",
    )
    ran = book("import", "cards", file, "--json")
    assert (1, 2) == (ran.status, ran.json["totals"]["left_out"])
    assert [
        (2, "added", "hanbit", "a", "left out: phone: `ask the desk` is no phone number"),
        (3, "added", "hanbit", "b", "left out: email: `nobody` is no e-mail address"),
        (
            4,
            "skipped",
            None,
            None,
            "no account is called `Nobody`; --create makes one, left out: phone: `ask` is no phone number",
        ),
    ] == states(ran)
    assert (
        '  a: {name: A, emails: a@h.example}\n  b: {name: B, phones: "010-1111-2222"}\n'
        in texts(book)["hanbit"]
    )
    again = book("import", "cards", put(book, "company,name,phone\nhanbit,A,ask the desk\n"))
    assert (1, True) == (again.status, "cells left out of rows that were taken: 1\n" in again.text)
    assert "가져온 행에서 뺀 칸: 1" in book("import", "cards", "cards.csv", "--lang", "ko").text


def test_a_company_is_taken_without_what_is_no_number_or_source_and_skipped_without_its_owner(book):
    ran = book(
        "import",
        "accounts",
        put(
            book, "name,owner,employees,source,segment\nAcme,kim,about 5,rumour,A\nZed,nobody,5,,\n"
        ),
        "--json",
    )
    assert (1, ["added", "skipped"], 2) == (
        ran.status,
        [row["state"] for row in ran.json["rows"]],
        ran.json["totals"]["left_out"],
    )
    assert "name: Acme\nsegment: A\nstatus: prospect\nowner: kim\n" == texts(book)["acme"][:50]
    assert ("employees" in texts(book)["acme"], "about 5" in ran.json["rows"][0]["what"]) == (
        False,
        True,
    )


@pytest.mark.parametrize("what", ["cards", "accounts"])
def test_what_stands_above_the_headings_is_told_and_never_as_what_it_is(book, what):
    file = put(book, "\x1b[2JNotes:\n\ncompany,name,phone,segment\nhanbit,New,,A\n")
    more = ("--map", "name=-") if what == "accounts" else ()
    ran = book("import", what, file, "--dry-run", *more)
    assert (
        0,
        "cards.csv: the headings are in line 3; what stands above them is not read: \\x1b[2JNotes:\n",
    ) == (ran.status, ran.told)
    assert (
        "제목은 3행에 있습니다"
        in book("import", what, file, "--dry-run", "--lang", "ko", *more).told
    )


# What goes out


def test_cards_of_people_who_have_not_left_come_back_unchanged(book):
    ran = book("export", "cards", "--as-of", "2026-08-01")
    assert (0, 2, b"\r\n" in ran.out) == (ran.status, ran.out.count(b"BEGIN:VCARD"), True)
    assert "서영민" not in ran.text
    back = book("import", "cards", put(book, ran.out, "out.vcf"), "--json")
    assert ({"same"}, []) == (
        {row["state"] for row in back.json["rows"]},
        back.json["totals"]["files"],
    )
    assert {"hanbit": HANBIT, "daehan": DAEHAN} == texts(book)


def test_cards_of_some_accounts_or_of_an_owner(book):
    assert [2, 0, 0, 2] == [
        book("export", "cards", *words, "--as-of", "2026-08-01").out.count(b"BEGIN:VCARD")
        for words in (("hanbit",), ("daehan",), ("--owner", "kim"), ("daehan", "hanbit"))
    ]
    assert 4 == book("export", "cards", "nobody").status


def test_the_agenda_is_a_calendar_that_stays_the_same(book):
    ran = book("export", "agenda", "--days", "7", "--as-of", "2026-08-01")
    lines = ran.text.split("\r\n")
    assert (0, ["SUMMARY:next step: 한빛전자㈜"], ["DTSTART;VALUE=DATE:20260805"]) == (
        ran.status,
        [line for line in lines if line.startswith("SUMMARY:next")],
        [line for line in lines if line.startswith("DTSTART") and "0805" in line],
    )
    assert "통화\\; 시험\\, 결과" in ran.text.replace("\r\n ", "")
    assert ran == book("export", "agenda", "--days", "7", "--as-of", "2026-08-01")
    book.write({"hanbit": HANBIT.replace("2026-08-05", "2026-08-06")})
    moved = book("export", "agenda", "--days", "7", "--as-of", "2026-08-01").text
    assert [line for line in lines if line.startswith("UID:")] == [
        line for line in moved.split("\r\n") if line.startswith("UID:")
    ]

"""Who is who, when people come from elsewhere: namesakes, people known at another account, and our own cards coming back."""

import time

import pytest

from crmcli.edits.contacts import Person
from crmcli.edits.elsewhere import Elsewhere

LAKE = """\
name: Lakeview Foods, Inc.
contacts:
  ines: {name: Ines Rocha, title: CIO, phones: ["+1 555 010 0199", "+1 555 010 0100"], emails: [ines@lake.example]}   # chess
  bo: {name: Bo Lund, phones: ["+1 555 010 0150"]}
  cy: {name: Cy Dale, emails: [cy@lake.example], left: 2026-03-01}
  di: {name: Di Orr}
"""
MILL = "name: Mapleton Mills\n"
POLICY = "language: en\nrole_sets: {}\nteam: {ada: Ada}\ncurrency: USD\n"


@pytest.fixture
def book(crm):
    crm.write({"lake": LAKE, "mill": MILL}, POLICY)
    return crm


def texts(crm):
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((crm.book / "accounts").iterdir())
    }


def take(book, text, *more, name="cards.csv"):
    (book.book / name).write_text(text, encoding="utf-8", newline="")
    ran = book("import", "cards", name, "--json", *more)
    return [
        (row["line"], row["state"], row["account"], row["contact"], row["what"])
        for row in ran.json["rows"]
    ]


def twice(book, text, *more, name="cards.csv"):
    """The states of an import, after which the same import changed nothing and told every row again."""
    first = take(book, text, *more, name=name)
    after = texts(book)
    again = take(book, text, *more, name=name)
    assert (after, [row[0] for row in first]) == (texts(book), [row[0] for row in again])
    return first


def test_two_of_one_name_with_another_address_and_another_number_are_two_people(book):
    rows = "company,name,email,phone\nmill,Kim Roe,kim@mill.example,555 010 1111\nmill,Kim Roe,roe@mill.example,555 010 2222\n"
    told = "a namesake of kim-roe, with another address and another number"
    assert [
        (2, "added", "mill", "kim-roe", None),
        (3, "added", "mill", "kim-roe-2", told),
    ] == twice(book, rows)
    assert ["roe@mill.example" in texts(book)["mill"], "555 010 2222" in texts(book)["mill"]] == [
        True,
        True,
    ]


def test_a_namesake_of_somebody_in_the_book_is_somebody_else(book):
    rows = "company,name,email,phone\nlake,Ines Rocha,other@lake.example,555 010 2222\nlake,INES ROCHA,third@lake.example,+1 555 010 0199\n"
    told = "a namesake of ines, with another address and another number"
    assert [
        (2, "added", "lake", "ines-rocha", told),
        (3, "same", "lake", "ines", "e-mail differs, and stays as it was: third@lake.example"),
    ] == twice(book, rows)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            "Ines Rocha,ines@lake.example,",
            "known already as lake/ines; `crm contact move` takes somebody along to another account",
        ),
        (
            "I. Rocha,INES@lake.example,",
            "known already as lake/ines; `crm contact move` takes somebody along to another account",
        ),
        (
            "Bo Lund,,+1 (555) 010-0150",
            "known already as lake/bo; `crm contact move` takes somebody along to another account",
        ),
    ],
)
def test_somebody_known_at_another_account_is_told_and_not_put_down_twice(book, row, told):
    assert [(2, "skipped", None, None, told)] == twice(
        book, f"company,name,email,phone\nmill,{row}\n"
    )
    assert {"lake": LAKE, "mill": MILL} == texts(book)
    assert [(2, "skipped", None, None, told)] == twice(
        book, f"name,email,phone\n{row}\n", "--account", "mill"
    )
    assert [(2, "skipped", None, None, told)] == twice(
        book, f"company,name,email,phone\nZed,{row}\n", "--create"
    )
    assert {"lake": LAKE, "mill": MILL} == texts(book)
    (nowhere,) = twice(book, f"company,name,email,phone\nZed,{row}\n")
    assert nowhere[4].endswith(told)


def test_a_number_of_somebody_else_at_another_account_and_who_left_there_are_told_with_it(book):
    rows = "company,name,email,phone\nmill,Ed Poe,ed@mill.example,+1 555 010 0150\nmill,Cy Dale,cy@lake.example,\n"
    assert [
        (2, "added", "mill", "ed-poe", "has the same number as lake/bo"),
        (3, "added", "mill", "cy-dale", "was lake/cy until 2026-03-01"),
    ] == twice(book, rows)


def test_somebody_who_comes_to_two_accounts_in_one_file_is_told(book):
    rows = "company,name,email\nmill,Flo Gray,flo@x.example\nlake,Flo Gray,flo@x.example\nNew Ltd,Flo Gray,flo@x.example\n"
    told = twice(book, rows, "--create")
    assert ["added", "skipped", "skipped"] == [row[1] for row in told]
    assert ["known already as mill/Flo Gray" in row[4] for row in told[1:]] == [True, True]
    assert {"lake": LAKE} == {name: text for name, text in texts(book).items() if name != "mill"}


def test_a_number_is_told_with_whom_it_is_once_and_of_many_with_a_few(book):
    rows = "company,name,phone\nlake,Bo Lund,+1 555 010 0150\nmill,Ed Poe,+1 555 010 0150\n"
    assert [None, "has the same number as lake/bo"] == [row[4] for row in twice(book, rows)]
    many = "".join(f"lake,P{place},p{place}@lake.example,02-555-0000\n" for place in range(9))
    rows = take(book, f"company,name,email,phone\n{many}mill,Flo Gray,f@mill.example,02-555-0000\n")
    assert "has the same number as lake/P0, lake/P1, lake/P2 …" == rows[-1][4]


def test_one_number_at_every_account_takes_a_time_that_grows_with_the_rows():
    elsewhere = Elsewhere((), lambda _: {})
    began = time.process_time()
    for place in range(8000):
        person = Person(f"사람{place}", phones=["02-555-0000"], emails=[f"p{place}@x.example"])
        elsewhere.met(f"a{place % 2}", person)
        elsewhere.come(f"a{place % 2}", person)
    assert time.process_time() - began < 4


def exported(book):
    return book("export", "cards", "lake", "--as-of", "2026-08-01").text


def test_our_own_card_that_was_edited_changes_that_very_person(book):
    text = (
        exported(book)
        .replace("FN:Ines Rocha", "FN:Ines Rocha-Lund")
        .replace("TITLE:CIO", "TITLE:CEO")
    )
    text = text.replace("+1 555 010 0199", "+1 555 010 0222").replace(
        "ines@lake.example", "ir@lake.example"
    )
    told = "name changed (was Ines Rocha), title changed (was CIO), phone changed (was +1 555 010 0199, +1 555 010 0100), e-mail changed (was ines@lake.example)"
    rows = twice(book, text, name="out.vcf")
    assert [("filled", "ines", told), ("same", "bo", None), ("same", "di", None)] == [
        (row[1], row[3], row[4]) for row in rows
    ]
    new = '  ines: {name: Ines Rocha-Lund, title: CEO, phones: ["+1 555 010 0222", "+1 555 010 0100"], emails: ir@lake.example}   # chess\n'
    old = LAKE.splitlines(keepends=True)[2]
    assert LAKE.replace(old, new) == texts(book)["lake"]


def test_what_our_own_card_leaves_out_stays_and_what_was_empty_is_filled(book):
    lines = [
        line
        for line in exported(book).split("\r\n")
        if "0100" not in line and "TITLE" not in line and "EMAIL" not in line
    ]
    text = "\r\n".join(lines).replace(
        "FN:Di Orr", "FN:Di Orr\r\nTEL:+1 555 010 0333\r\nNOTE:met twice"
    )
    assert [("same", "ines"), ("same", "bo"), ("filled", "di")] == [
        (row[1], row[3]) for row in twice(book, text, name="out.vcf")
    ]
    assert (
        LAKE.replace("{name: Di Orr}", '{name: Di Orr, phones: "+1 555 010 0333", note: met twice}')
        == texts(book)["lake"]
    )


def card(*lines):
    return "\n".join(("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""))


def test_our_own_card_with_the_company_spelled_otherwise_is_that_persons_still(book):
    rows = twice(
        book,
        card("UID:lake/ines", "FN:Ines Rocha", "ORG:The Lake People", "TITLE:CEO"),
        name="a.vcf",
    )
    assert [
        (
            1,
            "filled",
            "lake",
            "ines",
            "title changed (was CIO), company differs, and stays as it was: The Lake People",
        )
    ] == rows


def test_our_own_card_with_another_account_of_ours_is_told(book):
    rows = twice(book, card("UID:lake/di", "FN:Di Orr", "ORG:Mapleton Mills"), name="a.vcf")
    assert [
        (
            1,
            "skipped",
            None,
            None,
            "known already as lake/di; `crm contact move` takes somebody along to another account",
        )
    ] == rows


def test_a_uid_that_is_nobodys_or_of_another_book_is_that_of_no_contact(book):
    rows = card("UID:lake/nobody", "FN:Gus Hay", "ORG:Mapleton Mills") + card(
        "UID:lake/bo", "FN:Hal Ives", "ORG:Mapleton Mills"
    )
    rows += card("UID:urn:uuid:1-2", "FN:Ida Jay", "ORG:mill") + card(
        "UID:../../x/ines", "FN:Jo Kay", "ORG:mill"
    )
    assert [("added", "mill")] * 4 == [(row[1], row[2]) for row in twice(book, rows, name="a.vcf")]
    assert LAKE == texts(book)["lake"]


def test_who_has_left_does_not_come_back_by_a_card(book):
    rows = twice(
        book, card("UID:lake/cy", "FN:Cy Dale", "ORG:Lakeview Foods", "TITLE:New"), name="a.vcf"
    )
    assert [(1, "skipped", "lake", "cy", "Cy Dale has left there on 2026-03-01")] == rows


KOREAN = POLICY.replace("USD", "KRW")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1012345678", "1012345678"),
        ("1012345678.0", "1012345678"),
        ("821012345678", "821012345678"),
        ('="1012345678"', "1012345678"),
    ],
)
def test_the_zero_that_a_spreadsheet_cut_off_is_put_back_and_told(book, cell, shown):
    book.write({"lake": LAKE, "mill": MILL}, KOREAN)
    quoted = cell.replace('"', '""')
    rows = twice(book, f'company,name,phone\nmill,Ed Poe,"{quoted}"\n')
    assert [
        (
            2,
            "added",
            "mill",
            "ed-poe",
            f"{shown} is taken for 010-1234-5678, which spreadsheets cut short",
        )
    ] == rows
    assert (
        f'{MILL}contacts:\n  ed-poe: {{name: Ed Poe, phones: "010-1234-5678"}}\n'
        == texts(book)["mill"]
    )


def test_a_number_that_lost_its_zero_is_that_of_who_is_known(book):
    book.write(
        {
            "lake": LAKE,
            "mill": MILL + 'contacts: {ed: {name: Ed Poe, phones: ["010-1234-5678"]}}\n',
        },
        KOREAN,
    )
    assert [(2, "same", "mill", "ed")] == [
        row[:4] for row in twice(book, "company,name,phone\nmill,Ed Poe,1012345678\n")
    ]


def test_a_zero_that_may_be_missing_is_told_where_it_is_not_sure(book):
    assert [
        (2, "added", "mill", "ed-poe", "1012345678 may have lost the zero it begins with")
    ] == twice(book, "company,name,phone\nmill,Ed Poe,1012345678\n")
    book.write({"lake": LAKE, "mill": MILL}, KOREAN + "timezone: Asia/Seoul\n")
    rows = twice(
        book,
        "company,name,phone\nmill,Ed Poe,311234567\nmill,Flo Gray,+1 312 555 0100\nmill,Gus Hay,15881234\n",
    )
    assert ["311234567 may have lost the zero it begins with", None, None] == [
        row[4] for row in rows
    ]


def test_every_row_is_counted_once(book):
    rows = "company,name,email,phone\nmill,A,a@x.example,\nmill,A,a@x.example,\nmill,,,\nnone,B,,\nmill,C,ines@lake.example,\nmill,D,not one,\n,=E(),,\n"
    (book.book / "cards.csv").write_text(rows, encoding="utf-8")
    totals = book("import", "cards", "cards.csv", "--json", "--dry-run").json["totals"]
    assert (7, True) == (
        sum(totals[each] for each in ("added", "filled", "same", "skipped")),
        totals["dry_run"],
    )

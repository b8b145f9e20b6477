"""Rows of a CSV file become people, or are refused with their line."""

import time

import pytest

from crmcli.domain.errors import CrmError
from crmcli.imports.card import Card, Refused
from crmcli.imports.csv_cards import csv_cards
from crmcli.imports.text import MAX_BYTES, decoded


def read(text, *asked):
    return [*csv_cards(text, "people.csv", asked).rows]


def left(text, *asked):
    return [tuple(each) for each in csv_cards(text, "people.csv", asked).unread]


def refusals(text):
    return [
        (each.line, each.name, each.why.key) for each in read(text) if isinstance(each, Refused)
    ]


def error(call, *args):
    with pytest.raises(CrmError) as caught:
        call(*args)
    return caught.value.message.key, caught.value.message.args, caught.value.status


def test_columns_are_understood_in_korean():
    text = "회사명,성명,부서,직책,휴대폰(업무용),E-mail,비고\n한빛전자㈜,이동현,정보화실,실장,010-1234-5671,dh@hanbit.example,골프\n"
    assert [
        Card(
            2,
            "이동현",
            "한빛전자㈜",
            "정보화실 실장",
            ("010-1234-5671",),
            ("dh@hanbit.example",),
            "골프",
        )
    ] == read(text)


def test_columns_are_understood_in_english_with_a_name_in_two_parts_and_numbers_in_several_columns():
    text = "First Name;Last Name;Company;Job Title;Mobile Phone;Business Phone;E-mail 1;Shoe size\nInes;Rocha;Lakeview, Inc.;CIO;+1 555 010 0199;(555) 010-0100;ines@lakeview.example;38\n"
    assert [
        Card(
            2,
            "Ines Rocha",
            "Lakeview, Inc.",
            "CIO",
            ("+1 555 010 0199", "(555) 010-0100"),
            ("ines@lakeview.example",),
        )
    ] == read(text)


def test_a_korean_name_in_two_parts_has_the_family_first():
    assert ["이동현"] == [each.name for each in read("이름 없음\t성\tgiven name\nx\t이\t동현\n")]


def test_map_says_what_a_column_holds_and_which_holds_nothing():
    text = "Wer,Firma,Company\nAda,Acme,old\n"
    assert [Card(2, "Ada", "Acme")] == read(
        text, ("wer", "name"), ("Firma", "company"), ("Company", "-")
    )


def test_map_to_what_is_not_there_and_a_field_in_two_columns_are_errors():
    assert ("error-import-no-field", ("shoe",), 2) == error(read, "name\nx\n", ("name", "shoe"))
    assert ("error-import-no-column", ("Wer",), 2) == error(read, "name\nx\n", ("Wer", "name"))
    assert ("error-import-column-twice", ("company", "회사, Company"), 4) == error(
        read, "name,회사,Company\nx,a,b\n"
    )
    assert ("error-import-no-names", ("회사, 전화",), 4) == error(read, "회사,전화\nx,1\n")


def test_lines_are_those_of_the_file_also_after_cells_of_several_lines():
    assert [(2, "A\nB"), (5, None)] == [
        (each.line, each.note) for each in read('name,note\nAda,"A\nB"\n\nBob,\n')
    ]


def test_what_keeps_spreadsheets_from_thinking_is_taken_off():
    assert [("01012345678",), ("+82 10-1234-5678",)] == [
        each.phones for each in read('name,phone\nA,"=""01012345678"""\nB,\'+82 10-1234-5678\n')
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("=cmd|' /C calc'!A0,,", "error-import-formula"),
        ("@SUM(A1),,", "error-import-formula"),
        ("＝1+1,,", "error-import-formula"),
        ("a\x1b[31m,,", "error-import-hidden"),
        ("a\u202eb,,", "error-import-hidden"),
        ("a\u2028b,,", "error-import-hidden"),
        ("x" * 2001 + ",,", "error-import-long"),
        ("Acme,,,more", "told-import-cells"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_whole_with_its_line(cell, why):
    text = f"name,company,phone,email\nAda,Acme,,\nBob,{cell}\nCy,Acme,,\n"
    assert [(3, "Bob", why)] == refusals(text)
    assert ["Ada", "Cy"] == [each.name for each in read(text) if isinstance(each, Card)]


@pytest.mark.parametrize(
    ("cells", "taken", "why"),
    [
        (
            "none,a@b.example,CIO,golf",
            ((), ("a@b.example",), "CIO", "golf"),
            ("told-import-no-phone", ("phone", "none")),
        ),
        ("12,,,", ((), (), None, None), ("told-import-no-phone", ("phone", "12"))),
        (
            "010-1234-5678;ask,,,",
            (("010-1234-5678",), (), None, None),
            ("told-import-no-phone", ("phone", "ask")),
        ),
        ("=1+1,,CIO,", ((), (), "CIO", None), ("error-import-formula", ("phone",))),
        (
            "010-1234-5678,nobody,CIO,",
            (("010-1234-5678",), (), "CIO", None),
            ("told-import-no-email", ("email", "nobody")),
        ),
        (
            ",a@b.example <script>,,",
            ((), ("a@b.example",), None, None),
            ("told-import-no-email", ("email", "<script>")),
        ),
        (
            ",a@b.example\u202e,,",
            ((), (), None, None),
            ("error-import-hidden", ("email", "U+202E")),
        ),
        (
            "010-1234-5678,,=1+1,",
            (("010-1234-5678",), (), None, None),
            ("error-import-formula", ("title",)),
        ),
        (",,CIO," + "x" * 2001, ((), (), "CIO", None), ("error-import-long", ("note", 2000))),
    ],
)
def test_a_cell_that_cannot_be_taken_costs_that_cell_and_not_its_row(cells, taken, why):
    found = read(f"name,phone,email,title,note\nAda,,,,\nBob,{cells}\n")
    (bob,) = found[1:]
    assert (3, "Bob", taken, [why]) == (
        bob.line,
        bob.name,
        (bob.phones, bob.emails, bob.title, bob.note),
        [(each.key, each.args) for each in bob.left_out],
    )
    assert () == found[0].left_out


LINKEDIN = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see the ""shared"" ones, see https://x.example/a"\n'
    "\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ines,Rocha,https://x.example/in/ines,ines@l.example,Lakeview,CIO,04 Mar 2024\n"
    "Bo,Lund,https://x.example/in/bo,,Mapleton,Buyer,05 Mar 2024\n"
)


def test_lines_above_the_headings_that_are_no_table_are_told_and_not_read():
    found = csv_cards(LINKEDIN, "Connections.csv", ())
    assert [
        Card(5, "Ines Rocha", "Lakeview", "CIO", (), ("ines@l.example",)),
        Card(6, "Bo Lund", "Mapleton", "Buyer"),
    ] == [*found.rows]
    assert (4, ["Notes:", "When exporting your connection data, you may notice that som…"]) == (
        found.above.line,
        found.above.texts,
    )
    assert [("URL", 2), ("Connected On", 2)] == [tuple(each) for each in found.unread]


@pytest.mark.parametrize(
    ("text", "asked", "line", "names"),
    [
        ("People of the fair;\n\nName;Company\nAda;Acme, Inc.\n", (), 3, ["Ada"]),
        ("Exported on 1 May, 2026\nName\tCompany\tPhone\nAda\tAcme\t\n", (), 2, ["Ada"]),
        ("연락처\n담당자,회사,휴대폰\n홍길동,한빛,\n", (), 2, ["홍길동"]),
        (
            "Fair,,\n,,\nWer,Firma,Telefon\nAda,Acme,\n",
            (("Wer", "name"), ("Firma", "company")),
            3,
            ["Ada"],
        ),
        ("sep=;\nPeople, all of them\nName;Company\nAda;Acme\n", (), 3, ["Ada"]),
        ("Contact\nname,company\nAda,Acme\n", (), 2, ["Ada"]),
    ],
)
def test_the_headings_are_found_below_whatever_stands_above_them(text, asked, line, names):
    found = csv_cards(text, "people.csv", asked)
    assert (line, names) == (found.above.line, [each.name for each in found.rows])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("name,Shoe\nname,company\n", "name"),
        ("name;company\nfirst name;last name\n", "first name"),
        ("name\nAda\n", "Ada"),
    ],
)
def test_a_first_line_that_names_people_is_the_headings_whatever_stands_below(text, name):
    assert (name, None) == (read(text)[0].name, csv_cards(text, "people.csv", ()).above)


@pytest.mark.parametrize(
    "text", ["Wer,Rolle\nAda,Boss\nname,company\n", "Wer\n" * 21 + "name,company\nAda,Acme\n"]
)
def test_a_row_as_wide_as_those_above_it_or_far_below_is_never_taken_for_headings(text):
    assert (
        "error-import-no-names",
        ("Wer,Rolle".replace(",", ", ") if "Rolle" in text else "Wer",),
        4,
    ) == error(read, text)


def test_a_row_without_a_name_is_refused_and_an_empty_one_is_none():
    assert [(3, "", "told-import-nameless")] == refusals("name,company\n,,\n,Acme\n \n")


def test_a_quote_that_is_not_closed_refuses_the_file_with_the_line_it_begins_in():
    assert ("error-import-quotes", ("people.csv", 3), 4) == error(read, 'name\nAda\n"Bob\nCy\n')
    assert ("error-import-quotes", ("people.csv", 2), 4) == error(read, 'name\n"Bob" x\nCy\n')
    assert ("error-import-quotes", ("people.csv", 2), 4) == error(read, f"name\n{'x' * 200_000}\n")


@pytest.mark.parametrize("heading", ["(" * 60_000, "1" * 60_000 + "x"])
def test_no_heading_takes_long(heading):
    began = time.process_time()
    assert [Card(2, "Ada")] == read(f"name,{heading}\nAda,b\n")
    assert time.process_time() - began < 1


def test_no_cell_takes_long():
    began = time.process_time()
    (found,) = read(f"name,note\nAda,+1{' ' * 100_000}!\n")
    assert [("error-import-long", ("note", 2000))] == [tuple(each) for each in found.left_out]
    assert time.process_time() - began < 1


def test_a_file_without_a_heading_is_refused():
    assert "error-import-empty" == error(read, "\n \n")[0]
    assert "error-import-no-names" == error(read, "x" * 3000)[0]
    assert "error-import-quotes" == error(read, "x" * 300_000)[0]


def test_a_line_folded_within_a_character_is_put_together_and_every_line_keeps_its_number():
    whole = "FN:김민지\r\nORG:한빛".encode()
    for place in (4, 5, 7, 18, 19):
        folded = whole[:place] + b"\r\n " + whole[place:]
        found = decoded(folded, "f")
        assert ("utf-8", "FN:김민지\nORG:한빛", 2) == (
            found.encoding,
            found.text.replace("\n ", ""),
            found.text.count("\n"),
        )


def test_encodings_are_told_by_all_of_the_bytes():
    assert [("이름\n가\n", "utf-8"), ("이름\n가\n", "utf-8"), ("이름\n똠\n", "cp949")] == [
        tuple(decoded(data, "f"))
        for data in (
            "이름\r\n가\r\n".encode("utf-8-sig"),
            "이름\r가\r".encode(),
            "이름\n똠\n".encode("cp949"),
        )
    ]


def test_what_is_in_no_encoding_we_know_is_refused_with_the_line():
    assert ("error-import-encoding", ("f", 2), 4) == error(decoded, b"name\nM\xfcller\n", "f")
    assert ("error-import-wide", ("f",), 4) == error(decoded, b"\xff\xfen\0a", "f")
    assert ("error-import-nul", ("f", 1), 4) == error(decoded, "name".encode("utf-32"), "f")
    assert ("error-import-nul", ("f", 2), 4) == error(decoded, "name\nA\0".encode("utf-16"), "f")
    assert ("error-import-encoding", ("f", 1), 4) == error(
        decoded, "社名,氏名\n株式会社日立,山田\n".encode("shift-jis"), "f"
    )
    assert ("error-import-nul", ("f", 2), 4) == error(decoded, b"name\nA\0da\n", "f")
    assert ("error-import-too-large", ("f", 16), 4) == error(decoded, b"x" * (MAX_BYTES + 1), "f")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_where_its_mark_stands(encoding):
    mark = b"" if encoding == "utf-16" else "\ufeff".encode(encoding)
    assert ("이름\n가\n", "utf-16") == decoded(mark + "이름\r\n가\r\n".encode(encoding), "f")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("이름,성\n길동,홍\n길동,김\n", ["홍길동", "김길동"]),
        ("성,이름\n성,성환\n남궁,민\n", ["성성환", "남궁민"]),
        ("Name,Last name\nInes,Rocha\nBo,\n", ["Ines Rocha", "Bo"]),
        ("Name,Surname,First Name\nInes Rocha,Rocha,Ines\n", ["Ines Rocha"]),
        ("First Name,Last Name\nInes,Rocha\n동현,이\n", ["Ines Rocha", "이동현"]),
        ("First Name,Middle Name,Last Name\nAda,King,Lovelace\n", ["Ada King Lovelace"]),
        ("Name,First name\nRocha,Ines\n", ["Ines Rocha"]),
        ("Name,Given Name,Family Name\n길동 홍,길동,홍\n,길동,김\n", ["홍길동", "김길동"]),
        # a column of whole names stays one
        ("Name,Last name\nInes Rocha,Rocha\nBo Lund,Lund\n", ["Ines Rocha", "Bo Lund"]),
        ("이름,성\n홍길동,홍\n김길동,김\n", ["홍길동", "김길동"]),
        ("성명,성\n홍길동,홍\n", ["홍길동"]),
        ("Full name,Last name\nInes Rocha,Rocha\n", ["Ines Rocha"]),
    ],
)
def test_a_column_of_names_beside_one_of_a_part_of_them_is_the_other_part(text, names):
    assert names == [each.name for each in read(text)]


def test_the_headings_of_remember():
    head = "회사,이름,부서,직함,전자 메일 주소,근무지 주소 번지,근무처 전화,근무처 팩스,휴대폰,명함 등록일,명함첩 이름,그룹,메모"
    text = f"{head}\n한빛전자㈜,이동현,정보화실,실장,dh@hanbit.example,서울 1,02-555-0100,02-555-0101,010-1234-5671,2021년 01월 29일,,,골프\n"
    phones = ("02-555-0100", "010-1234-5671")
    assert [
        Card(2, "이동현", "한빛전자㈜", "정보화실 실장", phones, ("dh@hanbit.example",), "골프")
    ] == read(text)
    assert [("근무지 주소 번지", 1), ("근무처 팩스", 1), ("명함 등록일", 1)] == left(text)


def test_a_telephone_that_does_not_move_is_one_too():
    assert ("010-1234-5671", "02-555-0100") == read(
        "이름,회사명,휴대폰,유선전화\n이동현,한빛전자㈜,010-1234-5671,02-555-0100\n"
    )[0].phones


def test_the_headings_of_google_old_and_new():
    new = "First Name,Last Name,Organization Name,Organization Title,Organization Department,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
    new += "Ines,Rocha,Lakeview,CIO,Office,* Work,a@l.example ::: b@l.example,c@l.example,Mobile,+1 555 010 0199,Work Fax,+1 555 010 0188\n"
    assert [
        Card(
            2,
            "Ines Rocha",
            "Lakeview",
            "Office CIO",
            ("+1 555 010 0199",),
            ("a@l.example", "b@l.example", "c@l.example"),
        )
    ] == read(new)
    assert ("Phone 2 - Value", 1) in left(new)
    old = "Name,Given Name,Family Name,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title,Organization 2 - Name\n"
    old += "Ines Rocha,Ines,Rocha,a@l.example,Mobile,+1 555 010 0199,Lakeview,CIO,Mapleton\n"
    assert [
        Card(2, "Ines Rocha", "Lakeview", "CIO", ("+1 555 010 0199",), ("a@l.example",))
    ] == read(old)
    assert [("Phone 1 - Type", 1), ("Organization 2 - Name", 1)] == left(old)


def test_the_headings_of_outlook():
    text = "Title,First Name,Last Name,Company,Department,Job Title,Business Fax,Business Phone,Business Phone 2,Mobile Phone,E-mail Address,E-mail 2 Address\n"
    text += "Ms.,Ines,Rocha,Lakeview,,CIO,02-1-0000,555 010 0100,555 010 0101,555 010 0199,a@l.example,b@l.example\n"
    phones = ("555 010 0100", "555 010 0101", "555 010 0199")
    assert [
        Card(2, "Ines Rocha", "Lakeview", "CIO", phones, ("a@l.example", "b@l.example"))
    ] == read(text)
    assert [("Title", 1), ("Business Fax", 1)] == left(text)
    korean = "이름,성,회사,부서,직함,근무지 팩스,근무처 전화,근무처 전화 2,휴대폰,전자 메일 주소,전자 메일 2 주소\n"
    korean += "동현,이,한빛,정보화실,실장,02-1-0000,02-555-0100,02-555-0101,010-1234-5671,a@h.example,b@h.example\n"
    phones = ("02-555-0100", "02-555-0101", "010-1234-5671")
    assert [
        Card(2, "이동현", "한빛", "정보화실 실장", phones, ("a@h.example", "b@h.example"))
    ] == read(korean)


@pytest.mark.parametrize(
    "heading",
    [
        "팩스",
        "근무처 팩스",
        "전화(팩스)",
        "전화（팩스）",
        "Fax",
        "Business Fax",
        "Phone (fax)",
        "FAX Phone",
    ],
)
def test_a_fax_is_no_phone(heading):
    text = f"name,{heading}\nAda,02-555-0001\n"
    assert ([Card(2, "Ada")], [(heading, 1)]) == (read(text), left(text))


def test_columns_that_are_not_read_are_counted_by_their_cells():
    text = f"name,Shoe,Hat,,Coat,{'x' * 99}\nAda,38,,a,7,1\nBob,39\n=F(),40\n"
    assert [("Shoe", 3), ("#4", 1), ("x" * 60 + "…", 1)] == left(text, ("Coat", "-"))


def test_a_first_line_that_names_the_separator_is_no_heading():
    assert [Card(3, "Ada", "Acme, Inc.")] == read("sep=;\nname;company\nAda;Acme, Inc.\n")


def test_of_two_columns_for_one_field_the_weaker_is_told_and_two_of_one_strength_are_an_error():
    assert ("Acme", [("Associated Company", 1)]) == (
        read("name,Company,Associated Company\nA,Acme,Zed\n")[0].company,
        left("name,Company,Associated Company\nA,Acme,Zed\n"),
    )
    assert ("CIO", "Zed") == (
        read("name,Title\nA,CIO\n")[0].title,
        read("name,Associated Company\nA,Zed\n")[0].company,
    )
    assert "error-import-column-twice" == error(read, "name,Company,Firm (a),회사\nA,b,c,d\n")[0]

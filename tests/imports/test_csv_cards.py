"""Rows of a CSV file become people, or are refused with their line."""

import time

import pytest

from crmcli.domain.errors import CrmError
from crmcli.imports.card import Card, Refused
from crmcli.imports.csv_cards import csv_cards
from crmcli.imports.text import MAX_BYTES, decoded


def read(text, *asked):
    return csv_cards(text, "people.csv", asked)


def refusals(text):
    return [(each.line, each.name, each.why.key) for each in read(text) if isinstance(each, Refused)]


def error(call, *args):
    with pytest.raises(CrmError) as caught:
        call(*args)
    return caught.value.message.key, caught.value.message.args, caught.value.status


def test_columns_are_understood_in_korean():
    text = "회사명,성명,부서,직책,휴대폰(업무용),E-mail,비고\n한빛전자㈜,이동현,정보화실,실장,010-1234-5671,dh@hanbit.example,골프\n"
    assert [Card(2, "이동현", "한빛전자㈜", "정보화실 실장", ("010-1234-5671",), ("dh@hanbit.example",), "골프")] == read(text)


def test_columns_are_understood_in_english_with_a_name_in_two_parts_and_numbers_in_several_columns():
    text = "First Name;Last Name;Company;Job Title;Mobile Phone;Business Phone;E-mail 1;Shoe size\nInes;Rocha;Lakeview, Inc.;CIO;+1 555 010 0199;(555) 010-0100;ines@lakeview.example;38\n"
    assert [Card(2, "Ines Rocha", "Lakeview, Inc.", "CIO", ("+1 555 010 0199", "(555) 010-0100"), ("ines@lakeview.example",))] == read(text)


def test_a_korean_name_in_two_parts_has_the_family_first():
    assert ["이동현"] == [each.name for each in read("이름 없음\t성\tgiven name\nx\t이\t동현\n")]


def test_map_says_what_a_column_holds_and_which_holds_nothing():
    text = "Wer,Firma,Company\nAda,Acme,old\n"
    assert [Card(2, "Ada", "Acme")] == read(text, ("wer", "name"), ("Firma", "company"), ("Company", "-"))


def test_map_to_what_is_not_there_and_a_field_in_two_columns_are_errors():
    assert ("import-no-field", ("shoe",), 2) == error(read, "name\nx\n", ("name", "shoe"))
    assert ("import-no-column", ("Wer",), 2) == error(read, "name\nx\n", ("Wer", "name"))
    assert ("import-column-twice", ("company", "회사, Company"), 4) == error(read, "name,회사,Company\nx,a,b\n")
    assert ("import-no-names", ("회사, 전화",), 4) == error(read, "회사,전화\nx,1\n")


def test_lines_are_those_of_the_file_also_after_cells_of_several_lines():
    assert [(2, "A\nB"), (5, None)] == [(each.line, each.note) for each in read('name,note\nAda,"A\nB"\n\nBob,\n')]


def test_what_keeps_spreadsheets_from_thinking_is_taken_off():
    assert [("01012345678",), ("+82 10-1234-5678",)] == [each.phones for each in read('name,phone\nA,"=""01012345678"""\nB,\'+82 10-1234-5678\n')]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("=cmd|' /C calc'!A0,,", "import-formula"),
        ("@SUM(A1),,", "import-formula"),
        ("＝1+1,,", "import-formula"),
        ("a\x1b[31m,,", "import-hidden"),
        ("a\u202eb,,", "import-hidden"),
        ("a\u2028b,,", "import-hidden"),
        ("x" * 2001 + ",,", "import-long"),
        ("Acme,none,", "import-no-phone"),
        ("Acme,12,", "import-no-phone"),
        ("Acme,,nobody", "import-no-email"),
        ("Acme,,a@b.example <script>", "import-no-email"),
        ("Acme,,,more", "import-cells"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_whole_with_its_line(cell, why):
    text = f"name,company,phone,email\nAda,Acme,,\nBob,{cell}\nCy,Acme,,\n"
    assert [(3, "Bob", why)] == refusals(text)
    assert ["Ada", "Cy"] == [each.name for each in read(text) if isinstance(each, Card)]


def test_a_row_without_a_name_is_refused_and_an_empty_one_is_none():
    assert [(3, "", "import-nameless")] == refusals("name,company\n,,\n,Acme\n \n")


def test_a_quote_that_is_not_closed_refuses_the_file_with_the_line_it_begins_in():
    assert ("import-quotes", ("people.csv", 3), 4) == error(read, 'name\nAda\n"Bob\nCy\n')
    assert ("import-quotes", ("people.csv", 2), 4) == error(read, 'name\n"Bob" x\nCy\n')
    assert ("import-quotes", ("people.csv", 2), 4) == error(read, f"name\n{'x' * 200_000}\n")


@pytest.mark.parametrize("heading", ["(" * 60_000, "1" * 60_000 + "x"])
def test_no_heading_takes_long(heading):
    began = time.process_time()
    assert [Card(2, "Ada")] == csv_cards(f"name,{heading}\nAda,b\n", "f", ())
    assert time.process_time() - began < 1


def test_no_cell_takes_long():
    began = time.process_time()
    (found,) = csv_cards(f"name,note\nAda,+1{' ' * 100_000}!\n", "f", ())
    assert ("import-long", ("note", 2000)) == (found.why.key, found.why.args)
    assert time.process_time() - began < 1


def test_a_file_without_a_heading_is_refused():
    assert "import-empty" == error(read, "\n \n")[0]
    assert "import-no-names" == error(read, "x" * 3000)[0]
    assert "import-quotes" == error(read, "x" * 300_000)[0]


def test_a_line_folded_within_a_character_is_put_together_and_every_line_keeps_its_number():
    whole = "FN:김민지\r\nORG:한빛".encode()
    for place in (4, 5, 7, 18, 19):
        folded = whole[:place] + b"\r\n " + whole[place:]
        found = decoded(folded, "f")
        assert ("utf-8", "FN:김민지\nORG:한빛", 2) == (found.encoding, found.text.replace("\n ", ""), found.text.count("\n"))


def test_encodings_are_told_by_all_of_the_bytes():
    assert [("이름\n가\n", "utf-8"), ("이름\n가\n", "utf-8"), ("이름\n똠\n", "cp949")] == [
        tuple(decoded(data, "f"))
        for data in ("이름\r\n가\r\n".encode("utf-8-sig"), "이름\r가\r".encode(), "이름\n똠\n".encode("cp949"))
    ]


def test_what_is_in_no_encoding_we_know_is_refused_with_the_line():
    assert ("import-encoding", ("f", 2), 4) == error(decoded, b"name\nM\xfcller\n", "f")
    assert ("import-wide", ("f",), 4) == error(decoded, "name".encode("utf-16"), "f")
    assert ("import-nul", ("f", 2), 4) == error(decoded, b"name\nA\0da\n", "f")
    assert ("import-too-large", ("f", 16), 4) == error(decoded, b"x" * (MAX_BYTES + 1), "f")

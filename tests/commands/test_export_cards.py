"""`crm export cards`: what other address books read of them, and a folder of them."""

import json
import os

import pytest
import vobject

HANBIT = """\
name: "한빛전자㈜; 본사, 1"
contacts:
  hong: {name: 홍길동, title: "부장; 구매, 총무", phones: ["010-1234-5678", 02-555-0100], emails: [hong@hanbit.example]}
  nam: {name: 남궁민수, phones: "+82 10 2222 3333"}
  hb: {name: 황보영}
  ines: {name: Ines van der Rocha Jr., emails: [ines@hanbit.example]}
  gone: {name: 김나감, left: 2026-01-01}
"""
NURI = "name: Nuri\ncontacts: {CON: {name: 제갈량}, hong: {name: 홍}, long: {name: %s}}\n" % (
    "가나다라 " * 40
)


@pytest.fixture
def book(crm):
    crm.write({"hanbit": HANBIT, "nuri": NURI}, "language: ko\n")
    return crm


def out(crm, *words):
    ran = crm("export", "cards", *words, "--as-of", "2026-08-01")
    assert 0 == ran.status, ran.told
    return ran


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_another_program_reads_what_stands_on_them(book, version):
    data = out(book, "--version", version).out
    assert max(map(len, data.split(b"\r\n"))) <= 75 and b"CHARSET" not in data
    cards = list(vobject.readComponents(data.decode()))
    names = {each.fn.value: (each.n.value.family, each.n.value.given) for each in cards}
    assert {
        "홍길동": ("홍", "길동"),
        "남궁민수": ("남궁", "민수"),
        "황보영": ("황보", "영"),
        "제갈량": ("제갈", "량"),
        "홍": ("홍", ""),
        "Ines van der Rocha Jr.": ("van der Rocha", "Ines"),
    }.items() <= names.items()
    first = cards[0]
    assert version == first.version.value and "hanbit/hong" == first.uid.value
    assert ["한빛전자㈜; 본사, 1"] == first.org.value
    assert "부장; 구매, 총무" == first.title.value
    kinds = {
        each.value: [kind.lower() for kind in each.params.get("TYPE", [])]
        for each in first.tel_list
    }
    assert {"010-1234-5678": ["cell"], "02-555-0100": []} == kinds
    assert ["cell"] == [each.lower() for each in cards[1].tel.params["TYPE"]]


def test_each_version_has_its_own_words(book):
    old, new = (out(book, "--version", version).text for version in ("3.0", "4.0"))
    assert "\r\nTEL;TYPE=CELL:010" in old and "\r\nEMAIL;TYPE=INTERNET:hong@" in old
    assert "\r\nUID:hanbit/hong" in old and "VALUE=" not in old
    assert "\r\nTEL;VALUE=text;TYPE=cell:010" in new and "\r\nUID;VALUE=text:hanbit/hong" in new
    ran = book("export", "cards", "--version", "2.1")
    assert (2, b"") == (ran.status, ran.out)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_comes_back_changes_nothing(book, version):
    before = {each.name: each.read_bytes() for each in (book.book / "accounts").iterdir()}
    (book.home / "back.vcf").write_bytes(out(book, "--version", version).out)
    ran = book("import", "cards", str(book.home / "back.vcf"), "--json")
    assert {"same"} == {row["state"] for row in ran.json["rows"]}, ran.text
    assert before == {each.name: each.read_bytes() for each in (book.book / "accounts").iterdir()}


def test_a_photo_and_whatever_else_is_not_ours_stays_outside(book):
    before = (book.book / "accounts" / "hanbit.yaml").read_bytes()
    card = out(book, "hanbit").text.replace(
        "FN:홍길동",
        "FN:홍길동\r\nPHOTO;ENCODING=b;TYPE=JPEG:"
        + "QUJD" * 20000
        + "\r\nX-ICQ:1\r\nBDAY:19800101",
    )
    (book.home / "photo.vcf").write_text(card, encoding="utf-8", newline="")
    ran = book("import", "cards", str(book.home / "photo.vcf"))
    assert 0 == ran.status and "PHOTO" in ran.text
    assert before == (book.book / "accounts" / "hanbit.yaml").read_bytes()


def test_a_folder_has_a_file_for_each_person(book):
    folder = book.home / "cards"
    out(book, "--split", str(folder))
    names = sorted(os.listdir(folder))
    assert "cards.json" in names and "hanbit-hong.vcf" in names and "nuri-hong.vcf" in names
    assert 8 == len(names) == len({name.casefold() for name in names})
    whole = out(book).out
    assert sorted(whole.split(b"BEGIN:VCARD")[1:]) == sorted(
        (folder / name).read_bytes().removeprefix(b"BEGIN:VCARD")
        for name in names
        if name.endswith(".vcf")
    )
    told = json.loads((folder / "cards.json").read_text())
    assert "4.0" == told["version"] and names == sorted(
        [*(each["file"] for each in told["files"]), "cards.json"]
    )


def test_an_earlier_folder_is_replaced_whole_and_nobody_elses_is_touched(book):
    folder = book.home / "cards"
    out(book, "--split", str(folder))
    out(book, "nuri", "--split", str(folder), "--version", "3.0")
    assert ["cards.json", "nuri-con.vcf", "nuri-hong.vcf", "nuri-long.vcf"] == sorted(
        name.lower() for name in os.listdir(folder)
    )
    (folder / "mine.txt").write_text("mine")
    ran = book("export", "cards", "--split", str(folder), "--as-of", "2026-08-01")
    assert 4 == ran.status and "mine.txt" in ran.told
    assert "mine" == (folder / "mine.txt").read_text() and 5 == len(os.listdir(folder))
    assert ["book", "cache", "cards"] == sorted(
        each for each in os.listdir(book.home) if each != "who"
    )


def test_no_card_is_written_where_the_book_is_or_through_a_link(book):
    link = book.home / "link"
    link.symlink_to(book.home)
    for where in (book.book, book.book / "accounts", link, book.book / "crm.yaml"):
        assert 4 == book("export", "cards", "--split", str(where), "--as-of", "2026-08-01").status


def test_a_program_is_told_who_is_on_them_and_what_is_missing(book):
    book.write({"broken": "name: [\n"})
    ran = book("export", "cards", "--json", "--as-of", "2026-08-01")
    assert 1 == ran.status
    told = ran.json
    assert ("export-cards", "2026-08-01") == (told["report"], told["as_of"])
    assert {"cards": 7, "accounts": 2} == told["totals"] and 7 == len(told["rows"])
    assert ["accounts/broken.yaml"] == [each["file"] for each in told["skipped"]]
    assert "gone" not in {row["contact"] for row in told["rows"]}
    assert ["010-1234-5678", "02-555-0100"] == told["rows"][0]["phones"]


def test_a_program_is_told_what_a_folder_of_them_holds(book):
    book.write({"broken": "name: [\n"})
    folder = book.home / "cards"
    ran = book("export", "cards", "--split", str(folder), "--json", "--as-of", "2026-08-01")
    assert 1 == ran.status
    told = ran.json
    assert ("export-cards", str(folder)) == (told.pop("report"), told.pop("folder"))
    assert ["accounts/broken.yaml"] == [each["file"] for each in told.pop("skipped")]
    assert told == json.loads((folder / "cards.json").read_text())
    assert {"cards": 7} == told["rows"] and 7 == len(told["files"])

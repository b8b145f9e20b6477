"""Business cards of three versions become people, or are refused with their line."""

import os
import time
from pathlib import Path

import pytest

from crmcli.imports.card import Card, Refused
from crmcli.imports.text import decoded
from crmcli.imports.vcard import vcards


def read(text):
    return [*vcards(text).rows]


def card(*lines):
    return "\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))


def test_version_3_with_escapes_folds_groups_and_types():
    text = card(
        "VERSION:3.0",
        "N:Rocha;Ines;;;",
        "FN:Ines Rocha",
        "ORG:Lakeview\\, Inc.;Plant\\; North",
        "TITLE:Chief Infor",
        " mation Officer",
        "item1.TEL;TYPE=CELL,VOICE:+1 555 010 0199",
        "EMAIL;TYPE=INTERNET:ines@lakeview.example",
        "NOTE:met at the fair\\nplays chess",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ",
        " SkZJRg==",
    )
    assert [
        Card(
            1,
            "Ines Rocha",
            "Lakeview, Inc.",
            "Plant; North Chief Information Officer",
            ("+1 555 010 0199",),
            ("ines@lakeview.example",),
            "met at the fair\nplays chess",
        )
    ] == read(text)


def test_version_2_1_with_quoted_printable_of_both_encodings():
    text = card(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EC=9D=B4;=EB=8F=99=ED=98=84",
        "ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=EUC-KR:=C7=D1=BA=FB=",
        "=C0=FC=C0=DA",
        "TEL;WORK;VOICE:02-123-4567",
        "TEL;CELL:010-1234-5671",
    )
    assert [Card(1, "이동현", "한빛전자", None, ("02-123-4567", "010-1234-5671"))] == read(text)


def test_version_4_with_uris_and_quoted_parameters():
    text = card(
        "VERSION:4.0",
        "FN:이동현",
        'TEL;VALUE=uri;TYPE="voice,work":tel:+82-2-123-4567;ext=12',
        "EMAIL;PREF=1:mailto:dh@hanbit.example",
        'X-A;B="a:b;c":d',
    )
    assert [
        Card(1, "이동현", "", None, ("+82-2-123-4567 ext. 12",), ("dh@hanbit.example",))
    ] == read(text)


def test_a_text_of_many_soft_breaks_is_read_in_a_time_that_grows_with_it():
    began = time.process_time()
    (found,) = read(
        card("FN:Ada", "NOTE;ENCODING=QUOTED-PRINTABLE:=", *["a" * 70 + "="] * 150_000, "end")
    )
    assert ["error-import-long"] == [why.key for why in found.left_out]
    assert time.process_time() - began < 5


def test_numbers_as_phones_typeset_them_are_plain_numbers():
    (found,) = read(
        card(
            "FN:Ada",
            "TEL:+82\u00a010\u20111234\u20115678",
            "TEL:０２－123 4567",
            "TEL:010–1111–2222",
        )
    )
    assert ("+82 10-1234-5678", "02-123 4567", "010-1111-2222") == found.phones


def test_several_cards_stand_in_one_file_and_each_knows_its_line():
    assert [(1, "A"), (4, "B")] == [
        (each.line, each.name) for each in read(card("FN:A") + card("fn:B"))
    ]


def test_bytes_in_base64_are_text_too():
    assert ["이동현"] == [
        each.name for each in read(card("FN;ENCODING=B;CHARSET=UTF-8:7J2064+Z7ZiE"))
    ]


@pytest.mark.parametrize(
    ("lines", "name", "why"),
    [
        (("ORG:Acme",), "", "told-import-nameless"),
        (("FN:",), "", "told-import-nameless"),
        (("FN:Ada", "ORG:=HYPERLINK(1)"), "Ada", "error-import-formula"),
        (("FN:Ada\x07",), "", "error-import-hidden"),
        (("FN:Ada", "ORG;ENCODING=QUOTED-PRINTABLE:=1B[31m"), "Ada", "error-import-hidden"),
        (("FN;ENCODING=QUOTED-PRINTABLE:=FF=FE",), "", "error-import-bytes"),
        (("FN;ENCODING=B:!!!",), "", "error-import-bytes"),
    ],
)
def test_a_card_that_cannot_be_taken_is_refused_and_the_others_are_not(lines, name, why):
    good = card("FN:Good")
    found = read(good + card(*lines) + good)
    assert [(4, name, why)] == [
        (each.line, each.name, each.why.key) for each in found if isinstance(each, Refused)
    ]
    assert ["Good", "Good"] == [each.name for each in found if isinstance(each, Card)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("TEL:call me", ("told-import-no-phone", ("TEL", "call me"))),
        ("EMAIL:ada", ("told-import-no-email", ("EMAIL", "ada"))),
        ("NOTE:a\\nb\u202ec", ("error-import-hidden", ("NOTE", "U+202E"))),
        ("TITLE:=HYPERLINK(1)", ("error-import-formula", ("TITLE",))),
        ("TEL;ENCODING=B:!!!", ("error-import-bytes", ("TEL",))),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:=FF=FE", ("error-import-bytes", ("NOTE",))),
    ],
)
def test_a_property_that_cannot_be_taken_costs_that_property_and_not_its_card(line, why):
    (found,) = read(card("FN:Ada", line, "TEL:010-1234-5678", "EMAIL:a@b.example"))
    assert ("Ada", ("010-1234-5678",), ("a@b.example",), [why]) == (
        found.name,
        found.phones,
        found.emails,
        [tuple(each) for each in found.left_out],
    )


def test_a_card_whose_uid_cannot_be_read_may_be_anybodys():
    (found,) = read(card("FN:Ada", "UID;ENCODING=B:!!!"))
    assert isinstance(found, Refused)


def test_a_card_that_does_not_end_is_refused():
    assert [(1, "told-import-no-end"), (3, None), (6, "told-import-no-end")] == [
        (each.line, each.why.key if isinstance(each, Refused) else None)
        for each in read("BEGIN:VCARD\nFN:A\n" + card("FN:B") + "BEGIN:VCARD\nFN:C\n")
    ]


def test_no_text_is_too_odd():
    for text in (
        "",
        "=",
        ":",
        ";",
        "BEGIN:VCARD",
        "END:VCARD",
        " fold",
        "BEGIN:VCARD\n;;;:::\nA;B\nFN;ENCODING=QUOTED-PRINTABLE:=\n=\n",
        "\n" * 9,
        "BEGIN:VCARD\nFN" + ';"' * 999 + "\nEND:VCARD",
    ):
        assert [] == [each for each in read(text) if isinstance(each, Card)]


def test_a_fax_is_no_phone_however_its_kind_is_written():
    faxes = [
        "TEL;TYPE=fax:02-555-0001",
        "TEL;WORK;FAX:02-555-0002",
        'TEL;TYPE="work,fax":02-555-0003',
        "TEL;type=HOME;type=FAX:02-555-0004",
        "item1.TEL:02-555-0005",
        "item1.X-ABLabel:Work Fax",
    ]
    found = vcards(card("FN:Ada", "TEL;TYPE=cell:010-1234-5678", *faxes))
    assert (("010-1234-5678",), [("TEL;TYPE=FAX", 5)]) == (found.rows[0].phones, [*found.unread])


def test_what_of_a_card_is_not_read_is_told_with_how_often():
    head = ("VERSION:3.0", "UID:x", "REV:1", "N:Lund;Bo;;;", "FN:Bo Lund")
    found = vcards(
        card(*head, "ORG:Acme", "ORG:Zed", "ADR:;;1 Main St;;;;", "ADR:;;;;;;", "BDAY:1980-01-01")
        + card(*head, "BDAY:1981-01-01")
    )
    assert [("ORG", 1), ("ADR", 1), ("BDAY", 2)] == [*found.unread]


def test_a_middle_name_is_part_of_the_name():
    assert ["Ada King Lovelace"] == [each.name for each in read(card("N:Lovelace;Ada;King;;"))]


def test_a_korean_name_is_written_as_one_whatever_a_program_put_between_its_parts():
    cards = (
        card("N:홍;길동;;;", "FN:길동 홍")
        + card("N:홍;길동;;;", "FN:홍 길동")
        + card("N:홍;길동;;;", "FN:홍길동 부장")
        + card("FN:홍 길동")
    )
    assert ["홍길동", "홍길동", "홍길동", "홍 길동"] == [each.name for each in read(cards)]
    assert "부장" == read(cards)[2].title


SHARED = Path(os.environ.get("CRM_REAL_DATA") or Path(__file__).parents[3] / "shared")
SAMPLES = SHARED / "data" / "exchange" / "vcard"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")
def test_of_cards_that_other_programs_wrote_no_fax_is_a_phone():
    texts = [decoded(path.read_bytes(), path.name).text for path in sorted(SAMPLES.glob("*.vcf"))]
    found = {
        phone
        for text in texts
        for each in read(text)
        if isinstance(each, Card)
        for phone in each.phones
    }
    assert (True, set()) == (
        len(found) > 9,
        found & {"555-555-1116", "555-555-1117", "5555551117", "00-1-212-555-7777"},
    )

"""Bytes of an encoding that nobody declared: a guess that is told, a question, or an error, and never another script."""

import time

import pytest

from crmcli.domain.errors import CrmError
from crmcli.sources.guessing import guess

JAPANESE = [
    "株式会社日立",
    "社名,氏名\n株式会社日立,山田\n",
    "トヨタ自動車",
    "有限会社さくら,東京都千代田区",
]
KOREAN = [
    "이름\n똠\n",
    "회사명,담당자\n한빛전자㈜,이동현\n",
    "김민수",
    "현대엘리베이터,최윤정,TV영업팀",
]
CHINESE = ["客户名称,联系人\n深圳市华强电子有限公司,王伟", "公司", "李明"]
TAIWANESE = ["客戶名稱,聯絡人\n台灣積體電路製造股份有限公司,林志明", "公司", "陳美玲"]
WESTERN = [
    "Müller café", "name\nMüller", "Première Société", "João Conceição", "Señor Núñez", "Søren Kjær",
    "Håkan Åsa", "Août,Fenêtre,Hélène,Première", "GONÇALVES", "Ärzte", "Ünal", "Straße", "10 € für",
    "“Müller”", "L’été à Nîmes", "ÉCOLE SUPÉRIEURE", "D'Amélie-Noël", "5 m² Büro", "¿Qué?", "Æther",
]  # fmt: skip
CENTRAL = [
    "Łódź,Kościuszko,Wrocław", "Dvořák,Jiří,Ondřej", "Petrović,Kovačević", "Erdős,Szűcs,Győr",
    "Brăila,Timişoara", "Świętosława", "Poznań",
]  # fmt: skip
TEXTS = [
    *((text, encoding) for text in JAPANESE for encoding in ("cp932", "euc_jp")),
    *((text, "cp949") for text in KOREAN),
    *((text, "gb18030") for text in CHINESE),
    *((text, "big5") for text in TAIWANESE),
    *((text, "cp1252") for text in WESTERN),
    *((text, encoding) for text in CENTRAL for encoding in ("cp1250", "iso8859_2")),
    ("Œuvre 10 €", "iso8859_15"),
    ("Güneş,Yılmaz,Öğretmen,İstanbul", "cp1254"),
    ("ООО Ромашка,Иванов Иван", "cp1251"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_the_encoding_is_told_by_what_its_letters_and_words_are(text, encoding):
    data = text.encode(encoding)
    found, told, sample = guess(data, "f")
    assert text == data.decode(found)
    assert told == found
    assert not sample.isascii()
    assert sample in text


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_it_is_told_as_well_far_down_in_a_long_file(text, encoding):
    data = b"Id,Name,Stage\n" + b"17,Lakeview Foods,won\n" * 30_000 + text.encode(encoding) + b"\n"
    assert data.decode(guess(data, "f")[0]).endswith(f"\n{text}\n")


@pytest.mark.parametrize(
    "data",
    [
        "Müller,홍길동".encode() + b"\xed\n",  # UTF-8 that was cut within a letter
        "Müller".encode() + b"\nM\xfcller\xff\xfe\n",
        bytes(range(128, 256)),
        "성명\n뷁뷁뷁뷁".encode("cp949"),
        "株式会社".encode("cp932") + "한빛전자".encode("cp949"),
        b"a\x81\x8d\x8f\x90\x9d",
    ],
)
def test_what_makes_plain_sense_in_none_is_an_error(data):
    with pytest.raises(CrmError) as caught:
        guess(b"Id\n" + data, "f")
    assert "error-source-encoding" == caught.value.message.key
    assert ("f", 2) == caught.value.message.args or caught.value.message.args[1] > 1


def test_what_makes_sense_in_several_is_a_question_with_what_each_reads():
    with pytest.raises(CrmError) as caught:
        guess("Id,Name\n1,Fenêtre\n".encode("cp1252"), "f")
    name, told = caught.value.message.args
    assert ("error-source-encodings", "f") == (caught.value.message.key, name)
    assert [("cp1252", "Fenêtre"), ("cp1250", "Fenętre")] == [each.args for each in told.args]


@pytest.mark.parametrize(
    "piece", [b"\xe9" * 50_000, b"\xe9-" * 50_000, b"\xb0" * 4000 + b"\n", b"\xfc\xb9 " * 9000, b"M\xfcller\n"]
)  # fmt: skip
def test_no_bytes_take_long(piece):
    began = time.process_time()
    try:
        guess(piece * 30, "f")
    except CrmError as error:
        assert error.message.key.startswith("error-source-encoding")
    assert time.process_time() - began < 5

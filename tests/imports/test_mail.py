"""Mails as programs write them: who, when, about what, in whatever encoding; and those nobody wrote."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crmcli.imports.correspondence.bodies import LONGEST, written
from crmcli.imports.correspondence.encoded import cleaned, decoded
from crmcli.imports.correspondence.mail import HEAD, Person, mail_of, moment

KST = timezone(timedelta(hours=9))


def word(text, charset, name=None):
    return f"=?{name or charset}?B?{base64.b64encode(text.encode(charset)).decode()}?=".encode()


def mail(head, **more):
    lines = [b"From: Go <go@hanbit.example>", b"Date: Tue, 4 Aug 2026 10:00:00 +0900", *head]
    return mail_of(b"\n".join(lines))


@pytest.mark.parametrize(
    "data",
    [
        word("견적 회신", "cp949", "ks_c_5601-1987"),
        word("견적 회신", "euc_kr", "EUC-KR"),
        word("견적 회신", "utf-8"),
        word("견적 회신", "iso2022_kr", "iso-2022-kr"),
        b"=?utf-8?q?=EA=B2=AC=EC=A0=81_=ED=9A=8C=EC=8B=A0?=",
        "견적 회신".encode(),
        "견적 회신".encode("cp949"),
        word("견적 ", "utf-8") + b"\n " + word("회신", "utf-8"),
        b"=?utf-8?B?6rKs7KCB?= =?utf-8?B?IO2ajOyLoA==?=",
    ],
)
def test_a_subject_is_read_in_its_encoding(data):
    assert "견적 회신" == mail([b"Subject: " + data]).subject


def test_a_letter_that_is_divided_between_two_words_is_one_letter():
    data = "견적".encode()
    parts = [base64.b64encode(each).decode() for each in (data[:4], data[4:])]
    assert "견적" == decoded(" ".join(f"=?utf-8?B?{each}?=" for each in parts).encode())


def test_no_codec_that_is_no_encoding_is_asked():
    for name in ("rot13", "zlib", "idna", "unicode_escape", "base64_codec", "undefined", "mbcs"):
        assert decoded(f"=?{name}?Q?=41bc=EA=B2=AC?=".encode()).startswith("Abc")


def test_what_no_text_may_have_is_taken_out_and_told():
    assert ("Hi ok", True) == cleaned("Hi\x1b\u202e \u2067ok\x07", 100)
    assert ("👩\u200d💻", False) == cleaned("👩\u200d💻", 100)
    text, is_cut = cleaned("가" * 1000, 500)
    assert (500, True) == (len(text), is_cut)
    assert "[31m red" == mail([b"Subject: \x1b[31m\x00 red"]).subject


def test_addresses_are_told_apart_before_their_names_are_read():
    said = word("홍, 길동", "euc_kr", "EUC-KR")
    read = mail(
        [b'To: "Kim, Min-jun" <Kim@US.example>,\n ' + said + b" <go@hanbit.example>, x@y.example"]
    )
    assert (
        Person("kim@us.example", "Kim, Min-jun"),
        Person("go@hanbit.example", "홍, 길동"),
        Person("x@y.example", ""),
    ) == read.to


def test_an_address_in_a_name_or_in_a_comment_is_nobodys():
    read = mail([b'Cc: "boss@hanbit.example" <evil@x.example> (ceo@hanbit.example)'])
    assert ["evil@x.example"] == [each.address for each in read.cc]
    assert [b"To: undisclosed-recipients:;"] and () == mail([b"To: undisclosed-recipients:;"]).to


@pytest.mark.parametrize(
    ("said", "when"),
    [
        (b"Tue, 4 Aug 2026 10:00:00 +0900", datetime(2026, 8, 4, 10, tzinfo=KST)),
        (b"4 Aug 26 10:00 GMT", datetime(2026, 8, 4, 10, tzinfo=UTC)),
        (b"Tue, 4 Aug 2026 10:00:00 KST", datetime(2026, 8, 4, 10, tzinfo=UTC)),
        (b"Tue, 4 Aug 2026 10:00:00 -0000", datetime(2026, 8, 4, 10, tzinfo=UTC)),
        (b"Tue, 4 Aug 2026 10:00:00 +9999", datetime(2026, 8, 4, 10, tzinfo=UTC)),
        (b"yesterday", None),
        (b"Tue, 40 Aug 2026 10:00:00 +0900", None),
        (b"Tue, 4 Aug 99999999 10:00:00 +0900", None),
        (b"", None),
    ],
)
def test_a_moment_with_an_odd_zone_is_one_all_the_same(said, when):
    assert when == moment(said)


def test_where_the_date_is_missing_the_day_it_came_counts():
    head = b"From: a@b.example\nReceived: from x by y; Tue, 4 Aug 2026 10:00:00 +0900\nDate: soon"
    assert datetime(2026, 8, 4, 10, tzinfo=KST) == mail_of(head).when
    assert None is mail_of(b"From: a@b.example\nSubject: x").when


def test_a_mail_without_a_name_has_one_of_what_it_says():
    one, other = mail([b"Subject: x"]), mail([b"Subject: y"])
    assert one.id.startswith("sha256:") and one.id != other.id == mail([b"Subject: y"]).id
    assert "1@x" == mail([b"Message-ID: <1@x>"]).id
    assert mail([b"Message-ID: <" + b"x" * 9999 + b">"]).id.startswith("sha256:")


@pytest.mark.parametrize(
    ("head", "left"),
    [
        (b"Auto-Submitted: auto-replied", "auto"),
        (b"Auto-Submitted: no", ""),
        (b"Precedence: bulk", "list"),
        (b"Precedence: auto_reply", "auto"),
        (b"List-Id: <news.x.example>", "list"),
        (b"List-Unsubscribe: <https://x.example>", "list"),
        (b"X-Autoreply: yes", "auto"),
        (b"Content-Type: multipart/report; report-type=delivery-status", "bounce"),
        (b"X-Spam-Flag: YES", "spam"),
        (b"X-Spam-Status: No, score=1", ""),
        (b"X-Gmail-Labels: =?UTF-8?Q?Spam?=", "spam"),
        (b"X-Gmail-Labels: Drafts", "draft"),
    ],
)
def test_what_nobody_wrote_is_known(head, left):
    assert left == mail([head]).left


def test_a_head_without_an_end_is_cut_and_nul_is_nothing():
    read = mail_of(b"From: a@b.example\nTo: " + b"x@y.example, " * 100_000 + b"\nSubject: far")
    assert ("", 1) == (read.subject, len(read.to))
    many = b", ".join(b"p%d@y.example" % number for number in range(100_000))
    assert 2000 == len(mail_of(b"From: a@b.example\nTo: " + many).to)
    assert "ab" == mail([b"Subject: a\x00b"]).subject
    assert None is mail_of(b"\x89PNG\r\n" + b"\0" * HEAD)


TEXT = b"Content-Type: text/plain; charset=euc-kr\n\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            TEXT + "네, 좋습니다.\n\n-----Original Message-----\nFrom: x".encode("euc-kr"),
            "네, 좋습니다.",
        ),
        (b"\nYes.\n\nOn Tue, Aug 4, 2026 at 9:00 AM Kim <k@us.example> wrote:\n> No?\n", "Yes."),
        (b"\nOn Tue, Kim wrote:\n> No?\n\nYes, below.\n", "Yes, below."),
        (
            "\n확인\n\n2026년 8월 4일 (화) 오전 9:00, 김민준 <k@us.example>님이 작성:\n\n안녕".encode(),
            "확인",
        ),
        (b"\nA\n-- \nAda Ferris, CIO\n", "A"),
        (
            b"Content-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>One<br>two &amp; 3</p>"
            b"<blockquote>old</blockquote><script>x()</script>",
            "One\ntwo & 3",
        ),
    ],
)
def test_of_a_body_stays_what_somebody_wrote(body, text):
    assert (text, False) == written(body)


def test_the_first_text_of_several_parts_is_the_one_and_no_attachment_is():
    body = (
        b"Content-Type: multipart/mixed; boundary=z\n\n--z\nContent-Type: text/plain\n"
        b"Content-Disposition: attachment; filename=a.txt\n\nsecret\n--z\n"
        b"Content-Type: text/html\n\n<b>bold</b>\n--z\nContent-Type: text/plain\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode("안녕".encode()) + b"\n--z--\n"
    )
    assert ("안녕", False) == written(body)


def test_a_long_body_is_cut_and_one_nested_without_end_is_none():
    text, is_cut = written(b"\n" + b"x" * 5000)
    assert (LONGEST, True) == (len(text), is_cut)
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)
    )
    assert ("", False) == written(nested)

"""Boxes of mails: divided where a mail begins, and no more of one is held than its beginning."""

import os
import tracemalloc

import pytest

from crmcli.domain.errors import CrmError
from crmcli.imports.correspondence.mail import HEAD
from crmcli.sources import mailboxes
from crmcli.sources.mailboxes import BODY, mailbox

LINE = b"From x@y Mon Aug 03 10:00:00 2026\n"


def places(box, **more):
    return [(os.path.basename(each.place), each.data) for each in box.mails(**more)]


def box(tmp_path, data, name="box"):
    path = tmp_path / name
    path.write_bytes(data)
    return mailbox(str(path))


def test_an_mbox_is_divided_where_a_mail_begins(tmp_path):
    data = (
        LINE
        + b"Subject: 1\n\nFrom now on, 10:00 counts 2026\n\nFrom here 10:00\nno header\n\n"
        + LINE
        + b"Subject: 2\n\n>From x\n\n"
        + LINE.replace(b"\n", b"\r\n")
        + b"Subject: 3\r\n\r\nx\r\n"
    )
    found = places(box(tmp_path, data))
    assert ["box:1", "box:2", "box:3"] == [place for place, _ in found]
    assert [b"Subject: 1", b"Subject: 2", b"Subject: 3"] == [each[:10] for _, each in found]
    assert found[0][1].endswith(b"no header\n\n")


@pytest.mark.parametrize("size", range(1, 120))
def test_wherever_a_chunk_ends_the_mails_are_the_same(tmp_path, monkeypatch, size):
    data = b"".join(LINE + b"Subject: %d\n\nbody\n\n" % number for number in range(5))
    whole = places(box(tmp_path, data))
    monkeypatch.setattr(mailboxes, "_CHUNK", size)
    read = mailboxes.Mailbox("mbox", ((str(tmp_path / "box"), len(data)),), {})
    assert whole == places(read) and len(whole) == 5


def test_of_a_mail_with_a_large_attachment_only_the_beginning_is_held(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        for number in range(3):
            file.write(LINE + b"Subject: %d\n\nHello\n\n" % number)
            for _ in range(20):
                file.write((b"QUJD" * 19 + b"\n") * 13_000)
            file.write(b"\n")
    tracemalloc.start()
    sizes = [len(each.data) for each in mailbox(str(path)).mails(bodies=True)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 3 == len(sizes) and max(sizes) <= HEAD + BODY
    assert peak < 12 << 20, "of 60 MB"


def test_how_far_it_is_is_told_up_to_the_end(tmp_path):
    data = b"".join(LINE + b"Subject: %d\n\nbody\n\n" % number for number in range(5))
    steps = []
    places(box(tmp_path, data), step=lambda *step: steps.append(step))
    assert (len(data), len(data)) == steps[-1]


def test_a_maildir_is_its_new_and_read_mails_and_those_of_its_folders(tmp_path):
    def put(name, text="Subject: x\n\n"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    for name in (
        "cur/1:2,S",
        "new/2",
        "cur/3:2,ST",
        "cur/4:2,D",
        "tmp/5",
        ".Sent/cur/6:2,S",
        "cur/.x",
    ):
        put(name)
    for folder in (".Trash", ".Archiv.Spam", "Drafts", ".휴지통"):
        put(f"{folder}/cur/7")
    (tmp_path / "cur" / "8").symlink_to(tmp_path / "new" / "2")
    (tmp_path / "away").symlink_to(tmp_path / ".Sent")
    os.mkfifo(tmp_path / "cur" / "9")
    found = mailbox(str(tmp_path))
    assert ["6:2,S", "1:2,S", "2"] == [place for place, _ in places(found)]
    assert {"draft": 2, "folder": 4, "link": 2} == found.left


def test_a_folder_of_mails_is_one_too(tmp_path):
    (tmp_path / "a.eml").write_text("Subject: x\n\n")
    (tmp_path / "b.EML").write_text("Subject: y\n\n")
    (tmp_path / "c.txt").write_text("no mail")
    assert ["a.eml", "b.EML"] == [place for place, _ in places(mailbox(str(tmp_path)))]


@pytest.mark.parametrize(
    "data", [b"", b"\xd0\xcf\x11\xe0" * 100, b"!BDN" * 10, b"name,mail\nx,y\n", b"\0" * 999]
)
def test_what_is_no_mail_is_refused(tmp_path, data):
    with pytest.raises(CrmError) as error:
        box(tmp_path, data)
    assert "error-mail-none" == error.value.message.key


def test_what_is_not_there_or_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, key in (
        ("gone", "error-cannot-open"),
        ("pipe", "error-mail-none"),
        (".", "error-mail-none"),
    ):
        with pytest.raises(CrmError) as error:
            mailbox(
                str(tmp_path / name)
                if name != "."
                else str(tmp_path.parent / tmp_path.name / "x\0")
            )
        assert error.value.message.key in (key, "error-cannot-open")

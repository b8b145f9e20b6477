"""Zips of tables, and those that are made to do harm."""

import io
import struct
import zipfile

import pytest
from sources import books

from crmcli.domain.errors import CrmError
from crmcli.sources import limits
from crmcli.sources.opened import How
from crmcli.sources.opening import tables

CSV = "Id,Name\n1,a\n"


def opened(tmp_path, data, name="z.zip", **how):
    (tmp_path / name).write_bytes(data)
    return tables([str(tmp_path / name)], How(**how))


def error(call, *args, **options):
    with pytest.raises(CrmError) as caught:
        call(*args, **options)
    return caught.value.message.key


def test_the_tables_of_a_zip_are_read_in_the_order_of_their_names(tmp_path):
    book = books.xlsx(lambda book: book.add_worksheet("S").write_row(0, 0, ["Id", "Name"]))
    data = books.packed(
        {
            "b.csv": CSV, "sub/a.csv": "이름,성\n가,나\n".encode("cp949"), "c.xlsx": book, "d.pdf": b"%PDF-1.4",
            "__MACOSX/._b.csv": b"\0", ".DS_Store": b"\0", "e.csv": "", "sub/": "",
        }
    )  # fmt: skip
    found = opened(tmp_path, data, encodings={"a.csv": "cp949"})
    assert ["z.zip/b.csv", "z.zip/c.xlsx/S", "z.zip/sub/a.csv"] == [
        each.name for each in found.tables
    ]
    assert "cp949" == found.tables[2].encoding
    assert [("z.zip/d.pdf", "error-source-kind"), ("z.zip/e.csv", "error-import-empty")] == [
        (each.name, each.why.key) for each in found.left_aside
    ]


def test_names_that_korean_windows_wrote_are_shown_as_they_were_meant(tmp_path):
    data = books.packed({"xxxxxxxx.csv": CSV}).replace(b"xxxxxxxx", "거래처표".encode("cp949"))
    assert ["z.zip/거래처표.csv"] == [each.name for each in opened(tmp_path, data).tables]


@pytest.mark.parametrize(
    "name", ["../a.csv", "a/../../b.csv", "/etc/a.csv", "C:/a.csv", "..\\a.csv"]
)
def test_a_name_that_leads_out_refuses_the_zip(tmp_path, name):
    data = books.packed({"ok.csv": CSV, name: CSV})
    assert "error-source-zip-leads-out" == error(opened, tmp_path, data)


def test_a_link_refuses_the_zip(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "error-source-zip-leads-out" == error(opened, tmp_path, out.getvalue())


def test_what_is_locked_nested_or_damaged_is_refused(tmp_path):
    plain = books.packed({"a.csv": CSV})
    locked = bytearray(plain)
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.index(mark) + place] |= 1
    assert "error-source-zip-locked" == error(opened, tmp_path, bytes(locked))
    assert "error-source-zip-in-zip" == error(opened, tmp_path, books.packed({"b.zip": plain}))
    assert "error-source-zip" == error(opened, tmp_path, plain[:-8])
    assert "error-source-zip" == error(opened, tmp_path, b"PK\3\4" + b"x" * 100)
    assert "error-source-zip" == error(
        opened, tmp_path, books.packed({"a.csv": CSV}, zipfile.ZIP_LZMA)
    )


def test_a_bomb_is_refused_by_what_its_directory_says(tmp_path):
    grows = books.packed({"a.csv": b"0" * (limits.GROWN + 1)})
    assert len(grows) < 20_000
    assert "error-source-zip-ratio" == error(opened, tmp_path, grows)
    sizes = bytearray(books.packed({f"{each}.csv": CSV for each in range(5)}))
    place = -1
    while (place := sizes.find(b"PK\1\2", place + 1)) >= 0:
        sizes[place + 20 : place + 28] = struct.pack("<2L", 1 << 28, 1 << 28)
    assert "error-source-zip-bomb" == error(opened, tmp_path, bytes(sizes))


@pytest.mark.parametrize("kind", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_an_entry_that_holds_more_than_its_directory_says_is_refused(tmp_path, kind):
    data = bytearray(books.packed({"a.csv": b"Id\n" + b"1\n" * 100_000}, kind))
    at = data.index(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", 100)
    assert "error-source-zip" == error(opened, tmp_path, bytes(data))


def test_a_workbook_that_holds_more_than_its_directory_says_is_refused(tmp_path):
    data = bytearray(books.xlsx(lambda book: book.add_worksheet("S").write_row(0, 0, range(2000))))
    at = data.index(b"PK\1\2")
    while not data[at + 46 :].startswith(b"xl/worksheets/sheet1.xml"):
        at = data.index(b"PK\1\2", at + 1)
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    assert "error-source-zip" == error(opened, tmp_path, bytes(data), "b.xlsx")


def test_more_files_than_a_run_takes_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FILES", 2)
    data = books.packed({f"{each}.csv": CSV for each in range(3)})
    assert "error-source-too-many" == error(opened, tmp_path, data)

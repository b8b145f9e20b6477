"""Sheets of workbooks become tables: cells as text, days and numbers in one way."""

import builtins
import datetime as dt

import pytest
from sources import books

from crmcli.domain.errors import CrmError
from crmcli.sources.opened import How
from crmcli.sources.opening import tables
from crmcli.sources.workbook import text_of


def opened(tmp_path, data, name="b.xlsx", **how):
    (tmp_path / name).write_bytes(data)
    return tables([str(tmp_path / name)], How(**how))


def cells(table):
    rows = [list(row.cells) for row in table.rows()]
    assert (len(rows), rows) == (table.count, [list(row.cells) for row in table.rows()])
    return rows


def error(call, *args, **options):
    with pytest.raises(CrmError) as caught:
        call(*args, **options)
    return caught.value.message.key


def fill(book):
    day, moment, span = (
        book.add_format({"num_format": each})
        for each in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "[h]:mm")
    )
    deals = book.add_worksheet("Deals")
    deals.write_row(0, 0, ["Id", "Name", "Amount", "Closed", "Won", "Call"])
    deals.write_row(1, 0, [1012345678, "한빛\nLakeview", 6.5])
    deals.write_datetime(1, 3, dt.datetime(2021, 1, 29), day)
    deals.write_boolean(1, 4, True)
    deals.write_number(1, 5, 1.25, span)
    deals.write_row(3, 0, ["0012", "'", 6e7])
    deals.write_datetime(3, 3, dt.datetime(2021, 1, 29, 13, 5), moment)
    deals.write_formula(3, 4, "=A1", None, "#REF!")
    hidden = book.add_worksheet("Lists")
    hidden.write(0, 0, "x")
    hidden.hide()
    book.add_worksheet("Empty")
    people = book.add_worksheet("People")
    people.write(0, 0, "Export of people")
    people.write_row(2, 0, ["Name", "Phone"])
    people.write_row(3, 0, ["Ada", "010-1234-5678"])
    people.write_row(4, 0, ["Bo", ""])


def test_every_sheet_with_something_in_it_is_a_table_of_text(tmp_path):
    found = opened(tmp_path, books.xlsx(fill))
    deals, people = found.tables
    assert ("b.xlsx/Deals", "b.xlsx/People") == (deals.name, people.name)
    assert [
        ["1012345678", "한빛\nLakeview", "6.5", "2021-01-29", "true", "30:00:00"],
        ["0012", "'", "60000000", "2021-01-29 13:05:00", "", ""],
    ] == cells(deals)
    assert [2, 4] == [row.line for row in deals.rows()]
    assert (["Name", "Phone"], 3, [["Ada", "010-1234-5678"], ["Bo", ""]]) == (
        people.headings,
        people.above.line,
        cells(people),
    )
    assert [("b.xlsx/Lists", "told-source-hidden")] == [
        (each.name, each.why.key) for each in found.left_aside
    ]
    assert [("told-source-cell-errors", ("b.xlsx", 1))] == [tuple(each) for each in found.told]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (0.0, "0"), (-3.0, "-3"), (0.1, "0.1"), (1 / 3, "0.3333333333333333"), (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"), (float("nan"), ""), (123456789012.0, "123456789012"),
        (dt.datetime(2021, 1, 29, 13, 0, 0, 500), "2021-01-29 13:00:00"),
        (dt.datetime(2021, 1, 29, 12, 59, 59, 999500), "2021-01-29 13:00:00"),
        (dt.timedelta(seconds=-90), "-0:01:30"), (dt.time(9, 30), "09:30:00"),
        (False, "false"), ("a\r\nb\rc", "a\nb\nc"), (dt.date(1999, 12, 31), "1999-12-31"),
    ],
)  # fmt: skip
def test_a_cell_is_text_in_one_way(cell, text):
    assert text == text_of(cell)


def test_an_old_workbook_is_read_whatever_it_is_called(tmp_path):
    for name in ("old.xls", "old.xlsx"):
        found = opened(tmp_path, books.XLS, name)
        (table,) = found.tables
        assert (["이름", "1012345678"], [["2021-01-29", "true"]]) == (table.headings, cells(table))
        assert bool(found.told) == (name == "old.xlsx")


def test_a_workbook_of_open_document_is_read_with_its_repeated_cells(tmp_path):
    row = f"<table:table-row>{books.said('Name')}{books.said('Phone')}</table:table-row>"
    more = (
        '<table:table-row><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="float" office:value="1.5"><text:p>1.5</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (table,) = opened(
        tmp_path, books.ods(f'<table:table table:name="P">{row}{more}</table:table>'), "b.ods"
    ).tables
    assert ("b.ods/P", [["1.5", "1.5"]]) == (table.name, cells(table))


def test_without_the_reader_it_is_told_how_to_get_it(tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *args, **options):
        if name.startswith("python_calamine"):
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert "error-source-no-reader" == error(opened, tmp_path, books.XLS, "b.xls")


FAR = [
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    b"<row><c><v>1</v></c></row><row r='1048576'><c a='>' r='XFD1048576'><v>1</v></c></row>",
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>',
    b'<row r="1"><c r="A1"><v>1</v></c></row><x:row r="900000"><x:c\n r = "XFD900000"><v>1</v></x:c></x:row>',
    b'<x r="A1"/>' * 20000
    + b'<row r="1">' + b"<c><v>1</v></c>" * 16000
    + b'</row><row r="1000000"><c r="A1000000"><v>1</v></c></row>',
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="4000000000"><c r="ZZZZZZ4000000000"><v>1</v></c></row>',
]  # fmt: skip


@pytest.mark.parametrize("rows", FAR)
def test_cells_far_apart_are_refused_before_room_is_made_for_all_between(tmp_path, rows):
    assert error(opened, tmp_path, books.sheet_xml(rows)) in {
        "error-source-cells",
        "error-source-broken",
    }


def test_far_cells_without_anything_in_them_are_no_cells(tmp_path):
    rows = (
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    (table,) = opened(tmp_path, books.sheet_xml(rows)).tables
    assert (["1"], 0) == (table.headings, table.count)


@pytest.mark.parametrize(
    "repeated",
    [
        'table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="float" office:value="1"/>',
        'table:number-rows-repeated="4000000000"><table:table-cell office:value-type="string"/>',
        'table:number-rows-repeated="90000000"><table:table-cell/></table:table-row>'
        f"<table:table-row>{books.said('a')}",
    ],
)
def test_cells_that_are_repeated_without_end_are_refused(tmp_path, repeated):
    data = books.ods(
        f'<table:table table:name="P"><table:table-row {repeated}</table:table-row></table:table>'
    )
    assert "error-source-cells" == error(opened, tmp_path, data, "b.ods")


def test_an_old_workbook_with_cells_far_apart_is_refused(tmp_path):
    # the places of the two rows' first cells: made the first and the last of what 65,536 rows and columns hold
    at = books.XLS.index(b"\xfd\x00\x0a\x00\x00\x00\x00\x00")
    far = books.XLS[: at + 4] + b"\xff\xff\xff\xff" + books.XLS[at + 8 :]
    assert "error-source-cells-old" == error(opened, tmp_path, far, "b.xls")


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + each, b"&%c;" % (97 + each) * 10) for each in range(12))
    + b"]>"
)


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"]
)
def test_entities_that_stand_for_more_and_more_are_refused(tmp_path, part):
    def change(name, data):
        return (
            LAUGHS + data.partition(b"?>")[2].replace(b"<t>x", b"<t>&m;") if name == part else data
        )

    data = books.repacked(books.xlsx(lambda book: book.add_worksheet("S").write(0, 0, "x")), change)
    assert "error-source-entities" == error(opened, tmp_path, data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-7"])
def test_parts_in_an_encoding_that_no_program_writes_are_refused(tmp_path, encoding):
    def change(name, data):
        if name != "xl/worksheets/sheet1.xml":
            return data
        return data.decode().replace("UTF-8", encoding).encode(encoding)

    data = books.repacked(books.xlsx(lambda book: book.add_worksheet("S").write(0, 0, 1)), change)
    assert "error-source-broken" == error(opened, tmp_path, data)


def test_whatever_is_cut_off_or_turned_over_is_an_error_or_a_table(tmp_path):
    for name, data in (("b.xlsx", books.xlsx(fill)), ("b.xls", books.XLS)):
        for place in range(8, len(data), len(data) // 60):
            turned = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
            for each in (data[:place], turned):
                try:
                    opened(tmp_path, each, name)
                except CrmError as caught:
                    assert caught.message.key.startswith(("error-source-", "error-import-"))

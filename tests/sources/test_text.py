"""Tables of text: what stands around a table, what separates its cells, and how large it may be."""

import os
from pathlib import Path

import pytest

from crmcli.domain.errors import CrmError
from crmcli.sources import limits
from crmcli.sources.opened import How
from crmcli.sources.opening import listing, tables


def opened(tmp_path, data, name="t.csv", **how):
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return tables([str(tmp_path / name)], How(**how))


def one(tmp_path, data, name="t.csv", **how):
    (table,) = opened(tmp_path, data, name, **how).tables
    return table


def cells(table):
    rows = [list(row.cells) for row in table.rows()]
    assert rows == [list(row.cells) for row in table.rows()]  # as often as it is asked
    assert table.count == len(rows)
    return rows


def error(call, *args, **options):
    with pytest.raises(CrmError) as caught:
        call(*args, **options)
    return caught.value.message.key


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_seen(tmp_path, sign, end):
    text = end.join((f"Id{sign}Name", f'1{sign}"a{sign}b{end}c"', "", f"2{sign}", ""))
    table = one(tmp_path, text)
    assert (["Id", "Name"], sign, "utf-8", "") == (
        table.headings,
        table.separator,
        table.encoding,
        table.guessed,
    )
    assert [["1", f"a{sign}b\nc"], ["2", ""]] == cells(table)
    assert [2, 5] == [row.line for row in table.rows()]


def test_commas_within_cells_do_not_outnumber_the_separator(tmp_path):
    text = "Amount, net, of tax;Name\n1,5;Rocha, Ines, Dr.\n2;Lund\n3;Orr, B\n"
    assert ";" == one(tmp_path, text).separator


def test_a_line_that_names_the_separator_is_none_of_the_table(tmp_path):
    table = one(tmp_path, "sep=|\nId|Name\n1|a\n")
    assert (["Id", "Name"], [3]) == (table.headings, [row.line for row in table.rows()])


def test_headings_of_one_name_and_of_none_stay(tmp_path):
    table = one(tmp_path, "Id,Name,,Name\n1,a,b,c\n")
    assert (["Id", "Name", "", "Name"], [["1", "a", "b", "c"]]) == (table.headings, cells(table))


def test_a_row_is_as_wide_as_the_headings_unless_more_of_it_is_filled(tmp_path):
    assert [["1", ""], ["1", "2"], ["1", "2", "3"]] == cells(
        one(tmp_path, "Id,Name\n1\n1,2,,\n1,2,3\n")
    )


REPORT = (
    "Pipeline of the quarter\n"
    "\n"
    "Opportunity Owner,Account Name,Amount\n"
    "Ada,Lakeview,10\n"
    "Bo,,\n"
    "\n"
    "Cy,Mapleton,30\n"
    "\n"
    '"Grand Totals (3 records)",,40\n'
    '"Confidential Information - Do Not Distribute"\n'
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
)


def test_titles_above_and_footers_below_are_none_of_the_table(tmp_path):
    table = one(tmp_path, REPORT)
    assert [["Ada", "Lakeview", "10"], ["Bo", "", ""], ["Cy", "Mapleton", "30"]] == cells(table)
    assert (3, ["Pipeline of the quarter"]) == (table.above.line, table.above.texts)
    assert (9, 3, "Grand Totals (3 records) 40") == (
        table.below.line,
        len(table.below.texts),
        table.below.texts[0],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Name,Owner\nAda,x\n\nTotalEnergies SE,y\n",
        "Name,Owner\nAda,x\n\nBo,\nCy,\n",
        "Name\nAda\n\nCopyright Agency\n",
        "Name,Owner\nAda,x\n합계산업,y\n",
        "Name,Owner\nAda\nBo\n",
    ],
)
def test_rows_that_only_look_like_footers_are_rows(tmp_path, text):
    table = one(tmp_path, text)
    assert table.below is None
    assert text.count("\n") - 1 - text.count("\n\n") == len(cells(table))


def test_known_words_find_headings_below_a_table_of_other_things(tmp_path):
    text = "Owner,Ada\nDay,2026-01-01\nName,Stage,Amount\nx,y,1\n"
    found = one(tmp_path, text, known=lambda cells: len({"Name", "Stage"} & {*cells}))
    assert (["Name", "Stage", "Amount"], 3) == (found.headings, found.above.line)
    assert ["Owner", "Ada"] == one(tmp_path, text).headings


def test_a_table_of_headings_alone_has_no_rows_and_an_empty_file_is_an_error(tmp_path):
    assert (0, []) == (one(tmp_path, "Id,Name\n").count, cells(one(tmp_path, "Id,Name\n")))
    assert "error-import-empty" == error(opened, tmp_path, b"")
    assert "error-import-empty" == error(opened, tmp_path, b"\xef\xbb\xbf\n ,\n")


def test_a_quote_that_is_never_closed_is_an_error_before_any_row_is_given(tmp_path):
    text = "Id,Name\n" + "1,a\n" * 3000 + '2,"b\n'
    assert "error-import-quotes" == error(opened, tmp_path, text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-be"])
def test_marks_tell_the_encoding_against_what_is_declared(tmp_path, encoding):
    mark = "\ufeff" if encoding.endswith("be") else ""
    data = f"{mark}이름,É\r\n가,ü\r\n".encode(encoding)
    table = one(tmp_path, data, encoding="cp1252")
    assert (["이름", "É"], [["가", "ü"]]) == (table.headings, cells(table))
    assert encoding[:6].rstrip("-") == table.encoding[:6].rstrip("-")
    assert table.guessed == ""


def test_what_is_utf_8_is_read_so_and_else_what_is_declared_for_all_or_for_one_file(tmp_path):
    data = "Id,Name\n1,Müller\n".encode("cp1252")
    assert [["1", "Müller"]] == cells(one(tmp_path, data, encoding="Windows-1252"))
    assert [["1", "Müller"]] == cells(one(tmp_path, data, encodings={"t.csv": "latin-1"}))
    assert [["1", "Müller"]] == cells(one(tmp_path, "Id,Name\n1,Müller\n", encoding="cp437"))
    assert "error-source-not-encoded" == error(opened, tmp_path, data, encoding="ascii")


@pytest.mark.parametrize("said", ["zlib", "rot13", "unicode_escape", "base64", "hex", "klingon"])
def test_what_is_no_encoding_of_texts_is_refused(tmp_path, said):
    assert "error-source-no-encoding" == error(opened, tmp_path, b"Id\n\xff\n", encoding=said)


def test_a_nul_is_told_with_its_line(tmp_path):
    assert "error-import-nul" == error(opened, tmp_path, b"Id\n1\0\n")


def test_a_folder_gives_its_files_in_order_and_leaves_hidden_ones_alone(tmp_path):
    for name in ("b.csv", "a.csv", ".hidden.csv", "~$a.csv", "sub/c.csv", ".git/d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Id\n1\n")
    (tmp_path / "empty.csv").write_bytes(b"")
    found = tables([str(tmp_path)], How())
    assert ["a.csv", "b.csv", "sub/c.csv"] == [table.name for table in found.tables]
    assert [("empty.csv", "error-import-empty")] == [
        (each.name, each.why.key) for each in found.left_aside
    ]
    assert ["a.csv", "b.csv", "empty.csv", "sub/c.csv"] == [
        each.name for each in listing([str(tmp_path)])
    ]
    assert (5, 64) == (found.files[0].size, len(found.files[0].sha256))


def test_a_link_that_leads_out_of_a_folder_is_left_aside(tmp_path):
    (tmp_path / "out.csv").write_text("Id\n1\n")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text("Id\n1\n")
    os.symlink(tmp_path / "out.csv", folder / "b.csv")
    os.symlink(folder / "a.csv", folder / "c.csv")
    os.symlink(tmp_path / "gone", folder / "d.csv")
    found = tables([str(folder)], How())
    assert ["a.csv", "c.csv"] == [table.name for table in found.tables]
    assert ["told-source-leads-out"] * 2 == [each.why.key for each in found.left_aside]


def test_pipes_and_files_that_are_not_there_are_told(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    assert "error-source-no-file" == error(tables, [str(tmp_path / "pipe.csv")], How())
    assert "error-cannot-open" == error(tables, [str(tmp_path / "gone.csv")], How())


def test_more_than_the_limits_is_refused_before_it_is_read(tmp_path, monkeypatch):
    with open(tmp_path / "big.csv", "wb") as file:
        file.truncate(limits.FILE + 1)  # a hole: nothing that could be read in time
    assert "error-import-too-large" == error(tables, [str(tmp_path / "big.csv")], How())
    (tmp_path / "a.csv").write_text("Id\n1\n")
    found = tables([str(tmp_path)], How())
    assert ["error-import-too-large"] == [each.why.key for each in found.left_aside]
    monkeypatch.setattr(limits, "ALL", 8)
    (tmp_path / "b.csv").write_text("Id\n1\n")
    assert "error-source-all-too-large" == error(tables, [str(tmp_path)], How())
    monkeypatch.setattr(limits, "FILES", 2)
    assert "error-source-too-many" == error(tables, [str(tmp_path)], How())


SHARED = Path(os.environ.get("CRM_REAL_DATA") or Path(__file__).parents[3] / "shared")
EXCHANGE = SHARED / "data" / "exchange"


@pytest.mark.skipif(not EXCHANGE.is_dir(), reason="the samples are not here")
@pytest.mark.parametrize(
    ("name", "encoding", "headings", "count"),
    [
        ("korean/ko_cafe.csv", "cp949", 5, 80),
        ("text/sf_csvtext_BOM_UTF16BE.csv", "utf-16", None, None),
        ("text/sf_csvtext_BOM_UTF16LE.csv", "utf-16", None, None),
        ("text/sf_csvtext_BOM_UTF8.csv", "utf-8", None, None),
        ("text/sf_csvEscapedQuotes.csv", "utf-8", None, None),
        ("text/sf_csvSeparator.csv", "utf-8", None, None),
    ],
)
def test_files_that_other_programs_wrote_are_read(name, encoding, headings, count):
    (table,) = tables([str(EXCHANGE / name)], How()).tables
    assert encoding == table.encoding
    assert len(table.headings) > 1
    assert table.count > 0
    assert bool(table.guessed) == (encoding == "cp949")
    if count:
        assert (headings, count) == (len(table.headings), table.count)


@pytest.mark.parametrize("row", ["1{}\n", '1,"a\n"{},"b\nc"\n'])
def test_a_row_of_millions_of_cells_is_refused_before_they_are_made(tmp_path, row):
    wide = row.format("," * (10 * limits.COLUMNS + 1))
    assert "error-source-columns" == error(opened, tmp_path, f"Id,Name\n{wide}")
    assert "error-source-columns" == error(opened, tmp_path, f"Id,Name\n1,a\n{wide}2,b\n")


def test_texts_may_hold_as_many_commas_as_they_like(tmp_path):
    text = "," * 100_000
    assert [["1", text]] * 3 == cells(one(tmp_path, "Id,Name\n" + f'1,"{text}"\n' * 3))


def test_a_table_has_no_more_rows_than_a_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 3)
    assert 3 == one(tmp_path, "Id,Name\n1,a\n2,b\n3,c\n").count
    assert "error-source-rows" == error(opened, tmp_path, "Id,Name\n1,a\n2,b\n3,c\n4,d\n")

"""Pages and XML under the name of a workbook."""

import time

import pytest

from crmcli.domain.errors import CrmError
from crmcli.sources.opened import How
from crmcli.sources.opening import tables


def opened(tmp_path, data, name="report.xls", **how):
    (tmp_path / name).write_bytes(data)
    return tables([str(tmp_path / name)], How(**how))


def cells(table):
    rows = [list(row.cells) for row in table.rows()]
    assert table.count == len(rows)
    return rows


def error(call, *args, **options):
    with pytest.raises(CrmError) as caught:
        call(*args, **options)
    return caught.value.message.key


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><style>td {{ x: y }}</style>
<!-- <table><tr><td>a</td><td>b</td></tr></table> --></head><body>
<table border=1><tr><th>회사</th><th>이름</th><th colspan="2">전화</th></tr>
<tr><td rowspan=2>한빛&nbsp;&amp; 아들&lt;1&gt;</td><td>이동현<br>실장</td><td>02-1</td><td>010-1
 </td></tr>
<tr><td>김민수<td><td>010-2</tr>
{more}
</table></body></html>"""


def test_a_page_is_read_with_its_spans_entities_and_encoding(tmp_path):
    found = opened(tmp_path, PAGE.format(more="").encode("cp949"))
    (table,) = found.tables
    assert ("report.xls", "cp949", ["회사", "이름", "전화", ""]) == (
        table.name,
        table.encoding,
        table.headings,
    )
    assert [
        ["한빛 & 아들<1>", "이동현\n실장", "02-1", "010-1"],
        ["", "김민수", "", "010-2"],
    ] == cells(table)
    assert [("told-source-kind", ("report.xls", "HTML"))] == [tuple(each) for each in found.told]


def test_a_table_within_a_cell_is_one_of_its_own(tmp_path):
    inner = "<tr><td>x<table><tr><td>Id<td>Name<tr><td>1<td>a</table></td><td></td></tr>"
    found = opened(tmp_path, PAGE.format(more=inner).encode("cp949"), "p.html")
    assert ["p.html/1", "p.html/2"] == [each.name for each in found.tables]
    assert [["1", "a"]] == cells(found.tables[0])


def test_a_page_without_a_table_is_refused(tmp_path):
    assert "error-import-empty" == error(
        opened, tmp_path, b"<html><body>Please log in</body></html>"
    )


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<", "<table>", "<td colspan=99999>", "&amp", "<td rowspan=9>"]
)
def test_no_page_takes_long(tmp_path, piece):
    data = f"<html><table><tr><td>a</td><td>b</td></tr>{piece * 60_000}".encode()
    began = time.process_time()
    try:
        opened(tmp_path, data)
    except CrmError as caught:
        assert caught.message.key in {"error-source-cells", "error-source-columns"}
    assert time.process_time() - began < 10


XML = """<?xml version="1.0" encoding="UTF-8"?>{doctype}<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Deals"><Table>
<Row><Cell><Data ss:Type="String">Name</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Amount</Data></Cell></Row>
<Row ss:Index="{row}"><Cell><Data ss:Type="String">{text}</Data></Cell><Cell ss:Index="{column}"><Data ss:Type="Number">6.0E7</Data></Cell>
<Cell><Data ss:Type="DateTime">2021-01-29T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def xml(row=4, column=3, text="한빛 &amp; Co", doctype=""):
    return XML.format(row=row, column=column, text=text, doctype=doctype).encode()


def test_an_xml_of_2003_is_read(tmp_path):
    (table,) = opened(tmp_path, xml()).tables
    assert ("report.xls/Deals", ["Name", "", "Amount"]) == (table.name, table.headings)
    assert [["한빛 & Co", "", "60000000", "2021-01-29"]] == cells(table)
    assert [4] == [row.line for row in table.rows()]


def test_an_xml_that_asks_for_endless_room_is_refused(tmp_path):
    assert 999_999_999 == next(opened(tmp_path, xml(row=999_999_999)).tables[0].rows()).line
    assert "error-source-columns" == error(opened, tmp_path, xml(column=999_999_999))
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert "error-source-entities" == error(opened, tmp_path, xml(doctype=laughs, text="&b;"))
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "error-source-entities" == error(opened, tmp_path, xml(doctype=outside, text="&a;"))
    assert "error-source-broken" == error(opened, tmp_path, xml()[:-30])

"""What a workbook has beside its rows, as Office Open XML wants it: all small, and the same each
time.
"""

from collections.abc import Sequence

from crmcli.tables.table import Table

# The styles of cells by their place in `styles.xml`; kept rows name them too.
BOLD, TEXT, DAY = 1, 2, 3

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_XF = '<xf numFmtId="{}" fontId="{}" fillId="0" borderId="0"{}/>'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    f'<fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    f'<cellStyleXfs count="1">{_XF.format(0, 0, "")}</cellStyleXfs><cellXfs count="4">'
    + _XF.format(0, 0, ' xfId="0"')
    + _XF.format(0, 1, ' xfId="0" applyFont="1"')
    + _XF.format(49, 0, ' xfId="0" applyNumberFormat="1"')
    + _XF.format(164, 0, ' xfId="0" applyNumberFormat="1"')
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
SHEET_END = "</sheetData></worksheet>"


def parts(names: Sequence[str]) -> dict[str, str]:
    """Every part of a workbook of sheets with these names but the sheets themselves, by path."""
    places = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/{path}" ContentType="{_TYPE}.{kind}+xml"/>'
        for path, kind in (
            ("xl/workbook.xml", "sheet.main"),
            ("xl/styles.xml", "styles"),
            *((sheet_path(place), "worksheet") for place in places),
        )
    )
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(names, start=1)
    )
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", sheet_path(place).removeprefix("xl/")) for place in places),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
    }


def sheet_path(place: int) -> str:
    """Where in the workbook a sheet lies, counted from 1."""
    return f"xl/worksheets/sheet{place}.xml"


def sheet_start(table: Table) -> str:
    """A sheet up to its rows: a heading that stays, and the widths."""
    days = [column.kind == "day" for column in table.columns]
    widths = "".join(
        f'<col min="{place}" max="{place}" '
        + (f'width="12.7109375" style="{DAY}"' if is_day else 'width="16.7109375"')
        + ' customWidth="1"/>'
        for place, is_day in enumerate(days, start=1)
    )
    heading = "".join(
        f'<c s="{BOLD}" t="inlineStr"><is><t>{name}</t></is></c>' for name in table.names
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
        f"<row>{heading}</row>"
    )


def _relations(found: Sequence[tuple[str, str]]) -> str:
    said = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(found, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'

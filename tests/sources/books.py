"""Workbooks, pages and zips made for tests."""

import base64
import io
import zipfile
import zlib

import xlsxwriter


def xlsx(fill):
    """A workbook that `fill` puts something into."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        fill(book)
    return out.getvalue()


def packed(files, kind=zipfile.ZIP_DEFLATED):
    """A zip of these files, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def repacked(data, change):
    """A workbook with parts changed: `change` gets a name and its bytes, and gives bytes or None."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return packed({name: part for name, part in found.items() if part is not None})


def sheet_xml(rows):
    """A smallest workbook whose one sheet has this XML between its rows."""
    start = xlsx(lambda book: book.add_worksheet("S").write(0, 0, 1))

    def change(name, part):
        if name != "xl/worksheets/sheet1.xml":
            return part
        begin, end = part.index(b"<sheetData>"), part.index(b"</sheetData>")
        return part[:begin] + b"<sheetData>" + rows + part[end:]

    return repacked(start, change)


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def ods(tables):
    """A workbook of OpenDocument with these tables."""
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": ODS_HEAD + tables + ODS_TAIL,
        }
    )


def said(text):
    """A cell of text of an .ods."""
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


# two rows: 이름, 1012345678; 2021-01-29, true. Made once by xlwt.
XLS = zlib.decompress(
    base64.b85decode(
        "c-rk)O=uHA6#izDO*WxTHZc`ip@f1}`*RR4UfOL1?a5O0popNY$w6vU3BA;VR@)o}K|Cm43Kj8E6+ta}(32j-iXH"
        "?(Nc8AQRPfMdeeY#g(umN21}gI{^Ud2g^Jd=e%$wbr*UO3G{JpjkYS51W%5DUqDxIPf@o#KUx$Cm%=N2VbV?!Zg("
        "LjbwJZ^p&<}u{)F2TUv;4@<2Bc)?FgW<_sHr+t%5g$es`_M<MaDy~4w2D_r;giCfgzrerC&B}wxg^|2b&KjKmYw0"
        "Q-QFxdVsuDZ4BYNRv3W0=ooK-ep2g=ct4duHgZWdVr#DzZd$0)$paC7q=CXOdkK-nyz%-$EVxl*bDI!IKy@2m-8u"
        ";c%_0zQ0H&(Ae`X6ic;Xmjt8pK-t6(b1Dz&#;BQlJI;YoIb04y_<AYc?k;oO(XD6y+scLf&2z^34(oO~e^8VmToJ"
        "VN;(gx4*pEKQ`hV7tM?;^OZ)oa^G-qfi1{5CMCu%?h@`6z9_A35xGq`MYEOi&XE>R*f%S6=A^Wf`q?FT>ujr%x07"
        "7>eBe=g;ghq2<i(-V+0^1YXC58&>>0A>YZg7KM_s?hSaSSac?-t};nv?45zDYW-(ByE7so1x4Iv>MkY`ktyIWVgU"
        "k$R2s<Am|L`9cG=)M8du*9bXrG6uc2l9djsy?hyXlQ6?XlQ6?XlOJ9%KKI4Jp=#Do8E>X?49eZQY!0XlK&P5F-g}"
        "HZ7TO7M|mF8b<Lm6FqPkyTBnVFUdT91z2`BGG4W%(?)gg_I#vBV>o&CiUI^9Of4Lq%|8f660W50D>H"
    )
)

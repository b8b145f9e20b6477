"""A workbook of tables as LibreOffice reads it: what is text stays text, days are days, numbers numbers. It runs where there is a
LibreOffice (Debian's libreoffice-calc is one).
"""

import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest

from crmcli.tables.registry import TABLES

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAID = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ACME = """\
name: "=1+1"
owner: dana
ids: {sap: "0001234567"}
research: {employees: 12, annual_revenue: 118000000000}
contacts:
  ines: {name: Ines, phones: ["0612345678", "+49 170 1234567"], emails: ines@a.example}
  one2: {name: "2026-01-05", title: "1e5"}
deals:
  line: {name: Line, amount: {2026-01-05: 12345678901_234567890.1, 2026-02-01: 18_450.50}, stages: {2026-01-05: lead}}
log:
  - {date: 2026-01-05, type: call, by: dana, with: ines, deal: line, what: "@home, \\"quoted\\""}
"""
NUMBERS = frozenset(("whole", "number", "amount"))


def sheets(path):
    """Every sheet's rows; a cell is its type and its text."""
    found = {}
    for sheet in ET.parse(path).iter(f"{TABLE}table"):
        found[sheet.get(f"{TABLE}name")] = [
            [
                (cell.get(f"{SAID}value-type", ""), "\n".join("".join(p.itertext()) for p in cell))
                for cell in row
                for _ in range(min(64, int(cell.get(f"{TABLE}number-columns-repeated", "1"))))
            ]
            for row in sheet.iter(f"{TABLE}table-row")
        ]
    return found


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_libreoffice_finds_texts_days_and_numbers(crm, tmp_path):
    policy = "currency: USD\nteam: {dana: {name: Dana}}\nstages: {lead: {probability: 10}}\n"
    crm.write({"acme": ACME, "0123": "name: Zero\n"}, policy)
    assert crm("export", "tables", "out", "--format", "xlsx").status == 0
    subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless"),
            *(
                "--convert-to",
                "fods",
                "--outdir",
                str(tmp_path),
                str(crm.book / "out" / "crm.xlsx"),
            ),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    found = sheets(tmp_path / "crm.fods")
    assert [each.name for each in TABLES] == list(found)
    kinds = set()
    for table in TABLES:
        head, *rows = found[table.name]
        width = len(table.columns)
        assert [("string", name) for name in table.names] == head[:width]
        for row in rows:
            for column, (kind, text) in zip(table.columns, row, strict=False):
                if kind:
                    kinds.add((column.kind, kind))
                assert kind in _allowed(column.kind), (table.name, column.name, kind, text)
    assert {("text", "string"), ("day", "date"), ("whole", "float"), ("amount", "float")} <= kinds
    texts = {
        text for rows in found.values() for row in rows for kind, text in row if kind == "string"
    }
    assert {
        "=1+1",
        "0001234567",
        "0123",
        "1e5",
        "12345678901234567890.1",
        '@home, "quoted"',
    } <= texts
    assert any("0612345678" in each for each in texts)


def _allowed(kind):
    """What a cell may be in LibreOffice; an amount of more digits than a spreadsheet keeps is text."""
    if kind in NUMBERS:
        return {"", "float", "string"}
    return {"day": {"", "date"}, "truth": {"", "boolean", "float"}}.get(kind, {"", "string"})

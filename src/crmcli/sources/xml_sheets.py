"""The sheets of an XML of 2003 (`urn:schemas-microsoft-com:office:spreadsheet`), which older
systems save under the name of an .xls.
"""

from typing import NoReturn
from xml.parsers import expat

from crmcli.imports.table import Row
from crmcli.sources import limits
from crmcli.sources.archive import refuse
from crmcli.sources.workbook import number_text


class _Reader:
    """The sheets by name, filled while the file is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sheets: dict[str, list[Row]] = {}
        self.rows: list[Row] = []
        self.line, self.count, self.kind = 0, 0, ""
        self.cells: list[str] = []
        self.text: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.said
        self.parser.EntityDeclHandler = self.entity

    def entity(self, *_: object) -> NoReturn:
        """What stands for something else is written by no program, and may be endless."""
        refuse("error-source-entities", self.name)

    def start(self, tag: str, given: dict[str, str]) -> None:
        """A sheet, a row, a cell, or its value."""
        said = {key.rpartition(" ")[2]: value for key, value in given.items()}
        local = tag.rpartition(" ")[2]
        if local == "Worksheet":
            self.rows, self.line = [], 0
            self.sheets[said.get("Name") or f"{len(self.sheets) + 1}"] = self.rows
        elif local == "Row":
            line, self.cells = int(said.get("Index", self.line + 1)), []
            if line > self.line + 1:
                self.rows.append(Row(line - 1, []))
            self.line = line
        elif local == "Cell":
            place = int(said.get("Index", len(self.cells) + 1)) - 1
            more = int(said.get("MergeAcross", 0))
            self.count += max(0, place - len(self.cells)) + 1
            if max(place, more) >= limits.COLUMNS or self.count > limits.CELLS:
                refuse("error-source-columns", self.name, limits.COLUMNS)
            self.cells += [""] * (place - len(self.cells) + 1 + more)
            self.place = len(self.cells) - 1 - more
        elif local == "Data":
            self.kind, self.text = said.get("Type", "String"), []

    def said(self, text: str) -> None:
        """Text, of which only that of values counts."""
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        """A value or a row ends."""
        local = tag.rpartition(" ")[2]
        if local == "Data" and self.text is not None and self.cells:
            self.cells[self.place] = _value(self.kind, "".join(self.text))
            self.text = None
        elif local == "Row":
            self.rows.append(Row(self.line, self.cells))


def xml_sheets(data: bytes, name: str) -> dict[str, list[Row]]:
    """The rows of each sheet. Raises CrmError for what is broken, or larger than the limits."""
    reader = _Reader(name)
    try:
        reader.parser.Parse(data, True)
    except (expat.ExpatError, ValueError, OverflowError, LookupError):
        refuse("error-source-broken", name)
    return reader.sheets


def _value(kind: str, text: str) -> str:
    if kind == "Number":
        try:
            return number_text(float(text))
        except ValueError:
            return text
    if kind == "DateTime":
        day, _, hour = text.partition("T")
        hour = hour.removesuffix(".000")
        return day if hour in {"", "00:00:00"} else f"{day} {hour}"
    if kind == "Boolean":
        return "true" if text.strip() == "1" else "false"
    return "" if kind == "Error" else text.replace("\r\n", "\n").replace("\r", "\n")

"""Which people does a CSV file name, a row each?"""

from collections.abc import Mapping, Sequence

from crmcli.domain.errors import CrmError
from crmcli.domain.table import Message
from crmcli.imports.card import Card, Refusal, Refused, refuse
from crmcli.imports.columns import CARDS, fields
from crmcli.imports.sheet import Row, sheet
from crmcli.imports.values import emails, field, joined, phones, prose

Found = list[Card | Refused]


def csv_cards(text: str, file: str, asked: Sequence[tuple[str, str]]) -> Found:
    """A card or a refusal for each row. Raises CrmError when no column holds names."""
    table = sheet(text, file)
    held = fields(table.headings, CARDS, asked)
    if not {"name", "family", "given"} & {*held}:
        raise CrmError(Message("import-no-names", (", ".join(filter(None, table.headings)),)), Message("import-no-names-hint"), status=4)
    return [_card(row, table.headings, held) for row in table.rows]


def _card(row: Row, headings: Sequence[str], held: Sequence[str | None]) -> Card | Refused:
    said: dict[str, list[tuple[str, str]]] = {}
    for heading, meant, cell in zip(headings, held, row.cells, strict=False):
        if meant and cell.strip():
            said.setdefault(meant, []).append((heading, cell))
    name = ""
    try:
        name = _name(said)
        if any(map(str.strip, row.cells[len(headings) :])):
            refuse(Message("import-cells", (len(headings), len(row.cells))))
        if not name:
            refuse(Message("import-nameless"))
        title = " ".join(filter(None, (_one(said, "department"), _one(said, "title"))))
        note = "\n".join(prose(cell, heading) for heading, cell in said.get("note", ()))
        numbers = phones([cell for _, cell in said.get("phone", ())], _called(said, "phone"))
        return Card(row.line, name, _one(said, "company"), title or None, numbers, emails([cell for _, cell in said.get("email", ())], _called(said, "email")), note or None)
    except Refusal as refusal:
        return Refused(row.line, name, refusal.why)


def _one(said: Mapping[str, list[tuple[str, str]]], name: str) -> str:
    return next((field(cell, heading) for heading, cell in said.get(name, ())), "")


def _called(said: Mapping[str, list[tuple[str, str]]], name: str) -> str:
    return ", ".join(heading for heading, _ in said.get(name, ()))


def _name(said: Mapping[str, list[tuple[str, str]]]) -> str:
    return _one(said, "name") or joined(_one(said, "family"), _one(said, "given"))


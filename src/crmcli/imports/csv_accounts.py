"""Which companies does a CSV file name, a row each, and what does it say of them?"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmcli.domain.edit import Prose, Value
from crmcli.domain.errors import CrmError
from crmcli.domain.naming import find_member
from crmcli.domain.records.amounts import amount_of_any, amount_said, number_said
from crmcli.domain.records.money import Money, as_written
from crmcli.domain.records.policy import Policy
from crmcli.domain.records.words import SOURCES
from crmcli.domain.table import Message
from crmcli.domain.text import synonyms
from crmcli.domain.text.business_number import told
from crmcli.domain.text.headings import ACCOUNTS
from crmcli.imports.card import Reading, Refusal, Refused, refuse
from crmcli.imports.cells.brief import headed
from crmcli.imports.columns import Asked, fields, known, unread
from crmcli.imports.frame import Known
from crmcli.imports.sheet import sheet, text_lines
from crmcli.imports.table import Row, Table
from crmcli.imports.values import field, prose
from crmcli.messages import everywhere

# what the format takes of each: one row too large would make the whole import wrong
_MOST = {
    "employees": 999_999_999,
    "annual_revenue": 999_999_999_999_999,
}

_DIGITS = re.compile(r"[0-9.,_ ]+")


class Company(NamedTuple):
    """An account as a row tells it.

    `said` has a value, as a file of ours would hold it, for each field that is told; `left_out`
    says of each cell that is not taken why.
    """

    line: int
    name: str
    said: Mapping[str, Value]
    left_out: tuple[Message, ...] = ()


def csv_accounts(text: str, file: str, asked: Asked, policy: Policy) -> Reading[Company | Refused]:
    """An account or a refusal for each row, and what was not read.

    Raises CrmError when no column holds names.
    """
    table = sheet(text_lines(text), file, names_companies(asked))
    return companies_of(table, asked, policy)


def names_companies(asked: Asked) -> Known:
    """Do headings name companies? The columns that are of a field of theirs, counted."""
    return lambda cells: known(cells, ACCOUNTS, asked, {"name"})


def companies_of(table: Table, asked: Asked, policy: Policy) -> Reading[Company | Refused]:
    """An account or a refusal for each row of a table, however its file was read."""
    held = fields(table.headings, ACCOUNTS, asked)
    if "name" not in held:
        raise CrmError(
            Message("error-import-no-names", (", ".join(filter(None, table.headings)),)),
            Message("hint-import-no-names"),
            status=4,
        )
    left = unread(table.headings, held, asked, (row.cells for row in table.rows()))
    return Reading(
        [_company(row, table.headings, held, policy) for row in table.rows()], left, table.above
    )


def _company(
    row: Row, headings: Sequence[str], held: Sequence[str | None], policy: Policy
) -> Company | Refused:
    name, said, left = "", dict[str, str | list[Prose]](), list[Message]()
    try:
        for heading, meant, cell in sorted(
            zip(headings, held, row.cells, strict=False), key=lambda each: each[1] != "name"
        ):
            if not meant or not cell.strip():
                continue
            if meant == "name":
                name = field(cell, heading)
                continue
            try:
                _take(said, meant, _value(meant, cell, heading, policy))
            except Refusal as refusal:
                if meant == "owner":  # whoever imports would be taken for it
                    raise
                left.append(refusal.why)
        if any(map(str.strip, row.cells[len(headings) :])):
            refuse(Message("told-import-cells", (len(headings), len(row.cells))))
        if not name:
            refuse(Message("told-import-nameless"))
    except Refusal as refusal:
        return Refused(row.line, name, refusal.why)
    return Company(row.line, name, said, tuple(left))


def _take(said: dict[str, str | list[Prose]], meant: str, value: str | list[Prose]) -> None:
    if isinstance(value, list):
        before = said.get(meant, [])
        said[meant] = [*(before if isinstance(before, list) else ()), *value]
    else:
        said[meant] = (
            Prose(f"{said[meant]}\n{value}") if meant == "note" and meant in said else value
        )


def _value(meant: str, cell: str, heading: str, policy: Policy) -> str | list[Prose]:
    """What the cell says, as a file of ours would hold it. Raises Refusal."""
    if meant == "note":
        return Prose(prose(cell, heading))
    text = field(cell, heading)
    if meant in {"aliases", "tags"}:
        return [Prose(part.strip()) for part in text.replace(",", ";").split(";") if part.strip()]
    if meant == "business_no" and (wrong := told(text, policy.currency)) is not None:
        raise Refusal(headed(heading, wrong))
    if meant == "owner":
        return _owner(text, policy)
    if meant == "source":
        found = synonyms.meant(
            text, SOURCES, lambda word: everywhere(f"word-{word}", f"type-{word}").values()
        )
        if len(found) != 1:
            raise Refusal(Message("error-bad-word", (text, heading, ", ".join(SOURCES))))
        return found[0]
    if meant in _MOST:
        amount = _amount(meant, text, heading, policy)
        if amount is None or amount != int(amount) or amount > _MOST[meant]:
            raise Refusal(Message("error-import-no-number", (heading, text)))
        return as_written(int(amount))
    return Prose(text)


def _amount(meant: str, text: str, heading: str, policy: Policy) -> Money | None:
    try:
        if meant != "annual_revenue":
            return number_said(text)
        return amount_said(
            f"{text}{_unit(heading)}" if _DIGITS.fullmatch(text) else text, policy.currency
        )
    except CrmError as error:
        raise Refusal(error.message) from None


def _unit(heading: str) -> str:
    """In what a column of amounts is counted: `매출(백만원)`, `Revenue (USD)`; nothing where its
    brackets hold something else.
    """
    for each in re.findall(r"[(\[（](?:단위\s*[:：]?\s*|in )?([^()\[\]（）]+)[)\]）]", heading):
        try:
            if amount_of_any(f"1{each}") is not None:
                return str(each)
        except CrmError:
            continue
    return ""


def _owner(text: str, policy: Policy) -> str:
    try:
        return find_member(text, policy.team) if policy.team else text
    except CrmError as error:
        raise Refusal(error.message) from None

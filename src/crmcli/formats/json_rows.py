"""A table for programs: one JSON object, English field names, exact values.

Its shape is a contract.
"""

from collections.abc import Iterator, Sequence

from crmcli.domain.table import Row, Table
from crmcli.domain.text.visible import json_safe
from crmcli.formats import explain
from crmcli.formats.cells import AS_THEY_ARE, raw
from crmcli.formats.exact import encoded
from crmcli.messages import Phrases


def render(
    table: Table,
    phrases: Phrases,
    skipped: Sequence[dict[str, object]],
    *,
    explained: bool = False,
    lacks: Sequence[str] = (),
) -> str:
    """The object {report, as_of, rows, totals, skipped}, one row a line; {currency} where there are
    amounts; with --explain also {explain}, and where the history is not all here {lacks}.
    """
    return "".join(pieces(table, phrases, skipped, explained=explained, lacks=lacks))


def pieces(
    table: Table,
    phrases: Phrases,
    skipped: Sequence[dict[str, object]],
    *,
    explained: bool = False,
    lacks: Sequence[str] = (),
) -> Iterator[str]:
    """The same piece by piece: of many rows the text is never all in memory."""
    currency = f'"currency": {encoded(table.currency)}, ' if table.currency else ""
    day = table.as_of.isoformat()
    yield json_safe(f'{{"report": {encoded(table.report)}, "as_of": "{day}", {currency}"rows": [')
    before = "\n"
    names: dict[tuple[str, ...], list[str]] = {}  # rows of one table may be of several types
    for row in table.rows:
        if row._fields not in names:
            names[row._fields] = [field.rstrip("_") for field in row._fields]
        yield before + json_safe(encoded(_row(row, names[row._fields], phrases)))
        before = ",\n"
    totals = encoded(
        raw(dict(table.totals) if isinstance(table.totals, dict) else table.totals, phrases)
    )
    more = ""
    if explained:
        behind = [
            {field: list(refs) for field, refs in sources.items()} for sources in table.evidence
        ]
        told = {"definitions": explain.definitions(table, phrases), "rows": behind}
        more = f', "explain": {encoded(told)}'
    if lacks:
        more += f', "lacks": {encoded(list(lacks))}'
    end = "\n" if table.rows else ""
    tail = f'], "totals": {totals}, "skipped": {encoded(list(skipped))}{more}}}'
    yield f"{end}{json_safe(tail)}\n"


def _row(row: Row, names: Sequence[str], phrases: Phrases) -> dict[str, object]:
    return {
        name: value if type(value) in AS_THEY_ARE else raw(value, phrases)
        for name, value in zip(names, row, strict=True)
    }
